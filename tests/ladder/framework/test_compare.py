"""Two levels side by side."""

import pytest

from ladder.formats.yaml.form import builtin
from ladder.framework.compare import Comparison, Row, compare
from ladder.framework.model import Competency, Expectation, Grade, Ladder, Level, Requirement, Scale

LADDER = builtin()


def pair(left: str, right: str) -> Comparison:
    return compare(LADDER, LADDER.level_by_id[left], LADDER.level_by_id[right])


def row_of(found: Comparison, competency: str) -> Row:
    return next(row for row in found.rows if row.competency and row.competency.id == competency)


def test_both_levels_are_told_competency_by_competency() -> None:
    found = pair("mid", "senior")
    assert (found.left.id, found.right.id) == ("mid", "senior")
    assert [row.competency.id for row in found.rows if row.competency] == [one.id for one in LADDER.competencies]
    risk = row_of(found, "risk_reduction")
    assert risk.left == LADDER.cell("mid", "risk_reduction")
    assert risk.right == LADDER.cell("senior", "risk_reduction")


def test_what_is_said_of_the_levels_as_a_whole_stands_apart() -> None:
    found = pair("mid", "senior")
    assert found.whole.competency is None
    assert [line.id for line in found.stalls.only_right] == ["senior.anti_pattern.1"]
    assert found.whole.right == ()


def test_turned_round_the_sides_change_places() -> None:
    there, back = pair("mid", "senior"), pair("senior", "mid")
    for row, turned in zip(there.rows, back.rows, strict=True):
        assert (row.left, row.only_left) == (turned.right, turned.only_right)


def test_a_level_beside_itself_has_everything_in_both() -> None:
    for row in pair("senior", "senior").rows:
        assert row.both == row.left == row.right
        assert row.only_left == row.only_right == ()


@pytest.fixture
def small() -> Ladder:
    said = [
        ("a", "craft", "You write tests."),
        ("b", "craft", "You write tests"),
        ("b", "craft", "You design."),
        ("b", "care", "You listen."),
    ]
    return Ladder(
        id="x",
        name="X",
        levels=(Level(id="a", name="A"), Level(id="b", name="B")),
        competencies=(
            Competency(id="craft", name="Craft"),
            Competency(id="care", name="Care"),
            Competency(id="graded", name="Graded"),
            Competency(id="silent", name="Silent"),
        ),
        expectations=tuple(
            Expectation(id=str(at), text=text, level=level, competency=column)
            for at, (level, column, text) in enumerate(said)
        ),
        scales=(Scale(id="s", name="S", grades=(Grade(id="1", name="Learns"),)),),
        requirements=(Requirement(level="a", competency="graded", grade="1"),),
    )


def test_what_both_say_is_told_once_whatever_its_punctuation(small: Ladder) -> None:
    craft = compare(small, *small.levels).rows[0]
    assert [one.id for one in craft.both] == ["1"]
    assert [one.id for one in craft.only_right] == ["2"]
    assert craft.only_left == ()


def test_a_competency_of_one_level_alone_is_said_to_be_so(small: Ladder) -> None:
    rows = {row.competency.id: row for row in compare(small, *small.levels).rows if row.competency}
    assert rows["care"].left == ()
    assert rows["care"].right
    assert rows["graded"].left_grade
    assert rows["graded"].right_grade is None


def test_a_competency_that_neither_speaks_of_is_left_out(small: Ladder) -> None:
    assert [row.competency.id for row in compare(small, *small.levels).rows if row.competency] == [
        "craft",
        "care",
        "graded",
    ]


def test_required_grades_stand_beside_the_statements(small: Ladder) -> None:
    graded = compare(small, *small.levels).rows[2]
    assert (graded.left_grade, graded.right_grade) == (Grade(id="1", name="Learns"), None)
