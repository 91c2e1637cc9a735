"""What the evidence shows per competency: strong, some, thin or none, and the rule that decided (PRODUCT, Coverage).

Counts are of distinct months and quarters, not of items alone, so that sustained work beats a recent burst. There is
one rule and two ways to it: `coverages` from `Evidence` values, and `count_rows` with `judge` for the digest, which
reads hundreds of thousands of plain rows and so does very little per row.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from struct import Struct

import msgspec

from ladder.calendar import month_index, quarter_of
from ladder.framework import Competency, Ladder, Status, Thresholds
from ladder.records import Evidence, Role, Scope, State

RECENT_WEEKS = 5

# One competency of one item: owner, item, competency (None: the item names none), the day it happened (a date or its
# ISO text), role, scope, has an outcome or a number, has a link of its own or of its message, how many witnesses it
# names, and a short text if the item is new (else None). Booleans may be 0 and 1.
Row = tuple[str, str, str | None, date | str, str | None, str | None, int, int, int, str | None]
_Kind = tuple[str | None, str | None, int, int, int]


class CoverageState(StrEnum):
    """How far the evidence for one competency reaches."""

    NONE = "none"
    THIN = "thin"
    SOME = "some"
    STRONG = "strong"


_COMPLETE_CASE = "led or co-led, with an outcome, and with a link or a witness"
_NONE, _THIN, _SOME, _STRONG = CoverageState
_NEXT_FIRST = (_NONE, _THIN, _SOME)


class Coverage(msgspec.Struct, frozen=True, gc=False):
    """What the evidence shows for one competency, up to and including the day `until`.

    `items`, `led` (led or co-led), `with_outcome`, `linked`, `confirmed` (a link or a witness), `complete` (led or
    co-led, and with an outcome, and confirmed) and `above_self` (a scope wider than "self") count items, `witnesses`
    counts the times that somebody is named, `months` and `quarters` count those in which an item happened. `days` has
    one bit for each day on which one did: bit 0 is `until`, bit 1 the day before.
    """

    competency: str
    state: CoverageState
    until: date
    thresholds: Thresholds
    months: int = 0
    quarters: int = 0
    days: int = 0
    items: int = 0
    led: int = 0
    with_outcome: int = 0
    linked: int = 0
    confirmed: int = 0
    complete: int = 0
    above_self: int = 0
    witnesses: int = 0

    @property
    def first_on(self) -> date | None:
        """The day of the earliest item."""
        return self.until - timedelta(days=self.days.bit_length() - 1) if self.days else None

    @property
    def last_on(self) -> date | None:
        """The day of the latest item."""
        return last_day(self.days, self.until)

    @property
    def recent(self) -> bool:
        """Whether there are several items and all of them happened in the last five weeks."""
        return self.items > 1 and self.days.bit_length() <= RECENT_WEEKS * 7

    @property
    def note(self) -> str:
        """ "4 items, all from the last 5 weeks" if that is so, else empty."""
        return f"{self.items} items, all from the last {RECENT_WEEKS} weeks" if self.recent else ""

    @property
    def because(self) -> str:
        """The rule that decided, as a sentence."""
        if self.state is CoverageState.NONE:
            return "No accepted evidence yet."
        return f"{self.seen}: {self.state}, as {self._rule()}."

    @property
    def seen(self) -> str:
        """What was counted: "3 items from 2 months in 1 quarter"; of a thin one, the months alone."""
        quarters = f" in {many(self.quarters, 'quarter')}" if self.state is not CoverageState.THIN else ""
        return f"{many(self.items, 'item')} from {many(self.months, 'month')}{quarters}"

    def _rule(self) -> str:
        if self.state is CoverageState.THIN:
            return f"some takes {many(self.thresholds.some_months, 'month')}"
        if self.state is CoverageState.STRONG:
            return f"{self.complete} of them {'is' if self.complete == 1 else 'are'} {_COMPLETE_CASE}"
        enough = self.quarters >= self.thresholds.strong_quarters
        wanted = [] if enough else [many(self.thresholds.strong_quarters, "quarter")]
        wanted += [] if self.complete else [f"an item that is {_COMPLETE_CASE}"]
        return f"strong takes {' and '.join(wanted)}"


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
    rows = (row for item in accepted for row in _rows(item))
    tallies, _ = count_rows(rows, Ages(until, start_month), Weights())
    return judge(tallies, asked(ladder, level), ladder.coverage, until)


def _rows(item: Evidence) -> Iterable[Row]:
    linked = bool(item.links or (item.source and item.source.link))
    outcome = bool(item.outcome.strip() or item.number)
    kind = (item.role, item.scope, outcome, linked, len(item.witnesses))
    return [(item.owner, item.id, one, item.happened_on, *kind, None) for one in dict.fromkeys(item.competencies)]


def next_thin(found: Iterable[Coverage], ladder: Ladder) -> Coverage | None:
    """The competency to go for next: the first in ladder order that has none, else thin, else some; None if all are
    strong or nothing is asked."""
    order = {one.id: place for place, one in enumerate(ladder.competencies)}
    short = [one for one in found if one.state in _NEXT_FIRST and one.competency in order]
    return min(short, key=lambda one: (_NEXT_FIRST.index(one.state), order[one.competency]), default=None)


class Tally:
    """The running count of one competency: one bit per month and day, the packed counts of `Weights`, and the ids of
    the items."""

    __slots__ = ("counts", "days", "evidence", "months")

    def __init__(self) -> None:
        self.counts = self.days = self.months = 0
        self.evidence: list[str] = []


class Ages(dict[date | str, tuple[int, int]]):
    """From a day (a date or its ISO text) to its two bits: its month, counted back from the end of the quarter of
    `until`, so that three bits are a quarter; and its day, counted back from `until`. Later days have no bits."""

    def __init__(self, until: date, start_month: int = 1) -> None:
        self.until = until
        self._last_month = quarter_of(until, start_month).first_month + 2

    def __missing__(self, key: date | str) -> tuple[int, int]:
        day = key if isinstance(key, date) else date.fromisoformat(key)
        days = (self.until - day).days
        bits = (1 << self._last_month - month_index(day), 1 << days) if days >= 0 else (0, 0)
        self[key] = bits
        return bits


_COUNTS = Struct("<8I")  # items, led, with_outcome, linked, confirmed, complete, above_self, witnesses
_COMPLETE = 5  # the place of `complete` among them
_unpack = _COUNTS.unpack
# The lowest bit of each three, for all quarters between the years 1 and 9999.
_EACH_QUARTER = int("001" * 40_000, 2)
_LEADING = frozenset((Role.LED, Role.CO_LED))
_WIDE = frozenset(Scope) - {Scope.SELF}


class Weights(dict[_Kind, int]):
    """From (role, scope, outcome, link, witnesses) to what such an item adds to each counter, packed in one number:
    one addition per row instead of eight."""

    def __missing__(self, kind: _Kind) -> int:
        role, scope, outcome, link, witnesses = kind
        led, confirmed = role in _LEADING, bool(link or witnesses)
        complete = led and bool(outcome) and confirmed
        adds = (1, led, bool(outcome), bool(link), confirmed, complete, scope in _WIDE, witnesses)
        self[kind] = packed = int.from_bytes(_COUNTS.pack(*adds), "little")
        return packed


def count_rows(rows: Iterable[Row], ages: Ages, weights: Weights) -> tuple[dict[str | None, Tally], list[Row]]:
    """The tally per competency of one person's rows, and those rows that carry a text, in the order they came.

    Rows after `ages.until` are left out. This loop runs once per row of a whole company: keep it bare.
    """
    tallies: dict[str | None, Tally] = {}
    fresh: list[Row] = []
    for row in rows:
        _, item, competency, day, role, scope, outcome, link, witnesses, text = row
        month_bit, day_bit = ages[day]
        if not day_bit:
            continue
        if competency in tallies:
            tally = tallies[competency]
        else:
            tally = tallies[competency] = Tally()
        tally.evidence.append(item)
        tally.months |= month_bit
        tally.days |= day_bit
        tally.counts += weights[role, scope, outcome, link, witnesses]
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
    return Coverage(competency, state, until, thresholds, months, quarters, tally.days, *counts)


def _state(months: int, quarters: int, complete: int, thresholds: Thresholds) -> CoverageState:
    if months < thresholds.some_months:
        return _THIN
    return _STRONG if complete and quarters >= thresholds.strong_quarters else _SOME


def last_day(days: int, until: date) -> date | None:
    """The latest of the days of a tally or coverage; None if there is none."""
    return until - timedelta(days=(days & -days).bit_length() - 1) if days else None
