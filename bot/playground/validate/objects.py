"""Composition objects: texts, options, confirmations, images (docs.slack.dev/reference/block-kit)."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.playground.validate.schema import (
    Bool,
    ByType,
    Complaints,
    Enum,
    Items,
    Obj,
    Spec,
    Str,
    at_least_one,
    exactly_one,
)
from bot.playground.world.values import Json

ANY_TYPE = Str()
ID = Str(255)
URL = Str(3000, pattern=r"[A-Za-z][A-Za-z0-9+.-]*:\S+", says="must be a valid url")
USER_ID = Str(pattern=r"[UW][A-Z0-9]+", says="must be a valid user id")
CHANNEL_ID = Str(pattern=r"[CG][A-Z0-9]+", says="must be a valid channel id")
CONVERSATION_ID = Str(pattern=r"[CGDUW][A-Z0-9]+", says="must be a valid conversation id")


def plain(limit: int) -> Spec:
    """Returns a plain_text object of 1 to `limit` characters."""
    fields: Mapping[str, Spec] = {"type": ANY_TYPE, "text": Str(limit), "emoji": Bool()}
    table: Mapping[str, Spec] = {"plain_text": Obj(fields, ("type", "text"))}
    return ByType(lambda: table)


def text(limit: int) -> Spec:
    """Returns a plain_text or mrkdwn object of 1 to `limit` characters."""
    plain_fields: Mapping[str, Spec] = {"type": ANY_TYPE, "text": Str(limit), "emoji": Bool()}
    mrkdwn_fields: Mapping[str, Spec] = {"type": ANY_TYPE, "text": Str(limit), "verbatim": Bool()}
    table: Mapping[str, Spec] = {
        "plain_text": Obj(plain_fields, ("type", "text")),
        "mrkdwn": Obj(mrkdwn_fields, ("type", "text")),
    }
    return ByType(lambda: table)


CONFIRM = Obj(
    {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": Enum(("primary", "danger")),
    },
    ("title", "text", "confirm", "deny"),
)

# The documents say 150 characters for an option's value, @slack/types says 75: the narrower one holds.
OPTION_VALUE = Str(75)


def _option(label: Spec, more: Mapping[str, Spec]) -> Obj:
    return Obj({"text": label, "value": OPTION_VALUE, "description": label, **more}, ("text", "value"))


OPTION = _option(plain(75), {})
OVERFLOW_OPTION = _option(plain(75), {"url": URL})
TICK_OPTION = _option(text(75), {})
OPTION_GROUP = Obj({"label": plain(75), "options": Items(OPTION, 100)}, ("label", "options"))

DISPATCH = Obj(
    {"trigger_actions_on": Items(Enum(("on_enter_pressed", "on_character_entered")), 2)}, ("trigger_actions_on",)
)

FILTER = Obj(
    {
        "include": Items(Enum(("im", "mpim", "private", "public"))),
        "exclude_external_shared_channels": Bool(),
        "exclude_bot_users": Bool(),
    },
    rules=(at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)


def _image_exists(value: Json, at: str, complaints: Complaints) -> None:
    if "id" in value and not complaints.is_image_file(value["id"]):
        complaints.add("invalid slack file", at)


SLACK_FILE = Obj({"id": Str(), "url": URL}, rules=(exactly_one("id", "url"), _image_exists))


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host in ("", "localhost") or host.endswith((".localhost", ".local", ".internal"))


def image_can_be_fetched(value: Json, at: str, complaints: Complaints) -> None:
    """Finds an image address that Slack's servers cannot reach: not http(s), or on a private host."""
    if "image_url" in value:
        address = urlsplit(value["image_url"])
        if address.scheme not in ("http", "https") or _is_private(address.hostname or ""):
            complaints.add("downloading image failed", f"{at}/image_url")


IMAGE_RULES = (exactly_one("image_url", "slack_file"), image_can_be_fetched)
IMAGE = Obj(
    {"type": ANY_TYPE, "image_url": URL, "slack_file": SLACK_FILE, "alt_text": Str(2000)},
    ("type", "alt_text"),
    IMAGE_RULES,
)
