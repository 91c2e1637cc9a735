"""How a ladder is laid out in a file: the ladder form, with statements nested where a person would look for them.

Every key of the form means the same here. On top of it a level may hold its statements (`statements`, and `expects` by
competency), a competency likewise (`statements`, and `expects` by level), and a statement may be just its text. A
statement without an id is called after its place: `senior.leadership.2`, or `senior.anti_pattern.1` under a kind.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import msgspec

from ladder.framework.model import (
    Advice,
    Annex,
    Competency,
    Expectation,
    Inherit,
    Kind,
    Ladder,
    LadderValue,
    Level,
    Origin,
    Requirement,
    Rule,
    Scale,
    Source,
    Specialism,
    Status,
    Thresholds,
    Track,
)

Path: TypeAlias = tuple[str | int, ...]


class Statement(LadderValue, frozen=True):
    """One statement with its marks. `is_new`: new against the level before. `derived`: not from the source. `origin`:
    where it was read, "file#sheet:row:column"."""

    text: str
    id: str = ""
    kind: Kind | None = None
    band: str = ""
    status: Status = Status.EXPECTED
    is_new: bool = False
    derived: bool = False
    parent: str | None = None
    order: int = 0
    origin: str | Origin | None = None


class PlacedStatement(Statement, frozen=True):
    """A statement of a flat list, which says itself where it belongs."""

    level: str | None = None
    competency: str | None = None


Line: TypeAlias = str | Statement
Lines: TypeAlias = tuple[Line, ...] | dict[Kind, tuple[Line, ...]]


class LevelEntry(Level, frozen=True):
    """A level with what it asks for: `statements` of the whole level, and `expects`, competency id → statements."""

    statements: Lines = ()
    expects: dict[str, Lines] = msgspec.field(default_factory=dict)


class CompetencyEntry(Competency, frozen=True):
    """A competency; `expects` (level id → statements) is for ladders that are written column by column."""

    statements: Lines = ()
    expects: dict[str, Lines] = msgspec.field(default_factory=dict)


class SpecialismEntry(LadderValue, frozen=True):
    """A specialisation and what it adds, laid over the levels from `from_level` on."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    from_level: str | None = None
    summary: str = ""
    expectations: tuple[str | PlacedStatement, ...] = ()


