"""Quarters, working days, due instants and quiet hours: pure functions over dates and aware datetimes.

A quarter is three whole months. The first one of the year may begin in any month (`start_month`, a workspace setting).
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from itertools import chain, count
from zoneinfo import ZoneInfo, available_timezones

from ladder.errors import Invalid

# A digest that couldn't be sent when it was due still helps for half a quarter; after that the next one is nearer.
LATE_BY_AT_MOST = timedelta(days=45)

USUAL_HOUR = time(9, 30)
_LABEL = re.compile(r"(FY)?(\d{4})-?Q([1-4])", re.IGNORECASE | re.ASCII)
_SATURDAY = 5
_MIDNIGHT = time(0, 0)


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """When a workspace's digests are due: on the `working_day`-th working day after a quarter, at `at` in the
    receiver's zone. `tz` serves whoever has no known zone; `country` is an ISO code ("DE", "DE-BY") or "" for none.

    They have held since `since` (None: always); the settings before them had digests due up to the quarter that ended
    on `through`.
    """

    quarter_start_month: int = 1
    working_day: int = 1
    at: time = USUAL_HOUR
    tz: str = "UTC"
    country: str = ""
    since: datetime | None = None
    through: date | None = None

    def keeps_quarter(self, quarter: "Quarter") -> bool:
        """Whether `quarter` was one of the quarters before the last change too: a new first month moves them."""
        return self.through is None or (month_index(quarter.last_day) - month_index(self.through)) % 3 == 0


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter, 1 to 4, of a year that begins in `start_month` (1 to 12; `ValueError` otherwise).

    A year that doesn't begin in January is named by the calendar year in which it ends, as most companies name
    their fiscal year: with an April start, April to June 2026 is the first quarter of 2027.
    """

    year: int
    number: int
    start_month: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4 or not 1 <= self.start_month <= 12:
            raise ValueError("a quarter is 1 to 4 of a year that begins in month 1 to 12")

    @property
    def label(self) -> str:
        """ "2026Q3"; with another start month than January "FY2027Q1", so that nobody reads it as the calendar's."""
        return f"{'' if self.start_month == 1 else 'FY'}{self.year:04}Q{self.number}"

    @property
    def key(self) -> str:
        """The three months, whatever the year begins with: "2026Q3", or "2026-08" for August to October 2026.

        What was written about a quarter stays found when the workspace counts its years in another way.
        """
        year, month = divmod(self.first_month, 12)
        return f"{year:04}-{month + 1:02}" if month % 3 else f"{year:04}Q{month // 3 + 1}"

    @property
    def first_month(self) -> int:
        """The first month, counted as `month_index` does."""
        begins = self.year - (self.start_month > 1)
        return begins * 12 + self.start_month - 1 + 3 * (self.number - 1)

    @property
    def first_day(self) -> date:
        return _first_of(self.first_month)

    @property
    def last_day(self) -> date:
        month = _first_of(self.first_month + 2)
        return month.replace(day=monthrange(month.year, month.month)[1])

    @property
    def previous(self) -> "Quarter":
        return _quarter_at(self.first_month - 3, self.start_month)

    @property
    def next(self) -> "Quarter":
        return _quarter_at(self.first_month + 3, self.start_month)

    def contains(self, day: date) -> bool:
        """Whether `day` is one of the quarter's days."""
        return self.first_month <= month_index(day) < self.first_month + 3


def month_index(day: date) -> int:
    """The month of `day` as a whole number: twelve times the year, plus 0 for January to 11 for December."""
    return day.year * 12 + day.month - 1


def quarter_of(day: date, start_month: int = 1) -> Quarter:
    """The one quarter that contains `day`."""
    return _quarter_at(month_index(day), start_month)


def quarter_ended_before(day: date, start_month: int = 1) -> Quarter:
    """The last quarter whose last day is before `day`."""
    return quarter_of(day, start_month).previous


def parse_quarter(label: str, start_month: int = 1) -> Quarter:
    """The quarter that a label names: "2026Q3", "2026-q3" or "FY2026Q3", read in years that begin in `start_month`.

    Raises `Invalid` (field "quarter") for anything else.
    """
    match = _LABEL.fullmatch(label.strip())
    if not match or match[2] == "0000":
        raise Invalid({"quarter": "Write a quarter as its year and number, such as 2026Q3."})
    return Quarter(int(match[2]), int(match[3]), start_month)


def quarter_of_key(key: str, start_month: int = 1) -> Quarter:
    """The quarter that `Quarter.key` stands for, in years that begin in `start_month` if those have this quarter.

    Raises `Invalid` (field "quarter") for anything else.
    """
    year, dash, month = key.partition("-")
    if not (dash and year.isdecimal() and month.isdecimal()):
        return _renamed(parse_quarter(key).first_month, start_month)
    return _renamed(int(year) * 12 + int(month) - 1, start_month)


def _renamed(month: int, start_month: int) -> Quarter:
    return _quarter_at(month, start_month if (month + 1 - start_month) % 3 == 0 else month % 3 + 1)


