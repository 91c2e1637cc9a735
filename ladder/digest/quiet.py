"""Digests without news: decided on the morning they were due, and looked at again for as long as they would help."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from sqlalchemy import and_, bindparam, exists, select, update

from ladder.calendar.dates import Quarter, next_allowed
from ladder.delivery.queue import DIGEST, IS_QUIET, NEVER_POSTED
from ladder.digest.due import BATCH, Manager, Round
from ladder.evidence.rows import SHARED, item
from ladder.people.access import organisation_of
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow, DeliveryState, PersonRow

_EVENING = time(18)  # later than that, a digest waits for the next working morning

_delivery = table_of(DeliveryRow)
_manager = table_of(PersonRow)
_report = _manager.alias("report")
_shares_something = exists().where(
    item.c.workspace_id == _report.c.workspace_id,
    item.c.owner_id == _report.c.id,
    SHARED,
    item.c.happened_on.between(bindparam("first_day"), bindparam("last_day")),
)
_something = exists().where(
    _report.c.workspace_id == _manager.c.workspace_id,
    _report.c.manager_id == _manager.c.id,
    _report.c.active,
    _shares_something,
)
_NEWS = select(_report.c.manager_id, _report.c.id).where(
    walled(_report),
    _report.c.manager_id.in_(bindparam("managers", expanding=True)),
    _report.c.active,
    _shares_something,
)
_WOKEN = (
    select(_manager.c.id, _manager.c.tz)
    .select_from(
        _delivery.join(
            _manager,
            and_(_manager.c.workspace_id == _delivery.c.workspace_id, _manager.c.id == _delivery.c.recipient_id),
        )
    )
    .where(
        walled(_delivery),
        _delivery.c.kind == DIGEST,
        _delivery.c.period == bindparam("period"),
        IS_QUIET,
        NEVER_POSTED,
        _delivery.c.not_after >= bindparam("now"),
        _manager.c.active,
        _manager.c.id > bindparam("after"),
        _something,
    )
    .order_by(_manager.c.id)
    .limit(bindparam("most"))
)
_WAKE = (
    update(_delivery)
    .where(
        walled(_delivery),
        _delivery.c.kind == DIGEST,
        _delivery.c.period == bindparam("of_period"),
        _delivery.c.recipient_id == bindparam("manager"),
        IS_QUIET,
        NEVER_POSTED,
    )
    .values(state=DeliveryState.PENDING, due_at=bindparam("at"), last_error=None, wait_until=None)
)


def with_news(tx: Tx, managers: Sequence[str], quarter: Quarter) -> frozenset[str]:
    """Of these managers those with a report who shares a win of the quarter: nobody else is written to. Two queries,
    however many they are. A report that leads back to the manager in a circle does not count."""
    rows = tx.all(_NEWS, managers=managers, first_day=quarter.first_day, last_day=quarter.last_day) if managers else ()
    organisation = organisation_of(tx, [row.id for row in rows])
    return frozenset(row.manager_id for row in rows if organisation.is_above(row.manager_id, row.id))


def with_something(tx: Tx, of: Round, after: str = "") -> Sequence[Manager]:
    """The next managers by id, at most 500, who were told nothing about the quarter and now have a report with a
    shared win in it. One query."""
    first, last = of.quarter.first_day, of.quarter.last_day
    values = {"period": of.quarter.key, "first_day": first, "last_day": last, "now": of.now}
    return [Manager(row.id, row.tz, 0) for row in tx.all(_WOKEN, **values, after=after, most=BATCH)]


def wake(tx: Tx, of: Round, managers: Iterable[Manager]) -> int:
    """Makes the digests of these managers due after all, by day on a working day of theirs; returns how many."""
    return sum(
        tx.run(_WAKE, of_period=of.quarter.key, manager=manager.id, at=_by_day(manager, of)).rowcount
        for manager in managers
    )


def _by_day(manager: Manager, of: Round) -> datetime:
    rules = of.settings
    return next_allowed(of.now, manager.tz, max(_EVENING, rules.at), rules.at, rules.country, rules.tz)
