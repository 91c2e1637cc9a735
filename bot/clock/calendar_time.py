"""What day it is for the clock and the worker.

PostgreSQL's date decides; beside SQLite the machine's does, held against Slack's. On a local workspace its own date
decides: somebody may have moved it.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock.time import CheckedClock, machine_time
from bot.config import Config
from bot.slack.client import NeverSent, NoAnswer, SlackClient
from ladder.delivery.queue import database_time
from ladder.store.db import Database

_APART_LOCALLY = timedelta(seconds=2)  # a header has no parts of a second
_APART = timedelta(days=1)
_TIMEOUT_SECONDS = 3


def calendar_clock(config: Config, database: Database) -> CheckedClock:
    """The clock that says what is due."""
    slack = SlackClient("", config.slack_api_url, timeout=_TIMEOUT_SECONDS)
    if config.slack_is_local:
        return CheckedClock(lambda: slack_date(slack), every=timedelta(seconds=5), apart=_APART_LOCALLY)
    if database.engine.dialect.name != "sqlite":
        return CheckedClock(lambda: _database_date(database), every=timedelta(seconds=20))
    return CheckedClock(lambda: slack_date(slack), every=timedelta(hours=1), apart=_APART)


def slack_date(client: WebClient) -> datetime | None:
    """The date of an answer of Slack's; None if there is none to be had."""
    try:
        headers = client.api_test().headers
    except SlackApiError as error:
        headers = error.response.headers
    except (NeverSent, NoAnswer):
        return None
    said = {name.lower(): value for name, value in headers.items()}.get("date", "")
    try:
        return parsedate_to_datetime(said).astimezone(UTC)
    except ValueError:
        return None


def _database_date(database: Database) -> datetime:
    with database.read() as tx:
        return database_time(tx, machine_time())
