"""Spreadsheets, of one table or several sheets, into the draft of a ladder."""

import re
from dataclasses import dataclass

from ladder.formats.importers.draft import Collector
from ladder.formats.importers.grid import Grid
from ladder.formats.importers.inline import plain
from ladder.formats.importers.layout import Layout, find_layout
from ladder.formats.importers.matrix import Context
from ladder.formats.importers.tables import read_table, set_aside
from ladder.formats.importers.values import Axis
from ladder.formats.importers.words import is_level, normal

_UNNAMED = re.compile(r"^(?:sheet|tabelle|feuil|hoja|planilha|blad|foglio|シート|시트|工作表)?\s*\d*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sheet:
    grid: Grid
    layout: Layout | None

    def levels(self) -> frozenset[str]:
        """The names of the levels, to compare sheets by."""
        if self.layout is None or not self.layout.levels:
            return frozenset()
        if self.layout.kind == "columns":
            cells = [self.grid.rows[self.layout.header][column] for column in self.layout.levels]
        else:
            cells = self.grid.column(self.layout.levels[0])[self.layout.body :]
        return frozenset(normal(cell.text) for cell in cells if not cell.empty)


def read_sheets(
    grids: tuple[Grid, ...], draft: Collector, levels_in: Axis | None, hidden: frozenset[str] = frozenset()
) -> Axis | None:
    """Read every sheet; those without a ladder, and the `hidden` ones, are set aside. Returns the axis of the levels on
    the first ladder sheet."""
    shown = [grid for grid in grids if grid.name not in hidden] or list(grids)
    sheets = _by_level(shown) or [_Sheet(grid, find_layout(grid, levels_in)) for grid in shown]
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
        read_table(sheet.grid, sheet.layout, draft, _context(sheet, ladders, draft))
    for grid in grids:
        if grid not in shown:
            set_aside(grid, draft, "a hidden sheet; --sheet reads it")
    return next((sheet.layout.axis for sheet in ladders if sheet.layout), None)


def _by_level(grids: list[Grid]) -> list[_Sheet]:
    """The sheets of a workbook that has one for each level; none if it has not."""
    named = [grid for grid in grids if is_level(grid.name)]
    layouts = {grid.name: find_layout(grid) for grid in named}
    if len(named) < 2 or any(layout and layout.sure for layout in layouts.values()):
        return []
    return [_Sheet(grid, find_layout(grid, inside_level=grid in named)) for grid in grids]


def _context(sheet: _Sheet, ladders: list[_Sheet], draft: Collector) -> Context:
    """Sheets of the same levels are groups of competencies; sheets of different levels are tracks; a sheet without
    levels in it is named after its own."""
    name = plain(sheet.grid.name)
    if sheet.layout and sheet.layout.kind == "labels":
        return Context(level=draft.level(name, place=sheet.grid.rows[0][0].place))
    others = [other for other in ladders if other is not sheet]
    if not others or _UNNAMED.match(name):
        return Context()
    if any(len(sheet.levels() & other.levels()) >= 2 for other in others):
        return Context(group=name)
    return Context(track=name) if not any(sheet.levels() & other.levels() for other in others) else Context()
