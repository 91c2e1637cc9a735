"""The whole ladder as a map: levels, the ways between them, the forks, and the levels that count the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ladder.framework.model import Ladder, Level, Track

_MOST_IN_LINE = 20

Onward = Mapping[str, tuple[Level, ...]]
"""Per level (id) the levels it leads to: its `next`, and the first level of each track that begins there. A level that
leads to where its track begins is not that first one: what the levels say of `next` is never made a loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A level on the map: `column` counts the steps of the longest way to it from 0, `row` is its track's, from 0.

    `height` says how high it stands, from 0: by rank where no way leads down in rank, by its steps otherwise.
    """

    level: Level
    column: int
    row: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A step from one level (id) to the next; `fork` if others lead away from the same level."""

    start: str
    end: str
    fork: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PathMap:
    """The map to be drawn (`stops`, `ways`, and `pairs` of levels that count the same), and the same in words, one way
    or fork a line (`lines`)."""

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    pairs: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


def path_map(ladder: Ladder) -> PathMap:
    """The map of a ladder."""
    onward = _onward(ladder)
    columns = _columns(ladder, onward)
    heights = _heights(ladder, onward, columns)
    rows = {track.id: row for row, track in enumerate(ladder.tracks)}
    stops = tuple(
        Stop(level=level, column=columns[level.id], row=rows.get(level.track, len(rows)), height=heights[level.id])
        for level in ladder.levels
    )
    ways = tuple(
        Way(start=level.id, end=end.id, fork=len(onward[level.id]) > 1)
        for level in ladder.levels
        for end in onward[level.id]
    )
    pairs = _pairs(ladder)
    return PathMap(stops=stops, ways=ways, pairs=pairs, lines=tuple(_lines(ladder, onward, pairs)))


def _onward(ladder: Ladder) -> Onward:
    known = ladder.level_by_id
    onward = {
        level.id: tuple(known[end] for end in dict.fromkeys(level.next) if end in known) for level in ladder.levels
    }
    for track in ladder.tracks:
        start = known.get(track.forks_from or "")
        if start and start.track != track.id and all(end.track != track.id for end in onward[start.id]):
            onward[start.id] += _first(ladder, onward, track, start)
    return onward


def _first(ladder: Ladder, onward: Onward, track: Track, start: Level) -> tuple[Level, ...]:
    """The lowest level of the track that does not itself lead to `start`; none if all do."""
    ahead = (level for level in ladder.levels if level.track == track.id and not _leads(onward, level.id, start.id))
    return tuple(sorted(ahead, key=lambda level: level.rank)[:1])


def _leads(onward: Onward, start: str, end: str) -> bool:
    passed, ahead = {start}, [start]
    while ahead:
        new = {level.id for level in onward[ahead.pop()]} - passed
        passed |= new
        ahead += new
    return end in passed


def _columns(ladder: Ladder, onward: Onward) -> dict[str, int]:
    """Per level the number of steps on the longest way to it; as many rounds as levels, so that a loop ends too."""
    columns = {level.id: 0 for level in ladder.levels}
    for _ in ladder.levels:
        changed = False
        for level in ladder.levels:
            for end in onward[level.id]:
                if columns[end.id] <= columns[level.id] < len(columns):
                    columns[end.id] = columns[level.id] + 1
                    changed = True
        if not changed:
            break
    return columns


def _heights(ladder: Ladder, onward: Onward, columns: Mapping[str, int]) -> dict[str, int]:
    ranks = {level.id: level.rank for level in ladder.levels}
    upward = all(ranks[end.id] >= ranks[start] for start, ends in onward.items() for end in ends)
    by = ranks if upward and len(set(ranks.values())) > 1 else columns
    steps = {value: step for step, value in enumerate(sorted(set(by.values())))}
    return {level: steps[by[level]] for level in ranks}


def _pairs(ladder: Ladder) -> tuple[tuple[str, str], ...]:
    """Each two levels that count the same once, in the ladder's order."""
    place = {level.id: place for place, level in enumerate(ladder.levels)}
    pairs = {
        (level.id, other) if place[level.id] < place[other] else (other, level.id): None
        for level in ladder.levels
        for other in level.equivalent_to
        if other in place and other != level.id
    }
    return tuple(pairs)


def _lines(ladder: Ladder, onward: Onward, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    told: set[str] = set()
    reached = {end.id for ends in onward.values() for end in ends}
    for level in ladder.levels:
        after = onward[level.id]
        if len(after) > 1:
            *others, last = (_named(ladder, end, level) for end in after)
            yield f"From {level.name} the path forks: {', '.join(others)} or {last}"
        elif level.id not in told:
            chain = _chain(onward, level)
            told |= {link.id for link in chain}
            if len(chain) > 1 or level.id not in reached:
                yield from _chain_lines(ladder, chain)
    known = ladder.level_by_id
    yield from (f"{known[first].name} counts the same as {known[other].name}" for first, other in pairs)


def _chain(onward: Onward, start: Level) -> list[Level]:
    """The level and those after it, up to and with the first that forks, ends, or was passed already."""
    chain, passed = [start], {start.id}
    while len(after := onward[chain[-1].id]) == 1 and after[0].id not in passed:
        chain.append(after[0])
        passed.add(after[0].id)
    return chain


def _chain_lines(ladder: Ladder, chain: list[Level]) -> Iterator[str]:
    """The chain, a long one in several lines, each of which begins with the level that the one before ended with."""
    for begin in range(0, max(len(chain) - 1, 1), _MOST_IN_LINE):
        part = chain[begin : begin + _MOST_IN_LINE + 1]
        named = [part[0].name, *(_named(ladder, after, before) for before, after in pairwise(part))]
        yield " → ".join(named)


def _named(ladder: Ladder, level: Level, before: Level) -> str:
    """The level's name, with its track where the way to it from `before` changes the track."""
    track = next((candidate.name for candidate in ladder.tracks if candidate.id == level.track), "")
    return f"{level.name} ({track})" if track and level.track != before.track else level.name
