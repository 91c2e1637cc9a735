"""Spreadsheets, of one table or several sheets, into the draft of a ladder."""

import re
from dataclasses import dataclass

from ladder.importers.draft import Draft
from ladder.importers.grid import Grid
from ladder.importers.inline import plain
from ladder.importers.layout import Layout, find_layout
from ladder.importers.matrix import Context
from ladder.importers.tables import read_table, set_aside
from ladder.importers.values import Axis
from ladder.importers.words import normal

_UNNAMED = re.compile(r"^(?:sheet|tabelle|feuil|hoja|planilha|blad|foglio|シート|시트|工作表)?\s*\d*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sheet:
    grid: Grid
    layout: Layout | None

    def levels(self) -> frozenset[str]:
        """The names of the levels, to compare sheets by."""
        if self.layout is None:
            return frozenset()
        if self.layout.kind == "columns":
            cells = [self.grid.rows[self.layout.header][column] for column in self.layout.levels]
        else:
            cells = self.grid.column(self.layout.levels[0])[self.layout.body :]
        return frozenset(normal(cell.text) for cell in cells if not cell.empty)


def read_sheets(grids: tuple[Grid, ...], draft: Draft, levels_in: Axis | None) -> Axis | None:
    """Read every sheet; those without a ladder are set aside. Returns the axis of the levels on the first ladder
    sheet."""
    sheets = [_Sheet(grid, find_layout(grid, levels_in)) for grid in grids]
    certain = any(sheet.layout and sheet.layout.sure for sheet in sheets)
    ladders = [sheet for sheet in sheets if sheet.layout and (sheet.layout.sure or not certain)]
    for sheet in sheets:
        if sheet.layout is None or sheet not in ladders:
            set_aside(sheet.grid, draft, "a sheet without levels" if sheet.grid.name else "a table without levels")
            continue
        if not sheet.layout.sure and levels_in is None:
            axis = "the columns" if sheet.layout.axis == "columns" else "the rows"
            draft.remark(
                sheet.grid.rows[0][0].place, f"no name of a level was recognised: the levels were taken from {axis}"
            )
        read_table(sheet.grid, sheet.layout, draft, _context(sheet, ladders))
    return next((sheet.layout.axis for sheet in ladders if sheet.layout), None)


def _context(sheet: _Sheet, ladders: list[_Sheet]) -> Context:
    """Sheets of the same levels are groups of competencies; sheets of different levels are tracks."""
    name = plain(sheet.grid.name)
    others = [other for other in ladders if other is not sheet]
    if not others or _UNNAMED.match(name):
        return Context()
    if any(len(sheet.levels() & other.levels()) >= 2 for other in others):
        return Context(group=name)
    return Context(track=name) if not any(sheet.levels() & other.levels() for other in others) else Context()
