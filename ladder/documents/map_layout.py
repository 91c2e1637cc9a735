"""The map of a ladder laid out: lanes for as many levels as can be followed with the eye, a numbered list for more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ladder.documents.drawing import Box, Drawing, Line, Panel, Point, Stroke
from ladder.documents.map_grid import Grid, Lane, grid_of
from ladder.documents.map_list import listed_drawing
from ladder.documents.map_routes import (
    Across,
    Column,
    Edge,
    Flank,
    Gap,
    Gutter,
    Route,
    Slots,
    Up,
    route,
    sideways,
    slots,
)
from ladder.framework.model import Ladder
from ladder.framework.paths import PathMap

MOST_LANES, MOST_HEIGHTS, MOST_POINTS = 12, 40, 4_000
NAME_SIZE = 16.5

_BOX_WIDTH, _BOX_HEIGHT = 190.0, 70.0
_MARGIN, _HEAD, _FOOT_LINE = 26.0, 80.0, 21.0
_LEAST_WIDTH = 430.0
_SLOT = 9.0
_PADDING, _LABEL = 12.0, 22.0
_BELOW_GAP, _ABOVE_GAP, _GUTTER = 16.0, 22.0, 32.0
_PAIR_SIDE = 20.0


def map_drawing(path_map: PathMap, ladder: Ladder, here: str | None) -> Drawing:
    """The picture of a map; `here` is the level (id) that is the asker's own. Every level stands in it once."""
    grid = grid_of(path_map, ladder)
    if grid.columns <= MOST_LANES and grid.rows <= MOST_HEIGHTS:
        drawn = _drawn(path_map, ladder, grid, here)
        if max(drawn.width, drawn.height) <= MOST_POINTS:
            return drawn
    return listed_drawing(path_map, ladder, here)


def _drawn(path_map: PathMap, ladder: Ladder, grid: Grid, here: str | None) -> Drawing:
    routes = {(way.start, way.end): route(grid, way.start, way.end) for way in path_map.ways}
    page = _Page.of(grid, slots(routes.values()))
    forks = {way.start for way in path_map.ways if way.fork}
    beside = {pair for pair in path_map.pairs if _beside(grid, *pair)}
    lines = [
        _line(page, start, end, Stroke.FORK if start in forks else Stroke.STEP, drawn)
        for (start, end), drawn in routes.items()
    ]
    lines += [
        _line(page, *pair, Stroke.SAME, sideways(grid.cells[pair[0]], grid.cells[pair[1]], _PAIR_SIDE))
        for pair in sorted(beside)
    ]
    notes = _legend(forks, beside)
    return Drawing(
        title=ladder.name,
        about=about(ladder, "Climb from the bottom."),
        notes=notes,
        width=page.width,
        height=page.height + _FOOT_LINE * len(notes),
        name_size=NAME_SIZE,
        boxes=_boxes(path_map, ladder, grid, page, here, [pair for pair in path_map.pairs if pair not in beside]),
        panels=tuple(_panel(page, lane) for lane in grid.lanes if ladder.tracks),
        lines=tuple(lines),
    )


def about(ladder: Ladder, how: str) -> str:
    """The line below the title: how much there is, and how it is read."""
    counts = [(len(ladder.levels), "level"), (len(ladder.tracks), "track")]
    said = ", ".join(f"{number} {noun}{'s' if number != 1 else ''}" for number, noun in counts if number)
    return f"{said}. {how}" if ladder.levels else "No levels yet."


def _legend(forks: Iterable[str], beside: Iterable[object]) -> tuple[str, ...]:
    return (*(["fork"] if forks else []), *(["same"] if beside else []))


def _beside(grid: Grid, level: str, other: str) -> bool:
    here, there = grid.cells[level], grid.cells[other]
    return here[1] == there[1] and grid.free_between(here, there)


def _boxes(
    path_map: PathMap, ladder: Ladder, grid: Grid, page: "_Page", here: str | None, apart: Sequence[tuple[str, str]]
) -> tuple[Box, ...]:
    known = ladder.level_by_id
    same: dict[str, list[str]] = {}
    for level, other in apart:
        same.setdefault(level, []).append(known[other].name)
        same.setdefault(other, []).append(known[level].name)
    return tuple(
        Box(
            level=stop.level.id,
            name=stop.level.name,
            notes=tuple(f"counts the same as {name}" for name in same.get(stop.level.id, ())),
            here=stop.level.id == here,
            x=page.left(grid.cells[stop.level.id][0]),
            y=page.top(grid.cells[stop.level.id][1]),
            width=_BOX_WIDTH,
            height=_BOX_HEIGHT,
        )
        for stop in path_map.stops
    )


