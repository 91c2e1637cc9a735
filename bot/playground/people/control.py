"""/_control/: the acts of people and the records, as JSON, for programs."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from werkzeug import Request, Response

from bot.playground.people.acts import Acts
from bot.playground.people.outcome import as_json
from bot.playground.people.shaped import SHAPE, is_shaped
from bot.playground.transport.routing import HttpRoute
from bot.playground.world.errors import ActRefused
from bot.playground.world.faults import Faults, read_fault
from bot.playground.world.log import Call, Log
from bot.playground.world.values import Json, Message
from bot.playground.world.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """What programs act on and look at."""

    acts: Acts
    faults: Faults
    calls: Log[Call]

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.acts.workspace


Act = Callable[[Desk, "Fields"], object]
Look = Callable[[Desk, Request], object]


class Fields:
    """The JSON of a control request, with sentences for what is missing or of the wrong kind."""

    def __init__(self, body: Json) -> None:
        self.body = body

    def text(self, name: str) -> str:
        """Returns a text that must be there."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value:
            raise ActRefused(f'Give "{name}" as a text.')
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
            raise ActRefused('Give "message" as {"channel": …, "ts": …}.')
        return message["channel"], message["ts"]

    def values(self) -> Json:
        """Returns the values of a form."""
        value = self.body.get("values", {})
        if not isinstance(value, dict):
            raise ActRefused('Give "values" as an object: block_id or action_id to value.')
        return value

    def only(self, *names: str) -> None:
        """Raises ActRefused for fields that mean nothing here."""
        unknown = sorted(set(self.body) - set(names))
        if unknown:
            raise ActRefused(f"Unknown field: {', '.join(unknown)}. There are: {', '.join(names)}.")


def _command(desk: Desk, fields: Fields) -> object:
    fields.only("user", "text", "channel")
    text = fields.body.get("text", "")
    if not isinstance(text, str):
        raise ActRefused('Give "text" as a text.')
    return desk.acts.command(fields.text("user"), text, fields.maybe("channel"))


def _shortcut(desk: Desk, fields: Fields) -> object:
    fields.only("user", "callback_id", "message")
    return desk.acts.shortcut(fields.text("user"), fields.text("callback_id"), fields.where())


def _message(desk: Desk, fields: Fields) -> object:
    fields.only("user", "channel", "text", "thread_ts", "files", *SHAPE)
    files = tuple(fields.body.get("files") or ())
    if is_shaped(fields.body):
        return desk.acts.message_from_slack(fields.text("channel"), fields.body)
    text = fields.body.get("text") if files else fields.text("text")
    return desk.acts.message(fields.text("user"), fields.text("channel"), text or "", fields.maybe("thread_ts"), files)


def _click(desk: Desk, fields: Fields) -> object:
    fields.only("user", "message", "view", "action_id", "block_id", "value")
    return desk.acts.click(
        fields.text("user"),
        fields.text("action_id"),
        fields.where(),
        fields.maybe("view"),
        fields.maybe("block_id"),
        fields.body.get("value"),
    )


def _submit(desk: Desk, fields: Fields) -> object:
    fields.only("user", "view_id", "values")
    return desk.acts.submit(fields.text("user"), fields.text("view_id"), fields.values())


def _type(desk: Desk, fields: Fields) -> object:
    fields.only("user", "view_id", "values")
    return desk.acts.type_into(fields.text("user"), fields.text("view_id"), fields.values())


def _close(desk: Desk, fields: Fields) -> object:
    fields.only("user", "view_id", "everything")
    return desk.acts.close(fields.text("user"), fields.text("view_id"), everything=bool(fields.body.get("everything")))


def _options(desk: Desk, fields: Fields) -> object:
    fields.only("user", "view_id", "action_id", "query")
    query = fields.body.get("query", "")
    return {
        "options": desk.acts.options(fields.text("user"), fields.text("view_id"), fields.text("action_id"), str(query))
    }


def _home(desk: Desk, fields: Fields) -> object:
    fields.only("user")
    return desk.acts.home(fields.text("user"))


def _upload(desk: Desk, fields: Fields) -> object:
    fields.only("user", "name", "text", "base64")
    try:
        data = base64.b64decode(fields.body["base64"]) if "base64" in fields.body else fields.text("text").encode()
    except (ValueError, TypeError):
        raise ActRefused('"base64" is no base64 text.') from None
    file = desk.acts.upload(fields.text("user"), fields.text("name"), data)
    return {"file": {"id": file.id, "name": file.name, "mimetype": file.mimetype, "length": file.length}}


