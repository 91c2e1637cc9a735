"""Rich text: the block in which what people typed is shown as typed, because nothing in it is read as formatting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.text import escape

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of literal text, or a link if `url` is set."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


Parts = Sequence[Part | str]


def bold(text: str) -> Part:
    return Part(text, bold=True)


def italic(text: str) -> Part:
    return Part(text, italic=True)


def link(text: str, url: str) -> Part:
    return Part(text, url=url)


def paragraph(*parts: Part | str) -> Block:
    """A rich text block of one paragraph."""
    return {"type": "rich_text", "elements": [_section(parts)]}


def bullets(items: Sequence[Parts], *, lead: Parts = ()) -> Block:
    """A rich text block of bullet points, below a leading paragraph if one is given."""
    points = {"type": "rich_text_list", "style": "bullet", "elements": [_section(item) for item in items]}
    return {"type": "rich_text", "elements": [*([_section(lead)] if lead else []), points]}


def _section(parts: Parts) -> Block:
    return {"type": "rich_text_section", "elements": [_element(part) for part in parts if _text(part)]}


def _text(part: Part | str) -> str:
    return part if isinstance(part, str) else part.text


def _element(part: Part | str) -> Block:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    if part.url:
        return {"type": "link", "url": part.url, "text": part.text}
    style = {name: True for name, on in (("bold", part.bold), ("italic", part.italic)) if on}
    return {"type": "text", "text": part.text, **({"style": style} if style else {})}


def rich_lines(block: Block) -> list[str]:
    """A rich text block as lines of escaped text, list items with a bullet: for a message's `text`."""
    lines: list[str] = []
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            lines.extend(f"• {_plain(item)}" for item in element["elements"])
        else:
            lines.append(_plain(element))
    return lines


def _plain(section: Block) -> str:
    return escape("".join(part["text"] for part in section["elements"]))
