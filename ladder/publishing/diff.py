"""What changed between two versions of a ladder: levels, competencies, statements, with the old and the new words."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from ladder.framework.model import Competency, Expectation, Ladder, Level
from ladder.text import fold

Entry: TypeAlias = Level | Competency
Place: TypeAlias = tuple[str | None, str | None]  # (level id, competency id), in terms of the new ladder

# Fields of which people are told the old and new words; order, weight and the like change nothing that is expected.
_TOLD = (
    "summary",
    "question",
    "years",
    "description",
    "track",
    "aliases",
    "next",
    "extends",
    "group",
    "scale",
    "tracks",
    "how_to_show",
    "how_to_grow",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a level or competency, before and after; lists are joined with commas."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """A level or competency that is in both. `renamed`: its name or its id differ; `fields` are its other changes."""

    old: Level | Competency
    new: Level | Competency
    renamed: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChanges:
    """The levels, or the competencies, that came, went or changed; falsy if none did."""

    added: tuple[Level | Competency, ...]
    removed: tuple[Level | Competency, ...]
    changed: tuple[EntryChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """A statement whose words or meaning changed: `old` is None if it is new, `new` is None if it is gone.

    `level` and `competency` are where it stands now, or stood last.
    """

    level: Level | None
    competency: Competency | None
    old: Expectation | None
    new: Expectation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderDiff:
    """Everything that differs; falsy if nothing does. Statements come cell by cell in the order of the new ladder."""

    levels: EntryChanges
    competencies: EntryChanges
    statements: tuple[StatementChange, ...]

    def __bool__(self) -> bool:
        return bool(self.levels or self.competencies or self.statements)

    @property
    def rewordings(self) -> tuple[StatementChange, ...]:
        """The changed statements of levels and competencies that are in both; the others came or went with theirs."""
        levels, competencies = _apart(self.levels), _apart(self.competencies)
        return tuple(
            change
            for change in self.statements
            if not (change.level and change.level.id in levels)
            and not (change.competency and change.competency.id in competencies)
        )


def diff(old: Ladder, new: Ladder) -> LadderDiff:
    """The changes from `old` to `new`.

    A level or competency is the same one if its id is, else if its name is, or if the new one has the old id or name
    among its aliases: so a renamed one keeps its evidence. One with the id of a former one is that one, come back. A
    statement of a cell is the same one
    if its text is, else if most of its words are, else if its id is.
    """
    levels = _entries(old.levels, new.levels)
    competencies = _entries(old.competencies, new.competencies, old.former)
    return LadderDiff(
        levels=levels,
        competencies=competencies,
        statements=tuple(_statements(old, new, _moves(levels), _moves(competencies))),
    )


def level_changes(old: Ladder, new: Ladder, before: str, after: str) -> tuple[StatementChange, ...]:
    """The changed statements from level `before` of `old` to level `after` of `new`, cell by cell in the order of the
    new ladder; both call their competencies by the same ids."""
    was = _by_place((statement for statement in old.expectations if statement.level == before), {before: after}, {})
    now = _by_place((statement for statement in new.expectations if statement.level == after), {}, {})
    return tuple(_stated_changes(old, new, was, now))


def _entries(old: Sequence[Entry], new: Sequence[Entry], former: Sequence[Entry] = ()) -> EntryChanges:
    pairs = _pairs(old, new, {entry.id for entry in former})
    kept_old, kept_new = {before.id for before, _ in pairs}, {after.id for _, after in pairs}
    changes = (_change(before, after) for before, after in pairs)
    return EntryChanges(
        added=tuple(entry for entry in new if entry.id not in kept_new),
        removed=tuple(entry for entry in old if entry.id not in kept_old),
        changed=tuple(change for change in changes if change.renamed or change.fields),
    )


def _pairs(old: Sequence[Entry], new: Sequence[Entry], former: Set[str]) -> list[tuple[Entry, Entry]]:
    """Which of the old is which of the new, in the order of the new; those with an id in `former` come back."""
    by_id = {entry.id: entry for entry in old}
    taken = {entry.id for entry in new}
    free = [entry for entry in old if entry.id not in taken]
    called = {entry.id: {fold(entry.name), fold(entry.id)} for entry in free}
    pairs: list[tuple[Entry, Entry]] = []
    for after in new:
        before = by_id.get(after.id)
        if before is None and after.id not in former:
            names = {fold(name) for name in (after.name, *after.aliases)}  # it has one's name, or says that it had
            before = next((entry for entry in free if called[entry.id] & names), None)
        if before:
            pairs.append((before, after))
            free = [entry for entry in free if entry is not before]
    return pairs


def _change(old: Entry, new: Entry) -> EntryChange:
    fields = (
        FieldChange(field=name, old=_words(getattr(old, name)), new=_words(getattr(new, name)))
        for name in _TOLD
        if hasattr(old, name) and getattr(old, name) != getattr(new, name)
    )
    return EntryChange(old=old, new=new, renamed=(old.id, old.name) != (new.id, new.name), fields=tuple(fields))


def _words(value: str | tuple[str, ...] | None) -> str:
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _moves(changes: EntryChanges) -> dict[str, str]:
    """Old ids that are called otherwise now, with what they are called."""
    return {change.old.id: change.new.id for change in changes.changed if change.old.id != change.new.id}


def _statements(
    old: Ladder, new: Ladder, levels: dict[str, str], competencies: dict[str, str]
) -> Iterator[StatementChange]:
    was = _by_place(old.expectations, levels, competencies)
    return _stated_changes(old, new, was, _by_place(new.expectations, {}, {}))


def _stated_changes(
    old: Ladder, new: Ladder, was: dict[Place, list[Expectation]], now: dict[Place, list[Expectation]]
) -> Iterator[StatementChange]:
    gone = dict(was)
    for place, statements in now.items():
        for before, after in _unlike(gone.pop(place, []), statements):
            yield _stated(old, new, place, before, after)
    for place, statements in gone.items():
        yield from (_stated(old, new, place, statement, None) for statement in statements)


def _by_place(
    statements: Iterable[Expectation], levels: dict[str, str], competencies: dict[str, str]
) -> dict[Place, list[Expectation]]:
    places: dict[Place, list[Expectation]] = {}
    for statement in statements:
        place = (
            levels.get(statement.level or "", statement.level),
            competencies.get(statement.competency or "", statement.competency),
        )
        places.setdefault(place, []).append(statement)
    return places


def _apart(changes: EntryChanges) -> frozenset[str]:
    return frozenset(entry.id for entry in (*changes.added, *changes.removed))


def _stated(
    old: Ladder, new: Ladder, place: Place, before: Expectation | None, after: Expectation | None
) -> StatementChange:
    level, competency = place[0] or "", place[1] or ""
    return StatementChange(
        level=new.level_by_id.get(level) or old.level_by_id.get(level),
        competency=new.competency_by_id.get(competency) or old.competency_by_id.get(competency),
        old=before,
        new=after,
    )


def _unlike(
    old: Sequence[Expectation], new: Sequence[Expectation]
) -> Iterator[tuple[Expectation | None, Expectation | None]]:
    """The statements of a cell that differ, paired with what they were; those that only moved are left out."""
    partner: dict[str, Expectation] = {}
    free = list(old)
    for same in (_same_text, _alike, _same_id):
        for after in new:
            if after.id not in partner and (
                before := next((statement for statement in free if same(statement, after)), None)
            ):
                partner[after.id] = before
                free.remove(before)
    for after in new:
        known = partner.get(after.id)
        if known is None or not (_same_text(known, after) and _same_sense(known, after)):
            yield known, after
    yield from ((statement, None) for statement in free)


def _same_text(statement: Expectation, other: Expectation) -> bool:
    return statement.text == other.text


def _same_id(statement: Expectation, other: Expectation) -> bool:
    return statement.id == other.id


def _alike(statement: Expectation, other: Expectation) -> bool:
    """Whether most words of the longer statement are in the other as well."""
    words, others = set(fold(statement.text).split()), set(fold(other.text).split())
    return 2 * len(words & others) > max(len(words), len(others))


def _same_sense(statement: Expectation, other: Expectation) -> bool:
    return (statement.kind, statement.status, statement.band) == (other.kind, other.status, other.band)
