"""Workspaces, their settings, and the ladder versions published in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from ladder.calendar.countries import NO_HOLIDAYS, country_of_zone
from ladder.calendar.dates import USUAL_HOUR, DigestSettings
from ladder.errors import Changed, NotFound, Unreadable
from ladder.framework.model import Ladder, from_json, to_json
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import LadderVersionRow, WorkspaceRow

_workspace = table_of(WorkspaceRow)
_version = table_of(LadderVersionRow)

_ALL = select(_workspace.c.id).order_by(_workspace.c.id)
_ONE = select(_workspace).where(_workspace.c.id == bindparam("workspace"))
_STAYS = _ONE.with_for_update(read=True)
_CHANGES = _ONE.with_for_update(key_share=True)  # those who only point at the workspace need not wait
LATEST = select(func.max(_version.c.number)).where(walled(_version))
IS_LATEST = _version.c.number == LATEST.scalar_subquery()
"""The condition that a version of the ladder is the current one."""
_ABOUT = (_version.c.number, _version.c.published_at, _version.c.published_by, _version.c.note)
_CURRENT = select(*_ABOUT).where(walled(_version), IS_LATEST)
_VERSION = select(*_ABOUT).where(walled(_version), _version.c.number == bindparam("number"))
_VERSIONS = select(*_ABOUT).where(walled(_version), _version.c.number > bindparam("after")).order_by(_version.c.number)
DIGEST_HOUR = "digest_hour"
_DOCUMENT = select(_version.c.document).where(walled(_version), _version.c.number == bindparam("number"))


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace and how its digests are timed; `paused_reason` is None unless all sending has stopped.

    `country` is what somebody chose: a code, "none" for no holidays, or "" for the country of the time zone.
    `unreadable` names the settings that can't be read; the usual ones stand in their place.
    """

    id: str
    name: str
    digest: DigestSettings
    paused_reason: str | None
    tz_chosen: bool = False
    country: str = ""
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of the ladder: its number, when (aware, UTC), by whom ("" for the first), and their note."""

    number: int
    published_at: datetime
    published_by: str
    note: str


def all_ids(tx: Tx) -> Sequence[str]:
    """The ids of every workspace, sorted."""
    return [row.id for row in tx.all(_ALL)]


def get(tx: Tx) -> Workspace:
    """The transaction's workspace. Raises `NotFound` before its set-up, `Unreadable` if a setting can't be read."""
    workspace = look_at(tx)
    if workspace.unreadable:
        raise Unreadable(f"settings ({', '.join(workspace.unreadable)})")
    return workspace


def look_at(tx: Tx) -> Workspace:
    """The transaction's workspace, as far as it can be read. Raises `NotFound` before its set-up."""
    row = tx.first(_ONE)
    if row is None:
        raise NotFound("workspace")
    at = _hour(row.digest_at)
    settings = DigestSettings(
        quarter_start_month=row.quarter_start_month,
        working_day=row.digest_working_day,
        at=at or USUAL_HOUR,
        tz=row.tz,
        country="" if row.country == NO_HOLIDAYS else row.country or country_of_zone(row.tz),
        since=row.settled_at,
        through=row.settled_through,
    )
    unreadable = () if at else (DIGEST_HOUR,)
    return Workspace(row.id, row.name, settings, row.paused_reason, row.tz_chosen, row.country, unreadable)


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def set_up(tx: Tx, first_ladder: Callable[[], Ladder], now: datetime, *, name: str = "") -> bool:
    """Makes the workspace with its first ladder version; False, and nothing done, if it is there already."""
    is_new = tx.insert_new(WorkspaceRow, {"id": tx.workspace_id, "name": name, "created_at": now}) == 1
    if is_new:
        publish(tx, first_ladder(), now)
    return is_new


def publish(tx: Tx, ladder: Ladder, now: datetime, *, by: str = "", note: str = "") -> int:
    """Stores `ladder` as the next, immutable version and returns its number. Raises `Changed` if someone else
    published at the same moment."""
    number = (tx.run(LATEST).scalar() or 0) + 1
    document = to_json(ladder).decode()
    row = {"number": number, "document": document, "published_at": now, "published_by": by, "note": note}
    if tx.insert_new(LadderVersionRow, row) != 1:
        raise Changed("ladder")
    return number


def latest_version(tx: Tx) -> int:
    """The number of the current ladder version. Raises `NotFound` before the workspace's set-up."""
    number: int | None = tx.run(LATEST).scalar()
    if number is None:
        raise NotFound("ladder")
    return number


def hold_ladder(tx: Tx, *, to_publish: bool = False) -> None:
    """Until this transaction ends nobody else publishes a version; `to_publish`: nor puts anybody on a level.

    Taken before the ladder is read by whoever decides by its levels. On SQLite a transaction that writes is alone
    anyway, and the statement locks nothing.
    """
    tx.run(_CHANGES if to_publish else _STAYS)


def version(tx: Tx, number: int) -> Version:
    """What is known of a published version. Raises `NotFound`."""
    row = tx.first(_VERSION, number=number)
    if row is None:
        raise NotFound("ladder version")
    return _version_of(row)


def current_version(tx: Tx) -> Version:
    """The current version. Raises `NotFound` before the workspace's set-up."""
    row = tx.first(_CURRENT)
    if row is None:
        raise NotFound("ladder")
    return _version_of(row)


def versions_after(tx: Tx, number: int) -> tuple[Version, ...]:
    """The versions published after `number`, oldest first."""
    return tuple(_version_of(row) for row in tx.all(_VERSIONS, after=number))


def _version_of(row: Row[Any]) -> Version:
    return Version(row.number, row.published_at, row.published_by, row.note)


def ladder_of(tx: Tx, number: int, published_at: datetime | None = None) -> Ladder:
    """A published version's ladder; where it is known when that was published, one query less. Parsed once and shared,
    since versions never change. Raises `NotFound`, `Unreadable`."""
    # a number alone may have been another ladder's, before the database was restored or emptied
    moment = published_at or version(tx, number).published_at
    return tx.cached("ladder", (number, moment), lambda: _read(tx, number))


def _read(tx: Tx, number: int) -> Ladder:
    document: str | None = tx.run(_DOCUMENT, number=number).scalar()
    if document is None:
        raise NotFound("ladder version")
    try:
        return _parsed(document)
    except ValueError as error:  # what msgspec raises, and what the bytes themselves may
        raise Unreadable(f"ladder (version {number})") from error


@lru_cache(maxsize=16)
def _parsed(document: str) -> Ladder:
    """Workspaces with the same ladder share it, and with it what is derived from it once, such as suggestions."""
    return from_json(document)


def current_ladder(tx: Tx) -> Ladder:
    """The current version's ladder. Raises `NotFound` before the workspace's set-up."""
    current = current_version(tx)
    return ladder_of(tx, current.number, current.published_at)
