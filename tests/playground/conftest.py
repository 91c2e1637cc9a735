import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.local_slack import LocalSlack
from bot.playground.transport.wsgi import LocalServer
from tests.playground.control import Control
from tests.playground.tiny_app import MANIFEST, Serving, TestClock, TinyApp

TOKEN = "xoxb-tiny"
SECRET = "tiny-secret"
# The SDK makes a context for each call unless it is given one, for plain HTTP too; that takes some 15 ms.
SSL = ssl.create_default_context()


def new_slack(**more: Any) -> LocalSlack:
    """Returns a workspace with three people, a guest, a stranger, someone who left, and three channels."""
    slack = LocalSlack(more.pop("manifest", MANIFEST), SECRET, TOKEN, **more)
    slack.add_user("U1", "ana", real_name="Ana Lima", tz="Europe/Lisbon", email="ana@example.com")
    slack.add_user("U2", "ben", real_name="Ben Okafor", tz="America/New_York", email="ben@example.com", is_admin=True)
    slack.add_user("U3", "guest", is_guest=True)
    slack.add_user("U4", "stranger", is_stranger=True)
    slack.add_user("U5", "gone", email="gone@example.com", deleted=True)
    slack.add_channel("C1", "general", ["U1", "U2", "U3", "U4", slack.bot_user_id])
    slack.add_channel("C2", "random", ["U1", "U2"])
    slack.add_channel("C3", "secret", ["U2"], private=True)
    slack.add_channel("C4", "old", ["U1", slack.bot_user_id], is_archived=True)
    return slack


@dataclass
class Here:
    """A running local Slack with a tiny app connected, and the SDK's client as the app uses it."""

    slack: LocalSlack
    app: TinyApp
    server: LocalServer
    client: WebClient
    clock: TestClock

    def refused(self, method: str, **args: Any) -> Any:
        """Calls a method that must fail; returns Slack's answer."""
        with pytest.raises(SlackApiError) as raised:
            self.client.api_call(method, json=args)
        return raised.value.response.data

    def trigger(self, user: str = "U1") -> str:
        """Returns a fresh trigger id of a person."""
        return self.slack.workspace.triggers.make(user)


@pytest.fixture(scope="session")
def served_app() -> Iterator[TinyApp]:
    app = TinyApp()
    with Serving(app):
        yield app


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def here(served_app: TinyApp, clock: TestClock) -> Iterator[Here]:
    served_app.answers.clear()
    served_app.got.clear()
    slack = new_slack(app_url=served_app.url, clock=clock, rate_limits=False, retry_delays=(0.0, 0.0, 0.0))
    with slack.start() as server:
        client = WebClient(TOKEN, base_url=server.api_url, retry_handlers=[], timeout=5, ssl=SSL)
        yield Here(slack, served_app, server, client, clock)


@pytest.fixture
def control(here: Here) -> Control:
    return Control(here.server.url)
