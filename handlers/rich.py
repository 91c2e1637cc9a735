"""Rich text: the block in which what people typed is shown as typed, because nothing in it is read as formatting."""

from collections.abc import Sequence
from typing import Any

from handlers.text import escape

Block = dict[str, Any]


Part = Block
"""A run of literal text in a style, or a link: an element of Slack's, so that one which recurs is made once."""

Parts = Sequence[Part | str]


def bold(text: str) -> Part:
    return {"type": "text", "text": text, "style": {"bold": True}}


def italic(text: str) -> Part:
    return {"type": "text", "text": text, "style": {"italic": True}}


def person(user: str) -> Part:
    """A mention, which Slack shows by the person's name."""
    return {"type": "user", "user_id": user}


def link(text: str, url: str) -> Part:
    return {"type": "link", "url": url, "text": text}


def paragraph(*parts: Part | str) -> Block:
    """A rich text block of one paragraph."""
    return {"type": "rich_text", "elements": [_section(parts)]}


def as_written(text: str) -> Block:
    """A rich text block of somebody's words set apart, so that they can be copied whole."""
    return {"type": "rich_text", "elements": [{**_section([text]), "type": "rich_text_preformatted"}]}


def bullets(items: Sequence[Parts], *, lead: Parts = ()) -> Block:
    """A rich text block of bullet points, below a leading paragraph if one is given."""
    first = [_section(lead)] if lead else []
    if not items:  # Slack refuses an empty list
        return {"type": "rich_text", "elements": first}
    points = {"type": "rich_text_list", "style": "bullet", "elements": [_section(item) for item in items]}
    return {"type": "rich_text", "elements": [*first, points]}


def _section(parts: Parts) -> Block:
    # cases of a comprehension, not a function per part: the digest of a company has hundreds of thousands
    elements = [
        {"type": "text", "text": part} if isinstance(part, str) else part
        for part in parts
        if part and (isinstance(part, str) or part.get("text", True))  # Slack refuses an empty text
    ]
    return {"type": "rich_text_section", "elements": elements}


def rich_lines(block: Block) -> list[str]:
    """A rich text block as lines of escaped text, list items with a bullet: for a message's `text`."""
    lines: list[str] = []
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            lines += [f"• {_plain(item)}" for item in element["elements"]]
        else:
            lines.append(_plain(element))
    return lines


def _plain(section: Block) -> str:
    parts = section["elements"]
    return "".join([escape(part["text"]) if "text" in part else f"<@{part['user_id']}>" for part in parts])


def divided(line: Parts, most: int) -> list[Parts]:
    """A line in pieces of at most `most` characters of escaped text: cut between the things it lists, else between
    words, else anywhere. Put together again, the pieces say what the line said."""
    pieces: list[Parts] = []
    piece: list[Part | str] = []
    room = most
    for part in line:
        rest = part
        while _length(rest) > room:
            begin, rest = _cut(rest, room, anywhere=not piece)
            pieces.append([*piece, begin] if _length(begin) else piece)
            piece, room = [], most
        piece.append(rest)
        room -= _length(rest)
    return [*pieces, piece]


def _words(part: Part | str) -> str:
    return part if isinstance(part, str) else str(part.get("text", ""))


def _length(part: Part | str) -> int:
    return len(escape(_words(part)))


def _cut(part: Part | str, room: int, *, anywhere: bool) -> tuple[Part | str, Part | str]:
    """The part in two, of which the first fits into `room`; with nothing in the first if there is no place to cut and
    it must not be just anywhere."""
    text = _words(part)
    end = _fitting(text, room)
    breaks = (text.rfind(mark, end // 2, end) + len(mark) for mark in ("; ", ", ", " "))
    at = next((place for place in breaks if end // 2 < place <= end), end if anywhere else 0)
    halves = text[:at], text[at:]
    return halves if isinstance(part, str) else ({**part, "text": halves[0]}, {**part, "text": halves[1]})


def _fitting(text: str, room: int) -> int:
    """How many of its first characters fit, escaped; at least one."""
    end = min(len(text), room)
    while end > 1 and (over := len(escape(text[:end])) - room) > 0:
        end -= max(1, over // 5)
    return max(end, 1)
