"""A manager's digest for the terminal: the very messages that would be sent. Whoever reads it there reads the records
of the manager's reports, so it stands in their ledger before it is shown.
"""

import html
import json
from collections.abc import Sequence
from datetime import datetime

from bot.config import Config
from handlers.views.digest import digest_messages
from ladder.calendar.dates import parse_quarter, quarter_ended_before, zone
from ladder.digest.reading import digest_for
from ladder.errors import Invalid, NotFound, Unreadable
from ladder.people import people, workspaces
from ladder.people.access import OPERATOR, LookKind, record_read
from ladder.store.db import Database, Tx
from ladder.store.engine import open_engine


class CannotShow(Exception):
    """There is nothing to show; `str(error)` says why and what to do."""


def digest_as(
    form: str, config: Config, manager: str, workspace: str | None, quarter: str | None, now: datetime
) -> str:
    """The digest as "text", as a person reads it, or as "slack", the JSON of each message. Raises `CannotShow`."""
    engine = open_engine(config.database_url)
    try:
        database = Database(engine)
        with database.read() as tx:
            team = workspace or only(workspaces.all_ids(tx))
        with database.write(team) as tx:
            return _as(form, tx, manager, quarter, now)
    finally:
        engine.dispose()


def only(ids: Sequence[str]) -> str:
    """The one workspace there is. Raises `CannotShow` if there is none, or more than one."""
    if len(ids) != 1:
        reason = f"There are {len(ids)} workspaces ({', '.join(ids)})." if ids else "No workspace is set up yet."
        raise CannotShow(f"{reason} Name one with --workspace T.")
    return ids[0]


def _as(form: str, tx: Tx, manager: str, label: str | None, now: datetime) -> str:
    try:
        settings = workspaces.get(tx).digest
        start, today = (
            settings.quarter_start_month,
            now.astimezone(zone(people.get(tx, manager).tz, settings.tz)).date(),
        )
        quarter = parse_quarter(label, start) if label else quarter_ended_before(today, start)
        digest = digest_for(tx, manager, quarter)
        if not digest.reports:
            raise CannotShow(f"Nobody reports to {digest.manager.name or manager}, so there is no digest.")
    except NotFound as error:
        raise CannotShow(f"There is no such {error} here. `ladderbot people export` lists who is.") from error
    except Invalid as error:
        raise CannotShow(f"“{label}” isn't a quarter. Write it like 2026Q3.") from error
    except Unreadable as error:
        raise CannotShow(
            f"The {error} of this workspace can't be read. `ladderbot settings` sets what is wrong."
        ) from error
    record_read(tx, OPERATOR, [report.person.id for report in digest.reports if report.last_on], LookKind.DIGEST, now)
    messages = digest_messages(digest, workspaces.current_ladder(tx))
    if form == "slack":
        whole = [{"text": message.text, "blocks": message.blocks} for message in messages]
        return json.dumps(whole, ensure_ascii=False, indent=2)
    return "\n\n".join(html.unescape(message.text) for message in messages)
