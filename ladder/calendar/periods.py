"""Stretches of time as people name them: "Q3", "July", "2026", "last quarter". Pure functions of the words and a day.

A month is a calendar month. Quarters and years begin in the workspace's first month, as everywhere in Ladder.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ladder.calendar.dates import Quarter, month_index, quarter_of
from ladder.text import fold

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_THIS, _LAST = ("this", "current"), ("last", "previous", "past")
_FISCAL = re.compile(r"\bfy ?(\d{4}|\d{2})")
_QUARTER = re.compile(
    r"q(?P<number>[1-4])(?: ?(?P<year>[12]\d{3}))?|(?P<first_year>[12]\d{3}) ?q(?P<last_number>[1-4])"
)
_YEAR = re.compile(r"[12]\d{3}")
_NAMED_MONTH = re.compile(r"(?P<name>[a-z]+)(?: (?P<year>[12]\d{3}))?|(?P<first_year>[12]\d{3}) (?P<last_name>[a-z]+)")
_NUMBERED_MONTH = re.compile(
    r"(?P<year>[12]\d{3}) (?P<month>0?[1-9]|1[0-2])|(?P<first_month>0?[1-9]|1[0-2]) (?P<last_year>[12]\d{3})"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with both of its ends, and what it is called: "Q3 2026", "July 2026", "2026"; where the year
    doesn't begin in January, with its months: "Q1 FY2027 (Apr–Jun 2026)"."""

    label: str
    first_day: date
    last_day: date

    def contains(self, day: date) -> bool:
        """Whether `day` is one of the period's days."""
        return self.first_day <= day <= self.last_day


def parse_period(words: str, today: date, start_month: int = 1) -> Period | None:
    """The period that somebody names on `today`, or None. Without a year it is the latest one that has begun."""
    typed = _FISCAL.sub(lambda year: year[1].rjust(4, "#").replace("##", "20"), fold(words))  # "FY26" is 2026
    readers = (_relative, _quarter, _year, _month)
    return next((period for read in readers if (period := read(typed, today, start_month))), None)


def quarter_period(quarter: Quarter) -> Period:
    """A quarter as a period."""
    if quarter.start_month == 1:
        return Period(f"Q{quarter.number} {quarter.year}", quarter.first_day, quarter.last_day)
    first, last = quarter.first_day, quarter.last_day
    return Period(f"Q{quarter.number} FY{quarter.year} ({_months(first, last)})", first, last)


def _months(first: date, last: date) -> str:
    """The months of a fiscal period; both years where it goes across New Year."""
    begins = f"{first:%b}" if first.year == last.year else f"{first:%b %Y}"
    return f"{begins}–{last:%b %Y}"


def _relative(typed: str, today: date, start_month: int) -> Period | None:
    when, _, unit = typed.rpartition(" ")
    if when not in ("", *_THIS, *_LAST):
        return None
    back = when in _LAST
    match unit:
        case "quarter":
            quarter = quarter_of(today, start_month)
            return quarter_period(quarter.previous if back else quarter)
        case "month":
            return _month_at(month_index(today) - back)
        case "year":
            return _year_of(quarter_of(today, start_month).year - back, start_month)
    return None


def _quarter(typed: str, today: date, start_month: int) -> Period | None:
    read = _QUARTER.fullmatch(typed)
    if read is None:
        return None
    number, year = int(read["number"] or read["last_number"]), read["year"] or read["first_year"]
    if year:
        return quarter_period(Quarter(int(year), number, start_month))
    this_year = Quarter(quarter_of(today, start_month).year, number, start_month)
    begun = this_year.first_day <= today
    return quarter_period(this_year if begun else Quarter(this_year.year - 1, number, start_month))


def _year(typed: str, _today: date, start_month: int) -> Period | None:
    return _year_of(int(typed), start_month) if _YEAR.fullmatch(typed) else None


def _year_of(year: int, start_month: int) -> Period:
    first, last = Quarter(year, 1, start_month).first_day, Quarter(year, 4, start_month).last_day
    return Period(f"{year}" if start_month == 1 else f"FY{year} ({_months(first, last)})", first, last)


def _month(typed: str, today: date, _start_month: int) -> Period | None:
    if numbered := _NUMBERED_MONTH.fullmatch(typed):
        year, number = numbered["year"] or numbered["last_year"], numbered["month"] or numbered["first_month"]
        return _month_at(int(year) * 12 + int(number) - 1)
    named = _NAMED_MONTH.fullmatch(typed)
    month = _MONTH_NUMBERS.get(named["name"] or named["last_name"]) if named else None
    if named is None or month is None:
        return None
    year = named["year"] or named["first_year"]
    if year:
        return _month_at(int(year) * 12 + month - 1)
    this_year = today.year * 12 + month - 1
    return _month_at(this_year if this_year <= month_index(today) else this_year - 12)


def _month_at(index: int) -> Period:
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    return Period(f"{_MONTHS[month].title()} {year}", first, first.replace(day=monthrange(year, month + 1)[1]))
