"""YAML and JSON as trees of nodes that know their line; hostile files are refused at a known cost."""

import json
from typing import Any

from ladder.formats.importers.values import CannotImport
from ladder.formats.yaml.nodes import MAX_NODES, MappingNode, Node, Scalar, SequenceNode, read_nodes
from ladder.formats.yaml.problems import ProblemList
from ladder.formats.yaml.read import is_nothing

MAX_YAML = 2 * 1024 * 1024
"""YAML is slow to read; 2 MB take some seconds."""
_MAX_DEPTH = 60


def yaml_tree(text: str, file: str, above: int = 0) -> Node:
    """The one document of a YAML text that begins `above` lines into its file. Raises `CannotImport`."""
    if len(text) > MAX_YAML:
        raise CannotImport("the YAML file has more than 2 MB", file, "Split it, or import it as JSON.")
    findings = ProblemList()
    documents = read_nodes("\n" * above + text, file, findings)
    if findings.problems:
        first = findings.problems[0]
        raise CannotImport(first.what.rstrip("."), f"{file}:{first.line}:{first.column}", first.fix)
    if not documents:
        raise CannotImport("the file is empty", file, "Choose the file that holds the ladder.")
    if len(documents) == 1:
        return documents[0]
    return SequenceNode(file, documents[0].line, 1, documents, sum(_size(one) for one in documents) + 1)


def _size(node: Node) -> int:
    return 1 if isinstance(node, Scalar) else node.size


class _Pairs(list[tuple[str, Any]]):
    """An object's members in order, a key given twice kept twice."""


def json_tree(text: str, file: str) -> Node:
    """The tree of a JSON text, or of JSON lines. Raises `CannotImport`."""
    try:
        value = _loads(text)
        return _Builder(text, file).node(value, 0)
    except json.JSONDecodeError as error:
        lines = _json_lines(text)
        if lines is None:
            where = f"{file}:{error.lineno}:{error.colno}"
            raise CannotImport(
                f"this is not JSON: {error.msg}", where, "Check the brackets and commas just before it."
            ) from error
        return _Builder(text, file).node(lines, 0)
    except RecursionError as error:
        raise CannotImport(
            "the values are nested too deeply", file, "A ladder needs about eight levels of nesting."
        ) from error


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str)


def _json_lines(text: str) -> list[Any] | None:
    try:
        found = [_loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError:
        return None
    return found if len(found) > 1 else None


class _Builder:
    """Turns parsed JSON into nodes; lines are found by looking each text up in the source, in order."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._at, self._line, self._count = 0, 1, 0

    def node(self, value: Any, depth: int) -> Node:
        self._count += 1
        if self._count > MAX_NODES or depth > _MAX_DEPTH:
            what = f"the file holds more than {MAX_NODES:,} values, or they are nested more than {_MAX_DEPTH} deep"
            raise CannotImport(what, self._file, "Import the ladder's part of it alone.")
        if isinstance(value, _Pairs):
            line = self._line
            pairs = tuple((self._scalar(key), self.node(child, depth + 1)) for key, child in value)
            return MappingNode(self._file, pairs[0][0].line if pairs else line, 1, pairs, 1)
        if isinstance(value, list):
            items = tuple(self.node(child, depth + 1) for child in value)
            return SequenceNode(self._file, items[0].line if items else self._line, 1, items, 1)
        return self._scalar(value)

    def _scalar(self, value: str | bool | None) -> Scalar:
        if value is None or isinstance(value, bool):
            return Scalar(self._file, self._line, 1, "" if value is None else str(value).lower(), plain=True)
        self._seek(value)
        return Scalar(self._file, self._line, 1, _clean(value), plain=False)

    def _seek(self, value: str) -> None:
        for written in (json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(value)[1:-1]):
            found = self._text.find(written, self._at, self._at + 20_000 + len(written)) if written else -1
            if found >= 0:
                self._line += self._text.count("\n", self._at, found)
                self._at = found + len(written)
                return


def _clean(text: str) -> str:
    """The text without what no text may hold: zero bytes, and halves of characters that JSON can write."""
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_of(node: Node) -> str:
    """A scalar's text, "" for nothing and for lists and mappings."""
    return "" if not isinstance(node, Scalar) or is_nothing(node) else node.value


def as_text(node: Node) -> str:
    """Any node in one line, for what is kept beside the ladder."""
    return json.dumps(_bare(node), ensure_ascii=False) if not isinstance(node, Scalar) else node.value


def _bare(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _bare(value) for key, value in node.pairs}
    if isinstance(node, SequenceNode):
        return [_bare(item) for item in node.items]
    return text_of(node)
