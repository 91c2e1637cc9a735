"""Posting, and finding again what was posted: the same outcome in both workspaces."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from bot.delivery import lookup
from bot.delivery.lookup import EVENT_TYPE, direct_channel, find_post
from bot.delivery.rendered import post_arguments
from bot.slack.client import TooLate
from bot.slack.outcomes import Accepted, Never, Outcome, Paused, TryLater, Unknown, post
from handlers.message import Message
from ladder.delivery.claims import Claimed
from tests.contract.workspaces import TEAM, TOKEN, FarEnd

pytestmark = pytest.mark.emulate

NOW = datetime(2026, 10, 1, 8, 30, tzinfo=UTC)
BLOCKS = ({"type": "section", "text": {"type": "mrkdwn", "text": "*Ana* &lt;3 your _team_ 🎉"}},)
MESSAGE = Message(text="Ana &lt;3 your team 🎉", blocks=BLOCKS)


def delivery(recipient: str, nonce: str = "n-1", **more: Any) -> Claimed:
    fields: dict[str, Any] = {"channel": None, "thread_ts": None, "first_post_at": NOW, "token": "", "part": 1}
    fields |= {"workspace": TEAM, "id": "d", "kind": "digest", "period": "2026Q3", "parts": 1, "attempts": 1}
    fields |= {"due_at": NOW, "not_after": NOW, "lease_until": NOW}
    return Claimed(recipient=recipient, nonce=nonce, **fields | more)


def send(
    far: FarEnd,
    to: str,
    message: Message = MESSAGE,
    claimed: Claimed | None = None,
    *,
    token: str = TOKEN,
    path: str = "/api/",
) -> Outcome:
    """Posts a message as the worker does."""
    arguments = post_arguments(replace(claimed or delivery(to), channel=to), message)
    return post(partial(far.client(token, path).chat_postMessage, **arguments), lambda: True)


def sent(far: FarEnd, message: Message = MESSAGE, claimed: Claimed | None = None) -> Accepted:
    found = send(far, far.max, message, claimed)
    assert isinstance(found, Accepted)
    return found


# --- posting


def test_a_message_to_a_person_arrives_with_its_text_blocks_and_metadata(far: FarEnd) -> None:
    place = sent(far)
    (message,) = far.inbox(far.max)
    assert place == Accepted(place.channel, message["ts"])
    assert place.channel.startswith("D")
    assert message["text"] == MESSAGE.text
    assert [block["text"]["text"] for block in message["blocks"]] == ["*Ana* &lt;3 your _team_ 🎉"]
    assert message["metadata"] == {"event_type": EVENT_TYPE, "event_payload": {"nonce": "n-1"}}


def test_the_conversation_of_a_message_is_the_one_that_is_opened(far: FarEnd) -> None:
    opened = direct_channel(far.client(), far.max)
    assert opened == sent(far).channel == direct_channel(far.client(), far.max)


def test_a_message_without_blocks_arrives(far: FarEnd) -> None:
    sent(far, Message(text="Plain"))
    assert [one["text"] for one in far.inbox(far.max)] == ["Plain"]


def test_a_text_too_long_for_slack_arrives_cut(far: FarEnd) -> None:
    sent(far, Message(text="x" * 40_001))
    assert [len(one["text"]) for one in far.inbox(far.max)] == [40_000]


def test_an_empty_message_is_refused_for_good(far: FarEnd) -> None:
    with pytest.warns(UserWarning, match="`text` argument is missing"):  # the SDK's own
        refused = send(far, far.max, Message(text=""))
    assert isinstance(refused, Never)
    assert refused.code == "no_text"


def test_a_person_whom_slack_does_not_know_is_refused_for_good(far: FarEnd) -> None:
    refused, unopened = send(far, "U0NOBODY"), direct_channel(far.client(), "U0NOBODY")
    assert isinstance(refused, Never)
    assert isinstance(unopened, Never)
    assert (refused.code, unopened.code) == ("channel_not_found", "user_not_found")


def test_without_a_token_sending_stops(far: FarEnd) -> None:
    stopped = send(far, far.max, token="")
    assert isinstance(stopped, Paused)
    assert stopped.code == "not_authed"


def test_without_the_scope_sending_stops(installed: Callable[..., FarEnd]) -> None:
    far = installed("chat:write")
    stopped = send(far, far.max)
    assert isinstance(stopped, Paused)
    assert stopped.code == "missing_scope"
    assert far.inbox(far.max) == []


def test_an_address_that_is_not_the_web_api_leaves_it_unknown(far: FarEnd) -> None:
    assert send(far, far.max, path="/elsewhere/") == Unknown("HTTP 404")


def test_a_workspace_that_is_off_the_net_took_nothing(far: FarEnd) -> None:
    far.stop()
    assert send(far, far.max) == TryLater(30, "no connection to Slack: ConnectionRefusedError")


def test_a_message_whose_moment_has_passed_does_not_leave(far: FarEnd) -> None:
    call = partial(far.client().chat_postMessage, channel=far.max, text="Late")
    with pytest.raises(TooLate):
        post(call, lambda: False)
    assert far.inbox(far.max) == []


# --- finding it again


def test_a_post_is_found_again_by_its_nonce(far: FarEnd) -> None:
    sent(far, claimed=delivery(far.max, "before"))
    place = sent(far, claimed=delivery(far.max, "this one"))
    sent(far, claimed=delivery(far.max, "after"))
    assert find_post(far.client(), delivery(far.max, "this one")) == place


def test_what_was_never_posted_is_surely_not_there(far: FarEnd) -> None:
    sent(far)
    assert find_post(far.client(), delivery(far.max, "another")) is None
    assert find_post(far.client(), delivery(far.people["ana"])) is None


def test_a_post_is_found_on_a_later_page(far: FarEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "PAGE", 2)
    places = [sent(far, claimed=delivery(far.max, f"n-{number}")) for number in range(6)]
    assert find_post(far.client(), delivery(far.max, "n-0")) == places[0]
    assert find_post(far.client(), delivery(far.max, "n-9")) is None


def test_a_reply_is_found_again_in_its_thread_and_not_outside(far: FarEnd) -> None:
    first = sent(far)
    part = replace(delivery(far.max, "n-2"), channel=first.channel, thread_ts=first.ts)
    reply = sent(far, Message(text="Part 2"), part)
    assert find_post(far.client(), part) == reply
    assert find_post(far.client(), replace(part, thread_ts=None)) is None


def test_without_leave_to_look_it_is_not_said_to_be_missing(installed: Callable[..., FarEnd]) -> None:
    far = installed("im:history")
    sent(far)
    looked = find_post(far.client(), delivery(far.max))
    assert isinstance(looked, Paused)
    assert looked.code == "missing_scope"
