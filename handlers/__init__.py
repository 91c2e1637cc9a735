"""Slack's face: listeners and views. `register` connects a Bolt app to the routes of `handlers.routes`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_sdk import WebClient

from handlers import capture, events, ids
from handlers.ask import Ask, answer_press
from handlers.errors import on_error
from handlers.grammar import parse
from handlers.request import of_command, of_interaction
from handlers.routes import BUTTONS, COMMANDS
from handlers.visit import Services

_ANY = re.compile("")
_JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json;charset=utf-8"}
Body = Mapping[str, Any]


def register(app: App, services: Services) -> None:
    """Adds the app's listeners: one per kind of request, each a table look-up away from what it leads to."""

    @app.command(ids.COMMAND)
    def command(ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        asked = parse(body.get("text", ""))
        who = of_command(body)
        ask = Ask(
            services=services,
            who=who,
            rest=asked.rest,
            trigger=body["trigger_id"],
            response_url=body.get("response_url", ""),
            client=client,
        )
        answer = COMMANDS[asked.word](ask)
        return BoltResponse(status=200, body=answer.as_json, headers=_JSON) if answer else ack()

    @app.action(_ANY)
    def action(ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        pressed = body["actions"][0]
        listener = BUTTONS.get(pressed["action_id"].partition(":")[0])  # after a colon: one of several like it
        if listener is not None:
            ask = _pressed(services, body, client, pressed.get("value", ""))
            answer = listener(ask)
            if answer:
                answer_press(ask, answer)
        return ack()

    @app.shortcut(_ANY)
    def shortcut(ack: Ack, body: Body, client: WebClient) -> BoltResponse:
        ask = _pressed(services, body, client)
        if body["callback_id"] == ids.LOG_FROM_MESSAGE:
            capture.from_message(ask, body)
        else:
            capture.empty_form(ask)
        return ack()

    @app.view(_ANY)
    def submission(ack: Ack, body: Body) -> BoltResponse:
        return ack(capture.submitted(services, body))

    events.register(app, services)
    app.error(on_error)


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
