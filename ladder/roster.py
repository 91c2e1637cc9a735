"""The roster as a file: who works for whom, at which level. A wrong line names itself; the rest still works.

Reads and writes CSV; `roster_import` takes what was read into a workspace.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ladder.records import Person

COLUMNS = ("email", "slack_id", "name", "level", "target", "track", "manager", "admin", "start_date", "level_since")

MOST_BYTES = 5_000_000
_MOST_LINES_OF_A_CELL = 20
_LONGEST = {"email": 320, "name": 200, "slack_id": 32}
_LONGEST_OTHER = 320
_DELIMITERS = (",", ";", "\t")
_YES = {"yes", "y", "true", "1", "x", "admin"}
_NO = {"", "no", "n", "false", "0"}
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9_.-]{1,32}", re.ASCII)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins with one of these


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about a line of the file; `line` counts from 1, the heading included."""

    line: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One good line. `who` and `manager` are an e-mail address in small letters, or a Slack user id as it stands.

    "" and None are what the file says nothing about, or clears: `Roster.columns` tells which.
    """

    line: int
    who: str
    email: str = ""
    name: str = ""
    level: str = ""
    target: str = ""
    track: str = ""
    manager: str = ""
    admin: bool = False
    start_date: date | None = None
    level_since: date | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file was understood as; `columns` are those of `COLUMNS` that it has."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()

    @property
    def addresses(self) -> frozenset[str]:
        """Every e-mail address that stands for a person or a manager: those to ask Slack about."""
        named = {name for entry in self.entries for name in (entry.who, entry.manager)}
        return frozenset(name for name in named if "@" in name)


class _Wrong(Exception):
    """A line that cannot be taken; the message says why."""


def parse(file: str | bytes) -> Roster:
    """What a CSV says. Encoding (UTF-8 or Windows) and delimiter (comma, semicolon, tab) are found out.

    Raises nothing: a file that is no roster at all comes back with that as its one problem.
    """
    try:
        lines = _lines(file)
        delimiter, columns = _heading(lines)
    except _Wrong as error:
        return Roster(problems=(Problem(1, str(error)),))
    known = tuple(column for column in columns.values() if column in COLUMNS)
    ignored = tuple(column for column in columns.values() if column not in COLUMNS)
    return _Reader(columns, delimiter).read(lines, known, ignored)


def _lines(file: str | bytes) -> list[str]:
    if len(file) > MOST_BYTES:
        raise _Wrong(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Import it in parts.")
    text = _decoded(file) if isinstance(file, bytes) else file.removeprefix("\ufeff")
    if "\0" in text:
        raise _Wrong("This is no CSV file. Save the sheet as CSV and import that.")
    if not text.strip():
        raise _Wrong("The file is empty.")
    return re.split(r"\r\n|\r|\n", text)


def _decoded(file: bytes) -> str:
    if file.startswith((b"\xff\xfe", b"\xfe\xff")):
        return file.decode("utf-16", errors="replace")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1252", errors="replace")


def _heading(lines: Sequence[str]) -> tuple[str, Mapping[int, str]]:
    """The delimiter, and the column at each place: our name for it, or the file's own for one that is not ours."""
    first = lines[0]
    found = [(delimiter, _columns(first, delimiter)) for delimiter in _DELIMITERS]
    delimiter, columns = max(found, key=lambda one: len(set(one[1].values()) & set(COLUMNS)))
    named = [column for column in columns.values() if column in COLUMNS]
    if not {"email", "slack_id"} & set(named):
        raise _Wrong("There is no column email or slack_id, so nobody can be told apart. The first line names them.")
    twice = next((column for column in named if named.count(column) > 1), None)
    if twice:
        raise _Wrong(f"There are two columns {twice}. Leave one.")
    return delimiter, columns


