"""The roster as a file: who works for whom, at which level. What can't be read names itself; the rest is taken.

Reads what HR tools export (CSV, XLSX) and writes CSV; `importing` takes what was read into a workspace.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from ladder.people.roster.cells import UnreadableCell, address, clean, day, inert, is_day_first, yes_or_no
from ladder.people.roster.headings import Headings, TwoColumns, recognize
from ladder.people.roster.table import MOST_BYTES as MOST_BYTES
from ladder.people.roster.table import Line, OpenedFile, UnreadableFile, open_source
from ladder.store.values import Person

COLUMNS = ("email", "slack_id", "name", "level", "target", "track", "manager", "admin", "start_date", "level_since")

_ROWS_ABOVE = 20  # so many lines may stand above the headings
_ID = re.compile(r"[A-Za-z0-9_.-]{1,32}", re.ASCII)
_REST = "The rest of the line was taken."

Read = TypeVar("Read")
DateReader = Callable[[str], date | None]


@dataclass(frozen=True, slots=True)
class LineProblem:
    """One thing about a line of the file; `line` counts from 1, the heading included."""

    line: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line that says whose it is. `who` is an e-mail address in small letters, or a Slack user id as it stands;
    `manager` one of these, or a name.

    "" and None are what the file says nothing about, or clears: `Roster.columns` tells which. A column in `unread`
    couldn't be read in this line: what is known stays.
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
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file was understood as. `columns` are those of `COLUMNS` that it has, `read_as` what the file calls them
    where that is not our name. `guessed`: it is not UTF-8 and was read as Western Windows."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[LineProblem, ...] = ()
    columns: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    guessed: bool = False

    @property
    def addresses(self) -> frozenset[str]:
        """Every e-mail address that stands for a person or a manager: those to ask Slack about."""
        named = {name for entry in self.entries for name in (entry.who, entry.manager)}
        return frozenset(name for name in named if "@" in name)


def parse(file: str | bytes, *, encoding: str = "", named: Mapping[str, str] | None = None) -> Roster:
    """What a CSV or XLSX says. Delimiter, headings, and (unless `encoding` names it) the encoding are found out;
    `named` says which heading a field has in this file.

    Raises nothing: a file that is no roster at all comes back with that as its one problem.
    """
    try:
        source = open_source(file, encoding)
        lines, place, headings = _table(source, named or {})
    except (UnreadableFile, TwoColumns) as error:
        return Roster(problems=(LineProblem(1, str(error)),))
    return _Reader(headings, lines[place].cells).read(lines[place + 1 :], guessed=source.guessed)


def _table(source: OpenedFile, named: Mapping[str, str]) -> tuple[Sequence[Line], int, Headings]:
    """The reading in which most headings are known, the place of its headings, and what they are. Raises
    `UnreadableFile` where nobody can be told apart, or `TwoColumns`."""
    tables = [
        (headings, lines, place)
        for lines in source.readings
        for place, line in enumerate(lines[:_ROWS_ABOVE])
        if (headings := recognize(line.cells, named)).tells_people_apart
    ]
    if not tables:
        raise UnreadableFile(_no_headings(source))
    headings, lines, place = max(tables, key=lambda table: len(table[0].places))
    return lines, place, headings


def _no_headings(source: OpenedFile) -> str:
    widest = max(source.readings, key=lambda lines: max((len(line.cells) for line in lines[:_ROWS_ABOVE]), default=0))
    rows = [[cell.strip() for cell in line.cells] for line in widest[:_ROWS_ABOVE] if any(line.cells)]
    seen = max(rows, key=lambda cells: sum(map(bool, cells)), default=[])
    likely = next((seen[at] for row in rows for at, cell in enumerate(row) if address(cell) and row is not seen), "")
    columns = ", ".join(cell for cell in seen if cell)
    way = f'--column email="{likely or "THE HEADING"}"'
    return (
        "No column is called email or slack_id, so nobody can be told apart. "
        f"The columns are: {columns or 'none'}. If one of them is the address, say so: {way}"
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    headings: Headings
    heading: Sequence[str]

    def read(self, lines: Sequence[Line], *, guessed: bool) -> Roster:
        entries: dict[str, Entry] = {}
        problems: list[LineProblem] = []
        dates = {column: self._date_reader(lines, column) for column in ("start_date", "level_since")}
        for line in lines:
            if line.wrong or any(cell.strip() for cell in line.cells):
                entry = self._entry(line, dates, problems)
                if entry is not None:
                    _add(entries, entry, problems)
        known = tuple(column for column in COLUMNS if self._has(column))
        told = self.headings
        return Roster(tuple(entries.values()), tuple(problems), known, told.ignored, told.read_as, guessed)

    def _has(self, column: str) -> bool:
        places = self.headings.places
        return column in places or (column == "name" and ("first_name" in places or "last_name" in places))

    def _date_reader(self, lines: Sequence[Line], column: str) -> DateReader:
        place = self.headings.places.get(column)
        told = [line.cells[place].strip() for line in lines if place is not None and place < len(line.cells)]
        return partial(day, column, day_first=is_day_first(told))

    def _entry(self, line: Line, dates: Mapping[str, DateReader], problems: list[LineProblem]) -> Entry | None:
        row = _Row(line, self.headings.places, problems)
        if line.wrong or any(cell.strip() for cell in line.cells[len(self.heading) :]):
            more = f"There are more cells ({len(line.cells)}) than columns ({len(self.heading)})."
            problems.append(LineProblem(line.number, line.wrong or more))
            return None
        who, email = _who(row)
        if not who:
            return None
        return Entry(
            line=line.number,
            who=who,
            email=email,
            name=row.text("name") or " ".join(filter(None, (row.text("first_name"), row.text("last_name")))),
            level=row.text("level"),
            target=row.text("target"),
            track=row.text("track"),
            manager=_manager(row.text("manager")),
            admin=row.read("admin", yes_or_no, instead=False),
            start_date=row.read("start_date", dates["start_date"], instead=None),
            level_since=row.read("level_since", dates["level_since"], instead=None),
            unread=frozenset(row.unread),
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a line by field; what can't be read is noted and left out."""

    line: Line
    places: Mapping[str, int]
    problems: list[LineProblem]
    unread: set[str] = field(default_factory=set)

    def text(self, column: str) -> str:
        place = self.places.get(column)
        if place is None or place >= len(self.line.cells):
            return ""
        return self._guarded(column, lambda: clean(column, self.line.cells[place]), "")

    def read(self, column: str, reading: Callable[[str], Read], *, instead: Read) -> Read:
        text = self.text(column)
        return self._guarded(column, lambda: reading(text), instead)

    def _guarded(self, column: str, reading: Callable[[], Read], instead: Read) -> Read:
        try:
            return reading()
        except UnreadableCell as error:
            self.note(f"{error} {_REST}")
            self.unread.add(column)
            return instead

    def note(self, problem: str) -> None:
        self.problems.append(LineProblem(self.line.number, problem))


