"""The words of a rich_text block, which says exactly what a message holds: nothing in it has to be guessed.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.message_words.emoji import character_of, from_code_points, toned
from handlers.message_words.mentions import Names
from handlers.message_words.mrkdwn import link

Json = Mapping[str, Any]
_BULLETS = "•◦▪"
_DEEPEST_LIST = 8
_TONES = range(2, 7)


def string(value: object) -> str:
    """The value if it is a text, else ""."""
    return value if isinstance(value, str) else ""


def objects(value: object) -> list[Json]:
    """The objects of a list; whatever else stands there is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def rich_words(block: Json, names: Names) -> str:
    """A rich_text block line by line."""
    return "\n".join(_part(part, names) for part in objects(block.get("elements")))


def _part(part: Json, names: Names) -> str:
    if part.get("type") == "rich_text_list":
        return _listed(part, names)
    return _line(part, names).removesuffix("\n")


def _line(part: Json, names: Names) -> str:
    return "".join([_leaf(leaf, names) for leaf in objects(part.get("elements"))])


def _listed(part: Json, names: Names) -> str:
    depth = min(_number(part.get("indent")), _DEEPEST_LIST)
    first = _number(part.get("offset")) + 1
    ordered = part.get("style") == "ordered"
    bullet = _BULLETS[depth % len(_BULLETS)]
    items = enumerate(objects(part.get("elements")), first)
    return "\n".join(f"{'    ' * depth}{f'{at}.' if ordered else bullet} {_line(item, names)}" for at, item in items)


def _number(value: object) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _leaf(leaf: Json, names: Names) -> str:
    read = _LEAVES.get(string(leaf.get("type")))
    return read(leaf, names) if read else string(leaf.get("text")) or string(leaf.get("fallback"))


def _emoji(leaf: Json, _: Names) -> str:
    name, tone = string(leaf.get("name")), _number(leaf.get("skin_tone"))
    given = from_code_points(string(leaf.get("unicode")))
    shown = given or character_of(name)
    if not shown:
        return f":{name}:" if name else ""
    return toned(shown, tone) if tone in _TONES else shown


_LEAVES: Mapping[str, Callable[[Json, Names], str]] = {
    "text": lambda leaf, _: string(leaf.get("text")),
    "link": lambda leaf, _: link(string(leaf.get("url")), string(leaf.get("text"))),
    "emoji": _emoji,
    "user": lambda leaf, names: names.person(string(leaf.get("user_id"))),
    "usergroup": lambda leaf, names: names.group(string(leaf.get("usergroup_id"))),
    "channel": lambda leaf, names: names.channel(string(leaf.get("channel_id"))),
    "broadcast": lambda leaf, names: names.everyone(string(leaf.get("range"))),
    "date": lambda leaf, _: string(leaf.get("fallback")),
    "color": lambda leaf, _: string(leaf.get("value")),
}
