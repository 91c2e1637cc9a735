"""The answers of the ladder as values: a level, next, focus, grow."""

from collections.abc import Callable
from typing import Any

import pytest

from ladder.errors import NotFound
from ladder.formats.yaml.form import builtin
from ladder.framework.answers import (
    competency_of,
    focus_answer,
    grow_answer,
    level_answer,
    level_of,
    steps,
)
from ladder.framework.model import (
    Advice,
    Competency,
    Expectation,
    Grade,
    Kind,
    Ladder,
    Level,
    Requirement,
    Scale,
    Specialism,
    Track,
)

LADDER = builtin()


def test_a_level_answers_by_competency_with_what_is_new_first() -> None:
    answer = level_answer(LADDER, "senior")
    assert [column.competency.id for column in answer.columns] == [one.id for one in LADDER.competencies]
    influence = next(one for one in answer.columns if one.competency.id == "team_influence")
    assert [one.id for one in influence.new] == ["senior.team_influence.2", "senior.team_influence.3"]
    assert [one.id for one in influence.known] == ["senior.team_influence.1"]
    assert influence.statements == (*influence.new, *influence.known)


def test_a_level_says_what_stalls_people_and_where_it_comes_from_and_leads() -> None:
    answer = level_answer(LADDER, "senior")
    assert [one.id for one in answer.stalls] == ["senior.anti_pattern.1"]
    assert [one.id for one in answer.before] == ["mid"]
    assert [(one.level.id, one.fork) for one in answer.leads_to] == [
        ("lead", True),
        ("architect", True),
        ("manager", True),
    ]
    assert [one.track.id for one in answer.leads_to if one.track] == ["technical", "technical", "management"]
    assert answer.track
    assert answer.track.id == "entry"


def test_a_single_way_on_the_same_track_is_no_fork_and_no_change_of_track() -> None:
    (step,) = level_answer(LADDER, "junior").leads_to
    assert (step.level.id, step.fork, step.track) == ("mid", False, None)


def test_what_the_best_do_and_what_one_is_responsible_for_stand_apart() -> None:
    assert len(level_answer(LADDER, "manager").responsibilities) == 7
    assert [one.id for one in level_answer(LADDER, "manager").signals] == ["manager.signal.1"]
    assert [one.id for one in level_answer(LADDER, "intern").about] == ["intern.scope.1"]


def test_an_answer_is_reckoned_once() -> None:
    assert level_answer(LADDER, "mid") is level_answer(LADDER, "mid")


@pytest.fixture
def small() -> Ladder:
    said = [
        ("a", "craft", "You test.", Kind.BEHAVIOUR),
        ("a", "craft", "You hide errors.", Kind.ANTI_PATTERN),
        ("a", "craft", "Others copy your tests.", Kind.SIGNAL),
        ("a", "craft", "You own the build.", Kind.RESPONSIBILITY),
        ("a", None, "You hurry.", Kind.ANTI_PATTERN),
    ]
    return Ladder(
        id="x",
        name="X",
        tracks=(Track(id="tech", name="Tech"),),
        levels=(Level(id="a", name="A", track="tech", rank=1, next=("b", "nowhere")), Level(id="b", name="B", rank=2)),
        competencies=(
            Competency(id="craft", name="Craft"),
            Competency(id="graded", name="Graded"),
            Competency(id="silent", name="S"),
        ),
        expectations=tuple(
            Expectation(id=str(at), text=text, level=level, competency=column, kind=kind)
            for at, (level, column, text, kind) in enumerate(said)
        ),
        scales=(Scale(id="s", name="S", grades=(Grade(id="1", name="Learns"),)),),
        requirements=(Requirement(level="a", competency="graded", grade="1"),),
        specialisms=(
            Specialism(
                id="ai",
                name="AI",
                from_level="b",
                expectations=(
                    Expectation(id="ai.1", text="You train.", competency="craft"),
                    Expectation(id="ai.2", text="You serve.", level="b"),
                ),
            ),
            Specialism(id="any", name="Any"),
        ),
        advice=(
            Advice(id="both", topic="Both", text="Do.", competencies=("craft", "graded")),
            Advice(id="craft", topic="Craft", text="Do.", competencies=("craft",)),
            Advice(id="late", topic="Late", text="Do.", competencies=("graded",), levels=("b",)),
            Advice(id="all", topic="All", text="Do."),
        ),
    )


