"""Whose date decides what is due: PostgreSQL's, a local workspace's, or the machine's, held against Slack's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock.calendar_time import calendar_clock, slack_date
from bot.clock.time import machine_time
from bot.playground.world.faults import read_fault
from bot.slack.client import post_client
from tests.conftest import POSTGRES
from tests.office import MONDAY, Office

MINUTE = timedelta(minutes=1)


@pytest.fixture
def office(database_url: str) -> Office:
    return Office(database_url, rate_limits=False)


def test_a_local_workspace_has_its_own_date(office: Office) -> None:
    with office:
        assert timedelta(0) <= calendar_clock(office.config, office.database).now() - MONDAY < MINUTE


def test_with_slack_far_away_the_database_or_the_machine_has_it(office: Office) -> None:
    with office:
        config = replace(office.config, slack_api_url="https://slack.example.invalid/api/")
        assert abs(calendar_clock(config, office.database).now() - machine_time()) < MINUTE


@pytest.mark.skipif(not POSTGRES, reason="SQLite has no time of its own")
def test_postgres_needs_no_slack_to_know_the_date(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.clock.time.machine_time", lambda: datetime(2030, 1, 1, tzinfo=UTC))
    with office:
        config = replace(office.config, slack_api_url="https://slack.example.invalid/api/")
        assert abs(calendar_clock(config, office.database).now() - machine_time()) < MINUTE


def test_slacks_date_is_read_off_any_answer_of_its(office: Office) -> None:
    with office:
        client = post_client("", office.config.slack_api_url)
        office.slack.set_time(datetime(2027, 1, 4, 8, 30, tzinfo=UTC))
        assert slack_date(client) is not None
        office.slack.faults.order(read_fault({"method": "api.test", "error": "internal_error", "times": 1}))
        moment = slack_date(client)
        assert moment is not None
        assert moment.date().isoformat() == "2027-01-04"
    assert slack_date(client) is None
