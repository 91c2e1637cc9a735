"""Whether a win is on record already: the same message, or near-identical words about nearly the same day."""

from datetime import date, timedelta

from sqlalchemy import bindparam

from ladder.evidence import record, rows
from ladder.evidence.rules import MOST_TEXT
from ladder.evidence.same_words import near_identical
from ladder.people import people
from ladder.store.db import Tx
from ladder.store.values import Evidence, NewWin

# A win from Friday is logged on Monday; the same words about a day further off are work that came back.
NEAR = timedelta(days=3)

_day = rows.item.c.happened_on
_ABOUT_THEN = rows.OF_OWNERS.where(
    _day >= bindparam("first", type_=_day.type), _day <= bindparam("last", type_=_day.type)
)


def seen_before(tx: Tx, owner: str, win: NewWin) -> Evidence | None:
    """The item of the owner's that this may be, if any: to be asked about, never to be refused. Until the transaction
    ends nobody else looks for that owner, so that of equal wins saved at once the second sees the first."""
    people.hold(tx, owner)
    if win.source:
        logged = record.from_message(tx, owner, win.source.channel, win.source.ts)
        if logged:
            return logged
    return alike(tx, owner, win.text, win.happened_on)


def alike(tx: Tx, owner: str, text: str, day: date) -> Evidence | None:
    """The owner's latest item with near-identical words about nearly the same day, if any; none for a text that is too
    long for a win, and will be refused."""
    if len(text) > MOST_TEXT:
        return None
    items = rows.read(tx, _ABOUT_THEN, [owner], for_owner=True, first=day - NEAR, last=day + NEAR)
    return next((item for item in reversed(items) if near_identical(item.text, text)), None)
