"""A manager's team: each report's standing by what they share, those with the least recent evidence first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from ladder.calendar.dates import quarter_of, zone
from ladder.coverage.facts import shared_facts
from ladder.coverage.progress import Standing, standing
from ladder.coverage.rule import Coverage, CoverageState, Row
from ladder.framework.model import Ladder
from ladder.people import people
from ladder.people.access import LookKind, record_read
from ladder.store.db import Tx
from ladder.store.glance import as_day
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
    rows = shared_facts(tx, [one.id for one in reports], new_from)
    of: dict[str, list[Row]] = {one.id: [] for one in reports}
    for row in rows:
        of[row[0]].append(row)
    record_read(tx, manager, [owner for owner, mine in of.items() if mine], LookKind.TEAM, now)
    days = {one.id: now.astimezone(zone(one.tz, workspace_tz)).date() for one in reports}
    found = [_report(one, of[one.id], ladder, days[one.id], start_month) for one in reports]
    return tuple(sorted(found, key=lambda one: (one.last_on or date.min, one.person.name)))


def _report(person: Person, rows: list[Row], ladder: Ladder, today: date, start_month: int) -> Report:
    stands = standing(person, rows, ladder, today, start_month)
    return Report(
        person=person,
        level=stands.level,
        items=stands.items,
        new=stands.new,
        last_on=as_day(max((row[3] for row in rows), default=None)),
        sustained=_those(stands, lambda one: one.state in _SOME_OR_STRONG and one.quarters > 1),
        begun=_those(stands, lambda one: one.state in _SOME_OR_STRONG and one.quarters == 1),
        thin=_those(stands, lambda one: one.state is CoverageState.THIN),
        missing=_those(stands, lambda one: one.state is CoverageState.NONE),
    )


_SOME_OR_STRONG = (CoverageState.SOME, CoverageState.STRONG)


def _those(stands: Standing, belongs: Callable[[Coverage], bool]) -> tuple[str, ...]:
    return tuple(coverage.competency for coverage in stands.coverages if belongs(coverage))
