"""The digest of a team, whatever is on record."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.coverage.rule import CoverageState, Fact
from ladder.digest.building import ManagerDigest, Team, digest_of
from ladder.store.values import Person
from tests.ladder.coverage.test_rule import LADDER
from tests.ladder.digest.test_building import COMPLETE, SPRING, fact
from tests.laws import examples


def person(name: str) -> Person:
    return Person(id=f"U{name}", name=name, level="mid", target="senior")


def team(name: str, reports: int) -> Team:
    return Team(person(name), tuple(person(f"{name}{number}") for number in range(reports)))


A, B, C = team("A", 2), team("B", 2), team("C", 1)

Item = tuple[int, tuple[str, ...], dict[str, Any]]

SUBSETS: list[tuple[str, ...]] = [(), ("risk",), ("influence",), ("risk", "influence"), ("mentoring", "gone")]
KINDS: list[dict[str, Any]] = [{}, COMPLETE, {"led": True}, {"outcome": True, "witnesses": 1}]
items = st.tuples(st.integers(0, 500), st.sampled_from(SUBSETS), st.sampled_from(KINDS))
records = st.lists(st.tuples(st.integers(0, 4), items), max_size=15)


def _company(record: list[tuple[int, Item]]) -> list[Fact]:
    """What the five people of the three teams have on record, up to ten days into the next quarter."""
    everybody = (*A.reports, *B.reports, *C.reports)
    return [
        fact(everybody[owner], str(date(2026, 7, 10) - timedelta(days=ago)), *competencies, item=f"E{number}", **kind)
        for number, (owner, (ago, competencies, kind)) in enumerate(sorted(record, key=lambda one: one[0]))
    ]


@settings(deadline=None, max_examples=examples(60))
@given(records, st.randoms())
def test_the_order_of_the_facts_and_those_of_others_change_nothing(
    record: list[tuple[int, Item]], chance: Random
) -> None:
    facts = _company(record)
    own = [one for one in facts if one.owner in {report.id for report in A.reports}]
    assert digest_of(A, facts, LADDER, SPRING) == digest_of(A, own, LADDER, SPRING)
    chance.shuffle(own)
    assert said(digest_of(A, own, LADDER, SPRING)) == said(digest_of(A, facts, LADDER, SPRING))


def said(digest: ManagerDigest) -> list[tuple[object, ...]]:
    """What a digest says of each report, in order."""
    return [
        (one.person, one.new, one.more, one.last_on, one.wins, [line.coverage for line in one.lines])
        for one in digest.reports
    ]


@settings(deadline=None, max_examples=examples(60))
@given(records)
def test_each_competency_stands_in_one_place_and_each_line_is_traceable(
    record: list[tuple[int, Item]],
) -> None:
    facts = _company(record)
    found = [digest_of(one, facts, LADDER, SPRING) for one in (A, B, C)]
    for report in (report for one in found for report in one.reports):
        mine = {
            one.item: one for one in facts if one.owner == report.person.id and str(one.happened_on) <= "2026-06-30"
        }
        groups = (*report.sustained, *report.begun, *report.thin, *report.missing)
        assert sorted(line.name for line in groups) == ["Influence", "Mentoring", "Risk reduction"]
        assert all(line.evidence or line.coverage.state is CoverageState.NONE for line in groups)
        cited = {one for line in groups for one in line.evidence}.union(*(line.evidence for line in report.new))
        assert cited <= set(mine)
        assert len(report.new) + report.more == len([one for one in mine.values() if one.text is not None])
        assert report.last_on == max((one.happened_on for one in mine.values()), default=None)
        assert len(report.questions) <= 2
    for one in found:
        latest = [report.last_on or date.min for report in one.reports]
        assert latest == sorted(latest)  # the least recent first
