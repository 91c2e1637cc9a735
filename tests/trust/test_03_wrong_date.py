"""A tick on a machine whose date is wrong decides nothing for good: no quarter is lost, no digest comes early."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock.jobs import careful_tick, tick
from bot.demo.connected import BOT_TOKEN
from ladder.store.models import DeliveryState
from ladder.store.values import Visibility
from tests.office import ANA, MAX, OLGA, Office

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)  # 09:30 in Berlin, where Max is
Q3 = date(2026, 8, 3)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def states(office: Office) -> dict[str, DeliveryState]:
    return {row["recipient_id"]: row["state"] for row in office.deliveries() if row["kind"] == "digest"}


@pytest.mark.parametrize("wrong", [DUE + DAY, DUE + 60 * DAY, DUE + 200 * DAY])
def test_after_one_tick_with_a_date_in_the_future_the_quarter_is_told_as_ever(office: Office, wrong: datetime) -> None:
    tick(office.database, wrong)
    assert office.reads(MAX) == []
    office.win(ANA, "Led the retry standard", on=Q3)
    office.slack.set_time(DUE - MINUTE)
    assert office.reads(MAX) == []
    office.slack.set_time(DUE)
    [letter] = office.reads(MAX)
    assert "Led the retry standard" in letter.text
    assert "is late" not in letter.text


def test_what_was_written_with_a_wrong_date_is_not_sent_before_its_day(office: Office) -> None:
    office.win(ANA, "Led the retry standard", on=Q3)
    tick(office.database, DUE + DAY)
    office.slack.set_time(DUE - DAY)
    assert office.reads(MAX) == []
    office.slack.set_time(DUE)
    assert len(office.reads(MAX)) == 1


def test_a_worker_with_a_wrong_date_misses_nothing_for_good(office: Office) -> None:
    office.win(ANA, "Led the retry standard", on=Q3)
    tick(office.database, DUE)
    office.worker.drain(DUE + 60 * DAY)
    assert states(office)[MAX] is DeliveryState.DEAD
    office.slack.set_time(DUE + HOUR)
    assert len(office.reads(MAX)) == 1


def test_a_date_that_jumps_waits_for_a_second_look(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.win(ANA, "Led the retry standard", on=Q3)
    now = office.clock.now()
    careful_tick(office.database, now)
    assert careful_tick(office.database, DUE + DAY) == {}
    assert "the date has jumped from 2026-09-14 10:00 to 2026-10-02 07:30" in caplog.text
    careful_tick(office.database, now + MINUTE)  # it was wrong
    assert careful_tick(office.database, DUE + DAY) == {}
    assert office.deliveries() == []
    careful_tick(office.database, DUE + DAY + MINUTE)  # and now it is confirmed
    assert set(states(office)) == {MAX, OLGA}


# --- nothing new


def test_a_team_that_shares_something_later_gets_its_digest_while_that_helps(office: Office) -> None:
    office.slack.set_time(DUE)
    assert office.reads(MAX) == []
    assert "Nothing new was shared in this quarter" in office.home_text(MAX)
    office.slack.set_time(DUE + 5 * DAY)
    office.win(ANA, "Led the retry standard", on=Q3)
    office.slack.set_time(DUE + 5 * DAY + HOUR)
    [letter] = office.reads(MAX)
    assert "Led the retry standard" in letter.text
    office.slack.set_time(DUE + 40 * DAY)
    assert len(office.reads(MAX)) == 1


def test_what_is_shared_at_night_or_on_a_weekend_waits_for_the_next_working_morning(office: Office) -> None:
    office.slack.set_time(DUE)
    office.win(ANA, "Led the retry standard", on=Q3)
    for moment in ("2026-10-02T21:00:00+02:00", "2026-10-03T12:00:00+02:00", "2026-10-04T23:00:00+02:00"):
        office.slack.set_time(datetime.fromisoformat(moment))
    sent = [row["sent_at"] for row in office.deliveries() if row["sent_at"]]
    assert len(sent) == len(office.reads(MAX)) <= 1
    assert all(moment.weekday() < 5 for moment in sent)


def test_what_is_kept_private_or_belongs_to_another_quarter_wakes_nobody(office: Office) -> None:
    office.slack.set_time(DUE)
    office.win(ANA, "Kept to herself", on=Q3, visibility=Visibility.PRIVATE)
    office.win(ANA, "From this quarter", on=date(2026, 10, 1))
    office.slack.set_time(DUE + DAY)
    assert office.reads(MAX) == []
    assert states(office)[MAX] is DeliveryState.CANCELLED


def test_after_the_last_day_it_stays_as_it_was(office: Office) -> None:
    office.slack.set_time(DUE)
    office.slack.set_time(DUE + 46 * DAY)
    office.win(ANA, "Led the retry standard", on=Q3)
    office.slack.set_time(DUE + 47 * DAY)
    assert office.reads(MAX) == []


# --- the real process, whose date is the local workspace's


@pytest.mark.slow
def test_the_clock_goes_by_the_date_of_a_local_workspace(office: Office) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": office.config.database_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": office.config.slack_api_url,
    }

    def ladderbot(*words: str) -> str:
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=True
        ).stdout.strip()

    office.win(ANA, "Led the retry standard", on=Q3)
    assert "digests: 0" in ladderbot("clock", "--once")
    office.slack.workspace.set_now(DUE + HOUR)
    assert ladderbot("clock", "--once") == "the date has jumped: see the log"
    assert "digests: 1" in ladderbot("clock", "--once")
    assert ladderbot("worker", "--drain") == "sent: 1"
    assert len(office.reads(MAX)) == 1
