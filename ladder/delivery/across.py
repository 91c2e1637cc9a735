"""The statements without the workspace wall: one worker and one clock serve every workspace.

They are all here, and touch states, times and workspace ids only, never what somebody wrote. The worker and the clock
use them, requests never do.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Executable, bindparam, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ladder.delivery.claims import due
from ladder.delivery.queue import IS_QUIET, MISSED, NEVER_POSTED, database_time, sending_stopped
from ladder.store.db import Tx, table_of
from ladder.store.models import DeliveryRow, DeliveryState, HeartbeatRow, HeldWinRow, InboxRow, WorkspaceRow

POISON = "worker_died"
_MOST_LOST_LEASES = 8
_POISON_REASON = "The worker died each time it prepared this message. Its log around that time says more."

_delivery = table_of(DeliveryRow)
_workspace = table_of(WorkspaceRow)
_heartbeat = table_of(HeartbeatRow)
_inbox = table_of(InboxRow)
_held = table_of(HeldWinRow)

_DUE_WORKSPACES = (
    select(_workspace.c.id)
    .where(~sending_stopped(), exists().where(_delivery.c.workspace_id == _workspace.c.id, due(_delivery)))
    .order_by(_workspace.c.id)
)
_EXPIRED = update(_delivery).where(
    _delivery.c.state == DeliveryState.SENDING, _delivery.c.lease_until < bindparam("at")
)
_FREED = {"claim_token": None, "lease_until": None, "lost_leases": _delivery.c.lost_leases + 1}
_GIVE_UP = _EXPIRED.where(_delivery.c.first_post_at.is_(None), _delivery.c.lost_leases >= _MOST_LOST_LEASES - 1).values(
    **_FREED, state=DeliveryState.DEAD, error_code=POISON, last_error=_POISON_REASON
)
_RELEASE = _EXPIRED.values(**_FREED, state=DeliveryState.PENDING)
_TOO_EARLY = delete(_delivery).where(IS_QUIET, NEVER_POSTED, _delivery.c.due_at > bindparam("now"))
_NOT_MISSED = (
    update(_delivery)
    .where(
        _delivery.c.state == DeliveryState.DEAD,
        _delivery.c.error_code == MISSED,
        NEVER_POSTED,
        _delivery.c.not_after >= bindparam("now"),
    )
    .values(state=DeliveryState.PENDING, error_code=None, last_error=None)
)


def due_workspaces(tx: Tx, now: datetime, at: datetime, *, within: timedelta = timedelta(0)) -> tuple[str, ...]:
    """The ids of the workspaces that have something to send now, sorted; one probe of an index per workspace.

    With `within`, also those whose due deliveries are put off for no longer than that.
    """
    return tuple(_run(tx, _DUE_WORKSPACES, now=now, at=database_time(tx, at) + within).scalars())


def release_expired(tx: Tx, at: datetime) -> int:
    """Frees the deliveries whose worker did not come back in time; returns how many.

    One that was posted keeps its quiet time and is looked up first. One that lost its worker eight times before
    any post is dead: it kills only itself. In a storm of kills from outside, after five one died that was innocent.
    """
    moment = database_time(tx, at)
    return sum(_run(tx, statement, at=moment).rowcount for statement in (_GIVE_UP, _RELEASE))


def beat(tx: Tx, name: str, now: datetime) -> None:
    """Writes down that the process `name` has just done its round."""
    dialect = sqlite if tx.connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(_heartbeat).values(name=name, at=now)
    tx.connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"at": now}))


def forget_beat(tx: Tx, name: str) -> None:
    """Forgets what `beat` wrote down under `name`."""
    tx.connection.execute(delete(_heartbeat).where(_heartbeat.c.name == name))


def heartbeats(tx: Tx) -> Mapping[str, datetime]:
    """When each process last did its round, by name."""
    return {row.name: row.at for row in tx.connection.execute(select(_heartbeat))}


def purge_inbox(tx: Tx, before: datetime) -> int:
    """Forgets the requests received before `before`, which nobody will repeat any more; returns how many."""
    return tx.connection.execute(delete(_inbox).where(_inbox.c.received_at < before)).rowcount


def purge_held(tx: Tx, before: datetime) -> int:
    """Forgets what somebody typed before `before` and never said what to do with; returns how many."""
    return tx.connection.execute(delete(_held).where(_held.c.held_at < before)).rowcount


def take_back(tx: Tx, now: datetime) -> int:
    """Takes back what only a wrong date can have decided: nothing new before the digest was due, and missed while it
    would still help. Returns how many."""
    return sum(tx.connection.execute(statement, {"now": now}).rowcount for statement in (_TOO_EARLY, _NOT_MISSED))


def _run(tx: Tx, statement: Executable, **values: Any) -> Any:
    return tx.connection.execute(statement, values)
