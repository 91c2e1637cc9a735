"""The one query behind every coverage: per accepted item, the facts the rules ask for, no more.

Rows have the shape of `coverage.Row`. They are read raw, without conversion per column, because the digest reads
hundreds of thousands of them (docs/benchmarks.md).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    String,
    bindparam,
    case,
    func,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
)

from ladder.coverage.rule import LED, LINK, OUTCOME, WIDE, WITNESS, Row
from ladder.evidence.rows import SHARED, item, of_item
from ladder.store.db import Tx, table_of, walled
from ladder.store.glance import Glance
from ladder.store.models import EvidenceCompetencyRow, EvidenceWitnessRow
from ladder.store.values import Role, Scope, State

_competency = table_of(EvidenceCompetencyRow)
_witness = table_of(EvidenceWitnessRow)


def _each(table: Any, what: Any) -> Any:
    return select(what).select_from(table).where(of_item(table)).correlate(item).scalar_subquery()


def _flag(condition: ColumnElement[bool], bit: int) -> Any:
    return case((condition, bit), else_=0)


_kind = (
    _flag(or_(item.c.role == Role.LED, item.c.role == Role.CO_LED), LED)
    + _flag(or_(item.c.outcome != "", item.c.number_value != ""), OUTCOME)
    + _flag(or_(item.c.links.is_not(None), item.c.source_link != ""), LINK)
    + _flag(item.c.scope != Scope.SELF, WIDE)
    + WITNESS * _each(_witness, func.count())
)
_is_new = item.c.happened_on >= bindparam("new_from", type_=item.c.happened_on.type)

_joined: Any = func.aggregate_strings  # its stub takes a text, which a glance cannot compile ahead

COLUMNS = (
    item.c.id,
    _each(_competency, _joined(_competency.c.competency_id, literal_column("'\n'"))),
    type_coerce(item.c.happened_on, String),  # as the driver gives it
    _kind,
    case((_is_new, func.substr(item.c.text, 1, bindparam("text_length", 300))), else_=null()),
)
FACTS = (
    select(item.c.owner_id, *COLUMNS)
    .where(walled(item), item.c.state == State.ACCEPTED)
    .order_by(item.c.owner_id, item.c.id)
)
_OWN = Glance(FACTS.where(item.c.owner_id == bindparam("owner")))
_SHARED = FACTS.where(SHARED, item.c.owner_id.in_(bindparam("owners", expanding=True)))


def own_facts(tx: Tx, owner: str, new_from: date) -> Sequence[Row]:
    """All facts of one person, private items included: for their own eyes. Items from `new_from` on carry a text."""
    return cast("Sequence[Row]", tx.glance(_OWN, owner=owner, new_from=new_from.isoformat()))


def shared_facts(tx: Tx, owners: Iterable[str], new_from: date) -> Sequence[Row]:
    """The facts that `owners` share with their managers; the caller has checked that the reader is theirs."""
    return cast("Sequence[Row]", tx.all(_SHARED, owners=list(owners), new_from=new_from))
