"""One worker takes one delivery: the claim under a lease, the mark of intent, and the outcome, each fenced.

Every statement after the claim carries the claim's token: a worker that was stopped for longer than its lease changes
nothing any more. `tests/protocol` explores these rules, and says what each of them prevents.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, bindparam, exists, func, or_, select, update

from ladder.delivery.queue import NewDelivery, database_time, enqueue, sending_stopped
from ladder.delivery.timing import LONGEST_QUIET, Timing
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow, DeliveryState, WorkspaceRow

# A message that comes this long after it was due says so.
LATE = timedelta(hours=1)
_SUSPICIOUS = 2  # lost leases from which a delivery is taken alone; one loss is nearly always somebody else's fault

_delivery = table_of(DeliveryRow)
_earlier = _delivery.alias("earlier")
_suspect = _delivery.alias("suspect")
_workspace = table_of(WorkspaceRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery as it stood when a worker took it, with the token that proves the claim until `lease_until`."""

    workspace: str
    id: str
    recipient: str
    kind: str
    period: str
    part: int
    parts: int
    nonce: str
    due_at: datetime
    not_after: datetime
    attempts: int
    token: str
    lease_until: datetime
    first_post_at: datetime | None
    channel: str | None
    thread_ts: str | None

    @property
    def in_doubt(self) -> bool:
        """True if an earlier post may have arrived: look before posting again."""
        return self.first_post_at is not None

    def late(self, now: datetime) -> bool:
        """True if it comes so long after it was due that the message should say so."""
        return now - self.due_at > LATE


def due(table: FromClause) -> ColumnElement[bool]:
    """The condition that a delivery can be taken up (parameters `now`, `at`): due, not put off, no earlier part of the
    same message still to come, and if it has lost two workers before, then alone of its kind.

    A worker dies with all that it is carrying. Taken one at a time, in whatever workspaces, those that have lost two
    show which of them it was: the others do not die with it again.
    """
    before = exists().where(
        *(_earlier.c[key] == table.c[key] for key in ("workspace_id", "recipient_id", "kind", "period")),
        _earlier.c.part < table.c.part,
        _earlier.c.state.in_((DeliveryState.PENDING, DeliveryState.SENDING)),
    )
    alone = ~exists().where(_suspect.c.state == DeliveryState.SENDING, _suspect.c.lost_leases >= _SUSPICIOUS)
    waited = or_(table.c.wait_until.is_(None), table.c.wait_until <= bindparam("at"))
    pending = (table.c.state == DeliveryState.PENDING) & (table.c.due_at <= bindparam("now"))
    return pending & waited & ~before & or_(table.c.lost_leases < _SUSPICIOUS, alone)


_stopped = exists().where(_workspace.c.id == _delivery.c.workspace_id, sending_stopped())
_NEXT = (
    select(_delivery)
    .where(walled(_delivery), due(_delivery), ~_stopped)
    .order_by(_delivery.c.due_at, _delivery.c.recipient_id, _delivery.c.part)
    .limit(1)
    .with_for_update(skip_locked=True, of=_delivery)  # SQLite has no row locks: BEGIN IMMEDIATE stands for them
)
_THIS = update(_delivery).where(walled(_delivery), _delivery.c.id == bindparam("delivery"))
_MINE = _THIS.where(_delivery.c.state == DeliveryState.SENDING, _delivery.c.claim_token == bindparam("token"))
_MARK = _MINE.where(_delivery.c.lease_until >= bindparam("enough"), ~_stopped).values(
    first_post_at=func.coalesce(_delivery.c.first_post_at, bindparam("at", type_=_delivery.c.first_post_at.type)),
    attempts=_delivery.c.attempts + 1,
    wait_until=bindparam("quiet_until"),
    parts=bindparam("of_parts"),
)
_MENDED = (
    update(_workspace)
    .where(_workspace.c.id == bindparam("workspace"), _workspace.c.paused_until <= bindparam("at"))
    .values(paused_reason=None, paused_until=None)
)


def claim(tx: Tx, now: datetime, at: datetime, timing: Timing) -> Claimed | None:
    """Takes the workspace's longest due delivery for `timing.lease`; None if there is nothing to take.

    Two workers never get the same one: on PostgreSQL the row is locked, on SQLite the transaction is alone.
    """
    moment = database_time(tx, at)
    row = tx.first(_NEXT, now=now, at=moment)
    if row is None:
        return None
    token, lease_until = secrets.token_hex(16), moment + timing.lease
    taken = {"state": DeliveryState.SENDING, "claim_token": token, "lease_until": lease_until}
    tx.run(_THIS.values(taken), delivery=row.id)
    return claimed_row(row, token, lease_until)


