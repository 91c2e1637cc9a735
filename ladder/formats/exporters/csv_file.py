"""CSV, one row for each thing the ladder holds; cells that a spreadsheet program would run as formulas are made
inert."""

import csv
import io

from ladder.formats.exporters.rows import from_rows, to_rows
from ladder.framework.model import Ladder

RISKY = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet program may take for a formula."""


def to_csv(ladder: Ladder) -> bytes:
    """The ladder as CSV, UTF-8 with a byte-order mark so that spreadsheet programs read it right."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guard(cell) for cell in row] for row in to_rows(ladder))
    return out.getvalue().encode("utf-8-sig")


def from_csv(text: str) -> Ladder:
    """The ladder in a text that `to_csv` wrote, whatever the delimiter is now. Raises `ValueError`."""
    sign = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    return from_rows([unguard(cell) for cell in row] for row in reader)


def guard(cell: str) -> str:
    """A leading apostrophe before what a spreadsheet program would take for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def unguard(cell: str) -> str:
    """The cell without the apostrophe of `guard`."""
    return cell.removeprefix("'")