class LadderFile(LadderValue, frozen=True):
    """A ladder as a file holds it."""

    id: str
    name: str
    schema: int = 1
    version: str = "1"
    locale: str = "en"
    inherit: Inherit = Inherit.PER_LEVEL
    source: Source | None = None
    tracks: tuple[Track, ...] = ()
    levels: tuple[LevelEntry, ...] = ()
    competencies: tuple[CompetencyEntry, ...] = ()
    expectations: tuple[str | PlacedStatement, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    scales: tuple[Scale, ...] = ()
    rules: tuple[Rule, ...] = ()
    specialisms: tuple[SpecialismEntry, ...] = ()
    advice: tuple[Advice, ...] = ()
    coverage: Thresholds = Thresholds()
    translations: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    annexes: tuple[Annex, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Spread:
    """The statements of a file in reading order, each with the path of its node; counts places to give ids."""

    expectations: list[Expectation] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)

    def lines(self, lines: Lines, level: str | None, competency: str | None, path: Path) -> None:
        """Takes a list of statements, or lists of them by kind."""
        if not isinstance(lines, dict):
            for index, line in enumerate(lines):
                self.line(line, level, competency, None, (*path, index))
            return
        for kind, group in lines.items():
            for index, line in enumerate(group):
                self.line(line, level, competency, kind, (*path, kind, index))

    def line(self, line: Line, level: str | None, competency: str | None, kind: Kind | None, path: Path) -> None:
        marks = Statement(text=line) if isinstance(line, str) else line
        self.add(marks, level, competency, kind, place(level, competency, kind), path)

    def placed(self, line: str | PlacedStatement, at: str, path: Path) -> None:
        """Takes a statement of a flat list; without an id it is called after `at`, or else after its cell."""
        marks = PlacedStatement(text=line) if isinstance(line, str) else line
        self.add(
            marks,
            marks.level,
            marks.competency,
            None,
            at or place(marks.level, marks.competency, None) or "ladder",
            path,
        )

    def add(
        self, marks: Statement, level: str | None, competency: str | None, kind: Kind | None, at: str, path: Path
    ) -> None:
        self.places[at] += 1  # a statement with an id of its own takes up a number too
        self.expectations.append(
            Expectation(
                id=marks.id or f"{at}.{self.places[at]}",
                text=marks.text,
                level=level,
                competency=competency,
                kind=marks.kind or kind or Kind.BEHAVIOUR,
                band=marks.band,
                status=marks.status,
                is_new=marks.is_new,
                derived=marks.derived,
                parent=marks.parent,
                order=marks.order,
                origin=read_origin(marks.origin) if isinstance(marks.origin, str) else marks.origin,
            )
        )
        self.paths.append(path)


_ORIGIN = re.compile(r"([^#]*?)(?:#(.*?))??(?::([1-9]\d{0,8})(?::([1-9]\d{0,8}))?)?", re.DOTALL)


def read_origin(text: str) -> Origin:
    """An origin as it is written in short, "file#sheet:row:column"; what is left out is not known."""
    found = _ORIGIN.fullmatch(text)
    file, sheet, row, column = found.groups() if found else (text, None, None, None)
    return Origin(file=file, sheet=sheet or "", row=_number(row), column=_number(column))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def short_origin(origin: Origin) -> str | None:
    """The origin in short, such as "ladder.xlsx#Senior:12:3"; None if it would not read back as the same."""
    text = origin.file + (f"#{origin.sheet}" if origin.sheet else "")
    text += "".join(f":{number}" for number in (origin.row, origin.column) if number is not None)
    return text if read_origin(text) == origin else None


def place(level: str | None, competency: str | None, kind: Kind | None) -> str:
    """What the statements of a cell are called after, such as "senior.leadership"; "" for the ladder as a whole."""
    return ".".join(part for part in (level, competency, kind) if part)


def spread(file: LadderFile) -> Spread:
    """All statements of a file: those under levels, then those under competencies, then those of the flat list."""
    found = Spread()
    for index, level in enumerate(file.levels):
        found.lines(level.statements, level.id, None, ("levels", index, "statements"))
        for competency, lines in level.expects.items():
            found.lines(lines, level.id, competency, ("levels", index, "expects", competency))
    for index, column in enumerate(file.competencies):
        found.lines(column.statements, None, column.id, ("competencies", index, "statements"))
        for wanted, lines in column.expects.items():
            found.lines(lines, wanted, column.id, ("competencies", index, "expects", wanted))
    for index, line in enumerate(file.expectations):
        found.placed(line, "", ("expectations", index))
    return found


def to_ladder(file: LadderFile) -> tuple[Ladder, tuple[tuple[Path, str], ...]]:
    """The ladder a file holds, and the path and id of each statement, those of specialisms after all others."""
    main = spread(file)
    extra = Spread()
    for index, entry in enumerate(file.specialisms):
        for number, line in enumerate(entry.expectations):
            extra.placed(line, entry.id, ("specialisms", index, "expectations", number))
    rest = iter(extra.expectations)
    plain: dict[str, Any] = {name: getattr(file, name) for name in _SAME}
    ladder = Ladder(
        **plain,
        levels=tuple(_bare(Level, level) for level in file.levels),
        competencies=tuple(_bare(Competency, competency) for competency in file.competencies),
        expectations=tuple(main.expectations),
        specialisms=tuple(
            _bare(Specialism, entry, expectations=tuple(next(rest) for _ in entry.expectations))
            for entry in file.specialisms
        ),
    )
    statements = (*main.expectations, *extra.expectations)
    return ladder, tuple(zip((*main.paths, *extra.paths), (one.id for one in statements), strict=True))


_NESTED = {"levels", "competencies", "expectations", "specialisms"}
_SAME = tuple(name for name in LadderFile.__struct_fields__ if name not in _NESTED)


def _bare(form: Any, entry: LadderValue, **instead: Any) -> Any:
    """The entry as the ladder form has it, without what a file nests under it."""
    return form(**({name: getattr(entry, name) for name in form.__struct_fields__} | instead))