def _who(row: _Row) -> tuple[str, str]:
    """Whose line it is, and their address; "" and a note if it does not say."""
    told, slack_id = row.text("email"), row.text("slack_id")
    email = address(told)
    if told and not email and slack_id:
        row.note(f"“{told}” isn't an email address. {_REST}")
    elif told and not email:
        row.note(f"“{told}” isn't an email address.")
    elif not told and not slack_id:
        row.note("Whose line is this? It has neither an email address nor a Slack id.")
    who = address(slack_id) or (slack_id if _ID.fullmatch(slack_id) else "")
    if slack_id and not who and not email:
        row.note(f"“{slack_id}” isn't a Slack id.")
    return who or email, email


def _manager(text: str) -> str:
    return address(text) or text


def _add(entries: dict[str, Entry], entry: Entry, problems: list[LineProblem]) -> None:
    first = entries.setdefault(entry.who, entry)
    if first is not entry:
        problems.append(LineProblem(entry.line, f"{entry.who} is in line {first.line} already. That line counts."))


def to_csv(people: Iterable[Person]) -> str:
    """The people as a roster that `parse` reads back; cells that a spreadsheet would run begin with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in _cells(person)] for person in people)
    return file.getvalue()


def _cells(person: Person) -> Iterator[str]:
    of: Mapping[str, Callable[[Person], object]] = {
        "slack_id": lambda member: member.id,
        "admin": lambda member: "yes" if member.admin else "no",
    }
    for column in COLUMNS:
        value = of[column](person) if column in of else getattr(person, column)
        yield "" if value is None else str(value)
