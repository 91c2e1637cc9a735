"""What was sent follows the record: a change of a win that a digest rests on has that message made anew, and the Home
tabs that show it. Written in the transaction of the change itself."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, select

from ladder.delivery.last_digest import last_digest
from ladder.delivery.queue import NewDelivery
from ladder.delivery.requests import NEVER, request
from ladder.delivery.sent_digests import copies_with
from ladder.evidence.rows import SHARED, item
from ladder.people import people
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow
from ladder.store.values import Evidence, Visibility

DIGEST_UPDATE = "digest_update"
HOME_UPDATE = "home"
DIGEST_REMAINS = "digest_remains"

_delivery = table_of(DeliveryRow)
_SHARED_OF = select(item.c.owner_id, item.c.id).where(
    walled(item), SHARED, item.c.owner_id.in_(bindparam("owners", expanding=True))
)
_ERROR = select(_delivery.c.error_code).where(
    walled(_delivery),
    _delivery.c.recipient_id == bindparam("manager"),
    _delivery.c.kind == DIGEST_UPDATE,
    _delivery.c.period == bindparam("period"),
    _delivery.c.part == bindparam("part"),
)


def win_changed(tx: Tx, win: Evidence) -> None:
    """Has every digest and Home tab that may show this win made anew, with what stands when the transaction is over.

    `win` is what it was before the change.
    """
    copies = copies_with(tx, win.owner, win.id)
    homes = {copy.manager: copy.due_at for copy in copies}
    if win.visibility is not Visibility.PRIVATE:
        homes |= _home_of_manager(tx, win.owner)
    request(
        tx,
        *(_of(copy.manager, DIGEST_UPDATE, copy.due_at, period=copy.period, part=copy.part) for copy in copies),
        *(_of(manager, HOME_UPDATE, due_at) for manager, due_at in sorted(homes.items())),
    )


def took_back(tx: Tx, still_shown: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Of the owners of these wins, by id, those who no longer share all of them, sorted."""
    rows = tx.all(_SHARED_OF, owners=sorted(still_shown))
    shared = {(row.owner_id, row.id) for row in rows}
    return tuple(
        sorted(owner for owner, wins in still_shown.items() if any((owner, win) not in shared for win in wins))
    )


def error_of(tx: Tx, manager: str, period: str, part: int) -> str:
    """Why one part of a digest couldn't be made anew, in Slack's word; "" if that is not so."""
    row = tx.first(_ERROR, manager=manager, period=period, part=part)
    return (row.error_code if row else "") or ""


def _home_of_manager(tx: Tx, owner: str) -> dict[str, datetime]:
    person = people.find(tx, owner)
    manager = person.manager if person else None
    last = last_digest(tx, manager) if manager else None
    return {manager: last.due_at} if manager and last else {}


def _of(manager: str, kind: str, due_at: datetime, *, period: str = "", part: int = 1) -> NewDelivery:
    # due since the digest itself was: what is to be done at once has no moment of its own
    return NewDelivery(recipient=manager, kind=kind, period=period, part=part, due_at=due_at, not_after=NEVER)
