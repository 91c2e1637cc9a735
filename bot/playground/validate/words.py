"""The words of a payload: how many characters it shows, and whom it would notify."""

import re
from collections.abc import Iterator

_MENTION = re.compile(r"<(?:!(here|channel|everyone)|@([UW][A-Z0-9]+)|!subteam\^(S[A-Z0-9]+))(?:[|^][^<>]*)?>")
_TABLES = ("table", "data_table")


def strings(value: object) -> Iterator[str]:
    """Yields every string under a "text" key, at any depth, tables left out."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict) and value.get("type") not in _TABLES:
        for name, item in value.items():
            if name == "text" and isinstance(item, str):
                yield item
            else:
                yield from strings(item)


def characters(value: object) -> int:
    """Returns the number of characters under "text" keys, tables left out."""
    return sum(len(words) for words in strings(value))


def pings(text: str, blocks: object) -> tuple[str, ...]:
    """Returns whom a message would notify, sorted: "channel", "here", "everyone", user and user group ids.

    Mentions count in the text, in mrkdwn and markdown, and as rich_text leaves; not in plain_text, not when escaped.
    """
    return tuple(sorted({*_in_words(text), *_in_blocks(blocks)}))


def _in_words(words: str) -> Iterator[str]:
    for match in _MENTION.finditer(words):
        yield next(group for group in match.groups() if group)


def _in_blocks(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _in_blocks(item)
    elif isinstance(value, dict):
        yield from _in_object(value)


def _in_object(value: dict[str, object]) -> Iterator[str]:
    kind = value.get("type")
    leaf = {"user": "user_id", "usergroup": "usergroup_id", "broadcast": "range"}.get(str(kind))
    if leaf is not None and leaf in value:
        yield str(value[leaf])
    elif kind in ("mrkdwn", "markdown"):
        yield from _in_words(str(value.get("text", "")))
    else:
        for item in value.values():
            yield from _in_blocks(item)
