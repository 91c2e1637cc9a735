"""What a person's marks become: Slack's composer makes styles of `*bold*` and emoji of `:tada:` as they are typed."""

import re
from collections.abc import Callable, Iterator

from bot.playground.world.text import as_rich_text
from bot.playground.world.values import Json

_STYLE = {"`": "code", "*": "bold", "_": "italic", "~": "strike"}
_EDGE = r"(?<![\w{mark}]){mark}(?=[^\s{mark}])([^{mark}\n]+?)(?<=\S){mark}(?![\w{mark}])"
_MARKS = re.compile("|".join([*(_EDGE.format(mark=re.escape(m)) for m in _STYLE), r":([a-z0-9_+'-]+):"]))


def composed(text: str, new_id: Callable[[], str]) -> Json:
    """Returns the rich_text block that Slack makes of a stored text, with styles and emoji in place of their marks."""
    block = as_rich_text(text, new_id)
    section = block["elements"][0]
    section["elements"] = [leaf for element in section["elements"] for leaf in _leaves(element)]
    return block


def _leaves(element: Json) -> Iterator[Json]:
    if element["type"] != "text":
        yield element
        return
    text, end = element["text"], 0
    for match in _MARKS.finditer(text):
        leaf = _leaf(match)
        if leaf is None:
            continue
        if match.start() > end:
            yield {"type": "text", "text": text[end : match.start()]}
        yield leaf
        end = match.end()
    if end < len(text):
        yield {"type": "text", "text": text[end:]}


def _leaf(match: re.Match[str]) -> Json | None:
    if match.lastgroup is None and match.lastindex is not None and match.lastindex <= len(_STYLE):
        return {
            "type": "text",
            "text": match[match.lastindex],
            "style": {list(_STYLE.values())[match.lastindex - 1]: True},
        }
    from emoji import emojize  # its table is read where somebody types an emoji

    character = emojize(match[0], language="alias")
    if character == match[0]:
        return None
    return {"type": "emoji", "name": match[0].strip(":"), "unicode": "-".join(f"{ord(sign):04x}" for sign in character)}
