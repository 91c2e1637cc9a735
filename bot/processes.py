"""The long-running processes of INTERFACE, put together from their parts; each ends on SIGTERM or Ctrl-C."""

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import schema
from bot.app import make_app
from bot.clock import machine_time
from bot.config import BadSetting, Config
from bot.jobs import tick
from bot.logs import set_up
from bot.renderers import RENDERERS
from bot.services import make_services
from bot.slack import post_client
from bot.ticking import background_clock, blocking_clock
from bot.worker import Worker
from ladder.db import Database
from ladder.engine import open_engine
from ladder.errors import Unavailable


def is_ready(config: Config) -> bool:
    """True if the database can be reached and its schema is this code's."""
    set_up(config.log_level, config.log_format)
    try:
        return schema.at_head(open_engine(config.database_url))
    except Unavailable:
        return False


def tick_once(config: Config, now: datetime | None) -> str:
    """One tick at `now`, else at the present time; returns what each job did, for people to read."""
    done = tick(_database(config), now or machine_time())
    return ", ".join(f"{name}: {count}" for name, count in done.items())


def drain(config: Config, now: datetime | None) -> str:
    """Delivers all that is due at `now`, else at the present time; returns what was done, for people to read."""
    worker = _worker(config)
    worker.try_again()
    sent = worker.drain(now or machine_time())
    return f"sent: {sent}"


def keep_ticking(config: Config) -> None:
    """The clock process."""
    scheduler = blocking_clock(_database(config), machine_time)
    _on_stop(lambda: scheduler.shutdown(wait=False))
    scheduler.start()


def keep_working(config: Config) -> None:
    """The worker process."""
    stop = threading.Event()
    _on_stop(stop.set)
    _worker(config).run(stop)


def answer_over_socket(config: Config) -> None:
    """Socket Mode: the same app, without a public address."""
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    app = make_app(config, make_services(config))
    client = WebClient(token=config.slack_app_token, base_url=config.slack_api_url)
    handler = SocketModeHandler(app, config.slack_app_token, web_client=client)
    stop = threading.Event()
    _on_stop(stop.set)
    handler.client.connect()
    stop.wait()
    handler.client.close()


def run_everything(config: Config, *, socket: bool) -> None:
    """Answers, clock and worker together on one machine."""
    set_up(config.log_level, config.log_format)
    stop = threading.Event()
    worker = threading.Thread(target=_worker(config).run, args=(stop,), name="worker")
    clock = background_clock(_database(config), machine_time)
    worker.start()
    clock.start()
    try:
        _answer(config, socket=socket)
    finally:
        clock.shutdown(wait=False)
        stop.set()
        worker.join()


def _answer(config: Config, *, socket: bool) -> None:
    if socket:
        answer_over_socket(config)
    else:
        from bot.serving import serve

        serve("0.0.0.0", config.port, workers=1, threads=8)  # noqa: S104  a server


def _database(config: Config) -> Database:
    return Database(open_engine(config.database_url))


def _worker(config: Config) -> Worker:
    client = post_client(config.slack_bot_token, config.slack_api_url)
    return Worker(_database(config), _clients(client), RENDERERS, now=machine_time)


def _clients(client: WebClient) -> Mapping[str, WebClient]:
    """The client by the workspace its token belongs to. Raises `BadSetting` if Slack does not accept the token."""
    try:
        team = client.auth_test()["team_id"]
    except (SlackApiError, SlackClientError, OSError) as error:
        raise BadSetting(f"SLACK_BOT_TOKEN: Slack does not answer to this token ({type(error).__name__}).") from error
    return {team: client}


def _on_stop(stop: Callable[[], object]) -> None:
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop())