def _quarter_at(month: int, start_month: int) -> Quarter:
    year, rest = divmod(month - (start_month - 1), 12)
    return Quarter(year + (start_month > 1), rest // 3 + 1, start_month)


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def is_working_day(day: date, country: str = "") -> bool:
    """Whether people work on `day`: no weekend day and no public holiday of `country` (rules of the `holidays`
    library). An empty or unknown country has no holidays and rests on Saturday and Sunday."""
    return day not in _days_off(country.upper(), day.year)


def nth_working_day(start: date, nth: int, country: str = "") -> date:
    """The `nth` (from 1) working day on or after `start`."""
    day = start
    while nth > 1 or not is_working_day(day, country):
        nth -= is_working_day(day, country)
        day += timedelta(days=1)
    return day


def first_working_day(start: date, country: str = "") -> date:
    """The first working day on or after `start`."""
    return nth_working_day(start, 1, country)


@lru_cache(maxsize=128)
def _days_off(country: str, year: int) -> frozenset[date]:
    """A fresh calendar for each year: those of the library grow while they are read, which threads must not share."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365 + (monthrange(year, 2)[1] == 29))]
    weekends = frozenset(day for day in days if day.weekday() >= _SATURDAY)
    if not country:
        return weekends
    import holidays  # heavy, and only the clock needs it

    code, _, part = country.partition("-")
    try:
        known = holidays.country_holidays(code, subdiv=part or None, years=year)
    except NotImplementedError:
        return _days_off(code, year) if part else weekends
    return frozenset(day for day in days if not known.is_working_day(day))


def zone(name: str, fallback: str = "UTC") -> tzinfo:
    """The zone called `name`, else the one called `fallback`, else UTC. Only IANA names that are installed count."""
    return known_zone(name) or known_zone(fallback) or UTC


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=1024)
def known_zone(name: str) -> ZoneInfo | None:
    """The zone of that name; None where there is none, or its file can't be read. Read once."""
    if name not in _zone_names():
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # listed, but its file is gone or broken
        return None


def due_instant(day: date, at: time, tz: str, fallback_tz: str = "UTC") -> datetime:
    """The instant (UTC) of the wall-clock time `at` on `day` in the zone `tz`, else in `fallback_tz`, else in UTC.

    A time that comes twice means the first. A time that a clock change skips moves by the length of the gap, and
    stays on `day`; only a day that a zone skipped as a whole (Apia, 30 December 2011) gives an instant on the next.
    """
    where = zone(tz, fallback_tz)
    first = _instant(day, at, where, 0)
    return first if first.astimezone(where).date() == day else _on_day(day, at, where, first)


def _on_day(day: date, at: time, where: tzinfo, otherwise: datetime) -> datetime:
    earlier = _instant(day, at, where, 1)
    return earlier if earlier.astimezone(where).date() == day else otherwise


def _instant(day: date, at: time, where: tzinfo, fold: int) -> datetime:
    return datetime(day.year, day.month, day.day, at.hour, at.minute, tzinfo=where, fold=fold).astimezone(UTC)


def digest_due(quarter: Quarter, person_tz: str, settings: DigestSettings) -> datetime:
    """The instant (UTC) at which the digest about `quarter` is due for somebody in `person_tz`: a working day of the
    quarter that follows. A change of settings that moves it into the past makes it due on the next working day."""
    day = nth_working_day(quarter.next.first_day, settings.working_day, settings.country)
    usual = due_instant(day, settings.at, person_tz, settings.tz)
    if settings.since is None or settings.through is None or usual > settings.since:
        return usual
    if not settings.keeps_quarter(quarter) or quarter.last_day <= settings.through:
        return usual
    changed_on = settings.since.astimezone(zone(person_tz, settings.tz)).date()
    next_day = first_working_day(changed_on + timedelta(days=1), settings.country)
    return due_instant(next_day, settings.at, person_tz, settings.tz)


def digest_owed(quarter: Quarter, person_tz: str, settings: DigestSettings) -> bool:
    """Whether there is a digest about `quarter`: not if a new first month made a quarter whose day has passed."""
    if settings.since is None or settings.keeps_quarter(quarter):
        return True
    return digest_due(quarter, person_tz, settings) > settings.since


def digest_not_after(quarter: Quarter, person_tz: str, settings: DigestSettings) -> datetime:
    """The instant (UTC) after which the digest about `quarter` is no longer sent: 45 days after it was due."""
    return digest_due(quarter, person_tz, settings) + LATE_BY_AT_MOST


def next_allowed(
    instant: datetime, tz: str, quiet_from: time, quiet_to: time, country: str = "", fallback_tz: str = "UTC"
) -> datetime:
    """`instant` (aware) itself, or the next instant (UTC) on a working day and outside the quiet hours of `tz`.

    Quiet hours run from `quiet_from` up to `quiet_to`, past midnight if that is earlier; equal times mean none.
    """

    def allowed(moment: datetime) -> bool:
        local = moment.astimezone(where)
        return is_working_day(local.date(), country) and not _quiet(local.time(), quiet_from, quiet_to)

    where = zone(tz, fallback_tz)
    later = _ends_of_quiet(instant.astimezone(where).date(), quiet_to, where)
    moments = chain((instant.astimezone(UTC),), later)
    return next(moment for moment in moments if moment >= instant and allowed(moment))


def _quiet(now: time, quiet_from: time, quiet_to: time) -> bool:
    if quiet_from <= quiet_to:
        return quiet_from <= now < quiet_to
    return now >= quiet_from or now < quiet_to


def _ends_of_quiet(day: date, quiet_to: time, where: tzinfo) -> Iterator[datetime]:
    """In order, the instants at which a working day or the end of quiet hours can begin."""
    for days in count():
        today = day + timedelta(days=days)
        yield from sorted(_instant(today, at, where, fold) for at in (_MIDNIGHT, quiet_to) for fold in (0, 1))
