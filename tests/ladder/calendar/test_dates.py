"""Quarters and working days: laws for every start month, and the countries that rest on other days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.calendar.dates import (
    Quarter,
    first_working_day,
    is_working_day,
    month_index,
    nth_working_day,
    parse_quarter,
    quarter_ended_before,
    quarter_of,
)
from ladder.errors import Invalid

law = settings(deadline=None)  # the first look at a country takes its time
days = st.dates(date(1971, 1, 1), date(2199, 12, 31))
start_months = st.integers(1, 12)
quarters = st.builds(quarter_of, days, start_months)
countries = st.sampled_from(["", "US", "DE", "DE-BY", "GB", "SA", "IL", "NP", "JP", "CN", "XX"])


@law
@given(days, start_months)
def test_each_day_lies_in_exactly_one_quarter(day: date, start: int) -> None:
    quarter = quarter_of(day, start)
    assert quarter.first_day <= day <= quarter.last_day
    around = [quarter.previous, quarter, quarter.next]
    assert [one.contains(day) for one in around] == [False, True, False]


@law
@given(quarters)
def test_quarters_follow_each_other_without_a_gap(quarter: Quarter) -> None:
    assert quarter.next.first_day - quarter.last_day == timedelta(days=1)
    assert quarter.next.previous == quarter == quarter.previous.next
    assert quarter.previous < quarter < quarter.next


@law
@given(quarters)
def test_a_quarter_is_three_whole_months(quarter: Quarter) -> None:
    assert quarter.first_day.day == 1
    assert (quarter.last_day + timedelta(days=1)).day == 1
    assert month_index(quarter.last_day) - month_index(quarter.first_day) == 2


@law
@given(quarters)
def test_four_quarters_make_the_year_that_begins_in_the_start_month(quarter: Quarter) -> None:
    first = Quarter(quarter.year, 1, quarter.start_month)
    assert first.first_day.month == quarter.start_month
    assert Quarter(quarter.year, 4, quarter.start_month).last_day.year == quarter.year


@law
@given(quarters)
def test_a_label_read_back_is_the_same_quarter(quarter: Quarter) -> None:
    assert parse_quarter(quarter.label, quarter.start_month) == quarter
    assert parse_quarter(f" {quarter.label.lower().replace('q', '-q')} ", quarter.start_month) == quarter


@law
@given(quarters, quarters)
def test_two_quarters_of_the_same_kind_never_share_a_label(one: Quarter, other: Quarter) -> None:
    other = Quarter(other.year, other.number, one.start_month)
    assert (one.label == other.label) == (one == other)


@law
@given(days, start_months)
def test_the_quarter_that_ended_is_the_last_one_over_before_the_day(day: date, start: int) -> None:
    ended = quarter_ended_before(day, start)
    assert ended.last_day < day <= ended.next.last_day


@pytest.mark.parametrize(
    ("start", "day", "label", "first", "last"),
    [
        (1, date(2026, 8, 14), "2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        (4, date(2026, 5, 1), "FY2027Q1", date(2026, 4, 1), date(2026, 6, 30)),
        (2, date(2027, 1, 31), "FY2027Q4", date(2026, 11, 1), date(2027, 1, 31)),
        (12, date(2024, 2, 29), "FY2024Q1", date(2023, 12, 1), date(2024, 2, 29)),
        (10, date(2025, 9, 30), "FY2025Q4", date(2025, 7, 1), date(2025, 9, 30)),
    ],
)
def test_a_year_is_named_by_the_calendar_year_it_ends_in(
    start: int, day: date, label: str, first: date, last: date
) -> None:
    quarter = quarter_of(day, start)
    assert (quarter.label, quarter.first_day, quarter.last_day) == (label, first, last)


def test_the_last_quarter_of_all_still_has_a_last_day() -> None:
    assert Quarter(9999, 4).last_day == date.max


def test_a_fiscal_prefix_is_understood_in_calendar_years_too() -> None:
    assert parse_quarter("FY2026Q3") == Quarter(2026, 3)


@pytest.mark.parametrize(
    "text", ["", "2026", "Q3", "2026Q0", "2026Q5", "26Q1", "0000Q1", "2026Q11", "2026 Q1 x", "２０２６Q1"]
)
def test_anything_else_is_no_quarter_and_says_how_to_write_one(text: str) -> None:
    with pytest.raises(Invalid, match="such as 2026Q3") as refusal:
        parse_quarter(text)
    assert list(refusal.value.fields) == ["quarter"]


@pytest.mark.parametrize(("number", "start"), [(0, 1), (5, 1), (1, 0), (1, 13)])
def test_there_is_no_fifth_quarter_and_no_thirteenth_month(number: int, start: int) -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        Quarter(2026, number, start)


@law
@given(days, countries)
def test_the_first_working_day_is_the_first(day: date, country: str) -> None:
    first = first_working_day(day, country)
    assert is_working_day(first, country)
    before = [day + timedelta(days=n) for n in range((first - day).days)]
    assert not any(is_working_day(one, country) for one in before)


@law
@given(days, st.integers(1, 20), countries)
def test_the_nth_working_day_has_n_minus_one_before_it(day: date, nth: int, country: str) -> None:
    found = nth_working_day(day, nth, country)
    before = [day + timedelta(days=n) for n in range((found - day).days)]
    assert is_working_day(found, country)
    assert sum(is_working_day(one, country) for one in before) == nth - 1


@pytest.mark.parametrize(
    ("start", "country", "first"),
    [
        (date(2026, 10, 1), "", date(2026, 10, 1)),
        (date(2026, 8, 1), "", date(2026, 8, 3)),  # a Saturday
        (date(2026, 1, 1), "", date(2026, 1, 1)),  # no country, no holidays
        (date(2026, 1, 1), "us", date(2026, 1, 2)),  # New Year; the code in either case
        (date(2027, 1, 1), "GB", date(2027, 1, 4)),  # New Year on a Friday
        (date(2026, 1, 1), "JP", date(2026, 1, 2)),
        (date(2026, 10, 1), "CN", date(2026, 10, 8)),  # the golden week, then a day
        (date(2026, 1, 2), "SA", date(2026, 1, 4)),  # rests on Friday and Saturday
        (date(2026, 4, 4), "IL", date(2026, 4, 5)),  # works on Sunday
        (date(2026, 1, 6), "DE", date(2026, 1, 6)),
        (date(2026, 1, 6), "DE-BY", date(2026, 1, 7)),  # Epiphany, in Bavaria alone
        (date(2026, 1, 6), "DE-??", date(2026, 1, 6)),  # an unknown part: the country's own days
        (date(2026, 1, 1), "Atlantis", date(2026, 1, 1)),  # unknown: Saturday and Sunday
    ],
)
def test_the_first_working_day_of_a_quarter_follows_the_country(start: date, country: str, first: date) -> None:
    assert first_working_day(start, country) == first


def test_a_saturday_that_a_country_works_to_make_up_for_a_bridge_day_counts() -> None:
    assert is_working_day(date(2024, 2, 4), "CN")  # a Sunday worked before the spring festival
    assert not is_working_day(date(2024, 2, 4), "")
