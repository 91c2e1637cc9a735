"""One person in hand: a transaction in their workspace, who they are, the ladder that answers them, and their day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import bindparam, select

from ladder.calendar.dates import Quarter, quarter_of, zone
from ladder.framework.model import Ladder
from ladder.people.people import COLUMNS, manager_of, person_of
from ladder.people.workspaces import IS_LATEST, ladder_of
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import LadderVersionRow, PersonRow, WorkspaceRow
from ladder.store.values import Person

CONFIRMED_FOR = timedelta(hours=1)  # then Slack is asked again at the next visit
WITHOUT_SLACK = timedelta(days=7)  # so long a member stays let in while Slack doesn't answer the question

_person = table_of(PersonRow)
_workspace = table_of(WorkspaceRow)
_version = table_of(LadderVersionRow)
_VISITOR = (
    select(
        *COLUMNS,
        _person.c.confirmed_at,
        _version.c.number,
        _version.c.published_at,
        _workspace.c.tz.label("workspace_tz"),
        _workspace.c.quarter_start_month,
    )
    .select_from(
        _person.join(_workspace, _workspace.c.id == _person.c.workspace_id).join(
            _version, _version.c.workspace_id == _workspace.c.id
        )
    )
    .where(walled(_person), _person.c.id == bindparam("person"), IS_LATEST)
)


@dataclass(frozen=True, slots=True)
class Visit:
    """An open visit: passed whole to whatever answers the visitor. `now` is aware UTC, `version` the number of the
    current ladder, `start_month` the first month of the workspace's first quarter."""

    tx: Tx
    me: Person
    ladder: Ladder
    now: datetime
    version: int
    workspace_tz: str
    start_month: int

    @property
    def tz(self) -> tzinfo:
        """The visitor's time zone, or the workspace's where theirs isn't known."""
        return zone(self.me.tz, self.workspace_tz)

    @property
    def today(self) -> date:
        """The visitor's own date."""
        return self.day_of(self.now)

    @property
    def quarter(self) -> Quarter:
        """The workspace's quarter that the visitor is in."""
        return quarter_of(self.today, self.start_month)

    def day_of(self, instant: datetime) -> date:
        """The visitor's own date at an instant (aware): a day is the day where the person is."""
        return instant.astimezone(self.tz).date()

    def find_manager(self) -> Person | None:
        """Asks the database for the manager who can read what the visitor shares; None if there is none."""
        return manager_of(self.tx, self.me)


def visit_of(tx: Tx, person: str, now: datetime) -> Visit | None:
    """The visit of somebody; None for whom the workspace doesn't know, or who is no member any more."""
    visitor = _visitor(tx, person)
    return visitor.visit(tx, now) if visitor and visitor.person.active else None


def confirmed_visit(tx: Tx, person: str, now: datetime) -> Visit | None:
    """The visit of somebody of whom Slack said a short while ago that they are a member; None for others."""
    visitor = _visitor(tx, person)
    return visitor.visit(tx, now) if visitor and visitor.said_within(CONFIRMED_FOR, now) else None


def may_stay(tx: Tx, person: str, now: datetime) -> bool:
    """Whether somebody is still let in where Slack can't be asked."""
    visitor = _visitor(tx, person)
    return visitor is not None and visitor.said_within(WITHOUT_SLACK, now)


@dataclass(frozen=True, slots=True)
class _Visitor:
    """What the database says of somebody in one query. `confirmed_at` is when Slack last said that they are a full,
    living member, if it did; `version` and `published_at` are the current ladder's."""

    person: Person
    confirmed_at: datetime | None
    version: int
    published_at: datetime
    workspace_tz: str
    start_month: int

    def visit(self, tx: Tx, now: datetime) -> Visit:
        ladder = ladder_of(tx, self.version, self.published_at)
        return Visit(tx, self.person, ladder, now, self.version, self.workspace_tz, self.start_month)

    def said_within(self, time: timedelta, now: datetime) -> bool:
        return self.person.active and self.confirmed_at is not None and abs(now - self.confirmed_at) < time


def _visitor(tx: Tx, person: str) -> _Visitor | None:
    row = tx.first(_VISITOR, person=person)
    if row is None:
        return None
    return _Visitor(
        person=person_of(row),
        confirmed_at=row.confirmed_at,
        version=row.number,
        published_at=row.published_at,
        workspace_tz=row.workspace_tz,
        start_month=row.quarter_start_month,
    )
