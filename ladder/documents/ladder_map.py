"""The map of a ladder as a picture, and the same in words for who cannot see it."""

from dataclasses import asdict

from ladder.documents.map_layout import map_drawing
from ladder.documents.typesetting import picture
from ladder.framework.model import Ladder
from ladder.framework.paths import path_map

_GOES_ON = "… The message's own text carries all of it."
_LONGEST_NAME, _LONGEST_WORD = 90, 14


def draw(ladder: Ladder, here: str | None = None) -> bytes:
    """The map as a PNG; `here` is the level (id) to mark as the asker's own."""
    drawing = map_drawing(path_map(ladder), ladder, here)
    values = asdict(drawing)
    values["title"] = fitting(drawing.title)
    for place in (*values["boxes"], *values["panels"]):
        place["name"] = fitting(place["name"])
    return picture("ladder_map.typ", values, ladder.locale, drawing.width, drawing.height)


def fitting(name: str) -> str:
    """A name as one line of text for a small place: cut where it is very long, breakable within very long words."""
    words = " ".join(name.split())
    cut = words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1].rstrip()}…"
    return " ".join(map(_breakable, cut.split(" ")))


def _breakable(word: str) -> str:
    parts = [word[begin : begin + _LONGEST_WORD] for begin in range(0, len(word), _LONGEST_WORD)]
    return "\u200b".join(parts)


def in_words(ladder: Ladder, here: str | None = None) -> tuple[str, ...]:
    """The whole map in words, a line each: what it is of, the ways, and where the asker stands."""
    you = ladder.level_by_id.get(here or "")
    levels = f"{len(ladder.levels)} level{'s' if len(ladder.levels) != 1 else ''}"
    return (
        f"Map of {ladder.name}: {levels}.",
        *(f"{line}." for line in path_map(ladder).lines),
        *([f"You are at {you.name}."] if you else ()),
    )


def alternative_text(ladder: Ladder, here: str | None, most: int) -> str:
    """The map in words as a picture's alternative text, at most `most` characters; a longer one ends with where the
    rest stands, and says where the asker is before it."""
    lines = in_words(ladder, here)
    whole = " ".join(lines)
    if len(whole) <= most:
        return whole
    you = f" {lines[-1]}" if here in ladder.level_by_id else ""
    room = most - len(_GOES_ON) - len(you)
    if room <= 0:
        return whole[: most - 1] + "…"
    return f"{whole[:room].rpartition(' ')[0] or whole[:room]}{_GOES_ON}{you}"
