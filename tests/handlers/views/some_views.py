"""Arbitrary things to show: ladders large and small, people, records, drafts; with words of the kind that does harm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from ladder.calendar.dates import quarter_of
from ladder.coverage.progress import Progress
from ladder.coverage.questions import Question, Remedy, Rule
from ladder.coverage.rule import CoverageState, next_thin
from ladder.coverage.team import Report
from ladder.digest.building import CoverageLine, ManagerDigest, NewLine, ReportDigest
from ladder.framework.model import (
    Advice,
    Annex,
    Competency,
    Expectation,
    Inherit,
    Kind,
    Ladder,
    Level,
    Source,
    Specialism,
    Status,
    Track,
)
from ladder.people.workspaces import Version
from ladder.publishing.diff import diff
from ladder.publishing.drafts import Draft
from ladder.publishing.publication import LeavingCompetency, LeavingLevel, Proposal
from ladder.store.values import Evidence, MessageSource, Number, NumberSource, Person, Role, Scope, Visibility
from tests.conftest import NOW, TODAY
from tests.ladder.facts import coverages

HARMFUL = (
    "<!channel>",
    "<@U0EVIL>",
    "<#C0EVIL>",
    "<!subteam^S0EVIL>",
    "<https://evil.example|good>",
    "<mailto:evil@example.com|EVIL>",
    "&lt;!here&gt;",
    "a & b < c > d",
    "\u202eabc",
)

MARKED = "*bold* _slanted_ ~gone~ `code`"
PLAIN = ("Craft", "risk reduction", "日本語の文。", "שלום", "👩‍🚀", "é", "a\nb", "5.10")
LONG = ("word " * 60).strip()

names = st.sampled_from((*PLAIN, *HARMFUL, LONG, "x" * 300, "", " "))
texts = st.sampled_from((*PLAIN, *HARMFUL, MARKED, LONG, ("one more word " * 300)[:3000], "<&>" * 1000))


@dataclass(frozen=True, slots=True)
class Pool:
    """A few names and texts, and the dice that pick among them: drawn once, so that large things are made fast."""

    names: Sequence[str]
    texts: Sequence[str]
    dice: Random

    def name(self) -> str:
        return self.dice.choice(self.names)

    def text(self) -> str:
        return self.dice.choice(self.texts)

    def maybe(self, text: str) -> str:
        return text if self.dice.random() < 0.5 else ""

    def texts_up_to(self, most: int) -> tuple[str, ...]:
        return tuple(self.text() for _ in range(self.dice.randint(0, most)))


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Usually only a few of the texts, so that an example with one harmful word is found as well as one with all."""
    return Pool(
        draw(st.lists(names, min_size=1, max_size=4)),
        draw(st.lists(texts, min_size=1, max_size=4)),
        Random(draw(st.integers(0, 2**32))),
    )


@st.composite
def large_ladders(draw: st.DrawFn) -> Ladder:
    """1 to 30 levels and 0 to 60 competencies, with forks, empty cells, cells that do not apply, and all that hangs on
    them."""
    pool = draw(pools())
    return make_ladder(pool, draw(st.integers(1, 30)), draw(st.integers(0, 60)))


def make_ladder(pool: Pool, levels: int, competencies: int) -> Ladder:
    dice = pool.dice
    level_ids = [f"l{n}" for n in range(levels)]
    columns = [f"c{n}" for n in range(competencies)]
    return Ladder(
        id="any",
        name=pool.name(),
        inherit=dice.choice(list(Inherit)),
        source=dice.choice((None, Source(url="https://example.com/x", licence=pool.name(), attribution=pool.text()))),
        tracks=(Track(id="t0", name=pool.name()), Track(id="t1", name=pool.name())),
        levels=tuple(_level(pool, n, level_ids) for n in range(levels)),
        competencies=tuple(_competency(pool, name) for name in columns),
        expectations=tuple(
            one for level in level_ids for column in (None, *columns) for one in _cell(pool, level, column)
        ),
        specialisms=tuple(_specialism(pool, n, level_ids, columns) for n in range(dice.randint(0, 2))),
        advice=tuple(
            Advice(id=f"a{n}", topic=pool.name(), text=pool.text(), competencies=tuple(columns[:n]))
            for n in range(dice.randint(0, 4))
        ),
        annexes=tuple(
            Annex(where=pool.name(), text=pool.text(), why=pool.maybe(pool.text())) for _ in range(dice.randint(0, 20))
        ),
        notes=pool.texts_up_to(2),
        translations={"de": {"level.l0.name": pool.name()}},
    )


def _level(pool: Pool, n: int, level_ids: Sequence[str]) -> Level:
    return Level(
        id=level_ids[n],
        name=pool.name(),
        track=pool.dice.choice(("t0", "t1", "")),
        rank=n,
        aliases=(pool.name(), pool.name()),
        next=tuple(level_ids[n + 1 : n + 1 + pool.dice.randint(0, 3)]),
        summary=pool.maybe(pool.text()),
        years=pool.maybe(pool.name()),
        question=pool.maybe(pool.text()),
    )


def _competency(pool: Pool, name: str) -> Competency:
    return Competency(
        id=name,
        name=pool.name(),
        description=pool.maybe(pool.text()),
        how_to_show=pool.texts_up_to(3),
        how_to_grow=pool.texts_up_to(3),
    )


def _cell(pool: Pool, level: str, column: str | None) -> list[Expectation]:
    return [
        Expectation(
            id=f"{level}.{column}.{n}",
            level=level,
            competency=column,
            text=pool.text(),
            kind=pool.dice.choice(list(Kind)),
            status=Status.NOT_APPLICABLE if pool.dice.random() < 0.1 else Status.EXPECTED,
            derived=pool.dice.random() < 0.2,
            is_new=pool.dice.random() < 0.5,
        )
        for n in range(pool.dice.choice((0, 1, 1, 2)))
    ]


