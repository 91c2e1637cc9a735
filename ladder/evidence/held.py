"""Words that somebody typed and that are not on record yet: Ladder asked them something first, and keeps the words."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, select

from ladder.evidence.record import new_id
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import HeldWinRow

_held = table_of(HeldWinRow)
_THIS = (walled(_held), _held.c.owner_id == bindparam("owner"), _held.c.id == bindparam("held"))
_READ = select(_held.c.text, _held.c.happened_on).where(*_THIS)
_DROP = delete(_held).where(*_THIS)


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody typed, and the day it is about."""

    text: str
    happened_on: date


def hold(tx: Tx, owner: str, words: Held, now: datetime) -> str:
    """Keeps words of the owner's until they are taken or a week is over; returns their key."""
    key = new_id(now)
    row = {"owner_id": owner, "id": key, "text": words.text, "happened_on": words.happened_on, "held_at": now}
    tx.insert(HeldWinRow, row)
    return key


def take(tx: Tx, owner: str, key: str) -> Held | None:
    """Gives the owner's words back and keeps them no longer; None if they were taken before, or the week is over."""
    row = tx.first(_READ, owner=owner, held=key)
    taken = tx.run(_DROP, owner=owner, held=key).rowcount == 1  # of two presses at once, one
    return Held(row.text, row.happened_on) if row is not None and taken else None
