"""The message a win is logged from, as the shortcut's payload gives it: nothing else is ever read of a channel."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from handlers import ids
from handlers.message_words.mentions import Names, labels_in, people_in
from handlers.message_words.reader import MOST_OF_OTHERS, Words, typed_words, words_of
from handlers.message_words.rich_text import Json, objects, rich_words, string
from handlers.packing import pack, unpack
from handlers.text import clip
from handlers.views.evidence.quote import UNNAMED_APP, WROTE, Author, Quote
from ladder.evidence.rules import MOST_ID
from ladder.people import people
from ladder.people.visit import Visit
from ladder.store.values import MessageSource

_PRIVATE_NAMES = ("privategroup", "directmessage")
_SLACKBOT = "USLACKBOT"
_PARTS_OF_A_QUOTE = 2  # who wrote, and what


def message_in(body: Mapping[str, Any]) -> Json:
    """The message that a message shortcut was used on (docs.slack.dev, Message shortcut payloads)."""
    message = body.get("message")
    return message if isinstance(message, dict) else {}


def source_in(body: Mapping[str, Any], author: Author) -> MessageSource:
    """Where that message stands, and who wrote it."""
    message, channel = message_in(body), body["channel"]["id"]
    ts = _id(message.get("ts")) or _id(body.get("message_ts"))
    link = _permalink(string((body.get("team") or {}).get("domain")), channel, ts, message)
    return MessageSource(channel=channel, ts=ts, author=author.id, author_name=author.app, link=link)


def day_written(visit: Visit, source: MessageSource) -> date:
    """On which of the visitor's days a message was written; today for what no message has, and for what is to come."""
    return min(visit.day_of(moment_of(source.ts) or visit.now), visit.today)


def _id(value: object) -> str:
    """The value if it can be one of Slack's ids or timestamps, else ""."""
    text = string(value)
    return text if len(text) <= MOST_ID and text.isascii() and text.isprintable() else ""


def moment_of(ts: str) -> datetime | None:
    """The instant (UTC) of a message's `ts`; None for what no message has."""
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def author_of(message: Json, names: Names) -> Author:
    """Who wrote a message: a person by their id, an app by the name that it posts under."""
    user, app = _id(message.get("user")), _id(message.get("bot_id"))
    profile = message.get("bot_profile")
    called = string(message.get("username")) or (string(profile.get("name")) if isinstance(profile, dict) else "")
    if user == _SLACKBOT:
        return Author(id=user, app=called or "Slackbot")
    if user and not (app and called):
        return Author(id=user, name=names.people.get(user, ""))
    return Author(id=user or app, app=called or UNNAMED_APP)


def names_for(visit: Visit, message: Json) -> Names:
    """What the people, channels and groups that a message names are called: people as the roster has them."""
    writer = _id(message.get("user"))
    ids = dict.fromkeys([*([writer] if writer and writer != visit.me.id else []), *people_in(message)])
    profile = message.get("user_profile")
    called = string(profile.get("real_name")) if isinstance(profile, dict) else ""
    known = {writer: called} if writer and called else {}
    return Names({**known, **people.names(visit.tx, list(ids))}, labels_in(message))


def quote_of(words: Words, author: Author) -> Quote:
    """Somebody else's words as they stand beside a win: at most 300 characters."""
    return Quote(author, clip(words.text, MOST_OF_OTHERS))


def words_in(body: Mapping[str, Any], names: Names) -> Words:
    """What that message says."""
    return words_of(message_in(body), names)


def command_words(visit: Visit, text: str) -> Words:
    """What a text typed behind `/ladder` says; its mentions carry names (docs.slack.dev, Slash commands)."""
    return typed_words(text, Names(people.names(visit.tx, people_in({"text": text}))))


def _permalink(domain: str, channel: str, ts: str, message: Json) -> str:
    if not domain or not ts:
        return ""
    link = f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    thread = _id(message.get("thread_ts")) or ts
    return link if thread == ts else f"{link}?thread_ts={thread}&cid={channel}"


def is_private(body: Mapping[str, Any]) -> bool:
    """Whether not everyone in the workspace can open that message."""
    channel = body["channel"]
    name = string(channel.get("name"))
    return name in _PRIVATE_NAMES or name.startswith("mpdm-") or channel["id"][:1] in ("D", "G")


def metadata_of(source: MessageSource) -> str:
    """What the form has to remember of its message: ids only; nothing where Slack did not say which message it is."""
    return pack(c=source.channel, t=source.ts, a=source.author, l=source.link) if source.ts else ""


def submitted_source(view: Mapping[str, Any], *, keep_link: bool) -> MessageSource | None:
    """The source that a submitted form names, if it was opened on a message; the quote as the form shows it."""
    values = unpack(view["private_metadata"])
    if "c" not in values:
        return None
    app, words = _quote_in(view)
    link = values["l"] if keep_link else ""
    return MessageSource(
        channel=values["c"], ts=values["t"], author=values["a"], link=link, author_name=app, quote=words
    )


def _quote_in(view: Mapping[str, Any]) -> tuple[str, str]:
    """The app's name, "" for a person, and the words of the quote that a form shows."""
    shown = [block for block in objects(view.get("blocks")) if block.get("block_id") == ids.QUOTE]
    parts = objects(shown[0].get("elements")) if shown else []
    if len(parts) != _PARTS_OF_A_QUOTE:
        return "", ""
    head, words = (rich_words({"elements": [part]}, Names()) for part in parts)
    by_person = any(leaf.get("type") == "user" for leaf in objects(parts[0].get("elements")))
    app = head.removesuffix(WROTE).replace("An app", UNNAMED_APP)
    return "" if by_person else app, clip(words, MOST_OF_OTHERS)
