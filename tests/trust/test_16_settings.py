"""Case 13: the digest comes on a working day of the country's, by the company's own year, and an admin can say so."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.demo.connected import BOT_TOKEN
from handlers import ids
from ladder.calendar.dates import is_working_day
from ladder.store.db import table_of
from ladder.store.models import PersonRow, WorkspaceRow
from tests.office import ADA, ANA, MAX, OLGA, Office, view_text

is_working_day(date(2027, 1, 1), "DE")  # loads the countries, which takes a second where nothing is compiled yet


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def logged(office: Office, words: str = "Closed the outage review with five teams") -> None:
    assert "Saved" in office.ask(ANA, f"log {words}")


def set_by_form(office: Office, **values: Any) -> str:
    office.slack.command(ADA, "/ladder settings")
    office.slack.submit(ADA, office.modal(ADA).id, values)
    return view_text(office.modal(ADA))


def ladderbot(office: Office, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": office.config.database_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": office.config.slack_api_url,
    }
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_digest_keeps_new_year_of_the_country_that_the_time_zone_lies_in(office: Office) -> None:
    office.slack.set_time(at("2026-12-18T10:00:00+01:00"))
    logged(office)
    for moment in ("2027-01-01T09:30:00+01:00", "2027-01-02T12:00:00+01:00", "2027-01-04T09:29:00+01:00"):
        office.slack.set_time(at(moment))
        assert office.reads(MAX) == []
    office.slack.set_time(at("2027-01-04T09:30:00+01:00"))
    assert len(office.reads(MAX)) == 1


def test_where_nobody_chose_a_country_it_is_said_where_it_comes_from(office: Office) -> None:
    set_by_form(office, timezone="Europe/Berlin")
    assert "Germany, taken from the time zone Europe/Berlin" in office.home_text(ADA)
    assert "Germany, taken from the time zone Europe/Berlin" in office.ask(ANA, "settings")


def test_in_israel_it_comes_on_a_sunday_that_is_no_holiday(office: Office) -> None:
    said = set_by_form(office, country="Israel")
    assert "Public holidays: Israel" in said
    office.slack.set_time(at("2026-12-18T10:00:00+01:00"))
    logged(office)
    office.slack.set_time(at("2027-01-01T09:30:00+01:00"))  # a Friday
    assert office.reads(MAX) == []
    office.slack.set_time(at("2027-01-03T09:30:00+01:00"))
    assert len(office.reads(MAX)) == 1


def test_a_year_that_begins_in_february_has_its_own_quarters(office: Office) -> None:
    said = set_by_form(office, first_month="2", timezone="Europe/Berlin")
    assert "Mon, Nov 2, 2026, 09:30, for Q3 FY2027 (Aug–Oct 2026)" in said
    assert "Mon, Feb 1, 2027, 09:30, for Q4 FY2027 (Nov 2026–Jan 2027)" in said
    office.slack.set_time(at("2026-10-05T10:00:00+02:00"))  # the calendar's quarter is not theirs
    logged(office)
    assert office.reads(MAX) == []
    office.slack.set_time(at("2026-11-02T09:30:00+01:00"))
    [letter] = office.reads(MAX)
    assert "Q3 FY2027" in letter.text
    office.slack.set_time(at("2027-01-04T09:30:00+01:00"))
    assert len(office.reads(MAX)) == 1
    assert "Q3 FY2027" in office.home_text(MAX)


def test_west_and_east_each_have_their_own_morning_after_new_year(office: Office) -> None:
    office.add_person("U0KEN", "Ken Sato", tz="Asia/Tokyo", level="manager", manager_id=OLGA)
    office.add_person("U0RIN", "Rin Mori", tz="Asia/Tokyo", level="mid", manager_id="U0KEN")
    office.slack.set_time(at("2026-12-18T10:00:00+01:00"))
    for person, words in (("U0RIN", "Moved the ledger to the new queue"), (MAX, "Hired two engineers for the ledger")):
        assert "Saved" in office.ask(person, f"log {words}")
    office.slack.set_time(at("2027-01-04T09:29:00+09:00"))
    assert office.reads("U0KEN") == []
    office.slack.set_time(at("2027-01-04T09:30:00+09:00"))
    assert len(office.reads("U0KEN")) == 1
    office.slack.set_time(at("2027-01-04T09:29:00-05:00"))
    assert office.reads(OLGA) == []
    office.slack.set_time(at("2027-01-04T09:30:00-05:00"))
    assert len(office.reads(OLGA)) == 1


# --- who may, and what is refused


def test_somebody_who_is_no_admin_reads_what_holds_and_whom_to_ask(office: Office) -> None:
    said = office.ask(ANA, "settings")
    assert "Your time zone:* Europe/Lisbon (from your Slack profile)" in said
    assert "1st working day of the quarter, at 09:30" in said
    assert "Ask Ada Stone to change them" in said


def test_whoever_is_no_admin_any_more_changes_nothing(office: Office) -> None:
    office.slack.command(ADA, "/ladder settings")
    form = office.modal(ADA)
    with office.database.write(office.team) as tx:
        tx.connection.execute(update(table_of(PersonRow)).values(admin=False))
    office.slack.submit(ADA, form.id, {"digest_day": "5"})
    assert office.rows(WorkspaceRow)[0]["digest_working_day"] == 1


def test_a_country_that_is_none_is_refused_in_place_and_the_form_stays(office: Office) -> None:
    office.slack.command(ADA, "/ladder settings")
    done = office.slack.submit(ADA, office.modal(ADA).id, {"country": "Narnia", "digest_day": "3"})
    assert "There is no country “Narnia”" in str(done)
    assert office.rows(WorkspaceRow)[0]["digest_working_day"] == 1


def test_home_leads_an_admin_to_the_form(office: Office) -> None:
    assert "Next digest:* Thu, Oct 1, 2026, 09:30" in office.home_text(ADA)
    home = office.slack.home(ADA).home
    assert home is not None
    office.slack.click(ADA, ids.SHOW_SETTINGS, view=home.id)
    assert office.modal(ADA).body["callback_id"] == ids.SETTINGS_MODAL


@pytest.mark.slow
def test_the_terminal_shows_sets_and_refuses(office: Office) -> None:
    done = ladderbot(office, "settings", "country", "de-by")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "country       DE-BY (Germany (BY))")
    assert len(done.stdout.splitlines()) == 7
    for key, value, allowed in (
        ("country", "Narnia", "Germany, US, DE-BY"),
        ("first_month", "13", "from 1 to 12"),
        ("digest_day", "21", "from 1 to 20"),
        ("digest_hour", "9", "HH:MM"),
        ("timezone", "Berln", "Europe/Berlin"),
        ("colour", "red", "timezone, country, first_month, digest_day, digest_hour"),
    ):
        done = ladderbot(office, "settings", key, value)
        assert done.returncode == 2
        assert allowed in done.stderr
    assert ladderbot(office, "settings", "--workspace", "T0OTHER").returncode == 1
    assert "DE-BY" in ladderbot(office, "settings").stdout


# --- a change keeps what is under way


DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)


def digest_count(office: Office, until: datetime) -> int:
    moment = office.clock.now()
    while moment < until:
        moment = min(moment + timedelta(hours=12), until)
        office.slack.set_time(moment)
    return len(office.reads(MAX))


@pytest.mark.parametrize(
    "values",
    [
        {"digest_day": "5"},
        *(
            pytest.param(values, marks=pytest.mark.slow)
            for values in (
                {"digest_hour": "16:00"},
                {"first_month": "4"},
                {"first_month": "3"},
                {"country": "Israel"},
                {"timezone": "Asia/Tokyo"},
            )
        ),
    ],
)
def test_a_change_after_the_digest_brings_no_second_one(office: Office, values: dict[str, str]) -> None:
    logged(office)
    office.slack.set_time(DUE + timedelta(minutes=10))
    assert len(office.reads(MAX)) == 1
    set_by_form(office, **values)
    assert digest_count(office, DUE + timedelta(days=20)) == 1
    assert "Your team in Q" in office.home_text(MAX)


@pytest.mark.parametrize(
    "values",
    [
        {"digest_day": "5"},
        *(pytest.param(values, marks=pytest.mark.slow) for values in ({"digest_hour": "16:00"}, {"first_month": "7"})),
    ],
)
def test_a_change_before_it_moves_it_and_loses_nothing(office: Office, values: dict[str, str]) -> None:
    logged(office)
    office.slack.set_time(DUE - timedelta(minutes=10))
    set_by_form(office, **values)
    office.slack.set_time(DUE)
    assert office.reads(MAX) == []
    assert digest_count(office, DUE + timedelta(days=20)) == 1


def test_a_change_that_moves_it_into_the_past_has_it_come_the_next_working_morning(database_url: str) -> None:
    began = at("2026-10-02T12:00:00+02:00")  # after the first working day, before the fifth
    with Office(database_url, now=began, rate_limits=False) as office:
        set_by_form(office, digest_day="5")
        office.win(ANA, "Led the retry standard", on=at("2026-08-03T00:00:00+00:00").date())
        said = set_by_form(office, digest_day="1", timezone="Europe/Berlin")
        assert "Mon, Oct 5, 2026, 09:30, for Q3 2026" in said
        office.slack.set_time(at("2026-10-05T09:29:00+02:00"))
        assert office.reads(MAX) == []
        office.slack.set_time(at("2026-10-05T09:30:00+02:00"))
        [letter] = office.reads(MAX)
        assert "is late" not in letter.text
