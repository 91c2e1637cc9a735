"""What holds for everything a person is shown, checked without the code that makes it: its own reader of blocks."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.playground.validate.payloads import check_message_blocks, check_view
from handlers.interaction.ask import as_modal
from handlers.message import Message
from tests.handlers.views.some_views import MARKED

Json = dict[str, Any]

# What we write ourselves: somebody's name, a channel's, the link to the message a win came from, a day.
_OURS = re.compile(
    r"<@[UW](?!0EVIL)[A-Z0-9]+>|<#[CG](?!0EVIL)[A-Z0-9]+>|<https://office\.slack\.com/\S*\|the message>"
    r"|<!date\^\d+\^\{date_short\}\|[^<>&]*>"
)
_ESCAPED = re.compile(r"&(?:amp|lt|gt);")
_COMMAND = re.compile(r"`/ladder[ `]")


def is_image_file(_: str) -> bool:
    return True


def objects(value: object) -> Iterator[Json]:
    """Every object inside a payload, itself included."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from objects(item)


def visible(block: Json) -> Iterator[str]:
    """The texts that a block shows, as the `text` of its message must say them; what is pressed is left out."""
    kind = block["type"]
    if kind == "mrkdwn":
        yield block["text"]
    elif kind in ("plain_text", "raw_text"):
        yield html.escape(block["text"], quote=False)
    elif kind in ("rich_text_section", "rich_text_preformatted"):
        yield "".join(map(_as_said, block["elements"]))
    elif kind == "image":
        yield html.escape(block["alt_text"], quote=False)
    elif kind not in ("actions", "button"):
        inside = [block[name] for name in ("text", "fields", "elements", "rows") if name in block]
        yield from (text for one in objects_one_level_down(inside) for text in visible(one))


def _as_said(part: Json) -> str:
    """A piece of rich text as the message's `text` says it: a person by the mention that Slack shows as their name."""
    return f"<@{part['user_id']}>" if part["type"] == "user" else html.escape(part["text"], quote=False)


def objects_one_level_down(value: object) -> Iterator[Json]:
    """The objects in nested lists, but not those inside the objects."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from objects_one_level_down(item)


def is_harmless(mrkdwn: str) -> None:
    """It is escaped, whole, and nothing but what we wrote ourselves is read as a control sequence."""
    rest = _ESCAPED.sub("", _OURS.sub("", mrkdwn))
    found = re.search("[<>&]", rest)
    assert found is None, rest[max(0, found.start() - 40) : found.start() + 40]


def shows_as_typed(blocks: Sequence[Json]) -> None:
    """No control sequence of somebody else's, and no text of theirs where stars and dashes are read as marks."""
    for one in objects(blocks):
        if one.get("type") == "mrkdwn":
            is_harmless(one["text"])
            assert MARKED not in one["text"], one["text"][:200]


def leads_on(blocks: Iterable[Json], text: str) -> None:
    """There is something to press, or a command to type."""
    assert any(one.get("type") == "button" for one in objects(list(blocks))) or _COMMAND.search(text)


def holds(message: Message, *, leads: bool = True) -> None:
    """All of the laws of a message; it may also be shown as a modal."""
    blocks = list(message.blocks)
    refused = check_message_blocks(blocks, is_image_file)
    assert refused is None, refused
    if not any(block["type"] == "table" for block in blocks):
        refused = check_view(as_modal(message), "modal", is_image_file)
        assert refused is None, refused
    is_harmless(message.text)
    shows_as_typed(blocks)
    for block in blocks:
        for text in visible(block):
            assert text in message.text, text[:200]
    if leads:
        leads_on(blocks, message.text)


def view_holds(view: Json, *, leads: bool = True) -> None:
    """The laws of a modal or a Home tab."""
    refused = check_view(view, view["type"], is_image_file)
    assert refused is None, refused
    shows_as_typed(view["blocks"])
    if leads and "submit" not in view:
        leads_on(view["blocks"], str(view["blocks"]))
