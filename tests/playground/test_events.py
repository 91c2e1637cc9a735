"""Events: Home, messages, changed users; Slack's three retries."""

import time
from typing import Any

import pytest
from werkzeug import Response

from bot.playground.world.errors import ActRefused
from tests.playground.conftest import Here, new_slack
from tests.playground.samples import home, section
from tests.playground.tiny_app import MANIFEST


def test_opening_home_tells_the_app_and_shows_what_it_publishes(here: Here) -> None:
    def publish(payload: Any) -> str:
        here.client.views_publish(user_id=payload["event"]["user"], view=home(section("Welcome")))
        return ""

    here.app.answers["event"] = publish
    outcome = here.slack.home("U1")
    assert outcome.home is not None
    assert outcome.home.body["blocks"][0]["text"]["text"] == "Welcome"
    envelope = here.app.last("event")
    assert (envelope["type"], envelope["team_id"], envelope["api_app_id"]) == (
        "event_callback",
        "T0LOCAL01",
        "A0LOCAL01",
    )
    assert envelope["event_id"].startswith("Ev")
    assert envelope["authorizations"][0]["user_id"] == here.slack.bot_user_id
    event = envelope["event"]
    assert (event["type"], event["user"], event["tab"]) == ("app_home_opened", "U1", "home")
    assert event["channel"].startswith("D")
    assert "view" not in event
    here.slack.home("U1")
    assert here.app.last("event")["event"]["view"]["id"] == outcome.home.id


def test_an_app_without_a_home_tab_has_none_to_open(here: Here) -> None:
    here.slack.app.manifest = new_slack(manifest={**MANIFEST, "features": {}}).app.manifest
    with pytest.raises(ActRefused, match="no Home tab"):
        here.slack.home("U1")


def test_an_event_nobody_subscribed_to_is_not_sent(here: Here) -> None:
    here.slack.app.manifest = new_slack(manifest={**MANIFEST, "settings": {}}).app.manifest
    outcome = here.slack.home("U1")
    assert (outcome.status, here.app.got) == (None, [])


def test_a_changed_user_is_told_with_their_new_zone(here: Here) -> None:
    here.slack.change_user("U1", tz="Asia/Tokyo")
    event = here.app.last("event")["event"]
    assert (event["type"], event["user"]["id"], event["user"]["tz"]) == ("user_change", "U1", "Asia/Tokyo")
    here.slack.change_user("U1", deleted=True)
    assert here.app.last("event")["event"]["user"]["deleted"] is True
    with pytest.raises(ActRefused):
        here.slack.change_user("U99", tz="Asia/Tokyo")


def test_a_direct_message_to_the_app_is_an_event_and_channel_talk_is_not(here: Here) -> None:
    channel = here.slack.open_dm("U1", here.slack.bot_user_id)
    outcome = here.slack.message("U1", channel.id, "hello & <welcome>")
    event = here.app.last("event")["event"]
    assert (event["type"], event["channel_type"], event["text"]) == ("message", "im", "hello &amp; &lt;welcome&gt;")
    assert [m.text for m in outcome.messages] == ["hello &amp; &lt;welcome&gt;"]
    here.slack.message("U1", "C1", "in public")
    here.slack.message("U1", "C2", "without the app")
    assert len(here.app.got) == 1


def test_messages_that_cannot_be_written_are_refused(here: Here) -> None:
    with pytest.raises(ActRefused, match="needs a text"):
        here.slack.message("U1", "C1", " ")
    with pytest.raises(ActRefused, match="old is archived"):
        here.slack.message("U1", "C4", "a")
    with pytest.raises(ActRefused, match="in no channel"):
        here.slack.message("U1", "C3", "a")
    features = {**MANIFEST["features"], "app_home": {"messages_tab_read_only_enabled": True}}
    here.slack.app.manifest = new_slack(manifest={**MANIFEST, "features": features}).app.manifest
    channel = here.slack.open_dm("U1", here.slack.bot_user_id)
    with pytest.raises(ActRefused, match="turned off"):
        here.slack.message("U1", channel.id, "a")


def test_a_message_may_carry_files_and_stand_in_a_thread(here: Here) -> None:
    file = here.slack.upload("U1", "a.txt", b"abc")
    first = here.slack.message("U1", "C1", "one").messages[0]
    second = here.slack.message("U1", "C1", "", thread_ts=first.ts, files=(file.id,)).messages[0]
    assert (second.files, second.thread_ts, second.blocks) == ((file.id,), first.ts, ())


def test_a_failed_event_is_sent_again_three_times_with_number_and_reason(here: Here) -> None:
    here.app.answers["event"] = Response("no", 500)
    here.slack.home("U1")
    assert here.slack.transport.retries.wait(5)
    headers = [got.headers for got in here.app.got]
    assert [h.get("x-slack-retry-num") for h in headers] == [None, "1", "2", "3"]
    assert {h.get("x-slack-retry-reason") for h in headers[1:]} == {"http_error"}
    assert len({got.payload["event_id"] for got in here.app.got}) == 1
    assert [d.retry_num for d in here.slack.deliveries()] == [0, 1, 2, 3]


def test_an_event_that_is_taken_at_last_is_not_sent_again(here: Here) -> None:
    here.app.answers["event"] = lambda _: Response("no", 500) if len(here.app.got) == 1 else ""
    here.slack.home("U1")
    assert here.slack.transport.retries.wait(5)
    assert [d.status for d in here.slack.deliveries()] == [500, 200]


def test_the_app_can_forbid_retries(here: Here) -> None:
    here.app.answers["event"] = Response("no", 500, {"X-Slack-No-Retry": "1"})
    outcome = here.slack.home("U1")
    assert here.slack.transport.retries.wait(5)
    assert (outcome.error, len(here.app.got)) == ("dispatch_failed", 1)


def test_a_slow_app_gets_the_event_again_because_of_the_time(here: Here) -> None:
    def slow(_: Any) -> str:
        time.sleep(0.6 if len(here.app.got) == 1 else 0)
        return ""

    here.app.answers["event"] = slow
    here.slack.transport.answer_seconds = 0.3
    here.slack.home("U1")
    assert here.slack.transport.retries.wait(5)
    assert here.app.got[1].headers["x-slack-retry-reason"] == "http_timeout"


def test_an_app_that_is_away_gets_the_event_when_it_is_back(here: Here) -> None:
    url, here.slack.transport.app_url = here.slack.transport.app_url, "http://127.0.0.1:9/"
    here.slack.transport.retries = type(here.slack.transport.retries)((0.2,))
    here.slack.home("U1")
    here.slack.transport.app_url = url
    assert here.slack.transport.retries.wait(5)
    assert here.app.got[0].headers["x-slack-retry-reason"] == "connection_failed"


def test_stopping_ends_retries(here: Here) -> None:
    here.slack.transport.retries = type(here.slack.transport.retries)((60.0,))
    here.app.answers["event"] = Response("no", 500)
    here.slack.home("U1")
    assert not here.slack.transport.retries.wait(0.01)
    here.slack.transport.retries.stop()
    assert here.slack.transport.retries.wait(5)
    assert len(here.app.got) == 1


def test_interactions_are_not_sent_again(here: Here) -> None:
    here.app.answers["command"] = Response("no", 500)
    here.slack.command("U1", "/tiny")
    assert here.slack.transport.retries.wait(1)
    assert len(here.app.got) == 1
