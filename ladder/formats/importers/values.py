"""What an import gives back, what it refuses with, and how large a source may be."""

from dataclasses import dataclass, replace
from typing import Literal

from ladder.errors import LadderError
from ladder.framework.model import Ladder, Origin

MAX_BYTES = 5 * 1024 * 1024
"""The largest source that is read at all; the largest public ladder has 60 kB."""
MAX_LEVELS = 200
MAX_COMPETENCIES = 400
MAX_STATEMENTS = 20_000
MAX_ROWS = 25_000
MAX_COLUMNS = 300
MAX_CELLS = 300_000
MAX_TABLES = 1_000  # of one page; each takes half a millisecond to understand

Axis = Literal["rows", "columns"]


class CannotImport(LadderError):
    """A source that is not read: `what` is wrong, `where` it is, and how to `fix` it, each a short sentence for the
    admin."""

    def __init__(self, what: str, where: str = "", fix: str = "") -> None:
        super().__init__(": ".join(part for part in (where, what) if part) + (f". {fix}" if fix else ""))
        self.what, self.where, self.fix = what, where, fix


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the source; row (or line) and column count from 1, None where the source has none."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None

    def at(self, row: int | None, column: int | None = None) -> "Place":
        """The same file and sheet at another row and column."""
        return replace(self, row=row, column=column)

    def origin(self) -> Origin:
        """The place in the words of the ladder form."""
        return Origin(file=self.file, sheet=self.sheet, row=self.row, column=self.column)

    def __str__(self) -> str:
        spot = f":{self.row}" if self.row else ""
        if self.row and self.column:
            spot += f":{self.column}"
        return f"{self.file}{f' [{self.sheet}]' if self.sheet else ''}{spot}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of the source that did not become a statement: where it stands, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of the source: its form, the axis of the levels (None if it has no table), the sheets read, and
    counts."""

    form: Literal["ladder", "table", "document", "records"]
    levels_in: Axis | None
    sheets: tuple[str, ...]
    levels: int
    competencies: int
    statements: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A ladder read from a source, all that was set aside (word for word in `ladder.annexes`), and how it was
    understood."""

    ladder: Ladder
    skipped: tuple[Skipped, ...]
    understood: Understood


def refuse_large(size: int, file: str) -> None:
    """Refuse a source of so many bytes before it is read. Raises `CannotImport`."""
    if size > MAX_BYTES:
        what = f"the file has {size / 1024 / 1024:.1f} MB; the limit is 5 MB"
        raise CannotImport(what, file, "Import the ladder's text without pictures.")


def refuse_tables(tables: int, file: str) -> None:
    """Refuse a page that has come to so many tables. Raises `CannotImport`."""
    if tables > MAX_TABLES:
        raise CannotImport(
            f"the page has more than {MAX_TABLES:,} tables", file, "Import the ladder's part of it alone."
        )


def refuse_wide(rows: int, columns: int, cells: int, where: "Place") -> None:
    """Refuse a table that has grown to so many rows, columns and cells. Raises `CannotImport`."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
        limit = f"the table has more than {MAX_ROWS:,} rows, {MAX_COLUMNS} columns or {MAX_CELLS:,} cells"
        raise CannotImport(limit, str(where), "Keep the rows and columns of the ladder alone.")
