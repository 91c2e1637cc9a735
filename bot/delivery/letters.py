"""What is to be sent, before it is: a message with its picture, and simpler forms of it for what Slack refuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.delivery.lookup import metadata_of
from bot.delivery.pictures import PATIENCE, Picture
from ladder.delivery.claims import Claimed
from ladder.store.db import Tx

MOST_TEXT = 40_000  # Slack cuts a longer text without a word (docs.slack.dev, chat.postMessage)
_SHORT_TEXT = 3_800
_REST_AT_HOME = "… This is too long for one message: the rest is on the app's Home tab."


def _nothing(_tx: Tx) -> None:
    """Nothing has to be written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What to send: `text` carries the whole content, `blocks` show it. `parts` is in how many messages the whole
    delivery comes; `shows` names the people whose evidence this one lets its recipient read. A `picture` stands above
    the blocks; where it can't be had, the message says why and comes without it. `when_marked` writes down what has to
    be known of it later, in the transaction that says it is about to be posted."""

    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()
    parts: int = 1
    shows: tuple[str, ...] = ()
    picture: Picture | None = None
    when_marked: Callable[[Tx], None] = _nothing

    @property
    def shown(self) -> tuple[Mapping[str, Any], ...]:
        """All of its blocks, the picture first."""
        return (*self.picture.blocks, *self.blocks) if self.picture else self.blocks

    def with_picture(self, file: str) -> "Message":
        """The same, showing the uploaded file with this id as its picture; with "", what stands instead of it."""
        return replace(self, picture=replace(self.picture, file=file) if self.picture else None)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Not to be sent any more, and why."""

    reason: str


Renderer = Callable[[Tx, Claimed, datetime], Message | Withdrawn]
"""Makes the content of one kind of delivery as it is now; `claimed.part` says which part, `claimed.late(now)` whether
to say that it comes late. The recipient's rights are to be checked here, at the moment of sending."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and where it goes: a channel id, or a person's id for the app's conversation with them. `patience` is
    the seconds to wait before each further try with its picture."""

    channel: str
    message: Message
    patience: tuple[float, ...] = PATIENCE

    def arguments(self, claimed: Claimed) -> dict[str, Any]:
        """The arguments of chat.postMessage."""
        return {
            "channel": self.channel,
            "text": self.message.text,
            "blocks": list(self.message.shown) or None,
            "thread_ts": claimed.thread_ts,
            "metadata": metadata_of(claimed),
            "unfurl_links": False,
            "unfurl_media": False,
        }


def without_picture(message: Message, why: str) -> Message:
    """The message without its picture, and a last line that says why."""
    note = f"_It comes without its picture: {why}._"
    block = {"type": "context", "elements": [{"type": "mrkdwn", "text": note}]}
    return replace(message, text=f"{message.text}\n{note}", blocks=(*message.blocks, block))


def can_be_shortened(text: str) -> bool:
    """Whether `shortened` leaves anything out."""
    return len(text) > _SHORT_TEXT + len(_REST_AT_HOME)


def shortened(text: str) -> str:
    """The beginning of `text`, whole lines where there are any, and a last line that says where the rest is."""
    kept = text[:_SHORT_TEXT]
    end = max(kept.rfind("\n"), kept.rfind(" ")) if "\n" in kept or " " in kept else len(kept)
    return f"{kept[:end]}\n{_REST_AT_HOME}"