def _step(desk: Desk, fields: Fields) -> object:
    fields.only("user", "callback_id", "inputs")
    inputs = fields.body.get("inputs", {})
    return {"step": desk.acts.run_step(fields.text("user"), fields.text("callback_id"), inputs)}


def _user(desk: Desk, fields: Fields) -> object:
    fields.only("user", "tz", "deleted", "email", "real_name")
    changes = {name: value for name, value in fields.body.items() if name != "user"}
    return {"user": desk.acts.change_user(fields.text("user"), **changes)}


def _time(desk: Desk, fields: Fields) -> object:
    fields.only("now")
    try:
        now = datetime.fromisoformat(fields.text("now"))
    except ValueError:
        raise ActRefused('Give "now" as an ISO date and time, such as 2026-07-01T09:30:00+01:00.') from None
    desk.workspace.move_to(now if now.tzinfo else now.replace(tzinfo=UTC))
    return {"now": desk.workspace.now()}


def _faults(desk: Desk, fields: Fields) -> object:
    try:
        desk.faults.order(read_fault(fields.body))
    except ValueError as error:
        raise ActRefused(str(error)) from None
    return {"waiting": [fault.told for fault in desk.faults.waiting()]}


def _reset(desk: Desk, _: Fields) -> object:
    desk.workspace.reset()
    return {}


def _see_state(desk: Desk, _: Request) -> object:
    app = desk.workspace.app
    return {
        "now": desk.workspace.now(),
        "version": desk.workspace.version,
        "team": desk.workspace.team,
        "app": {"name": app.manifest.name, "user": app.bot_user_id, "scopes": app.scopes},
        "users": desk.workspace.users(),
        "channels": desk.workspace.channels(),
        "commands": app.manifest.commands,
        "shortcuts": app.manifest.shortcuts,
        "files": [_file(file.id, desk) for file in desk.workspace.files()],
        "steps": desk.workspace.steps.all(),
        "faults": [fault.told for fault in desk.faults.waiting()],
    }


def _file(file_id: str, desk: Desk) -> Json:
    shown: Json = as_json(desk.workspace.file(file_id))
    del shown["data"]
    return shown


def _see_messages(desk: Desk, request: Request) -> object:
    channel, user = request.args.get("channel"), request.args.get("user")
    messages: tuple[Message, ...]
    if user is not None:
        _known_user(desk, user)
        messages = desk.workspace.visible_to(user, channel)
    elif channel is not None:
        messages = desk.workspace.messages(channel)
    else:
        raise ActRefused("Give ?channel= or ?user=, or both.")
    return {"messages": messages}


def _see_views(desk: Desk, request: Request) -> object:
    return {"views": desk.workspace.stack(_known_user(desk, request.args.get("user", "")))}


def _see_home(desk: Desk, request: Request) -> object:
    return {"home": desk.workspace.home(_known_user(desk, request.args.get("user", "")))}


def _known_user(desk: Desk, user_id: str) -> str:
    if desk.workspace.user(user_id) is None:
        raise ActRefused(f"There is no person {user_id!r}.")
    return user_id


def _see_calls(desk: Desk, request: Request) -> object:
    method = request.args.get("method")
    return {"calls": [call for call in desk.calls.all() if method in (None, call.method)]}


def _see_deliveries(desk: Desk, request: Request) -> object:
    kind = request.args.get("kind")
    return {
        "deliveries": [delivery for delivery in desk.acts.transport.deliveries.all() if kind in (None, delivery.kind)]
    }


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


def routes(desk: Desk) -> list[HttpRoute]:
    """Returns one rule for acts and one for looking."""

    def act(request: Request, name: str) -> Response:
        return _answer(_named(ACTS, name)(desk, Fields(_body(request))))

    def look(request: Request, name: str) -> Response:
        return _answer(_named(LOOKS, name)(desk, request))

    return [("/_control/<name>", ("POST",), act), ("/_control/<name>", ("GET",), look)]


def _named(table: dict[str, Any], name: str) -> Any:
    if name not in table:
        raise ActRefused(f"There is no {name!r} here. There are: {', '.join(table)}.")
    return table[name]


def _body(request: Request) -> Json:
    try:
        body = json.loads(request.get_data() or b"{}")
    except ValueError:
        raise ActRefused("The body is no JSON.") from None
    if not isinstance(body, dict):
        raise ActRefused("The body must be a JSON object.")
    return body


def _answer(value: object) -> Response:
    return Response(json.dumps({"ok": True, **as_json(value)}), mimetype="application/json")