def _panel(page: "_Page", lane: Lane) -> Panel:
    x, y = page.left(lane.left) - _PADDING, page.top(lane.high) - _PADDING - (_LABEL if lane.name else 0)
    return Panel(
        name=lane.name,
        x=x,
        y=y,
        width=page.left(lane.right) + _BOX_WIDTH + _PADDING - x,
        height=page.top(lane.low) + _BOX_HEIGHT + _PADDING - y,
    )


def _line(page: "_Page", start: str, end: str, stroke: Stroke, drawn: Route) -> Line:
    return Line(start=start, end=end, stroke=stroke, points=tuple(page.point(*point) for point in drawn))


@dataclass(frozen=True, slots=True)
class _Page:
    """Where columns begin, and heights (from the bottom of the page's middle part), in points."""

    lefts: Sequence[float]
    lows: Sequence[float]
    slots: Slots
    width: float
    tall: float

    @staticmethod
    def of(grid: Grid, taken: Slots) -> "_Page":
        labelled = frozenset(lane.high for lane in grid.lanes if lane.name)
        gutters = [_gutter(number, taken, grid.columns) for number in range(grid.columns + 1)]
        gaps = [_gap(number, taken, labelled, grid.rows) for number in range(grid.rows + 1)]
        lefts = _ends(gutters, _BOX_WIDTH)
        content = lefts[-1] + 2 * _MARGIN
        shift = _MARGIN + max(0.0, (_LEAST_WIDTH - content) / 2)
        lows = _ends(gaps, _BOX_HEIGHT)
        return _Page([shift + left for left in lefts], lows, taken, max(content, _LEAST_WIDTH), lows[-1])

    @property
    def height(self) -> float:
        return _HEAD + self.tall + _MARGIN

    def left(self, column: int) -> float:
        """The left edge of a column's levels."""
        return self.lefts[column]

    def top(self, height: int) -> float:
        """The top edge of the levels of a height."""
        return _HEAD + self.tall - self.lows[height] - _BOX_HEIGHT

    def point(self, across: Across, up: Up) -> Point:
        """Where a point of a route lies."""
        return (round(self._x(across), 2), round(self._y(up), 2))

    def _x(self, across: Across) -> float:
        match across:
            case Column():
                return self.lefts[across.number] + _BOX_WIDTH / 2 + across.beside
            case Flank():
                return self.lefts[across.number] + (_BOX_WIDTH if across.side > 0 else 0)
            case Gutter():
                slot = self.slots[Gutter, across.number][across.key]
                return self.lefts[across.number] - _GUTTER / 2 - _SLOT * slot

    def _y(self, up: Up) -> float:
        match up:
            case Edge():
                return self.top(up.number) + _BOX_HEIGHT * (1 - up.side) / 2 + up.below
            case Gap():
                slot = self.slots[Gap, up.number][up.key]
                return _HEAD + self.tall - self.lows[up.number] + _ABOVE_GAP + _SLOT * slot


def _most(taken: Slots, kind: type, number: int) -> int:
    return max(taken.get((kind, number), {}).values(), default=-1) + 1


def _gutter(number: int, taken: Slots, columns: int) -> float:
    """How wide the gutter left of a column is; the outermost two are no wider than a lane's edge unless in use."""
    lines = _most(taken, Gutter, number)
    return _GUTTER + _SLOT * lines if lines or 0 < number < columns else _PADDING


def _gap(number: int, taken: Slots, labelled: frozenset[int], rows: int) -> float:
    """How tall the gap below a height is: room for its lines, their arrows, and the name of a lane that ends there."""
    label = _LABEL if number - 1 in labelled else 0
    lines = _SLOT * _most(taken, Gap, number)
    if number == 0:
        return _PADDING + (lines + _ABOVE_GAP if lines else 0)
    if number == rows:
        return _PADDING + label + (lines + _BELOW_GAP if lines else 0)
    return _BELOW_GAP + label + lines + _ABOVE_GAP


def _ends(spaces: Sequence[float], size: float) -> list[float]:
    """Where each space ends when things of one size stand between them; the last is where the last space ends."""
    return list(accumulate(spaces, lambda total, space: total + size + space))
