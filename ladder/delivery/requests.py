"""Deliveries that may be repeated, because each replaces what it brought before: a message changed, a Home tab.

They need less than a post: nobody looks for an earlier one, and none is ever uncertain. What they need is that the last
one brings what stands then. So a request for one that is over begins it anew; one that is under way is done again when
it has ended, which its nonce tells; and one that waits is left to wait. The next call never begins before the last can
have arrived: the quiet time after the mark of intent sees to that. `tests/protocol` explores these rules.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, case, select, update

from ladder.delivery.claims import Claimed
from ladder.delivery.queue import NewDelivery, enqueue, new_nonce
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow, DeliveryState

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Until when such a delivery helps: it is never too late to take something back."""

_OVER = (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.CANCELLED, DeliveryState.UNCERTAIN)
_AFRESH: dict[str, Any] = {
    "first_post_at": None,
    "wait_until": None,
    "attempts": 0,
    "lost_leases": 0,
    "error_code": None,
    "last_error": None,
}

_delivery = table_of(DeliveryRow)
_asked_for = update(_delivery).where(
    walled(_delivery),
    _delivery.c.recipient_id == bindparam("to"),
    _delivery.c.kind == bindparam("of_kind"),
    _delivery.c.period == bindparam("about"),
    _delivery.c.part == bindparam("of_part"),
)
_TELL = _asked_for.values(nonce=bindparam("fresh"))
_BEGIN_ANEW = _asked_for.where(_delivery.c.state.in_(_OVER)).values(state=DeliveryState.PENDING, **_AFRESH)
_UNASKED = _delivery.c.nonce == bindparam("known")
_FINISH = update(_delivery).where(
    walled(_delivery),
    _delivery.c.id == bindparam("delivery"),
    _delivery.c.state == DeliveryState.SENDING,
    _delivery.c.claim_token == bindparam("token"),
)
_STILL_KNOWN = select(_delivery.c.id).where(walled(_delivery), _delivery.c.id == bindparam("delivery"), _UNASKED)


def request(tx: Tx, *new: NewDelivery) -> None:
    """Has these done, or done again, with what stands when this transaction is over."""
    for delivery in new:
        if enqueue(tx, delivery):
            continue
        key = {"to": delivery.recipient, "of_kind": delivery.kind, "about": delivery.period, "of_part": delivery.part}
        tx.run(_TELL, **key, fresh=new_nonce())
        tx.run(_BEGIN_ANEW, **key)


class End(StrEnum):
    """How a claimed one ended: over; to be done again, as it was asked for meanwhile; or the claim was lost before."""

    OVER = "over"
    AGAIN = "again"
    LOST = "lost"


def finish(
    tx: Tx, claimed: Claimed, state: DeliveryState, now: datetime, *, code: str | None = None, reason: str | None = None
) -> End:
    """Ends a claimed one in `state`, unless it was asked for again meanwhile: then it waits anew."""
    ended = {
        **_AFRESH,
        "claim_token": None,
        "lease_until": None,
        "state": case((_UNASKED, bindparam("ended", state, _delivery.c.state.type)), else_=DeliveryState.PENDING),
        "sent_at": now if state is DeliveryState.SENT else None,
        "error_code": code,
        "last_error": reason,
    }
    values = {"delivery": claimed.id, "known": claimed.nonce}
    if tx.run(_FINISH.values(ended), **values, token=claimed.token).rowcount != 1:
        return End.LOST
    return End.OVER if tx.first(_STILL_KNOWN, **values) else End.AGAIN
