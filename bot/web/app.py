"""The Bolt app: built from settings and services, connected to nothing until the first request."""

import logging

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped, warning_token_skipped

import handlers
from bot.config import Config
from bot.slack.client import request_client
from handlers.interaction.services import Services

_bolt = logging.getLogger("ladder.bolt")
_bolt.setLevel(logging.WARNING)  # at INFO, Bolt logs the whole body of a request with a bad signature
_UNUSED = (
    warning_client_prioritized_and_token_skipped(),
    warning_token_skipped(),
)  # listeners use the app's own client
_bolt.addFilter(lambda record: record.msg not in _UNUSED)


def make_app(config: Config, services: Services) -> App:
    """The app that answers Slack. `process_before_response`: an answer is committed before it is given, and an
    exception is an error that Slack sees (docs/decisions/server.md)."""
    app = App(
        name="ladder",  # else Bolt looks for the file that makes it, through the source of all who call
        signing_secret=config.slack_signing_secret,
        client=request_client(config.slack_bot_token, config.slack_api_url),
        authorize=_authorize,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        logger=_bolt,
        ignoring_self_events_enabled=False,  # it listens to no messages, so not to its own either
        attaching_function_token_enabled=False,  # no listener runs a custom step's function
    )
    handlers.register(app, services)
    return app


def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Slack's signature has vouched for the request already, so nobody is asked. No token is handed out: the client
    that Bolt makes for each request would follow a redirect with it."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