def claimed_row(row: Row[Any], token: str, lease_until: datetime) -> Claimed:
    """A row of the queue as the worker with this token holds it until `lease_until` (aware)."""
    return Claimed(
        workspace=row.workspace_id,
        id=row.id,
        recipient=row.recipient_id,
        kind=row.kind,
        period=row.period,
        part=row.part,
        parts=row.parts,
        nonce=row.nonce,
        due_at=row.due_at,
        not_after=row.not_after,
        attempts=row.attempts,
        token=token,
        lease_until=lease_until,
        first_post_at=row.first_post_at,
        channel=row.channel,
        thread_ts=row.thread_ts,
    )


def mark(tx: Tx, claimed: Claimed, at: datetime, timing: Timing, *, parts: int = 1) -> bool:
    """Writes down that a post is about to be made, of a message in so many parts. False if it must not be: the claim
    is lost, its lease would end before the call does, or the workspace's sending has stopped meanwhile."""
    moment = database_time(tx, at)
    enough, quiet_until = moment + timing.call, moment + timing.quiet
    return _changed_one(tx, _MARK, claimed, at=moment, enough=enough, quiet_until=quiet_until, of_parts=parts)


def sent(tx: Tx, claimed: Claimed, channel: str, ts: str, now: datetime, at: datetime, *, parts: int = 1) -> None:
    """Writes down what Slack confirmed, and with the first part's confirmation the parts that follow in its thread.

    Not fenced: a confirmed post is a fact, whoever holds the claim by now. It also ends a pause that has run out.
    """
    known = {"state": DeliveryState.SENT, "channel": channel, "ts": ts, "sent_at": now, **_FREE, **_NO_ERROR}
    tx.run(_THIS.values(known), delivery=claimed.id)
    tx.run(_MENDED, at=database_time(tx, at))
    if claimed.part == 1:
        enqueue(tx, *(_following(claimed, part, channel, ts) for part in range(2, parts + 1)))


def _following(claimed: Claimed, part: int, channel: str, ts: str) -> NewDelivery:
    return NewDelivery(
        recipient=claimed.recipient,
        kind=claimed.kind,
        period=claimed.period,
        due_at=claimed.due_at,
        not_after=claimed.not_after,
        part=part,
        channel=channel,
        thread_ts=claimed.thread_ts or ts,
    )


def put_back(
    tx: Tx, claimed: Claimed, why: str, at: datetime, *, wait: timedelta = timedelta(0), due_at: datetime | None = None
) -> bool:
    """Not posted now, for sure: pending again after `wait`, in doubt only if it was before. False if the claim is lost.

    `due_at` is its new promise where that has changed.
    """
    return _end(
        tx,
        claimed,
        state=DeliveryState.PENDING,
        first_post_at=claimed.first_post_at,
        attempts=claimed.attempts,
        wait_until=database_time(tx, at) + wait,
        due_at=due_at or claimed.due_at,
        last_error=why,
    )


def doubt(tx: Tx, claimed: Claimed, why: str, at: datetime, timing: Timing) -> bool:
    """Nobody knows whether the post arrived: pending again after a quiet time that doubles with each such post, up to
    an hour. False if the claim is lost."""
    quiet = min(timing.quiet * 2 ** min(claimed.attempts, 8), max(LONGEST_QUIET, timing.quiet))
    return _end(tx, claimed, state=DeliveryState.PENDING, wait_until=database_time(tx, at) + quiet, last_error=why)


def leave_uncertain(tx: Tx, claimed: Claimed, code: str, reason: str) -> bool:
    """Nobody can learn whether the post arrived: visible, and never repeated. False if the claim is lost."""
    return _end(tx, claimed, state=DeliveryState.UNCERTAIN, error_code=code, last_error=reason)


def fail(tx: Tx, claimed: Claimed, code: str, reason: str) -> bool:
    """It will never arrive: dead, with the reason and the remedy. False if the claim is lost."""
    return _end(tx, claimed, state=DeliveryState.DEAD, error_code=code, last_error=reason)


def fail_unposted(tx: Tx, claimed: Claimed, code: str, reason: str) -> bool:
    """As `fail`, but only if no post was begun under this claim; False otherwise, or if the claim is lost."""
    untouched = _MINE.where(_delivery.c.attempts == claimed.attempts)
    dead = {"state": DeliveryState.DEAD, "error_code": code, "last_error": reason, **_FREE}
    return _changed_one(tx, untouched.values(dead), claimed)


def cancel(tx: Tx, claimed: Claimed, reason: str) -> bool:
    """It should not be sent any more: cancelled, with the reason. False if the claim is lost."""
    return _end(tx, claimed, state=DeliveryState.CANCELLED, last_error=reason)


_FREE: Mapping[str, Any] = {"claim_token": None, "lease_until": None}
_NO_ERROR: Mapping[str, Any] = {"error_code": None, "last_error": None, "wait_until": None}


def _end(tx: Tx, claimed: Claimed, **values: Any) -> bool:
    return _changed_one(tx, _MINE.values({**values, **_FREE}), claimed)


def _changed_one(tx: Tx, statement: Any, claimed: Claimed, **values: Any) -> bool:
    return tx.run(statement, delivery=claimed.id, token=claimed.token, **values).rowcount == 1
