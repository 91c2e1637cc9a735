"""/_control/: the acts of people and the records, as JSON, for programs."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from werkzeug import Request, Response

from bot.playground.people.outcome import Refused, as_json
from bot.playground.people.shaped import SHAPE, is_shaped
from bot.playground.transport.routing import Route
from bot.playground.world.faults import read_fault
from bot.playground.world.values import Json, Message

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

Act = Callable[["LocalSlack", "Asked"], object]
Look = Callable[["LocalSlack", Request], object]


class Asked:
    """The JSON of a control request, with sentences for what is missing or of the wrong kind."""

    def __init__(self, body: Json) -> None:
        self.body = body

    def text(self, name: str) -> str:
        """Returns a text that must be there."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value:
            raise Refused(f'Give "{name}" as a text.')
        return value

    def maybe(self, name: str) -> str | None:
        """Returns a text, or None if it is not there."""
        return None if self.body.get(name) is None else self.text(name)

    def where(self) -> tuple[str, str] | None:
        """Returns the message {channel, ts} that is meant, or None."""
        message = self.body.get("message")
        if message is None:
            return None
        if not isinstance(message, dict) or not all(isinstance(message.get(n), str) for n in ("channel", "ts")):
            raise Refused('Give "message" as {"channel": …, "ts": …}.')
        return message["channel"], message["ts"]

    def values(self) -> Json:
        """Returns the values of a form."""
        value = self.body.get("values", {})
        if not isinstance(value, dict):
            raise Refused('Give "values" as an object: block_id or action_id to value.')
        return value

    def only(self, *names: str) -> None:
        """Raises Refused for fields that mean nothing here."""
        unknown = sorted(set(self.body) - set(names))
        if unknown:
            raise Refused(f"Unknown field: {', '.join(unknown)}. There are: {', '.join(names)}.")


def _command(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "text", "channel")
    text = asked.body.get("text", "")
    if not isinstance(text, str):
        raise Refused('Give "text" as a text.')
    return slack.command(asked.text("user"), text, asked.maybe("channel"))


def _shortcut(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "callback_id", "message")
    return slack.shortcut(asked.text("user"), asked.text("callback_id"), asked.where())


def _message(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "channel", "text", "thread_ts", "files", *SHAPE)
    files = tuple(asked.body.get("files") or ())
    if is_shaped(asked.body):
        return slack.message_from_slack(asked.text("channel"), asked.body)
    text = asked.body.get("text") if files else asked.text("text")
    return slack.message(asked.text("user"), asked.text("channel"), text or "", asked.maybe("thread_ts"), files)


def _click(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "message", "view", "action_id", "block_id", "value")
    return slack.click(
        asked.text("user"),
        asked.text("action_id"),
        asked.where(),
        asked.maybe("view"),
        asked.maybe("block_id"),
        asked.body.get("value"),
    )


def _submit(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "view_id", "values")
    return slack.submit(asked.text("user"), asked.text("view_id"), asked.values())


def _type(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "view_id", "values")
    return slack.type_into(asked.text("user"), asked.text("view_id"), asked.values())


def _close(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "view_id", "everything")
    return slack.close(asked.text("user"), asked.text("view_id"), everything=bool(asked.body.get("everything")))


def _options(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "view_id", "action_id", "query")
    query = asked.body.get("query", "")
    return {"options": slack.options(asked.text("user"), asked.text("view_id"), asked.text("action_id"), str(query))}


