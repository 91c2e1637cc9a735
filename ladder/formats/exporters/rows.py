"""A ladder as rows of one table, and back, for CSV and XLSX: one row for each thing the ladder holds.

The first column says what the row is (`ladder`, `level`, `competency`, `expectation`, `track`, `requirement`, `scale`,
`rule`, `specialism`, `advice`, `annex`, `note`). The columns after it hold what people read and change; `more` holds
the other fields as JSON, and any text that a spreadsheet would not keep as it is. Rows of a kind are in the ladder's
order.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ladder.framework.model import Ladder

MARK = "ladder record"
"""The heading of the first column, by which the table is recognised."""
COLUMNS = (MARK, "id", "name", "level", "competency", "kind", "text", "more")
_KINDS = {
    "track": "tracks", "level": "levels", "competency": "competencies", "expectation": "expectations",
    "requirement": "requirements", "scale": "scales", "rule": "rules", "specialism": "specialisms", "advice": "advice",
    "annex": "annexes",
}  # fmt: skip
_UNSAFE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]|_x[0-9A-Fa-f]{4}_")
_LONGEST = 30_000
_GOES_ON = "…"


def to_rows(ladder: Ladder) -> list[tuple[str, ...]]:
    """The table, its header first."""
    whole: dict[str, Any] = msgspec.to_builtins(ladder)
    lists = {kind: whole.pop(field, ()) for kind, field in _KINDS.items()}
    notes = whole.pop("notes", ())
    rows = [COLUMNS, *_rows("ladder", whole)]
    rows += [row for kind, entries in lists.items() for entry in entries for row in _rows(kind, entry)]
    return rows + [row for note in notes for row in _rows("note", {"text": note})]


def _rows(record: str, entry: dict[str, Any]) -> list[tuple[str, ...]]:
    """The row of one thing; `more` goes on in rows below it where it is longer than a spreadsheet's cell may be."""
    first = _row(record, entry)
    more = first[-1]
    parts = [more[at : at + _LONGEST] for at in range(0, len(more), _LONGEST)] or [""]
    rest = [(_GOES_ON, *[""] * (len(COLUMNS) - 2), part) for part in parts[1:]]
    return [(*first[:-1], parts[0]), *rest]


def _row(record: str, entry: dict[str, Any]) -> tuple[str, ...]:
    shown = {name: value for name, value in entry.items() if name in COLUMNS[1:-1] and _is_safe(value)}
    rest = {name: value for name, value in entry.items() if name not in shown}
    more = json.dumps(rest, ensure_ascii=True, separators=(", ", ": ")) if rest else ""
    return (record, *(shown.get(name, "") for name in COLUMNS[1:-1]), more)


def _is_safe(value: object) -> bool:
    """True for a text that every spreadsheet keeps as it is: not empty, not too long, no signs it would change."""
    if not isinstance(value, str) or not value or len(value) > _LONGEST or _UNSAFE.search(value):
        return False
    return value == value.strip() and "\n\n\n" not in value


def is_rows(header: Sequence[str]) -> bool:
    """True if a table's first row is the header of this form."""
    return bool(header) and header[0].strip().removeprefix("\ufeff") == MARK


def from_rows(rows: Iterable[Sequence[str]]) -> Ladder:
    """The ladder that the table holds; columns are found by their heading, empty rows are passed over. Raises
    `ValueError` with the row's number where a row is not of the form."""
    whole: dict[str, Any] = {}
    for number, row in _joined(rows):
        _take(row, whole, number)
    try:
        return msgspec.convert(whole, Ladder)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _joined(rows: Iterable[Sequence[str]]) -> list[tuple[int, dict[str, str]]]:
    """Each row by its headings, with the number it begins at; rows that go on are joined to the one above."""
    found: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    for number, row in enumerate(rows, 1):
        if not header:
            header = [name.strip() for name in row]
        elif any(row):
            cells = dict(zip(header, row, strict=False))
            if cells[header[0]] == _GOES_ON and found:
                found[-1][1]["more"] += cells.get("more", "")
            else:
                found.append((number, cells))
    return found


def _take(row: dict[str, str], whole: dict[str, Any], number: int) -> None:
    record = row.get(MARK, "").strip()
    entry = {name: value for name, value in row.items() if name in COLUMNS[1:-1] and value}
    try:
        entry |= json.loads(row.get("more") or "{}")
    except (ValueError, TypeError) as error:
        raise ValueError(f'row {number}: the column "more" is not JSON') from error
    if record == "ladder":
        whole |= entry
    elif record == "note":
        whole.setdefault("notes", []).append(entry.get("text", ""))
    elif record in _KINDS:
        whole.setdefault(_KINDS[record], []).append(entry)
    else:
        raise ValueError(f'row {number}: "{record}" is no kind of row; it is one of ladder, note, {", ".join(_KINDS)}')
