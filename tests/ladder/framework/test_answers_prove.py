"""`prove`: from a competency or free words to how to show it."""

import pytest

from ladder.errors import NotFound
from ladder.formats.yaml.form import builtin
from ladder.framework.model import Competency, Expectation, Ladder, Level
from ladder.framework.names import Missing, Several
from ladder.framework.proving import Proof, prove

LADDER = builtin()


def proof(asked: str, level: str | None = None, target: str | None = None) -> Proof:
    found = prove(LADDER, asked, level, target)
    assert isinstance(found, Proof)
    return found


def test_a_competency_by_name_says_how_to_show_it_and_how_to_grow() -> None:
    found = proof("risk reduction", "mid", "senior")
    risk = LADDER.competency_by_id["risk_reduction"]
    assert found.competency is risk
    assert (found.how_to_show, found.how_to_grow) == (risk.how_to_show, risk.how_to_grow)
    assert (found.asked, found.others) == ("", ())


def test_it_shows_what_is_expected_at_this_level_and_at_the_target() -> None:
    found = proof("leadership", "mid", "lead")
    assert found.here
    assert found.here.column
    assert found.here.column.statements == LADDER.cell("mid", "leadership")
    (ahead,) = found.ahead
    assert ahead.level.id == "lead"
    assert ahead.column
    assert set(ahead.column.statements) == set(LADDER.cell("lead", "leadership"))


def test_without_a_target_every_next_level_is_ahead() -> None:
    assert [one.level.id for one in proof("leadership", "senior").ahead] == ["lead", "architect", "manager"]


def test_when_the_target_is_the_own_level_nothing_is_ahead() -> None:
    assert proof("leadership", "senior", "senior").ahead == ()


def test_without_a_level_every_level_that_says_something_is_shown() -> None:
    found = proof("leadership")
    assert found.here is None
    assert [one.level.id for one in found.ahead] == [level.id for level in LADDER.levels]


@pytest.mark.parametrize(
    ("asked", "competency"),
    [
        ("postmortem", "risk_reduction"),
        ("writing docs", "team_influence"),
        ("saved money for customers", "business_contribution"),
    ],
)
def test_free_words_are_taken_for_the_competency_they_are_about(asked: str, competency: str) -> None:
    found = proof(asked)
    assert found.competency.id == competency
    assert found.asked == asked


def test_words_that_stand_in_statements_alone_are_followed_there() -> None:
    found = proof("stakeholders informed surprised")
    assert found.asked
    assert found.competency.id in {"business_contribution", "team_influence"}
    ladder = Ladder(
        id="x",
        name="X",
        levels=(Level(id="a", name="A"),),
        competencies=(Competency(id="craft", name="Craft"), Competency(id="care", name="Care")),
        expectations=(
            Expectation(id="1", text="You water plants.", level="a", competency="care"),
            Expectation(id="2", text="You water and prune.", level="a", competency="craft"),
            Expectation(id="3", text="You water.", level="a"),
        ),
    )
    followed = prove(ladder, "water plants")
    assert isinstance(followed, Proof)
    assert followed.competency.id == "care"
    assert [one.id for one in followed.others] == ["craft"]


def test_a_misspelt_name_says_what_it_was_taken_for() -> None:
    assert proof("leadreship").asked == "leadreship"
    assert proof("leadreship").competency.id == "leadership"


def test_a_name_of_several_competencies_is_asked_back() -> None:
    names = ("Skill one", "Skill two")
    columns = tuple(Competency(id=name[-3:], name=name) for name in names)
    asked_back = prove(Ladder(id="x", name="X", competencies=columns), "skill")
    assert isinstance(asked_back, Several)
    assert [one.key for one in asked_back.candidates] == ["one", "two"]


def test_words_that_say_nothing_get_the_closest_names() -> None:
    assert prove(LADDER, "pizza") == Missing()
    assert prove(LADDER, "") == Missing()


def test_a_level_that_says_nothing_there_is_shown_as_saying_nothing() -> None:
    ladder = Ladder(
        id="x",
        name="X",
        levels=(Level(id="a", name="A", next=("nowhere",)),),
        competencies=(Competency(id="craft", name="Craft"),),
    )
    found = prove(ladder, "craft", "a")
    assert isinstance(found, Proof)
    assert found.here
    assert found.here.column is None
    assert found.ahead == ()


def test_an_unknown_level_is_not_found() -> None:
    with pytest.raises(NotFound):
        prove(LADDER, "leadership", "x")
    with pytest.raises(NotFound):
        prove(LADDER, "leadership", None, "x")
