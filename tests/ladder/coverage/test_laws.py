"""Coverage: its rules once more, as plainly as can be, against any evidence, and from plain rows."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.calendar.dates import quarter_of
from ladder.coverage.rule import CoverageState
from ladder.store.values import Evidence, Number, Role, Scope, State
from tests.ladder.coverage.test_rule import COMPETENCIES, LADDER, NONE, SOME, STRONG, THIN
from tests.ladder.facts import coverages

days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
some_evidence = st.builds(
    Evidence,
    id=st.uuids().map(str),
    owner=st.just("U1"),
    text=st.just("x"),
    happened_on=days,
    logged_at=st.just(datetime(2026, 1, 1, tzinfo=UTC)),
    outcome=st.sampled_from(["", "faster"]),
    number=st.sampled_from([None, Number(value="4")]),
    role=st.none() | st.sampled_from(Role),
    scope=st.none() | st.sampled_from(Scope),
    competencies=st.lists(st.sampled_from(COMPETENCIES[:3]), unique=True).map(tuple),
    links=st.sampled_from([(), ("https://x.example",)]),
    witnesses=st.sampled_from([(), ("U2",), ("U2", "U3", "U4")]),
    state=st.sampled_from(State),
)

collections = st.lists(some_evidence, max_size=25)


def _expected(evidence: Iterable[Evidence], competency: str, until: date, start: int) -> dict[str, object]:
    mine = [
        one
        for one in evidence
        if competency in one.competencies and one.happened_on <= until and one.state is State.ACCEPTED
    ]
    led = [one for one in mine if one.role in (Role.LED, Role.CO_LED)]
    outcome = [one for one in mine if one.outcome or one.number]
    confirmed = [one for one in mine if one.links or one.witnesses]
    return {
        "items": len(mine),
        "months": len({(one.happened_on.year, one.happened_on.month) for one in mine}),
        "quarters": len({quarter_of(one.happened_on, start) for one in mine}),
        "led": len(led),
        "with_outcome": len(outcome),
        "linked": len([one for one in mine if one.links]),
        "confirmed": len(confirmed),
        "complete": len([one for one in led if one in outcome and one in confirmed]),
        "above_self": len([one for one in mine if one.scope and one.scope is not Scope.SELF]),
        "witnesses": sum(len(one.witnesses) for one in mine),
        "first_on": min((one.happened_on for one in mine), default=None),
        "last_on": max((one.happened_on for one in mine), default=None),
    }


def _expected_state(counts: dict[str, object]) -> CoverageState:
    months, quarters, complete = (int(str(counts[name])) for name in ("months", "quarters", "complete"))
    if months == 0:
        return NONE
    if months == 1:
        return THIN
    return STRONG if quarters >= 2 and complete else SOME


@settings(deadline=None)
@given(collections, days, st.integers(1, 12))
def test_coverage_is_what_the_rules_say(evidence: list[Evidence], until: date, start: int) -> None:
    for found in coverages(evidence, LADDER, "senior", until, start):
        counts = _expected(evidence, found.competency, until, start)
        assert {name: getattr(found, name) for name in counts} == counts
        assert found.state is _expected_state(counts)


@settings(deadline=None)
@given(collections, some_evidence, days)
def test_one_more_item_never_weakens_a_competency(evidence: list[Evidence], more: Evidence, until: date) -> None:
    order = [NONE, THIN, SOME, STRONG]
    before, after = (coverages(all_of, LADDER, "senior", until) for all_of in (evidence, [*evidence, more]))
    assert all(order.index(b.state) <= order.index(a.state) for b, a in zip(before, after, strict=True))
