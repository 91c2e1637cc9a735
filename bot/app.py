"""The Bolt app: built from settings and services, connected to nothing until the first request."""

import logging
from collections.abc import Callable

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware

import handlers
from bot.config import Config
from bot.request_client import RequestClient
from handlers.visit import Services

_bolt = logging.getLogger("ladder.bolt")
_bolt.setLevel(logging.WARNING)  # at INFO, Bolt logs the whole body of a request with a bad signature


def make_app(config: Config, services: Services) -> App:
    """The app that answers Slack. `process_before_response`: an answer is committed before it is given, and an
    exception is an error that Slack sees (docs/decisions/server.md)."""
    client = request_client(config)
    app = App(
        signing_secret=config.slack_signing_secret,
        client=client,
        process_before_response=True,
        token_verification_enabled=False,
        logger=_bolt,
        ignoring_self_events_enabled=False,  # it listens to no messages, so not to its own either
        attaching_function_token_enabled=False,  # no listener runs a custom step's function
    )
    app.use(_KeptClient(client))
    handlers.register(app, services)
    return app


def request_client(config: Config) -> RequestClient:
    """The client for calls made inside a request."""
    return RequestClient(config.slack_bot_token, config.slack_api_url, _bolt)


class _KeptClient(Middleware):
    """Gives listeners the app's own client: Bolt makes a new one for each request, which has no connections yet."""

    def __init__(self, client: RequestClient) -> None:
        self._client = client

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:
        req.context["client"] = self._client
        return next()
