"""Where each level stands: tracks as lanes side by side, levels by their height, the first at the bottom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ladder.framework.model import Ladder
from ladder.framework.paths import PathMap, Stop

Cell = tuple[int, int]
"""A column from the left and a height from the bottom, both from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A track's rectangle on the grid: columns `left` to `right`, heights `low` to `high`."""

    name: str
    left: int
    right: int
    low: int
    high: int


@dataclass(frozen=True)
class Grid:
    """The cell of each level (id), and the lanes."""

    cells: Mapping[str, Cell]
    lanes: tuple[Lane, ...]

    @cached_property
    def taken(self) -> frozenset[Cell]:
        return frozenset(self.cells.values())

    @property
    def columns(self) -> int:
        return max((column for column, _ in self.taken), default=-1) + 1

    @property
    def rows(self) -> int:
        return max((height for _, height in self.taken), default=-1) + 1

    def free_above(self, column: int, low: int, high: int) -> bool:
        """Whether no level stands in the column between the two heights, themselves left out."""
        return all((column, height) not in self.taken for height in range(low + 1, high))

    def free_between(self, cell: Cell, other: Cell) -> bool:
        """Whether two cells of the same height have no level between them."""
        left, right = sorted((cell[0], other[0]))
        return all((column, cell[1]) not in self.taken for column in range(left + 1, right))


def grid_of(path_map: PathMap, ladder: Ladder) -> Grid:
    """The grid of a map. A lane begins as far left as it has room: a track that begins where another ends stands on
    top of it, and the picture stays narrow enough for a phone."""
    cells: dict[str, Cell] = {}
    lanes: list[Lane] = []
    for row, group in groupby(sorted(path_map.stops, key=lambda stop: stop.row), key=lambda stop: stop.row):
        stops = list(group)
        inside = _inside(stops)
        name = ladder.tracks[row].name if row < len(ladder.tracks) else ""
        lane = _placed(name, inside.values(), lanes)
        lanes.append(lane)
        cells |= {level: (lane.left + column, height) for level, (column, height) in inside.items()}
    return Grid(cells, tuple(lanes))


def _inside(stops: Iterable[Stop]) -> dict[str, Cell]:
    """The cells of one track's levels, from its own left edge: those of one height side by side, earlier ones first."""
    next_free: dict[int, int] = {}
    cells: dict[str, Cell] = {}
    for stop in sorted(stops, key=lambda unplaced: unplaced.column):
        column = next_free.get(stop.height, 0)
        cells[stop.level.id] = (column, stop.height)
        next_free[stop.height] = column + 1
    return cells


def _placed(name: str, cells: Iterable[Cell], others: Iterable[Lane]) -> Lane:
    columns, heights = zip(*cells, strict=True)
    width, low, high = max(columns), min(heights), max(heights)
    beside = [lane for lane in others if lane.low <= high and low <= lane.high]
    edges = sorted({0, *(lane.right + 1 for lane in beside)})
    left = next(edge for edge in edges if all(lane.right < edge or edge + width < lane.left for lane in beside))
    return Lane(name=name, left=left, right=left + width, low=low, high=high)
