"""A table with its levels down the side and its competencies across the top."""

from collections.abc import Sequence

from ladder.formats.importers.draft import Collector, Spot
from ladder.formats.importers.grid import Cell, Grid, headed, is_blank, own, words
from ladder.formats.importers.inline import plain
from ladder.formats.importers.layout import Layout, role_of
from ladder.formats.importers.level_names import kind_of_band
from ladder.formats.importers.matrix import Context, TableReader, is_graded
from ladder.formats.importers.words import is_level, is_number
from ladder.framework.model import Kind


class DownReader(TableReader):
    """Reads rows of levels."""

    def __init__(self, grid: Grid, layout: Layout, draft: Collector, context: Context) -> None:
        super().__init__(grid, layout, draft, context)
        self.side = layout.levels[0]
        self.subheads = self._subheads()
        self.heads, self.groups = self._heads()
        self.spoken = self._spoken()
        self.named = context.competency or (context.group if len(self.spoken) == len(self.heads) else "")
        self.graded = is_graded([row[at] for row in grid.rows[layout.body :] for at in self._competencies()])

    def read(self) -> None:
        """Every row of the table."""
        unnamed = any(self.header[column].empty for column in self.heads if column < len(self.header))
        self.above(self.layout.header - (1 if self.groups or unnamed else 0))
        self.corner(range(self.side + 1))
        for column in self._competencies():
            self._competency(column)
        level, track = None, self.context.track
        for index, row in enumerate(self.grid.rows[self.layout.body :], self.layout.body):
            if is_blank(row) or self.repeats_header(row) or index in self.subheads or self.is_remark(row):
                continue
            if self._is_band(row):
                track = self.opens(own(row)[0])
                continue
            track = self._track_beside(row) or track
            if not row[self.side].empty:
                level = self._level(row[self.side], track, level)
            self._headed(level, track)
            self._row(row, level)
        self.close()

    def _headed(self, level: str | None, track: str) -> None:
        """The name in the row above is the track of this level; if the level has another, it is a remark."""
        if self.opened and level and self.draft.track_name(level) != track:
            self.close()
        self.opened = None

    def _level(self, cell: Cell, track: str, above: str | None) -> str | None:
        """The level that a cell names; the one above if the cell is too long to be a name."""
        name, said = headed(cell)
        if len(name.split()) > 12:
            self.draft.annex(cell.place, cell.text, "a text where the name of a level was expected")
            return above
        level = self.draft.level(name, track=track, place=cell.place)
        if said and not cell.copy:
            self.draft.describe_level(level, summary=said)
        return level

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
            above = dict(heads)
            for column, cell in enumerate(self.grid.rows[index]):
                if not cell.empty and column != self.side:
                    groups[column], heads[column] = _group(above, column, cell.text), plain(cell.text)
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
        groups = {column: _group(names, column, head) for column, head in heads.items()}
        return names | heads, {column: group for column, group in groups.items() if group}

    def _spoken(self) -> set[int]:
        """The columns whose heading names no competency but the sort of text ("Expectation", "Examples")."""
        return {column for column, head in self.heads.items() if role_of(head) in ("text", "description", "extra")}

    def _competencies(self) -> list[int]:
        return [
            column
            for column, head in sorted(self.heads.items())
            if column > self.side and role_of(head) == "other" and not self.is_of_level(head)
        ]

    def _row(self, row: Sequence[Cell], level: str | None) -> None:
        for column, cell in enumerate(row):
            if column == self.side or cell.copy or cell.empty:
                continue
            if column < self.side:
                if words(cell) > 8:
                    self.draft.annex(cell.place, cell.text, "a long text beside the level's name")
            elif cell.wide > 1 and cell.wide >= len(self.heads) - 1:
                self.cell(cell, Spot(level, None, Kind.SUMMARY))
            elif not self._about_level(cell, column, level):
                self._say(cell, column, level)

    def _say(self, cell: Cell, column: int, level: str | None) -> None:
        competency, head = self._competency(column), self.heads.get(column, "")
        if level is None and competency:
            self.draft.describe_competency(competency, cell.text.strip())
            return
        band = head if self.named and len(self.spoken) > 1 and kind_of_band(head) is not Kind.SUMMARY else ""
        if level and competency and self.graded and self.is_grade(cell):
            self.draft.grade(level, competency, cell.text)
        elif self.named and role_of(head) == "extra":
            self.note(cell, head, Spot(level, competency))
        else:
            self.cell(cell, Spot(level, competency, band=band))

    def _competency(self, column: int) -> str | None:
        head = self.heads.get(column, "") or self.context.competency
        if self.named and column in self.spoken:
            return self.draft.competency(self.named, group=self.context.group if self.context.competency else "")
        if not head:
            return None
        group = self.groups.get(column, "")
        alias = (group,) if group and list(self.groups.values()).count(group) == 1 else ()
        around = " / ".join(name for name in (self.context.group, self.context.competency) if name and name != head)
        return self.draft.competency(head, group=around if alias else group or around, aliases=alias)

    def _about_level(self, cell: Cell, column: int, level: str | None) -> bool:
        """Take a column that says something of the level itself: title, years, summary, notes."""
        head = self.heads.get(column, "")
        if level is None or (self.named and column in self.spoken):
            return False
        if self.about_level(cell, head, level):
            return True
        if role_of(head) == "extra":
            self.note(cell, head, Spot(level))
            return True
        return False


def _group(names: dict[int, str], column: int, head: str) -> str:
    """The name above a column, or else the one that reaches over from its left; "" if there is none. Notes stand
    apart."""
    left = [at for at in names if at <= column] if role_of(head) != "extra" else []
    return names[max(left)] if left else names.get(column, "")
