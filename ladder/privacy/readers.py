"""What a person may know about their own record: who can read it today, and who has looked."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from ladder.evidence.rows import item as _item
from ladder.people import people
from ladder.people.access import Action, Item, Read, can, count_reads, organisation_of, reads_of
from ladder.store.db import Tx, walled
from ladder.store.values import Person, Visibility

_COUNTS = (
    select(_item.c.visibility, _item.c.example, func.count().label("wins"))
    .where(walled(_item), _item.c.owner_id == bindparam("owner"))
    .group_by(_item.c.visibility, _item.c.example)
)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who can read somebody's wins, by the rule that decides it each time. `manager` reads what is shared; `above` what
    is shared up, nearest first; `on_roster` is the manager on the roster, whether they can read or not. `wins` counts
    by visibility, `examples` those that every member may see."""

    manager: Person | None
    above: tuple[Person, ...]
    on_roster: Person | None
    wins: Mapping[Visibility, int]
    examples: int


@dataclass(frozen=True, slots=True)
class Looks:
    """Part of the ledger about somebody: the lines, latest first, from the `start`-th of `total` on."""

    reads: tuple[Read, ...]
    start: int
    total: int

    @property
    def older(self) -> int:
        """How many lines come after these."""
        return max(0, self.total - self.start - len(self.reads))


def readers_of(tx: Tx, person: Person) -> Readers:
    """Who can read the wins of `person` today."""
    organisation = organisation_of(tx, [person.id])
    chain = organisation.chain(person.id)
    shared, shared_up = Item(person.id, Visibility.SHARED), Item(person.id, Visibility.SHARED_UP)
    reader = next((manager for manager in chain if can(manager, Action.READ, shared, organisation)), None)
    above = [manager for manager in chain if manager != reader and can(manager, Action.READ, shared_up, organisation)]
    counts = tx.all(_COUNTS, owner=person.id)
    return Readers(
        manager=people.get(tx, reader) if reader else None,
        above=tuple(people.get(tx, manager) for manager in above),
        on_roster=people.find(tx, person.manager) if person.manager else None,
        wins={level: sum(row.wins for row in counts if row.visibility is level) for level in Visibility},
        examples=sum(row.wins for row in counts if row.example),
    )


def looks_at(tx: Tx, person: str, most: int, start: int = 0) -> Looks:
    """Who has looked at the record of `person`: at most so many lines, from the `start`-th on."""
    return Looks(reads_of(tx, person, most, start), start, count_reads(tx, person))
