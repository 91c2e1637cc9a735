"""Slack's face: listeners and views. `register` connects a Bolt app to the routes of `handlers.routes`."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

from handlers import events, ids, reopen
from handlers.errors import given_back, on_error
from handlers.evidence import capture
from handlers.framework.levels import names_level
from handlers.grammar import Word, parse
from handlers.interaction.ask import Ask, answer_press, refusals_shown
from handlers.interaction.request import of_command, of_interaction
from handlers.interaction.services import Services
from handlers.routes import BUTTONS, COMMANDS, FORMS

log = logging.getLogger("ladder.requests")
_JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json;charset=utf-8"}
_MOST_ASKED = 3_000  # characters of a question; only a win may be longer before it is refused
_TOO_LONG = (
    f"That is too long for a question: {_MOST_ASKED:,} characters fit. To save it as a win, put `log` in front of it."
)
Body = Mapping[str, Any]
Router = Callable[[Services, Body, WebClient], BoltResponse]


def register(app: App, services: Services) -> None:
    """Adds the app's one way in for people, with its tables, and the listeners for events."""
    app.use(_Routing(services))
    events.register(app, services)
    app.error(on_error)


class _Routing(Middleware):
    """The last middleware: it answers what people do, by one table look-up, and passes on what Slack tells.

    One listener of Bolt's per kind costs what the bound on `/ladder senior` leaves (docs/decisions/server.md).
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse | None:
        body = req.body
        router = _ROUTERS.get(body.get("command") or body.get("type", ""))
        return router(self._services, body, req.context["client"]) if router else next()


def _command(services: Services, body: Body, client: WebClient) -> BoltResponse:
    ask = Ask(
        services=services,
        who=of_command(body),
        trigger=body["trigger_id"],
        response_url=body.get("response_url", ""),
        client=client,
    )
    asked = parse(body.get("text") or "", partial(names_level, ask))
    if asked.word is not Word.LOG and len(asked.rest) > _MOST_ASKED:
        return given_back(_TOO_LONG, body)
    answer = COMMANDS[asked.word](ask.with_rest(asked.rest))
    return BoltResponse(status=200, body=answer.as_json, headers=_JSON) if answer else _done()


def _action(services: Services, body: Body, client: WebClient) -> BoltResponse:
    pressed = next(iter(body.get("actions") or ()), {"action_id": ""})
    listener = BUTTONS.get(pressed["action_id"].partition(":")[0])  # after a colon: one of several like it
    if listener is not None:
        ask = _pressed(services, body, client, pressed.get("value") or "")
        with refusals_shown(ask), reopen.offered(ask, pressed["action_id"]):
            answer = listener(ask)
            if answer:
                answer_press(ask, answer)
    return _done()


def _shortcut(services: Services, body: Body, client: WebClient) -> BoltResponse:
    ask = _pressed(services, body, client)
    with refusals_shown(ask):
        if body["callback_id"] == ids.LOG_FROM_MESSAGE:
            capture.from_message(ask, body)
        else:
            capture.empty_form(ask)
    return _done()


def _submission(services: Services, body: Body, client: WebClient) -> BoltResponse:
    answer = FORMS[body["view"]["callback_id"]](_pressed(services, body, client), body)
    return BoltResponse(status=200, body=msgspec.json.encode(answer).decode(), headers=_JSON)


def _noted(_services: Services, body: Body, _client: WebClient) -> BoltResponse:
    """What Slack tells about itself, or about a view that was closed: there is nothing to do."""
    if body["type"] == "app_rate_limited":
        log.warning("Slack holds back events of workspace %s for a minute: it sent too many", body.get("team_id"))
    return _done()


def _done() -> BoltResponse:
    return BoltResponse(status=200, body="")


_ROUTERS: Mapping[str, Router] = {
    ids.COMMAND: _command,
    "block_actions": _action,
    "shortcut": _shortcut,
    "message_action": _shortcut,
    "view_submission": _submission,
    "view_closed": _noted,
    "app_rate_limited": _noted,
}


def _pressed(services: Services, body: Body, client: WebClient, value: str = "") -> Ask:
    return Ask(
        services=services,
        who=of_interaction(body),
        rest=value,
        trigger=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        view=body.get("view"),
        client=client,
    )
