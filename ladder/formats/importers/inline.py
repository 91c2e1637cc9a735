"""Marks inside a line of text: bold, links, tags. Bold means "new at this level" in many ladders."""

import html
import re
from functools import lru_cache

_BOLD = re.compile(r"\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*|__(?=\S)(.{1,2000}?)(?<=\S)__", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,2000}?-->", re.DOTALL)
_SIGNS = re.compile(r"[\[{<*_`&]")  # most statements have none, and the marks need not be looked for one by one
_ANCHOR = re.compile(r"\s*\{#[^{}]*\}\s*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PICTURE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)")


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


def _is_tame(text: str) -> bool:
    """True if the marks in a text are few enough to be looked at one by one; nobody writes hundreds into one
    statement."""
    return len(text) <= 20_000 and text.count("**") + text.count("__") + text.count("<!--") <= 80


def plain(text: str) -> str:
    """The words alone, on one line: no emphasis, links by their label, no tags, entities resolved."""
    return _plain(text) if len(text) <= 1_000 else _plain.__wrapped__(text)


@lru_cache(maxsize=8_000)
def _plain(text: str) -> str:
    if not _SIGNS.search(text) or not _is_tame(text):
        return " ".join(text.split())
    bare = _TAG.sub(" ", _ANCHOR.sub("", _LINK.sub(r"\1", text)))
    return " ".join(html.unescape(_MARKS.sub("", bare)).replace("\v", " ").split())


def unescaped(text: str) -> str:
    """The text without the backslashes that keep Markdown from reading a sign as a mark."""
    return _ESCAPED.sub(r"\1", text)


def is_bold(text: str) -> bool:
    """True if every letter and digit of the text is set in bold."""
    return _is_tame(text) and bool(_BOLD.search(text)) and not any(char.isalnum() for char in _BOLD.sub("", text))


def is_italic(text: str) -> bool:
    """True if a single pair of emphasis marks stands around all of the text."""
    return unwrapped(text) != text


def unbold(text: str) -> str:
    """The text without bold marks."""
    return _BOLD.sub(lambda run: run.group(1) or run.group(2), text)


def unwrapped(text: str) -> str:
    """The text without a single pair of emphasis marks around all of it ("*Same as …*")."""
    if len(text) > 2 and text[0] == text[-1] and text[0] in "*_" and text[1] != text[0] and text[0] not in text[1:-1]:
        return text[1:-1]
    return text


def is_link_only(text: str) -> bool:
    """True if the text is nothing but links, as in a table of contents."""
    return bool(_LINK.search(text)) and not any(char.isalnum() for char in _LINK.sub("", text))


def without_pictures(text: str) -> str:
    """The text without pictures."""
    return _PICTURE.sub("", text)


def is_picture(text: str) -> bool:
    """True if the text is nothing but pictures."""
    return bool(_PICTURE.search(text)) and not _PICTURE.sub("", text).strip()
