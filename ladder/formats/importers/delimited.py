"""CSV and its kin (semicolon, tab, bar) into one table."""

import csv
import io
from collections import Counter

from ladder.formats.importers.decode import decode
from ladder.formats.importers.grid import Cell, Grid, grid_of
from ladder.formats.importers.values import CannotImport, Place, refuse_wide

_DELIMITERS = ",;\t|"


def read_delimited(data: bytes, file: str) -> Grid:
    """The table of a delimited file; cells know the line they begin on. Raises `CannotImport`."""
    text = decode(data, file)
    text, hint = _without_hint(text)
    rows = _rows(text, hint or _delimiter(text), Place(file))
    grid = grid_of(rows, Place(file))
    if grid is None:
        raise CannotImport("every cell is empty", file, "Choose the file that holds the ladder.")
    return grid


def _without_hint(text: str) -> tuple[str, str]:
    """Excel writes "sep=;" above the table; the line stays as an empty one so that line numbers hold."""
    first, _, rest = text.partition("\n")
    hint = first.strip().strip('"')
    if hint.lower().startswith("sep=") and len(hint) == 5:
        return "\n" + rest, hint[4]
    return text, ""


def looks_delimited(text: str) -> bool:
    """True if nearly every row falls into the same number of cells."""
    return max(_evenness(text, sign) for sign in _DELIMITERS) > 0.9


def _delimiter(text: str) -> str:
    """The sign that cuts the most rows into the same number of cells, at least two."""
    return max(_DELIMITERS, key=lambda sign: (_evenness(text, sign), -_DELIMITERS.index(sign)))


def _evenness(text: str, sign: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign)):
            if row:
                widths[len(row)] += 1
            if number > 200:
                break
    except csv.Error:
        return -1
    width, count = widths.most_common(1)[0] if widths else (1, 0)
    return (count / widths.total()) * (1 + min(width, 12) / 10) if width > 1 else 0


def _rows(text: str, sign: str, place: Place) -> list[list[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows: list[list[Cell]] = []
    line, count = 1, 0
    try:
        for cells in reader:
            count += len(cells)
            refuse_wide(len(rows) + 1, len(cells), count, place.at(line))
            rows.append([Cell(value, place.at(line, index + 1)) for index, value in enumerate(cells)])
            line = reader.line_num + 1
    except csv.Error as error:
        raise CannotImport(
            f"the table breaks off ({error})", str(place.at(line)), "Save it as CSV UTF-8 again."
        ) from error
    return rows
