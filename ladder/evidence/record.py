"""Evidence: log a win, edit it, open or close it, remove it, and read it with the reader's rights.

Rights are checked here, from the database, each time. Deletes are real; edits keep what stood there before.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, select, update

from ladder.errors import Changed, NotFound
from ladder.evidence import rows
from ladder.evidence.digest_updates import win_changed
from ladder.evidence.rules import checked
from ladder.people.access import Action, Item, can, organisation_of, record_read
from ladder.people.workspaces import current_ladder, current_version, ladder_of
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import EvidenceRevisionRow, EvidenceRow
from ladder.store.values import Evidence, NewWin, State, Visibility

_item = rows.item
_revision = table_of(EvidenceRevisionRow)
_mine = (walled(_item), _item.c.owner_id == bindparam("owner"), _item.c.id == bindparam("evidence"))
_FROM_MESSAGE = (
    select(_item.c.id)
    .where(
        walled(_item),
        _item.c.owner_id == bindparam("owner"),
        _item.c.source_channel == bindparam("channel"),
        _item.c.source_ts == bindparam("ts"),
    )
    .order_by(_item.c.id.desc())
    .limit(1)
)
_BY_ID = rows.OF_OWNERS.where(_item.c.id == bindparam("evidence"))


def log(tx: Tx, owner: str, win: NewWin, now: datetime, today: date) -> Evidence:
    """Stores a win of `owner` and returns it; `today` is the owner's date. Raises `Invalid`; nothing is stored then.

    The same message may be logged again: whoever asks for that was shown what is on record (`seen_before`)."""
    version = current_version(tx)
    tidy = checked(win, ladder_of(tx, version.number, version.published_at), today, owner)
    evidence = new_id(now)
    row = {
        "owner_id": owner,
        "id": evidence,
        "logged_at": now,
        "ladder_version": version.number,
        **rows.content_of(tidy),
        **rows.source_columns(tidy.source),
    }
    tx.insert(EvidenceRow, row)
    rows.write_parts(tx, owner, evidence, tidy)
    return own(tx, owner, evidence)


def new_id(now: datetime) -> str:
    """A new key that sorts by time: milliseconds since 1970 and 40 random bits, in hex."""
    return f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(5)}"


def edit(tx: Tx, owner: str, evidence: str, revision: int, win: NewWin, now: datetime, today: date) -> Evidence:
    """Replaces what the owner wrote and keeps the former text. Raises `NotFound`, `Invalid`, or `Changed` if
    the item is no longer at `revision`."""
    before = own(tx, owner, evidence)
    tidy = checked(win, current_ladder(tx), today, owner, before.competencies)
    shown = before.example and tidy.visibility is not Visibility.PRIVATE
    return _rewrite(tx, before, revision, tidy, now, example=shown)


def put_back(tx: Tx, before: Evidence, win: NewWin, now: datetime, *, example: bool) -> Evidence:
    """Gives an item again the words it had: they were looked at when they were saved. Raises `Changed`."""
    return _rewrite(tx, before, before.revision, win, now, example=example)


def confirm(tx: Tx, owner: str, evidence: str, competency: str, now: datetime) -> Evidence:
    """Counts an item of the owner's for a competency that was offered to them; doing it again changes nothing. Raises
    `NotFound`, also for a competency that the ladder does not have, or `Changed` if it is being edited just now."""
    before = own(tx, owner, evidence)
    if competency in before.competencies:
        return before
    if competency not in current_ladder(tx).competency_by_id:
        raise NotFound("competency")
    win = rows.as_typed(before, competencies=(*before.competencies, competency))
    return _rewrite(tx, before, before.revision, win, now, example=before.example)


def _rewrite(tx: Tx, before: Evidence, revision: int, win: NewWin, now: datetime, *, example: bool) -> Evidence:
    _replace(tx, before, revision, {**rows.content_of(win), "example": example}, now)
    rows.drop_parts(tx, before.owner, before.id)
    rows.write_parts(tx, before.owner, before.id, win)
    return own(tx, before.owner, before.id)


def show_to(tx: Tx, owner: str, evidence: str, visibility: Visibility, now: datetime) -> Evidence:
    """Opens or closes an item of the owner's; a private one is no example any more. Raises `NotFound`, or `Changed` if
    it is being edited just now."""
    before = own(tx, owner, evidence)
    if before.visibility is not visibility:
        shown = before.example and visibility is not Visibility.PRIVATE
        _replace(tx, before, before.revision, {"visibility": visibility, "example": shown}, now)
    return own(tx, owner, evidence)


def _replace(tx: Tx, before: Evidence, revision: int, content: dict[str, Any], now: datetime) -> None:
    statement = update(_item).where(*_mine, _item.c.revision == bindparam("seen"))
    values = {**content, "revision": revision + 1}
    if tx.run(statement.values(values), owner=before.owner, evidence=before.id, seen=revision).rowcount != 1:
        raise Changed("evidence")
    win_changed(tx, before)
    former = msgspec.json.encode(asdict(before)).decode()
    kept = {"owner_id": before.owner, "evidence_id": before.id, "revision": revision}
    tx.insert(EvidenceRevisionRow, {**kept, "changed_at": now, "before": former})


def remove(tx: Tx, owner: str, evidence: str) -> None:
    """Erases an item of the owner's with its history. Raises `NotFound`."""
    win_changed(tx, own(tx, owner, evidence))
    rows.drop_parts(tx, owner, evidence)
    history = (walled(_revision), _revision.c.owner_id == bindparam("owner"))
    tx.run(
        delete(_revision).where(*history, _revision.c.evidence_id == bindparam("evidence")),
        owner=owner,
        evidence=evidence,
    )
    tx.run(delete(_item).where(*_mine), owner=owner, evidence=evidence)


def own(tx: Tx, owner: str, evidence: str) -> Evidence:
    """One item of the owner's. Raises `NotFound`, also for somebody else's."""
    items = rows.read(tx, _BY_ID, [owner], for_owner=True, evidence=evidence)
    if not items:
        raise NotFound("evidence")
    return items[0]


def all_of(tx: Tx, owner: str) -> tuple[Evidence, ...]:
    """Everything the owner recorded, in order of logging, drafts included: for the owner's own eyes."""
    return rows.read(tx, rows.OF_OWNERS, [owner], for_owner=True)


def seen_by(tx: Tx, reader: str, owners: Sequence[str], kind: str, now: datetime) -> dict[str, tuple[Evidence, ...]]:
    """Per owner, the accepted items that `reader` may see; the ledger of each owner who has some is written.

    Owners of whom the reader may see nothing are there with no items: "nothing" and "not for you" look alike.
    """
    organisation = organisation_of(tx, [reader, *owners])
    visible: dict[str, list[Evidence]] = {owner: [] for owner in owners}
    for item in rows.read(tx, rows.OF_OWNERS, owners):
        if item.state is State.ACCEPTED and can(reader, Action.READ, Item(item.owner, item.visibility), organisation):
            visible[item.owner].append(item)
    record_read(tx, reader, [owner for owner, items in visible.items() if items], kind, now)
    return {owner: tuple(items) for owner, items in visible.items()}


def from_message(tx: Tx, owner: str, channel: str, ts: str) -> Evidence | None:
    """The item that the owner logged from this message last, if any."""
    row = tx.first(_FROM_MESSAGE, owner=owner, channel=channel, ts=ts)
    return own(tx, owner, row.id) if row else None
