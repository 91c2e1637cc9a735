"""The whole ladder as a map: levels, the ways between them, and the forks."""

from collections.abc import Iterator
from dataclasses import dataclass

from ladder.framework import Ladder, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A level on the map: `column` counts the steps of the longest way to it from 0, `row` is its track's, from 0."""

    level: Level
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A step from one level (id) to the next; `fork` if others lead away from the same level."""

    start: str
    end: str
    fork: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PathMap:
    """The map to be drawn (`stops`, `ways`), and the same in words, one way or fork a line (`lines`)."""

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    lines: tuple[str, ...]


def path_map(ladder: Ladder) -> PathMap:
    """The map of a ladder."""
    columns = _columns(ladder)
    rows = {track.id: row for row, track in enumerate(ladder.tracks)}
    return PathMap(
        stops=tuple(
            Stop(level=one, column=columns[one.id], row=rows.get(one.track, len(rows))) for one in ladder.levels
        ),
        ways=tuple(
            Way(start=one.id, end=end.id, fork=len(one.next) > 1)
            for one in ladder.levels
            for end in _after(ladder, one)
        ),
        lines=tuple(_lines(ladder)),
    )


def _after(ladder: Ladder, level: Level) -> tuple[Level, ...]:
    return tuple(ladder.level_by_id[one] for one in level.next if one in ladder.level_by_id)


def _columns(ladder: Ladder) -> dict[str, int]:
    """Per level the number of steps on the longest way to it; as many rounds as levels, so that a loop ends too."""
    columns = {level.id: 0 for level in ladder.levels}
    for _ in ladder.levels:
        changed = False
        for level in ladder.levels:
            for end in _after(ladder, level):
                if columns[end.id] <= columns[level.id] < len(columns):
                    columns[end.id] = columns[level.id] + 1
                    changed = True
        if not changed:
            break
    return columns


def _lines(ladder: Ladder) -> Iterator[str]:
    told: set[str] = set()
    for level in ladder.levels:
        after = _after(ladder, level)
        if len(after) > 1:
            *others, last = (one.name for one in after)
            yield f"From {level.name} the path forks: {', '.join(others)} or {last}"
        elif level.id not in told:
            chain = _chain(ladder, level)
            told |= {one.id for one in chain}
            if len(chain) > 1 or not ladder.before(level.id):
                yield " → ".join(one.name for one in chain)


def _chain(ladder: Ladder, start: Level) -> list[Level]:
    """The level and those after it, up to and with the first that forks, ends, or was passed already."""
    chain = [start]
    while len(after := _after(ladder, chain[-1])) == 1 and after[0] not in chain:
        chain.append(after[0])
    return chain
