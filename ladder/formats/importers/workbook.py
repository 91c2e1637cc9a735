"""XLSX into tables, one a sheet: rich text as bold marks, merged cells copied, formulas by their saved value and
never run."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from ladder.formats.importers.decode import check_size
from ladder.formats.importers.grid import Cell, Grid, grid_of
from ladder.formats.importers.values import MAX_COLUMNS, MAX_ROWS, CannotImport, Place, refuse_wide

if TYPE_CHECKING:
    from openpyxl import Workbook

_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_PARTS = 3_000
_MAX_RATIO = 150
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, NotImplementedError,
    zipfile.BadZipFile, zlib.error, ParseError,
)  # fmt: skip
_MOST_IN_ROW = 16_384  # by the format itself
_MERGED = re.compile(r'<mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True, slots=True)
class Sheets:
    """The tables of a workbook in order, empty sheets left out, the places of formulas, and which sheets are hidden."""

    grids: tuple[Grid, ...]
    formulas: tuple[tuple[Place, str], ...]
    hidden: frozenset[str] = frozenset()


def is_workbook(data: bytes) -> bool:
    """True for a ZIP file, which is what an XLSX is."""
    return data.startswith(b"PK\x03\x04")


def read_workbook(data: bytes, file: str, sheet: str | None = None) -> Sheets:
    """The tables of all sheets, or of the one named. Raises `CannotImport`."""
    check_size(data, file)
    merged = _inspect(data, file)
    values = _values(data, file, sheet, merged, saved=False)
    if not values.formulas:
        return values
    return replace(values, grids=_values(data, file, sheet, merged, saved=True).grids)


def _inspect(data: bytes, file: str) -> dict[str, list[tuple[int, int, int, int]]]:
    """Refuse a bomb before anything is unpacked; then the merged ranges of each sheet, as (top, left, bottom,
    right)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, file)
            return {
                title: _ranges(archive.read(part).decode("utf-8", "replace"), Place(file, title))
                for title, part in _parts(archive).items()
            }
    except _BROKEN as error:
        raise _unreadable(file) from error


def _ranges(sheet: str, place: Place) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet, of which no row has more cells than a row can have: a row is read in one piece."""
    if any(row.count("<c ") > _MOST_IN_ROW for row in sheet.split("</row>")):
        raise CannotImport(f"a row has more than {_MOST_IN_ROW:,} cells", str(place), "Save it as XLSX again.")
    return _merged(sheet)


def _unreadable(file: str) -> CannotImport:
    return CannotImport(
        "the workbook cannot be read", file, "Open it in a spreadsheet program and save it as XLSX again."
    )


def _check_parts(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    packed = max(
        (part.file_size / max(part.compress_size, 1) for part in parts if part.file_size > 1_000_000), default=0
    )
    if total > _MAX_UNPACKED or len(parts) > _MAX_PARTS or packed > _MAX_RATIO:
        size = f"it unpacks to {total / 1024 / 1024:,.0f} MB in {len(parts):,} parts"
        raise CannotImport(
            f"the workbook is packed like a bomb ({size})", file, "Copy the ladder's cells into a new workbook."
        )
    if "xl/workbook.xml" not in archive.namelist():
        raise CannotImport("this ZIP file is no XLSX workbook", file, "Save the ladder as XLSX or CSV.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                if b"<!DOCTYPE" in stream.read(4096).upper():
                    raise CannotImport(
                        "the workbook declares XML entities", f"{file} [{part.filename}]", "Save it as XLSX again."
                    )


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the package that holds each sheet, by the sheet's title."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in re.findall(r"<Relationship\s[^<>]*>", links)}
    found = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^<>]*>", book):
        target = targets.get(_attribute(tag, "r:id") or _attribute(tag, "id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            found[_attribute(tag, "name")] = part
    return found


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""


def _merged(sheet: str) -> list[tuple[int, int, int, int]]:
    ranges = [
        (int(top), _column(left), int(bottom), _column(right)) for left, top, right, bottom in _MERGED.findall(sheet)
    ]
    return [found for found in ranges if found[2] <= MAX_ROWS and found[3] <= MAX_COLUMNS]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _values(
    data: bytes, file: str, sheet: str | None, merged: dict[str, list[tuple[int, int, int, int]]], *, saved: bool
) -> Sheets:
    """All tables; `saved`: formulas by the value the spreadsheet program saved, else by their text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = _open(data, saved=saved)
            titles = _titles(book, file, sheet)
            formulas: list[tuple[Place, str]] = []
            grids = [_grid(book, title, Place(file, title), merged.get(title, []), formulas) for title in titles]
        except _BROKEN as error:
            raise _unreadable(file) from error
    hidden = frozenset(one.title for one in book.worksheets if one.sheet_state != "visible")
    return Sheets(tuple(grid for grid in grids if grid), tuple(formulas), hidden)