def test_stalls_and_signals_within_a_cell_are_told_with_the_others_and_not_as_expectations(small: Ladder) -> None:
    answer = level_answer(small, "a")
    assert [one.id for one in answer.stalls] == ["4", "1"]
    assert [one.id for one in answer.signals] == ["2"]
    assert [one.id for one in answer.columns[0].statements] == ["0", "3"]


def test_a_competency_with_a_grade_alone_is_shown_and_one_with_nothing_is_not(small: Ladder) -> None:
    answer = level_answer(small, "a")
    assert [(one.competency.id, one.grade) for one in answer.columns] == [
        ("craft", None),
        ("graded", Grade(id="1", name="Learns")),
    ]


def test_a_way_to_a_level_that_is_not_there_is_left_out(small: Ladder) -> None:
    assert [one.level.id for one in steps(small, small.levels[0])] == ["b"]


def test_a_specialism_is_laid_over_a_level_from_where_it_starts() -> None:
    answer = focus_answer(LADDER, "security", "senior")
    assert answer.applies
    assert answer.starts_from
    assert answer.starts_from.id == "mid"
    assert [one.id for _, one in answer.statements] == [f"security.{at}" for at in range(1, 6)]
    assert answer.statements[0][0] == LADDER.competency_by_id["risk_reduction"]


@pytest.mark.parametrize(
    ("level", "applies"), [("intern", False), ("junior", False), ("mid", True), ("executive", True), (None, True)]
)
def test_a_specialism_says_whether_it_applies_yet(level: str | None, applies: bool) -> None:
    assert focus_answer(LADDER, "ai", level).applies is applies


def test_statements_of_a_specialism_for_one_level_are_shown_there_and_where_no_level_is_asked(small: Ladder) -> None:
    assert [one.id for _, one in focus_answer(small, "ai", "a").statements] == ["ai.1"]
    assert [one.id for _, one in focus_answer(small, "ai", "b").statements] == ["ai.1", "ai.2"]
    assert [one.id for _, one in focus_answer(small, "ai", None).statements] == ["ai.1", "ai.2"]
    assert focus_answer(small, "ai", "b").statements[1][0] is None
    assert focus_answer(small, "any", "a").applies


def test_grow_gives_each_piece_of_advice_once_with_the_first_competency_it_helps(small: Ladder) -> None:
    answer = grow_answer(small, ["graded", "craft"], "a")
    assert [(part.competency.id, [one.id for one in part.advice]) for part in answer.parts] == [
        ("graded", ["both"]),
        ("craft", ["craft"]),
    ]
    assert [one.id for one in answer.general] == ["all"]


def test_advice_for_other_levels_stays_away(small: Ladder) -> None:
    assert [one.id for one in grow_answer(small, ["graded"], "b").parts[0].advice] == ["both", "late"]
    assert [one.id for one in grow_answer(small, ["graded"]).parts[0].advice] == ["both", "late"]


def test_grow_without_a_competency_gives_all_advice(small: Ladder) -> None:
    assert [one.id for one in grow_answer(small, [], "a").general] == ["both", "craft", "all"]


def test_grow_says_how_to_get_better_at_the_thin_competency() -> None:
    (part,) = grow_answer(LADDER, ["risk_reduction"], "mid").parts
    assert part.how_to_grow == LADDER.competency_by_id["risk_reduction"].how_to_grow
    assert "technical_growth" in {one.id for one in part.advice}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: level_of(LADDER, "x"),
        lambda: competency_of(LADDER, "x"),
        lambda: level_answer(LADDER, "x"),
        lambda: focus_answer(LADDER, "x", None),
        lambda: focus_answer(LADDER, "ai", "x"),
        lambda: grow_answer(LADDER, ["x"]),
    ],
)
def test_an_id_that_the_ladder_does_not_have_is_not_found(ask: Callable[[], Any]) -> None:
    with pytest.raises(NotFound, match="'x'"):
        ask()
