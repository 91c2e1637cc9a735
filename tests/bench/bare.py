"""The measures of all ratios: the smallest Bolt apps there are, on the same server, with Bolt's own WSGI adapter."""

import os

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

TRIVIAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Hello"},
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "hello"}}],
}


def bare_app() -> App:
    """An app without listeners, from the environment."""
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    return App(
        client=client,
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        process_before_response=True,
        token_verification_enabled=False,
    )


def hello() -> SlackRequestHandler:
    """The WSGI application that answers a command with `ack("hello")`."""
    app = bare_app()

    @app.command("/ladder")
    def hello(ack: Ack) -> None:
        ack("hello")

    return SlackRequestHandler(app)


def trivial_modal() -> SlackRequestHandler:
    """The WSGI application that opens a modal of one line from a message shortcut."""
    app = bare_app()

    @app.shortcut("log_win_from_message")
    def opened(ack: Ack, body: dict[str, str], client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=TRIVIAL)
        ack()

    return SlackRequestHandler(app)
