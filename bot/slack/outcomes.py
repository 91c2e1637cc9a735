"""Calls to Slack whose outcome matters: one place that says what an answer means, or that none came (docs/faults.md, 1
to 16). The error codes are those of docs.slack.dev.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.client import NeverSent, NoAnswer, leaving_only_if
from handlers.scopes import missing

DEFAULT_RETRY_AFTER = 30
LONGEST_RETRY_AFTER = 3600
_CODE = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Accepted:
    """The message is in Slack, at this place."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class SlackAnswer:
    """What a look-up returned."""

    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TryLater:
    """Slack did not take it, for sure; asking again after `retry_after` seconds may help."""

    retry_after: int
    why: str


@dataclass(frozen=True, slots=True)
class Never:
    """Slack did not take it, and will not take this one: what Slack says, and what someone can do about it."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paused:
    """Slack did not take it, and takes nothing from the app in this workspace until the cause is mended."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether Slack took it."""

    why: str


Failure = TryLater | Never | Paused | Unknown
Outcome = Accepted | Failure

_REINSTALL = "Install the app again, or put the current bot token into its settings."
_ASK_ADMIN = "A workspace admin can change this in Slack's settings."
PAUSES: Mapping[str, str] = {
    "invalid_auth": f"Slack does not accept the app's token. {_REINSTALL}",
    "not_authed": f"The app has no token. {_REINSTALL}",
    "account_inactive": f"The app was removed from this workspace, or the workspace was closed. {_REINSTALL}",
    "token_revoked": f"The app's token was withdrawn. {_REINSTALL}",
    "token_expired": f"The app's token has expired. {_REINSTALL}",
    "not_allowed_token_type": f"The app's token is of the wrong kind; it has to begin with xoxb-. {_REINSTALL}",
    "missing_scope": missing(""),
    "no_permission": missing(""),
    "restricted_action": f"A workspace setting keeps the app from posting. {_ASK_ADMIN}",
    "ekm_access_denied": f"The workspace's admins have suspended posting (key management). {_ASK_ADMIN}",
    "access_denied": f"The workspace denies the app access. {_ASK_ADMIN}",
    "accesslimited": f"The workspace allows only certain networks, and the app's is not among them. {_ASK_ADMIN}",
    "enterprise_is_restricted": f"The organization restricts the app. {_ASK_ADMIN}",
    "team_access_not_granted": f"The organization hasn't granted the app this workspace. {_ASK_ADMIN}",
    "org_login_required": "The workspace is moving to an organization. Sending goes on when that's done.",
    "team_added_to_org": "The workspace is moving to an organization. Sending goes on when that's done.",
    "messages_tab_disabled": (
        "The app's Messages tab is off, so it cannot write to people. Turn it on in the app's settings under App Home."
    ),
}
REFUSALS: Mapping[str, int] = {  # seconds to wait, where no Retry-After says otherwise
    "ratelimited": DEFAULT_RETRY_AFTER,
    "rate_limited": DEFAULT_RETRY_AFTER,
    "request_timeout": DEFAULT_RETRY_AFTER,  # Slack did not get the whole request, so it did nothing
    "message_limit_exceeded": LONGEST_RETRY_AFTER,
}
UNKNOWN_CODES = frozenset({"internal_error", "fatal_error", "service_unavailable"})
_OUR_BUG = "This is a fault of the app: please report it with the log around that time."
NEVERS: Mapping[str, str] = {
    "channel_not_found": "Slack knows no such conversation. Check the person on the roster.",
    "user_not_found": "Slack knows no such person. Check the person on the roster.",
    "users_not_found": "Slack knows no such person. Check the person on the roster.",
    "user_not_visible": "The app may not see this person. Check the person on the roster.",
    "user_disabled": "The person's account is deactivated. Check the person on the roster.",
    "cannot_dm_bot": "The recipient is a bot. Check the person on the roster.",
    "not_in_channel": "The app is not in the conversation. The content stands on the Home tab.",
    "is_archived": "The conversation is archived. The content stands on the Home tab.",
    "msg_too_long": "The message is too long for Slack. The content stands on the Home tab.",
    "msg_blocks_too_long": "The message is too long for Slack. The content stands on the Home tab.",
    "invalid_blocks": f"Slack refused the message's layout. {_OUR_BUG}",
    "no_text": f"The message was empty. {_OUR_BUG}",
    "metadata_too_large": f"Slack refused the message's metadata. {_OUR_BUG}",
}


def post(call: Callable[[], SlackResponse], in_time: Callable[[], bool]) -> Outcome:
    """Makes a call that posts a message and says what came of it; raises nothing that the network can cause.

    `in_time` is asked when the connection stands. Raises `TooLate`, with nothing sent, if it says no.
    """
    with leaving_only_if(in_time):
        answer = look_up(call)
    if not isinstance(answer, SlackAnswer):
        return answer
    channel, ts = answer.data.get("channel"), answer.data.get("ts")
    if isinstance(channel, str) and isinstance(ts, str):
        return Accepted(channel, ts)
    return Unknown("Slack's answer did not say where the message is")


def look_up(call: Callable[[], SlackResponse]) -> SlackAnswer | Failure:
    """Makes a call that only reads, or may be repeated, and says what came of it; raises as little as `post`."""
    try:
        data = call().data
    except SlackApiError as error:
        return _refusal(error.response)
    except (NeverSent, NoAnswer) as error:
        return unanswered(error)
    return SlackAnswer(data) if isinstance(data, dict) else Unknown("not JSON")


def unanswered(error: NeverSent | NoAnswer) -> Failure:
    """What it means that no answer came: nothing happened, or nobody knows."""
    if isinstance(error, NeverSent):
        return TryLater(DEFAULT_RETRY_AFTER, f"no connection to Slack: {error}")
    return Unknown(str(error))


def _refusal(response: SlackResponse) -> Failure:
    status, data = response.status_code, response.data
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return TryLater(retry_after(response.headers), "Slack asked to wait")
    code = data.get("error") if isinstance(data, dict) else None
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or not isinstance(code, str) or not _CODE.fullmatch(code):
        return Unknown(f"HTTP {status}")  # a sentence: the body was no JSON
    if code == "missing_scope" and isinstance(data, dict):
        return Paused(code, missing(str(data.get("needed") or "")))
    return of_code(code, response.headers)


def of_code(code: str, headers: Mapping[str, Any]) -> Failure:
    """What an error code of Slack means. A code that is not in the tables was still a clear no."""
    if code in UNKNOWN_CODES:
        return Unknown(code)
    if code in REFUSALS:
        return TryLater(retry_after(headers, REFUSALS[code]), code)
    if code in PAUSES:
        return Paused(code, PAUSES[code])
    return Never(code, NEVERS.get(code, f'Slack refused the message with "{code}".'))


def retry_after(headers: Mapping[str, Any], default: int = DEFAULT_RETRY_AFTER) -> int:
    """The seconds that Slack asks to wait, between 1 and 3,600; `default` if it does not say, or not sensibly."""
    said = next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), "")
    if not said.strip().isascii() or not said.strip().isdigit():
        return default
    return min(max(int(said.strip()[:9]), 1), LONGEST_RETRY_AFTER)
