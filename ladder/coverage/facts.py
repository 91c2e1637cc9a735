"""The one query behind every coverage: per accepted item, the facts the rule asks for, no more."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, null, or_, select

from ladder.coverage.rule import Fact
from ladder.evidence.rows import SHARED, item, joined, of_item
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import EvidenceCompetencyRow, EvidenceWitnessRow
from ladder.store.values import Role, Scope, State

_competency = table_of(EvidenceCompetencyRow)
_witness = table_of(EvidenceWitnessRow)


def _each(table: Any, column: Any) -> Any:
    return select(column).select_from(table).where(of_item(table)).correlate(item).scalar_subquery()


def _whether(condition: ColumnElement[bool]) -> Any:
    """1 where the condition holds, 0 where it doesn't or nobody said."""
    return case((condition, 1), else_=0)


_is_new = item.c.happened_on >= bindparam("new_from", type_=item.c.happened_on.type)

COLUMNS = (
    item.c.id,
    _each(_competency, joined(_competency.c.competency_id)),
    item.c.happened_on,
    _whether(or_(item.c.role == Role.LED, item.c.role == Role.CO_LED)),
    _whether(or_(item.c.outcome != "", item.c.number_value != "")),
    _whether(or_(item.c.links.is_not(None), item.c.source_link != "")),
    _whether(item.c.scope != Scope.SELF),
    _each(_witness, func.count()),
    case((_is_new, func.substr(item.c.text, 1, bindparam("text_length", 300))), else_=null()),
)
_FACTS = (
    select(item.c.owner_id, *COLUMNS)
    .where(walled(item), item.c.state == State.ACCEPTED)
    .order_by(item.c.owner_id, item.c.id)
)
_OWN = _FACTS.where(item.c.owner_id == bindparam("owner"))
_SHARED = _FACTS.where(SHARED, item.c.owner_id.in_(bindparam("owners", expanding=True)))


def own_facts(tx: Tx, owner: str, new_from: date) -> Sequence[Fact]:
    """All facts of one person, private items included: for their own eyes. Items from `new_from` on carry a text."""
    return [fact_of(row) for row in tx.all(_OWN, owner=owner, new_from=new_from)]


def shared_facts(tx: Tx, owners: Iterable[str], new_from: date) -> Sequence[Fact]:
    """The facts that `owners` share with their managers; the caller has checked that the reader is theirs."""
    return [fact_of(row) for row in tx.all(_SHARED, owners=list(owners), new_from=new_from)]


def fact_of(row: Sequence[Any]) -> Fact:
    """The fact of a row with an owner and `COLUMNS`."""
    owner, key, competencies, *facts = row
    return Fact(owner, key, tuple(competencies.split("\n")) if competencies else (), *facts)
