"""What a renderer makes of a delivery, and how a message is posted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.delivery.lookup import metadata_of
from handlers.message import Message
from ladder.delivery.claims import Claimed
from ladder.store.db import Tx


def _nothing(_tx: Tx) -> None:
    """Nothing has to be written down."""


def _always(_tx: Tx) -> bool:
    """What it says holds whatever happens."""
    return True


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message to post, one of `parts` that make up the whole delivery. `shows` names the people whose evidence it
    lets its recipient read. In the transaction that says it is about to be posted, `holds` asks whether all that it
    rests on is as it was, and `when_marked` writes down what has to be known of it later."""

    message: Message
    parts: int = 1
    shows: tuple[str, ...] = ()
    when_marked: Callable[[Tx], None] = _nothing
    holds: Callable[[Tx], bool] = _always


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Not to be sent any more, and why."""

    reason: str


Renderer = Callable[[Tx, Claimed, datetime], Rendered | Withdrawn]
"""Makes the content of one kind of delivery as it is now; `claimed.part` says which part, `claimed.late(now)` whether
to say that it comes late. The recipient's rights are to be checked here, at the moment of sending."""


def post_arguments(claimed: Claimed, message: Message) -> dict[str, Any]:
    """The arguments of chat.postMessage. A person's id as the channel means the app's conversation with them."""
    return {
        "channel": claimed.channel or claimed.recipient,
        "text": message.text,
        "blocks": list(message.all_blocks) or None,
        "thread_ts": claimed.thread_ts,
        "metadata": metadata_of(claimed),
        "unfurl_links": False,
        "unfurl_media": False,
    }
