"""A table with a known layout into the draft of a ladder: what the layouts share, and the plain ones."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ladder.formats.importers.cells import is_loose
from ladder.formats.importers.draft import Collector, Spot
from ladder.formats.importers.grid import Cell, Grid, headed, is_lone, own, words
from ladder.formats.importers.inline import plain
from ladder.formats.importers.layout import Layout, Role, role_of, text_columns
from ladder.formats.importers.level_names import is_years
from ladder.formats.importers.page import cell_text, has_markup
from ladder.formats.importers.words import is_all_levels, is_level, is_not_applicable, is_number, is_to_do, normal
from ladder.framework.model import Kind

_NOTE = re.compile(
    r"^(?:(?:notes?|n\.?b|legend|sources?|last updated|updated|see)\b|\*|※|注|備考|비고|참고)", re.IGNORECASE
)
_TITLES = frozenset(("title", "jobtitle", "name", "position", "alsocalled", "aka", "役職", "직책", "titles"))
_SUMMARIES = frozenset(("summary", "description", "overview", "概要", "개요"))


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a table: the id of its level (None if none), the competency and group it belongs to, its
    track."""

    level: str | None = None
    competency: str = ""
    group: str = ""
    track: str = ""


NOWHERE = Context()


def with_marks(grid: Grid) -> Grid:
    """The table with HTML inside its cells turned into bullets and bold marks."""
    return Grid(tuple(tuple(_marked(cell) for cell in row) for row in grid.rows), grid.name)


def _marked(cell: Cell) -> Cell:
    if not has_markup(cell.text):
        return cell
    return Cell(cell_text(cell.text, cell.place), cell.place, cell.copy, cell.wide)