def _home(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user")
    return slack.home(asked.text("user"))


def _upload(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "name", "text", "base64")
    try:
        data = base64.b64decode(asked.body["base64"]) if "base64" in asked.body else asked.text("text").encode()
    except (ValueError, TypeError):
        raise Refused('"base64" is no base64 text.') from None
    file = slack.upload(asked.text("user"), asked.text("name"), data)
    return {"file": {"id": file.id, "name": file.name, "mimetype": file.mimetype, "length": file.length}}


def _step(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "callback_id", "inputs")
    inputs = asked.body.get("inputs", {})
    return {"step": slack.run_step(asked.text("user"), asked.text("callback_id"), inputs)}


def _user(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("user", "tz", "deleted", "email", "real_name")
    changes = {name: value for name, value in asked.body.items() if name != "user"}
    return {"user": slack.change_user(asked.text("user"), **changes)}


def _time(slack: "LocalSlack", asked: Asked) -> object:
    asked.only("now")
    try:
        now = datetime.fromisoformat(asked.text("now"))
    except ValueError:
        raise Refused('Give "now" as an ISO date and time, such as 2026-07-01T09:30:00+01:00.') from None
    slack.set_time(now if now.tzinfo else now.replace(tzinfo=UTC))
    return {"now": slack.workspace.now()}


def _faults(slack: "LocalSlack", asked: Asked) -> object:
    try:
        slack.faults.order(read_fault(asked.body))
    except ValueError as error:
        raise Refused(str(error)) from None
    return {"waiting": [fault.told for fault in slack.faults.waiting()]}


def _reset(slack: "LocalSlack", _: Asked) -> object:
    slack.reset()
    return {}


def _see_state(slack: "LocalSlack", _: Request) -> object:
    return {
        "now": slack.workspace.now(),
        "version": slack.workspace.version,
        "team": slack.workspace.team,
        "app": {"name": slack.manifest.name, "user": slack.bot_user_id, "scopes": slack.manifest.scopes},
        "users": slack.workspace.users(),
        "channels": slack.workspace.channels(),
        "commands": slack.manifest.commands,
        "shortcuts": slack.manifest.shortcuts,
        "files": [_file(file.id, slack) for file in slack.workspace.files()],
        "steps": slack.steps.all(),
        "faults": [fault.told for fault in slack.faults.waiting()],
    }


def _file(file_id: str, slack: "LocalSlack") -> Json:
    shown: Json = as_json(slack.workspace.file(file_id))
    del shown["data"]
    return shown


def _see_messages(slack: "LocalSlack", request: Request) -> object:
    channel, user = request.args.get("channel"), request.args.get("user")
    messages: tuple[Message, ...]
    if user is not None:
        _known_user(slack, user)
        messages = slack.workspace.visible_to(user, channel)
    elif channel is not None:
        messages = slack.workspace.messages(channel)
    else:
        raise Refused("Give ?channel= or ?user=, or both.")
    return {"messages": messages}


def _see_views(slack: "LocalSlack", request: Request) -> object:
    return {"views": slack.workspace.stack(_known_user(slack, request.args.get("user", "")))}


def _see_home(slack: "LocalSlack", request: Request) -> object:
    return {"home": slack.workspace.home(_known_user(slack, request.args.get("user", "")))}


def _known_user(slack: "LocalSlack", user_id: str) -> str:
    if slack.workspace.user(user_id) is None:
        raise Refused(f"There is no person {user_id!r}.")
    return user_id


def _see_calls(slack: "LocalSlack", request: Request) -> object:
    method = request.args.get("method")
    return {"calls": [call for call in slack.calls() if method in (None, call.method)]}


def _see_deliveries(slack: "LocalSlack", request: Request) -> object:
    kind = request.args.get("kind")
    return {"deliveries": [delivery for delivery in slack.deliveries() if kind in (None, delivery.kind)]}


ACTS: dict[str, Act] = {
    "command": _command,
    "shortcut": _shortcut,
    "message": _message,
    "click": _click,
    "submit": _submit,
    "type": _type,
    "close": _close,
    "options": _options,
    "home": _home,
    "upload": _upload,
    "step": _step,
    "user": _user,
    "time": _time,
    "faults": _faults,
    "reset": _reset,
}

LOOKS: dict[str, Look] = {
    "state": _see_state,
    "messages": _see_messages,
    "views": _see_views,
    "home": _see_home,
    "calls": _see_calls,
    "deliveries": _see_deliveries,
}


def routes(slack: "LocalSlack") -> list[Route]:
    """Returns one rule for acts and one for looking."""

    def act(request: Request, name: str) -> Response:
        return _answer(_named(ACTS, name)(slack, Asked(_body(request))))

    def look(request: Request, name: str) -> Response:
        return _answer(_named(LOOKS, name)(slack, request))

    return [("/_control/<name>", ("POST",), act), ("/_control/<name>", ("GET",), look)]


def _named(table: dict[str, Any], name: str) -> Any:
    if name not in table:
        raise Refused(f"There is no {name!r} here. There are: {', '.join(table)}.")
    return table[name]


def _body(request: Request) -> Json:
    try:
        body = json.loads(request.get_data() or b"{}")
    except ValueError:
        raise Refused("The body is no JSON.") from None
    if not isinstance(body, dict):
        raise Refused("The body must be a JSON object.")
    return body


def _answer(value: object) -> Response:
    return Response(json.dumps({"ok": True, **as_json(value)}), mimetype="application/json")
