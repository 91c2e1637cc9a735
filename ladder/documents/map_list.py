"""The map of a ladder too large for lanes: every level numbered, with the numbers of the levels it leads to."""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt

from ladder.documents.drawing import Box, Drawing
from ladder.framework.model import Ladder
from ladder.framework.paths import PathMap, Stop

NAME_SIZE = 12.0
_WIDTH, _HEIGHT, _BESIDE, _BELOW = 176.0, 46.0, 14.0, 9.0
_MARGIN, _HEAD = 26.0, 78.0
_MOST_NUMBERS = 8


def listed_drawing(path_map: PathMap, ladder: Ladder, here: str | None) -> Drawing:
    """The levels in columns, from the lowest up, each with its number, its track and where it leads."""
    stops = sorted(path_map.stops, key=lambda stop: (stop.height, stop.row, stop.column))
    rows = max(1, ceil(sqrt(len(stops) * (_WIDTH + _BESIDE) / (_HEIGHT + _BELOW))))
    numbers = {stop.level.id: number for number, stop in enumerate(stops, 1)}
    leads = _leads(path_map, numbers)
    return Drawing(
        title=ladder.name,
        about=f"{len(stops)} levels. Read down, then to the right. → 12 leads to number 12.",
        notes=(),
        width=2 * _MARGIN + ceil(len(stops) / rows) * (_WIDTH + _BESIDE) - _BESIDE,
        height=_HEAD + _MARGIN + rows * (_HEIGHT + _BELOW) - _BELOW,
        name_size=NAME_SIZE,
        boxes=tuple(
            _box(stop, place, rows, _notes(stop, ladder, leads), here == stop.level.id)
            for place, stop in enumerate(stops)
        ),
    )


def _leads(path_map: PathMap, numbers: Mapping[str, int]) -> dict[str, list[int]]:
    leads: dict[str, list[int]] = {}
    for way in path_map.ways:
        leads.setdefault(way.start, []).append(numbers[way.end])
    return leads


def _notes(stop: Stop, ladder: Ladder, leads: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    track = ladder.tracks[stop.row].name if stop.row < len(ladder.tracks) else ""
    to = leads.get(stop.level.id, ())
    more = f" and {len(to) - _MOST_NUMBERS} more" if len(to) > _MOST_NUMBERS else ""
    arrow = f"→ {', '.join(map(str, to[:_MOST_NUMBERS]))}{more}" if to else ""
    return tuple(filter(None, (" · ".join(filter(None, (track, arrow))),)))


def _box(stop: Stop, place: int, rows: int, notes: tuple[str, ...], here: bool) -> Box:
    column, row = divmod(place, rows)
    return Box(
        level=stop.level.id,
        name=f"{place + 1}. {stop.level.name}",
        notes=notes,
        here=here,
        x=_MARGIN + column * (_WIDTH + _BESIDE),
        y=_HEAD + row * (_HEIGHT + _BELOW),
        width=_WIDTH,
        height=_HEIGHT,
    )
