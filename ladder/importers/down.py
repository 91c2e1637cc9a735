"""A table with its levels down the side and its competencies across the top."""

from collections.abc import Sequence

from ladder.framework import Kind
from ladder.importers.draft import Draft, Spot
from ladder.importers.grid import Cell, Grid, is_blank, own, words
from ladder.importers.inline import plain
from ladder.importers.layout import Layout, role_of
from ladder.importers.matrix import Context, TableReader
from ladder.importers.words import is_level, is_number, normal

_TITLES = frozenset(("title", "jobtitle", "name", "position", "alsocalled", "aka", "役職", "직책", "titles"))
_YEARS = frozenset(
    ("years", "experience", "yearsofexperience", "yoe", "experiencetypical", "typicalexperience", "経験年数", "경력")
)
_SUMMARIES = frozenset(("summary", "description", "overview", "概要", "개요"))


class DownReader(TableReader):
    """Reads rows of levels."""

    def __init__(self, grid: Grid, layout: Layout, draft: Draft, context: Context) -> None:
        super().__init__(grid, layout, draft, context)
        self.side = layout.levels[0]
        self.subheads = self._subheads()
        self.heads, self.groups = self._heads()

    def read(self) -> None:
        """Every row of the table."""
        self.above(self.layout.header - (1 if self.groups else 0))
        level, track = None, self.context.track
        for index, row in enumerate(self.grid.rows[self.layout.body :], self.layout.body):
            if is_blank(row) or self.repeats_header(row) or index in self.subheads:
                continue
            if self._is_band(row):
                track = plain(own(row)[0].text)
                continue
            track = self._track_beside(row) or track
            if not row[self.side].empty:
                level = self.draft.level(plain(row[self.side].text), track=track, place=row[self.side].place)
            self._row(row, level)

    def _is_band(self, row: Sequence[Cell]) -> bool:
        """A name alone in its row that is no level: the track of the rows below."""
        cells = own(row)
        if len(cells) != 1 or is_level(cells[0].text) or is_number(plain(cells[0].text)):
            return False
        alone = all(cell.empty or cell.text == cells[0].text for cell in row)
        return alone and words(cells[0]) <= 8 and (row[self.side] is cells[0] or row[self.side].copy)

    def _track_beside(self, row: Sequence[Cell]) -> str:
        """A short name left of the level, such as a cell that spans the rows of a track."""
        return " / ".join(plain(cell.text) for cell in row[: self.side] if not cell.empty and words(cell) <= 8)

    def _subheads(self) -> set[int]:
        """Rows just under the header that name the columns a second time: no level, short cells."""
        found: set[int] = set()
        for index in range(self.layout.body, min(self.layout.body + 2, len(self.grid.rows))):
            row = self.grid.rows[index]
            if not row[self.side].empty or not own(row) or any(words(cell) > 6 for cell in own(row)) or not self.header:
                break
            found.add(index)
        return found

    def _heads(self) -> tuple[dict[int, str], dict[int, str]]:
        """The heading of each column, and what stands above it where the columns are headed twice."""
        heads = {
            column: plain(cell.text)
            for column, cell in enumerate(self.header)
            if column != self.side and not cell.empty
        }
        groups: dict[int, str] = {}
        for index in sorted(self.subheads):
            for column, cell in enumerate(self.grid.rows[index]):
                if not cell.empty and column != self.side:
                    groups[column], heads[column] = heads.get(column, ""), plain(cell.text)
        return (heads, groups) if groups else self._headed_above(heads)

    def _headed_above(self, heads: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
        """A row of short names above the header: a second name of its columns, and the only name of those without
        one."""
        above = self.grid.rows[self.layout.header - 1] if self.layout.header >= 1 else ()
        names = {
            column: plain(cell.text) for column, cell in enumerate(above) if column != self.side and not cell.empty
        }
        if len(set(names.values())) < 2 or any(len(name.split()) > 6 for name in names.values()):
            return heads, {}
        return names | heads, {column: name for column, name in names.items() if column in heads}

    def _row(self, row: Sequence[Cell], level: str | None) -> None:
        for column, cell in enumerate(row):
            if column == self.side or cell.copy or cell.empty:
                continue
            if column < self.side:
                if words(cell) > 8:
                    self.draft.annex(cell.place, cell.text, "a long text beside the level's name")
            elif cell.wide > 1 and cell.wide >= len(self.heads) - 1:
                self.cell(cell, Spot(level, None, Kind.SUMMARY))
            elif not self._about_level(cell, self.heads.get(column, ""), level):
                self.cell(cell, Spot(level, self._competency(column)))

    def _competency(self, column: int) -> str | None:
        head = self.heads.get(column, "") or self.context.competency
        if not head:
            return None
        group = self.groups.get(column, "")
        alias = (group,) if group and list(self.groups.values()).count(group) == 1 else ()
        return self.draft.competency(
            head, group=self.context.group if alias else group or self.context.group, aliases=alias
        )

    def _about_level(self, cell: Cell, head: str, level: str | None) -> bool:
        """Take a column that says something of the level itself: title, years, summary, notes."""
        if level is None:
            return False
        name = normal(head)
        if name in _TITLES and words(cell) <= 8:
            self.draft.describe_level(level, alias=plain(cell.text))
        elif name in _YEARS and words(cell) <= 8:
            self.draft.describe_level(level, years=plain(cell.text))
        elif name in _SUMMARIES:
            self.cell(cell, Spot(level, None, Kind.SUMMARY))
        elif role_of(head) == "extra":
            self.note(cell, head, Spot(level))
        else:
            return False
        return True
