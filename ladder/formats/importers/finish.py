"""From what was collected to the finished ladder: levels in order, grades as a scale, the language of the texts."""

from dataclasses import dataclass, field
from typing import Protocol

from ladder.formats.importers.inline import plain
from ladder.formats.importers.level_names import LevelName
from ladder.formats.importers.locale import locale_of
from ladder.formats.importers.order import chain
from ladder.formats.importers.values import Place
from ladder.formats.importers.words import is_number, slug
from ladder.framework.model import Annex, Competency, Expectation, Grade, Ladder, Level, Requirement, Scale, Track


@dataclass
class LevelEntry:
    """A level while it is being read; `extends` is the name of the level it builds on, or "previous"."""

    id: str
    name: LevelName
    track: str
    summary: list[str] = field(default_factory=list)
    years: str = ""
    extends: str = ""
    next: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


@dataclass
class CompetencyEntry:
    """A competency while it is being read; the keys of `description` are its paragraphs."""

    id: str
    name: str
    group: str
    description: dict[str, None] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


class Parts(Protocol):
    """What a ladder is made of, as a draft has collected it."""

    place: Place
    title: str
    ladder_id: str
    notes: list[str]
    levels: dict[str, LevelEntry]
    competencies: dict[str, CompetencyEntry]
    expectations: list[Expectation]
    grades: dict[tuple[str, str], str]
    annexes: list[Annex]
    tracks: dict[str, str]

    def find_level(self, name: str, track: str = "") -> str | None: ...


def finish(parts: Parts) -> Ladder:
    """The ladder that the parts make."""
    levels = chain(tuple(_level(entry, parts) for entry in parts.levels.values()))
    title = parts.title or parts.place.file.rsplit(".", 1)[0]
    requirements, scales = _requirements(parts.grades)
    return Ladder(
        id=parts.ladder_id or slug(title) or "ladder",
        name=plain(title),
        locale=locale_of([one.text for one in parts.expectations]),
        tracks=_tracks(levels, parts.tracks),
        levels=levels,
        competencies=_competencies(parts),
        expectations=tuple(parts.expectations),
        requirements=requirements,
        scales=scales,
        annexes=tuple(parts.annexes),
        notes=tuple(parts.notes),
    )


def _level(entry: LevelEntry, parts: Parts) -> Level:
    return Level(
        id=entry.id,
        name=entry.name.full,
        track=entry.track,
        aliases=tuple(dict.fromkeys((*entry.name.aliases, *entry.aliases))),
        years=entry.years or entry.name.years,
        extends=_extended(entry, parts),
        next=_following(entry, parts),
        summary="\n\n".join(entry.summary),
    )


def _following(entry: LevelEntry, parts: Parts) -> tuple[str, ...]:
    """The ids of the levels that the source says come next."""
    found = (parts.find_level(name, entry.track) for name in entry.next)
    return tuple(level for level in found if level is not None and level != entry.id)


def _extended(entry: LevelEntry, parts: Parts) -> str | None:
    """The id of an earlier level that this one builds on; a reference to itself or upwards is none."""
    ids = list(parts.levels)
    own = ids.index(entry.id)
    if entry.extends == "previous":
        return ids[own - 1] if own else None
    found = parts.find_level(entry.extends, entry.track) if entry.extends else None
    return found if found is not None and ids.index(found) < own else None


def _tracks(levels: tuple[Level, ...], names: dict[str, str]) -> tuple[Track, ...]:
    used = dict.fromkeys(level.track for level in levels if level.track)
    return tuple(Track(id=track, name=names.get(track, track.capitalize())) for track in used)


def _competencies(parts: Parts) -> tuple[Competency, ...]:
    graded = {competency for _, competency in parts.grades}
    return tuple(
        Competency(
            id=entry.id,
            name=entry.name,
            group=entry.group,
            order=order,
            aliases=entry.aliases,
            description="\n\n".join(entry.description),
            scale="grades" if entry.id in graded else None,
        )
        for order, entry in enumerate(parts.competencies.values())
    )


def _requirements(grades: dict[tuple[str, str], str]) -> tuple[tuple[Requirement, ...], tuple[Scale, ...]]:
    names = list(dict.fromkeys(grades.values()))
    if all(is_number(name) for name in names):
        names.sort(key=lambda name: (len(name), name))
    ids = {name: slug(name) or f"grade-{number}" for number, name in enumerate(names, 1)}
    wanted = tuple(
        Requirement(level=level, competency=competency, grade=ids[name]) for (level, competency), name in grades.items()
    )
    found = tuple(Grade(id=grade, name=name) for name, grade in ids.items())
    return wanted, (Scale(id="grades", name="Grades", grades=found),) if found else ()
