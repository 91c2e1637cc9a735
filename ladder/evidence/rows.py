"""Evidence between its rows and its values: the queries that read it, and what is written for a win."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    true,
)

from ladder.store.db import Tx, table_of, walled
from ladder.store.models import EvidenceCompetencyRow, EvidenceRow, EvidenceWitnessRow
from ladder.store.values import Evidence, MessageSource, NewWin, Number, State, Visibility

item = table_of(EvidenceRow)
# what anybody but its owner may see
SHARED = and_(item.c.state == State.ACCEPTED, item.c.visibility.in_((Visibility.SHARED, Visibility.SHARED_UP)))
_competency = table_of(EvidenceCompetencyRow)
_witness = table_of(EvidenceWitnessRow)


def of_item(table: FromClause) -> ColumnElement[bool]:
    """The condition that a row of a table of parts (competencies, witnesses) belongs to the item at hand. A competency
    does once the owner has confirmed it: a guess of an earlier version counts for nothing."""
    same = (table.c.workspace_id == item.c.workspace_id, table.c.owner_id == item.c.owner_id)
    sure = (item.c.confirmed == true(),) if table is _competency else ()
    return and_(*same, table.c.evidence_id == item.c.id, *sure)


def joined(column: ColumnElement[str]) -> ColumnElement[str]:
    """All values of a column as one text, a line each."""
    # as a parameter, the line end would be written into the statement anew at each execution
    aggregate: Any = func.aggregate_strings
    lines: ColumnElement[str] = aggregate(column, literal_column("'\n'"))
    return lines


OF_OWNERS = (
    select(item)
    .where(walled(item), item.c.owner_id.in_(bindparam("owners", expanding=True)))
    .order_by(item.c.owner_id, item.c.id)
)
_COMPETENCIES = (
    select(_competency.c.owner_id, _competency.c.evidence_id, _competency.c.competency_id.label("part"))
    .where(walled(_competency), _competency.c.owner_id.in_(bindparam("owners", expanding=True)))
    .order_by(_competency.c.owner_id, _competency.c.evidence_id, _competency.c.position)
)
_WITNESSES = (
    select(_witness.c.owner_id, _witness.c.evidence_id, _witness.c.witness_id.label("part"))
    .where(walled(_witness), _witness.c.owner_id.in_(bindparam("owners", expanding=True)))
    .order_by(_witness.c.owner_id, _witness.c.evidence_id, _witness.c.position)
)
_PARTS = (_COMPETENCIES, _WITNESSES)
_items: BindParameter[str] = bindparam("items", expanding=True)
_PARTS_OF_FEW = (
    _COMPETENCIES.where(_competency.c.evidence_id.in_(_items)),
    _WITNESSES.where(_witness.c.evidence_id.in_(_items)),
)
_FEW = 50  # up to here the parts are asked for item by item, beyond for everything of the owners


def read(
    tx: Tx, statement: Select[Any], owners: Iterable[str], *, for_owner: bool = False, **values: Any
) -> tuple[Evidence, ...]:
    """The evidence a statement over `item` finds, with what hangs on it: three queries, however many owners.

    Somebody else's words beside a win are left out unless the one who reads is the owner.
    """
    owner_ids = list(owners)
    rows = tx.all(statement, owners=owner_ids, **values)
    if not rows:
        return ()
    few = len(rows) <= _FEW
    named = {"owners": owner_ids, "items": [row.id for row in rows]} if few else {"owners": owner_ids}
    competencies, witnesses = (_by_item(tx.all(query, **named)) for query in (_PARTS_OF_FEW if few else _PARTS))
    return tuple(_evidence(row, competencies[_key(row)], witnesses[_key(row)], for_owner=for_owner) for row in rows)


def _by_item(rows: Iterable[Row[Any]]) -> Mapping[tuple[str, str], Sequence[str]]:
    parts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        parts[row.owner_id, row.evidence_id].append(row.part)
    return parts


def _key(row: Row[Any]) -> tuple[str, str]:
    return row.owner_id, row.id


def _evidence(row: Row[Any], competencies: Sequence[str], witnesses: Sequence[str], *, for_owner: bool) -> Evidence:
    return Evidence(
        id=row.id,
        owner=row.owner_id,
        text=row.text,
        happened_on=row.happened_on,
        logged_at=row.logged_at,
        outcome=row.outcome,
        number=_number(row),
        role=row.role,
        scope=row.scope,
        competencies=tuple(competencies) if row.confirmed else (),
        links=row.links,
        witnesses=tuple(witnesses),
        visibility=row.visibility,
        state=row.state,
        source=_source(row, for_owner=for_owner),
        ladder_version=row.ladder_version,
        revision=row.revision,
        example=row.example,
    )


def _number(row: Row[Any]) -> Number | None:
    if not row.number_value:
        return None
    return Number(value=row.number_value, unit=row.number_unit, source=row.number_source)


def _source(row: Row[Any], *, for_owner: bool) -> MessageSource | None:
    if row.source_channel is None:
        return None
    return MessageSource(
        channel=row.source_channel,
        ts=row.source_ts,
        author=row.source_author,
        link=row.source_link,
        author_name=row.source_author_name or "",
        quote=(row.source_quote or "") if for_owner else "",
    )


_TYPED = frozenset(NewWin.__dataclass_fields__) & frozenset(Evidence.__dataclass_fields__)


def as_typed(item: Evidence, **changes: Any) -> NewWin:
    """The item as its owner handed it over, with changes. One without competencies says nothing of what it shows."""
    typed = {**{name: getattr(item, name) for name in _TYPED}, **changes}
    return NewWin(**typed, confirmed=bool(typed["competencies"]))


def content_of(win: NewWin) -> dict[str, Any]:
    """The columns of `evidence` that a person fills in; a later edit writes the same ones."""
    number = win.number
    return {
        "text": win.text,
        "outcome": win.outcome,
        "number_value": number.value if number else "",
        "number_unit": number.unit if number else "",
        "number_source": number.source if number else None,
        "role": win.role,
        "scope": win.scope,
        "happened_on": win.happened_on,
        "visibility": win.visibility,
        "state": win.state,
        "confirmed": win.confirmed,
        "links": win.links,
    }


def source_columns(source: MessageSource | None) -> dict[str, Any]:
    """The columns that say which message a win came from; all empty for one that came from none."""
    return {
        "source_channel": source.channel if source else None,
        "source_ts": source.ts if source else None,
        "source_author": source.author if source else "",
        "source_link": source.link if source else "",
        "source_author_name": (source.author_name or None) if source else None,
        "source_quote": (source.quote or None) if source else None,
    }


def write_parts(tx: Tx, owner: str, evidence: str, win: NewWin) -> None:
    """Writes the competencies and witnesses of an item, in the order given."""
    key = {"owner_id": owner, "evidence_id": evidence}
    named = {
        "competency_id": (EvidenceCompetencyRow, win.competencies),
        "witness_id": (EvidenceWitnessRow, win.witnesses),
    }
    for column, (model, values) in named.items():
        unique = tuple(dict.fromkeys(values))
        tx.insert(model, *({**key, column: value, "position": place} for place, value in enumerate(unique)))


def drop_parts(tx: Tx, owner: str, evidence: str) -> None:
    """Removes the competencies and witnesses of an item."""
    for table in (_competency, _witness):
        of_evidence = (walled(table), table.c.owner_id == owner, table.c.evidence_id == evidence)
        tx.run(table.delete().where(*of_evidence))
