"""Markdown that people read and that reads back: headings for levels and competencies, a bullet for each statement.

What a bullet's text does not say stands in a comment behind it; everything that is no statement stands in one comment
at the end.
"""

import json
import re
from typing import Any

import msgspec

from ladder.framework.model import Expectation, Ladder

MARK = "<!-- ladder 1: this file reads back with `ladderbot ladder import`; keep the comments -->"
_BULLET = re.compile(r"^- (?P<text>.*) <!-- (?P<more>\{.*\}) -->$")
_REST = re.compile(r"^<!-- rest (?P<rest>\{.*\}) -->$")
_PLAIN = re.compile(r"^[^\s<](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029<]|<(?!!--))*$")


def to_markdown(ladder: Ladder) -> str:
    """The ladder as Markdown; statements are grouped by level and competency."""
    order = _grouped(ladder)
    moved = order != sorted(order)
    lines = [MARK, "", f"# {_line(ladder.name)}"]
    cell: tuple[str | None, str | None] = ("", "")
    for index in order:
        one = ladder.expectations[index]
        lines += _headings(ladder, cell, (one.level, one.competency))
        lines.append(_bullet(one, index if moved else None))
        cell = (one.level, one.competency)
    whole: dict[str, Any] = msgspec.to_builtins(ladder)
    whole.pop("expectations", None)
    return "\n".join([*lines, "", f"<!-- rest {_json(whole)} -->", ""])


def _grouped(ladder: Ladder) -> list[int]:
    """The positions of the statements by level, then competency, in the ladder's order; what is of no level comes
    last."""
    levels = {level.id: at for at, level in enumerate(ladder.levels)}
    columns = {competency.id: at for at, competency in enumerate(ladder.competencies)}

    def key(index: int) -> tuple[int, int, int]:
        one = ladder.expectations[index]
        return levels.get(one.level or "", len(levels)), columns.get(one.competency or "", -1), index

    return sorted(range(len(ladder.expectations)), key=key)


def _headings(ladder: Ladder, before: tuple[str | None, str | None], now: tuple[str | None, str | None]) -> list[str]:
    if before == now:
        return []
    level, competency = now
    named = ladder.level_by_id[level].name if level in ladder.level_by_id else "All levels"
    lines = ["", f"## {_line(named)}"] if before[0] != level else []
    if competency in ladder.competency_by_id:
        lines += ["", f"### {_line(ladder.competency_by_id[competency].name)}"]
    return [*lines, ""]


def _bullet(one: Expectation, at: int | None) -> str:
    more: dict[str, Any] = msgspec.to_builtins(one)
    text = more.pop("text")
    if not _PLAIN.match(text) or text != _line(text):
        more["text"] = text
    if at is not None:
        more["at"] = at
    return f"- {_line(text) or '…'} <!-- {_json(more)} -->"


def _line(text: str) -> str:
    """The text on one line, for reading."""
    return " ".join(text.replace("<!--", "<! --").split())


def _json(value: object) -> str:
    """JSON that can stand in an HTML comment: ASCII, no two hyphens side by side."""
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": ")).replace("--", "-\\u002d")


def is_ours(text: str) -> bool:
    """True for a file that `to_markdown` wrote."""
    return text.lstrip("\ufeff \r\n").startswith("<!-- ladder 1:")


def from_markdown(text: str) -> Ladder:
    """The ladder in a text that `to_markdown` wrote. Raises `ValueError` with the line where it was broken."""
    whole: dict[str, Any] = {}
    found: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if bullet := _BULLET.match(line.rstrip()):
            entry = _read(bullet["more"], number)
            entry.setdefault("text", bullet["text"])
            found.append((entry.pop("at", len(found)), entry))
        elif rest := _REST.match(line.rstrip()):
            whole = _read(rest["rest"], number)
    if not whole:
        raise ValueError("the comment at the end, which holds the levels and competencies, is missing")
    try:
        return msgspec.convert(
            whole | {"expectations": [entry for _, entry in sorted(found, key=lambda one: one[0])]}, Ladder
        )
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _read(more: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(more)
    except ValueError as error:
        raise ValueError(f"line {number}: the comment is not JSON") from error
    return dict(value)
