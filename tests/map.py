"""The rooms and what they import, drawn as docs/map.svg. `make map` writes it; a test says that it is today's.

A room stands above all that it uses. An arrow that follows from others is left out: where `a` uses `b` and `b` uses
`c`, none is drawn from `a` to `c`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from html import escape
from itertools import pairwise
from pathlib import Path

import grimp

MAP = Path(__file__).parent.parent / "docs" / "map.svg"
BANDS = ("bot", "handlers", "ladder")
_WIDTH, _MARGIN, _GAP, _HEIGHT, _STEP, _LETTER = 1160, 24, 52, 30, 60, 8.2
_SWEEPS = 4
_STYLE = """
  text { font: 14px ui-sans-serif, system-ui, sans-serif; fill: #1f2328; text-anchor: middle }
  .band { fill: #f6f8fa; stroke: #d1d9e0 } .name { font-weight: 600; text-anchor: start }
  .room { fill: #fff; stroke: #59636e } .way { fill: none; stroke: #0969da; opacity: .45 } marker path { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .band { fill: #151b23; stroke: #3d444d } .room { fill: #0d1117; stroke: #9198a1 }
    .way { stroke: #4493f8; opacity: .6 } marker path { fill: #4493f8 }
  }
"""

Uses = Mapping[str, frozenset[str]]
"""From each room to those that it imports from."""


@dataclass(frozen=True, slots=True)
class Box:
    """A room's place on the map: the middle of its box, and how wide that is."""

    x: float
    y: float
    width: float


def rooms() -> Uses:
    """The rooms and what each uses: packages and modules right below `bot`, `handlers` and `ladder`."""
    graph = grimp.build_graph(*BANDS, cache_dir=None)
    uses: dict[str, set[str]] = {}
    for module in graph.modules:
        uses.setdefault(_room(module), set()).update(map(_room, graph.find_modules_directly_imported_by(module)))
    known = {room for used in uses.values() for room in used} | {room for room, used in uses.items() if used - {room}}
    return {room: frozenset(uses[room] - {room}) for room in sorted(uses) if room in known and room not in BANDS[::2]}


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def shortest(uses: Uses) -> Uses:
    """Without the arrows that follow from others. Raises `graphlib.CycleError` for rooms in a circle."""
    below: dict[str, frozenset[str]] = {}
    for room in TopologicalSorter(uses).static_order():
        below[room] = uses[room].union(*(below[used] for used in uses[room]))
    return {room: used - frozenset().union(*(below[other] for other in used)) for room, used in uses.items()}


def rows(uses: Uses, band: str) -> list[list[str]]:
    """The rooms of a band in rows, the highest first: each row uses only those below it."""
    own = {room for room in uses if room.split(".")[0] == band}
    depth: dict[str, int] = {}
    for room in TopologicalSorter({room: uses[room] & own for room in own}).static_order():
        depth[room] = 1 + max((depth[used] for used in uses[room] & own), default=-1)
    return [sorted(room for room in own if depth[room] == at) for at in sorted(set(depth.values()), reverse=True)]


def placed(uses: Uses, lines: Iterable[Sequence[str]], top: float) -> dict[str, Box]:
    """The boxes of the rows from `top` down, each as near to what it is tied to as its row allows."""
    ties = {room: uses[room] | {other for other in uses if room in uses[other]} for room in uses}
    order = [list(line) for line in lines]
    boxes: dict[str, Box] = {}
    for _ in range(_SWEEPS):
        for at, line in enumerate(order):
            line.sort(key=lambda room: (_middle(boxes[tie].x for tie in ties[room] if tie in boxes), room))
            boxes |= _row(line, top + at * _STEP)
    return boxes


def _middle(places: Iterable[float]) -> float:
    known = sorted(places)
    return round(sum(known) / len(known), 1) if known else _WIDTH / 2


def _row(line: Sequence[str], y: float) -> dict[str, Box]:
    widths = [round(len(_label(room)) * _LETTER + 22) for room in line]
    left = (_WIDTH - sum(widths) - _GAP * (len(line) - 1)) / 2
    starts = [left + sum(widths[:at]) + _GAP * at for at in range(len(line))]
    return {room: Box(start + width / 2, y, width) for room, start, width in zip(line, starts, widths, strict=True)}


def _label(room: str) -> str:
    return room.partition(".")[2] or "register"


def drawn(uses: Uses) -> str:
    """The map as SVG."""
    tops: list[float] = [_MARGIN]
    boxes: dict[str, Box] = {}
    short = shortest(uses)
    for band in BANDS:
        lines = rows(uses, band)
        boxes |= placed(short, lines, tops[-1] + 46)
        tops.append(tops[-1] + 46 + len(lines) * _STEP)
    bands = [_band(name, top, end - top - 14) for name, (top, end) in zip(BANDS, pairwise(tops), strict=True)]
    ways = [_way(boxes[room], boxes[used]) for room in sorted(short) for used in sorted(short[room])]
    words = " ".join(f"{room} uses {', '.join(sorted(used))}." for room, used in sorted(short.items()) if used)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {tops[-1]:g}" role="img" '
            'aria-labelledby="title words">',
            '<title id="title">The rooms of Ladder, each above those that it uses</title>',
            f'<desc id="words">{escape(words)}</desc>',
            f"<style>{_STYLE}</style>",
            '<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            '<path d="M0 0 8 4 0 8z"/></marker>',
            *bands,
            *ways,
            *(_box(room, boxes[room]) for room in sorted(boxes)),
            "</svg>\n",
        ]
    )


def _band(name: str, top: float, height: float) -> str:
    place = f'x="4" y="{top:g}" width="{_WIDTH - 8}" height="{height:g}" rx="8"'
    return f'<rect class="band" {place}/><text class="name" x="{_MARGIN}" y="{top + 26:g}">{name}</text>'


def _way(start: Box, end: Box) -> str:
    first, last = start.y + _HEIGHT / 2, end.y - _HEIGHT / 2
    half = (first + last) / 2
    curve = f"M{start.x:g} {first:g}C{start.x:g} {half:g} {end.x:g} {half:g} {end.x:g} {last:g}"
    return f'<path class="way" d="{curve}" marker-end="url(#head)"/>'


def _box(room: str, box: Box) -> str:
    left, top = box.x - box.width / 2, box.y - _HEIGHT / 2
    place = f'x="{left:g}" y="{top:g}" width="{box.width:g}" height="{_HEIGHT}" rx="6"'
    return f'<rect class="room" {place}/><text x="{box.x:g}" y="{box.y + 5:g}">{_label(room)}</text>'


if __name__ == "__main__":
    MAP.write_text(drawn(rooms()), encoding="utf-8")
