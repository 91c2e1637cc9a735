"""The digests of a whole company: in order, one at a time, each as if it were the only one."""

import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.coverage.rule import LED, OUTCOME, WITNESS, CoverageState, Row
from ladder.digest.building import Team, digest_of, digests
from ladder.store.values import Person
from tests.ladder.coverage.test_rule import LADDER
from tests.ladder.digest.test_building import COMPLETE, SPRING, rows
from tests.laws import examples


def person(name: str) -> Person:
    return Person(id=f"U{name}", name=name, level="mid", target="senior")


def team(name: str, reports: int) -> Team:
    return Team(person(name), tuple(person(f"{name}{number}") for number in range(reports)))


A, B, C = team("A", 2), team("B", 2), team("C", 1)


def made(teams: Sequence[Team], *facts: list[Row]) -> list[str]:
    """Who each digest is for, and the days of the latest items in it."""
    found = digests(teams, (row for item in facts for row in item), LADDER, SPRING)
    return [f"{one.manager.name} {[str(report.last_on) for report in one.reports]}" for one in found]


def test_each_team_gets_its_own_rows_and_those_without_any_their_turn() -> None:
    facts = rows(B.reports[1], "2026-05-01"), rows(B.reports[0], "2026-06-01")
    assert made([A, B, C], *facts) == [
        "A ['None', 'None']",
        "B ['2026-05-01', '2026-06-01']",
        "C ['None']",
    ]


def test_no_team_no_digest() -> None:
    assert made([]) == []


def test_rows_of_people_in_no_team_are_left_out() -> None:
    stranger = person("Z")
    facts = rows(stranger, "2026-05-02"), rows(A.reports[0], "2026-05-01"), rows(stranger, "2026-05-03")
    assert made([A], *facts) == ["A ['None', '2026-05-01']"]


def test_rows_in_another_order_than_the_teams_are_refused() -> None:
    with pytest.raises(ValueError, match="order of the teams"):
        made([A, B], rows(B.reports[0], "2026-05-01"), rows(A.reports[0], "2026-05-01"))


def test_rows_of_one_owner_that_lie_apart_are_refused() -> None:
    one, other = A.reports
    with pytest.raises(ValueError, match="side by side"):
        made([A], rows(one, "2026-05-01"), rows(other, "2026-05-01"), rows(one, "2026-05-02"))


def test_a_digest_is_made_before_the_next_teams_rows_are_read() -> None:
    read: list[str] = []

    def reading() -> Iterator[Row]:
        for report in (*A.reports, *B.reports):
            for row in rows(report, "2026-05-01", "risk"):
                read.append(row[0])
                yield row

    stream = digests([A, B], reading(), LADDER, SPRING)
    assert next(stream).manager == A.manager
    assert read == ["UA0", "UA1", "UB0"]  # one row ahead, to see that the team is complete


Item = tuple[int, tuple[str, ...], int]

SUBSETS: list[tuple[str, ...]] = [(), ("risk",), ("influence",), ("risk", "influence"), ("mentoring", "gone")]
KINDS = [0, COMPLETE["kind"], LED, OUTCOME + WITNESS]
items = st.tuples(st.integers(0, 500), st.sampled_from(SUBSETS), st.sampled_from(KINDS))
records = st.lists(st.tuples(st.integers(0, 4), items), max_size=15)


def _company(record: list[tuple[int, Item]]) -> list[Row]:
    """What the five people of the three teams have on record, up to ten days into the next quarter."""
    everybody = (*A.reports, *B.reports, *C.reports)
    return [
        row
        for number, (owner, (ago, competencies, kind)) in enumerate(sorted(record, key=lambda one: one[0]))
        for row in rows(
            everybody[owner], str(date(2026, 7, 10) - timedelta(days=ago)), *competencies, item=f"E{number}", kind=kind
        )
    ]


@settings(deadline=None, max_examples=examples(60))
@given(records)
def test_a_digest_among_many_is_the_same_as_alone(record: list[tuple[int, Item]]) -> None:
    facts = _company(record)
    together = list(digests([A, B, C], iter(facts), LADDER, SPRING))
    assert together == [digest_of(one, facts, LADDER, SPRING) for one in (A, B, C)]


@settings(deadline=None, max_examples=examples(60))
@given(records)
def test_each_competency_stands_in_one_place_and_each_line_is_traceable(
    record: list[tuple[int, Item]],
) -> None:
    facts = _company(record)
    found = list(digests([A, B, C], facts, LADDER, SPRING))
    for report in (report for one in found for report in one.reports):
        mine = {row[1]: row for row in facts if row[0] == report.person.id and str(row[3]) <= "2026-06-30"}
        groups = (*report.sustained, *report.begun, *report.thin, *report.missing)
        assert sorted(line.name for line in groups) == ["Influence", "Mentoring", "Risk reduction"]
        assert all(line.evidence or line.coverage.state is CoverageState.NONE for line in groups)
        cited = {one for line in groups for one in line.evidence}.union(*(line.evidence for line in report.new))
        assert cited <= set(mine)
        assert len(report.new) + report.more == len([row for row in mine.values() if row[5] is not None])
        assert report.last_on == max((date.fromisoformat(str(row[3])) for row in mine.values()), default=None)
        assert len(report.questions) <= 2
    for one in found:
        latest = [report.last_on or date.min for report in one.reports]
        assert latest == sorted(latest)  # the least recent first


def _peak(managers: int) -> int:
    """The most memory, in bytes, that streaming the digests of so many managers takes beside the roster."""
    teams = [team(f"M{number:03}", 8) for number in range(managers)]
    facts = (
        row
        for one in teams
        for report in one.reports
        for number in range(12)
        for row in rows(report, str(date(2026, 6, 30) - timedelta(days=20 * number)), "risk", item=f"E{number}")
    )
    tracemalloc.start()
    for _ in digests(teams, facts, LADDER, SPRING):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_managers() -> None:
    _peak(1)
    few, many = _peak(10), _peak(60)
    roster = 60 * 8 * 150  # bytes to know whose team each of the 480 people is in
    assert many < few + roster
    assert many < 500_000
