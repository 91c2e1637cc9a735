"""From a table to the reader for its layout; several tables one below the other are read one after the other."""

from dataclasses import replace

from ladder.formats.importers.across import AcrossReader
from ladder.formats.importers.down import DownReader
from ladder.formats.importers.draft import Collector
from ladder.formats.importers.grid import Cell, Grid, is_lone, own, words
from ladder.formats.importers.inline import is_link_only, plain
from ladder.formats.importers.layout import Layout, find_layout
from ladder.formats.importers.matrix import NOWHERE, Context, TableReader, is_graded, next_table
from ladder.formats.importers.words import is_track

_MAX_STACKED = 50


def read_table(grid: Grid, layout: Layout | None, draft: Collector, context: Context = NOWHERE) -> None:
    """Read every cell of the table into the draft, each once; what does not fit becomes an annex."""
    rest: Grid | None = grid
    if layout and (upper := _table_above(grid, layout)):
        read_table(*upper, draft, context)
        rest = grid.slice(len(upper[0].rows), len(grid.rows))
        layout = find_layout(rest)
    for number in range(_MAX_STACKED):
        if rest is None or layout is None:
            break
        end = next_table(rest, layout) if layout.kind in ("columns", "rows") else len(rest.rows)
        stacked = number > 0 or end < len(rest.rows)
        _read_one(*_named(rest.slice(0, end), layout, context, stacked=stacked), draft)
        rest = rest.slice(end, len(rest.rows)) if end < len(rest.rows) else None
        layout = find_layout(rest) if rest else None
    if rest:
        set_aside(rest, draft, "a table without levels")


def _table_above(grid: Grid, layout: Layout) -> tuple[Grid, Layout] | None:
    """A table of its own that stands above the header of the one that was found first."""
    if layout.header < 3 or layout.kind not in ("columns", "rows"):
        return None
    upper = grid.slice(0, layout.header - (1 if is_lone(grid.rows[layout.header - 1]) else 0))
    found = find_layout(upper)
    return (upper, found) if found and found.sure and found.kind in ("columns", "rows") else None


def _named(grid: Grid, layout: Layout, context: Context, *, stacked: bool) -> tuple[Grid, Layout, Context]:
    """Of several tables in one: each without the name just above its header, which is its track or group."""
    above = layout.header - 1
    if not stacked or above < 0 or not is_lone(grid.rows[above]):
        return grid, layout, context
    name = plain(own(grid.rows[above])[0].text)
    below = replace(layout, header=above, body=layout.body - 1)
    named = replace(context, track=name) if is_track(name) else replace(context, group=name)
    return Grid((*grid.rows[:above], *grid.rows[above + 1 :]), grid.name), below, named


def _read_one(grid: Grid, layout: Layout, context: Context, draft: Collector) -> None:
    if layout.kind == "columns":
        AcrossReader(grid, layout, draft, context).read()
    elif layout.kind == "rows":
        DownReader(grid, layout, draft, context).read()
    elif layout.kind == "long":
        TableReader(grid, layout, draft, context).long()
    else:
        TableReader(grid, layout, draft, context).labels()


def set_aside(grid: Grid, draft: Collector, why: str) -> None:
    """Keep a table that holds no ladder, with its rows as lines."""
    rows = [" | ".join(cell.text.strip() for cell in row if not cell.empty and not cell.copy) for row in grid.rows]
    draft.annex(grid.rows[0][0].place, "\n".join(row for row in rows if row), why)


def _values(grid: Grid, layout: Layout) -> list[Cell]:
    """Each cell that is no name of a level, row or column."""
    columns = (
        layout.levels if layout.kind == "columns" else range(layout.levels[0] + 1 if layout.levels else 1, grid.width)
    )
    return [row[at] for row in grid.rows[layout.body :] for at in columns if not row[at].empty and not row[at].copy]


def is_ladder(grid: Grid, layout: Layout) -> bool:
    """True if a table has sentences in it, so that it is a ladder wherever it stands."""
    found = _values(grid, layout)
    return layout.sure and sum(map(words, found)) >= 6 * max(len(found), 1)


def is_overview(grid: Grid, layout: Layout, *, placed: bool) -> bool:
    """True if the cells only point to the levels: links, or a word or two unless the table is `placed` under a level or
    a competency. Grades are no overview."""
    found = _values(grid, layout)
    links = sum(is_link_only(cell.text) for cell in found)
    short = sum(map(words, found)) <= 1.5 * len(found)
    graded = layout.kind == "columns" and is_graded(found)
    return bool(found) and (links * 2 >= len(found) or (short and not graded and not placed))
