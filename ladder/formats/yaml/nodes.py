"""YAML text → a tree of nodes that know their line: scalars as written, nothing constructed, nothing guessed.

Bounds, so that a hostile file costs a known amount of time and memory: size, depth, and the number of nodes with every
alias counted as often as it is used. Explicit tags are refused: a ladder needs none, and YAML makes objects with them.
"""

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ladder.formats.yaml.problems import Problem, ProblemList

MAX_CHARACTERS = 5_000_000
MAX_NODES = 250_000
MAX_DEPTH = 20

_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """Text as it stands in the file; `plain` if it has neither quotes nor block sign: YAML may read it otherwise."""

    file: str
    line: int
    column: int
    value: str
    plain: bool


@dataclass(frozen=True, slots=True, eq=False)
class SequenceNode:
    """A list of nodes; `size` counts all nodes under it, and itself."""

    file: str
    line: int
    column: int
    items: "tuple[Node, ...]"
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class MappingNode:
    """Keys and values in the order of the file; each key once."""

    file: str
    line: int
    column: int
    pairs: "tuple[tuple[Scalar, Node], ...]"
    size: int

    def get(self, key: str) -> "Node | None":
        """The value at `key`, None if there is no such key."""
        return next((value for found, value in self.pairs if found.value == key), None)


Node: TypeAlias = Scalar | SequenceNode | MappingNode


class _Stop(Exception):
    """Reading on would be useless or costly; the problem has been noted."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read: where it began, its anchor, and what it holds so far."""

    line: int
    column: int
    is_mapping: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class _Tree:
    """Builds the documents of one file from parsing events, without recursion."""

    file: str
    findings: ProblemList
    documents: list[Node] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    nodes: int = 0

    def note(self, mark: Any, what: str, fix: str = "") -> None:
        self.findings.problems.append(
            Problem(file=self.file, line=mark.line + 1, column=mark.column + 1, what=what, fix=fix)
        )

    def take(self, event: Any) -> None:
        name = type(event).__name__
        if name == "ScalarEvent":
            self.scalar(event)
        elif name in ("SequenceStartEvent", "MappingStartEvent"):
            self.begin(event, is_mapping=name == "MappingStartEvent")
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            self.end()
        elif name == "AliasEvent":
            self.alias(event)
        elif name == "DocumentStartEvent":
            self.anchors.clear()

    def scalar(self, event: Any) -> None:
        self.check_tag(event)
        mark = event.start_mark
        node = Scalar(self.file, mark.line + 1, mark.column + 1, event.value, not event.style)
        self.add(node, event.anchor, mark)

    def begin(self, event: Any, *, is_mapping: bool) -> None:
        self.check_tag(event)
        mark = event.start_mark
        if len(self.open) >= MAX_DEPTH:
            self.note(
                mark, f"This is nested more than {MAX_DEPTH} deep.", "A ladder needs about eight levels of nesting."
            )
            raise _Stop
        self.open.append(_Open(mark.line + 1, mark.column + 1, is_mapping, event.anchor))

    def end(self) -> None:
        done = self.open.pop()
        node: Node
        if done.is_mapping:
            node = MappingNode(self.file, done.line, done.column, self.pairs(done.items), done.size)
        else:
            node = SequenceNode(self.file, done.line, done.column, tuple(done.items), done.size)
        self.add(node, done.anchor, None)

    def alias(self, event: Any) -> None:
        mark, anchored = event.start_mark, self.anchors.get(event.anchor)
        if anchored is None:
            self.note(mark, f"*{event.anchor} repeats something that is not complete above it.", "Write the text out.")
            raise _Stop
        self.add(anchored, None, mark)

    def add(self, node: Node, anchor: str | None, mark: Any) -> None:
        """Puts a finished node into what is open around it; an aliased node adds its whole size once more."""
        if anchor:
            self.anchors[anchor] = node
        size = 1 if isinstance(node, Scalar) else node.size
        self.nodes += size if mark is not None else 1
        if self.nodes > MAX_NODES:
            problem = f"The file holds more than {MAX_NODES:,} values, aliases counted as often as they are used."
            self.findings.problems.append(
                Problem(file=self.file, line=node.line, column=node.column, what=problem, fix="Split or shorten it.")
            )
            raise _Stop
        if self.open:
            self.open[-1].items.append(node)
            self.open[-1].size += size
        else:
            self.documents.append(node)

    def pairs(self, items: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        """Keys with their values; a key given twice or one that is no text is noted and left out."""
        kept: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.findings.problems.append(_at(key, "A key must be a word, not a list or a mapping."))
            elif key.value in kept:
                first = kept[key.value][0].line
                self.findings.problems.append(
                    _at(
                        key,
                        f'"{_clip(key.value)}" is given twice.',
                        f"It stands on line {first} already; keep one of them.",
                    )
                )
            else:
                kept[key.value] = (key, _placed(key, value))
        return tuple(kept.values())

    def check_tag(self, event: Any) -> None:
        if event.tag is not None:
            self.note(
                event.start_mark,
                f"The tag {_clip(event.tag)} is not read.",
                "A ladder holds plain text; remove the tag.",
            )


def read_nodes(text: str, file: str, findings: ProblemList) -> tuple[Node, ...]:
    """The documents of a YAML text as trees. What cannot be read is noted in `findings`; what could be is returned."""
    text = text.removeprefix("\ufeff")
    if not _readable(text, file, findings):
        return ()
    from ladder.formats.yaml.scan import NotYaml, events

    tree = _Tree(file, findings)
    try:
        for event in events(text.replace("\r\n", "\n").replace("\r", "\n")):
            tree.take(event)
    except NotYaml as error:
        what = f"This is not YAML: {error.what}."
        problem = Problem(file=file, line=error.line, column=error.column, what=what, fix=error.fix)
        findings.problems.append(problem)
    except _Stop:
        pass
    return tuple(tree.documents)


def _readable(text: str, file: str, findings: ProblemList) -> bool:
    """Whether the text is of a size and of characters that a ladder may have; what is not is noted."""
    if len(text) > MAX_CHARACTERS:
        what = f"The file has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read."
        findings.problems.append(
            Problem(file=file, line=0, column=0, what=what, fix="Split it, or take out what is no ladder.")
        )
        return False
    bad = _UNREADABLE.search(text)
    if bad is None:
        return True
    before = text[: bad.start()]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    what = f"The character U+{ord(bad[0]):04X} does not belong in a text file."
    fix = "Save the file as UTF-8 text; a spreadsheet or a Word file is read by `ladder import`."
    findings.problems.append(Problem(file=file, line=line, column=column, what=what, fix=fix))
    return False


def _placed(key: Scalar, value: Node) -> Node:
    """The value; one that was left empty stands at its key, not where the next thing begins."""
    empty = isinstance(value, Scalar) and value.plain and not value.value
    return Scalar(key.file, key.line, key.column, "", plain=True) if empty else value


def _at(node: Node, what: str, fix: str = "") -> Problem:
    return Problem(file=node.file, line=node.line, column=node.column, what=what, fix=fix)


def _clip(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
