"""Panel questions: which rule raises which, in what words, and which two are asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from ladder.coverage.questions import Question, Raised, Remedy, Rule, raised, top, worded
from ladder.coverage.rule import Coverage, CoverageState
from ladder.store.values import Evidence, Role, Scope
from tests.ladder.coverage.test_laws import collections
from tests.ladder.coverage.test_rule import LADDER, UNTIL, item
from tests.ladder.facts import coverages

COMPLETE: dict[str, Any] = {
    "role": Role.LED,
    "scope": Scope.TEAM,
    "outcome": "faster",
    "links": ("https://x.example",),
    "witnesses": ("U2",),
}


def asked_of(*evidence: Evidence) -> list[Question]:
    """The questions about risk reduction alone."""
    found = coverages(evidence, LADDER, "senior", UNTIL)[:1]
    return [worded(one, LADDER.competency_by_id) for one in raised(found)]


def two_quarters(**given: Any) -> list[Evidence]:
    """Two items in two quarters, with everything that a panel asks about unless told otherwise."""
    return [item("2026-02-01", **(COMPLETE | given)), item("2026-05-01", **(COMPLETE | given))]


def test_a_record_with_everything_raises_no_question() -> None:
    assert asked_of(*two_quarters()) == []


def test_no_evidence_at_all_raises_one_question_and_no_more() -> None:
    assert asked_of() == [
        Question(Rule.THIN, "risk", "Nothing on record for Risk reduction yet. What would show it?", Remedy.LOG_WIN)
    ]


@pytest.mark.parametrize(
    ("evidence", "rule", "text", "remedy"),
    [
        (
            [item("2026-02-01", **COMPLETE), item("2026-02-09", **COMPLETE)],
            Rule.THIN,
            snapshot("2 wins for Risk reduction, 1 month so far. When else did it show?"),
            Remedy.LOG_WIN,
        ),
        (
            [item("2026-05-31", **COMPLETE), item("2026-06-03", **COMPLETE)],
            Rule.ONLY_RECENT,
            snapshot("2 items, all from the last 5 weeks, for Risk reduction. What came before?"),
            Remedy.LOG_EARLIER,
        ),
        (
            two_quarters(outcome=""),
            Rule.NO_OUTCOME,
            snapshot("2 wins for Risk reduction, none with an outcome. What changed because of this work?"),
            Remedy.ADD_OUTCOME,
        ),
        (
            two_quarters(scope=Scope.SELF),
            Rule.NO_CASE_ABOVE_SELF,
            snapshot("2 wins for Risk reduction, none beyond their own work. Who else did it help?"),
            Remedy.ADD_SCOPE,
        ),
        (
            two_quarters(scope=None),
            Rule.NO_CASE_ABOVE_SELF,
            snapshot("2 wins for Risk reduction, none beyond their own work. Who else did it help?"),
            Remedy.ADD_SCOPE,
        ),
        (
            [*two_quarters(witnesses=()), item("2026-06-01", **COMPLETE)],
            Rule.SINGLE_WITNESS,
            snapshot("3 wins for Risk reduction, and one colleague named who saw it. Who else could confirm it?"),
            Remedy.NAME_WITNESS,
        ),
        (
            two_quarters(links=()),
            Rule.NO_LINK,
            snapshot("2 wins for Risk reduction, none with a link. Where can a reader find it?"),
            Remedy.ADD_LINK,
        ),
    ],
)
def test_one_thing_missing_raises_its_one_question(
    evidence: list[Evidence], rule: Rule, text: str, remedy: Remedy
) -> None:
    assert asked_of(*evidence) == [Question(rule, "risk", text, remedy)]


def test_one_item_is_spoken_of_as_one() -> None:
    assert asked_of(item("2026-02-01"))[0].text.startswith("1 win for Risk reduction, 1 month so far.")


def test_a_burst_within_one_month_is_asked_about_once() -> None:
    burst = [item("2026-06-01", **COMPLETE), item("2026-06-20", **COMPLETE)]
    assert [one.rule for one in asked_of(*burst)] == [Rule.THIN]


def test_a_competency_without_a_name_is_called_by_its_id() -> None:
    found = coverages([], LADDER, "senior", UNTIL)[:1]
    assert worded(next(raised(found)), {}).text.startswith("Nothing on record for risk yet.")


def test_the_most_pressing_rule_comes_first_then_ladder_order() -> None:
    bare = [item("2026-02-01", "influence"), item("2026-05-01", "influence"), item("2026-02-01", "mentoring")]
    found = coverages(bare, LADDER, "senior", UNTIL)
    assert [(one.rule.value, one.competency) for one in raised(found)] == snapshot(
        [
            ("thin", "risk"),
            ("thin", "mentoring"),
            ("no_outcome", "influence"),
            ("no_outcome", "mentoring"),
            ("no_case_above_self", "influence"),
            ("no_case_above_self", "mentoring"),
            ("no_link", "influence"),
            ("no_link", "mentoring"),
        ]
    )


def _question(rule: Rule, competency: str) -> Raised:
    return Raised(rule, competency, Coverage(competency, CoverageState.SOME, UNTIL, LADDER.coverage))


def test_the_two_that_are_asked_differ_in_rule_and_competency_where_they_can() -> None:
    thin, also_thin = _question(Rule.THIN, "risk"), _question(Rule.THIN, "influence")
    same, other = _question(Rule.NO_LINK, "risk"), _question(Rule.NO_LINK, "mentoring")
    assert top([thin, also_thin, same, other]) == (thin, other)
    assert top([thin, also_thin, same]) == (thin, also_thin)
    assert top([thin]) == (thin,)
    assert top([]) == ()
    assert top([thin, also_thin, same, other], 3) == (thin, other, also_thin)


def test_no_more_questions_are_looked_for_than_are_needed() -> None:
    made: list[Raised] = []

    def endless() -> Any:
        for place in range(1000):
            made.append(_question(list(Rule)[place % 6], str(place)))
            yield made[-1]

    assert top(endless()) == tuple(made)
    assert len(made) == 2


@settings(deadline=None)
@given(collections, st.integers(0, 5))
def test_questions_are_deterministic_and_each_is_about_something_that_lacks(
    evidence: list[Evidence], number: int
) -> None:
    until = date(2026, 6, 30) + timedelta(days=number)
    judged = coverages(evidence, LADDER, "senior", until)
    found = {one.competency: one for one in judged}
    asked = list(raised(judged))
    assert asked == list(raised(judged))
    assert len({(one.rule, one.competency) for one in asked}) == len(asked)
    assert {one.competency for one in asked if one.rule is Rule.THIN} == {
        name for name, one in found.items() if one.state in (CoverageState.NONE, CoverageState.THIN)
    }
    assert len(top(asked, number)) == min(number, len(asked))
    assert set(top(asked, number)) <= set(asked)
