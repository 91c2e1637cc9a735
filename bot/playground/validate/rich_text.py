"""The rich_text block and its leaves (docs.slack.dev/reference/block-kit/blocks/rich-text-block)."""

from collections.abc import Mapping

from bot.playground.validate.objects import ANY_TYPE, CHANNEL_ID, ID, URL, USER_ID
from bot.playground.validate.schema import Bool, ByType, Enum, Int, Items, Obj, Spec, Str

_STYLE = Obj(
    {
        name: Bool()
        for name in ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
    }
)


def _leaf(fields: Mapping[str, Spec], *required: str) -> Obj:
    return Obj({"type": ANY_TYPE, "style": _STYLE, **fields}, ("type", *required))


_LEAVES: Mapping[str, Spec] = {
    "text": _leaf({"text": Str()}, "text"),
    "link": _leaf({"url": URL, "text": Str(min=0), "unsafe": Bool()}, "url"),
    "user": _leaf({"user_id": USER_ID}, "user_id"),
    "usergroup": _leaf({"usergroup_id": Str(pattern=r"S[A-Z0-9]+")}, "usergroup_id"),
    "team": _leaf({"team_id": Str(pattern=r"T[A-Z0-9]+")}, "team_id"),
    "channel": _leaf({"channel_id": CHANNEL_ID}, "channel_id"),
    "emoji": _leaf({"name": Str(), "unicode": Str(), "skin_tone": Int(1, 6)}, "name"),
    "broadcast": _leaf({"range": Enum(("here", "channel", "everyone"))}, "range"),
    "color": _leaf({"value": Str(pattern=r"#?[0-9a-fA-F]{6}")}, "value"),
    "date": _leaf(
        {"timestamp": Int(0, 99_999_999_999), "format": Str(), "url": URL, "fallback": Str(min=0)},
        "timestamp",
        "format",
    ),
}

_ELEMENTS = Items(ByType(lambda: _LEAVES), min=0)
_BORDER = Enum((0, 1))
_SECTION = Obj({"type": ANY_TYPE, "elements": _ELEMENTS}, ("type", "elements"))
_ONLY_SECTION: Mapping[str, Spec] = {"rich_text_section": _SECTION}

_PARTS: Mapping[str, Spec] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": Obj({"type": ANY_TYPE, "elements": _ELEMENTS, "border": _BORDER}, ("type", "elements")),
    "rich_text_preformatted": Obj(
        {"type": ANY_TYPE, "elements": _ELEMENTS, "border": _BORDER, "language": Str()}, ("type", "elements")
    ),
    "rich_text_list": Obj(
        {
            "type": ANY_TYPE,
            "style": Enum(("bullet", "ordered")),
            "elements": Items(ByType(lambda: _ONLY_SECTION)),
            "indent": Int(0, 8),
            "offset": Int(0, 1_000_000),
            "border": _BORDER,
        },
        ("type", "style", "elements"),
    ),
}

RICH_TEXT = Obj(
    {"type": ANY_TYPE, "block_id": ID, "elements": Items(ByType(lambda: _PARTS), min=0)}, ("type", "elements")
)
RICH_TEXT_ONLY = ByType(lambda: {"rich_text": RICH_TEXT})
