"""What a person types, as Slack puts it on the wire: escaped, with mentions and links marked up."""

import re
from collections.abc import Callable, Iterator

from bot.playground.world.values import Json
from bot.playground.world.workspace import Workspace

_MARKED = re.compile(
    r"<@(?P<user_id>[UW][A-Z0-9]+)>|<#(?P<channel_id>C[A-Z0-9]+)>"
    r"|(?P<picked><#[CG][A-Z0-9]+\|[^<>]*>|<!subteam\^S[A-Z0-9]+(?:\|[^<>]*)?>)"
    r"|(?<![\w@])@(?P<name>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)|(?<![\w#&])#(?P<channel>[a-z0-9][a-z0-9_-]*)"
    r"|(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)\]'\"])"
)
_BROADCASTS = ("channel", "here", "everyone")


def escaped(text: str) -> str:
    """Returns the text with & < > as Slack escapes them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def on_the_wire(workspace: Workspace, text: str, *, named: bool = False) -> str:
    """Returns typed text as stored, escaped but for what Slack marks up.

    `@ana` becomes <@U…>, `#general` <#C…|general>, `@here` <!here>, an address <https://…>. `<@U…>` of a known person
    stays, as if picked from the list, and so do a channel with a label and a group; `<!channel>` typed out is escaped.
    `named` adds names to people (<@U…|ana>), as slash commands do.
    """
    out, end = [], 0
    for match in _MARKED.finditer(text):
        marked = _marked(workspace, match, named)
        if marked is not None:
            out += [escaped(text[end : match.start()]), marked]
            end = match.end()
    return "".join([*out, escaped(text[end:])])


def _marked(workspace: Workspace, match: re.Match[str], named: bool) -> str | None:
    kind, value = match.lastgroup, match.group(match.lastgroup or 0)
    if kind == "picked":
        return value
    if kind == "url":
        return f"<{escaped(value)}>"
    if kind == "name" and value in _BROADCASTS:
        return f"<!{value}>"
    if kind in ("name", "user_id"):
        return _person(workspace, value, named)
    channel = next((c for c in workspace.channels() if c.name and value in (c.id, c.name)), None)
    return f"<#{channel.id}|{channel.name}>" if channel else None


def _person(workspace: Workspace, value: str, named: bool) -> str | None:
    user = next((user for user in workspace.users() if value in (user.id, user.name)), None)
    if user is None:
        return None
    return f"<@{user.id}|{user.name}>" if named else f"<@{user.id}>"


_STORED = re.compile(r"<(?P<sign>@|#|!)?(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")


def as_rich_text(text: str, new_id: Callable[[], str]) -> Json:
    """Returns the rich_text block that Slack makes of a person's stored text."""
    section = {"type": "rich_text_section", "elements": list(_leaves(text))}
    return {"type": "rich_text", "block_id": new_id(), "elements": [section]}


def _leaves(text: str) -> Iterator[Json]:
    end = 0
    for match in _STORED.finditer(text):
        yield from _words(text[end : match.start()])
        yield _leaf(match["sign"], match["target"])
        end = match.end()
    yield from _words(text[end:])


def _words(text: str) -> Iterator[Json]:
    if text:
        yield {"type": "text", "text": unescaped(text)}


def _leaf(sign: str | None, target: str) -> Json:
    if sign == "@":
        return {"type": "user", "user_id": target}
    if sign == "#":
        return {"type": "channel", "channel_id": target}
    if sign == "!":
        return {"type": "broadcast", "range": target}
    return {"type": "link", "url": unescaped(target)}


def unescaped(text: str) -> str:
    """Returns the text with &lt; &gt; &amp; turned back."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
