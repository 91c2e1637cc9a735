"""Trouble in one workspace that its admins have to know of: its ladder or its settings can't be read."""

from datetime import datetime, timedelta

from ladder.delivery.queue import NewDelivery, enqueue
from ladder.people import people
from ladder.store.db import Tx

TROUBLE = "trouble"
_HELPS_FOR = timedelta(days=7)
_LONGEST = 50


def tell_admins(tx: Tx, unreadable: str, now: datetime) -> int:
    """Writes a message to each admin that `unreadable` (in a few words) can't be read: at most one a month about the
    same thing. Returns how many are new."""
    period = f"{now:%Y-%m} {unreadable[:_LONGEST]}"
    admins = [person.id for person in people.everyone(tx) if person.admin and person.active]
    return enqueue(
        tx,
        *(
            NewDelivery(recipient=admin, kind=TROUBLE, period=period, due_at=now, not_after=now + _HELPS_FOR)
            for admin in admins
        ),
    )


def unreadable_in(period: str) -> str:
    """What can't be read, of the period of such a message."""
    return period.partition(" ")[2]
