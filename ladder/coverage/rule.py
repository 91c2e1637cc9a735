"""What the evidence shows per competency: strong, some, thin or none, and the rule that decided
(docs/product.md, Coverage).

Counts are of distinct months and quarters, not of items alone, so that sustained work beats a recent burst.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

import msgspec

from ladder.calendar.dates import month_index
from ladder.framework.model import Competency, Ladder, Status, Thresholds

RECENT_WEEKS = 5
_RECENT = timedelta(weeks=RECENT_WEEKS)


class Fact(NamedTuple):
    """One accepted item as the rule looks at it: whose it is, its id, the ids of its competencies in any order, the day
    it happened; 1 or 0 for whether it was led or co-led, has an outcome or a number, a link of its own or of its
    message, and a scope wider than "self"; how many witnesses it names; and a short text if the item is new."""

    owner: str
    item: str
    competencies: tuple[str, ...]
    happened_on: date
    led: int = 0
    outcome: int = 0
    linked: int = 0
    wide: int = 0
    witnesses: int = 0
    text: str | None = None


class CoverageState(StrEnum):
    """How far the evidence for one competency reaches."""

    NONE = "none"
    THIN = "thin"
    SOME = "some"
    STRONG = "strong"


_COMPLETE_CASE = "led, with an outcome and a link or a witness"
_NEXT_FIRST = (CoverageState.NONE, CoverageState.THIN, CoverageState.SOME)


class Coverage(msgspec.Struct, frozen=True):
    """What the evidence shows for one competency, up to and including the day `until`.

    `items`, `led` (led or co-led), `with_outcome`, `linked`, `confirmed` (a link or a witness), `complete` (led or
    co-led, and with an outcome, and confirmed) and `above_self` (a scope wider than "self") count items, `witnesses`
    counts the times that somebody is named, `months` and `quarters` count those in which an item happened. `first_on`
    and `last_on` are the days of the earliest and the latest item, None without any.
    """

    competency: str
    state: CoverageState
    until: date
    thresholds: Thresholds
    months: int = 0
    quarters: int = 0
    first_on: date | None = None
    last_on: date | None = None
    items: int = 0
    led: int = 0
    with_outcome: int = 0
    linked: int = 0
    confirmed: int = 0
    complete: int = 0
    above_self: int = 0
    witnesses: int = 0

    @property
    def recent(self) -> bool:
        """Whether there are several items and all of them happened in the last five weeks."""
        return self.items > 1 and self.first_on is not None and self.until - self.first_on < _RECENT

    @property
    def note(self) -> str:
        """ "4 items, all from the last 5 weeks" if that is so, else empty."""
        return f"{self.items} items, all from the last {RECENT_WEEKS} weeks" if self.recent else ""

    @property
    def because(self) -> str:
        """What was counted, and what the next state takes, in a sentence or two."""
        if self.state is CoverageState.NONE:
            return "Nothing on record yet."
        if self.state is CoverageState.STRONG:
            return f"{self.facts}."
        return f"{self.seen}. {self._next()}."

    @property
    def facts(self) -> str:
        """The state's reason in a few words, different for each state; "" where there is no evidence."""
        if self.state is CoverageState.STRONG:
            over = f"{many(self.items, 'win')} over {many(self.quarters, 'quarter')}"
            return f"{over}, {self.complete} of them {_COMPLETE_CASE}"
        if self.state is CoverageState.SOME:
            few = self.quarters < self.thresholds.strong_quarters
            return f"{self.seen}, {'too few for strong' if few else f'none {_COMPLETE_CASE}'}"
        return self.seen if self.items else ""

    @property
    def seen(self) -> str:
        """What was counted: "3 wins from 2 months in 1 quarter"; of a thin one, the months alone."""
        return _seen(self.items, self.months, None if self.state is CoverageState.THIN else self.quarters)

    def _next(self) -> str:
        if self.state is CoverageState.THIN:
            missing = self.thresholds.some_months - self.months
            return f"A win from {'another month' if missing == 1 else many(missing, 'more month')} makes it “some”"
        enough = self.quarters >= self.thresholds.strong_quarters
        wanted = [] if enough else [f"wins from {many(self.thresholds.strong_quarters, 'quarter')}"]
        wanted += [] if self.complete else [f"one {_COMPLETE_CASE}"]
        return f"“Strong” takes {' and '.join(wanted)}"


def _seen(items: int, months: int, quarters: int | None) -> str:
    span = "" if quarters is None else f" in {many(quarters, 'quarter')}"
    return f"{many(items, 'win')} from {many(months, 'month')}{span}"


