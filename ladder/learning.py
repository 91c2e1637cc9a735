"""Suggestions in a workspace: the engine for its ladder, and what its own confirmed evidence has taught.

What is learnt stays in memory, one workspace's apart from every other's. It is brought up to date before each use:
with the new items where only such have come, anew from the latest where something was changed or removed, so that
erased words are forgotten.
"""

from dataclasses import dataclass, field
from itertools import groupby
from threading import Lock
from typing import Any

from sqlalchemy import String, bindparam, func, select, true, type_coerce

from ladder.db import Tx, table_of, walled
from ladder.evidence_rows import item as _item
from ladder.evidence_rows import of_item
from ladder.glance import Glance
from ladder.models import EvidenceCompetencyRow
from ladder.records import State
from ladder.suggest import MOST_TICKED, Confirmed, Suggester, Suggestion
from ladder.workspaces import ladder_of

# The latest items that are read anew: 0.3 ms each, and a modal must open within three seconds. More teach hardly more.
MOST_AT_ONCE = 2_000

_competency = table_of(EvidenceCompetencyRow)
_counts = (walled(_item), _item.c.state == State.ACCEPTED, _item.c.confirmed == true())
_MARK = Glance(
    select(
        func.count(),
        func.coalesce(func.sum(_item.c.revision), 0),
        func.coalesce(func.max(_item.c.id), type_coerce("", String)),
    ).where(*_counts)
)
_SINCE = (
    select(_item.c.id, _item.c.text, _item.c.revision, _competency.c.competency_id)
    .select_from(_item.outerjoin(_competency, of_item(_competency)))
    .where(*_counts, _item.c.id > bindparam("since"))
    .order_by(_item.c.id, _competency.c.position)
)
_BEFORE_THE_LATEST = select(_item.c.id).where(*_counts).order_by(_item.c.id.desc()).limit(1).offset(bindparam("latest"))


@dataclass(slots=True)
class _Taught:
    """What one workspace has taught so far, and of the record it was taught from: how many items, the sum of their
    revisions, the last one's id."""

    confirmed: Confirmed = field(default_factory=Confirmed)
    items: int = 0
    revisions: int = 0
    last: str = ""
    lock: Lock = field(default_factory=Lock)


def suggester(tx: Tx, version: int) -> Suggester:
    """The engine for one ladder version, built once."""
    return tx.memory.get_or_make(("suggester", tx.workspace_id, version), lambda: Suggester(ladder_of(tx, version)))


def suggestions(tx: Tx, version: int, text: str) -> tuple[Suggestion, ...]:
    """All competencies of the ladder for a text, best first, with reasons for those that are ticked; none for a text
    without a word."""
    if not text.strip():
        return ()
    taught = tx.memory.get_or_make(("taught", tx.workspace_id), _Taught)
    with taught.lock:
        _bring_up_to_date(tx, taught)
        return suggester(tx, version).suggest(text, taught.confirmed, quoting=MOST_TICKED)


def _bring_up_to_date(tx: Tx, taught: _Taught) -> None:
    mark = tx.glance(_MARK)[0]
    if mark == (taught.items, taught.revisions, taught.last):
        return
    all_new = not taught.items or taught.confirmed.texts >= 2 * MOST_AT_ONCE or mark[0] < taught.items
    if all_new or not _only_new_ones(tx, taught, mark):
        _anew(tx, taught, mark)


def _only_new_ones(tx: Tx, taught: _Taught, mark: tuple[Any, ...]) -> bool:
    """Learns the items after the last one; False if that does not explain what the database holds."""
    for evidence, rows in groupby(tx.all(_SINCE, since=taught.last), key=lambda row: str(row.id)):
        item = list(rows)
        taught.confirmed.learn(item[0].text, [row.competency_id for row in item if row.competency_id])
        taught.items, taught.revisions, taught.last = taught.items + 1, taught.revisions + item[0].revision, evidence
    return mark == (taught.items, taught.revisions, taught.last)


def _anew(tx: Tx, taught: _Taught, mark: tuple[Any, ...]) -> None:
    """Forgets all and learns the latest items."""
    before = tx.first(_BEFORE_THE_LATEST, latest=MOST_AT_ONCE)
    taught.confirmed, taught.last = Confirmed(), before.id if before else ""
    _only_new_ones(tx, taught, mark)
    taught.items, taught.revisions = mark[0], mark[1]
