"""The ladder as plain, frozen values: levels, competencies, expectations and what hangs on them.

It holds the public ladders without loss. Nothing here reads a file (see `ladder.formats.yaml`) or guesses a name (see
`names`). A `Ladder` is immutable and may be shared by threads.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

import msgspec

Made = TypeVar("Made")


class LadderValue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of every value of the ladder form: frozen, by keyword, unknown keys refused."""


class Inherit(StrEnum):
    """How a level relates to the levels below it."""

    PER_LEVEL = "per_level"
    CUMULATIVE = "cumulative"
    PROFILE = "profile"
    POINTS = "points"


class Kind(StrEnum):
    """What sort of statement an expectation is."""

    SUMMARY = "summary"
    BEHAVIOUR = "behaviour"
    SCOPE = "scope"
    EXAMPLE = "example"
    NARRATIVE = "narrative"
    SIGNAL = "signal"
    ANTI_PATTERN = "anti_pattern"
    RESPONSIBILITY = "responsibility"


class Status(StrEnum):
    """Whether a cell of the ladder asks for something; "N/A" is an answer, not a gap."""

    EXPECTED = "expected"
    NOT_APPLICABLE = "not_applicable"


class Source(LadderValue, frozen=True, kw_only=True):
    """Where a ladder comes from, and what its licence asks to be shown."""

    url: str = ""
    licence: str = ""
    attribution: str = ""


class Track(LadderValue, frozen=True, kw_only=True):
    """A line of levels, such as technical or management; `forks_from` is the level id where it begins."""

    id: str
    name: str
    kind: str = ""
    forks_from: str | None = None


class Level(LadderValue, frozen=True, kw_only=True):
    """One level. `next` holds the ids one may move to: the levels form a graph, not a list."""

    id: str
    name: str
    track: str = ""
    rank: int = 0
    aliases: tuple[str, ...] = ()
    equivalent_to: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    extends: str | None = None
    summary: str = ""
    years: str = ""
    question: str = ""


class Competency(LadderValue, frozen=True, kw_only=True):
    """A column of the ladder. `tracks` empty means every track; `keywords` feed the suggestions."""

    id: str
    name: str
    group: str = ""
    order: int = 0
    description: str = ""
    scale: str | None = None
    weight: float | None = None
    tracks: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    how_to_show: tuple[str, ...] = ()
    how_to_grow: tuple[str, ...] = ()


class Origin(LadderValue, frozen=True, kw_only=True):
    """The place in the source that a statement was read from; row and column count from 1."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: int | None = None


class Expectation(LadderValue, frozen=True, kw_only=True):
    """One statement. Without `competency` it speaks of the whole level, without `level` of the whole competency."""

    id: str
    text: str
    competency: str | None = None
    level: str | None = None
    kind: Kind = Kind.BEHAVIOUR
    band: str = ""
    status: Status = Status.EXPECTED
    is_new: bool = False
    derived: bool = False
    parent: str | None = None
    order: int = 0
    origin: Origin | None = None


class Requirement(LadderValue, frozen=True, kw_only=True):
    """The grade of a scale that a level asks for in a competency."""

    level: str
    competency: str
    grade: str


class Grade(LadderValue, frozen=True, kw_only=True):
    id: str
    name: str
    description: str = ""


class Scale(LadderValue, frozen=True, kw_only=True):
    id: str
    name: str
    grades: tuple[Grade, ...] = ()


class Rule(LadderValue, frozen=True, kw_only=True):
    """A rule of the source (points, k of n): shown as it stands, never computed into a verdict."""

    id: str
    text: str
    kind: str = ""


class Specialism(LadderValue, frozen=True, kw_only=True):
    """A specialisation that can be laid over any level whose rank is at least `from_level`'s."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    from_level: str | None = None
    summary: str = ""
    expectations: tuple[Expectation, ...] = ()


class Advice(LadderValue, frozen=True, kw_only=True):
    """A piece of growth advice; `competencies` are those it helps with (empty: all)."""

    id: str
    topic: str
    text: str
    competencies: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


class Thresholds(LadderValue, frozen=True, kw_only=True):
    """From how many distinct months a competency is "some", and from how many quarters "strong"."""

    some_months: int = 2
    strong_quarters: int = 2


class Annex(LadderValue, frozen=True, kw_only=True):
    """Something of the source that was not understood: kept word for word, never dropped."""

    where: str
    text: str
    why: str = ""


class Ladder(LadderValue, frozen=True, kw_only=True, dict=True):
    """A whole ladder. Ids are stable and unique within their kind; order in the tuples is the source's order."""

    id: str
    name: str
    schema: int = 1
    version: str = "1"
    locale: str = "en"
    inherit: Inherit = Inherit.PER_LEVEL
    source: Source | None = None
    tracks: tuple[Track, ...] = ()
    levels: tuple[Level, ...] = ()
    competencies: tuple[Competency, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    scales: tuple[Scale, ...] = ()
    rules: tuple[Rule, ...] = ()
    specialisms: tuple[Specialism, ...] = ()
    advice: tuple[Advice, ...] = ()
    coverage: Thresholds = Thresholds()
    translations: dict[str, dict[str, str]] = {}  # language -> "kind.id.field" -> text
    annexes: tuple[Annex, ...] = ()
    notes: tuple[str, ...] = ()
    former: tuple[Competency, ...] = ()  # of earlier versions: evidence keeps them under their old names

    @cached_property
    def level_by_id(self) -> dict[str, Level]:
        return {level.id: level for level in self.levels}

    @cached_property
    def competency_by_id(self) -> dict[str, Competency]:
        return {competency.id: competency for competency in self.competencies}

    def competency_name(self, competency: str) -> str:
        """What a competency is called; one that this version no longer has keeps its old name, marked."""
        known = self.competency_by_id.get(competency)
        if known:
            return known.name
        name = next((former.name for former in self.former if former.id == competency), competency)
        return f"{name} (no longer in the ladder)"

    @cached_property
    def _cells(self) -> dict[tuple[str | None, str | None], tuple[Expectation, ...]]:
        cells: dict[tuple[str | None, str | None], list[Expectation]] = {}
        for expectation in self.expectations:
            cells.setdefault((expectation.level, expectation.competency), []).append(expectation)
        return {key: tuple(statements) for key, statements in cells.items()}

    def cell(self, level: str | None, competency: str | None) -> tuple[Expectation, ...]:
        """The statements at one level and competency, in the source's order; empty if the ladder says nothing there."""
        return self._cells.get((level, competency), ())

    def once(self, make: Callable[["Ladder"], Made]) -> Made:
        """What `make` derives from this ladder (an index, say), made at first use and kept with it; `make` must be a
        named function, since it is remembered by itself."""
        kept = self.__dict__.setdefault("_once", {})
        if make not in kept:
            kept[make] = make(self)
        made: Made = kept[make]
        return made

    def before(self, level: str) -> tuple[Level, ...]:
        """The levels that lead directly to `level`, in ladder order."""
        return tuple(lower for lower in self.levels if level in lower.next)


# made before threads start: two that make it at once end the interpreter
_DOCUMENTS: msgspec.json.Decoder[Ladder] = msgspec.json.Decoder(Ladder)


def to_json(ladder: Ladder) -> bytes:
    """The ladder as compact JSON, the form a published version is stored in; equal ladders give equal bytes."""
    return msgspec.json.encode(ladder)


def from_json(document: bytes | str) -> Ladder:
    """The ladder a stored version holds. Raises `msgspec.ValidationError` if the document is not of the form."""
    return _DOCUMENTS.decode(document)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the ladder form, for editors."""
    return msgspec.json.schema(Ladder)