def _specialism(pool: Pool, n: int, level_ids: Sequence[str], columns: Sequence[str]) -> Specialism:
    return Specialism(
        id=f"s{n}",
        name=pool.name(),
        from_level=pool.dice.choice((None, *level_ids)),
        summary=pool.maybe(pool.text()),
        expectations=tuple(
            Expectation(
                id=f"s{n}.{m}",
                level=pool.dice.choice((None, *level_ids)),
                competency=pool.dice.choice((None, *columns)),
                text=pool.text(),
            )
            for m in range(pool.dice.randint(0, 12))
        ),
    )


def make_person(pool: Pool, ladder: Ladder, n: int = 0) -> Person:
    """Somebody at any level or none, who may be on one that the ladder no longer has."""
    levels = (None, "gone", *ladder.level_by_id)
    return Person(id=f"U0P{n}", name=pool.name(), level=pool.dice.choice(levels), target=pool.dice.choice(levels))


def make_evidence(pool: Pool, ladder: Ladder, n: int) -> Evidence:
    """A win in full or with nothing but its text."""
    dice = pool.dice
    columns = ("gone", *ladder.competency_by_id)
    text = pool.text()
    source = MessageSource(channel="C0A", ts="1.2", author="U0B", link="https://office.slack.com/archives/C0A/p12")
    return Evidence(
        id=f"e{n}",
        owner="U0P0",
        text=text,
        happened_on=TODAY - timedelta(days=dice.randint(0, 400)),
        logged_at=NOW,
        outcome=pool.maybe(pool.text()),
        number=dice.choice((None, Number(value="40", unit=pool.name()[:200], source=NumberSource.ESTIMATE))),
        role=dice.choice((None, *Role)),
        scope=dice.choice((None, *Scope)),
        competencies=tuple(dict.fromkeys(dice.choice(columns) for _ in range(dice.randint(0, 12)))),
        links=("https://example.com/<!channel>", f"https://example.com/{'x' * 2900}")[: dice.randint(0, 2)],
        witnesses=("U0W1", "U0W2")[: dice.randint(0, 2)],
        visibility=dice.choice(list(Visibility)),
        source=dice.choice((None, source)),
        example=dice.random() < 0.2,
    )


def make_record(pool: Pool, ladder: Ladder, most: int = 30) -> list[Evidence]:
    return [make_evidence(pool, ladder, n) for n in range(pool.dice.randint(0, most))]


def make_progress(person: Person, ladder: Ladder, record: Sequence[Evidence]) -> Progress:
    level = person.target or person.level
    found = coverages(record, ladder, level, TODAY)
    return Progress(person, level, found, next_thin(found, ladder), len(record), 0)


def make_report(pool: Pool, ladder: Ladder, n: int) -> Report:
    """A report as `/ladder team` shows them."""
    person, record = make_person(pool, ladder, n), make_record(pool, ladder, 4)
    progress = make_progress(person, ladder, record)
    parts = [
        tuple(one.competency for one in progress.coverages if one.state is state)
        for state in (CoverageState.STRONG, CoverageState.SOME, CoverageState.THIN, CoverageState.NONE)
    ]
    last_on = max((one.happened_on for one in record), default=None)
    return Report(person, progress.level, len(record), 1, last_on, *parts)


def make_digest(pool: Pool, ladder: Ladder, people: int) -> ManagerDigest:
    reports = tuple(_report_digest(pool, ladder, n) for n in range(people))
    return ManagerDigest(Person(id="U0M", name=pool.name()), quarter_of(TODAY, 1), reports)


def _report_digest(pool: Pool, ladder: Ladder, n: int) -> ReportDigest:
    person, record = make_person(pool, ladder, n), make_record(pool, ladder, 6)
    progress = make_progress(person, ladder, record)
    lines = tuple(
        CoverageLine(ladder.competency_by_id[one.competency].name, one, ("e1",)) for one in progress.coverages
    )
    new = tuple(NewLine(one.text[:300], one.happened_on, one.competencies, (one.id,)) for one in record[:3])
    asked = [
        Question(Rule.THIN, line.coverage.competency, f"Nothing for {line.name}. What would show it?", Remedy.LOG_WIN)
        for line in lines
    ]
    return ReportDigest(
        person=person,
        level=ladder.level_by_id.get(person.level or ""),
        target=ladder.level_by_id.get(person.target or ""),
        new=new,
        more=max(0, len(record) - 3),
        lines=lines,
        questions=tuple(asked[:2]),
        last_on=max((one.happened_on for one in record), default=None),
    )


def make_version(pool: Pool, number: int = 3) -> Version:
    return Version(number, datetime(2026, 9, 14, 10, tzinfo=UTC), "U0ADA", pool.maybe(pool.text()[:500]))


def make_proposal(pool: Pool, before: Ladder, after: Ladder, people: int) -> Proposal:
    """The draft `after` held against `before`, with people on every level that goes."""
    changes = diff(before, after)
    team = tuple(make_person(pool, before, n) for n in range(people))
    return Proposal(
        draft=Draft(after, pool.name(), 2, NOW),
        ladder=after,
        current=make_version(pool),
        changes=changes,
        levels=tuple(LeavingLevel(one, team, ()) for one in changes.levels.removed if isinstance(one, Level)),
        competencies=tuple(
            LeavingCompetency(one, 3) for one in changes.competencies.removed if isinstance(one, Competency)
        ),
        overtaken=pool.dice.choice((None, make_version(pool))),
    )
