"""A table as it stands in the source: rows of cells, spans copied, nothing interpreted yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ladder.formats.importers.inline import plain
from ladder.formats.importers.values import Place, refuse_wide


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text with marks, its place; `copy` is True where a spanning cell reaches over, `wide` is its
    column span."""

    text: str
    place: Place
    copy: bool = False
    wide: int = 1

    @property
    def empty(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class Grid:
    """A rectangular table with at least one cell; `name` is the sheet's, or the heading above the table."""

    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    width: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", max((len(row) for row in self.rows), default=0))

    def column(self, index: int) -> list[Cell]:
        """The cells of a column from the top."""
        return [row[index] for row in self.rows]

    def slice(self, top: int, bottom: int) -> "Grid":
        """The rows from `top` up to, not with, `bottom`."""
        return Grid(self.rows[top:bottom], self.name)


def grid_of(rows: Iterable[Sequence[Cell]], place: Place, name: str = "") -> Grid | None:
    """The rows padded to a rectangle, without empty rows and columns at the edges; None if nothing is in them.
    Raises `CannotImport` for a table too large to be a ladder."""
    kept = _without_empty_ends([list(row) for row in rows])
    if not kept:
        return None
    width = max(len(row) for row in kept)
    refuse_wide(len(kept), width, len(kept) * width, place)
    for row in kept:
        first = row[0].place if row else place
        row.extend(Cell("", first.at(first.row, (first.column or 1) + step)) for step in range(len(row), width))
    left, right = _used(kept, width)
    return Grid(tuple(tuple(row[left : right + 1]) for row in kept), name)


def _without_empty_ends(rows: list[list[Cell]]) -> list[list[Cell]]:
    filled = [index for index, row in enumerate(rows) if any(not cell.empty for cell in row)]
    return rows[filled[0] : filled[-1] + 1] if filled else []


def _used(rows: list[list[Cell]], width: int) -> tuple[int, int]:
    filled = [index for index in range(width) if any(not row[index].empty for row in rows)]
    return filled[0], filled[-1]


def is_blank(row: Sequence[Cell]) -> bool:
    """True if nothing is written in the row."""
    return all(cell.empty for cell in row)


def own(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that hold text of their own, not reached over from another cell."""
    return [cell for cell in row if not cell.empty and not cell.copy]


def headed(cell: Cell) -> tuple[str, str]:
    """A cell that names something: the name, and what is said of it after a line end or a colon if the cell is too
    long to be a name alone."""
    if words(cell) <= 8:
        return plain(cell.text), ""
    first, _, rest = cell.text.strip().partition("\n")
    if not rest.strip() or len(plain(first).split()) > 8:
        first, _, rest = cell.text.strip().partition(":")
    short = 0 < len(plain(first).split()) <= 8 and rest.strip()
    return (plain(first), rest.strip()) if short else (plain(cell.text), "")


def is_lone(row: Sequence[Cell]) -> bool:
    """True if one short text stands alone in a row, as the name of what is below it."""
    cells = own(row)
    return len(cells) == 1 and words(cells[0]) <= 8 and not plain(cells[0].text).endswith(".")


def words(cell: Cell) -> int:
    """How many words a cell holds; East Asian text counts two characters a word."""
    text = plain(cell.text)
    wide = 0 if text.isascii() else sum(ord(char) > 0x2E80 for char in text)
    return len(text.split()) + wide // 2
