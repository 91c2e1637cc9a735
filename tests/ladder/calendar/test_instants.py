"""Due instants and quiet hours: every zone there is, clock changes, and zones that don't exist."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ladder.calendar import dates
from ladder.calendar.dates import (
    DigestSettings,
    Quarter,
    digest_due,
    digest_not_after,
    due_instant,
    is_working_day,
    next_allowed,
    quarter_of,
    zone,
)

ZONES = sorted(available_timezones())
HALF_PAST_NINE = time(9, 30)

law = settings(deadline=None)  # the first look at a country's holidays or at all zones takes its time


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


days = st.dates(date(2000, 1, 1), date(2037, 12, 31))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
zones = st.sampled_from(ZONES)
moments = st.integers(0, 38 * 365 * 24 * 60).map(lambda minute: utc("2000-01-01 00:00") + timedelta(minutes=minute))
countries = st.sampled_from(["", "US", "SA", "DE"])


@law
@given(days, minutes, zones)
@example(date(2011, 12, 30), HALF_PAST_NINE, "Pacific/Apia")
@example(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
@example(date(2026, 4, 24), time(0, 30), "Africa/Cairo")
@example(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")
@example(date(2026, 1, 1), HALF_PAST_NINE, "Asia/Kathmandu")
def test_what_is_due_on_a_day_falls_on_that_day_there(day: date, at: time, tz: str) -> None:
    local = due_instant(day, at, tz).astimezone(ZoneInfo(tz))
    midnight = datetime.combine(day, time(0), ZoneInfo(tz)).astimezone(UTC).astimezone(ZoneInfo(tz))
    skipped_whole = midnight.date() != day and midnight.time() == time(0)
    assert local.date() == (midnight.date() if skipped_whole else day)


@law
@given(days, zones)
def test_half_past_nine_is_half_past_nine_everywhere(day: date, tz: str) -> None:
    local = due_instant(day, HALF_PAST_NINE, tz).astimezone(ZoneInfo(tz))
    assert (local.hour, local.minute) == (9, 30)


def test_every_zone_gets_its_morning_on_the_first_working_day() -> None:
    due = {tz: digest_due(Quarter(2026, 1), tz, DigestSettings()) for tz in ZONES}
    local = {tz: instant.astimezone(ZoneInfo(tz)).isoformat()[:16] for tz, instant in due.items()}
    assert local == dict.fromkeys(ZONES, "2026-04-01T09:30")
    assert {instant.tzinfo for instant in due.values()} == {UTC}


@pytest.mark.parametrize(
    ("day", "at", "tz", "instant"),
    [
        (date(2026, 1, 5), HALF_PAST_NINE, "Asia/Kathmandu", "2026-01-05 03:45"),
        (date(2026, 7, 1), HALF_PAST_NINE, "Australia/Lord_Howe", "2026-06-30 23:00"),
        (date(2026, 1, 1), HALF_PAST_NINE, "Australia/Lord_Howe", "2025-12-31 22:30"),
        (date(2026, 1, 1), HALF_PAST_NINE, "Pacific/Kiritimati", "2025-12-31 19:30"),
        (date(2011, 12, 30), HALF_PAST_NINE, "Pacific/Apia", "2011-12-30 19:30"),  # no such day: the 31st
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29 01:30"),  # skipped: 03:30
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25 00:30"),  # twice: the first
        (date(2026, 9, 6), time(0, 0), "America/Santiago", "2026-09-06 04:00"),  # no midnight: 01:00
        (date(1919, 3, 30), time(23, 45), "America/Toronto", "1919-03-31 03:45"),  # stays on the day
    ],
)
def test_a_wall_clock_time_means_this_instant(day: date, at: time, tz: str, instant: str) -> None:
    assert due_instant(day, at, tz) == utc(instant)


@pytest.mark.parametrize(
    "tz", ["", "America", "../..", "../../etc/passwd", "/etc/localtime", "Mars/Base", "a\0b", "x" * 9999]
)
def test_an_unknown_zone_means_the_workspaces_and_then_utc(tz: str) -> None:
    day = date(2026, 1, 5)
    assert due_instant(day, HALF_PAST_NINE, tz, "Asia/Tokyo") == utc("2026-01-05 00:30")
    assert due_instant(day, HALF_PAST_NINE, tz, tz) == utc("2026-01-05 09:30")


@pytest.mark.parametrize("trouble", [KeyError, ValueError, OSError])
def test_a_listed_zone_whose_file_is_broken_means_the_fallback(
    trouble: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> ZoneInfo:
        raise trouble(name)

    dates.known_zone.cache_clear()
    monkeypatch.setattr(dates, "ZoneInfo", broken)
    try:
        assert zone("Europe/Paris", "Asia/Tokyo") is UTC
    finally:
        dates.known_zone.cache_clear()


def test_the_digest_of_a_quarter_is_due_in_the_one_that_follows() -> None:
    rules = DigestSettings(country="US", tz="America/New_York")
    assert digest_due(Quarter(2025, 4), "", rules) == utc("2026-01-02 14:30")


def test_day_hour_and_start_month_are_the_workspaces_choice() -> None:
    rules = DigestSettings(quarter_start_month=2, working_day=3, at=time(15, 0))
    assert digest_due(Quarter(2026, 1, 2), "Asia/Kathmandu", rules) == utc("2025-05-05 09:15")


@law
@given(days, st.integers(1, 12), zones, st.integers(1, 20), countries)
def test_a_digest_can_be_sent_from_when_it_is_due_until_45_days_later(
    day: date, start: int, tz: str, working_day: int, country: str
) -> None:
    rules = DigestSettings(quarter_start_month=start, working_day=working_day, country=country)
    quarter = quarter_of(day, start)
    due, last = digest_due(quarter, tz, rules), digest_not_after(quarter, tz, rules)
    assert last - due == timedelta(days=45)


@law
@given(moments, zones, minutes, minutes, countries)
def test_a_nudge_waits_for_a_working_day_outside_the_quiet_hours(
    now: datetime, tz: str, quiet_from: time, quiet_to: time, country: str
) -> None:
    then = next_allowed(now, tz, quiet_from, quiet_to, country)
    local = then.astimezone(ZoneInfo(tz))
    clock = local.time()
    quiet = quiet_from <= clock < quiet_to if quiet_from <= quiet_to else not quiet_to <= clock < quiet_from
    assert then >= now
    assert then.tzinfo is UTC
    assert is_working_day(local.date(), country)
    assert not quiet
    assert next_allowed(then, tz, quiet_from, quiet_to, country) == then


@law
@given(moments, minutes, minutes)
@example(utc("2000-01-01 00:00"), time(0, 1), time(23, 59))
def test_a_nudge_waits_no_longer_than_it_must(now: datetime, quiet_from: time, quiet_to: time) -> None:
    then = next_allowed(now, "UTC", quiet_from, quiet_to)
    just_before = then - timedelta(minutes=1)
    if just_before >= now:
        assert next_allowed(just_before, "UTC", quiet_from, quiet_to) == then
        is_weekend = just_before.weekday() >= 5
        assert is_weekend or just_before.time().replace(second=0) != quiet_to


@pytest.mark.parametrize(
    ("now", "tz", "then"),
    [
        ("2026-06-03 12:00", "UTC", "2026-06-03 12:00"),
        ("2026-06-03 18:00", "UTC", "2026-06-04 09:00"),
        ("2026-06-03 03:00", "UTC", "2026-06-03 09:00"),
        ("2026-06-05 18:30", "UTC", "2026-06-08 09:00"),  # Friday evening: Monday
        ("2026-06-03 12:00", "Asia/Kathmandu", "2026-06-03 12:00"),
        ("2026-06-03 12:20", "Asia/Kathmandu", "2026-06-04 03:15"),
        ("2026-06-03 18:00", "America/New_York", "2026-06-03 18:00"),
    ],
)
def test_quiet_evenings_run_into_the_next_working_morning(now: str, tz: str, then: str) -> None:
    assert next_allowed(utc(now), tz, time(18, 0), time(9, 0)) == utc(then)


def test_quiet_hours_within_a_day_end_the_same_day() -> None:
    noon = utc("2026-06-03 12:30")
    assert next_allowed(noon, "UTC", time(12, 0), time(13, 0)) == noon.replace(hour=13, minute=0)


def test_without_quiet_hours_only_days_of_rest_are_waited_out() -> None:
    saturday = utc("2026-06-06 23:00")
    assert next_allowed(saturday, "UTC", time(0, 0), time(0, 0)) == utc("2026-06-08 00:00")
    in_tokyo = next_allowed(saturday, "", time(0, 0), time(0, 0), fallback_tz="Asia/Tokyo")
    assert in_tokyo == utc("2026-06-07 15:00")


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_end_in_either() -> None:
    first, second = utc("2026-10-24 22:10"), utc("2026-10-24 23:10")  # both ten past one on a working Sunday
    found = [next_allowed(one, "Asia/Jerusalem", time(22, 0), time(1, 30), "IL") for one in (first, second)]
    assert found == [utc("2026-10-24 22:30"), utc("2026-10-24 23:30")]
