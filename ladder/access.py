"""Who may do what: one pure rule, default deny, and the ledger of who has read whom (PRODUCT, Visibility)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, select

from ladder.db import Tx, table_of, walled
from ladder.models import AccessRow, PersonRow
from ladder.records import Visibility


class Action(StrEnum):
    READ = "read"
    CHANGE = "change"


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
        """True if `manager` stands above `person`; a reporting loop gives nobody rights (FAULTS 19)."""
        return manager in self.chain(person)


def can(actor: str, action: Action, item: Item, organisation: Organisation) -> bool:
    """True if `actor` may do `action` to `item`. Owners may do all; managers read what is shared; all else is denied.

    An admin has no right here: admins set things up, they cannot read evidence (PRODUCT, Promises 3).
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


def record_read(tx: Tx, reader: str, subjects: Iterable[str], what: str, now: datetime) -> None:
    """Writes the ledger: `reader` saw something of each subject. Once a day and kind; oneself is not recorded."""
    tx.insert_new(
        AccessRow,
        *(
            {"subject_id": subject, "day": now.date(), "reader_id": reader, "what": what, "first_at": now}
            for subject in subjects
            if subject != reader
        ),
    )


@dataclass(frozen=True, slots=True)
class Read:
    """One line of the ledger, as its subject sees it. `first_at` is an aware UTC instant."""

    reader: str
    what: str
    first_at: datetime


_ledger = table_of(AccessRow)
_READS = (
    select(_ledger.c.reader_id, _ledger.c.what, _ledger.c.first_at)
    .where(walled(_ledger), _ledger.c.subject_id == bindparam("subject"))
    .order_by(_ledger.c.first_at.desc(), _ledger.c.reader_id, _ledger.c.what)
)


def reads_of(tx: Tx, subject: str) -> tuple[Read, ...]:
    """Who has read something of `subject`, latest first."""
    return tuple(Read(row.reader_id, row.what, row.first_at) for row in tx.all(_READS, subject=subject))
