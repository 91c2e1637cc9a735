"""Checks across a ladder: ids that are unique and known, graphs without loops, numbers that make sense."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ladder.formats.yaml.layout import Path
from ladder.formats.yaml.problems import Problem, ProblemList, did_you_mean
from ladder.framework.model import Expectation, Ladder, Status

MAX_LEVELS = 200
MAX_COMPETENCIES = 400
MAX_STATEMENTS = 20_000

Note: TypeAlias = Callable[[Path, str, str], None]  # (where, what is wrong, what to do)
Reference: TypeAlias = tuple[Path, str | None]

_ID = re.compile(r"[^\s\x00-\x1f\x7f]+")
_STORED = ("level", "competency", "track", "specialism")  # people and evidence name them, and Slack hands them back
_LONGEST_ID, _LONGEST_STATEMENT_ID = 64, 200


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one kind, each with the path of the entry that has it."""

    kind: str
    entries: tuple[tuple[Path, str], ...]

    @property
    def known(self) -> set[str]:
        return {name for _, name in self.entries}


@dataclass(frozen=True, slots=True)
class Check:
    """One ladder under check; `note` records a problem at a path of its file."""

    ladder: Ladder
    statements: tuple[tuple[Path, str], ...]
    findings: ProblemList
    note: Note

    def run(self) -> None:
        ids = self.ids()
        self.limits()
        for one in ids.values():
            self.unique(one)
        for kind, references in self.references():
            self.known(ids[kind], references)
        self.grades()
        self.translations(ids)
        self.loops()
        self.texts()

    def ids(self) -> dict[str, Ids]:
        """All ids of the ladder by kind; those of grades are unique within their scale only and checked there."""
        ladder = self.ladder
        lists: dict[str, tuple[str, Iterable[Any]]] = {
            "track": ("tracks", ladder.tracks),
            "level": ("levels", ladder.levels),
            "competency": ("competencies", ladder.competencies),
            "scale": ("scales", ladder.scales),
            "rule": ("rules", ladder.rules),
            "specialism": ("specialisms", ladder.specialisms),
            "advice": ("advice", ladder.advice),
        }
        found = {kind: Ids(kind, _ids(key, (one.id for one in entries))) for kind, (key, entries) in lists.items()}
        return found | {"expectation": Ids("expectation", self.statements), "ladder": Ids("ladder", (((), ladder.id),))}

    def limits(self) -> None:
        counts = (
            ("levels", len(self.ladder.levels), MAX_LEVELS),
            ("competencies", len(self.ladder.competencies), MAX_COMPETENCIES),
            ("expectations", len(self.ladder.expectations), MAX_STATEMENTS),
        )
        for key, count, most in counts:
            if count > most:
                self.note(
                    (key,), f"These are {count:,} {key}; at most {most:,} are read.", "Is this one ladder, or several?"
                )

    def unique(self, ids: Ids) -> None:
        seen: set[str] = set()
        most = _LONGEST_ID if ids.kind in _STORED else _LONGEST_STATEMENT_ID
        for path, name in ids.entries:
            if not _ID.fullmatch(name) or len(name) > most:
                fix = f"Use one word of at most {most} characters, such as senior-engineer."
                self.note((*path, "id"), f'"{name[:60]}" cannot be an id.', fix)
            if name in seen:
                self.note((*path, "id"), f'The {ids.kind} id "{name}" is used twice.', "Give each its own.")
            seen.add(name)

    def references(self) -> Iterator[tuple[str, Iterable[Reference]]]:
        """Everything that points at something else by id: (kind of what it points at, the pointers)."""
        ladder = self.ladder
        levels, columns = tuple(enumerate(ladder.levels)), tuple(enumerate(ladder.competencies))
        yield "level", ((("tracks", i, "forks_from"), one.forks_from) for i, one in enumerate(ladder.tracks))
        yield "track", ((("levels", i, "track"), one.track or None) for i, one in levels)
        yield "level", ((("levels", i, "extends"), one.extends) for i, one in levels)
        yield "level", _each("levels", "next", ((i, one.next) for i, one in levels))
        yield "level", _each("levels", "equivalent_to", ((i, one.equivalent_to) for i, one in levels))
        yield "scale", ((("competencies", i, "scale"), one.scale) for i, one in columns)
        yield "track", _each("competencies", "tracks", ((i, one.tracks) for i, one in columns))
        yield "level", ((("requirements", i, "level"), one.level) for i, one in enumerate(ladder.requirements))
        yield (
            "competency",
            ((("requirements", i, "competency"), one.competency) for i, one in enumerate(ladder.requirements)),
        )
        yield "level", ((("specialisms", i, "from_level"), one.from_level) for i, one in enumerate(ladder.specialisms))
        yield (
            "competency",
            _each("advice", "competencies", ((i, one.competencies) for i, one in enumerate(ladder.advice))),
        )
        yield "level", _each("advice", "levels", ((i, one.levels) for i, one in enumerate(ladder.advice)))
        yield from self.statement_references()

    def statement_references(self) -> Iterator[tuple[str, Iterable[Reference]]]:
        extra = (one for specialism in self.ladder.specialisms for one in specialism.expectations)
        pairs = tuple(zip((path for path, _ in self.statements), (*self.ladder.expectations, *extra), strict=True))
        yield "level", ((_level_path(path), one.level) for path, one in pairs)
        yield "competency", ((_competency_path(path), one.competency) for path, one in pairs)
        yield "expectation", (((*path, "parent"), one.parent) for path, one in pairs)

    def known(self, ids: Ids, references: Iterable[Reference]) -> None:
        known = ids.known
        for path, name in references:
            if name is not None and name not in known:
                fix = "" if self.findings.full else did_you_mean(name, known)
                self.note(
                    path, f'There is no {ids.kind} "{name[:60]}".', fix or f"Add it, or take it out of {path[0]}."
                )

    def grades(self) -> None:
        """A requirement's grade stands in the scale of its competency, or in any where the competency names none."""
        scales = {scale.id: {grade.id for grade in scale.grades} for scale in self.ladder.scales}
        for index, scale in enumerate(self.ladder.scales):
            self.unique(Ids("grade", _ids("grades", (one.id for one in scale.grades), ("scales", index))))
        every = {grade for grades in scales.values() for grade in grades}
        for index, one in enumerate(self.ladder.requirements):
            column = self.ladder.competency_by_id.get(one.competency)
            grades = scales.get(column.scale or "", every) if column else every
            self.known(
                Ids("grade", tuple(((), grade) for grade in grades)), [(("requirements", index, "grade"), one.grade)]
            )

    def translations(self, ids: dict[str, Ids]) -> None:
        """Each key reads "kind.id.field", such as "level.senior.name"."""
        known = {kind: one.known for kind, one in ids.items()}
        for language, texts in self.ladder.translations.items():
            for key in texts:
                kind, _, rest = key.partition(".")
                name, _, wanted = rest.rpartition(".")
                if not wanted or name not in known.get(kind, ()):
                    fix = 'Write kind.id.field, such as "level.senior.name".'
                    self.note(("translations", language, key), f'"{key[:60]}" translates nothing in this ladder.', fix)

    def loops(self) -> None:
        levels = self.ladder.levels
        graphs: tuple[tuple[str, dict[str, tuple[str, ...]]], ...] = (
            ("next", {one.id: one.next for one in levels}),
            ("extends", {one.id: _one(one.extends) for one in levels}),
        )
        index = {level.id: number for number, level in enumerate(levels)}
        for key, graph in graphs:
            if loop := find_loop(graph):
                self.note(
                    ("levels", index[loop[0]], key),
                    f'"{key}" runs in a loop: {_arrows(loop)}.',
                    "Take one of them out.",
                )
        parents = {one.id: _one(one.parent) for one in self.ladder.expectations}
        if loop := find_loop(parents):
            path = {name: path for path, name in self.statements}[loop[0]]
            self.note((*path, "parent"), f'"parent" runs in a loop: {_arrows(loop)}.', "Take one of them out.")

    def texts(self) -> None:
        for (path, _), one in zip(self.statements, self.ladder.expectations, strict=False):
            if not one.text.strip() and one.status is Status.EXPECTED:
                self.note(path, "This statement says nothing.", "Write it, or take it out.")
        for key in ("some_months", "strong_quarters"):
            if not 1 <= getattr(self.ladder.coverage, key) <= 40:
                self.note(("coverage", key), f'"{key}" lies outside 1 to 40.', "The usual value is 2.")


