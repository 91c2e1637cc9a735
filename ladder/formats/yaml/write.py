"""A ladder → YAML text, laid out as a person would: statements in their cells, marks only where they are set."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias

import msgspec

from ladder.formats.yaml.layout import place, short_origin
from ladder.formats.yaml.scalars import WIDTH, flow, mapping_key, scalar
from ladder.framework.model import Expectation, Kind, Ladder

Cell: TypeAlias = tuple[str, str, str]  # (section of the file, id of the level or competency there, id of the other)
Section: TypeAlias = Callable[[Expectation], Cell]

_ORDER = ("levels", "competencies", "expectations")
_FLOW = {"aliases", "equivalent_to", "next", "tracks", "competencies", "levels", "origin"}
_APART = {"levels", "competencies", "specialisms", "advice"}


def write(ladder: Ladder) -> str:
    """The ladder as YAML text, its sections in the order of the form."""
    tree: dict[str, Any] = msgspec.to_builtins(ladder)
    if not tree.get("coverage"):
        tree.pop("coverage", None)
    tree.pop("former", None)  # a published version's memory of earlier ones, not a thing to write by hand
    _nest(ladder, tree)
    for entry, specialism in zip(tree.get("specialisms", ()), ladder.specialisms, strict=True):
        numbers = Counter[str]()
        lines = [_line(one, specialism.id, numbers, drop=()) for one in specialism.expectations]
        entry |= {"expectations": lines} if lines else {}
    return "\n".join(line for key, value in tree.items() for line in _section(key, value)) + "\n"


def _nest(ladder: Ladder, tree: dict[str, Any]) -> None:
    """Puts the statements where they are best read: under their level, else under their competency, else in one list.

    The first place that keeps the order of the statements is taken; a source's order is worth more than its layout.
    """
    section = next(one for one in (_by_level, _by_competency, _flat) if _keeps_order(ladder, one))
    by_kind = _cells_by_kind(ladder.expectations, section)
    entries = {key: {one["id"]: one for one in tree.get(key, ())} for key in ("levels", "competencies")}
    numbers: Counter[str] = Counter()
    flat: list[Any] = []
    for one in ladder.expectations:
        where, outer, inner = cell = section(one)
        kind = one.kind if cell in by_kind else None
        at = place(one.level, one.competency, kind) or "ladder"
        if where == "expectations":
            flat.append(_line(one, at, numbers, drop=()))
            continue
        line = _line(one, at, numbers, drop=("level", "competency", "kind") if kind else ("level", "competency"))
        entry = entries[where][outer]
        holder, key = (entry.setdefault("expects", {}), inner) if inner else (entry, "statements")
        if kind:
            holder, key = holder.setdefault(key, {}), kind.value
        holder.setdefault(key, []).append(line)
    tree.pop("expectations", None)
    if flat:
        tree["expectations"] = flat


def _by_level(one: Expectation) -> Cell:
    if one.level:
        return "levels", one.level, one.competency or ""
    return ("competencies", one.competency, "") if one.competency else _flat(one)


def _by_competency(one: Expectation) -> Cell:
    if one.competency:
        return "competencies", one.competency, one.level or ""
    return ("levels", one.level, "") if one.level else _flat(one)


def _flat(_one: Expectation) -> Cell:
    return "expectations", "", ""


def _keeps_order(ladder: Ladder, section: Section) -> bool:
    """Whether the statements, read back from these places, come in the ladder's own order."""
    outer = {("levels", one.id): index for index, one in enumerate(ladder.levels)}
    outer |= {("competencies", one.id): index for index, one in enumerate(ladder.competencies)}
    outer[("expectations", "")] = 0
    seen: dict[Cell, int] = {}
    ranks = []
    for one in ladder.expectations:
        where, name, inner = cell = section(one)
        if (where, name) not in outer:
            return False
        rank = seen.setdefault(cell, len(seen)) if inner else -1
        ranks.append((_ORDER.index(where), outer[where, name], rank))
    return all(before <= after for before, after in pairwise(ranks))


def _cells_by_kind(expectations: Sequence[Expectation], section: Section) -> set[Cell]:
    """The cells that are written as lists by kind: those with other kinds than behaviour, each kind in one run."""
    kinds: dict[Cell, list[Kind]] = {}
    for one in expectations:
        kinds.setdefault(section(one), []).append(one.kind)
    return {
        cell
        for cell, found in kinds.items()
        if cell[0] != "expectations" and set(found) != {Kind.BEHAVIOUR} and len(set(found)) == len(list(groupby(found)))
    }


def _line(one: Expectation, at: str, numbers: Counter[str], drop: tuple[str, ...]) -> Any:
    """The statement as it stands in a list: its text alone, or with those marks that its place does not say."""
    numbers[at] += 1
    marks: dict[str, Any] = msgspec.to_builtins(one)
    for name in drop:
        marks.pop(name, None)
    if one.id == f"{at}.{numbers[at]}":
        del marks["id"]
    if one.origin:
        marks["origin"] = short_origin(one.origin) or marks["origin"]
    text = marks.pop("text")
    return {"text": text, **marks} if marks else text


def _section(key: str, value: Any) -> list[str]:
    """A top-level key with its value; sections have an empty line before them, large entries between them."""
    if not isinstance(value, list | tuple | dict):
        return _pair(key, value, 0)
    if key not in _APART:
        return ["", *_pair(key, value, 0)]
    apart = [line for entry in value for line in ("", *_items([entry], 2))]
    return ["", f"{key}:", *apart[1:]]


def _pair(key: str, value: Any, indent: int) -> list[str]:
    head = " " * indent + mapping_key(key) + ":"
    if isinstance(value, list | tuple | dict):
        if not value or (key in _FLOW and _is_short(value, WIDTH - len(head))):
            return [f"{head} {flow(value)}"]
        below = _pairs(value, indent + 2) if isinstance(value, dict) else _items(value, indent + 2)
        return [head, *below]
    return [f"{head} {scalar(value, indent + 2)}"]


def _is_short(values: Any, width: int) -> bool:
    """Whether a list or mapping holds single values only, and fits on the line."""
    inside = values.values() if isinstance(values, dict) else values
    return not any(isinstance(one, list | tuple | dict) for one in inside) and len(flow(values)) < width


def _pairs(values: dict[str, Any], indent: int) -> list[str]:
    return [line for key, value in values.items() for line in _pair(key, value, indent)]


def _items(values: Sequence[Any], indent: int) -> list[str]:
    lines: list[str] = []
    for value in values:
        if isinstance(value, dict):
            first, *rest = _pairs(value, indent + 2)
            lines += [" " * indent + "- " + first[indent + 2 :], *rest]
        else:
            lines.append(" " * indent + "- " + scalar(value, indent + 2))
    return lines
