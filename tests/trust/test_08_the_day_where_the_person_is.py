"""Line 8: a day is the day where the person is, in the form, behind `/ladder log`, in lists, coverage and digest."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from bot.cli.digest_text import digest_as
from bot.config import Config
from bot.playground.world.faults import Fault
from handlers import ids
from ladder.calendar.dates import Quarter
from ladder.digest.reading import digest_for
from tests.office import GENERAL, MAX, OLGA, Office, view_text

AIKO, SAM, YUKI = "U0AIKO", "U0SAM", "U0YUKI"
TOKYO_MORNING = datetime(2026, 9, 30, 23, 0, tzinfo=UTC)  # 1 October, 08:00 in Tokyo
NEW_YORK_EVENING = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)  # 30 September, 21:00 in New York
THIRD, FOURTH = Quarter(2026, 3), Quarter(2026, 4)


@pytest.fixture
def office(office: Office) -> Office:
    """The office, with a report of Max's in Tokyo and another in New York."""
    columns = {"level": "mid", "target": "senior", "manager_id": MAX}
    office.add_person(AIKO, "Aiko Tanaka", "Asia/Tokyo", **columns)
    office.add_person(SAM, "Sam Rivera", "America/New_York", **columns)
    office.slack.add_channel(GENERAL, "general")
    return office


def form_on_a_message(office: Office, person: str, at: datetime) -> tuple[str, str]:
    """The day that the form begins with, and what it says of the message."""
    written = office.slack.post_as(person, GENERAL, "Shipped the depot map to all stations", ts=at)
    office.slack.shortcut(person, ids.LOG_FROM_MESSAGE, (GENERAL, written.ts))
    view = office.modal(person)
    day = next(
        block["element"]["initial_date"] for block in view.body["blocks"] if block.get("block_id") == ids.HAPPENED_ON
    )
    return day, view_text(view)


def new_in(office: Office, quarter: Quarter) -> set[str]:
    """Whose wins of a quarter stand in Max's digest."""
    with office.database.read(office.team) as tx:
        return {report.person.id for report in digest_for(tx, MAX, quarter).reports if report.new}


@pytest.mark.parametrize(
    ("person", "now", "day"),
    [(AIKO, TOKYO_MORNING, date(2026, 10, 1)), (SAM, NEW_YORK_EVENING, date(2026, 9, 30))],
)
def test_message_form_and_command_say_the_day_where_the_person_is(
    office: Office, person: str, now: datetime, day: date
) -> None:
    office.slack.set_time(now)
    began_with, said = form_on_a_message(office, person, now)
    assert began_with == day.isoformat()
    assert f"on {day.day} {day:%b %Y}" in said or f"{day:%b} {day.day}" in said
    office.slack.submit(person, office.modal(person).id, {})
    office.ask(person, "log Led the rollout of the scanners to four depots")
    assert [win.happened_on for win in office.wins_of(person)] == [day, day]


def test_a_message_of_an_evening_keeps_its_day_when_it_is_logged_later(office: Office) -> None:
    office.slack.set_time(datetime(2026, 10, 5, 12, tzinfo=UTC))
    assert form_on_a_message(office, SAM, NEW_YORK_EVENING)[0] == "2026-09-30"
    assert form_on_a_message(office, AIKO, TOKYO_MORNING)[0] == "2026-10-01"


def test_the_form_that_comes_late_keeps_the_day_of_the_message(office: Office) -> None:
    office.slack.set_time(datetime(2026, 10, 5, 12, tzinfo=UTC))
    written = office.slack.post_as(SAM, GENERAL, "Shipped the depot map", ts=NEW_YORK_EVENING)
    office.slack.faults.order(Fault(method="views.open", error="expired_trigger_id"))
    office.slack.shortcut(SAM, ids.LOG_FROM_MESSAGE, (GENERAL, written.ts))
    office.worker.drain(office.clock.now())
    [letter] = office.reads(SAM)
    office.slack.click(SAM, ids.TRY_AGAIN, message=(letter.channel, letter.ts))
    assert '"2026-09-30"' in str(office.modal(SAM).body).replace("'", '"')


def test_on_the_last_evening_of_a_quarter_lists_digest_and_coverage_agree(office: Office) -> None:
    office.slack.set_time(TOKYO_MORNING)
    office.ask(AIKO, "log Led the rollout of the scanners to four depots #leadership")
    office.slack.set_time(NEW_YORK_EVENING)
    office.ask(SAM, "log Led the rollout of the label printers to four depots #leadership")
    office.slack.set_time(datetime(2026, 10, 1, 8, tzinfo=UTC))

    assert (new_in(office, THIRD), new_in(office, FOURTH)) == ({SAM}, {AIKO})
    assert "label printers" in office.ask(SAM, "wins 2026Q3")
    assert "scanners" in office.ask(AIKO, "wins 2026Q4")
    assert "scanners" not in office.ask(AIKO, "wins 2026Q3")


def test_a_manager_further_west_sees_what_counts_already_where_the_report_is(office: Office) -> None:
    office.add_person(YUKI, "Yuki Mori", "Asia/Tokyo", level="mid", target="senior", manager_id=OLGA)
    office.slack.set_time(TOKYO_MORNING)
    office.ask(YUKI, "log Led the rollout of the scanners to four depots #leadership")
    said = office.ask(OLGA, "team")
    assert "1 win" in said
    assert "-1 week" not in said


def test_the_terminal_takes_the_quarter_that_ended_where_the_manager_is(office: Office, database_url: str) -> None:
    config = cast("Config", SimpleNamespace(database_url=database_url))
    ended = {
        person: digest_as("text", config, person, office.team, None, NEW_YORK_EVENING).splitlines()[0]
        for person in (MAX, OLGA)
    }
    assert "Q3" in ended[MAX]
    assert "Q2" in ended[OLGA]
