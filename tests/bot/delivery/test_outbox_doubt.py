"""Posts of which nobody knows whether they arrived: looked up, sent once, or left visibly uncertain (docs/faults.md,
3 to 8)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from bot.delivery import lookup
from bot.delivery.rendered import Rendered
from bot.slack.pacing import HISTORY, Pace, Rate
from handlers.message import Message
from ladder.delivery import queue
from ladder.delivery.claims import Claimed
from ladder.store.db import Database, Tx
from ladder.store.models import DeliveryState
from tests.bot.delivery.mail import HOUR, MINUTE, QUIET, SECOND, UNHURRIED, Mail
from tests.conftest import NOW


@pytest.fixture
def unread(database: Database) -> Iterator[Mail]:
    """The same, without leave to look at the app's own messages."""
    with Mail(database, declined_scopes=["im:history"]) as mail:
        mail.person("UMAX")
        yield mail


# --- 3 to 7: nobody knows whether it arrived

AMBIGUOUS: list[dict[str, Any]] = [
    {"status": 500, "accepted": True},
    {"status": 503, "accepted": True},
    {"error": "internal_error", "accepted": True},
    {"error": "fatal_error", "accepted": True},
    {"truncate": True},
    {"drop": "after"},
]


@pytest.mark.parametrize("fault", AMBIGUOUS)
def test_what_arrived_in_spite_of_its_answer_is_found_and_not_sent_again(mail: Mail, fault: dict[str, Any]) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", **fault)
    assert mail.drain() == 0
    assert (mail.row().state, mail.row().attempts) == (DeliveryState.PENDING, 1)
    assert mail.drain(QUIET - 2 * SECOND - MINUTE) == 0, "it is left alone for a while"
    assert len(mail.calls("conversations.history")) == 0
    assert mail.drain(2 * MINUTE) == 1
    (message,) = mail.inbox("UMAX")
    assert (mail.row().state, mail.row().ts) == (DeliveryState.SENT, message.ts)
    assert len(mail.calls()) == 1


@pytest.mark.parametrize("fault", [*({**one, "accepted": False} for one in AMBIGUOUS[:4]), {"drop": "before"}])
def test_what_did_not_arrive_is_sent_again_after_a_look(mail: Mail, fault: dict[str, Any]) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", **fault)
    mail.drain()
    assert mail.drain(QUIET) == 1
    assert len(mail.inbox("UMAX")) == 1
    assert len(mail.calls()) == 2


def test_an_answer_that_comes_too_late_is_no_answer(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail.client, "timeout", 0.2)
    mail.due("UMAX")
    mail.fault("chat.postMessage", delay=0.5)
    mail.drain()
    monkeypatch.undo()
    assert mail.row().last_error == "TimeoutError"
    assert mail.drain(QUIET) == 1
    assert len(mail.inbox("UMAX")) == 1


