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
    changes = diff(old, new)
    levels = _moved(changes.levels)
    competencies = {**_back(new, old, changes.competencies), **_moved(changes.competencies), **(same or {})}
    kept = _renamed(new, levels, competencies) if levels or competencies else new
    gone = (competency for competency in (*old.competencies, *old.former) if competency.id not in kept.competency_by_id)
    return replace(kept, former=tuple({competency.id: competency for competency in gone}.values()))


def _moved(changes: EntryChanges) -> dict[str, str]:
    return {change.new.id: change.old.id for change in changes.changed if change.new.id != change.old.id}


def _back(new: Ladder, old: Ladder, changes: EntryChanges) -> dict[str, str]:
    former = {
        fold(competency.name): competency.id for competency in old.former if competency.id not in new.competency_by_id
    }
    return {
        competency.id: former.pop(fold(competency.name))
        for competency in changes.added
        if fold(competency.name) in former
    }


def _renamed(ladder: Ladder, levels: Ids, competencies: Ids) -> Ladder:
    level, competency = partial(_now, levels), partial(_now, competencies)
    said = partial(_said, levels, competencies)
    return replace(
        ladder,
        levels=tuple(_level(entry, levels) for entry in ladder.levels),
        competencies=tuple(_competency(entry, competencies) for entry in ladder.competencies),
        tracks=tuple(replace(track, forks_from=_if_any(levels, track.forks_from)) for track in ladder.tracks),
        expectations=tuple(said(statement) for statement in ladder.expectations),
        requirements=tuple(
            replace(requirement, level=level(requirement.level), competency=competency(requirement.competency))
            for requirement in ladder.requirements
        ),
        specialisms=tuple(_specialism(specialism, levels, said) for specialism in ladder.specialisms),
        advice=tuple(
            replace(
                advice,
                levels=tuple(map(level, advice.levels)),
                competencies=tuple(map(competency, advice.competencies)),
            )
            for advice in ladder.advice
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


def _level(level: Level, ids: Ids) -> Level:
    named = partial(_now, ids)
    return replace(
        level,
        id=named(level.id),
        next=tuple(map(named, level.next)),
        equivalent_to=tuple(map(named, level.equivalent_to)),
        extends=_if_any(ids, level.extends),
    )


def _competency(competency: Competency, ids: Ids) -> Competency:
    return replace(competency, id=_now(ids, competency.id))


def _said(levels: Ids, competencies: Ids, statement: Expectation) -> Expectation:
    return replace(
        statement, level=_if_any(levels, statement.level), competency=_if_any(competencies, statement.competency)
    )


def _specialism(specialism: Specialism, levels: Ids, said: Callable[[Expectation], Expectation]) -> Specialism:
    return replace(
        specialism,
        from_level=_if_any(levels, specialism.from_level),
        expectations=tuple(said(each) for each in specialism.expectations),
    )


def _key(key: str, levels: Ids, competencies: Ids) -> str:
    """A key of the translations, "kind.id.field": ids may hold dots, fields do not."""
    kind, _, rest = key.partition(".")
    known = {"level": levels, "competency": competencies}.get(kind)
    named, _, field = rest.rpartition(".")
    return f"{kind}.{known.get(named, named)}.{field}" if known else key
