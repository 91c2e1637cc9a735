"""What the evidence shows per competency: strong, some, thin or none, and the rule that decided
(docs/product.md, Coverage).

Counts are of distinct months and quarters, not of items alone, so that sustained work beats a recent burst. There is
one rule and two ways to it: `coverages` from `Evidence` values, and `count_rows` with `judge` for the digest, which
reads hundreds of thousands of plain rows and so does very little per row.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from struct import Struct

import msgspec

from ladder.calendar.dates import month_index, quarter_of
from ladder.framework.model import Competency, Ladder, Status, Thresholds
from ladder.store.values import Evidence, Role, Scope, State

RECENT_WEEKS = 5
_RECENT = timedelta(weeks=RECENT_WEEKS)

# One item: owner, id, its competencies' ids one per line (None: it names none), the day it happened (a date or its ISO
# text), its kind (below), and a short text if the item is new (else None). The digest reads hundreds of thousands of
# them, and this shape is read in 0.85 of the time of one row per competency and a column per fact
# (docs/decisions/digest.md).
Row = tuple[str, str, str | None, date | str, int, str | None]

# The kind of an item is the sum of these: led or co-led, with an outcome or a number, with a link of its own or of its
# message, with a scope wider than "self"; and of a `WITNESS` for each one it names.
LED, OUTCOME, LINK, WIDE, WITNESS = 1, 2, 4, 8, 16


class CoverageState(StrEnum):
    """How far the evidence for one competency reaches."""

    NONE = "none"
    THIN = "thin"
    SOME = "some"
    STRONG = "strong"


_COMPLETE_CASE = "led, with an outcome and a link or a witness"
_NONE, _THIN, _SOME, _STRONG = CoverageState
_NEXT_FIRST = (_NONE, _THIN, _SOME)


class Coverage(msgspec.Struct, frozen=True, gc=False):
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


@lru_cache(maxsize=4_096)  # of all that are said in a company's digest most have been said before
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
    return tuple(one for one in ladder.competencies if _is_asked(ladder, one, known.id, known.track))


def _is_asked(ladder: Ladder, competency: Competency, level: str, track: str) -> bool:
    if competency.tracks and track and track not in competency.tracks:
        return False
    cell = ladder.cell(level, competency.id)
    return not cell or any(one.status is Status.EXPECTED for one in cell)


def coverages(
    evidence: Iterable[Evidence], ladder: Ladder, level: str | None, until: date, start_month: int = 1
) -> tuple[Coverage, ...]:
    """The coverage of each competency that `level` is judged on, in ladder order.

    Only accepted items count, and only those that happened on `until` or before.
    """
    accepted = (item for item in evidence if item.state is State.ACCEPTED)
    tallies, _ = count_rows(map(_row, accepted), Ages(until, start_month), Weights())
    return judge(tallies, asked(ladder, level), ladder.coverage, until)


def _row(item: Evidence) -> Row:
    competencies = "\n".join(dict.fromkeys(item.competencies)) or None
    return item.owner, item.id, competencies, item.happened_on, _kind(item), None


def _kind(item: Evidence) -> int:
    led = LED if item.role in (Role.LED, Role.CO_LED) else 0
    outcome = OUTCOME if item.outcome.strip() or item.number else 0
    link = LINK if item.links or (item.source and item.source.link) else 0
    wide = WIDE if item.scope not in (None, Scope.SELF) else 0
    return led + outcome + link + wide + WITNESS * len(item.witnesses)


def next_thin(found: Iterable[Coverage], ladder: Ladder) -> Coverage | None:
    """The competency to go for next: the first in ladder order that has none, else thin, else some; None if all are
    strong or nothing is asked."""
    order = {one.id: place for place, one in enumerate(ladder.competencies)}
    short = [one for one in found if one.state in _NEXT_FIRST and one.competency in order]
    return min(short, key=lambda one: (_NEXT_FIRST.index(one.state), order[one.competency]), default=None)


class Tally:
    """The running count of one competency: one bit per month, the packed counts of `Weights`, the days of the earliest
    and the latest item, and the ids of all."""

    __slots__ = ("counts", "evidence", "first_on", "last_on", "months")

    def __init__(self, happened_on: date) -> None:
        self.counts = self.months = 0
        self.first_on = self.last_on = happened_on
        self.evidence: list[str] = []


class Ages(dict[date | str, tuple[int, date]]):
    """From a day (a date or its ISO text) to its month's bit, counted back from the end of the quarter of `until`, so
    that three bits are a quarter, and to the day as a date. Days after `until` have no bit."""

    def __init__(self, until: date, start_month: int = 1) -> None:
        self.until = until
        self._last_month = quarter_of(until, start_month).first_month + 2

    def __missing__(self, key: date | str) -> tuple[int, date]:
        day = key if isinstance(key, date) else date.fromisoformat(key)
        self[key] = age = (1 << self._last_month - month_index(day) if day <= self.until else 0, day)
        return age


_COUNTS = Struct("<8I")  # items, led, with_outcome, linked, confirmed, complete, above_self, witnesses
_COMPLETE = 5  # the place of `complete` among them
_unpack = _COUNTS.unpack
# The lowest bit of each three, for all quarters between the years 1 and 9999.
_EACH_QUARTER = int("001" * 40_000, 2)


class Weights(dict[int, int]):
    """From the kind of an item to what it adds to each counter, packed in one number: one addition instead of eight."""

    def __missing__(self, kind: int) -> int:
        led, outcome, link, wide, witnesses = kind & LED, kind & OUTCOME, kind & LINK, kind & WIDE, kind // WITNESS
        confirmed = link or witnesses
        adds = (1, *map(bool, (led, outcome, link, confirmed, led and outcome and confirmed, wide)), witnesses)
        self[kind] = packed = int.from_bytes(_COUNTS.pack(*adds), "little")
        return packed


@lru_cache(maxsize=4_096)
def named(competencies: str | None) -> tuple[str | None, ...]:
    """The ids in a row's third place, sorted, as databases differ in it; of an item that names none, one None.

    Remembered, because most rows name the same few."""
    return tuple(sorted(competencies.split("\n"))) if competencies else (None,)


def count_rows(rows: Iterable[Row], ages: Ages, weights: Weights) -> tuple[dict[str | None, Tally], list[Row]]:
    """The tally per competency of one person's rows, and those rows that carry a text, in the order they came.

    Rows after `ages.until` are left out. This loop runs once per row of a whole company: keep it bare.
    """
    tallies: dict[str | None, Tally] = {}
    fresh: list[Row] = []
    for row in rows:
        _, item, competencies, day, kind, text = row
        month, happened_on = ages[day]
        if not month:
            continue
        adds = weights[kind]
        for competency in named(competencies):
            if competency in tallies:
                tally = tallies[competency]
            else:
                tally = tallies[competency] = Tally(happened_on)
            tally.evidence.append(item)
            tally.months |= month
            tally.counts += adds
            if happened_on < tally.first_on:
                tally.first_on = happened_on
            elif happened_on > tally.last_on:
                tally.last_on = happened_on
        if text is not None:
            fresh.append(row)
    return tallies, fresh


def judge(
    tallies: Mapping[str | None, Tally], competencies: Sequence[Competency], thresholds: Thresholds, until: date
) -> tuple[Coverage, ...]:
    """The coverage of each of `competencies`, in their order, from what was counted up to `until`."""
    return tuple([_judged(one.id, tallies.get(one.id), thresholds, until) for one in competencies])


def _judged(competency: str, tally: Tally | None, thresholds: Thresholds, until: date) -> Coverage:
    if tally is None:
        return Coverage(competency, _NONE, until, thresholds)
    counts = _unpack(tally.counts.to_bytes(_COUNTS.size, "little"))
    months = tally.months
    quarters = ((months | months >> 1 | months >> 2) & _EACH_QUARTER).bit_count()
    months = months.bit_count()
    state = _state(months, quarters, counts[_COMPLETE], thresholds)
    days = tally.first_on, tally.last_on
    return Coverage(competency, state, until, thresholds, months, quarters, *days, *counts)


def _state(months: int, quarters: int, complete: int, thresholds: Thresholds) -> CoverageState:
    if months < thresholds.some_months:
        return _THIN
    return _STRONG if complete and quarters >= thresholds.strong_quarters else _SOME
