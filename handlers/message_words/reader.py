"""The words of a message as a person sees them, whatever shape Slack sends it in.

A message is more than its `text`: that is often empty, or only what a notification says. So its blocks come first,
then what is attached to it, forwarded with it and uploaded to it; `text` stands in where no block says anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.message_words.blocks import block_words
from handlers.message_words.mentions import UNNAMED, Names
from handlers.message_words.mrkdwn import plain
from handlers.message_words.rich_text import Json, objects, string
from handlers.text import clip

MOST_OF_OTHERS = 300  # characters kept of what somebody else wrote: a quote, not a copy
_MOST_TEXT = 40_000  # characters: Slack cuts a message there
_MOST_PARTS = 100  # attachments, and files: Slack takes no more
_FILE_NAME = re.compile(r"^\S.*\.\w{1,5}$")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # no database keeps these, and no form shows them


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says: `text` as a person reads it, and `about`, the same without its mentions.

    Suggestions judge by the second: a channel called #leadership is no tag, and a name is no deed.
    """

    text: str
    about: str


NO_WORDS = Words("", "")


def words_of(message: Json, names: Names) -> Words:
    """The words of a message; both are empty where it has none."""
    return Words(_clean(_read(message, names)), _clean(_read(message, UNNAMED)))


def typed_words(text: str, names: Names) -> Words:
    """The words of a text that was typed behind a command."""
    return Words(_clean(plain(text, names)), _clean(plain(text, UNNAMED)))


def _clean(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text).strip()


def _read(message: Json, names: Names) -> str:
    body = block_words(objects(message.get("blocks")), names) or _plain(message.get("text"), names)
    attached = objects(message.get("attachments"))[:_MOST_PARTS]
    own = [part for part in attached if not _is_preview(part)]
    parts = [body, *(_attachment(part, names) for part in own)]
    files = objects(message.get("files"))[:_MOST_PARTS]
    said = _each_once([*parts, *(_file(file) for file in files if not _has_bare_name(file))])
    # without any words of its own, what Slack added says what the message is about
    return said or _each_once([*map(_file, files), *(_attachment(part, names) for part in attached)])


def _each_once(parts: Sequence[str]) -> str:
    """The parts on lines of their own; what an earlier part says already is left out."""
    kept: list[str] = []
    for part in (part.strip() for part in parts):
        if part and not any(f"\n{part}\n" in f"\n{said}\n" for said in kept):
            kept.append(part)
    return "\n".join(kept)


def _plain(value: object, names: Names) -> str:
    return plain(string(value)[:_MOST_TEXT], names)


def _is_preview(attachment: Json) -> bool:
    """Whether Slack attached it for a link in the message: the words of some page, and not of the message."""
    linked = attachment.get("from_url") or attachment.get("original_url")
    return bool(linked) and not (attachment.get("is_share") or attachment.get("is_msg_unfurl"))


def _attachment(attachment: Json, names: Names) -> str:
    if attachment.get("is_share") or attachment.get("is_msg_unfurl"):
        return _forwarded(attachment, names)
    said = [_plain(attachment.get(field), names) for field in ("pretext", "author_name", "title", "text")]
    said.append(block_words(objects(attachment.get("blocks")), names))
    said += [_field(field, names) for field in objects(attachment.get("fields"))]
    said += [_file(file) for file in objects(attachment.get("files"))[:_MOST_PARTS]]
    return _each_once(said) or _plain(attachment.get("fallback"), names)


def _field(field: Json, names: Names) -> str:
    title, value = (_plain(field.get(part), names) for part in ("title", "value"))
    return f"{title}: {value}" if title and value else title or value


def _forwarded(attachment: Json, names: Names) -> str:
    """A message that stands inside this one: who wrote it, and at most 300 characters of what it says."""
    inside = [
        part["message"] for part in objects(attachment.get("message_blocks")) if isinstance(part.get("message"), dict)
    ]
    blocks = [block for message in inside for block in objects(message.get("blocks"))]
    said = block_words(blocks or objects(attachment.get("blocks")), names)
    said = said or _plain(attachment.get("text"), names)
    said = _each_once([said, *(_file(file) for file in objects(attachment.get("files"))[:_MOST_PARTS])])
    said = said or _plain(attachment.get("fallback"), names)
    author = _author(attachment, names)
    quoted = clip(said, MOST_OF_OTHERS)
    return f"{author}: {quoted}" if author and quoted else quoted


def _author(attachment: Json, names: Names) -> str:
    user = string(attachment.get("author_id"))
    given = string(attachment.get("author_name")) or string(attachment.get("author_subname"))
    if not user:
        return given
    named = names.person(user, given)
    return "" if named == "someone" else named.removeprefix("@")


def _has_bare_name(file: Json) -> bool:
    """Whether its title is a file's name, such as "image.png", which says nothing beside a message's words."""
    return bool(_FILE_NAME.search(_file(file)))


def _file(file: Json) -> str:
    """A file by its title; an e-mail, which shows its words in the channel, with them."""
    title = string(file.get("title")) or string(file.get("name"))
    if file.get("filetype") != "email":
        return title
    return _each_once([title, string(file.get("plain_text")) or string(file.get("preview_plain_text"))])
