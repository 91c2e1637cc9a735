"""Faults to order, and rate limits."""

import json
import time
import urllib.error
from http.client import HTTPException
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from werkzeug.test import Client

from bot.playground.api.rates import RateLimits
from bot.playground.world.faults import Faults, read_fault
from tests.playground.conftest import TOKEN, Here, new_slack
from tests.playground.samples import Json, home


def fault(here: Here, **asked: Any) -> None:
    here.slack.faults.order(read_fault({"method": "chat.postMessage", **asked}))


def post(here: Here, text: str = "a") -> Any:
    return here.client.chat_postMessage(channel="C1", text=text)


def stored(here: Here) -> int:
    return len(here.slack.workspace.messages("C1"))


def test_an_error_to_order_is_answered_once_and_nothing_is_stored(here: Here) -> None:
    fault(here, error="internal_error")
    with pytest.raises(SlackApiError, match="internal_error"):
        post(here)
    assert stored(here) == 0
    assert post(here)["ok"] is True
    first = here.slack.calls()[0]
    assert (first.accepted, first.fault) == (False, {"method": "chat.postMessage", "error": "internal_error"})


def test_an_error_may_come_although_the_message_was_taken(here: Here) -> None:
    fault(here, error="fatal_error", accepted=True)
    with pytest.raises(SlackApiError, match="fatal_error"):
        post(here)
    assert stored(here) == 1
    assert here.slack.calls()[0].accepted is True


@pytest.mark.parametrize("accepted", [False, True])
def test_a_status_comes_with_html(here: Here, accepted: bool) -> None:
    fault(here, status=503, accepted=accepted)
    with pytest.raises(SlackApiError) as raised:
        post(here)
    assert raised.value.response.status_code == 503
    assert stored(here) == int(accepted)
    assert "<html>" in str(here.slack.calls()[0].answer)


@pytest.mark.parametrize(
    ("asked", "header"), [(7, "7"), ("soon", "soon"), (-1, "-1"), (10**9, "1000000000"), (None, None)]
)
def test_a_429_carries_the_header_it_was_told_or_none(here: Here, asked: Any, header: str | None) -> None:
    fault(here, retry_after=asked)
    with pytest.raises(SlackApiError) as raised:
        post(here)
    assert raised.value.response.status_code == 429
    assert raised.value.response.headers.get("Retry-After") == header
    assert stored(here) == 0


@pytest.mark.parametrize(("when", "count"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_says_nothing_but_the_log_knows(here: Here, when: str, count: int) -> None:
    fault(here, drop=when)
    with pytest.raises((OSError, HTTPException, urllib.error.URLError)):
        post(here)
    assert stored(here) == count
    call = here.slack.calls()[0]
    assert (call.status, call.accepted) == (None, bool(count))


def test_a_delayed_answer_comes_after_the_message_was_taken(here: Here) -> None:
    fault(here, delay=0.5)
    hasty = WebClient(TOKEN, base_url=here.server.api_url, retry_handlers=[])
    hasty.timeout = 0.2  # type: ignore[assignment]
    with pytest.raises((TimeoutError, urllib.error.URLError)):
        hasty.chat_postMessage(channel="C1", text="a")
    assert stored(here) == 1
    time.sleep(0.5)
    assert here.slack.calls()[0].accepted is True


def test_a_truncated_answer_is_no_json(here: Here) -> None:
    fault(here, truncate=True)
    with pytest.raises(SlackApiError):
        post(here)
    assert stored(here) == 1
    assert isinstance(here.slack.calls()[0].answer, str)


def test_faults_come_in_order_for_their_method_or_for_any(here: Here) -> None:
    fault(here, error="one", times=2)
    fault(here, error="two")
    here.slack.faults.order(read_fault({"method": "*", "error": "three"}))
    errors = []
    for _ in range(4):
        with pytest.raises(SlackApiError) as raised:
            post(here)
        errors.append(raised.value.response["error"])
    assert errors == ["one", "one", "two", "three"]
    assert here.client.auth_test()["ok"] is True
    assert here.slack.faults.waiting() == ()


def test_other_methods_are_left_alone() -> None:
    faults = Faults()
    faults.order(read_fault({"method": "chat.postMessage", "error": "no"}))
    assert faults.take("views.open") is None
    assert len(faults.waiting()) == 1
    faults.clear()
    assert faults.take("chat.postMessage") is None


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"method": "a"}, "exactly one of"),
        ({"method": "a", "error": "b", "status": 500}, "exactly one of"),
        ({"error": "b"}, "Give the method"),
        ({"method": "a", "error": "b", "times": 0}, "whole number from 1"),
        ({"method": "a", "error": "b", "colour": 1}, "Unknown field: colour"),
        ({"method": "a", "drop": "sometimes"}, "before"),
        ({"method": "a", "status": 99}, "from 200 to 599"),
        ({"method": "a", "delay": 61}, "at most 60"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(asked: Json, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_fault(asked)


# --- rates


class Tick:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("tier", "limit"), [(1, 1), (2, 20), (3, 50), (4, 100)])
def test_a_tier_is_so_many_calls_a_minute(tier: int, limit: int) -> None:
    tick = Tick()
    rates = RateLimits(tick)
    assert [rates.admit("m", tier) for _ in range(limit)] == [None] * limit
    tick.now = 10.0
    assert rates.admit("m", tier) == 50
    assert rates.admit("other", tier) is None
    tick.now = 60.0
    assert rates.admit("m", tier) is None


def test_a_channel_takes_a_small_burst_then_one_post_a_second() -> None:
    tick = Tick()
    rates = RateLimits(tick)
    assert [rates.admit("chat.postMessage", 4, "C1") for _ in range(5)] == [None, None, None, None, 1]
    assert rates.admit("chat.postMessage", 4, "C2") is None
    tick.now = 1.0
    assert rates.admit("chat.postMessage", 4, "C1") is None
    assert rates.admit("chat.postMessage", 4, "C1") == 1
    rates.clear()
    assert rates.admit("chat.postMessage", 4, "C1") is None


def test_a_workspace_takes_300_posts_a_minute() -> None:
    rates = RateLimits(Tick())
    answers = [rates.admit("chat.postMessage", 4, f"C{n}") for n in range(301)]
    assert answers[:300] == [None] * 300
    assert answers[300] == 60


def test_a_call_too_many_is_answered_429_and_takes_no_effect() -> None:
    slack = new_slack()
    with slack.start() as server:
        client = WebClient(TOKEN, base_url=server.api_url, retry_handlers=[])
        for _ in range(4):
            client.chat_postMessage(channel="C1", text="a")
        with pytest.raises(SlackApiError) as raised:
            client.chat_postMessage(channel="C1", text="a")
        assert raised.value.response.status_code == 429
        assert int(raised.value.response.headers["Retry-After"]) == 1
        assert client.views_publish(user_id="U1", view=home())["ok"] is True
    assert len(slack.workspace.messages("C1")) == 4
    assert json.dumps(slack.calls()[4].answer) == '{"ok": false, "error": "ratelimited"}'


def test_a_dropped_connection_needs_none_to_drop() -> None:
    slack = new_slack()
    slack.faults.order(read_fault({"method": "api.test", "drop": "after"}))
    answer = Client(slack.wsgi()).post("/api/api.test", base_url="http://localhost")
    assert (answer.status_code, answer.data) == (499, b"")
    assert (slack.calls()[0].status, slack.calls()[0].accepted) == (None, True)
