"""Where digests that were sent show somebody, and on which wins that rests: who takes a win back learns what becomes of
the messages with it, and these are made anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, select

from ladder.delivery.queue import DIGEST
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import DeliveryRow, DeliveryState, DigestSectionRow

_section = table_of(DigestSectionRow)
_delivery = table_of(DeliveryRow)
_same = and_(
    *(_delivery.c[key] == _section.c[key] for key in ("workspace_id", "recipient_id", "period", "part")),
    _delivery.c.kind == DIGEST,
)
_of_digest = (
    walled(_section),
    _section.c.recipient_id == bindparam("manager"),
    _section.c.period == bindparam("period"),
)
_of_part = (*_of_digest, _section.c.part == bindparam("part"))
_DROP_ALL = delete(_section).where(*_of_digest)
_DROP = delete(_section).where(*_of_part)
_LAYOUT = select(_section.c.part, _section.c.owner_id).where(*_of_digest)
_WINS = select(_section.c.owner_id, _section.c.wins).where(*_of_part)
_COPIES = (
    select(_section.c.wins, _delivery)
    .select_from(_section.join(_delivery, _same))
    .where(walled(_section), walled(_delivery), _section.c.owner_id == bindparam("owner"))
    .order_by(_section.c.recipient_id, _section.c.period, _section.c.part)
)
_SENT = select(_delivery).where(
    walled(_delivery),
    _delivery.c.recipient_id == bindparam("manager"),
    _delivery.c.kind == DIGEST,
    _delivery.c.period == bindparam("period"),
    _delivery.c.part == bindparam("part"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """Somebody's section in one part of a digest: whose it is, and the ids of the wins that it rests on."""

    part: int
    owner: str
    wins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPart:
    """One part of a digest, as far as it got: its place in Slack where that is known."""

    manager: str
    period: str
    part: int
    state: DeliveryState
    due_at: datetime
    sent_at: datetime | None
    channel: str
    ts: str
    in_doubt: bool

    @property
    def is_certain(self) -> bool:
        """Whether it is, or will be, known where it is in Slack: then it can be changed."""
        return self.state is not DeliveryState.UNCERTAIN

    @property
    def may_be_there(self) -> bool:
        """Whether Slack may show it: it was sent, or nobody knows."""
        undecided = self.state is DeliveryState.SENDING or (self.state is DeliveryState.PENDING and self.in_doubt)
        return undecided or self.state in (DeliveryState.SENT, DeliveryState.UNCERTAIN)


def plan(tx: Tx, manager: str, period: str, sections: Iterable[Section]) -> None:
    """Fixes which part of a digest shows whom, before the first of them is posted."""
    tx.run(_DROP_ALL, manager=manager, period=period)
    _write(tx, manager, period, sections)


def keep(tx: Tx, manager: str, period: str, part: int, sections: Iterable[Section]) -> None:
    """Keeps what one part of a digest shows now; the other parts stay as they are."""
    tx.run(_DROP, manager=manager, period=period, part=part)
    _write(tx, manager, period, sections)


def _write(tx: Tx, manager: str, period: str, sections: Iterable[Section]) -> None:
    key = {"recipient_id": manager, "period": period}
    tx.insert(
        DigestSectionRow,
        *({**key, "part": section.part, "owner_id": section.owner, "wins": section.wins} for section in sections),
    )


def layout_of(tx: Tx, manager: str, period: str) -> Mapping[int, frozenset[str]]:
    """Whom each part of a digest shows; empty for one that was never begun."""
    layout: dict[int, set[str]] = {}
    for row in tx.all(_LAYOUT, manager=manager, period=period):
        layout.setdefault(row.part, set()).add(row.owner_id)
    return {part: frozenset(owners) for part, owners in layout.items()}


def wins_in(tx: Tx, manager: str, period: str, part: int) -> Mapping[str, frozenset[str]]:
    """On whose wins, by id, one part of a digest rests as it stands in Slack."""
    rows = tx.all(_WINS, manager=manager, period=period, part=part)
    return {row.owner_id: frozenset(row.wins) for row in rows}


def sent_part(tx: Tx, manager: str, period: str, part: int) -> SentPart | None:
    """One part of a digest; None if it was never due."""
    row = tx.first(_SENT, manager=manager, period=period, part=part)
    return _part_of(row) if row else None


def copies_with(tx: Tx, owner: str, win: str) -> tuple[SentPart, ...]:
    """The parts of digests that rest on a win of the owner's, and that Slack may show."""
    parts = [_part_of(row) for row in tx.all(_COPIES, owner=owner) if win in row.wins]
    return tuple(part for part in parts if part.may_be_there)


def _part_of(row: Any) -> SentPart:
    return SentPart(
        manager=row.recipient_id,
        period=row.period,
        part=row.part,
        state=row.state,
        due_at=row.due_at,
        sent_at=row.sent_at,
        channel=row.channel or "",
        ts=row.ts or "",
        in_doubt=row.first_post_at is not None,
    )
