"""The statements within one cell: blank lines, line breaks and bullets part them; examples and labels stay with
them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ladder.formats.importers.grid import Cell
from ladder.formats.importers.inline import is_bold, plain, unbold, unwrapped
from ladder.formats.importers.words import is_example

_SIGNS = "•●▪‣◦○■□✓✔➢►・·⁃∙"
_BULLET = re.compile(rf"^(?P<gap>[ \t\u3000]*)(?:[-*+–—]\s+|[{_SIGNS}]\s*|(?P<number>\(?\d{{1,2}}[.)]|[①-⑳])\s*(?=\S))")
_TIGHT = re.compile(r"^-(?=[^\W\d])")
_LABEL = re.compile(r"^(?:\*\*)?[\[【](?P<label>[^\[\]【】]{2,60})[\]】](?:\*\*)?$")
_HEADING = re.compile(r"^#{1,6} (?P<heading>.+)$")
_BLANK = re.compile(r"\S[ \t]*(?:\r?\n[ \t\u3000]*){2,}\S|\v\s*\v")
_EXAMPLES_ONLY = re.compile(r"^\W*examples?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a cell. `parent` is the index within the cell of the statement it hangs on; `band` a label
    above it, `heading` a heading within the cell."""

    text: str
    is_new: bool = False
    example: bool = False
    parent: int | None = None
    band: str = ""
    heading: str = ""


@dataclass
class _Piece:
    lines: list[str]
    depth: int
    bullet: bool
    example: bool = False
    parent: int | None = None
    band: str = ""
    heading: str = ""


@dataclass
class _Reader:
    loose: bool
    numbered: bool
    tight: bool
    breaks: bool
    pieces: list[_Piece] = field(default_factory=list)
    current: _Piece | None = None
    band: str = ""
    heading: str = ""
    examples: bool = False
    gap: bool = True


def is_loose(cells: Iterable[Cell]) -> bool:
    """True if a line break alone parts statements: no cell of the table uses blank lines for it."""
    return not any(_BLANK.search(cell.text) for cell in cells)


def split(text: str, *, loose: bool) -> tuple[Statement, ...]:
    """The statements of a cell's text in order, each once. `loose`: a line break may part statements (see
    `is_loose`)."""
    lines = _lines(text)
    tight = sum(bool(_TIGHT.match(line)) for line in lines) > 1
    breaks = re.search(r"\v\s*\v", text) is None
    reader = _Reader(loose, _count(lines, numbered=True) > 1, tight, breaks)
    following = _following(lines)
    for line, follows in zip(lines, following, strict=True):
        _take(reader, line, follows)
    return tuple(_statement(piece) for piece in reader.pieces)


def _lines(text: str) -> list[str]:
    flat = re.sub(r"\v\s*\v\s*", "\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    found: list[str] = []
    for line in flat.replace("\v", "\n\v").split("\n"):
        stripped = line.strip()
        if stripped[:1] in set("•●▪") and stripped[1:].count(stripped[0]):
            found.extend(f"{stripped[0]} {part.strip()}" for part in stripped.split(stripped[0]) if part.strip())
        else:
            found.append(line)
    return found


def _following(lines: list[str]) -> list[str]:
    """For each line the next one that is not blank, "" for the last."""
    found, follows = [], ""
    for line in reversed(lines):
        found.append(follows)
        follows = line if line.strip() else follows
    return found[::-1]


def _count(lines: list[str], *, numbered: bool) -> int:
    return sum(bool((found := _BULLET.match(line)) and (bool(found["number"]) is numbered)) for line in lines)


def _take(reader: _Reader, raw: str, follows: str) -> None:
    broken = raw.startswith("\v")
    line = raw.lstrip("\v").rstrip()
    if not line.strip():
        reader.current, reader.gap, reader.examples = None, True, reader.examples and not reader.pieces
        return
    if _is_label(reader, line, follows):
        return
    found = _BULLET.match(line)
    if found and (not found["number"] or reader.numbered):
        _begin(reader, line[found.end() :], _depth(found["gap"]), bullet=True)
    elif reader.tight and _TIGHT.match(line):
        _begin(reader, line[1:], 0, bullet=True)
    elif reader.current is None or _parts(reader, line, broken):
        _begin(reader, line.strip(), 0, bullet=False)
    else:
        reader.current.lines.append(line.strip())
    reader.gap = False


def _depth(gap: str) -> int:
    return len(gap.replace("\t", "  ").replace("\u3000", "  ")) // 2


def _is_label(reader: _Reader, line: str, follows: str) -> bool:
    """Take a heading, a bracketed label, "Examples:" or "Delivery:" above bullets; False if the line is text."""
    text = line.strip()
    if heading := _HEADING.match(text):
        reader.heading, reader.band, reader.current = plain(heading["heading"]), "", None
        return True
    if (label := _LABEL.match(text)) and follows:
        reader.band, reader.current = label["label"].strip(), None
        return True
    if not _BULLET.match(follows) or _BULLET.match(line):
        return False
    if _EXAMPLES_ONLY.match(text) and reader.pieces:
        reader.examples, reader.current = True, None
        return True
    if len(plain(text).split()) <= 4 and (text.rstrip("*_ ").endswith((":", "：")) or is_bold(text)):
        reader.band, reader.current = plain(text).rstrip(":： "), None
        return True
    return False


def _parts(reader: _Reader, line: str, broken: bool) -> bool:
    """True if a line without a bullet begins a statement of its own."""
    if is_example(line) or reader.current is None:
        return False
    if broken:
        return reader.breaks and not reader.current.bullet
    if not reader.loose:
        return False
    start = plain(line)[:1]
    whole = len(plain(line).split()) > 1 or ord(start or " ") > 0x2E80
    return whole and not reader.current.bullet and (start.isupper() or start.isdigit() or ord(start or " ") > 0x2E80)


def _begin(reader: _Reader, text: str, depth: int, *, bullet: bool) -> None:
    piece = _Piece([text.strip()], depth, bullet, band=reader.band, heading=reader.heading)
    before = reader.pieces[-1] if reader.pieces else None
    if before and (reader.examples or is_example(text)):
        piece.example = True
    piece.parent = _parent(reader, piece)
    reader.pieces.append(piece)
    reader.current = piece


def _parent(reader: _Reader, piece: _Piece) -> int | None:
    for index in range(len(reader.pieces) - 1, -1, -1):
        other = reader.pieces[index]
        if other.example and piece.example:
            return other.parent
        introduces = not other.bullet and other.lines[-1].rstrip("*_ ").endswith((":", "："))
        if (piece.bullet and other.depth < piece.depth) or piece.example or (piece.bullet and introduces):
            return index
        if not piece.bullet or not other.bullet:
            return None
        if other.depth == piece.depth:
            return other.parent
    return None


def _statement(piece: _Piece) -> Statement:
    text = unwrapped("\n".join(piece.lines).strip())
    new = is_bold(text)
    return Statement(unbold(text) if new else text, new, piece.example, piece.parent, piece.band, piece.heading)
