"""No moved goalposts: what published versions changed for one person, the old and the new words
(docs/product.md, promise 6).

It counts from the version whose changes they were last shown, so that it is shown once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from ladder.framework.model import Ladder, Level
from ladder.people import workspaces
from ladder.people.workspaces import Version
from ladder.publishing.diff import FieldChange, StatementChange, diff, level_changes
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import LevelMoveRow, PersonRow
from ladder.store.values import Person

_WORDS = ("summary", "question", "years")  # of a level's fields those that a person reads
_person = table_of(PersonRow)
_move = table_of(LevelMoveRow)
_me = (walled(_person), _person.c.id == bindparam("person"))
_SEEN = select(func.coalesce(_person.c.ladder_seen, 1)).where(*_me)
_MARK = update(_person).where(*_me).values(ladder_seen=bindparam("number"))
_MOVES = (
    select(_move.c.what, _move.c.old_level, _move.c.new_level, _move.c.version)
    .where(walled(_move), _move.c.person_id == bindparam("person"), _move.c.version > bindparam("seen"))
    .order_by(_move.c.version.desc())
)


@dataclass(frozen=True, slots=True)
class LevelNews:
    """What changed at somebody's level or target. `old` is the level they were on before, which a version may have
    taken them from; `fields` are changes of the level's own words."""

    is_target: bool
    old: Level
    new: Level
    fields: tuple[FieldChange, ...]
    statements: tuple[StatementChange, ...]


@dataclass(frozen=True, slots=True)
class LadderNews:
    """The versions since the last one whose changes somebody was shown, and what they changed for them."""

    versions: tuple[Version, ...]
    levels: tuple[LevelNews, ...]


def news_for(tx: Tx, person: Person, current: int) -> LadderNews | None:
    """What version `current` changed for `person` since they were last shown; None if they have seen it.

    One query where nothing was published since.
    """
    seen: int = tx.run(_SEEN, person=person.id).scalar() or 1
    return _since(tx, person, seen, current) if seen < current else None


def last_change(tx: Tx, person: Person, current: int) -> LadderNews | None:
    """What the current version alone changed for `person`, seen or not; None for a ladder that never changed."""
    return _since(tx, person, current - 1, current) if current > 1 else None


def mark_seen(tx: Tx, person: str, current: int) -> None:
    """Notes that `person` was shown what changed up to version `current`."""
    tx.run(_MARK, person=person, number=current)


def _since(tx: Tx, person: Person, seen: int, current: int) -> LadderNews:
    old, new = workspaces.ladder_of(tx, seen), workspaces.ladder_of(tx, current)
    moves = tx.all(_MOVES, person=person.id, seen=seen)
    news: list[LevelNews | None] = []
    for column, level in (("level", person.level), ("target", person.target)):
        if level in new.level_by_id:
            before, version = _way_back([row for row in moves if row.what == column], level)
            was = old if before in old.level_by_id or not version else workspaces.ladder_of(tx, version)
            news.append(_level_news(was, new, column == "target", before, level))
    return LadderNews(workspaces.versions_after(tx, seen), tuple(level_news for level_news in news if level_news))


def _way_back(moves: Iterable[Row[Any]], level: str) -> tuple[str, int]:
    """The level from which versions took somebody to `level`, and the last version that had it; `level` and 0 if none
    did. A move that the roster has overruled since leads nowhere. `moves`: the latest first."""
    version = 0
    for row in moves:
        if row.new_level == level:
            level, version = row.old_level, row.version - 1
    return level, version


def _level_news(old: Ladder, new: Ladder, is_target: bool, came_from: str, level: str) -> LevelNews | None:
    before, after = old.level_by_id.get(came_from), new.level_by_id[level]
    if before is None:
        return None
    fields = _fields(old, new, after.id) if before.id == after.id else ()
    statements = tuple(sorted(level_changes(old, new, before.id, after.id), key=_reworded_first))
    renamed = before.name != after.name
    return LevelNews(is_target, before, after, fields, statements) if fields or statements or renamed else None


def _fields(old: Ladder, new: Ladder, level: str) -> tuple[FieldChange, ...]:
    changed = (change for change in diff(old, new).levels.changed if change.new.id == level)
    return tuple(field for change in changed for field in change.fields if field.field in _WORDS)


def _reworded_first(change: StatementChange) -> int:
    """Other words before new statements, and those before what is gone; else in the order of the ladder."""
    return 0 if change.old and change.new else 1 if change.new else 2
