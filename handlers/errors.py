"""What a person sees when something went wrong, and what the log gets: an id, the kind of error, no content."""

import logging
import secrets
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers import ids
from handlers.blocks import modal, section
from handlers.interaction.response_url import taken
from handlers.message_words.mrkdwn import readable
from handlers.text import escape
from handlers.views.trouble import not_readable
from ladder.errors import Changed, Full, Invalid, NotFound, Refused, Unavailable, Unreadable

log = logging.getLogger("ladder.errors")

_MOST_TEXT = (
    38_000  # characters of one message without blocks: Slack cuts it at 40,000 (docs.slack.dev, chat.postMessage)
)

_UNAVAILABLE = (
    "Ladder can't reach its records right now. Nothing was saved, and nothing is lost. Please try again in a minute."
)
_FULL = (
    "The server's disk is full, so nothing new can be saved right now. Nothing is lost: you can still read what's on "
    "record, and your text is still here. Please tell whoever runs Ladder here."
)
_CHANGED = "Someone changed this in the meantime. Your text is still here: copy it, close this, and open it again."
_TOO_SLOW = "That took too long, so Slack didn't open it. Nothing is lost. Please try again."
_NOT_FOUND = "I can't find that. It may have been removed since, or it isn't shared with you."

SLACK_ERRORS = (SlackClientError, OSError)
"""What a call to Slack raises: a refusal, or a network that fails."""

# docs.slack.dev, views.open: the three seconds are over, or Slack is in trouble itself
_NOT_OPENED = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"})
_IN_TROUBLE = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})


def not_opened(error: Exception) -> bool:
    """Whether Slack could not open a view this time: it was too late, or Slack was not reached."""
    if isinstance(error, SlackApiError):
        return (
            error.response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or _code(error) in _NOT_OPENED | _IN_TROUBLE
        )
    return isinstance(error, SLACK_ERRORS)


def _code(error: SlackApiError) -> str:
    data = error.response.data
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def on_error(error: Exception, body: Mapping[str, Any]) -> BoltResponse:
    """Bolt's one error handler. A command, form or button gets a sentence with what to do; an event gets a 500,
    so that Slack sends it again (docs.slack.dev, Events API)."""
    if isinstance(error, BoltUnhandledRequestError):
        return _without_listener(body)
    if isinstance(error, SlackApiError) and _code(error) == "hash_conflict":
        return BoltResponse(status=200, body="")  # two presses at once: the first has changed the view
    if isinstance(error, NotFound):
        _audit(body)
    sentence = _sentence(error) or _unexpected(error)
    if "command" in body:
        return given_back(escape(sentence), body)
    if body.get("type") == "view_submission":
        return _in_form(sentence, body["view"])
    if body.get("type") in ("block_actions", "message_action", "shortcut"):
        # where nothing can be said, the status makes Slack show its own sign that it failed
        return BoltResponse(status=200 if _told(escape(sentence), body.get("response_url", "")) else 500, body="")
    return BoltResponse(status=500, body="")


def _without_listener(body: Mapping[str, Any]) -> BoltResponse:
    """What Slack tells about itself, or about a view that was closed, is heard and needs nothing done."""
    kind = body.get("type")
    if kind == "app_rate_limited":
        log.warning("Slack holds back events of workspace %s for a minute: it sent too many", body.get("team_id"))
    elif kind not in ("block_actions", "view_closed"):
        log.warning("there is no listener for this kind of request: %s", body.get("command") or kind)
        return BoltResponse(status=404, body="")
    return BoltResponse(status=200, body="")


def _sentence(error: Exception) -> str:
    match error:
        case Refused():
            return str(error)
        case Invalid():
            return f"This couldn't be saved: {error}"
        case NotFound():
            return _NOT_FOUND
        case Changed():
            return _CHANGED
        case Unreadable():
            log.error("something stored can't be read: %s", error)
            return not_readable(str(error))
        case Full():
            log.error("nothing can be saved: the database's disk is full")
            return _FULL
        case Unavailable():
            log.warning("the database is unavailable: %s", error)
            return _UNAVAILABLE
        case _ if not_opened(error):
            log.warning("Slack did not answer in time: %s", type(error).__name__)
            return _TOO_SLOW
        case _:
            return ""


def _unexpected(error: Exception) -> str:
    """The sentence for a fault of ours. Its id stands in the log beside where it happened: the message of an
    exception may hold what somebody wrote, so only its class and the lines of code are written down."""
    reference = secrets.token_hex(4)
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected %s, reference %s\n%s", type(error).__name__, reference, where)
    return (
        "Something went wrong on our side. Nothing you had saved is lost. Please try again; "
        f"if it happens again, tell whoever runs Ladder here this reference: `{reference}`."
    )


def given_back(sentence: str, body: Mapping[str, Any]) -> BoltResponse:
    """The answer to a command that couldn't be done: the sentence (mrkdwn), and below it all that was typed, so that
    nobody has to write it twice. What one message does not hold goes ahead in messages of its own."""
    typed = readable(body.get("text") or "")
    if not typed:
        return _privately(sentence)
    whole = f"{body['command']} {typed}".replace("```", "` ` `")
    parts = [escape(whole[at : at + _MOST_TEXT // 5]) for at in range(0, len(whole), _MOST_TEXT // 5)]
    *before, last = _joined(parts)
    for part in before:
        _told(f"```{part}```", body.get("response_url", ""))
    told = "You typed this; it begins above:" if before else "You typed:"
    return _privately(f"{sentence}\n{told}\n```{last}```")


def _joined(parts: Sequence[str]) -> list[str]:
    """The parts of a text in as few messages as hold them."""
    messages = [""]
    for part in parts:
        if len(messages[-1]) + len(part) > _MOST_TEXT:
            messages.append("")
        messages[-1] += part
    return messages


def _privately(text: str) -> BoltResponse:
    return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})


def _in_form(sentence: str, view: Mapping[str, Any]) -> BoltResponse:
    """The sentence at the form's first field: the form stays open with all that was typed. A view without a field
    gives its place to the sentence."""
    fields = [block["block_id"] for block in view.get("blocks") or () if block["type"] == "input"]
    if fields:
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {fields[0]: sentence}})
    notice = modal(ids.NOTICE, "Ladder", [section(escape(sentence))])
    return BoltResponse(status=200, body={"response_action": "update", "view": notice})


def _told(text: str, response_url: str) -> bool:
    """Says it below the message whose button was pressed, or above the answer to a command. False where there is no
    such message, or Slack does not take it."""
    body = {"text": text, "response_type": "ephemeral", "replace_original": False}
    return bool(response_url) and taken(response_url, body)


def _audit(body: Mapping[str, Any]) -> None:
    """Who asked for what they may not see or what is not there: ids only (docs/faults.md, 45)."""
    team = body.get("team_id") or (body.get("team") or {}).get("id")
    user = body.get("user_id") or (body.get("user") or {}).get("id")
    actions = [action["action_id"] for action in body.get("actions", ())]
    asked = [*actions, (body.get("view") or {}).get("callback_id", ""), body.get("command", "")]
    log.warning("not found, or not theirs: %s of %s by %s", user, team, next(filter(None, asked), body.get("type")))
