"""Slack's face: listeners and views. `register` connects a Bolt app to the routes of `handlers.routes`."""

import re
from collections.abc import Sequence
from functools import partial

from slack_bolt import Ack, App, BoltResponse

from handlers import events, ids, reopen
from handlers.errors import given_back, on_error
from handlers.evidence import capture
from handlers.framework.levels import names_level
from handlers.grammar import Word, parse
from handlers.interaction.ask import Ask, answer_press, refusals_shown
from handlers.interaction.request import Body, of_command, of_interaction
from handlers.interaction.services import Services
from handlers.routes import BUTTONS, COMMANDS, FORMS

_ANY = re.compile("")  # the tables say which ids there are
_JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json;charset=utf-8"}
_MOST_ASKED = 3_000  # characters of a question; only a win may be longer before it is refused
_TOO_LONG = (
    f"That is too long for a question: {_MOST_ASKED:,} characters fit. To save it as a win, put `log` in front of it."
)


def register(app: App, services: Services) -> None:
    """Adds one listener for each kind of request; the tables of `handlers.routes` say what each word, button and form
    leads to. All call Slack with the app's own client: the one that Bolt makes for each request keeps no connections.
    """
    client = app.client

    @app.command(ids.COMMAND)
    def asked(body: Body, ack: Ack) -> BoltResponse:
        return _answer_command(of_command(services, client, body), body, ack)

    @app.action(_ANY)
    def pressed(body: Body, action: Body, ack: Ack) -> BoltResponse:
        _answer_button(of_interaction(services, client, body, action.get("value") or ""), action["action_id"])
        return ack()

    @app.shortcut(_ANY)
    def started(body: Body, ack: Ack) -> BoltResponse:
        _answer_shortcut(of_interaction(services, client, body), body)
        return ack()

    @app.view(_ANY)
    def submitted(body: Body, view: Body, ack: Ack) -> BoltResponse:
        return ack(FORMS[view["callback_id"]](of_interaction(services, client, body), body))

    events.register(app, services)
    app.error(on_error)


def _answer_command(ask: Ask, body: Body, ack: Ack) -> BoltResponse:
    question = parse(body.get("text") or "", partial(names_level, ask))
    if question.word is not Word.LOG and len(question.rest) > _MOST_ASKED:
        return given_back(_TOO_LONG, body)
    answer = COMMANDS[question.word](ask.with_rest(question.rest))
    return BoltResponse(status=200, body=answer.as_json, headers=_JSON) if answer else ack()


def _answer_button(ask: Ask, action_id: str) -> None:
    listener = BUTTONS.get(action_id.partition(":")[0])  # after a colon: one of several like it
    if listener is None:
        return
    with refusals_shown(ask), reopen.offered(ask, action_id):
        answer = listener(ask)
        if answer:
            answer_press(ask, answer)


def _answer_shortcut(ask: Ask, body: Body) -> None:
    with refusals_shown(ask):
        if body["callback_id"] == ids.LOG_FROM_MESSAGE:
            capture.from_message(ask, body)
        else:
            capture.empty_form(ask)
