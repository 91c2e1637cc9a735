"""The long-running processes, put together from their parts; each ends on SIGTERM or Ctrl-C.

Each imports its own parts when it starts: a clock has no use for what answers Slack.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

from bot import schema
from bot.clock.calendar_time import calendar_clock
from bot.config import Config
from bot.readiness import Away, check_database, patiently, reach_database, socket_address, team_of
from bot.slack.client import SlackClient, post_client
from bot.supervisor import keep_running, until_told
from ladder.errors import Unavailable
from ladder.store.db import Database
from ladder.store.engine import open_engine

if TYPE_CHECKING:
    from bot.delivery.worker import Worker

# The SDK gives a connection up after four pings without an answer: 10 s here, 50 s with its usual ping.
_PING_SECONDS = 2
_WATCH_SECONDS = 1.0
_CLOSING_SECONDS = 5.0

_log = logging.getLogger(__name__)


def tick_once(config: Config, now: datetime | None) -> str:
    """One tick at `now`, else at the present time; returns what each job did, for people to read. Raises `Away`, and
    `CannotStart` and `Damaged` as `check_database` does."""
    from bot.clock.jobs import careful_tick, tick

    check_database(config)
    database = _database(config)
    try:
        done = tick(database, now) if now else careful_tick(database, calendar_clock(config, database).now())
    except Unavailable as error:
        raise Away(f"DATABASE_URL: the database went away ({error}).") from error
    return ", ".join(f"{name}: {count}" for name, count in done.items()) or "the date has jumped: see the log"


def drain(config: Config, now: datetime | None) -> str:
    """Delivers all that is due at `now`, else at the present time; returns what was done, for people to read. Raises
    `BadSetting`, `Away`, `CannotStart` and `Damaged`."""
    check_database(config)
    client = post_client(config.slack_bot_token, config.slack_api_url)
    worker = _worker(config, client, team_of(client))
    try:
        worker.try_again()
        sent = worker.drain(now or calendar_clock(config, _database(config)).now())
    except Unavailable as error:
        raise Away(f"DATABASE_URL: the database went away ({error}).") from error
    return f"sent: {sent}"


def keep_ticking(config: Config) -> None:
    """The clock process. Raises `CannotStart` and `Damaged`."""
    from bot.clock.ticking import background_clock

    stop = until_told()
    patiently(partial(check_database, config), stop)
    if stop.is_set():
        return
    database = _database(config)
    scheduler = background_clock(database, calendar_clock(config, database).now)
    scheduler.start()
    stop.wait()
    scheduler.shutdown()


def keep_working(config: Config) -> None:
    """The worker process. Raises `BadSetting`, `CannotStart` and `Damaged`."""
    stop = until_told()
    patiently(partial(check_database, config), stop)
    client = post_client(config.slack_bot_token, config.slack_api_url)
    team = None if stop.is_set() else patiently(partial(team_of, client), stop)
    if team:
        _worker(config, client, team).run(stop)


def answer_over_socket(config: Config) -> None:
    """Socket Mode: the same app, without a public address. Raises `BadSetting`, `CannotStart` and `Damaged`."""
    stop = until_told()
    client = post_client(config.slack_bot_token, config.slack_api_url)
    for ask in (partial(check_database, config), partial(team_of, client)):
        patiently(ask, stop)
        if stop.is_set():
            return
    address = patiently(partial(socket_address, client, config.slack_app_token), stop)
    if address:
        _hold_socket(config, address, stop)


def _hold_socket(config: Config, address: str, stop: Event) -> None:
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    from bot.web.app import make_app
    from bot.web.services import make_services

    app = make_app(config, make_services(config))
    client = post_client(config.slack_app_token, config.slack_api_url)
    handler = SocketModeHandler(app, config.slack_app_token, web_client=client, ping_interval=_PING_SECONDS)
    handler.client.wss_uri = address
    handler.client.connect()
    while not stop.wait(_WATCH_SECONDS):
        session = handler.client.current_session
        if session is not None and session.last_ping_pong_time is None:
            session.last_ping_pong_time = time.time()  # else one that never answers at all is never given up
    close_within(_CLOSING_SECONDS, handler.client.close)


def close_within(seconds: float, close: Callable[[], object]) -> None:
    """Closes, and goes on after so many seconds if that doesn't end: slack_sdk waits for good for a session that comes
    back in the moment it is closed."""
    closing = Thread(target=close, daemon=True)
    closing.start()
    closing.join(seconds)


def check_web(config: Config) -> None:
    """What `serve` asks before it answers. A database or a Slack that is away is said, and no reason not to answer:
    people are told, and `/readyz` says no. Raises `BadSetting`, `CannotStart` and `Damaged`."""
    client = post_client(config.slack_bot_token, config.slack_api_url)
    for check in (partial(check_database, config), partial(team_of, client)):
        try:
            check()
        except Away as error:
            _log.warning("%s Answering all the same.", error)


def run_everything(config: Config, *, socket: bool) -> int:
    """Answers, clock and worker side by side on one machine, until told to stop; brings the schema to its last step
    first. Returns the exit code. Raises `BadSetting`, `SchemaError` and `Damaged`."""
    stop = until_told()
    patiently(partial(reach_database, config), stop)
    if stop.is_set():
        return 0
    schema.upgrade(config.database_url)
    _refuse_wrong_token(config)
    return keep_running((("socket" if socket else "serve",), ("clock",), ("worker",)), stop)


def _refuse_wrong_token(config: Config) -> None:
    """Raises `BadSetting` here, once, for all processes. If Slack is away, they say so and wait themselves."""
    try:
        team_of(post_client(config.slack_bot_token, config.slack_api_url))
    except Away:
        return


def _database(config: Config) -> Database:
    return Database(open_engine(config.database_url))


def _worker(config: Config, client: SlackClient, team: str) -> "Worker":
    from bot.delivery.renderers import RENDERERS
    from bot.delivery.worker import Worker

    database = _database(config)
    return Worker(database, {team: client}, RENDERERS, now=calendar_clock(config, database).now)
