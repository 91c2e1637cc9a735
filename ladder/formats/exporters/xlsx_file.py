"""XLSX: the matrix for reading, and a sheet "Ladder" with one row for each thing the ladder holds, which is read
back."""

import io
import re
from typing import Any

from ladder.formats.exporters.csv_file import RISKY
from ladder.formats.exporters.rows import to_rows
from ladder.framework.model import Ladder

SHEET = "Ladder"
_READING = "For reading; changes belong in the sheet “Ladder”"


def to_xlsx(ladder: Ladder) -> bytes:
    """The ladder as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _fill(book.create_sheet(SHEET), [list(row) for row in to_rows(ladder)], 30)
    _fill(book.create_sheet("Matrix"), _matrix(ladder), 45)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _matrix(ladder: Ladder) -> list[list[str]]:
    """Competencies down, levels across, statements as bullets."""
    rows = [[_READING, *(_readable(level.name) for level in ladder.levels)]]
    columns = [(competency.id, _readable(competency.name)) for competency in ladder.competencies]
    for competency, name in [*columns, (None, "The level as a whole")]:
        cells = [_bullets(ladder, level.id, competency) for level in ladder.levels]
        if any(cells):
            rows.append([name, *cells])
    return rows


def _bullets(ladder: Ladder, level: str, competency: str | None) -> str:
    return _readable("\n".join(f"• {one.text}" for one in ladder.cell(level, competency)))


def _readable(text: str) -> str:
    """The text without what XML may not hold, and no longer than a cell may be."""
    kept = re.sub(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    return kept if len(kept) < 32_000 else kept[:32_000] + "…"


def _fill(sheet: Any, rows: list[list[str]], width: int) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    for column in range(1, max(map(len, rows)) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, bold=number == 0) for text in row])


def _cell(sheet: Any, text: str, *, bold: bool) -> Any:
    """A cell of text, never a formula, whatever sign it begins with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell: Any = WriteOnlyCell(sheet)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(RISKY)
    return cell