def test_the_quiet_time_doubles_while_slack_fails(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", status=503, times=3)
    mail.drain()
    waits = []
    for _ in range(3):
        waits.append(mail.row().wait_until - mail.machine)
        mail.drain(waits[-1])
    assert waits == [120 * SECOND, 240 * SECOND, 480 * SECOND]
    assert mail.row().state is DeliveryState.SENT
    assert len(mail.inbox("UMAX")) == 1


def test_a_doubtful_first_part_still_brings_the_others(mail: Mail) -> None:
    mail.renderers["digest"] = lambda _tx, claimed, _now: Rendered(Message(f"part {claimed.part}"), parts=2)
    mail.due("UMAX")
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    assert mail.drain(QUIET) == 2
    assert mail.texts("UMAX") == ["part 1", "part 2"]


def test_a_doubtful_later_part_is_looked_for_in_its_thread(mail: Mail) -> None:
    mail.renderers["digest"] = lambda _tx, claimed, _now: Rendered(Message(f"part {claimed.part}"), parts=3)
    mail.due("UMAX")

    def lose_the_second(_tx: Tx, claimed: Claimed, _now: datetime) -> Rendered:
        if claimed.part == 2 and not claimed.in_doubt and not mail.slack.faults.waiting():
            mail.fault("chat.postMessage", drop="after")
        return Rendered(Message(f"part {claimed.part}"), parts=3)

    mail.renderers["digest"] = lose_the_second
    assert mail.drain() == 1
    assert mail.texts("UMAX") == ["part 1", "part 2"]
    assert mail.drain(QUIET) == 2
    assert mail.texts("UMAX") == ["part 1", "part 2", "part 3"]
    assert mail.calls("conversations.history") == []


# --- 8: no way to look


def test_without_leave_to_look_a_doubtful_message_stays_uncertain_and_is_never_repeated(unread: Mail) -> None:
    unread.due("UMAX")
    unread.fault("chat.postMessage", drop="after")
    unread.drain()
    assert unread.drain(QUIET) == 0
    assert (unread.row().state, unread.row().error_code) == (DeliveryState.UNCERTAIN, "missing_scope")
    assert unread.drain(30 * 24 * HOUR) == 0
    assert len(unread.calls()) == 1
    with unread.database.read("T1") as tx:
        (failure,) = queue.failures(tx)
    assert "im:history" in failure.reason


@pytest.mark.parametrize(
    "fault", [{"retry_after": "3000"}, {"status": 503}, {"error": "internal_error"}, {"error": "ratelimited"}]
)
@pytest.mark.parametrize("method", ["conversations.history", "conversations.open"])
def test_a_look_that_fails_leaves_the_doubt_and_costs_nothing(mail: Mail, method: str, fault: dict[str, Any]) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    before = mail.row()
    mail.fault(method, **fault, times=9)
    assert mail.drain(QUIET) == 0
    row = mail.row()
    assert (row.state, row.attempts, row.first_post_at) == (DeliveryState.PENDING, 1, before.first_post_at)
    assert row.wait_until > mail.machine
    mail.slack.faults.clear()
    assert mail.drain(HOUR) == 1
    assert len(mail.inbox("UMAX")) == 1
    assert len(mail.calls()) == 1


def test_a_look_that_is_refused_for_one_message_does_not_stop_the_others(mail: Mail) -> None:
    mail.person("UANA")
    mail.due("UMAX")
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    mail.fault("conversations.history", retry_after="3000")
    mail.drain(QUIET)
    mail.due("UANA")
    assert mail.drain() == 1
    assert mail.texts("UANA") == ["Digest for UANA, part 1"]


def test_a_conversation_that_slack_will_not_show_leaves_it_uncertain(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    mail.fault("conversations.history", error="channel_not_found")
    mail.drain(QUIET)
    assert (mail.row().state, mail.row().error_code) == (DeliveryState.UNCERTAIN, "channel_not_found")


def test_a_withdrawn_token_during_a_look_pauses_and_keeps_the_doubt(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    mail.fault("conversations.history", error="token_revoked")
    mail.drain(QUIET)
    assert mail.row().first_post_at is not None
    assert mail.drain(HOUR + MINUTE) == 1
    assert len(mail.calls()) == 1


def test_looks_are_paced_too(mail: Mail) -> None:
    mail.pace = Pace({**UNHURRIED, HISTORY: Rate(per_minute=1, burst=1)})
    mail.person("UANA")
    mail.due("UMAX", "UANA")
    mail.fault("chat.postMessage", drop="after", times=2)
    mail.drain()
    assert mail.drain(QUIET) == 1
    assert sorted(row.state for row in mail.rows()) == [DeliveryState.PENDING, DeliveryState.SENT]
    assert len(mail.calls("conversations.history")) == 1


def test_a_long_conversation_is_read_page_by_page(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "PAGE", 3)
    mail.due("UMAX")
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    channel = mail.inbox("UMAX")[0].channel
    for number in range(10):
        mail.slack.post_as("UMAX", channel, f"thanks {number}")
    assert mail.drain(QUIET) == 1
    assert len(mail.calls("conversations.history")) == 4
    assert len(mail.calls()) == 1


def test_a_conversation_too_long_to_read_is_not_taken_for_an_empty_one(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "PAGE", 1)
    mail.due("UMAX")
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    channel = mail.inbox("UMAX")[0].channel
    for number in range(12):
        mail.slack.post_as("UMAX", channel, f"thanks {number}")
    assert mail.drain(QUIET) == 0
    assert mail.row().state is DeliveryState.PENDING
    assert "too long" in mail.row().last_error
    assert len(mail.calls()) == 1


def test_a_look_finds_the_post_wherever_the_calendar_was_moved(mail: Mail) -> None:
    mail.due("UMAX", due_at=NOW - 400 * 24 * HOUR)
    mail.slack.set_time(NOW - 399 * 24 * HOUR)  # a demo plays in the past
    mail.fault("chat.postMessage", drop="after")
    mail.drain()
    assert mail.drain(QUIET) == 1
    assert len(mail.inbox("UMAX")) == 1
