"""Trees of nodes → one checked ladder: files are joined, read, and every problem is put at its line."""

from collections.abc import Sequence

from ladder.formats.yaml.checks import Check
from ladder.formats.yaml.layout import LadderFile, Path, to_ladder
from ladder.formats.yaml.nodes import MappingNode, Node, Scalar, SequenceNode
from ladder.formats.yaml.problems import Problem, ProblemList
from ladder.formats.yaml.read import MISSING, TreeReader
from ladder.framework.model import Ladder


def join(documents: Sequence[Node], findings: ProblemList) -> Node:
    """All documents as one: lists one after the other, keys beside each other. What does not fit is noted. `documents`
    holds one at least."""
    joined = documents[0]
    for document in documents[1:]:
        joined = _together(joined, document, findings)
    return joined


def to_checked_ladder(root: Node, findings: ProblemList) -> Ladder:
    """The ladder of a tree. Raises `LadderProblems` with all that is wrong in it, types and references alike."""
    reading = TreeReader(findings)
    file = reading.read(root, LadderFile)
    if file is MISSING:
        raise findings.error()
    ladder, statements = to_ladder(file)

    def note(path: Path, what: str, fix: str) -> None:
        where = _locate(root, path, reading)
        findings.problems.append(Problem(file=where.file, line=where.line, column=where.column, what=what, fix=fix))

    Check(ladder, statements, findings, note).run()
    findings.raise_if_any()
    return ladder


def _together(one: Node, other: Node, findings: ProblemList) -> Node:
    if isinstance(one, SequenceNode) and isinstance(other, SequenceNode):
        return SequenceNode(one.file, one.line, one.column, one.items + other.items, one.size + other.size)
    if isinstance(one, MappingNode) and isinstance(other, MappingNode):
        return _merged(one, other, findings)
    same = isinstance(one, Scalar) and isinstance(other, Scalar) and one.value == other.value
    if not same:
        what = f"This does not go together with line {one.line} of {one.file or 'the same file'}."
        problem = Problem(file=other.file, line=other.line, column=other.column, what=what, fix="Keep one of the two.")
        findings.problems.append(problem)
    return one


def _merged(one: MappingNode, other: MappingNode, findings: ProblemList) -> MappingNode:
    pairs = {key.value: (key, value) for key, value in one.pairs}
    for key, value in other.pairs:
        if key.value in pairs:
            first, before = pairs[key.value]
            pairs[key.value] = (first, _together(before, value, findings))
        else:
            pairs[key.value] = (key, value)
    return MappingNode(one.file, one.line, one.column, tuple(pairs.values()), one.size + other.size)


def _locate(root: Node, path: Path, reading: TreeReader) -> Node:
    """The node at a path, or the last one on the way to it; a key stands for a value that begins on a later line."""
    node = root
    for step in path:
        below: Node | None = None
        if isinstance(node, MappingNode) and isinstance(step, str):
            key, below = next((pair for pair in node.pairs if pair[0].value == step), (None, None))
            if key is not None and step is path[-1] and not isinstance(below, Scalar):
                return key
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            below = reading.kept(node)[step]
        if below is None:
            return node
        node = below
    return node
