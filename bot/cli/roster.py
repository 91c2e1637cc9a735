"""A roster between a file and the database, with what Slack says of the people in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot import schema
from bot.clock.time import machine_time
from bot.config import Config
from bot.slack.client import post_client
from bot.slack.people_lookup import LookedUp, Say, ask_slack, own_workspace
from ladder.errors import Unavailable
from ladder.people import people, workspaces
from ladder.people.roster.file import Roster, to_csv
from ladder.people.roster.importing import Applied, apply, plan
from ladder.store.db import Database
from ladder.store.engine import open_engine


class CannotTake(Exception):
    """The roster can't be taken or given; `str(error)` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, or would do, with the roster as it was read; `trouble` is why Slack couldn't be asked about
    everyone, or ""."""

    applied: Applied
    roster: Roster
    trouble: str


def take_roster(config: Config, roster: Roster, workspace: str | None, *, dry_run: bool, say: Say) -> Taken:
    """Imports a roster into the workspace, or only says what that would do. Raises `CannotTake`."""
    with _database(config) as database:
        team, asked = _ask(config, database, workspace, roster, say)
        applied = (_plan if dry_run else _apply)(config, database, team, asked)
    return Taken(applied, roster, asked.trouble)


def give_roster(config: Config, workspace: str | None) -> str:
    """The roster of the workspace as CSV. Raises `CannotTake`."""
    with _database(config) as database:
        team = _workspace(database, workspace, "")
        with database.read(team) as tx:
            return to_csv(people.everyone(tx))


@contextmanager
def _database(config: Config) -> Iterator[Database]:
    engine = open_engine(config.database_url)
    try:
        if not schema.at_head(engine):
            raise CannotTake("The database is not at this version's schema. Run: ladderbot migrate")
        yield Database(engine)
    except Unavailable as error:
        raise CannotTake(f"The database does not answer ({error}). Nothing was changed.") from error
    finally:
        engine.dispose()


def _ask(config: Config, database: Database, workspace: str | None, roster: Roster, say: Say) -> tuple[str, LookedUp]:
    """The workspace, and what Slack says of the people; without a token of that workspace Slack is not asked."""
    if not config.slack_bot_token:
        return _workspace(database, workspace, ""), LookedUp((), roster)
    client = post_client(config.slack_bot_token, config.slack_api_url)
    own, trouble = own_workspace(client)
    team = _workspace(database, workspace, own)
    if own != team:
        return team, LookedUp((), roster, trouble, unasked=roster.addresses if trouble else frozenset())
    return team, ask_slack(client, roster, say, team)


def _workspace(database: Database, named: str | None, own: str) -> str:
    """The workspace that is meant: the one named, else the token's own, else the only one there is."""
    with database.read() as tx:
        ids = workspaces.all_ids(tx)
    if named and (named in ids or named == own or not ids):
        return named
    if not named and (own or len(ids) == 1):
        return own or ids[0]
    there = f"There are {len(ids)}: {', '.join(ids)}." if ids else "None is set up yet."
    raise CannotTake(f"Which workspace? {there} Name one with --workspace T.")


def _plan(config: Config, database: Database, team: str, asked: LookedUp) -> Applied:
    from bot.web.services import first_ladder

    with database.read(team) as tx:
        is_new = team not in workspaces.all_ids(tx)
        ladder = first_ladder(config.ladder_file) if is_new else workspaces.current_ladder(tx)
        return plan(tx, asked.roster, ladder, asked.accounts, asked.unasked).applied


def _apply(config: Config, database: Database, team: str, asked: LookedUp) -> Applied:
    from bot.web.services import first_ladder

    with database.write(team) as tx:
        workspaces.set_up(tx, lambda: first_ladder(config.ladder_file), machine_time())
        workspaces.hold_ladder(tx)
        for outsider in asked.outsiders:
            if people.find(tx, outsider) is not None:
                people.set_active(tx, outsider, active=False)
        return apply(tx, asked.roster, workspaces.current_ladder(tx), asked.accounts, asked.unasked)