def _columns(heading: str, delimiter: str) -> Mapping[int, str]:
    ours = {column.replace("_", ""): column for column in COLUMNS}
    cells = next(csv.reader([heading], delimiter=delimiter), [])
    return {
        place: ours.get(re.sub(r"[\W_]", "", cell).casefold(), cell.strip())
        for place, cell in enumerate(cells)
        if cell.strip()
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    columns: Mapping[int, str]
    delimiter: str

    def read(self, lines: Sequence[str], known: tuple[str, ...], ignored: tuple[str, ...]) -> Roster:
        entries: dict[str, Entry] = {}
        problems: list[Problem] = []
        for line, cells in self._records(lines):
            try:
                if not isinstance(cells, list):
                    raise _Wrong(cells)
                if any(cell.strip() for cell in cells):
                    _add(entries, _entry(line, self._row(cells)))
            except _Wrong as error:
                problems.append(Problem(line, str(error)))
        return Roster(tuple(entries.values()), tuple(problems), known, ignored)

    def _records(self, lines: Sequence[str]) -> Iterator[tuple[int, list[str] | str]]:
        """Line number and cells of each record, or what is wrong with it; a cell may go over several lines."""
        place = 1
        while place < len(lines):
            cells, taken = self._cells(lines, place)
            yield place + 1, cells
            place += taken

    def _cells(self, lines: Sequence[str], place: int) -> tuple[list[str] | str, int]:
        for taken in range(1, _MOST_LINES_OF_A_CELL + 1):
            try:
                rows = list(
                    csv.reader(["\n".join(lines[place : place + taken])], delimiter=self.delimiter, strict=True)
                )
            except csv.Error as error:
                if "unexpected end" not in str(error) or place + taken >= len(lines):
                    break
            else:
                return (rows[0] if rows else []), taken
        return "A quotation mark is opened and not closed, or stands in the middle of a cell.", 1

    def _row(self, cells: list[str]) -> dict[str, str]:
        if any(cell.strip() for place, cell in enumerate(cells) if place > max(self.columns)):
            raise _Wrong(f"There are more cells ({len(cells)}) than columns ({max(self.columns) + 1}).")
        return {
            column: _clean(column, cells[place])
            for place, column in self.columns.items()
            if column in COLUMNS and place < len(cells)
        }


def _clean(column: str, cell: str) -> str:
    text = " ".join(cell.split())
    if text.startswith("'") and text.lstrip("'").startswith(_FORMULA):
        text = text[1:]
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise _Wrong(f"The {column} holds a character that cannot be stored.")
    if len(text) > _LONGEST.get(column, _LONGEST_OTHER):
        raise _Wrong(f"The {column} is too long ({len(text)} characters).")
    return text


def _add(entries: dict[str, Entry], entry: Entry) -> None:
    first = entries.setdefault(entry.who, entry)
    if first is not entry:
        raise _Wrong(f"{entry.who} stands in line {first.line} already. That line counts.")


def _entry(line: int, row: Mapping[str, str]) -> Entry:
    email, slack_id = row.get("email", "").casefold(), row.get("slack_id", "")
    if not email and not slack_id:
        raise _Wrong("Whose line is this? It has neither an e-mail address nor a Slack id.")
    if email and not _EMAIL.fullmatch(email):
        raise _Wrong(f"“{email}” is no e-mail address.")
    return Entry(
        line=line,
        who=_who(slack_id or email),
        email=email,
        name=row.get("name", ""),
        level=row.get("level", ""),
        target=row.get("target", ""),
        track=row.get("track", ""),
        manager=_who(row["manager"]) if row.get("manager") else "",
        admin=_yes_or_no(row.get("admin", "")),
        start_date=_date("start_date", row.get("start_date", "")),
        level_since=_date("level_since", row.get("level_since", "")),
    )


def _who(text: str) -> str:
    if _EMAIL.fullmatch(text):
        return text.casefold()
    if _ID.fullmatch(text):
        return text
    raise _Wrong(f"“{text}” is neither an e-mail address nor a Slack id.")


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in _YES | _NO:
        raise _Wrong(f"“{text}” is neither yes nor no (column admin).")
    return text.casefold() in _YES


def _date(column: str, text: str) -> date | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else _no_date(column, text)
    except ValueError:
        return _no_date(column, text)


def _no_date(column: str, text: str) -> date:
    raise _Wrong(f"“{text}” is no date (column {column}). Write it like 2026-03-31.")


def to_csv(people: Iterable[Person]) -> str:
    """The people as a roster that `parse` reads back; cells that a spreadsheet would run begin with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_inert(cell) for cell in _cells(person)] for person in people)
    return file.getvalue()


def _cells(person: Person) -> Iterator[str]:
    of: Mapping[str, Callable[[Person], object]] = {
        "slack_id": lambda one: one.id,
        "admin": lambda one: "yes" if one.admin else "no",
    }
    for column in COLUMNS:
        value = of[column](person) if column in of else getattr(person, column)
        yield "" if value is None else str(value)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell
