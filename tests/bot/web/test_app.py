"""The Bolt app as it is built: ordinary listeners, with one client, and nobody asked who the app is."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.slack.client import SlackClient
from bot.web.app import make_app
from bot.web.services import make_services
from handlers import ids
from tests.office import ANA, Office
from tests.trust.payloads import command, told


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    with Office(database_url, rate_limits=False) as office:
        yield office


def test_nothing_is_said_and_nothing_connected_when_it_is_built(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = replace(
        office.config, database_url="sqlite:///nowhere/ladder.db", slack_api_url="http://127.0.0.1:1/api/"
    )
    app = make_app(nowhere, make_services(nowhere))
    assert caplog.records == [], "nothing to worry about is said at each start"
    assert isinstance(app.client, SlackClient)


def test_a_first_request_asks_slack_about_its_person_and_nobody_about_the_app(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    assert [call.method for call in office.slack.calls()] == ["users.info", "views.open"]


def test_what_slack_merely_tells_is_heard(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    assert told(office, type="app_rate_limited", minute_rate_limited=1789380000).status == 200
    assert "Slack holds back events" in caplog.text


def test_what_no_listener_is_for_is_not_found_and_its_words_not_logged(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert command(office, ANA, command="/other", text="my evidence").status == 404
    assert told(office, type="event_callback", event={"type": "message", "text": "my evidence"}).status == 404
    assert "there is no listener for this kind of request: /other" in caplog.text
    assert "my evidence" not in caplog.text


def test_a_win_about_a_payload_is_saved(office: Office) -> None:
    words = "Led the payload migration: payload={} and &payload=1"
    sent = command(office, ANA, text=f"log {words}")
    assert "payload migration" in str(sent.body)
    [win] = office.wins_of(ANA)
    assert win.text == words