def many(number: int, thing: str) -> str:
    """ "1 month", "2 months": the number and the thing, in the plural where it belongs."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def asked(ladder: Ladder, level: str | None) -> tuple[Competency, ...]:
    """The competencies that a level is judged on, in ladder order: without those of other tracks and without the
    cells marked "not applicable", which are no gaps. An unknown level or None: all of them."""
    known = ladder.level_by_id.get(level or "")
    if known is None:
        return ladder.competencies
    return tuple(
        competency for competency in ladder.competencies if _is_asked(ladder, competency, known.id, known.track)
    )


def _is_asked(ladder: Ladder, competency: Competency, level: str, track: str) -> bool:
    if competency.tracks and track and track not in competency.tracks:
        return False
    cell = ladder.cell(level, competency.id)
    return not cell or any(expectation.status is Status.EXPECTED for expectation in cell)


def coverages(
    facts: Iterable[Fact], ladder: Ladder, level: str | None, until: date, start_month: int = 1
) -> tuple[Coverage, ...]:
    """The coverage of each competency that `level` is judged on, in ladder order, by one person's facts; only what
    happened on `until` or before counts."""
    tallies = count(fact for fact in facts if fact.happened_on <= until)
    return judge(tallies, asked(ladder, level), ladder.coverage, until, start_month)


@dataclass(slots=True)
class Tally:
    """What was counted for one competency; the counts are those of `Coverage`, `items` are the ids, in order."""

    first_on: date
    last_on: date
    items: list[str] = field(default_factory=list)
    months: set[int] = field(default_factory=set)
    led: int = 0
    with_outcome: int = 0
    linked: int = 0
    confirmed: int = 0
    complete: int = 0
    above_self: int = 0
    witnesses: int = 0

    def add(self, fact: Fact) -> None:
        """Counts one more item."""
        day = fact.happened_on
        self.items.append(fact.item)
        self.months.add(month_index(day))
        self.first_on, self.last_on = min(self.first_on, day), max(self.last_on, day)
        self.led += fact.led
        self.with_outcome += fact.outcome
        self.linked += fact.linked
        self.above_self += fact.wide
        self.witnesses += fact.witnesses
        if fact.linked or fact.witnesses:
            self.confirmed += 1
            self.complete += fact.led and fact.outcome


def count(facts: Iterable[Fact]) -> dict[str, Tally]:
    """The tally of each competency that one person's facts name."""
    tallies: dict[str, Tally] = {}
    for fact in facts:
        for competency in fact.competencies:
            if competency not in tallies:
                tallies[competency] = Tally(fact.happened_on, fact.happened_on)
            tallies[competency].add(fact)
    return tallies


def judge(
    tallies: Mapping[str, Tally],
    competencies: Sequence[Competency],
    thresholds: Thresholds,
    until: date,
    start_month: int = 1,
) -> tuple[Coverage, ...]:
    """The coverage of each of `competencies`, in their order, by what was counted up to `until`."""
    return tuple(
        _judged(competency.id, tallies.get(competency.id), thresholds, until, start_month)
        for competency in competencies
    )


def _judged(competency: str, tally: Tally | None, thresholds: Thresholds, until: date, start_month: int) -> Coverage:
    if tally is None:
        return Coverage(competency, CoverageState.NONE, until, thresholds)
    quarters = {(month + 1 - start_month) // 3 for month in tally.months}
    return Coverage(
        competency=competency,
        state=_state(len(tally.months), len(quarters), tally.complete, thresholds),
        until=until,
        thresholds=thresholds,
        months=len(tally.months),
        quarters=len(quarters),
        first_on=tally.first_on,
        last_on=tally.last_on,
        items=len(tally.items),
        led=tally.led,
        with_outcome=tally.with_outcome,
        linked=tally.linked,
        confirmed=tally.confirmed,
        complete=tally.complete,
        above_self=tally.above_self,
        witnesses=tally.witnesses,
    )


def _state(months: int, quarters: int, complete: int, thresholds: Thresholds) -> CoverageState:
    if months < thresholds.some_months:
        return CoverageState.THIN
    strong = complete and quarters >= thresholds.strong_quarters
    return CoverageState.STRONG if strong else CoverageState.SOME


def next_thin(seen: Iterable[Coverage], ladder: Ladder) -> Coverage | None:
    """The competency to go for next: the first in ladder order that has none, else thin, else some; None if all are
    strong or nothing is asked."""
    order = {competency.id: place for place, competency in enumerate(ladder.competencies)}
    short = [coverage for coverage in seen if coverage.state in _NEXT_FIRST and coverage.competency in order]
    return min(
        short, key=lambda coverage: (_NEXT_FIRST.index(coverage.state), order[coverage.competency]), default=None
    )
