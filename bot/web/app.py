"""The Bolt app: built from settings and services, connected to nothing until the first request."""

import logging

from slack_bolt import App, BoltRequest
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped

import handlers
from bot.config import Config
from bot.slack.request_client import RequestClient
from handlers.interaction.services import Services

_bolt = logging.getLogger("ladder.bolt")
_bolt.setLevel(logging.WARNING)  # at INFO, Bolt logs the whole body of a request with a bad signature
_UNUSED = warning_client_prioritized_and_token_skipped()  # of the token in the environment, which our client has
_bolt.addFilter(lambda record: record.msg != _UNUSED)


def make_app(config: Config, services: Services) -> App:
    """The app that answers Slack. `process_before_response`: an answer is committed before it is given, and an
    exception is an error that Slack sees (docs/decisions/server.md)."""
    app = _App(
        name="ladder",  # else Bolt looks for the file that makes it, through the source of all who call
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


def request_client(config: Config) -> RequestClient:
    """The client for calls made inside a request."""
    return RequestClient(config.slack_bot_token, config.slack_api_url, _bolt)


class _App(App):
    """Gives listeners the app's own client: Bolt makes a new one for each request, which has no connections yet."""

    def _init_context(self, req: BoltRequest) -> None:
        req.context["logger"] = _bolt
        req.context["client"] = self.client
        req.context["token"] = self.client.token
        req.context["listener_runner"] = self.listener_runner
