"""Drafts: a ladder that an admin has brought, kept until it is published or thrown away; one for each admin."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from ladder.errors import NotFound
from ladder.framework.model import Ladder, from_json, to_json
from ladder.people.people import require_admin
from ladder.people.workspaces import latest_version
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import LadderDraftRow

_draft = table_of(LadderDraftRow)
_mine = (walled(_draft), _draft.c.author_id == bindparam("author"))
_ONE = select(_draft).where(*_mine)
_DROP = delete(_draft).where(*_mine)
_REBASE = update(_draft).where(*_mine).values(based_on=bindparam("number"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A ladder as it was read. `origin` is the file or template it came from, `based_on` the number of the version
    it was last held against, `made_at` an aware UTC instant."""

    ladder: Ladder
    origin: str
    based_on: int
    made_at: datetime


def keep(tx: Tx, actor: str, ladder: Ladder, origin: str, now: datetime) -> None:
    """Keeps `ladder` as the draft of `actor`, in place of an earlier one. Raises `Refused`."""
    require_admin(tx, actor)
    drop(tx, actor)
    row = {"author_id": actor, "document": to_json(ladder).decode(), "based_on": latest_version(tx), "origin": origin}
    tx.insert(LadderDraftRow, {**row, "made_at": now})


def find(tx: Tx, actor: str) -> Draft | None:
    """The draft of `actor`, if there is one."""
    row = tx.first(_ONE, author=actor)
    return Draft(from_json(row.document), row.origin, row.based_on, row.made_at) if row else None


def get(tx: Tx, actor: str) -> Draft:
    """The draft of `actor`. Raises `NotFound`."""
    draft = find(tx, actor)
    if draft is None:
        raise NotFound("draft")
    return draft


def rebase(tx: Tx, actor: str, number: int) -> None:
    """Notes that the draft has been held against version `number`."""
    tx.run(_REBASE, author=actor, number=number)


def drop(tx: Tx, actor: str) -> None:
    """Throws the draft of `actor` away, if there is one."""
    tx.run(_DROP, author=actor)
