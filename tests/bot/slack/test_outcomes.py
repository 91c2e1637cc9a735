"""What an answer of Slack means, for each kind of answer there is (docs/faults.md, 1 to 16)."""

import json
import logging
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import outcomes
from bot.slack.client import NeverSent, NoAnswer, post_client
from bot.slack.outcomes import Accepted, Failure, Never, Outcome, Paused, SlackAnswer, TryLater, Unknown
from tests.bot.slack.edge import answer, edge

JSON = "Content-Type: application/json"
ACCEPTED = json.dumps({"ok": True, "channel": "D1", "ts": "1.5"})


def always() -> bool:
    """There is no hurry."""
    return True


def no(code: Any, **more: Any) -> str:
    return json.dumps({"ok": False, "error": code, **more})


def posted(*answers: bytes | None, expected_requests: int = 1) -> Outcome:
    """What a post comes to when the far end answers so; the far end saw exactly so many requests."""
    with edge(*answers) as far_end:
        client = post_client("xoxb-secret", far_end.url)
        outcome = outcomes.post(lambda: client.chat_postMessage(channel="U1", text="hello"), always)
        assert len(far_end.requests) == expected_requests
    return outcome


def test_a_confirmed_post_says_where_it_is() -> None:
    assert posted(answer(ACCEPTED)) == Accepted("D1", "1.5")


def test_a_look_up_gives_what_slack_said() -> None:
    with edge(answer('{"ok": true, "user": {"id": "U1"}}')) as far_end:
        client = post_client("xoxb-secret", far_end.url)
        assert outcomes.look_up(lambda: client.users_info(user="U1")) == SlackAnswer({"ok": True, "user": {"id": "U1"}})


@pytest.mark.parametrize(
    "ambiguous",
    [
        answer("<h1>Bad gateway</h1>", "502 Bad Gateway", "Content-Type: text/html"),
        answer("<h1>Oops</h1>", "500 Internal Server Error"),
        answer(no("service_unavailable"), "503 Service Unavailable", JSON),
        answer(no("channel_not_found"), "500 Internal Server Error", JSON),
        answer("<h1>Log in to the hotel's network</h1>"),
        answer("<h1>Forbidden</h1>", "403 Forbidden"),
        answer(ACCEPTED[:-4]),
        answer(ACCEPTED, length=500),
        answer("[1, 2]"),
        answer("[]"),
        answer("null"),
        answer('"ok"'),
        answer("{}"),
        answer(no(7)),
        answer(no("Something went wrong on our side")),
        answer('{"ok": true}'),
        answer('{"ok": true, "channel": "D1", "ts": 1.5}'),
        answer(b'{"ok": true, "ts": "\xff\xfe"}'),
        answer(no("internal_error")),
        answer(no("fatal_error")),
        b"\x16\x03\x01 this is not HTTP\r\n\r\n",
        b"",
        None,
    ],
)
def test_an_answer_that_says_nothing_certain_leaves_it_unknown_and_is_asked_once(ambiguous: bytes | None) -> None:
    outcome = posted(ambiguous)
    assert isinstance(outcome, Unknown)
    assert outcome.why


def test_an_answer_that_never_comes_leaves_it_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # connects, and says nothing
        client = post_client("xoxb-secret", f"http://127.0.0.1:{silent.getsockname()[1]}/api/")
        assert client.timeout == 10
        monkeypatch.setattr(client, "timeout", 0.1)
        outcome = outcomes.post(lambda: client.chat_postMessage(channel="U1", text="hello"), always)
    assert outcome == Unknown("TimeoutError")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Retry-After: 7", 7),
        ("retry-after: 7", 7),
        ("Retry-After:  7 ", 7),
        ("Retry-After: 0", 1),
        ("Retry-After: 3601", 3600),
        ("Retry-After: " + "9" * 5000, 3600),
        ("Retry-After: -5", 30),
        ("Retry-After: soon", 30),
        ("Retry-After: Wed, 21 Oct 2026 07:28:00 GMT", 30),
        ("Retry-After:", 30),
        ("X-Other: 1", 30),
    ],
)
def test_slack_says_how_long_to_wait_and_we_wait_between_a_second_and_an_hour(header: str, seconds: int) -> None:
    outcome = posted(answer(no("ratelimited"), "429 Too Many Requests", header))
    assert isinstance(outcome, TryLater)
    assert outcome.retry_after == seconds


def test_a_429_without_a_json_body_is_a_refusal_too() -> None:
    assert posted(answer("<h1>Slow down</h1>", "429 Too Many Requests", "Retry-After: 3")) == TryLater(
        3, "Slack asked to wait"
    )


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=12))
def test_whatever_the_header_says_the_wait_is_bounded(said: str) -> None:
    assert 1 <= outcomes.retry_after({"Retry-After": said}) <= 3600


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ratelimited", TryLater),
        ("rate_limited", TryLater),
        ("request_timeout", TryLater),
        ("message_limit_exceeded", TryLater),
        ("account_inactive", Paused),
        ("token_revoked", Paused),
        ("token_expired", Paused),
        ("invalid_auth", Paused),
        ("not_authed", Paused),
        ("missing_scope", Paused),
        ("restricted_action", Paused),
        ("ekm_access_denied", Paused),
        ("messages_tab_disabled", Paused),
        ("channel_not_found", Never),
        ("not_in_channel", Never),
        ("is_archived", Never),
        ("msg_too_long", Never),
        ("msg_blocks_too_long", Never),
        ("invalid_blocks", Never),
        ("user_not_found", Never),
        ("a_code_of_next_year", Never),
    ],
)
def test_each_code_of_slack_has_one_meaning(code: str, kind: type[Failure]) -> None:
    outcome = posted(answer(no(code)))
    assert isinstance(outcome, kind)
    if isinstance(outcome, Never | Paused):
        assert outcome.code == code
        assert outcome.reason.endswith(".")


def test_a_code_stands_in_one_table_only() -> None:
    tables = [outcomes.PAUSES, outcomes.REFUSALS, outcomes.NEVERS, outcomes.UNKNOWN_CODES]
    codes = [code for table in tables for code in table]
    assert len(codes) == len(set(codes))


def test_a_code_nobody_has_seen_is_named() -> None:
    outcome = outcomes.of_code("a_code_of_next_year", {})
    assert isinstance(outcome, Never)
    assert "a_code_of_next_year" in outcome.reason


def test_nothing_listening_means_it_was_not_posted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/api/"
    client = post_client("xoxb-secret", url)
    outcome = outcomes.post(lambda: client.chat_postMessage(channel="U1", text="hello"), always)
    assert outcome == TryLater(30, "no connection to Slack: ConnectionRefusedError")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (NeverSent("gaierror"), TryLater),
        (NoAnswer("TimeoutError"), Unknown),
    ],
)
def test_only_what_surely_never_left_is_a_refusal(error: Exception, kind: type[Failure]) -> None:
    def call() -> Any:
        raise error

    assert isinstance(outcomes.post(call, always), kind)


def test_a_fault_of_our_own_is_not_taken_for_an_answer() -> None:
    def call() -> Any:
        raise TypeError("chat_postMessage() got an unexpected argument")

    with pytest.raises(TypeError):
        outcomes.post(call, always)


def test_neither_token_nor_text_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for body in ("<h1>my evidence</h1>", no("invalid_blocks"), ACCEPTED):
        posted(answer(body))
    posted(None)
    assert "my evidence" not in caplog.text
    assert "xoxb-secret" not in caplog.text
    assert "hello" not in caplog.text
