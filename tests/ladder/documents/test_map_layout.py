"""Laws of the map's layout: every level stands in it once, every way is an arrow, and nothing lies on a level."""

from itertools import pairwise

import pytest
from hypothesis import given

from ladder.documents.drawing import Box, Drawing, Stroke
from ladder.documents.map_layout import MOST_POINTS, map_drawing
from ladder.formats.yaml.form import builtin
from ladder.framework.model import Ladder, Level, Track
from ladder.framework.paths import path_map
from tests.ladder.framework.test_answers_laws import LIGHT
from tests.ladder.some_ladders import ladders


def drawn(ladder: Ladder, here: str | None = None) -> Drawing:
    return map_drawing(path_map(ladder), ladder, here)


def box(drawing: Drawing, level: str) -> Box:
    return next(one for one in drawing.boxes if one.level == level)


def chain(count: int, **fields: str) -> Ladder:
    levels = (
        Level(id=f"l{n}", name=f"Level {n}", rank=n, next=(f"l{n + 1}",) if n < count - 1 else (), **fields)  # type: ignore[arg-type]
        for n in range(count)
    )
    return Ladder(id="x", name="X", levels=tuple(levels))


def crosses(drawing: Drawing, one: Box) -> list[tuple[str, str]]:
    """The lines that run through the inside of a level's box."""
    found = []
    for line in drawing.lines:
        for (x, y), (to_x, to_y) in pairwise(line.points):
            left, right, top, bottom = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
            beside = right <= one.x or left >= one.x + one.width
            above = bottom <= one.y or top >= one.y + one.height
            if not (beside or above):
                found.append((line.start, line.end))
    return found


@LIGHT
@given(ladders())
def test_every_level_is_drawn_once_and_every_way_is_an_arrow(ladder: Ladder) -> None:
    drawing = drawn(ladder)
    assert [one.level for one in drawing.boxes] == [one.id for one in ladder.levels]
    arrows = {(one.start, one.end) for one in drawing.lines if one.stroke is not Stroke.SAME}
    assert arrows == {(one.start, one.end) for one in path_map(ladder).ways}
    assert {(one.id, end) for one in ladder.levels for end in one.next} <= arrows


@LIGHT
@given(ladders())
def test_no_two_levels_lie_on_one_another_and_no_line_runs_through_one(ladder: Ladder) -> None:
    drawing = drawn(ladder)
    for one in drawing.boxes:
        assert 0 < one.x < one.x + one.width < drawing.width
        assert 0 < one.y < one.y + one.height < drawing.height
        assert crosses(drawing, one) == []
    corners = {(one.x, one.y) for one in drawing.boxes}
    assert len(corners) == len(drawing.boxes)


@LIGHT
@given(ladders())
def test_an_arrow_ends_at_the_edge_of_its_level(ladder: Ladder) -> None:
    drawing = drawn(ladder)
    for line in drawing.lines:
        for level, (x, y) in ((line.start, line.points[0]), (line.end, line.points[-1])):
            one = box(drawing, level)
            assert one.x <= x <= one.x + one.width
            assert one.y <= y <= one.y + one.height
            assert x in (one.x, one.x + one.width) or y in (one.y, one.y + one.height)


def test_the_built_in_ladder_climbs_from_intern_to_the_top_in_three_lanes() -> None:
    drawing = drawn(builtin(), "mid")
    heights = [box(drawing, level).y for level in ("intern", "junior", "mid", "senior", "lead", "architect")]
    assert heights == sorted(heights, reverse=True)
    assert box(drawing, "architect").y == box(drawing, "principal").y
    assert [one.name for one in drawing.panels] == ["Developer", "Technical", "Management"]
    assert [one.level for one in drawing.boxes if one.here] == ["mid"]
    assert drawing.about == "10 levels, 3 tracks. Climb from the bottom."
    assert drawing.notes == ("fork", "same")


