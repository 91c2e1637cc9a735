"""The measure of all ratios: a bare Bolt app on the same server that only says hello."""

import os

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient


def application() -> SlackRequestHandler:
    """The WSGI application."""
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(
        client=client,
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        process_before_response=True,
        token_verification_enabled=False,
    )

    @app.command("/ladder")
    def hello(ack: Ack) -> None:
        ack("hello")

    return SlackRequestHandler(app)
