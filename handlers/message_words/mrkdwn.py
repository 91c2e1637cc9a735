"""Slack's mrkdwn as a person reads it: without its marks, mentions as names, links once, emoji as characters.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterator

from handlers.message_words.emoji import with_characters
from handlers.message_words.mentions import Names

_OPEN, _CLOSE = "\ue000", "\ue001"  # around the number of a piece that no mark is looked for in
_PIECE = re.compile(r"```\n?([\s\S]+?)\n?```|`([^`\n]+)`|<([^<>\n]+)>")
_ANGLE = re.compile(r"<([^<>\n]+)>")
_PUT_ASIDE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_QUOTED = re.compile(r"^(?:&gt;&gt;&gt;|&gt;) ?", re.MULTILINE)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_ENTITY = re.compile("&(?:amp|lt|gt);")
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)(?:www\.)?")


def _pair(mark: str) -> re.Pattern[str]:
    """A text between two marks: they stand at the edges of words, so `snake_case` and `3 * 4` keep theirs."""
    edge = re.escape(mark)
    return re.compile(
        rf"(?<![^\W_])(?<!{edge}){edge}(?=[^\s{edge}])([^{edge}\n]+)(?<=[^\s{edge}]){edge}(?![^\W_])(?!{edge})"
    )


_PAIRS = tuple(map(_pair, "*_~"))


def plain(text: str, names: Names) -> str:
    """The words of a mrkdwn text."""
    aside: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        aside.append(_literal(match, names))
        return f"{_OPEN}{len(aside) - 1}{_CLOSE}"

    marked = _PIECE.sub(put_aside, text.replace(_OPEN, "").replace(_CLOSE, ""))
    words = with_characters(unescaped(_without_marks(_QUOTED.sub("", marked))))
    return _PUT_ASIDE.sub(lambda match: aside[int(match[1])], words)


def as_sent(text: str, names: Names) -> str:
    """A text as it was typed, its marks with it: only mentions and links are told as a person reads them."""
    told = [(unescaped(text[begin:end]), _angle(inside, names)) for begin, end, inside in _between(text)]
    return "".join(word for pair in told for word in pair)


def _between(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches without markup, and what stands between `<` and `>` after each."""
    begin = 0
    for angle in _ANGLE.finditer(text):
        yield begin, angle.start(), angle[1]
        begin = angle.end()
    yield begin, len(text), ""


def unescaped(text: str) -> str:
    """The text with the three signs that Slack escapes as they were typed."""
    return _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)


def _without_marks(text: str) -> str:
    for pair in _PAIRS * 2:  # twice: one style may stand inside another
        text = pair.sub(r"\1", text)
    return text


def _literal(match: re.Match[str], names: Names) -> str:
    code = match[1] or match[2]
    if code is None:
        return _angle(match[3], names)
    return unescaped(re.sub(r"<([^<>|\n]+)(?:\|([^<>\n]*))?>", lambda link: link[2] or link[1], code))


def _angle(body: str, names: Names) -> str:
    """What stands between `<` and `>`: a mention, a date or a link."""
    target, _, label = (unescaped(part) for part in body.partition("|"))
    sign, name = target[:1], target[1:]
    if sign == "@":
        return names.person(name, label)
    if sign == "#":
        return names.channel(name, label)
    if sign == "!":
        return _special(name, label, names)
    return link(target, with_characters(_without_marks(label)))


def _special(name: str, label: str, names: Names) -> str:
    kind, _, rest = name.partition("^")
    if kind == "subteam":
        return names.group(rest, label)
    if kind == "date":
        return label
    return names.everyone(label.removeprefix("@") or kind)


def link(url: str, label: str = "") -> str:
    """A link as its label and, where that says something else, its address: what Slack linked by itself stands once."""
    shown = label.strip()
    if not shown:
        return url.removeprefix("mailto:").removeprefix("tel:")
    if _bare(shown) == _bare(url):
        return shown
    if shown.endswith("…") and _bare(url).startswith(_bare(shown.removesuffix("…"))):
        return url
    return f"{shown} ({url})"


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip().casefold()).rstrip("/")


def readable(text: str) -> str:
    """The text of a command as it was typed, mentions by the names that it carries."""
    return as_sent(text, Names()).strip()
