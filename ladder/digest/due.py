"""Whose digest is due, and which were missed. All of it is derived from the data: two clocks, a restart or a week of
downtime find the same deliveries, and the unique key writes each of them once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, select

from ladder.calendar.dates import (
    LATE_BY_AT_MOST,
    DigestSettings,
    Quarter,
    digest_due,
    digest_not_after,
    digest_owed,
    quarter_ended_before,
    quarter_of_key,
)
from ladder.delivery.queue import DIGEST, NewDelivery
from ladder.people import workspaces
from ladder.people.access import Organisation, organisation_of
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow, PersonRow, WorkspaceRow

BATCH = 500
# Where the day begins first (Kiritimati): there a quarter is over 14 hours before it is in UTC.
_FIRST_ZONE = timedelta(hours=14)
_OUTERMOST_ZONES = ("Etc/GMT-14", "Etc/GMT+12")  # the signs are POSIX's: east of Greenwich is minus

_manager = table_of(PersonRow)
_report = _manager.alias("report")
_delivery = table_of(DeliveryRow)
_workspace = table_of(WorkspaceRow)

_reports = (
    select(func.count())
    .select_from(_report)
    .where(_report.c.workspace_id == _manager.c.workspace_id, _report.c.manager_id == _manager.c.id, _report.c.active)
    .scalar_subquery()
)
_has_row = exists().where(
    _delivery.c.workspace_id == _manager.c.workspace_id,
    _delivery.c.recipient_id == _manager.c.id,
    _delivery.c.kind == DIGEST,
    _delivery.c.period == bindparam("period"),
)
_MANAGERS = (
    select(_manager.c.id, _manager.c.tz, _reports.label("reports"))
    .where(walled(_manager), _manager.c.active, _manager.c.id > bindparam("after"), _reports > 0, ~_has_row)
    .order_by(_manager.c.id)
    .limit(bindparam("most"))
)
_CREATED = select(_workspace.c.created_at).where(_workspace.c.id == bindparam("workspace"))


@dataclass(frozen=True, slots=True)
class Manager:
    """Someone with active reports and no digest row for a period yet; `tz` as on the roster."""

    id: str
    tz: str
    reports: int


@dataclass(frozen=True, slots=True)
class Round:
    """One quarter's digests in one workspace, as the clock looks at them at `now`, having last been up at `ran_at`."""

    quarter: Quarter
    settings: DigestSettings
    created_at: datetime
    ran_at: datetime | None
    now: datetime

    def is_open(self) -> bool:
        """Whether a digest may have to be written for anybody, in whatever zone; spares reading the roster."""
        first, last = (digest_due(self.quarter, tz, self.settings) for tz in _OUTERMOST_ZONES)
        in_time = self.now <= last + LATE_BY_AT_MOST
        return first <= self.now and self.created_at <= last and (in_time or self.slept_through(last))

    def slept_through(self, due_at: datetime) -> bool:
        """Whether the clock has not been up since `due_at`."""
        return self.ran_at is None or self.ran_at < due_at


@dataclass(frozen=True, slots=True)
class Plan:
    """What one batch of managers needs: digests to send, and digests that were missed."""

    to_send: tuple[NewDelivery, ...]
    missed: tuple[NewDelivery, ...]


def open_rounds(tx: Tx, now: datetime, ran_at: datetime | None) -> tuple[Round, ...]:
    """The quarters for which digests may have to be written at `now`, earlier first; `ran_at` is when the clock was
    last up. One of the last two that ended, usually none. Raises `NotFound` before the workspace's set-up, `Unreadable`
    if its settings can't be read."""
    settings = workspaces.get(tx).digest
    created: datetime = tx.run(_CREATED).scalar_one()
    last = quarter_ended_before((now + _FIRST_ZONE).date(), settings.quarter_start_month)
    rounds = (Round(quarter, settings, created, ran_at, now) for quarter in (last.previous, last))
    return tuple(candidate for candidate in rounds if candidate.is_open())


def managers_without(tx: Tx, quarter: Quarter, after: str = "") -> Sequence[Manager]:
    """The next managers by id, at most 500, without a digest row for `quarter`. One query."""
    rows = tx.all(_MANAGERS, period=quarter.key, after=after, most=BATCH)
    return [Manager(row.id, row.tz, row.reports) for row in rows]


def plan(tx: Tx, of: Round, managers: Sequence[Manager]) -> Plan:
    """What these managers need, in order of their ids: one query, however many they are.

    Nothing that was due before the workspace was set up. Missed is what the clock slept through until it was too late;
    anyone else without a row by then came later. A report that leads back to the manager in a circle does not count.
    """
    organisation = organisation_of(tx, [manager.id for manager in managers])
    new = [
        _digest(manager, of)
        for manager in managers
        if manager.reports > in_circle(manager.id, organisation) and digest_owed(of.quarter, manager.tz, of.settings)
    ]
    due = [delivery for delivery in new if of.created_at <= delivery.due_at <= of.now]
    return Plan(
        to_send=tuple(delivery for delivery in due if of.now <= delivery.not_after),
        missed=tuple(delivery for delivery in due if of.now > delivery.not_after and of.slept_through(delivery.due_at)),
    )


def in_circle(person: str, organisation: Organisation) -> bool:
    """Whether `person` is, however far up, their own manager; then exactly one of their reports is above them too."""
    above, seen = organisation.manager_of.get(person), {""}
    while above is not None and above not in seen and above != person:
        seen.add(above)
        above = organisation.manager_of.get(above)
    return above == person


def _digest(manager: Manager, of: Round) -> NewDelivery:
    return NewDelivery(
        recipient=manager.id,
        kind=DIGEST,
        period=of.quarter.key,
        due_at=digest_due(of.quarter, manager.tz, of.settings),
        not_after=digest_not_after(of.quarter, manager.tz, of.settings),
    )


def due_in_zone(tx: Tx, period: str, tz: str) -> datetime:
    """The instant (UTC) at which the digest of `period` is due for somebody in the zone `tz`."""
    settings = workspaces.get(tx).digest
    return digest_due(quarter_of_key(period, settings.quarter_start_month), tz, settings)
