"""How each way runs over the grid: along gaps between heights and gutters between columns, never through a level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ladder.documents.map_grid import Cell, Grid

Key = tuple[str, str]
"""What a stretch of line belongs to: ("out", a level) or ("in", a level); lines of one key share their stretch."""


@dataclass(frozen=True, slots=True)
class Column:
    """Across: the middle of a column, so many points beside it."""

    number: int
    beside: float = 0


@dataclass(frozen=True, slots=True)
class Gutter:
    """Across: the gutter to the left of a column, in the slot of a key."""

    number: int
    key: Key


@dataclass(frozen=True, slots=True)
class Gap:
    """Up: the gap below a height, in the slot of a key."""

    number: int
    key: Key


@dataclass(frozen=True, slots=True)
class Edge:
    """Up: the top, the middle or the bottom of a height's levels (1, 0, -1), so many points below it."""

    number: int
    side: int
    below: float = 0


@dataclass(frozen=True, slots=True)
class Flank:
    """Across: the left or right edge (-1, 1) of a column's levels."""

    number: int
    side: int


Across = Column | Gutter | Flank
Up = Gap | Edge
Route = tuple[tuple[Across, Up], ...]

_LEAVING, _ARRIVING = 12.0, 24.0
_STEP_SIDE = 8.0


def route(grid: Grid, start: str, end: str) -> Route:
    """The route of a way; where others share its source or its goal, they share stretches of it."""
    here, there = grid.cells[start], grid.cells[end]
    if here[0] == there[0] and here[1] < there[1] and grid.free_above(here[0], here[1], there[1]):
        return ((Column(here[0]), Edge(here[1], 1)), (Column(there[0]), Edge(there[1], -1)))
    if start != end and here[1] == there[1] and grid.free_between(here, there):
        return sideways(here, there, -_STEP_SIDE if here[0] < there[0] else _STEP_SIDE)
    return _around(grid, start, end)


def sideways(here: Cell, there: Cell, below: float) -> Route:
    """A straight line between two levels of one height, so many points below their middle."""
    right = 1 if here[0] < there[0] else -1
    up = Edge(here[1], 0, below)
    return ((Flank(here[0], right), up), (Flank(there[0], -right), up))


def _around(grid: Grid, start: str, end: str) -> Route:
    (column, height), (to_column, to_height) = grid.cells[start], grid.cells[end]
    side = -1 if to_column < column else 1
    leaving = Column(column, side * _LEAVING)
    arriving = Column(to_column, (side if column == to_column else -side) * _ARRIVING)
    first, last = (leaving, Edge(height, 1)), (arriving, Edge(to_height, -1))
    out, into = Gap(height + 1, ("out", start)), Gap(to_height, ("in", end))
    if height < to_height and grid.free_above(to_column, height, to_height):
        return (first, (leaving, out), (arriving, out), last)
    if height < to_height and grid.free_above(column, height, to_height):
        return (first, (leaving, into), (arriving, into), last)
    gutter = Gutter(to_column + (side != 1 or column == to_column), ("in", end))
    return (first, (leaving, out), (gutter, out), (gutter, into), (arriving, into), last)


Slots = Mapping[tuple[type, int], Mapping[Key, int]]
"""For each gap and gutter (by its kind and number) the slot of each key in it, from 0."""


def slots(routes: Iterable[Route]) -> Slots:
    """Slots for every stretch, so that lines of different keys never lie on one another."""
    spans: dict[tuple[type, int], dict[Key, tuple[float, float]]] = {}
    for points in routes:
        for (across, up), (to_across, to_up) in pairwise(points):
            if isinstance(up, Gap) and up == to_up:
                _widen(spans.setdefault((Gap, up.number), {}), up.key, _place(across), _place(to_across))
            if isinstance(across, Gutter) and across == to_across:
                _widen(spans.setdefault((Gutter, across.number), {}), across.key, _place(up), _place(to_up))
    return {channel: _coloured(stretches) for channel, stretches in spans.items()}


def _place(point: Across | Up) -> float:
    """Where a point is in counts of columns or heights: gutters and gaps lie between them."""
    return point.number if isinstance(point, Gutter | Gap) else point.number + 0.5


def _widen(spans: dict[Key, tuple[float, float]], key: Key, place: float, other: float) -> None:
    low, high = spans.get(key, (place, place))
    spans[key] = (min(low, place, other), max(high, place, other))


def _coloured(spans: Mapping[Key, tuple[float, float]]) -> dict[Key, int]:
    """The lowest free slot for each span, the shortest spans first: they stay nearest to their levels."""
    taken: dict[Key, int] = {}
    for key in sorted(spans, key=lambda stretch: (spans[stretch][1] - spans[stretch][0], stretch)):
        low, high = spans[key]
        hindered = {slot for other, slot in taken.items() if spans[other][0] <= high and low <= spans[other][1]}
        taken[key] = next(slot for slot in range(len(taken) + 1) if slot not in hindered)
    return taken
