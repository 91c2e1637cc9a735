"""What every act of a person shares: who and where they are, sending to the app, showing what came of it."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.playground.people.outcome import Outcome, Refused
from bot.playground.transport.sender import Answer, send, signed_headers
from bot.playground.world.log import Delivery
from bot.playground.world.values import Channel, ChannelKind, Json, Message, User

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

FORM = "application/x-www-form-urlencoded"
SLACKBOT = "USLACKBOT"


def person(slack: "LocalSlack", user_id: str) -> User:
    """Returns an active person. Raises Refused for a bot, a deactivated person or an unknown id."""
    user = slack.workspace.user(user_id)
    if user is None:
        known = ", ".join(u.id for u in slack.workspace.users() if not u.is_bot)
        raise Refused(f"There is no person {user_id!r}. There are: {known}.")
    if user.is_bot or user.deleted:
        raise Refused(f"{user_id} is {'a bot' if user.is_bot else 'deactivated'} and cannot act.")
    return user


def place_of(slack: "LocalSlack", user: User, channel_id: str | None) -> Channel:
    """Returns the channel, which the person must be in; by default their first public one, else the app's DM."""
    if channel_id is None:
        return _usual_place(slack, user)
    channel = slack.workspace.channel(channel_id)
    if channel is None or user.id not in channel.members:
        raise Refused(f"{user.id} is in no channel {channel_id!r}.")
    return channel


def _usual_place(slack: "LocalSlack", user: User) -> Channel:
    channels = slack.workspace.channels_of(user.id)
    public = (c for c in channels if c.kind is ChannelKind.PUBLIC and not c.is_archived)
    return next(public, None) or slack.workspace.open_dm(user.id, slack.bot_user_id)


def seen_message(slack: "LocalSlack", user: User, where: tuple[str, str]) -> Message:
    """Returns a message that this person can see. Raises Refused if there is none."""
    channel_id, ts = where
    found = (m for m in slack.workspace.visible_to(user.id, channel_id) if m.ts == ts)
    message = next(found, None)
    if message is None:
        raise Refused(f"{user.id} sees no message {ts!r} in {channel_id!r}.")
    return message


def interact(slack: "LocalSlack", payload: Json) -> Delivery:
    """Sends an interaction to the app and returns how it went."""
    body = urlencode({"payload": json.dumps(payload)}).encode()
    return deliver(slack, payload["type"], payload, body, FORM)


def deliver(
    slack: "LocalSlack",
    kind: str,
    payload: Json,
    body: bytes,
    content_type: str,
    *,
    headers: dict[str, str] | None = None,
    retry_num: int = 0,
) -> Delivery:
    """Sends a request to the app, over its WebSocket or else signed over HTTP, and logs it before and after."""
    entry = slack.log_delivery(Delivery(kind=kind, payload=payload, at=slack.workspace.now(), retry_num=retry_num))
    more = headers or {}
    if slack.sockets.connected:
        reason = more.get("X-Slack-Retry-Reason", "")
        answer = slack.sockets.send(kind, payload, retry_num, reason, slack.answer_seconds)
    else:
        signed = signed_headers(slack.app.signing_secret, body, content_type, slack.clock.wall())
        answer = send(slack.app_url, body, signed | more, slack.answer_seconds)
    return slack.log_delivery(_with(entry, answer))


def _with(entry: Delivery, answer: Answer) -> Delivery:
    return replace(
        entry,
        status=answer.status,
        body=answer.body,
        ms=answer.ms,
        problem=answer.problem,
        headers=answer.headers,
    )


def blame(slack: "LocalSlack", delivery: Delivery, problem: str) -> Delivery:
    """Notes in the log what was wrong with an answer that came in time, and returns the entry."""
    return slack.log_delivery(replace(delivery, problem=problem))


def tell(slack: "LocalSlack", user: User, channel: str, text: str) -> None:
    """Shows a person Slack's own words."""
    slack.workspace.add_message(
        Message(channel=channel, ts="", user=SLACKBOT, text=text, ephemeral_to=user.id, system=True)
    )


def outcome(slack: "LocalSlack", user: User, since: int, delivery: Delivery | None = None, error: str = "") -> Outcome:
    """Returns what came of an act that began when the workspace's counter stood at `since`."""
    stack = slack.workspace.stack(user.id)
    seen = slack.workspace.visible_to(user.id)
    return Outcome(
        status=delivery.status if delivery else None,
        ms=delivery.ms if delivery else 0,
        body=delivery.body if delivery else None,
        error=error or (stack[-1].notice if stack else ""),
        messages=tuple(message for message in seen if message.changed > since),
        views=stack,
        home=slack.workspace.home(user.id),
        errors=dict(stack[-1].errors) if stack else {},
    )
