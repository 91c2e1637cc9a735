"""Nodes → typed values, guided by the types of the layout: each wrong key or type is noted, none stops the reading."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import msgspec
import msgspec.inspect as types

from ladder.formats.yaml.nodes import MappingNode, Node, Scalar, SequenceNode
from ladder.formats.yaml.problems import Problem, ProblemList, did_you_mean

MISSING: Final = object()  # stands for a value that could not be read; its problem has been noted

# What YAML readers take for something else than text when it has no quotes (YAML 1.1 and 1.2 differ: hence the advice).
_NULL = re.compile(r"~|null|Null|NULL|")
_TRUTH = re.compile(r"(?i:true|false|yes|no|on|off)")
_NUMBER = re.compile(
    r"[-+]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)([eE][-+]?\d+)?|0[xob][\da-fA-F_]+|[-+]?\d+(:[0-5]?\d)+(\.\d*)?|[-+]?\.(?i:inf|nan)"
)
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(([Tt]| +)\d\d?:\d\d:\d\d(\.\d*)? *(Z|[-+]\d\d?(:\d\d)?)?)?")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # what no database takes as text
_WHOLE = re.compile(r"[-+]?\d{1,15}")
_DECIMAL = re.compile(r"[-+]?\d{1,20}(\.\d{1,20})?([eE][-+]?\d{1,3})?")

_Read: TypeAlias = "Callable[[TreeReader, Node, Any, str], Any]"


@dataclass(frozen=True, slots=True)
class TreeReader:
    """One reading of one ladder: `findings` collects what is wrong, `dropped` the list entries without a value."""

    findings: ProblemList
    dropped: set[Node] = field(default_factory=set)

    def read(self, root: Node, form: type[msgspec.Struct]) -> Any:
        """The tree as a value of `form`, or MISSING."""
        return self.value(root, types.type_info(form), "ladder")

    def kept(self, node: SequenceNode) -> list[Node]:
        """The entries of a list that have a value, so that the n-th of them belongs to the n-th value read."""
        return [item for item in node.items if item not in self.dropped]

    def value(self, node: Node, kind: types.Type, name: str) -> Any:
        """The value of `node` as the type says, or MISSING. `name` is what the problem calls it, such as "rank"."""
        return _READ[type(kind)](self, node, kind, name)

    def wrong(self, node: Node, what: str, fix: str = "") -> object:
        self.findings.problems.append(Problem(file=node.file, line=node.line, column=node.column, what=what, fix=fix))
        return MISSING


def ambiguous(value: str) -> str:
    """What YAML may take a word without quotes for ("a number", "a yes or no", "a date", "nothing"); "" if for text."""
    if _NUMBER.fullmatch(value):
        return "a number"
    if _TRUTH.fullmatch(value):
        return "a yes or no"
    if _DATE.fullmatch(value):
        return "a date"
    return "nothing" if _NULL.fullmatch(value) else ""


def is_nothing(node: Node) -> bool:
    """Whether a value was left empty ("next:"), which counts as not given."""
    return isinstance(node, Scalar) and node.plain and _NULL.fullmatch(node.value) is not None


def _text(reading: TreeReader, node: Node, _kind: Any, name: str) -> Any:
    if not isinstance(node, Scalar):
        return reading.wrong(node, f'"{name}" takes text, not {_a(node)}.')
    taken_for = ambiguous(node.value) if node.plain else ""
    if taken_for == "nothing":
        return reading.wrong(node, f'"{name}" is empty.', "Write a text, or leave the key out.")
    if taken_for:
        return reading.wrong(node, f"YAML may read {node.value} as {taken_for}.", f'Quote it: "{node.value}".')
    if _NO_TEXT.search(node.value):
        return reading.wrong(
            node, f'"{name}" holds a character that no text may hold.', "Take out \\0 and lone surrogates."
        )
    return node.value


def _whole(reading: TreeReader, node: Node, _kind: Any, name: str) -> Any:
    if isinstance(node, Scalar) and node.plain and _WHOLE.fullmatch(node.value):
        return int(node.value)
    return reading.wrong(node, f'"{name}" takes a whole number.', "Write it without quotes, such as 3.")


def _decimal(reading: TreeReader, node: Node, _kind: Any, name: str) -> Any:
    if isinstance(node, Scalar) and node.plain and _DECIMAL.fullmatch(node.value):
        number = float(node.value)
        if math.isfinite(number):
            return number
    return reading.wrong(node, f'"{name}" takes a number.', "Write it without quotes, such as 1.5.")


def _truth(reading: TreeReader, node: Node, _kind: Any, name: str) -> Any:
    if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
        return node.value == "true"
    return reading.wrong(node, f'"{name}" takes true or false.', "Write it without quotes.")


def _choice(reading: TreeReader, node: Node, kind: Any, name: str) -> Any:
    choices = [one.value for one in kind.cls]
    if isinstance(node, Scalar) and node.value in choices:
        return kind.cls(node.value)
    said = f"{node.value!r} is none of them." if isinstance(node, Scalar) else f"It is {_a(node)}."
    return reading.wrong(
        node, f'"{name}" takes one word of a fixed list. {said}', f"Choose from: {', '.join(choices)}."
    )


def _list(reading: TreeReader, node: Node, kind: Any, name: str) -> Any:
    if not isinstance(node, SequenceNode):
        fix = f"Write [{node.value}]." if isinstance(node, Scalar) else 'Begin each entry with "- ".'
        return reading.wrong(node, f'"{name}" takes a list, not {_a(node)}.', fix)
    values = []
    for item in node.items:
        value = reading.value(item, kind.item_type, name)
        if value is MISSING:
            reading.dropped.add(item)
        else:
            values.append(value)
    return tuple(values)


def _table(reading: TreeReader, node: Node, kind: Any, name: str) -> Any:
    if not isinstance(node, MappingNode):
        return reading.wrong(node, f'"{name}" takes keys with values, not {_a(node)}.')
    read: dict[Any, Any] = {}
    for key_node, value_node in node.pairs:
        key = reading.value(key_node, kind.key_type, name)
        value = reading.value(value_node, kind.value_type, key_node.value)
        if key is not MISSING and value is not MISSING:
            read[key] = value
    return read


def _struct(reading: TreeReader, node: Node, kind: Any, name: str) -> Any:
    if not isinstance(node, MappingNode):
        return reading.wrong(node, f'"{name}" takes keys with values, not {_a(node)}.')
    fields = {field.name: field for field in kind.fields}
    values: dict[str, Any] = {}
    for key, value in node.pairs:
        if key.value not in fields:
            _unknown(reading, key, fields)
        elif not is_nothing(value) or fields[key.value].required:
            values[key.value] = reading.value(value, fields[key.value].type, key.value)
    for wanted in fields.values():
        if wanted.required and wanted.name not in values:
            values[wanted.name] = reading.wrong(node, f'"{wanted.name}" is missing here.', f'Add "{wanted.name}: …".')
    if "id" in fields:
        # Kept with a stand-in, for the sake of what stands in it and refers to it; the file is refused all the same.
        stand_in = f"?{node.line}:{node.column}"
        values = {
            key: stand_in if value is MISSING and fields[key].required else value for key, value in values.items()
        }
    if any(value is MISSING and fields[key].required for key, value in values.items()):
        return MISSING
    return kind.cls(**{key: value for key, value in values.items() if value is not MISSING})


def _unknown(reading: TreeReader, key: Scalar, fields: dict[str, types.Field]) -> None:
    """Notes a key that the form does not have, with the nearest one, or all, that it has."""
    if key.value == "<<":
        fix = "Write the keys out; they are not merged from elsewhere."
    elif not reading.findings.full:
        fix = did_you_mean(key.value, fields) or f"Known here: {', '.join(fields)}."
    else:
        fix = ""
    reading.wrong(key, f'There is no key "{key.value[:60]}" here.', fix)


def _one_of(reading: TreeReader, node: Node, kind: Any, name: str) -> Any:
    """Reads with the first type of the union that has the node's shape; a union here never has two of one shape."""
    for option in kind.types:
        if isinstance(node, _SHAPE[type(option)]):
            return reading.value(node, option, name)
    wanted = " or ".join(
        _NAMES[_SHAPE[type(option)]] for option in kind.types if not isinstance(option, types.NoneType)
    )
    return reading.wrong(node, f'"{name}" takes {wanted}, not {_a(node)}.')


def _a(node: Node) -> str:
    return _NAMES[type(node)]


_NAMES: Final[dict[Any, str]] = {Scalar: "a single value", SequenceNode: "a list", MappingNode: "keys with values"}

_SHAPE: Final[dict[Any, Any]] = {
    types.StrType: Scalar,
    types.IntType: Scalar,
    types.FloatType: Scalar,
    types.EnumType: Scalar,
    types.NoneType: type(None),
    types.VarTupleType: SequenceNode,
    types.DictType: MappingNode,
    types.StructType: MappingNode,
}

_READ: Final[dict[Any, _Read]] = {
    types.StrType: _text,
    types.IntType: _whole,
    types.FloatType: _decimal,
    types.BoolType: _truth,
    types.EnumType: _choice,
    types.VarTupleType: _list,
    types.DictType: _table,
    types.StructType: _struct,
    types.UnionType: _one_of,
}
