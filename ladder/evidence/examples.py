"""Examples: wins that their owners show to all colleagues, below the answer to "how do I prove this?".

Volunteering is its owner's alone, can be taken back at any time, and goes with sharing: an item made private is no
example any more. Reading one stands in its owner's ledger like any other reading.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, true, update

from ladder.errors import Refused
from ladder.evidence import record, rows
from ladder.people.access import LookKind, record_read
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import EvidenceCompetencyRow, PersonRow
from ladder.store.values import Evidence, State, Visibility

MOST = 3

_item = rows.item
_tag = table_of(EvidenceCompetencyRow)
_person = table_of(PersonRow)
_SET = (
    update(_item)
    .where(walled(_item), _item.c.owner_id == bindparam("owner"), _item.c.id == bindparam("evidence"))
    .values(example=bindparam("shown"))
)
_FOUND = (
    select(_item.c.owner_id, _item.c.id, _person.c.name)
    .select_from(
        _item.join(_tag, rows.of_item(_tag)).join(
            _person, (_person.c.workspace_id == _item.c.workspace_id) & (_person.c.id == _item.c.owner_id)
        )
    )
    .where(
        walled(_item),
        _item.c.example == true(),
        _item.c.state == State.ACCEPTED,
        _item.c.visibility != Visibility.PRIVATE,
        _item.c.owner_id != bindparam("reader"),
        _tag.c.competency_id == bindparam("competency"),
        _person.c.active,
    )
    .order_by(_item.c.happened_on.desc(), _item.c.id.desc())
    .limit(MOST)
)
_BY_IDS = rows.OF_OWNERS.where(_item.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Example:
    """A colleague's item, and their name."""

    by: str
    item: Evidence


def volunteer(tx: Tx, owner: str, item: str, *, shown: bool) -> Evidence:
    """Shows an item of the owner's to all colleagues, or no longer. Raises `NotFound`, and `Refused` for one that is
    private."""
    win = record.own(tx, owner, item)
    if shown and win.visibility is Visibility.PRIVATE:
        raise Refused("This win is private. Share it with your manager first, then you can show it to colleagues.")
    tx.run(_SET, owner=owner, evidence=item, shown=shown)
    return record.own(tx, owner, item)


def examples_of(tx: Tx, reader: str, competency: str, now: datetime) -> tuple[Example, ...]:
    """The latest examples of others for a competency, at most `MOST`; the ledger of each owner is written.

    One query where there are none. Needs a transaction that writes.
    """
    matches = tx.all(_FOUND, reader=reader, competency=competency)
    if not matches:
        return ()
    names = {(row.owner_id, row.id): row.name for row in matches}
    items = rows.read(tx, _BY_IDS, sorted({owner for owner, _ in names}), ids=[row.id for row in matches])
    by_key = {(item.owner, item.id): item for item in items}
    record_read(tx, reader, [owner for owner, _ in names], LookKind.EXAMPLE, now)
    return tuple(Example(name, by_key[key]) for key, name in names.items())
