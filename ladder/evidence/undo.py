"""Undo takes back the last thing done to a win: the win itself while it is new, afterwards its latest change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from ladder.errors import Changed
from ladder.evidence import record
from ladder.evidence.rows import as_typed
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import EvidenceRevisionRow
from ladder.store.values import Evidence

# made before threads start: two that make it at once end the interpreter
_WINS: msgspec.json.Decoder[Evidence] = msgspec.json.Decoder(Evidence)
_revision = table_of(EvidenceRevisionRow)
_FORMER: Any = select(_revision.c.before).where(
    walled(_revision),
    _revision.c.owner_id == bindparam("owner"),
    _revision.c.evidence_id == bindparam("evidence"),
    _revision.c.revision == bindparam("revision"),
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an Undo did: the win as it stood `before`, and as it stands `now`; None if the win itself was taken back."""

    before: Evidence
    now: Evidence | None


def take_back(tx: Tx, owner: str, item: str, revision: int, now: datetime) -> TakenBack:
    """Takes back what brought the owner's win to `revision`: a new win goes, a changed one is again what it was.

    Going back is a change of its own, so an older Undo never meets its revision again. Raises `NotFound`, or `Changed`
    if something else has happened to the win since; nothing is taken back then.
    """
    before = record.own(tx, owner, item)
    if before.revision != revision:
        raise Changed("evidence")
    if revision == 1:
        record.remove(tx, owner, item)
        return TakenBack(before, None)
    former = _former(tx, before)
    return TakenBack(before, record.put_back(tx, before, as_typed(former), now, example=former.example))


def _former(tx: Tx, item: Evidence) -> Evidence:
    row = tx.first(_FORMER, owner=item.owner, evidence=item.id, revision=item.revision - 1)
    if row is None:
        raise Changed("evidence")
    return _WINS.decode(row.before)