def _open(data: bytes, *, saved: bool) -> "Workbook":
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=saved, rich_text=True, keep_links=False)


def _titles(book: "Workbook", file: str, sheet: str | None) -> list[str]:
    titles = [one.title for one in book.worksheets]
    if sheet is None:
        return titles
    found = [title for title in titles if title.strip().casefold() == sheet.strip().casefold()]
    if not found:
        raise CannotImport(f'there is no sheet "{sheet}"', file, f"The sheets are: {', '.join(titles)}.")
    return found


def _grid(
    book: "Workbook",
    title: str,
    place: Place,
    merged: list[tuple[int, int, int, int]],
    formulas: list[tuple[Place, str]],
) -> Grid | None:
    rows: list[list[Cell]] = []
    for number, cells in _rows(book, title, place):
        rows.extend([Cell("", place.at(skipped, 1))] for skipped in range(len(rows) + 1, number))
        row = [Cell("", place.at(number, column)) for column in range(1, cells[-1].column + 1)]
        for cell in cells:
            spot = place.at(number, cell.column)
            row[cell.column - 1] = Cell(_text(cell, spot, formulas), spot)
        rows.append(row)
    _copy_merged(rows, merged, place)
    return grid_of(rows, place, place.sheet)


def _rows(book: Any, title: str, place: Place) -> Iterator[tuple[int, list[Any]]]:
    """Row by row, the cells that hold something. openpyxl's own read-only rows leave out rich text written into the
    cell."""
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import WorkSheetParser

    sheet, count = book[title], 0
    with book._archive.open(sheet._worksheet_path) as source:
        parser = WorkSheetParser(
            source, sheet._shared_strings, data_only=book.data_only, epoch=book.epoch, date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats, rich_text=True,
        )  # fmt: skip
        for number, found in parser.parse():
            cells = [ReadOnlyCell(sheet, **cell) for cell in found if cell["value"] is not None]
            if cells:
                count += len(cells)
                refuse_wide(number, cells[-1].column, count, place.at(number))
                yield number, cells


def _text(cell: Any, place: Place, formulas: list[tuple[Place, str]]) -> str:
    value = cell.value
    if cell.data_type == "f":
        formulas.append((place, str(value)))
        return ""
    text = _rich(value) if isinstance(value, list) else _plain(value)
    return _bold(text) if cell.font is not None and cell.font.b and not isinstance(value, list) else text


def _rich(runs: list[Any]) -> str:
    """Rich text: runs of text, some in bold."""
    found = ""
    for run in runs:
        bold = not isinstance(run, str) and run.font is not None and run.font.b
        text = str(run) if isinstance(run, str) else str(run.text)
        found += _bold(text) if bold else text
    return re.sub(r"\*\*(\s*)\*\*", r"\1", found)


def _bold(text: str) -> str:
    """Bold marks around each line's words."""
    return re.sub(r"(?m)^([ \t]*)(\S(?:.*\S)?)([ \t]*)$", r"\1**\2**\3", text)


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _copy_merged(rows: list[list[Cell]], merged: list[tuple[int, int, int, int]], place: Place) -> None:
    cells = 0
    for top, left, bottom, right in merged:
        if top > len(rows) or left > len(rows[top - 1]):
            continue
        cells += (min(bottom, len(rows)) + 1 - top) * (right + 1 - left)
        refuse_wide(len(rows), right, cells, place.at(top, left))
        source = rows[top - 1][left - 1]
        wide = right - left + 1
        for row in range(top, min(bottom, len(rows)) + 1):
            _fill(rows[row - 1], left, right, source, wide, first=row == top)


def _fill(row: list[Cell], left: int, right: int, source: Cell, wide: int, *, first: bool) -> None:
    while len(row) < right:
        place = source.place
        row.append(Cell("", place.at(row[0].place.row if row else place.row, len(row) + 1)))
    for column in range(left, right + 1):
        copy = not (first and column == left)
        row[column - 1] = Cell(source.text, source.place, copy=copy, wide=wide)
