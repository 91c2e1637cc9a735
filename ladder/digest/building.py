"""The quarterly digest as a plain value: per report what is new, what is sustained, what is thin, and two questions."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ladder.calendar.dates import Quarter
from ladder.coverage.questions import Question, raised, top, worded
from ladder.coverage.rule import Coverage, CoverageState, Fact, asked, count, judge
from ladder.framework.model import Ladder, Level
from ladder.store.values import Person

NEW_AT_MOST = 3


class Team(msgspec.Struct, frozen=True):
    """One manager and the people whose digest they get."""

    manager: Person
    reports: tuple[Person, ...]


class NewLine(msgspec.Struct, frozen=True):
    """One item of the quarter: its text as stored, its day, its competencies' ids, and its own id as the source."""

    text: str
    happened_on: date
    competencies: tuple[str, ...]
    evidence: tuple[str, ...]


class CoverageLine(msgspec.Struct, frozen=True):
    """What the record shows for one competency, and the ids of all items that it rests on."""

    name: str
    coverage: Coverage
    evidence: tuple[str, ...]


class ReportDigest(msgspec.Struct, frozen=True):
    """What the digest says about one person.

    `level` and `target` are None if not set. `lines` has one line for each competency that the target (else the level)
    is judged on, in ladder order; `new` the latest items of the quarter, latest first, and `more` counts the rest of
    them. `last_on` is the day of the latest item of all; `wins` are the ids of all that anything here rests on, sorted.
    """

    person: Person
    level: Level | None
    target: Level | None
    new: tuple[NewLine, ...]
    more: int
    lines: tuple[CoverageLine, ...]
    questions: tuple[Question, ...]
    last_on: date | None
    wins: tuple[str, ...] = ()

    @property
    def sustained(self) -> tuple[CoverageLine, ...]:
        """The competencies with some or strong coverage from at least two quarters."""
        return tuple(
            line for line in self.lines if line.coverage.state in _SOME_OR_STRONG and line.coverage.quarters > 1
        )

    @property
    def begun(self) -> tuple[CoverageLine, ...]:
        """The competencies with some or strong coverage, so far from one quarter."""
        return tuple(
            line for line in self.lines if line.coverage.state in _SOME_OR_STRONG and line.coverage.quarters == 1
        )

    @property
    def thin(self) -> tuple[CoverageLine, ...]:
        """The competencies with thin coverage."""
        return tuple(line for line in self.lines if line.coverage.state is CoverageState.THIN)

    @property
    def missing(self) -> tuple[CoverageLine, ...]:
        """The competencies with no evidence."""
        return tuple(line for line in self.lines if line.coverage.state is CoverageState.NONE)

    def evidence_for(self, competency: str) -> tuple[str, ...]:
        """The ids of the items that a line or a question about `competency` rests on."""
        return next((line.evidence for line in self.lines if line.coverage.competency == competency), ())


_SOME_OR_STRONG = (CoverageState.SOME, CoverageState.STRONG)


class ManagerDigest(msgspec.Struct, frozen=True):
    """One manager's digest about `quarter`; `reports` with the least recent evidence first, those with none before."""

    manager: Person
    quarter: Quarter
    reports: tuple[ReportDigest, ...]

    @property
    def has_news(self) -> bool:
        """Whether anything happened in the quarter; without news no digest is sent (docs/product.md, promise 7)."""
        return any(report.new for report in self.reports)


def digest_of(team: Team, facts: Iterable[Fact], ladder: Ladder, quarter: Quarter) -> ManagerDigest:
    """The digest of one team; facts of the quarter carry a text. Facts of other people and of days after the quarter
    are left out."""
    facts_of: dict[str, list[Fact]] = {person.id: [] for person in team.reports}
    last_day = quarter.last_day
    for fact in facts:
        if fact.owner in facts_of and fact.happened_on <= last_day:
            facts_of[fact.owner].append(fact)
    reports = [_report(person, facts_of[person.id], ladder, quarter) for person in team.reports]
    return ManagerDigest(team.manager, quarter, tuple(sorted(reports, key=_least_recent)))


def _report(person: Person, facts: Sequence[Fact], ladder: Ladder, quarter: Quarter) -> ReportDigest:
    lines = _lines(person.target or person.level, facts, ladder, quarter)
    new = sorted((fact for fact in facts if fact.text is not None), key=_lateness, reverse=True)
    asks = top(raised([line.coverage for line in lines]))
    return ReportDigest(
        person=person,
        level=_level(person.level, ladder),
        target=_level(person.target, ladder),
        new=tuple(_new_line(fact) for fact in new[:NEW_AT_MOST]),
        more=max(0, len(new) - NEW_AT_MOST),
        lines=lines,
        questions=tuple(worded(question, ladder.competency_by_id) for question in asks),
        last_on=max((fact.happened_on for fact in facts), default=None),
        wins=tuple(sorted(fact.item for fact in facts)),
    )


def _lines(level: str | None, facts: Iterable[Fact], ladder: Ladder, quarter: Quarter) -> tuple[CoverageLine, ...]:
    tallies, competencies = count(facts), asked(ladder, level)
    judged = judge(tallies, competencies, ladder.coverage, quarter.last_day, quarter.start_month)
    return tuple(
        CoverageLine(competency.name, coverage, tuple(tallies[competency.id].items) if competency.id in tallies else ())
        for competency, coverage in zip(competencies, judged, strict=True)
    )


def _level(level: str | None, ladder: Ladder) -> Level | None:
    """The level, or one with its id for a name if the ladder no longer has it."""
    if level is None:
        return None
    return ladder.level_by_id.get(level) or Level(id=level, name=level)


def _least_recent(report: ReportDigest) -> tuple[date, str, str]:
    return report.last_on or date.min, report.person.name, report.person.id


def _lateness(fact: Fact) -> tuple[date, str]:
    """When it came: of one day, the higher id was logged later."""
    return fact.happened_on, fact.item


def _new_line(fact: Fact) -> NewLine:
    return NewLine(fact.text or "", fact.happened_on, tuple(sorted(fact.competencies)), (fact.item,))
