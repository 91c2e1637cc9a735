"""The last digest of a manager and how it was delivered: the Home tab shows both, so that a doubtful message loses
nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from ladder.delivery.queue import DIGEST
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow, DeliveryState

_delivery = table_of(DeliveryRow)
_LAST = (
    select(_delivery.c.period, _delivery.c.state, _delivery.c.sent_at, _delivery.c.due_at, _delivery.c.last_error)
    .where(
        walled(_delivery),
        _delivery.c.recipient_id == bindparam("manager"),
        _delivery.c.kind == DIGEST,
        _delivery.c.part == 1,
    )
    .order_by(_delivery.c.due_at.desc())
    .limit(1)
)
_ANY = (
    select(_delivery.c.id)
    .where(walled(_delivery), _delivery.c.kind == DIGEST, _delivery.c.period == bindparam("period"))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class LastDigest:
    """The period of a manager's last digest, where its message stands, and why if it is not simply sent."""

    period: str
    state: DeliveryState
    due_at: datetime
    sent_at: datetime | None
    reason: str


def last_digest(tx: Tx, manager: str) -> LastDigest | None:
    """The latest digest that was due for `manager`; None if there was none yet."""
    row = tx.first(_LAST, manager=manager)
    return LastDigest(row.period, row.state, row.due_at, row.sent_at, row.last_error or "") if row else None


def has_digests(tx: Tx, period: str) -> bool:
    """Whether digests about a period, such as "2026Q3", have been due for anybody."""
    return tx.first(_ANY, period=period) is not None
