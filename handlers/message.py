"""A message: blocks for the eye, and the same content as `text` for notifications and screen readers.

It is one value all the way: what a listener answers, what a renderer makes of a delivery, and what a worker posts, with
the simpler forms for what Slack refuses. A screen reader reads a message's `text`, not its blocks (docs.slack.dev,
chat.postMessage), so `text` is made from the blocks, line by line, and carries all of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import msgspec

from handlers import limits
from handlers.blocks import Block, context, section
from handlers.rich import rich_lines
from handlers.text import escape

_SHORT_TEXT = 3_800
_REST_AT_HOME = "… This is too long for one message: the rest is on the app's Home tab."


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG for a message: its file name, its title, how to draw it (which is done outside of any transaction), and its
    alternative text of at most so many characters. `file` is its id once it is uploaded; where it can't be had, the
    blocks `instead` say the same."""

    name: str
    title: str
    draw: Callable[[], bytes]
    alternative: Callable[[int], str]
    instead: tuple[Block, ...] = ()
    file: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The block that shows the uploaded file (docs.slack.dev, Image block), or those instead of it."""
        if not self.file:
            return self.instead
        title, alternative = {"type": "plain_text", "text": self.title}, self.alternative(limits.ALT_TEXT)
        return ({"type": "image", "slack_file": {"id": self.file}, "alt_text": alternative, "title": title},)


@dataclass(frozen=True)
class Message:
    """What Slack is to show: `blocks` within a message's limits, and the whole content as `text`. A `picture` stands
    above the blocks; where it can't be had, the message says why and comes without it."""

    text: str
    blocks: tuple[Block, ...] = ()
    picture: Picture | None = None

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """All of its blocks, the picture first."""
        return (*self.picture.blocks, *self.blocks) if self.picture else self.blocks

    def with_file(self, file: str) -> "Message":
        """The same, showing the uploaded file with this id as its picture; with "", what stands instead of it."""
        return replace(self, picture=replace(self.picture, file=file) if self.picture else None)

    def without_picture(self, why: str) -> "Message":
        """The message without its picture, and a last line that says why."""
        words = f"_It comes without its picture: {why}._"
        return replace(self, text=f"{self.text}\n{words}", blocks=(*self.blocks, context(words)))

    def as_text_only(self) -> "Message":
        """The same content without a layout."""
        return Message(self.text)

    @property
    def can_be_shortened(self) -> bool:
        """Whether `shortened` leaves anything out."""
        return len(self.text) > _SHORT_TEXT + len(_REST_AT_HOME)

    def shortened(self) -> "Message":
        """The same with the beginning of its text, whole lines where there are any, and a last line that says where the
        rest is."""
        kept = self.text[:_SHORT_TEXT]
        end = max(kept.rfind("\n"), kept.rfind(" ")) if "\n" in kept or " " in kept else len(kept)
        return replace(self, text=f"{kept[:end]}\n{_REST_AT_HOME}")

    @cached_property
    def as_json(self) -> str:
        """The message as the body of an answer, for the asker alone.

        Kept, because some messages are the same for everybody; the library takes a tenth of `json`'s time.
        """
        return msgspec.json.encode(self.privately).decode()

    @property
    def privately(self) -> dict[str, Any]:
        """The message as Slack is told to show it to the asker alone (docs.slack.dev, Message responses)."""
        return {"response_type": "ephemeral", "text": self.text, "blocks": self.blocks}

    @staticmethod
    def unfitted(blocks: Sequence[Block]) -> "Message":
        """A message of all these blocks, for a view, which holds more than a message does."""
        return Message(as_text(blocks), tuple(blocks))


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks that belong together, and their content as lines: walked once, for the limits and for the text."""

    blocks: tuple[Block, ...]
    lines: tuple[str, ...]

    @staticmethod
    def of(*blocks: Block) -> "BlockGroup":
        """The group of these blocks."""
        return BlockGroup(blocks, tuple([line for block in blocks for line in _lines(block)]))

    @property
    def weight(self) -> int:
        """How many characters of text it adds to a message."""
        return _characters(self.lines)


def message(*blocks: Block) -> Message:
    """A message of these blocks; what exceeds Slack's limits for one message is folded, and said."""
    return message_of(BlockGroup.of(*blocks))


def message_of(*groups: BlockGroup) -> Message:
    """A message of these groups of blocks; what exceeds Slack's limits for one message is folded, and said."""
    blocks = tuple([block for group in groups for block in group.blocks])
    lines = [line for group in groups for line in group.lines]
    if len(blocks) > limits.MESSAGE_BLOCKS or _characters(lines) > limits.MESSAGE_BLOCK_TEXT:
        blocks = _folded(blocks)
        return Message(as_text(blocks), blocks)
    return Message("\n".join(lines), blocks)


def note(text: str) -> Message:
    """A message of one paragraph (mrkdwn)."""
    return message(section(text))


def as_text(blocks: Iterable[Block]) -> str:
    """The content of blocks as lines of mrkdwn text, buttons left out: they stand in the message itself."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    kind = block["type"]
    if kind in ("section", "header"):
        main = [_words(block["text"])] if "text" in block else []
        return main + [_words(field) for field in block.get("fields", ())]
    if kind == "context":
        return [_words(element) if "text" in element else escape(element["alt_text"]) for element in block["elements"]]
    if kind == "rich_text":
        return rich_lines(block)
    if kind == "image":
        return [escape(block["alt_text"])]
    if kind == "table":
        return [" | ".join(_cell(cell) for cell in row) for row in block["rows"]]
    return []


def _words(text: Block) -> str:
    # a message's `text` is read as mrkdwn: what was plain in a block would ping and link there
    return str(text["text"]) if text["type"] == "mrkdwn" else escape(text["text"])


def _cell(cell: Block) -> str:
    if cell["type"] == "raw_text":
        return escape(cell["text"])
    return escape("".join(part.get("text", "") for line in cell["elements"] for part in line["elements"]))


def weight(block: Block) -> int:
    """How many characters of text a block adds to a message."""
    return _characters(_lines(block))


def _characters(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


def _folded(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """As many blocks as fit, that there is more, and the buttons at the end: where to go on from here."""
    onward = blocks[-1:] if blocks[-1]["type"] == "actions" else ()
    kept: list[Block] = []
    room = limits.MESSAGE_BLOCK_TEXT - 200
    for block in blocks:
        room -= weight(block)
        if room < 0 or len(kept) == limits.MESSAGE_BLOCKS - 1 - len(onward):
            break
        kept.append(block)
    return (*kept, section("_There is more than one message holds. Ask for a narrower part to see the rest._"), *onward)
