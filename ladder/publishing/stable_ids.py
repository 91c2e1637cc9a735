"""Ids that stay: a ladder that is published takes over the ids of the one before it, for what is the same.

People point at levels and evidence points at competencies by id, so a new name, or a file whose ids are made from its
names, must not cut them off.
"""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import replace

from ladder.framework.model import Competency, Expectation, Ladder, Level, Specialism
from ladder.publishing.diff import EntryChanges, diff
from ladder.text import fold

Ids = Mapping[str, str]  # id in the new ladder → the id it had before


def settled(new: Ladder, old: Ladder, same: Ids | None = None) -> Ladder:
    """`new` with the ids of `old` for the levels and competencies that are in both, and with those competencies of
    `old` that it lacks as `former`.

    What is the same one is decided as in `ladder.publishing.diff.diff`; `same` adds, by new and old id, the
    competencies of which a person said so. One that comes back under the name of a former one is that one again.
    """
    found = diff(old, new)
    levels = _moved(found.levels)
    competencies = {**_back(new, old, found.competencies), **_moved(found.competencies), **(same or {})}
    kept = _renamed(new, levels, competencies) if levels or competencies else new
    gone = (one for one in (*old.competencies, *old.former) if one.id not in kept.competency_by_id)
    return replace(kept, former=tuple({one.id: one for one in gone}.values()))


def _moved(changes: EntryChanges) -> dict[str, str]:
    return {one.new.id: one.old.id for one in changes.changed if one.new.id != one.old.id}


def _back(new: Ladder, old: Ladder, changes: EntryChanges) -> dict[str, str]:
    former = {fold(one.name): one.id for one in old.former if one.id not in new.competency_by_id}
    return {one.id: former.pop(fold(one.name)) for one in changes.added if fold(one.name) in former}


def _renamed(ladder: Ladder, levels: Ids, competencies: Ids) -> Ladder:
    level, competency = partial(_now, levels), partial(_now, competencies)
    said = partial(_said, levels, competencies)
    return replace(
        ladder,
        levels=tuple(_level(one, levels) for one in ladder.levels),
        competencies=tuple(_competency(one, competencies) for one in ladder.competencies),
        tracks=tuple(replace(one, forks_from=_if_any(levels, one.forks_from)) for one in ladder.tracks),
        expectations=tuple(said(one) for one in ladder.expectations),
        requirements=tuple(
            replace(one, level=level(one.level), competency=competency(one.competency)) for one in ladder.requirements
        ),
        specialisms=tuple(_specialism(one, levels, said) for one in ladder.specialisms),
        advice=tuple(
            replace(one, levels=tuple(map(level, one.levels)), competencies=tuple(map(competency, one.competencies)))
            for one in ladder.advice
        ),
        translations={
            language: {_key(key, levels, competencies): text for key, text in texts.items()}
            for language, texts in ladder.translations.items()
        },
    )


def _now(ids: Ids, key: str) -> str:
    return ids.get(key, key)


def _if_any(ids: Ids, key: str | None) -> str | None:
    return key and ids.get(key, key)


def _level(one: Level, ids: Ids) -> Level:
    named = partial(_now, ids)
    return replace(
        one,
        id=named(one.id),
        next=tuple(map(named, one.next)),
        equivalent_to=tuple(map(named, one.equivalent_to)),
        extends=_if_any(ids, one.extends),
    )


def _competency(one: Competency, ids: Ids) -> Competency:
    return replace(one, id=_now(ids, one.id))


def _said(levels: Ids, competencies: Ids, one: Expectation) -> Expectation:
    return replace(one, level=_if_any(levels, one.level), competency=_if_any(competencies, one.competency))


def _specialism(one: Specialism, levels: Ids, said: Callable[[Expectation], Expectation]) -> Specialism:
    return replace(
        one, from_level=_if_any(levels, one.from_level), expectations=tuple(said(each) for each in one.expectations)
    )


def _key(key: str, levels: Ids, competencies: Ids) -> str:
    """A key of the translations, "kind.id.field": ids may hold dots, fields do not."""
    kind, _, rest = key.partition(".")
    known = {"level": levels, "competency": competencies}.get(kind)
    named, _, field = rest.rpartition(".")
    return f"{kind}.{known.get(named, named)}.{field}" if known else key
