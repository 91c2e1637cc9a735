"""The file of a roster as rows of cells: CSV in any common encoding and delimiter, or a workbook (XLSX)."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

MOST_BYTES = 5_000_000
_MOST_UNPACKED = 60_000_000
_MOST_LINES_OF_A_CELL = 20
_WORKBOOK = b"PK\x03\x04"
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
DELIMITERS = (",", ";", "\t", "|")
BAD_QUOTE = "A quotation mark is opened and not closed, or stands in the middle of a cell."
_SAY_IT = "Say its encoding with --encoding, such as cp1251, shift_jis or mac_roman, or save the file as UTF-8."


class UnreadableFile(Exception):
    """The file can't be read as a table; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of the line it begins on, from 1, and its cells; `wrong` says why it has none."""

    number: int
    cells: tuple[str, ...] = ()
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file, opened: the readings of it as a table, one for each delimiter or sheet, and whether its encoding is a
    guess."""

    readings: tuple[Sequence[Line], ...]
    guessed: bool = False


def open_source(file: str | bytes, encoding: str = "") -> OpenedFile:
    """The file as tables. Raises `UnreadableFile`."""
    if len(file) > MOST_BYTES:
        raise UnreadableFile(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Import it in parts.")
    if isinstance(file, bytes) and file.startswith(_WORKBOOK):
        return OpenedFile(_sheets(file))
    text, guessed = _decoded(file, encoding) if isinstance(file, bytes) else (file.removeprefix("\ufeff"), False)
    if "\0" in text:
        raise UnreadableFile("This isn't a table. Save the sheet as CSV or XLSX, and import that.")
    if not text.strip():
        raise UnreadableFile("The file is empty.")
    lines = re.split(r"\r\n|\r|\n", text)
    told = _SEP.fullmatch(lines[0].strip())
    if told:  # Excel's own line above the table
        lines[0] = ""
    return OpenedFile(tuple([*_records(lines, sign)] for sign in ((told[1],) if told else DELIMITERS)), guessed)


def _decoded(file: bytes, encoding: str) -> tuple[str, bool]:
    """The text, and whether the encoding is a guess."""
    if encoding:
        return _as_told(file, encoding), False
    if file.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as_told(file, "utf-16"), False
    try:
        return file.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return file.decode("cp1252"), True
    except UnicodeDecodeError:
        raise UnreadableFile(f"This file is neither UTF-8 nor Western Windows. {_SAY_IT}") from None


def _as_told(file: bytes, encoding: str) -> str:
    try:
        return file.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise UnreadableFile(f"There is no encoding “{encoding}”. {_SAY_IT}") from None
    except UnicodeDecodeError:
        raise UnreadableFile(f"This file is not {encoding}. {_SAY_IT}") from None


def _records(lines: Sequence[str], delimiter: str) -> Iterator[Line]:
    """Each record; a cell may go over several lines."""
    place = 0
    while place < len(lines):
        cells, taken = _cells(lines, place, delimiter)
        yield Line(place + 1, wrong=BAD_QUOTE) if cells is None else Line(place + 1, tuple(cells))
        place += taken


def _cells(lines: Sequence[str], place: int, delimiter: str) -> tuple[list[str] | None, int]:
    if '"' not in lines[place]:
        return lines[place].split(delimiter), 1
    for taken in range(1, _MOST_LINES_OF_A_CELL + 1):
        try:
            record = ["\n".join(lines[place : place + taken])]
            return next(csv.reader(record, delimiter=delimiter, strict=True), []), taken
        except csv.Error as error:
            if "unexpected end" not in str(error) or place + taken >= len(lines):
                break
    return None, 1


def _sheets(file: bytes) -> tuple[Sequence[Line], ...]:
    from openpyxl import load_workbook  # heavy, and most rosters are CSV
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise UnreadableFile("The workbook is too large once it is unpacked. Import it in parts.")
        book = load_workbook(io.BytesIO(file), read_only=True, data_only=True, keep_links=False)
        return tuple([*_rows(sheet)] for sheet in book.worksheets if sheet.sheet_state == "visible")
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise UnreadableFile("This workbook can't be opened. Save the sheet as CSV, and import that.") from error


def _rows(sheet: "object") -> Iterator[Line]:
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]  # its two kinds of sheet share no type
    for number, values in enumerate(rows, start=1):
        yield Line(number, tuple(_text(value) for value in values))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
