"""The quarterly digest as a plain value: per report what is new, what is sustained, what is thin, and two questions.

Made in one pass over rows that are read for a whole company, so the cost per row and the memory stay small: nothing
is kept beyond the manager at hand.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

import msgspec

from ladder.calendar.dates import Quarter
from ladder.coverage.questions import Question, raised, top, worded
from ladder.coverage.rule import (
    Ages,
    Coverage,
    CoverageState,
    Row,
    Tally,
    Weights,
    asked,
    count_rows,
    judge,
    named,
)
from ladder.framework.model import Competency, Ladder, Level
from ladder.store.values import Person

NEW_AT_MOST = 3


class Team(msgspec.Struct, frozen=True):
    """One manager and the people whose digest they get."""

    manager: Person
    reports: tuple[Person, ...]


class NewLine(msgspec.Struct, frozen=True, gc=False):
    """One item of the quarter: its text as stored, its day, its competencies' ids, and its own id as the source."""

    text: str
    happened_on: date
    competencies: tuple[str, ...]
    evidence: tuple[str, ...]


class CoverageLine(msgspec.Struct, frozen=True, gc=False):
    """What the record shows for one competency, and the ids of all items that it rests on."""

    name: str
    coverage: Coverage
    evidence: tuple[str, ...]


class ReportDigest(msgspec.Struct, frozen=True, gc=False):
    """What the digest says about one person.

    `level` and `target` are None if not set. `lines` has one line for each competency that the target (else the level)
    is judged on, in ladder order; `new` the latest items of the quarter, latest first, and `more` counts the rest of
    them. `last_on` is the day of the latest item of all; `counted` holds the ids of all of them, by what they show.
    """

    person: Person
    level: Level | None
    target: Level | None
    new: tuple[NewLine, ...]
    more: int
    lines: tuple[CoverageLine, ...]
    questions: tuple[Question, ...]
    last_on: date | None
    counted: tuple[Sequence[str], ...] = ()

    @property
    def wins(self) -> tuple[str, ...]:
        """The ids of all items that anything here rests on, sorted."""
        return tuple(sorted(set().union(*self.counted)))

    @property
    def sustained(self) -> tuple[CoverageLine, ...]:
        """The competencies with some or strong coverage from at least two quarters."""
        return tuple(one for one in self.lines if one.coverage.state in _SOME_OR_STRONG and one.coverage.quarters > 1)

    @property
    def begun(self) -> tuple[CoverageLine, ...]:
        """The competencies with some or strong coverage, so far from one quarter."""
        return tuple(one for one in self.lines if one.coverage.state in _SOME_OR_STRONG and one.coverage.quarters == 1)

    @property
    def thin(self) -> tuple[CoverageLine, ...]:
        """The competencies with thin coverage."""
        return tuple(one for one in self.lines if one.coverage.state is CoverageState.THIN)

    @property
    def missing(self) -> tuple[CoverageLine, ...]:
        """The competencies with no evidence."""
        return tuple(one for one in self.lines if one.coverage.state is CoverageState.NONE)

    def evidence_for(self, competency: str) -> tuple[str, ...]:
        """The ids of the items that a line or a question about `competency` rests on."""
        return next((one.evidence for one in self.lines if one.coverage.competency == competency), ())


_SOME_OR_STRONG = (CoverageState.SOME, CoverageState.STRONG)


class ManagerDigest(msgspec.Struct, frozen=True, gc=False):
    """One manager's digest about `quarter`; `reports` with the least recent evidence first, those with none before."""

    manager: Person
    quarter: Quarter
    reports: tuple[ReportDigest, ...]

    @property
    def has_news(self) -> bool:
        """Whether anything happened in the quarter; without news no digest is sent (docs/product.md, promise 7)."""
        return any(report.new for report in self.reports)


