"""Stretches of time as people name them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.calendar.dates import Quarter
from ladder.calendar.periods import parse_period, quarter_period

TODAY = date(2026, 9, 14)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Q3", "Q3 2026"),
        ("q4", "Q4 2025"),
        ("Q3 2026", "Q3 2026"),
        ("2026Q3", "Q3 2026"),
        ("2026-q3", "Q3 2026"),
        ("FY26 Q3", "Q3 2026"),
        ("Q3/2025", "Q3 2025"),
        ("September", "September 2026"),
        ("sept.", "September 2026"),
        ("October", "October 2025"),
        ("jul 2025", "July 2025"),
        ("2025 July", "July 2025"),
        ("2026-07", "July 2026"),
        ("07/2026", "July 2026"),
        ("2025", "2025"),
        ("FY25", "2025"),
        ("quarter", "Q3 2026"),
        ("This Quarter", "Q3 2026"),
        ("last quarter", "Q2 2026"),
        ("previous month", "August 2026"),
        ("this month", "September 2026"),
        ("last year", "2025"),
    ],
)
def test_a_period_is_read_as_people_name_it(words: str, label: str) -> None:
    period = parse_period(words, TODAY)
    assert period is not None
    assert period.label == label


@pytest.mark.parametrize(
    "words", ["", "Lena", "Q5", "Q0", "0000", "13/2026", "2026-13", "yesteryear", "next", "q", "26"]
)
def test_what_names_no_period_is_none(words: str) -> None:
    assert parse_period(words, TODAY) is None


def test_a_year_that_begins_in_april_is_said_with_its_months() -> None:
    labels = {words: parse_period(words, TODAY, 4) for words in ("Q2", "Q3", "2026", "July", "last month", "last year")}
    assert {words: period.label for words, period in labels.items() if period} == {
        "Q2": "Q2 FY2027 (Jul–Sep 2026)",
        "Q3": "Q3 FY2026 (Oct–Dec 2025)",
        "2026": "FY2026 (Apr 2025–Mar 2026)",
        "July": "July 2026",
        "last month": "August 2026",
        "last year": "FY2026 (Apr 2025–Mar 2026)",
    }


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 12), st.integers(1, 4))
def test_a_quarter_without_its_year_has_begun_and_the_next_of_its_number_has_not(
    today: date, start: int, number: int
) -> None:
    period = parse_period(f"Q{number}", today, start)
    assert period is not None
    assert period.first_day <= today
    assert date(period.first_day.year + 1, period.first_day.month, 1) > today


@given(st.integers(1990, 2100), st.integers(1, 4), st.integers(1, 12))
def test_a_quarter_is_the_same_days_as_a_period(year: int, number: int, start: int) -> None:
    quarter = Quarter(year, number, start)
    assert parse_period(quarter.label, TODAY, start) == quarter_period(quarter)
    assert quarter_period(quarter).contains(quarter.first_day)
    assert quarter_period(quarter).contains(quarter.last_day)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.text(max_size=20))
def test_whatever_is_typed_it_is_a_period_or_none(today: date, words: str) -> None:
    period = parse_period(words, today)
    assert period is None or period.first_day <= period.last_day
