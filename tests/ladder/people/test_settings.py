"""Settings: what they take, where an unchosen one comes from, and the digest days that follow."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.calendar.dates import DigestSettings, Quarter, digest_due, digest_owed, quarter_of_key
from ladder.calendar.digest_days import digest_days, last_covered
from ladder.errors import Invalid, Refused, Unreadable
from ladder.people import workspaces
from ladder.people.settings import Key, apply, change, propose_zone, settings_of
from ladder.store.db import table_of
from ladder.store.models import WorkspaceRow
from tests.conftest import NOW, House

OCTOBER_1 = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)


def put(house: House, key: Key, text: str) -> None:
    with house.database.write(house.id) as tx:
        apply(tx, {key: text}, NOW)


def held(house: House) -> DigestSettings:
    with house.database.read(house.id) as tx:
        return workspaces.get(tx).digest


@pytest.mark.parametrize(
    ("key", "text", "field", "value"),
    [
        (Key.TIMEZONE, "europe/berlin", "tz", "Europe/Berlin"),
        (Key.TIMEZONE, "New York", "tz", "America/New_York"),
        (Key.FIRST_MONTH, "2", "quarter_start_month", 2),
        (Key.FIRST_MONTH, "February", "quarter_start_month", 2),
        (Key.FIRST_MONTH, "oct", "quarter_start_month", 10),
        (Key.DIGEST_DAY, "20", "working_day", 20),
        (Key.DIGEST_HOUR, "8:05", "at", time(8, 5)),
        (Key.COUNTRY, "none", "country", ""),
        (Key.COUNTRY, "Israel", "country", "IL"),
    ],
)
def test_a_setting_is_taken_as_people_write_it(house: House, key: Key, text: str, field: str, value: object) -> None:
    put(house, key, text)
    assert getattr(held(house), field) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key.TIMEZONE, "Berln"),
        (Key.TIMEZONE, "../../etc/passwd"),
        (Key.COUNTRY, "Narnia"),
        (Key.FIRST_MONTH, "0"),
        (Key.FIRST_MONTH, "13"),
        (Key.FIRST_MONTH, ""),
        (Key.FIRST_MONTH, "²"),
        (Key.DIGEST_DAY, "0"),
        (Key.DIGEST_DAY, "21"),
        (Key.DIGEST_DAY, "first"),
        (Key.DIGEST_HOUR, "24:00"),
        (Key.DIGEST_HOUR, "9"),
        (Key.DIGEST_HOUR, ""),
    ],
)
def test_what_cannot_be_is_refused_by_its_key_and_nothing_changes(house: House, key: Key, text: str) -> None:
    before = held(house)
    with pytest.raises(Invalid) as refused:
        put(house, key, text)
    assert list(refused.value.fields) == [key]
    assert held(house) == before


def test_only_an_admin_changes_them(house: House) -> None:
    house.person("ana")
    house.person("ada", admin=True)
    for actor in ("ana", "nobody"):
        with house.database.write(house.id) as tx, pytest.raises(Refused, match="Ask Ada"):
            change(tx, actor, {Key.DIGEST_DAY: "3"}, NOW)
    with house.database.write(house.id) as tx:
        change(tx, "ada", {Key.DIGEST_DAY: "3"}, NOW)
    assert held(house).working_day == 3


def test_an_unchosen_zone_is_where_most_people_are_and_of_equals_where_the_admin_is(house: House) -> None:
    for person, tz in (("a", "Asia/Tokyo"), ("b", "Europe/Paris"), ("c", ""), ("d", "")):
        house.person(person, tz=tz, admin=person == "b")
    with house.database.write(house.id) as tx:
        propose_zone(tx)
    assert (held(house).tz, held(house).country) == ("Europe/Paris", "FR")
    house.person("e", tz="Asia/Tokyo")
    put(house, Key.TIMEZONE, "auto")
    assert held(house).tz == "Asia/Tokyo"
    put(house, Key.TIMEZONE, "Europe/Berlin")
    with house.database.write(house.id) as tx:
        propose_zone(tx)
    assert held(house).tz == "Europe/Berlin"


def test_an_hour_that_cannot_be_read_is_named_and_can_be_set_again(house: House) -> None:
    with house.database.write() as tx:
        tx.connection.execute(table_of(WorkspaceRow).update().values(digest_at="teati"))
    with pytest.raises(Unreadable, match="settings \\(digest_hour\\)"):
        held(house)
    with house.database.read(house.id) as tx:
        assert settings_of(tx, NOW).workspace.unreadable == ("digest_hour",)
    put(house, Key.DIGEST_HOUR, "09:30")
    assert held(house).at == DigestSettings().at


# --- the days that follow


def test_the_next_four_days_are_working_days_of_the_country() -> None:
    found = digest_days(datetime(2026, 12, 1, tzinfo=UTC), DigestSettings(tz="Europe/Berlin", country="DE"))
    days = [next(found).due_at.date() for _ in range(4)]
    assert days == [date(2027, 1, 4), date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1)]


def test_a_change_that_moves_a_digest_into_the_past_has_it_come_the_next_working_day() -> None:
    changed = datetime(2026, 10, 2, 12, tzinfo=UTC)  # a Friday
    rules = DigestSettings(since=changed, through=date(2026, 6, 30))
    assert digest_due(Quarter(2026, 3), "UTC", rules) == datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
    assert digest_due(Quarter(2026, 4), "UTC", rules) == datetime(2027, 1, 1, 9, 30, tzinfo=UTC)


@given(
    st.integers(1, 12), st.integers(1, 12), st.integers(0, 500), st.sampled_from(["UTC", "Asia/Tokyo", "Pacific/Apia"])
)
def test_no_month_is_told_twice_at_once_when_the_year_begins_elsewhere(
    before: int, after: int, days: int, tz: str
) -> None:
    now = OCTOBER_1 + timedelta(days=days, hours=days % 24)
    old = DigestSettings(quarter_start_month=before, tz=tz)
    new = DigestSettings(quarter_start_month=after, tz=tz, since=now, through=last_covered(now, old))
    if (after - before) % 3 == 0:
        assert next(digest_days(now, new)).quarter.key == next(digest_days(now, old)).quarter.key
    else:
        first = next(digest_days(now, new))
        assert first.due_at > now
        assert not digest_owed(first.quarter.previous, tz, new)


@given(st.integers(1, 12), st.integers(0, 11), st.integers(1, 12))
def test_what_was_written_about_a_quarter_is_found_by_its_months(year_begins: int, at: int, now_begins: int) -> None:
    quarter = Quarter(2026 + at // 4, at % 4 + 1, year_begins)
    found = quarter_of_key(quarter.key, now_begins)
    assert (found.first_day, found.last_day) == (quarter.first_day, quarter.last_day)
    assert quarter_of_key(quarter.key, year_begins) == quarter