def digests(teams: Sequence[Team], rows: Iterable[Row], ladder: Ladder, quarter: Quarter) -> Iterator[ManagerDigest]:
    """The digest of each team, in order, one at a time.

    `rows` are sorted by team, in the order of `teams`, and within a team by owner (`ValueError` where they are not);
    rows of the quarter carry a text. Rows of other people and of days after the quarter are left out.
    """
    writer = _Writer(ladder, quarter)
    place = {report.id: at for at, team in enumerate(teams) for report in team.reports}
    owners = ((place[owner], owner, mine) for owner, mine in groupby(rows, itemgetter(0)) if owner in place)
    done = 0
    for at, members in groupby(owners, itemgetter(0)):
        if at < done:
            raise ValueError("the rows are not in the order of the teams")
        yield from (writer.digest(team, ()) for team in teams[done:at])
        yield writer.digest(teams[at], ((owner, mine) for _, owner, mine in members))
        done = at + 1
    yield from (writer.digest(team, ()) for team in teams[done:])


def digest_of(team: Team, rows: Iterable[Row], ladder: Ladder, quarter: Quarter) -> ManagerDigest:
    """The digest of one team; `rows` are grouped by owner (`ValueError` where they are not)."""
    return next(digests((team,), rows, ladder, quarter))


class _Writer:
    """Holds what all reports of one run share."""

    def __init__(self, ladder: Ladder, quarter: Quarter) -> None:
        self._ladder, self._quarter = ladder, quarter
        self._ages, self._weights = Ages(quarter.last_day, quarter.start_month), Weights()
        self._asked: dict[str | None, tuple[Competency, ...]] = {}

    def digest(self, team: Team, rows_by_owner: Iterable[tuple[str, Iterable[Row]]]) -> ManagerDigest:
        people = {one.id: one for one in team.reports}
        found = [self._report(_taken(people, owner), mine) for owner, mine in rows_by_owner]
        found += [self._report(one, ()) for one in people.values()]
        return ManagerDigest(team.manager, self._quarter, tuple(sorted(found, key=_least_recent)))

    def _report(self, person: Person, rows: Iterable[Row]) -> ReportDigest:
        tallies, fresh = count_rows(rows, self._ages, self._weights)
        competencies = self._judged_on(person.target or person.level)
        judged = judge(tallies, competencies, self._ladder.coverage, self._ages.until)
        return ReportDigest(
            person=person,
            level=self._level(person.level),
            target=self._level(person.target),
            new=tuple([_new_line(row) for row in _latest(fresh)[:NEW_AT_MOST]]),
            more=max(0, len(fresh) - NEW_AT_MOST),
            lines=_lines(competencies, judged, tallies),
            questions=tuple([worded(one, self._ladder.competency_by_id) for one in top(raised(judged))]),
            last_on=max([one.last_on for one in tallies.values()], default=None),
            counted=tuple([one.evidence for one in tallies.values()]),
        )

    def _judged_on(self, level: str | None) -> tuple[Competency, ...]:
        if level not in self._asked:
            self._asked[level] = asked(self._ladder, level)
        return self._asked[level]

    def _level(self, level: str | None) -> Level | None:
        """The level, or one with its id for a name if the ladder no longer has it."""
        if level is None:
            return None
        return self._ladder.level_by_id.get(level) or Level(id=level, name=level)


def _lines(
    competencies: Iterable[Competency], judged: Iterable[Coverage], tallies: dict[str | None, Tally]
) -> tuple[CoverageLine, ...]:
    ids = [tuple(tallies[one.id].evidence) if one.id in tallies else () for one in competencies]
    parts = zip(competencies, judged, ids, strict=True)
    return tuple([CoverageLine(one.name, coverage, evidence) for one, coverage, evidence in parts])


def _taken(people: dict[str, Person], owner: str) -> Person:
    if owner not in people:
        raise ValueError("the rows of one owner are not side by side")
    return people.pop(owner)


def _least_recent(report: ReportDigest) -> tuple[date, str, str]:
    return report.last_on or date.min, report.person.name, report.person.id


def _latest(fresh: list[Row]) -> list[Row]:
    """The new items, the latest first; of one day, the higher id was logged later."""
    return sorted(fresh, key=itemgetter(3, 1), reverse=True)


def _new_line(row: Row) -> NewLine:
    _, item, competencies, day, _, text = row
    happened = day if isinstance(day, date) else date.fromisoformat(day)
    return NewLine(text or "", happened, tuple([one for one in named(competencies) if one]), (item,))
