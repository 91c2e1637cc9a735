"""Questions to Slack around a delivery: where its conversation is, and whether an earlier post of it arrived."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk import WebClient

from bot.slack.outcomes import Accepted, Failure, SlackAnswer, Unknown, look_up
from ladder.delivery.claims import Claimed

EVENT_TYPE = "ladder_delivery"
PAGE = 100
_MOST_PAGES = 10
# Slack's clock and ours may differ, and a demo moves the calendar: look from well before the first post on.
_BEFORE = timedelta(hours=1)


def metadata_of(claimed: Claimed) -> dict[str, Any]:
    """What every post of this delivery carries, unseen by people: the nonce by which it is found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"nonce": claimed.nonce}}


def direct_channel(client: WebClient, user: str) -> str | Failure:
    """The id of the app's conversation with `user`, which this opens if need be."""
    answer = look_up(partial(client.conversations_open, users=user))
    if not isinstance(answer, SlackAnswer):
        return answer
    channel = answer.data.get("channel")
    channel_id = channel.get("id") if isinstance(channel, dict) else None
    return channel_id if isinstance(channel_id, str) else Unknown("Slack's answer named no conversation")


def find_post(client: WebClient, claimed: Claimed) -> Accepted | Failure | None:
    """Where an earlier post of this delivery is; None only if it surely is not there.

    Reads the app's own conversation with the recipient, for which Slack wants the optional scope `im:history`.
    """
    channel = claimed.channel or direct_channel(client, claimed.recipient)
    if not isinstance(channel, str):
        return channel
    cursor = ""
    for _ in range(_MOST_PAGES):
        answer = _page(client, claimed, channel, cursor)
        if not isinstance(answer, SlackAnswer):
            return answer
        ts = _ts_of(answer.data, claimed.nonce)
        if ts:
            return Accepted(channel, ts)
        cursor = (answer.data.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return None
    return Unknown("the conversation is too long to look through")


def _page(client: WebClient, claimed: Claimed, channel: str, cursor: str) -> SlackAnswer | Failure:
    since = min(claimed.first_post_at or claimed.due_at, claimed.due_at) - _BEFORE
    arguments: dict[str, Any] = {
        "channel": channel,
        "oldest": f"{since.timestamp():.6f}",
        "limit": PAGE,
        "include_all_metadata": True,
    }
    if cursor:
        arguments["cursor"] = cursor
    if claimed.thread_ts:
        return look_up(partial(client.conversations_replies, ts=claimed.thread_ts, **arguments))
    return look_up(partial(client.conversations_history, **arguments))


def _ts_of(page: Mapping[str, Any], nonce: str) -> str:
    messages = page.get("messages") or ()
    return next((str(message["ts"]) for message in messages if _nonce(message) == nonce), "")


def _nonce(message: Mapping[str, Any]) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return str(payload.get("nonce", ""))
