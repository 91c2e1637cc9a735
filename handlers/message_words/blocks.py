"""The words of a message's blocks, as a person reads them; buttons, menus and lines say nothing."""

import re
from collections.abc import Callable, Mapping, Sequence

from handlers.message_words.emoji import with_characters
from handlers.message_words.mentions import Names
from handlers.message_words.mrkdwn import link, plain
from handlers.message_words.rich_text import Json, objects, rich_words, string

_DEEPEST = 8  # blocks inside blocks
_SILENT = frozenset({"actions", "context_actions", "divider", "input"})
_TEXTS = ("title", "subtitle", "text", "body", "caption", "description")
_CHILDREN = ("elements", "blocks", "cards", "children", "fields")
_FENCE = re.compile(r"^```.*$\n?", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}|>) +", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\s]+)\)")
_STRONG = re.compile(r"(\*\*|__|~~|`)(?=\S)([^*_~`\n]+)(?<=\S)\1")


def block_words(blocks: Sequence[Json], names: Names) -> str:
    """The words of blocks, each block on its own lines."""
    return _joined([_words(block, names) for block in blocks])


def _joined(parts: Sequence[str], between: str = "\n") -> str:
    return between.join(part for part in parts if part.strip())


def _words(block: Json, names: Names, depth: int = 0) -> str:
    kind = string(block.get("type"))
    if kind in _SILENT or depth > _DEEPEST:
        return ""
    read = _BLOCKS.get(kind)
    if read:
        return read(block, names)
    texts = [text_of(block.get(field), names) for field in _TEXTS]
    children = [_words(child, names, depth + 1) for field in _CHILDREN for child in objects(block.get(field))]
    return _joined([*texts, *children])


def text_of(value: object, names: Names) -> str:
    """The words of a text object; a bare text is taken as it stands."""
    if not isinstance(value, dict):
        return string(value)
    text = string(value.get("text"))
    if value.get("type") == "mrkdwn":
        return plain(text, names)
    return text if value.get("emoji") is False else with_characters(text)


def _section(block: Json, names: Names) -> str:
    fields = [text_of(field, names) for field in objects(block.get("fields"))]
    return _joined([text_of(block.get("text"), names), *fields])


def _context(block: Json, names: Names) -> str:
    return _joined(
        [text_of(part, names) for part in objects(block.get("elements")) if part.get("type") != "image"], " "
    )


def _titled(block: Json, names: Names) -> str:
    return text_of(block.get("title"), names)


def _table(block: Json, names: Names) -> str:
    rows = block.get("rows")
    lines = [objects(row) for row in rows] if isinstance(rows, list) else []
    return _joined([_joined([_cell(cell, names) for cell in line], " | ") for line in lines])


def _cell(cell: Json, names: Names) -> str:
    if cell.get("type") == "rich_text":
        return rich_words(cell, names)
    return string(cell.get("text")) or str(cell.get("value", ""))


def _markdown(block: Json, _: Names) -> str:
    text = _HEADING.sub("", _FENCE.sub("", string(block.get("text"))))
    text = _LINK.sub(lambda match: link(match[2], match[1]), text)
    return with_characters(_STRONG.sub(r"\2", text)).strip()


_BLOCKS: Mapping[str, Callable[[Json, Names], str]] = {
    "rich_text": rich_words,
    "section": _section,
    "context": _context,
    "markdown": _markdown,
    "table": _table,
    "data_table": _table,
    "image": _titled,
    "video": _titled,
}
