"""A small workspace with a Bolt app connected over signed HTTP: what the browser tests look at."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from werkzeug.serving import make_server

from bot.playground.local_slack import LocalSlack
from bot.playground.world.values import Team
from tests.browser import forms
from tests.playground.tiny_app import Quiet

Json = dict[str, Any]

SECRET, TOKEN = "stage-secret", "xoxb-stage"
START = datetime(2026, 9, 24, 9, 12, tzinfo=UTC)

TRIES: tuple[Json, ...] = (
    {"title": "Ask the ladder", "text": "Type `/ladder senior`: only you see the answer."},
    {"title": "Log a win", "text": "Open the ⋮ menu of a message and choose Log as win."},
    {"title": "Move the date", "text": "Click the date at the top."},
)

MANIFEST: Json = {
    "display_information": {"name": "Ladder"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Ladder"},
        "slash_commands": [
            {
                "command": "/ladder",
                "description": "Ask the ladder, log a win",
                "usage_hint": "senior | next | log … | help",
            },
            {"command": "/lunch", "description": "Where to eat"},
        ],
        "shortcuts": [
            {"name": "Log as win", "type": "message", "callback_id": "log_win_from_message", "description": "Keep it"},
            {"name": "Log a win", "type": "global", "callback_id": "log_win", "description": "Write down what you did"},
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["commands", "chat:write", "im:write", "users:read", "files:write", "files:read"]}
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
    },
}


def people_and_places(slack: LocalSlack) -> None:
    """Adds a manager, three engineers and their channels, with two days of history."""
    slack.workspace.set_now(START)
    slack.add_user("U1", "maya", real_name="Maya Okafor", title="Engineering manager")
    slack.add_user("U2", "tom", real_name="Tom Whitfield", title="Mid engineer", tz="Europe/Berlin")
    slack.add_user("U3", "priya", real_name="Priya Raman", title="Senior engineer", tz="Asia/Kolkata")
    slack.add_user("U4", "lena", real_name="Lena Sørensen", title="Staff engineer")
    slack.add_channel("C1", "general")
    slack.add_channel("C2", "payments")
    slack.add_channel("C3", "leads", ["U1", "U4"], private=True)
    history(slack)


def history(slack: LocalSlack) -> None:
    """Writes the messages that stand there from the start."""

    def at(day: int, hour: int, minute: int) -> datetime:
        return datetime(2026, 9, day, hour, minute, tzinfo=UTC)

    slack.post_as("U1", "C1", "Welcome, everyone :wave:", at(22, 8, 0))
    root = slack.post_as("U2", "C2", "The *batching change* is out: `reconcile` takes 4 minutes, not 40.", at(22, 9, 3))
    slack.post_as("U2", "C2", "Next: the retry storm on refunds.", at(22, 9, 5))
    slack.post_as("U4", "C2", "Did you look at the lock order?", at(22, 9, 20), thread_ts=root.ts)
    slack.post_as(
        "U3", "C2", "> The refunds queue is empty.\nWell done @tom, see https://example.com/adr/17", at(23, 14, 2)
    )
    slack.post_as("U4", "C2", "<script>alert(1)</script> is how *not* to do it, & that's that", at(24, 8, 40))


def bolt_app(api_url: str) -> App:
    """Returns the app: what each command, shortcut, action and submission does, in as few words as can be."""
    client = WebClient(TOKEN, base_url=api_url, retry_handlers=[], timeout=5)
    app = App(
        token=TOKEN,
        client=client,
        signing_secret=SECRET,
        process_before_response=True,
        token_verification_enabled=False,
    )
    _commands(app)
    _shortcuts(app)
    _actions(app)
    _submissions(app)
    return app


def _commands(app: App) -> None:
    def senior(ack: Ack, **_: Any) -> None:
        ack(text="Senior engineer", blocks=forms.ANSWER)

    def rich(ack: Ack, **_: Any) -> None:
        ack(text="Rich", blocks=forms.RICH)

    def form(ack: Ack, client: WebClient, body: Json, **_: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=forms.every_input())
        ack()

    def file(ack: Ack, client: WebClient, body: Json, **_: Any) -> None:
        channel = client.conversations_open(users=body["user_id"])["channel"]["id"]
        client.files_upload_v2(filename="wins.csv", title="Your wins", content="day,win\n", channel=channel)
        ack("Sent to you.")

    def digest(ack: Ack, client: WebClient, **_: Any) -> None:
        client.chat_postMessage(channel="U1", text="Your digest for the third quarter")
        ack("Sent.")

    answers: dict[str, Callable[..., None]] = {
        "senior": senior,
        "rich": rich,
        "form": form,
        "file": file,
        "digest": digest,
    }

    @app.command("/ladder")
    def ladder(ack: Ack, client: WebClient, body: Json) -> None:
        if body["text"] == "crash":
            raise RuntimeError("told to")
        answers[body["text"]](ack=ack, client=client, body=body)


def _shortcuts(app: App) -> None:
    @app.shortcut("log_win_from_message")
    def from_message(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=forms.a_win(body["message"]["text"]))
        ack()

    @app.shortcut("log_win")
    def from_anywhere(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=forms.a_win(""))
        ack()

    @app.event("app_home_opened")
    def home(client: WebClient, event: Json) -> None:
        client.views_publish(user_id=event["user"], view=forms.HOME)

    @app.event("message")
    def heard(client: WebClient, event: Json) -> None:
        client.chat_postMessage(channel=event["channel"], text=f"You said: {event['text']}")


def _actions(app: App) -> None:
    @app.action("compare")
    def compare(ack: Ack, respond: Any) -> None:
        respond(
            replace_original=True,
            text="Compared",
            blocks=[{"type": "section", "text": forms.mrkdwn("Compared with *mid*.")}],
        )
        ack()

    @app.action("fail")
    def fail() -> None:
        raise RuntimeError("told to")

    @app.action("deeper")
    def deeper(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_push(trigger_id=body["trigger_id"], view=forms.said("One level down."))
        ack()

    @app.action("add_link")
    def add_link(ack: Ack, client: WebClient, body: Json) -> None:
        view = forms.a_win("")
        view["blocks"].insert(1, forms.field("link", "Link", {"type": "url_text_input"}, optional=True))
        client.views_update(view_id=body["view"]["id"], view=view)
        ack()

    @app.action("log_win")
    def from_home(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=forms.a_win(""))
        ack()

    @app.action({"action_id": "level"})
    def level(ack: Ack, respond: Any, action: Json) -> None:
        respond(replace_original=False, text=f"Chosen: {action['selected_option']['value']}")
        ack()

    for name in ("more", "remove", "help"):
        app.action(name)(
            lambda ack, respond, action: (respond(text=f"Did {action['action_id']}", replace_original=False), ack())
        )

    @app.options("found")
    def found(ack: Ack, body: Json) -> None:
        ack(options=[forms.option(f"{body['value']} one", "1"), forms.option(f"{body['value']} two", "2")])


def _submissions(app: App) -> None:
    @app.view("win")
    def win(ack: Ack, view: Json) -> None:
        text = view["state"]["values"]["what"]["what"]["value"]
        if text == "crash":
            raise RuntimeError("told to")
        if text.startswith("was involved"):
            ack(response_action="errors", errors={"what": "Say what you did yourself."})
        else:
            ack(response_action="update", view=forms.said(f"Saved: {text}"))

    @app.view("form")
    def form(ack: Ack) -> None:
        ack()


class Stage:
    """The running workspace and app; `received` is what the app was sent, by kind."""

    def __init__(self, slack: LocalSlack, url: str) -> None:
        self.slack, self.url = slack, url

    def payloads(self, kind: str) -> list[Json]:
        """Returns the payloads of one kind of request, oldest first."""
        return [delivery.payload for delivery in self.slack.deliveries() if delivery.kind == kind]

    def last_values(self) -> Json:
        """Returns the values of the last submission by block id, each as its simple value."""
        blocks = self.payloads("view_submission")[-1]["view"]["state"]["values"]
        return {block: _simple(next(iter(actions.values()))) for block, actions in blocks.items()}


def _simple(state: Json) -> Any:
    value = next(value for name, value in state.items() if name != "type")
    if isinstance(value, list):
        return [_id(item) for item in value]
    return _id(value)


def _id(value: Any) -> Any:
    return value.get("value", value.get("name")) if isinstance(value, dict) else value


@contextmanager
def stage(port: int = 0) -> Iterator[Stage]:
    """Runs the workspace and the app until the block ends."""
    slack = LocalSlack(MANIFEST, SECRET, TOKEN, rate_limits=False, team=Team("T0LOCAL01", "Fernhill", "fernhill"))
    people_and_places(slack)
    slack.tries = TRIES
    slack.keep()
    with slack.start(port) as server:
        handler = SlackRequestHandler(bolt_app(server.api_url), path="/slack/events")
        web = make_server("127.0.0.1", 0, handler, threaded=True, request_handler=Quiet)
        slack.transport.app_url = f"http://127.0.0.1:{web.server_port}/slack/events"
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield Stage(slack, server.url)
        finally:
            web.shutdown()
            thread.join()
            web.server_close()
