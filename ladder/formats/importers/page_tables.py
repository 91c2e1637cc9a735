"""The tables of an HTML page: cells that collect marked text, and spans written out as copies; and text made safe to
parse."""

import re
from dataclasses import dataclass, field

from ladder.formats.importers.grid import Cell
from ladder.formats.importers.values import MAX_COLUMNS, Place, refuse_wide

_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*>|!DOCTYPE[^<>]*>)", re.IGNORECASE)


@dataclass
class OpenCell:
    """A cell while it is being read."""

    line: int
    wide: int
    high: int
    text: list[str] = field(default_factory=list)


@dataclass
class OpenTable:
    """A table while it is being read; `fresh`: the next cell begins a row; `caption` is what stands above all rows."""

    line: int
    rows: list[list[OpenCell]] = field(default_factory=list)
    cell: OpenCell | None = None
    fresh: bool = True
    caption: OpenCell | None = None

    def all_rows(self) -> list[list[OpenCell]]:
        """The rows, the caption as the first."""
        return [[self.caption], *self.rows] if self.caption else self.rows


def span(value: str | None) -> int:
    """What a colspan or rowspan says; 1 for nonsense."""
    return min(max(int(value), 1), MAX_COLUMNS) if value and value.isdigit() and len(value) < 6 else 1


def tidy_cell(text: str) -> str:
    """A cell's collected text with one space between words, at most one blank line, bold runs joined."""
    lines = [re.sub(r"(?<=\S) {2,}", " ", line).rstrip() for line in text.split("\n")]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    joined = re.sub(r"\*\*([ ]*)\*\*", r"\1", joined)
    return re.sub(r"\*\*( *)((?:(?!\*\*).)*?)( *)\*\*", r"\1**\2**\3", joined, flags=re.DOTALL)


def spread(table: OpenTable, place: Place) -> list[list[Cell]]:
    """Rows of cells with row and column spans written out as copies. Raises `CannotImport` for a table too large."""
    rows: list[list[Cell]] = []
    held: dict[int, tuple[int, Cell]] = {}
    count = 0
    for source in table.rows:
        row = _row(source, held, place)
        count += len(row)
        refuse_wide(len(rows), len(row), count, place.at(table.line))
        if row:
            rows.append(row)
    return rows


def _row(source: list[OpenCell], held: dict[int, tuple[int, Cell]], place: Place) -> list[Cell]:
    """One row: its own cells between those that reach down into it; `held` says for how many rows more they do."""
    waiting, row = source[::-1], list[Cell]()
    while (waiting or len(row) in held) and len(row) <= MAX_COLUMNS:
        column = len(row)
        if column in held:
            left, cell = held.pop(column)
            row.append(cell)
            if left > 1:
                held[column] = (left - 1, cell)
        else:
            _lay(waiting.pop(), row, held, place)
    return row


def _lay(source: OpenCell, row: list[Cell], held: dict[int, tuple[int, Cell]], place: Place) -> None:
    spot = place.at(source.line, len(row) + 1)
    text = tidy_cell("".join(source.text))
    for step in range(source.wide):
        if source.high > 1:
            held[len(row)] = (source.high - 1, Cell(text, spot, copy=True))
        row.append(Cell(text, spot, copy=step > 0, wide=source.wide))


def sane(text: str) -> str:
    """The page without comments, and with every "<" that opens no whole tag as text: the parser's time grows with
    the square of the number of tags left open. Lines stay where they are."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return _STRAY.sub("&lt;", "".join([*parts, text[at:]]))
