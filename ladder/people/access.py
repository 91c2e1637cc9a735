"""Who may do what: one pure rule, default deny, and the ledger of who has read whom (docs/product.md, Visibility).

The chain above a person is made of people who are full, living members (`PersonRow.active`): nobody else reads by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, func, select

from ladder.calendar.dates import zone
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import AccessRow, PersonRow, WorkspaceRow
from ladder.store.values import Visibility


class Action(StrEnum):
    READ = "read"
    CHANGE = "change"


OPERATOR = "operator"
"""The reader in the ledger who runs the server and reads in its terminal."""


class LookKind(StrEnum):
    """The kinds of looks at somebody's record that the ledger tells apart. `DIGEST` is one that was sent, or read in
    the terminal; `HOME` one that was opened on Home."""

    WINS = "wins"
    TEAM = "team"
    DIGEST = "digest"
    HOME = "home"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Item:
    """What a right is asked for: whose it is, and how far its owner has opened it."""

    owner: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who reports to whom, for the people in question and everyone above them; the inactive are left out."""

    manager_of: Mapping[str, str | None]

    def chain(self, person: str) -> tuple[str, ...]:
        """The people above `person`, nearest first. Ends at the top, at someone inactive, or where a loop begins:
        whoever stands in a loop is above nobody by way of it."""
        path = [person]
        while (manager := self.manager_of.get(path[-1])) in self.manager_of and manager is not None:
            if manager in path:
                return tuple(path[1 : path.index(manager) + 1])
            path.append(manager)
        return tuple(path[1:])

    def is_above(self, manager: str, person: str) -> bool:
        """True if `manager` stands above `person`; a reporting loop gives nobody rights (docs/faults.md, 19)."""
        return manager in self.chain(person)


def can(actor: str, action: Action, item: Item, organisation: Organisation) -> bool:
    """True if `actor` may do `action` to `item`. Owners may do all; managers read what is shared; all else is denied.

    An admin has no right here: admins set things up, they cannot read evidence (docs/product.md, promise 3).
    """
    if actor == item.owner:
        return True
    if action is not Action.READ or not organisation.is_above(actor, item.owner):
        return False
    if item.visibility is Visibility.SHARED_UP:
        return True
    return item.visibility is Visibility.SHARED and organisation.manager_of.get(item.owner) == actor


_person = table_of(PersonRow)
_above = (
    select(_person.c.id, _person.c.manager_id)
    .where(walled(_person), _person.c.id.in_(bindparam("people", expanding=True)), _person.c.active)
    .cte("above", recursive=True)
)
_ORGANISATION = select(
    # UNION, not UNION ALL: a reporting loop ends when it brings nobody new
    _above.union(
        select(_person.c.id, _person.c.manager_id).where(
            walled(_person), _person.c.id == _above.c.manager_id, _person.c.active
        )
    )
)


def organisation_of(tx: Tx, people: Iterable[str]) -> Organisation:
    """The given people and everyone above them, in one query, bounded even where reporting runs in a circle."""
    return Organisation({row.id: row.manager_id for row in tx.all(_ORGANISATION, people=list(people))})


_workspace = table_of(WorkspaceRow)
_ZONES = (
    select(_person.c.id, _person.c.tz, _workspace.c.tz.label("workspace_tz"))
    .select_from(_person.join(_workspace, _workspace.c.id == _person.c.workspace_id))
    .where(walled(_person), _person.c.id.in_(bindparam("people", expanding=True)))
)


def record_read(tx: Tx, reader: str, subjects: Iterable[str], kind: str, now: datetime) -> None:
    """Writes the ledger: `reader` saw something of each subject. Once per reader, kind and day, which is the day where
    the subject is; oneself is not recorded."""
    others = [subject for subject in subjects if subject != reader]
    rows = tx.all(_ZONES, people=others) if others else ()
    tx.insert_new(
        AccessRow,
        *(
            {
                "subject_id": row.id,
                "day": now.astimezone(zone(row.tz, row.workspace_tz)).date(),
                "reader_id": reader,
                "what": kind,
                "first_at": now,
            }
            for row in rows
        ),
    )


@dataclass(frozen=True, slots=True)
class Read:
    """One line of the ledger, as its subject sees it: the reader's id and name ("" where the workspace doesn't know
    them), what they looked at, and when first that day, as an aware UTC instant."""

    reader: str
    name: str
    what: str
    first_at: datetime


_ledger = table_of(AccessRow)
_of_subject = (walled(_ledger), _ledger.c.subject_id == bindparam("subject"))
_its_reader = (_person.c.workspace_id == _ledger.c.workspace_id) & (_person.c.id == _ledger.c.reader_id)
_READS = (
    select(_ledger.c.reader_id, func.coalesce(_person.c.name, "").label("name"), _ledger.c.what, _ledger.c.first_at)
    .select_from(_ledger.outerjoin(_person, _its_reader))
    .where(*_of_subject)
    .order_by(_ledger.c.first_at.desc(), _ledger.c.reader_id, _ledger.c.what)
    .limit(bindparam("most"))
    .offset(bindparam("start"))
)
_COUNT = select(func.count()).select_from(_ledger).where(*_of_subject)


def reads_of(tx: Tx, subject: str, most: int, start: int = 0) -> tuple[Read, ...]:
    """Who has read something of `subject`, latest first: at most so many lines, from the `start`-th on."""
    rows = tx.all(_READS, subject=subject, most=most, start=start)
    return tuple(Read(row.reader_id, row.name, row.what, row.first_at) for row in rows)


def count_reads(tx: Tx, subject: str) -> int:
    """How many lines the ledger has about `subject`."""
    return int(tx.run(_COUNT, subject=subject).scalar() or 0)