def test_lanes_hold_their_levels_and_do_not_overlap() -> None:
    drawing = drawn(builtin())
    entry, technical, management = drawing.panels
    for panel, level in ((entry, "mid"), (technical, "principal"), (management, "manager")):
        one = box(drawing, level)
        assert panel.x < one.x
        assert one.x + one.width < panel.x + panel.width
        assert panel.y < one.y
        assert one.y + one.height < panel.y + panel.height
    assert technical.y + technical.height < entry.y
    assert technical.x + technical.width < management.x


def test_forks_and_levels_that_count_the_same_are_drawn_as_such() -> None:
    strokes = {(one.start, one.end): one.stroke for one in drawn(builtin()).lines}
    assert strokes["intern", "junior"] is Stroke.STEP
    assert strokes["senior", "manager"] is Stroke.FORK
    assert strokes["principal", "architect"] is Stroke.SAME


def test_levels_that_count_the_same_but_stand_apart_say_so() -> None:
    levels = (
        Level(id="a", name="A", track="t", rank=1, next=("b",)),
        Level(id="b", name="B", track="t", rank=2),
        Level(id="c", name="C", track="m", rank=1, equivalent_to=("b",)),
    )
    ladder = Ladder(id="x", name="X", tracks=(Track(id="t", name="T"), Track(id="m", name="M")), levels=levels)
    drawing = drawn(ladder)
    assert box(drawing, "c").notes == ("counts the same as B",)
    assert box(drawing, "b").notes == ("counts the same as C",)
    assert drawing.notes == ()


def test_a_loop_is_drawn_around_the_levels_it_passes() -> None:
    levels = (
        Level(id="a", name="A", next=("b",)),
        Level(id="b", name="B", next=("c",)),
        Level(id="c", name="C", next=("a", "c")),
    )
    drawing = drawn(Ladder(id="x", name="X", levels=levels))
    assert {(one.start, one.end) for one in drawing.lines} == {("a", "b"), ("b", "c"), ("c", "a"), ("c", "c")}
    assert all(crosses(drawing, one) == [] for one in drawing.boxes)


@pytest.mark.parametrize("count", [1, 2, 12, 40, 41, 200, 1000])
def test_any_number_of_levels_fits(count: int) -> None:
    drawing = drawn(chain(count), "l0")
    assert len(drawing.boxes) == count
    assert max(drawing.width, drawing.height) <= MOST_POINTS
    assert [one.level for one in drawing.boxes if one.here] == ["l0"]


def test_a_thousand_tracks_are_a_numbered_list_that_names_them() -> None:
    tracks = tuple(Track(id=f"t{n}", name=f"Track {n}") for n in range(1000))
    levels = tuple(
        Level(id=f"l{n}", name=f"Level {n}", track=f"t{n}", rank=n, next=(f"l{n + 1}",) if n < 999 else ())
        for n in range(1000)
    )
    drawing = drawn(Ladder(id="x", name="X", tracks=tracks, levels=levels))
    assert (box(drawing, "l0").name, box(drawing, "l0").notes) == ("1. Level 0", ("Track 0 · → 2",))
    assert len({(one.x, one.y) for one in drawing.boxes}) == 1000
    assert drawing.about == "1000 levels. Read down, then to the right. → 12 leads to number 12."


def test_a_web_of_ways_that_no_eye_can_follow_is_a_list_with_numbers() -> None:
    levels = tuple(
        Level(id=f"l{n}", name=f"L{n}", next=tuple(f"l{after}" for after in range(n + 1, 60))) for n in range(60)
    )
    drawing = drawn(Ladder(id="x", name="X", levels=levels))
    assert drawing.lines == ()
    assert box(drawing, "l0").notes == ("→ 2, 3, 4, 5, 6, 7, 8, 9 and 51 more",)


def test_an_empty_ladder_is_a_title() -> None:
    drawing = drawn(Ladder(id="x", name="X"))
    assert (drawing.boxes, drawing.about) == ((), "No levels yet.")
