"""The ladder as a map, to be drawn and to be read."""

from itertools import pairwise

from ladder.formats.yaml.form import builtin
from ladder.framework.model import Ladder, Level, Track
from ladder.framework.paths import Way, path_map


def chain(**following: tuple[str, ...]) -> Ladder:
    """Levels by name, with what they lead to."""
    return Ladder(
        id="x",
        name="X",
        levels=tuple(Level(id=name, name=name.upper(), next=after) for name, after in following.items()),
    )


def test_the_built_in_ladder_reads_as_a_map_in_words() -> None:
    assert path_map(builtin()).lines == (
        "Intern → Junior Software Developer → Mid-Level Software Developer → Senior Software Developer",
        "From Senior Software Developer the path forks: Lead Software Developer (Technical),"
        " Software Architect (Technical) or Engineering Manager (Management)",
        "From Lead Software Developer the path forks: Principal Engineer / Principal Developer, Software Architect"
        " or Engineering Manager (Management)",
        "Principal Engineer / Principal Developer → Distinguished Engineer",
        "From Software Architect the path forks: Principal Engineer / Principal Developer or Distinguished Engineer",
        "Engineering Manager → CTO / VP Engineering",
        "Principal Engineer / Principal Developer counts the same as Software Architect",
    )


def test_the_built_in_ladder_has_every_level_and_way_on_its_map() -> None:
    found = path_map(builtin())
    assert {(stop.level.id, stop.column, stop.row) for stop in found.stops} == {
        ("intern", 0, 0),
        ("junior", 1, 0),
        ("mid", 2, 0),
        ("senior", 3, 0),
        ("lead", 4, 1),
        ("architect", 5, 1),
        ("manager", 5, 2),
        ("principal", 6, 1),
        ("executive", 6, 2),
        ("distinguished", 7, 1),
    }
    assert Way(start="senior", end="manager", fork=True) in found.ways
    assert Way(start="mid", end="senior", fork=False) in found.ways
    assert len(found.ways) == sum(len(level.next) for level in builtin().levels)


def test_every_level_is_named_in_the_words() -> None:
    said = "\n".join(path_map(builtin()).lines)
    assert all(level.name in said for level in builtin().levels)


def test_every_way_leads_to_a_later_column() -> None:
    found = path_map(builtin())
    columns = {stop.level.id: stop.column for stop in found.stops}
    assert all(columns[way.start] < columns[way.end] for way in found.ways)


def test_separate_chains_are_separate_lines() -> None:
    assert path_map(chain(a=("b",), b=(), m=("n",), n=())).lines == ("A → B", "M → N")


def test_a_level_alone_is_a_line_of_its_own() -> None:
    assert path_map(chain(a=())).lines == ("A",)


def test_chains_that_meet_are_told_up_to_where_they_meet() -> None:
    assert path_map(chain(a=("c",), b=("c",), c=("d",), d=())).lines == ("A → C → D", "B → C → D")


def test_a_way_to_a_level_that_is_not_there_is_no_way() -> None:
    found = path_map(chain(a=("b", "nowhere"), b=()))
    assert found.lines == ("A → B",)
    assert [way.end for way in found.ways] == ["b"]


def test_a_loop_ends_too() -> None:
    found = path_map(chain(a=("b",), b=("a",)))
    assert found.lines == ("A → B",)
    assert len(found.stops) == 2


def test_a_level_of_no_known_track_has_a_row_below_the_others() -> None:
    ladder = Ladder(
        id="x",
        name="X",
        tracks=(Track(id="t", name="T"),),
        levels=(Level(id="a", name="A", track="t"), Level(id="b", name="B")),
    )
    assert [stop.row for stop in path_map(ladder).stops] == [0, 1]


def test_a_track_that_begins_at_a_level_is_a_way_from_it_and_named_with_it() -> None:
    ladder = Ladder(
        id="x",
        name="X",
        tracks=(Track(id="t", name="Technical"), Track(id="m", name="Management", forks_from="a")),
        levels=(
            Level(id="a", name="A", track="t", rank=1, next=("b",)),
            Level(id="b", name="B", track="t", rank=2),
            Level(id="n", name="N", track="m", rank=3),
            Level(id="m", name="M", track="m", rank=2, next=("n",)),
        ),
    )
    found = path_map(ladder)
    assert found.lines == ("From A the path forks: B or M (Management)", "M → N")
    assert Way(start="a", end="m", fork=True) in found.ways


def test_levels_stand_as_high_as_their_rank_unless_a_way_leads_down() -> None:
    def heights(*ranks: int) -> list[int]:
        first, second, third = ranks
        levels = (
            Level(id="a", name="A", rank=first, next=("b",)),
            Level(id="b", name="B", rank=second),
            Level(id="c", name="C", rank=third),
        )
        return [stop.height for stop in path_map(Ladder(id="x", name="X", levels=levels)).stops]

    assert heights(1, 5, 3) == [0, 2, 1]
    assert heights(5, 5, 3) == [1, 1, 0], "a step to the side"
    assert heights(5, 1, 3) == [0, 1, 0], "ranks that fall along a way say nothing of height"
    assert heights(0, 0, 0) == [0, 1, 0]


def test_two_levels_that_count_the_same_are_a_pair_once() -> None:
    levels = (
        Level(id="a", name="A", equivalent_to=("b", "a", "gone")),
        Level(id="b", name="B", equivalent_to=("a",)),
    )
    found = path_map(Ladder(id="x", name="X", levels=levels))
    assert found.pairs == (("a", "b"),)
    assert found.lines == ("A", "B", "A counts the same as B")


def test_a_long_chain_is_told_in_lines_that_can_be_read() -> None:
    names = [f"l{number}" for number in range(1000)]
    following = {name: (after,) for name, after in pairwise(names)} | {names[-1]: ()}
    lines = path_map(chain(**following)).lines
    assert len(lines) == 50
    assert lines[0].endswith("→ L20")
    assert lines[1].startswith("L20 → L21")
    assert lines[-1].endswith("→ L999")


def test_an_empty_ladder_has_an_empty_map() -> None:
    assert path_map(chain()).lines == ()
