"""What a process asks before it starts: is the database there and its schema current, does Slack take the token?"""

import logging
from collections.abc import Callable
from functools import partial
from itertools import chain, repeat
from threading import Event
from typing import TypeVar

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot import schema
from bot.config import BadSetting, Config, origin_of
from bot.slack.outcomes import Failure, Never, Paused, SlackAnswer, look_up
from ladder.errors import Unavailable
from ladder.store.engine import is_damage, open_engine

_BUSY_SECONDS = 5.0
WAITS = (1, 2, 4, 8, 15)
_LONGEST_WAIT = 30
_WRONG_TOKEN = frozenset(
    (
        *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"),
        "missing_scope",  # of an app token: made without connections:write
    )
)

_log = logging.getLogger(__name__)
Found = TypeVar("Found")


class CannotStart(Exception):
    """Somebody has to do something first; `str(error)` says what."""


class Away(Exception):
    """The database or Slack does not answer; `str(error)` names the setting and says why. It may come back."""


def check_database(config: Config) -> None:
    """Raises `Away` if the database does not answer, `CannotStart` if its schema is not this version's, and `Damaged`
    if it is a SQLite file that is not whole."""
    engine = open_engine(config.database_url, busy_seconds=_BUSY_SECONDS)
    try:
        if not schema.at_head(engine):
            raise CannotStart("The database is not at this version's schema. Run: ladderbot migrate")
    except Unavailable as error:
        _refuse_damaged(engine, error)
        raise _away(error) from error
    finally:
        engine.dispose()


def is_ready(engine: Engine) -> bool:
    """True if the database answers and its schema is this version's."""
    try:
        return schema.at_head(engine)
    except Unavailable:
        return False


def reach_database(config: Config) -> None:
    """Raises `Away` if the database does not answer, whatever its schema is."""
    try:
        check_database(config)
    except (CannotStart, schema.Damaged):
        return


def team_of(client: WebClient) -> str:
    """The workspace that the bot token belongs to. Raises `BadSetting` if Slack does not take the token, and `Away` if
    Slack does not answer."""
    return _ask(client, "SLACK_BOT_TOKEN", client.auth_test, "team_id")


def socket_address(client: WebClient, app_token: str) -> str:
    """The address for a Socket Mode connection. Raises `BadSetting` if Slack does not take the app token, and `Away` if
    Slack does not answer."""
    return _ask(client, "SLACK_APP_TOKEN", partial(client.apps_connections_open, app_token=app_token), "url")


def patiently(ask: Callable[[], Found], stop: Event) -> Found | None:
    """What `ask` returns, asked again as long as it raises `Away`; None if `stop` was set meanwhile. Says why it
    waits."""
    for wait in chain(WAITS, repeat(_LONGEST_WAIT)):
        try:
            return ask()
        except Away as error:
            _log.warning("%s Trying again in %d s.", error, wait)
            if stop.wait(wait):
                break
    return None


def _refuse_damaged(engine: Engine, error: Unavailable) -> None:
    if isinstance(error.__cause__, DBAPIError) and is_damage(error.__cause__):
        schema.refuse_damaged(engine)


def _away(error: Unavailable) -> Away:
    return Away(f"DATABASE_URL: the database does not answer ({schema.reason_of(error.__cause__)}).")


def _ask(client: WebClient, setting: str, call: Callable[[], SlackResponse], name: str) -> str:
    answer = look_up(call)
    if isinstance(answer, SlackAnswer) and isinstance(answer.data.get(name), str):
        return str(answer.data[name])
    if isinstance(answer, Paused) and answer.code in _WRONG_TOKEN:
        raise BadSetting(
            f"{setting}: Slack does not accept this token ({answer.code}). Get it here: {origin_of(setting)}."
        )
    raise Away(f"{setting}: Slack does not answer at {client.base_url} ({_why(answer)}).")


def _why(answer: SlackAnswer | Failure) -> str:
    if isinstance(answer, SlackAnswer):
        return "this is not Slack"
    return answer.code if isinstance(answer, Never | Paused) else answer.why
