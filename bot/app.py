"""The Bolt app: built from settings and services, connected to nothing until the first request."""

import logging
from ssl import create_default_context

from slack_bolt import App
from slack_sdk import WebClient

import handlers
from bot.config import Config
from handlers.visit import Services

_REQUEST_SECONDS = 2  # a call made while Slack waits for its answer, which it does for 3 s

_bolt = logging.getLogger("ladder.bolt")
_bolt.setLevel(logging.WARNING)  # at INFO, Bolt logs the whole body of a request with a bad signature


def make_app(config: Config, services: Services) -> App:
    """The app that answers Slack. `process_before_response`: an answer is committed before it is given, and an
    exception is an error that Slack sees (docs/decisions/server.md)."""
    app = App(
        signing_secret=config.slack_signing_secret,
        client=request_client(config),
        process_before_response=True,
        token_verification_enabled=False,
        logger=_bolt,
        ignoring_self_events_enabled=False,  # it listens to no messages, so not to its own either
        attaching_function_token_enabled=False,  # no listener runs a custom step's function
    )
    handlers.register(app, services)
    return app


def request_client(config: Config) -> WebClient:
    """The client for calls made inside a request: short, and never repeated."""
    return WebClient(
        token=config.slack_bot_token,
        base_url=config.slack_api_url,
        timeout=_REQUEST_SECONDS,
        ssl=create_default_context(),  # else the SDK makes one for each call, at 15 ms
        retry_handlers=[],
        logger=_bolt,
    )
