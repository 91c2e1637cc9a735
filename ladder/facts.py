"""The one query behind every coverage: per accepted item and competency, the facts the rules ask for, no more.

Rows have the shape of `coverage.Row`. They are read raw, without conversion per column, because the digest reads
hundreds of thousands of them (docs/benchmarks.md).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Integer, String, and_, bindparam, case, func, null, or_, select, type_coerce

from ladder.coverage import Row
from ladder.db import Tx, table_of, walled
from ladder.glance import Glance
from ladder.models import EvidenceCompetencyRow, EvidenceRow, EvidenceWitnessRow
from ladder.records import State, Visibility

item = table_of(EvidenceRow)
_competency = table_of(EvidenceCompetencyRow)
_witness = table_of(EvidenceWitnessRow)


def _of_item(table: Any) -> Any:
    same = (table.c.workspace_id == item.c.workspace_id, table.c.owner_id == item.c.owner_id)
    return and_(*same, table.c.evidence_id == item.c.id)


_witnesses = select(func.count()).select_from(_witness).where(_of_item(_witness)).correlate(item).scalar_subquery()
_is_new = item.c.happened_on >= bindparam("new_from", type_=item.c.happened_on.type)

FACTS = (
    select(
        item.c.owner_id,
        item.c.id,
        _competency.c.competency_id,
        type_coerce(item.c.happened_on, String),
        type_coerce(item.c.role, String),
        type_coerce(item.c.scope, String),
        type_coerce(or_(item.c.outcome != "", item.c.number_value != ""), Integer),
        type_coerce(or_(item.c.links.is_not(None), item.c.source_link != ""), Integer),
        _witnesses,
        case((_is_new, func.substr(item.c.text, 1, bindparam("text_length", 300))), else_=null()),
    )
    .select_from(item.outerjoin(_competency, _of_item(_competency)))
    .where(walled(item), item.c.state == State.ACCEPTED)
    .order_by(item.c.owner_id, item.c.id)
)
SHARED_FACTS = FACTS.where(item.c.visibility.in_((Visibility.SHARED, Visibility.SHARED_UP)))
_OWN = Glance(FACTS.where(item.c.owner_id == bindparam("owner")))
_SHARED = SHARED_FACTS.where(item.c.owner_id.in_(bindparam("owners", expanding=True)))


def own_facts(tx: Tx, owner: str, new_from: date) -> Sequence[Row]:
    """All facts of one person, private items included: for their own eyes. Items from `new_from` on carry a text."""
    return cast("Sequence[Row]", tx.glance(_OWN, owner=owner, new_from=new_from.isoformat()))


def shared_facts(tx: Tx, owners: Iterable[str], new_from: date) -> Sequence[Row]:
    """The facts that `owners` share with their managers; the caller has checked that the reader is theirs."""
    return cast("Sequence[Row]", tx.all(_SHARED, owners=list(owners), new_from=new_from))