def check(ladder: Ladder, file: str) -> None:
    """Raises `LadderProblems` with what is wrong across a ladder that was not read from YAML, and so has no lines."""
    findings = ProblemList()

    def note(_path: Path, what: str, fix: str) -> None:
        findings.problems.append(Problem(file=file, line=0, column=0, what=what, fix=fix))

    lists: list[tuple[Path, tuple[Expectation, ...]]] = [(("expectations",), ladder.expectations)]
    lists += [(("specialisms", at, "expectations"), one.expectations) for at, one in enumerate(ladder.specialisms)]
    statements = tuple(((*path, at), one.id) for path, found in lists for at, one in enumerate(found))
    Check(ladder, statements, findings, note).run()
    findings.raise_if_any()


def find_loop(graph: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The nodes of one loop in the order they are passed, the first again at the end; () if there is none."""
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        on_trail: set[str] = set()
        ahead = [iter((start,))]
        while ahead:
            node = next(ahead[-1], None)
            if node is None:
                ahead.pop()
                if trail:
                    done.add(trail[-1])
                    on_trail.discard(trail.pop())
            elif node in on_trail:
                return (*trail[trail.index(node) :], node)
            elif node not in done and node in graph:
                trail.append(node)
                on_trail.add(node)
                ahead.append(iter(graph[node]))
    return ()


def _ids(key: str, names: Iterable[str], under: Path = ()) -> tuple[tuple[Path, str], ...]:
    return tuple(((*under, key, index), name) for index, name in enumerate(names))


def _each(key: str, field: str, lists: Iterable[tuple[int, tuple[str, ...]]]) -> Iterable[Reference]:
    return (((key, index, field, number), name) for index, names in lists for number, name in enumerate(names))


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _arrows(loop: tuple[str, ...]) -> str:
    shown = loop if len(loop) <= 8 else (*loop[:7], "…", loop[-1])
    return " → ".join(shown)


def _level_path(path: Path) -> Path:
    """Where a statement's level is named: the key above it, or its own `level`."""
    return path[:4] if path[0] == "competencies" else (*path, "level")


def _competency_path(path: Path) -> Path:
    return path[:4] if path[0] == "levels" else (*path, "competency")
