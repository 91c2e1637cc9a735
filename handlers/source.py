"""The message a win is logged from, as the shortcut's payload gives it: nothing else is ever read of a channel."""

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.packing import pack, unpack
from handlers.text import clip
from handlers.views.win_form import Origin
from ladder.records import MessageSource

_MOST_OF_OTHERS = 300  # characters kept of somebody else's message (PRODUCT, Capturing evidence)
_PRIVATE_NAMES = ("privategroup", "directmessage")
_MARKUP = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def origin_of(body: Mapping[str, Any]) -> Origin:
    """The message that a message shortcut was used on (docs.slack.dev, Message shortcut payloads)."""
    message, channel = body["message"], body["channel"]
    domain = (body.get("team") or {}).get("domain", "")  # `team` is null where an organization installed the app
    return Origin(
        channel=channel["id"],
        ts=message["ts"],
        author=message.get("user") or message.get("bot_id", ""),
        link=_permalink(domain, channel["id"], message) if domain else "",
        written_on=datetime.fromtimestamp(float(message["ts"]), UTC).date(),
        private=_is_private(channel),
    )


def _permalink(domain: str, channel: str, message: Mapping[str, Any]) -> str:
    link = f"https://{domain}.slack.com/archives/{channel}/p{message['ts'].replace('.', '')}"
    thread = message.get("thread_ts", message["ts"])
    return link if thread == message["ts"] else f"{link}?thread_ts={thread}&cid={channel}"


def _is_private(channel: Mapping[str, Any]) -> bool:
    name = channel.get("name", "")
    return name in _PRIVATE_NAMES or name.startswith("mpdm-") or channel["id"][:1] in ("D", "G")


def words_of(body: Mapping[str, Any], reader: str) -> str:
    """The message's text as plain words for the form; of somebody else's, at most 300 characters."""
    message = body["message"]
    words = readable(message.get("text") or "")
    return words if message.get("user") == reader else clip(words, _MOST_OF_OTHERS)


def readable(text: str) -> str:
    """Slack's message text as a person reads it: `<url|label>` as label and url, mentions by name, `&lt;` as `<`."""
    return html.unescape(_MARKUP.sub(_plain, text)).strip()


def _plain(match: re.Match[str]) -> str:
    target, label = match[1], match[2]
    if target.startswith(("@", "#")):
        return f"{target[0]}{(label or target[1:]).removeprefix(target[0])}"
    if target.startswith("!"):
        return label or f"@{target[1:].split('^')[0]}"
    return f"{label} ({target})" if label and label != target else target


def metadata_of(origin: Origin) -> str:
    """What the form has to remember of its message: ids only."""
    return pack(c=origin.channel, t=origin.ts, a=origin.author, l=origin.link)


def source_of(metadata: str, *, keep_link: bool) -> MessageSource | None:
    """The source that a submitted form names, if it was opened on a message."""
    values = unpack(metadata)
    if "c" not in values:
        return None
    return MessageSource(channel=values["c"], ts=values["t"], author=values["a"], link=values["l"] if keep_link else "")
