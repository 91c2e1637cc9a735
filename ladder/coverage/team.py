"""A manager's team: each report's standing by what they share, those with the least recent evidence first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from ladder.calendar.dates import quarter_of, zone
from ladder.coverage.facts import shared_facts
from ladder.coverage.progress import Standing, standing
from ladder.coverage.rule import Coverage, CoverageState, Fact
from ladder.framework.model import Ladder
from ladder.people import people
from ladder.people.access import LookKind, record_read
from ladder.store.db import Tx
from ladder.store.values import Person


@dataclass(frozen=True, slots=True)
class Report:
    """One report as their manager sees them; `last_on` is the day of their latest shared item.

    Competencies are sorted as in the digest: `sustained` are some or strong over two quarters or more, `begun` some or
    strong in one quarter so far, `thin` are thin, and `missing` have no evidence.
    """

    person: Person
    level: str | None
    items: int
    new: int
    last_on: date | None
    sustained: tuple[str, ...]
    begun: tuple[str, ...]
    thin: tuple[str, ...]
    missing: tuple[str, ...]


def team_of(
    tx: Tx, manager: str, ladder: Ladder, now: datetime, today: date, start_month: int, workspace_tz: str
) -> tuple[Report, ...]:
    """The reports of `manager`, each judged on the day where they are; `today` is the manager's. Reading it is written
    to the ledger of each who shares something."""
    reports = people.reports(tx, manager)
    new_from = quarter_of(today, start_month).first_day
    facts_of: dict[str, list[Fact]] = {person.id: [] for person in reports}
    for fact in shared_facts(tx, list(facts_of), new_from):
        facts_of[fact.owner].append(fact)
    record_read(tx, manager, [owner for owner, facts in facts_of.items() if facts], LookKind.TEAM, now)
    team = [
        _report(person, facts_of[person.id], ladder, now.astimezone(zone(person.tz, workspace_tz)).date(), start_month)
        for person in reports
    ]
    return tuple(sorted(team, key=lambda report: (report.last_on or date.min, report.person.name)))


def _report(person: Person, facts: list[Fact], ladder: Ladder, today: date, start_month: int) -> Report:
    stands = standing(person, facts, ladder, today, start_month)
    return Report(
        person=person,
        level=stands.level,
        items=stands.items,
        new=stands.new,
        last_on=max((fact.happened_on for fact in facts), default=None),
        sustained=_those(stands, lambda one: one.state in _SOME_OR_STRONG and one.quarters > 1),
        begun=_those(stands, lambda one: one.state in _SOME_OR_STRONG and one.quarters == 1),
        thin=_those(stands, lambda one: one.state is CoverageState.THIN),
        missing=_those(stands, lambda one: one.state is CoverageState.NONE),
    )


_SOME_OR_STRONG = (CoverageState.SOME, CoverageState.STRONG)


def _those(stands: Standing, belongs: Callable[[Coverage], bool]) -> tuple[str, ...]:
    return tuple(coverage.competency for coverage in stands.coverages if belongs(coverage))
