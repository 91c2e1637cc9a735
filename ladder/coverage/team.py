"""A manager's team: each report's progress by what they share, those with the least recent evidence first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ladder.calendar.dates import zone
from ladder.coverage.facts import shared_facts
from ladder.coverage.progress import Progress, progress_of
from ladder.coverage.rule import Coverage, CoverageState, Fact
from ladder.people import people
from ladder.people.access import LookKind, record_read
from ladder.people.visit import Visit
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


def team_of(visit: Visit) -> tuple[Report, ...]:
    """The visitor's reports, each judged on the day where they are. Reading it is written to the ledger of each who
    shares something."""
    reports = people.reports(visit.tx, visit.me.id)
    facts_of: dict[str, list[Fact]] = {person.id: [] for person in reports}
    for fact in shared_facts(visit.tx, list(facts_of), visit.quarter.first_day):
        facts_of[fact.owner].append(fact)
    shown = [owner for owner, facts in facts_of.items() if facts]
    record_read(visit.tx, visit.me.id, shown, LookKind.TEAM, visit.now)
    team = [_report(visit, person, facts_of[person.id]) for person in reports]
    return tuple(sorted(team, key=lambda report: (report.last_on or date.min, report.person.name)))


def _report(visit: Visit, person: Person, facts: list[Fact]) -> Report:
    today = visit.now.astimezone(zone(person.tz, visit.workspace_tz)).date()
    progress = progress_of(person, facts, visit.ladder, today, visit.start_month)
    return Report(
        person=person,
        level=progress.level,
        items=progress.items,
        new=progress.new,
        last_on=max((fact.happened_on for fact in facts), default=None),
        sustained=_those(progress, lambda coverage: coverage.state in _SOME_OR_STRONG and coverage.quarters > 1),
        begun=_those(progress, lambda coverage: coverage.state in _SOME_OR_STRONG and coverage.quarters == 1),
        thin=_those(progress, lambda coverage: coverage.state is CoverageState.THIN),
        missing=_those(progress, lambda coverage: coverage.state is CoverageState.NONE),
    )


_SOME_OR_STRONG = (CoverageState.SOME, CoverageState.STRONG)


def _those(progress: Progress, belongs: Callable[[Coverage], bool]) -> tuple[str, ...]:
    return tuple(coverage.competency for coverage in progress.coverages if belongs(coverage))