class TableReader:
    """Reads one table into a draft; each layout is a subclass or a method."""

    def __init__(self, grid: Grid, layout: Layout, draft: Collector, context: Context) -> None:
        self.grid, self.layout, self.draft, self.context = with_marks(grid), layout, draft, context
        self.loose = is_loose(cell for row in self.grid.rows for cell in row)
        self.header = self.grid.rows[layout.header] if layout.header >= 0 else ()
        self.texts: list[int] = []
        self.opened: Cell | None = None
        self.track_at: int | None = None
        self._header_names = [normal(cell.text) for cell in self.header]

    def above(self, header: int) -> None:
        """What stands in the rows above the names of the columns: a title, notes."""
        for row in self.grid.rows[: max(header, 0)]:
            for cell in own(row):
                self._title_or_annex(cell)

    def corner(self, columns: Iterable[int]) -> None:
        """Keep a sentence that stands in the header over the names of rows; a word or two there is no text."""
        for column in columns:
            cell = self.header[column] if column < len(self.header) else None
            if cell and words(cell) > 3 and not cell.copy:
                self.draft.annex(cell.place, cell.text, "text over the names of the rows")

    def _title_or_annex(self, cell: Cell) -> None:
        if not self.draft.title and words(cell) <= 10 and not plain(cell.text).endswith("."):
            self.draft.title = plain(cell.text)
        else:
            self.draft.annex(cell.place, cell.text, "text above the table")

    def opens(self, cell: Cell) -> str:
        """The name in a row of its own, which must turn out to head the rows below; two in a row stand one within the
        other."""
        outer = f"{headed(self.opened)[0]} / " if self.opened else ""
        name, said = headed(cell)
        self.draft.annex(cell.place, said, "a remark in the table")
        self.opened = cell
        return outer + name

    def close(self) -> None:
        """The end of the table: a name that headed nothing was a remark."""
        if self.opened:
            self.draft.annex(self.opened.place, self.opened.text, "text below the table")

    def is_remark(self, row: Sequence[Cell]) -> bool:
        """Set a sentence aside that stands alone in its row; False if the row is anything else."""
        cells = own(row)
        if len(cells) != 1 or any(not cell.empty and cell.text != cells[0].text for cell in row):
            return False
        name, said = headed(cells[0])
        titled = bool(said) and not _NOTE.match(name)
        if titled or is_level(name) or (words(cells[0]) <= 10 and not plain(cells[0].text).endswith(".")):
            return False
        self.draft.annex(cells[0].place, cells[0].text, "a remark in the table")
        return True

    def repeats_header(self, row: Sequence[Cell]) -> bool:
        """True for a header row printed again further down."""
        return [normal(cell.text) for cell in row] == self._header_names

    def cell(self, cell: Cell, spot: Spot) -> None:
        """All statements of a cell; a spreadsheet formula is kept as text beside the ladder."""
        if cell.text.startswith("=") and not cell.text.startswith(("= ", "==")):
            self.draft.annex(cell.place, cell.text, "a formula, kept as text and never calculated")
        else:
            self.draft.text(cell.text, cell.place, spot, loose=self.loose)

    def about_level(self, cell: Cell, head: str, level: str) -> bool:
        """Take a cell that says something of the level itself: its title, years, summary; False if it does not."""
        name = normal(head)
        if name in _TITLES and words(cell) <= 8:
            self.draft.describe_level(level, alias=plain(cell.text))
        elif is_years(head) and words(cell) <= 8:
            self.draft.describe_level(level, years=plain(cell.text))
        elif name in _SUMMARIES:
            self.cell(cell, Spot(level, None, Kind.SUMMARY))
        else:
            return False
        return True

    def is_of_level(self, head: str) -> bool:
        """True for a heading under which something is said of the levels themselves."""
        return is_years(head) or normal(head) in _TITLES | _SUMMARIES

    def is_grade(self, cell: Cell) -> bool:
        """True for a cell of a table of grades that is one."""
        return words(cell) <= 2 and not is_not_applicable(cell.text) and not is_to_do(cell.text)

    def note(self, cell: Cell, head: str, spot: Spot) -> None:
        """A cell of a column of notes or examples."""
        if not cell.empty and not cell.copy:
            kind = Kind.EXAMPLE if "example" in head.lower() else Kind.NARRATIVE
            self.cell(cell, Spot(spot.level, spot.competency, kind, head))

    # -- one statement a row -----------------------------------------------------------------------------------------
    def long(self) -> None:
        """One statement a row: each row names its level and competency; a blank name is the one above."""
        roles = [role_of(cell.text) for cell in self.header]
        self.texts = text_columns(self.grid, self.layout.header)
        self.above(self.layout.header)
        level, names = "", {"competency": "", "group": ""}
        self.track_at = self._track_column(roles)
        for row in self.grid.rows[self.layout.body :]:
            if self.repeats_header(row):
                continue
            level = plain(row[self.layout.levels[0]].text) or level
            for role in names:
                names[role] = _value(row, roles, role) or names[role]
            self._long_row(row, roles, level, names)

    def _track_column(self, roles: list[Role]) -> int | None:
        """A second column of roles or titles that says more than the level does: each level has several of them."""
        side, rows = self.layout.levels[0], self.grid.rows[self.layout.body :]
        for column, role in enumerate(roles):
            pairs = {(row[side].text, row[column].text) for row in rows}
            if role == "level" and column != side and len(pairs) > len({level for level, _ in pairs}):
                return column
        return None

    def _long_row(self, row: Sequence[Cell], roles: list[Role], level: str, names: dict[str, str]) -> None:
        name = names["competency"] or names["group"]
        group = names["group"] if names["competency"] else ""
        competency = self.draft.competency(name, group=group) if name else None
        track = plain(row[self.track_at].text) if self.track_at is not None else self.context.track
        wanted = None if not level or is_all_levels(level) else self.draft.level(level, track=track)
        for index, (cell, role) in enumerate(zip(row, roles, strict=True)):
            if index in self.texts:
                self._long_text(cell, Spot(wanted, competency, id=_value(row, roles, "id")))
            elif index == self.track_at:
                continue
            elif role == "level" and index != self.layout.levels[0] and wanted and not cell.empty:
                self.draft.describe_level(wanted, alias=plain(cell.text))
            elif role in ("extra", "other", "text", "description"):
                self.note(cell, plain(self.header[index].text), Spot(wanted, competency))

    def _long_text(self, cell: Cell, spot: Spot) -> None:
        """With an id of its own a row is one statement, however many lines it has."""
        if spot.id and not cell.empty:
            self.draft.whole(cell.text, cell.place, spot)
        else:
            self.cell(cell, spot)

    # -- a table within one level --------------------------------------------------------------------------------------
    def labels(self) -> None:
        """A table within one level: competencies down the side, what is expected beside them."""
        for row in self.grid.rows[self.layout.body :]:
            name = plain(row[0].text)
            group = self.context.group or self.context.competency
            competency = self.draft.competency(name, group=group) if name else None
            for column, cell in enumerate(row[1:], 1):
                band = plain(self.header[column].text) if self.grid.width > 2 and self.header else ""
                if not cell.copy:
                    self.cell(cell, Spot(self.context.level, competency, band=band))


def _value(row: Sequence[Cell], roles: list[Role], role: str) -> str:
    return " / ".join(
        plain(cell.text) for cell, found in zip(row, roles, strict=True) if found == role and not cell.empty
    )


def next_table(grid: Grid, layout: Layout) -> int:
    """The row where another table begins below this one, laid out either way; the number of rows if none does."""
    header = [normal(cell.text) for cell in grid.rows[layout.header]] if layout.header >= 0 else []
    for index in range(layout.body + 1, len(grid.rows) - 1):
        row = grid.rows[index]
        names = [cell.text for cell in row[1:] if not cell.empty]
        if not names or any(len(name) > 80 for name in names) or [normal(cell.text) for cell in row] == header:
            continue
        likely = sum(is_level(name) for name in names)
        below = [grid.rows[other][0].text for other in range(index + 1, min(index + 3, len(grid.rows)))]
        if (likely >= 2 and likely > 0.6 * len(names)) or (
            role_of(row[0].text) == "level" and all(map(is_level, below))
        ):
            return index - 1 if is_lone(grid.rows[index - 1]) else index
    return len(grid.rows)


def is_graded(cells: Sequence[Cell]) -> bool:
    """True for a table of grades: nearly every cell is a number, or one of a few words said again and again."""
    texts = [plain(cell.text) for cell in cells if not cell.empty and not is_not_applicable(cell.text)]
    if len(texts) >= 2 and all(is_number(text) for text in texts):
        return True
    short = sum(len(text.split()) <= 2 for text in texts)
    return len(texts) >= 4 and short >= 0.9 * len(texts) and len(set(texts)) <= min(7, len(texts) // 2)
