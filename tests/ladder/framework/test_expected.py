"""What a level expects, with what it takes over, and what of it is new."""

from ladder.framework.expected import columns, expected, grade_at, lineage, new_at, text_of
from ladder.framework.model import Competency, Expectation, Grade, Inherit, Ladder, Level, Requirement, Scale


def ladder(
    *statements: tuple[str, str, str], levels: tuple[Level, ...] = (), inherit: Inherit = Inherit.PER_LEVEL
) -> Ladder:
    """Statements as (level, competency, text); levels a → b → c unless given."""
    chain = (Level(id="a", name="A", next=("b",)), Level(id="b", name="B", next=("c",)), Level(id="c", name="C"))
    made = [
        Expectation(id=f"s{at}", text=text.rstrip("*"), level=level, competency=column, is_new=text.endswith("*"))
        for at, (level, column, text) in enumerate(statements)
    ]
    return Ladder(
        id="x",
        name="X",
        levels=levels or chain,
        competencies=(Competency(id="craft", name="Craft"), Competency(id="care", name="Care")),
        expectations=tuple(made),
        inherit=inherit,
    )


def texts(found: tuple[Expectation, ...]) -> list[str]:
    return [one.text for one in found]


def test_a_level_expects_its_own_statements() -> None:
    one = ladder(("a", "craft", "Test."), ("b", "craft", "Design."))
    assert texts(expected(one, one.levels[1], "craft")) == ["Design."]
    assert lineage(one, one.levels[1]) == ()


def test_a_level_that_extends_another_takes_over_what_it_says_after_its_own() -> None:
    levels = (Level(id="a", name="A"), Level(id="b", name="B", extends="a"), Level(id="c", name="C", extends="b"))
    one = ladder(("a", "craft", "Test."), ("b", "craft", "Design."), ("c", "craft", "Lead."), levels=levels)
    assert texts(expected(one, levels[2], "craft")) == ["Lead.", "Design.", "Test."]


def test_what_is_said_again_is_taken_over_once() -> None:
    levels = (Level(id="a", name="A"), Level(id="b", name="B", extends="a"))
    one = ladder(("a", "craft", "Test."), ("b", "craft", "TEST"), levels=levels)
    assert texts(expected(one, levels[1], "craft")) == ["TEST"]


def test_in_a_cumulative_ladder_all_levels_before_on_the_track_hold_too() -> None:
    levels = (
        Level(id="a", name="A", track="tech", next=("b", "m")),
        Level(id="m", name="M", track="people", next=("b",)),
        Level(id="b", name="B", track="tech"),
    )
    one = ladder(
        ("a", "craft", "Test."),
        ("m", "craft", "Hire."),
        ("b", "craft", "Design."),
        levels=levels,
        inherit=Inherit.CUMULATIVE,
    )
    assert texts(expected(one, levels[2], "craft")) == ["Design.", "Test."]
    assert texts(expected(one, levels[1], "craft")) == ["Hire.", "Test."]
    assert lineage(one, levels[0]) == ()


def test_levels_that_extend_each_other_in_a_circle_end_somewhere() -> None:
    levels = (Level(id="a", name="A", extends="b"), Level(id="b", name="B", extends="a"))
    one = ladder(("a", "craft", "Test."), ("b", "craft", "Design."), levels=levels)
    assert texts(expected(one, levels[0], "craft")) == ["Test.", "Design."]


def test_a_level_that_extends_an_unknown_one_has_its_own_alone() -> None:
    levels = (Level(id="a", name="A", extends="nowhere"),)
    one = ladder(("a", "craft", "Test."), levels=levels)
    assert texts(expected(one, levels[0], "craft")) == ["Test."]


def test_where_the_source_marks_what_is_new_its_marks_decide() -> None:
    one = ladder(("a", "craft", "Test."), ("b", "craft", "Test.*"), ("b", "craft", "Design."))
    assert texts(new_at(one, one.levels[1], "craft")) == ["Test."]


def test_without_marks_new_is_what_no_level_before_says() -> None:
    one = ladder(("a", "craft", "Test."), ("b", "craft", "Test"), ("b", "craft", "Design."), ("b", "care", "Listen."))
    assert texts(new_at(one, one.levels[1], "craft")) == ["Design."]
    assert texts(new_at(one, one.levels[1], "care")) == ["Listen."]


def test_a_level_that_repeats_nothing_singles_nothing_out() -> None:
    one = ladder(("a", "craft", "Test."), ("b", "craft", "Design."))
    assert new_at(one, one.levels[1], "craft") == ()
    assert new_at(one, one.levels[0], "craft") == ()


def test_competencies_come_in_their_order_and_those_of_other_tracks_stay_away() -> None:
    one = Ladder(
        id="x",
        name="X",
        levels=(Level(id="a", name="A", track="tech"),),
        competencies=(
            Competency(id="late", name="Late", order=2),
            Competency(id="early", name="Early", order=1, tracks=("tech",)),
            Competency(id="people", name="People", order=3, tracks=("people",)),
            Competency(id="asked", name="Asked", order=4, tracks=("people",)),
        ),
        expectations=(Expectation(id="1", text="All the same.", level="a", competency="asked"),),
    )
    assert [column.id for column in columns(one)] == ["early", "late", "people", "asked"]
    assert [column.id for column in columns(one, one.levels[0])] == ["early", "late", "asked"]


def test_a_required_grade_is_named_by_the_scale_of_its_competency() -> None:
    one = Ladder(
        id="x",
        name="X",
        levels=(Level(id="a", name="A"),),
        competencies=(Competency(id="craft", name="Craft", scale="s"), Competency(id="care", name="Care")),
        scales=(
            Scale(id="t", name="T", grades=(Grade(id="1", name="Other"), Grade(id="2", name="Second"))),
            Scale(id="s", name="S", grades=(Grade(id="1", name="Learns"),)),
        ),
        requirements=(
            Requirement(level="a", competency="craft", grade="1"),
            Requirement(level="a", competency="care", grade="2"),
            Requirement(level="a", competency="unknown", grade="9"),
        ),
    )
    assert grade_at(one, "a", "craft") == Grade(id="1", name="Learns")
    assert grade_at(one, "a", "care") == Grade(id="2", name="Second")
    assert grade_at(one, "a", "unknown") == Grade(id="9", name="9")
    assert grade_at(one, "b", "craft") is None


def test_the_words_of_a_statement_are_folded_once() -> None:
    one = ladder(("a", "craft", "Test, TEST!"))
    assert text_of(one, one.expectations[0]) == "test test"
    assert text_of(one, one.expectations[0]) is text_of(one, one.expectations[0])
