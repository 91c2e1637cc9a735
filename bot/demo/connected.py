"""The real app connected to a local workspace: signed HTTP both ways, a database file, the clock and the worker.

The demo runs on it, and so do the tests of the whole product.
"""

import json
import threading
from collections.abc import Collection
from datetime import datetime
from importlib.resources import files
from types import TracebackType
from typing import Self

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from bot import schema
from bot.clock.jobs import tick
from bot.clock.time import MovableClock
from bot.config import Config
from bot.delivery.renderers import RENDERERS
from bot.delivery.worker import Worker
from bot.playground.local_slack import LocalSlack
from bot.playground.world.values import Json, Team
from bot.slack.client import post_client
from bot.web.app import make_app
from bot.web.http import Web
from bot.web.services import make_services
from ladder.store.db import Database

SIGNING_SECRET = "a-secret-that-only-this-machine-knows"  # noqa: S105  it guards a loopback address
BOT_TOKEN = "xoxb-local-workspace"  # noqa: S105  so does this one


def manifest() -> dict[str, object]:
    """The app's manifest, as it is given to Slack."""
    given: dict[str, object] = json.loads((files("bot") / "manifest.json").read_text(encoding="utf-8"))
    return given


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Writes nothing: the local workspace keeps a log of what it sent."""


class Connected:
    """A local workspace with the app in it. Setting the workspace's date moves the app's, and delivers what is due."""

    def __init__(
        self,
        database_url: str,
        now: datetime,
        *,
        port: int = 0,
        rate_limits: bool = True,
        declined: Collection[str] = (),
        team: Team | None = None,
        tries: Collection[Json] = (),
    ) -> None:
        self.clock = MovableClock(now)
        self.slack = LocalSlack(
            manifest(),
            SIGNING_SECRET,
            BOT_TOKEN,
            rate_limits=rate_limits,
            declined_scopes=declined,
            team=team,
            tries=tries,
        )
        self.slack.set_time(now)
        self._server = self.slack.start(port)
        self.url = self._server.url
        self.config = _config(database_url, self._server.api_url)
        schema.upgrade(self.config.database_url)
        self.services = make_services(self.config, self.clock.now)
        self._app = self._serve_app()
        self.slack.transport.app_url = f"http://127.0.0.1:{self._app.server_port}/slack/events"
        self.worker = self._make_worker()
        self.slack.on_time(self.move_to)

    def _serve_app(self) -> BaseWSGIServer:
        web = Web(make_app(self.config, self.services), lambda: schema.at_head(self.database.engine))
        server = make_server("127.0.0.1", 0, web, threaded=True, request_handler=_Quiet)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server

    def _make_worker(self) -> Worker:
        client = post_client(BOT_TOKEN, self._server.api_url)
        team = self.slack.workspace.team.id
        return Worker(self.database, {team: client}, RENDERERS, now=self.clock.now)

    @property
    def database(self) -> Database:
        return self.services.database

    @property
    def team(self) -> str:
        """The workspace's id."""
        return self.slack.workspace.team.id

    def move_to(self, now: datetime) -> None:
        """Makes `now` the app's present, and sends what has become due by then."""
        self.clock.set(now)
        tick(self.database, now)
        self.worker.drain(now)

    def stop(self) -> None:
        """Stops the app and the workspace; the database file stays."""
        self._app.shutdown()
        self._app.server_close()
        self._server.stop()
        self.database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _config(database_url: str, api_url: str) -> Config:
    return Config(
        slack_bot_token=BOT_TOKEN,
        slack_signing_secret=SIGNING_SECRET,
        slack_app_token="",
        slack_api_url=api_url,
        database_url=database_url,
        ladder_file=None,
        port=0,
        log_level="WARNING",
        log_format="text",
    )
