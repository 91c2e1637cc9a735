"""Deliveries: what must reach a person in Slack once. A row is written with its cause; the worker sends it later.

Two times are kept apart everywhere. `now` is the calendar's time, which says what is due; a demo may move it. `at`
is the machine's time, for leases and waits, which are real seconds; on PostgreSQL the server's clock replaces it,
because the clocks of several machines differ (`database_time`).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, update

from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow, DeliveryState, WorkspaceRow

DIGEST = "digest"
MISSED = "missed"
_MISSED_REASON = "Nothing was running from the day this was due until it was too late to help."
_SHOWN_FAILURES = 50
NOTHING_NEW = "Nothing new was shared in this quarter."

_delivery = table_of(DeliveryRow)
_workspace = table_of(WorkspaceRow)
IS_QUIET = and_(_delivery.c.state == DeliveryState.CANCELLED, _delivery.c.last_error == NOTHING_NEW)
NEVER_POSTED = _delivery.c.first_post_at.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """One delivery to be written. `period` is what it is about, such as "2026Q3"; with recipient, kind and part it is
    the key that keeps it from being sent twice. `due_at` and `not_after` are aware instants."""

    recipient: str
    kind: str
    period: str
    due_at: datetime
    not_after: datetime
    part: int = 1
    channel: str | None = None
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedDelivery:
    """A delivery that did not go as promised: dead, uncertain, or in doubt and still being looked into."""

    recipient: str
    kind: str
    period: str
    part: int
    state: DeliveryState
    code: str
    reason: str
    due_at: datetime


def database_time(tx: Tx, at: datetime) -> datetime:
    """The time that leases are measured by: PostgreSQL's own clock; `at` on SQLite, where all share one machine."""
    if tx.connection.dialect.name == "sqlite":
        return at
    moment: datetime = tx.connection.execute(select(func.clock_timestamp())).scalar_one()
    return moment


def enqueue(tx: Tx, *new: NewDelivery) -> int:
    """Writes deliveries; one whose key is there already, in whatever state, is left alone. Returns how many are new."""
    return tx.insert_new(DeliveryRow, *map(_row, new))


def record_missed(tx: Tx, *new: NewDelivery) -> int:
    """Writes deliveries that can no longer help as missed, so that they are seen. Returns how many are new."""
    missed = {"state": DeliveryState.DEAD, "error_code": MISSED, "last_error": _MISSED_REASON}
    return tx.insert_new(DeliveryRow, *(_row(delivery) | missed for delivery in new))


def record_quiet(tx: Tx, *new: NewDelivery) -> int:
    """Writes deliveries of which there is nothing to say as cancelled: they are decided. Returns how many are new."""
    quiet = {"state": DeliveryState.CANCELLED, "last_error": NOTHING_NEW}
    return tx.insert_new(DeliveryRow, *(_row(delivery) | quiet for delivery in new))


def new_nonce() -> str:
    """A sign by which one delivery, or one request for it, is told from any other."""
    return secrets.token_hex(16)


def _row(new: NewDelivery) -> dict[str, Any]:
    return {
        "id": secrets.token_hex(16),
        "nonce": new_nonce(),
        "recipient_id": new.recipient,
        "kind": new.kind,
        "period": new.period,
        "part": new.part,
        "state": DeliveryState.PENDING,
        "due_at": new.due_at,
        "not_after": new.not_after,
        "channel": new.channel,
        "thread_ts": new.thread_ts,
    }


_FAILURES = (
    select(_delivery)
    .where(
        walled(_delivery),
        or_(
            _delivery.c.state.in_((DeliveryState.DEAD, DeliveryState.UNCERTAIN)),
            and_(_delivery.c.state == DeliveryState.PENDING, _delivery.c.first_post_at.is_not(None)),
        ),
    )
    .order_by(_delivery.c.due_at.desc(), _delivery.c.recipient_id, _delivery.c.part)
    .limit(bindparam("most"))
)


def failures(tx: Tx, most: int = _SHOWN_FAILURES) -> tuple[FailedDelivery, ...]:
    """The workspace's deliveries that someone should know about, newest due first, at most `most`."""
    return tuple(
        FailedDelivery(
            recipient=row.recipient_id,
            kind=row.kind,
            period=row.period,
            part=row.part,
            state=row.state,
            code=row.error_code or "",
            reason=row.last_error or "",
            due_at=row.due_at,
        )
        for row in tx.all(_FAILURES, most=most)
    )


def sending_stopped() -> ColumnElement[bool]:
    """The condition on `workspace` that it waits (parameter `at`): Slack asked for it, or refuses all messages."""
    return and_(_workspace.c.paused_until.is_not(None), _workspace.c.paused_until > bindparam("at"))


_HERE = update(_workspace).where(_workspace.c.id == bindparam("workspace"))
_PAUSE = _HERE.values(paused_reason=bindparam("reason"), paused_until=bindparam("until"))
_HOLD = _HERE.where(or_(_workspace.c.paused_until.is_(None), _workspace.c.paused_until < bindparam("until"))).values(
    paused_until=bindparam("until")
)
_RESUME = _HERE.where(_workspace.c.paused_reason.is_not(None)).values(paused_reason=None, paused_until=None)


def pause(tx: Tx, reason: str, at: datetime, wait: timedelta) -> None:
    """Stops the workspace's sending for `wait`, with the reason in plain words. Nothing is lost: rows stay pending,
    and the first one due after the wait tries whether the cause was mended."""
    tx.run(_PAUSE, reason=reason, until=database_time(tx, at) + wait)


def hold(tx: Tx, at: datetime, wait: timedelta) -> None:
    """Keeps the workspace's sending back for `wait` because Slack asked for it; a longer wait stays."""
    tx.run(_HOLD, until=database_time(tx, at) + wait)


def resume(tx: Tx) -> None:
    """Lifts a pause: the cause was mended, or may have been. What Slack asked to wait for is still waited for."""
    tx.run(_RESUME)
