"""A drawing as plain values, in points from the top left corner: what `ladder_map.typ` puts on the page."""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]


class Stroke(StrEnum):
    """What a line means: the one step from a level, one of several, or no step but two levels that count the same."""

    STEP = "step"
    FORK = "fork"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A level: its name, small lines below it, and whether it is the asker's own."""

    level: str
    name: str
    notes: tuple[str, ...] = ()
    here: bool = False
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The ground under a track's levels, with its name."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from one level (id) to another over `points`; a step ends in an arrow's head."""

    start: str
    end: str
    stroke: Stroke
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A whole picture. `notes` say how it is read; `name_size` is the size in points of a level's name that fits."""

    title: str
    about: str
    notes: tuple[str, ...]
    width: float
    height: float
    name_size: float
    boxes: tuple[Box, ...]
    panels: tuple[Panel, ...] = ()
    lines: tuple[Line, ...] = ()
