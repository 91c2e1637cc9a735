"""The Slack permissions of the app: what each is for, and what works without it. The README's table comes from here."""

from dataclasses import dataclass
from enum import StrEnum


class InManifest(StrEnum):
    """Whether the manifest asks for a scope, and whether the app can do without it."""

    NEEDED = "yes"
    OPTIONAL = "yes, optional"
    BY_HAND = "no, added by hand"


@dataclass(frozen=True, slots=True)
class Permission:
    """One bot scope, what the app does with it, and what is so without it."""

    name: str
    purpose: str
    without: str
    asked: InManifest = InManifest.NEEDED


SCOPES = (
    Permission("commands", "`/ladder` and the two shortcuts", "there is no `/ladder` and no shortcut"),
    Permission("chat:write", "digests and replies as direct messages; Ladder writes in no channel", "nothing is sent"),
    Permission("im:write", "opening the direct message with somebody", "some people can't be written to"),
    Permission(
        "users:read",
        "names, time zones, and whether somebody is a full member of the workspace",
        "nobody is let in and nothing is sent, because members can't be told from guests",
    ),
    Permission(
        "users:read.email",
        "finding the people of a roster by email address",
        "the roster needs Slack ids",
        InManifest.OPTIONAL,
    ),
    Permission(
        "files:read",
        "reading a file that an admin uploads in Ladder's own form",
        "an admin pastes the text instead",
        InManifest.OPTIONAL,
    ),
    Permission(
        "files:write",
        "pictures in Ladder's direct messages",
        "pictures come in words instead",
        InManifest.OPTIONAL,
    ),
    Permission(
        "im:history",
        "looking in Ladder's own direct messages, and nowhere else, whether a doubtful digest arrived",
        "a doubtful digest stays on the Home tab and isn't sent again. How to add it: docs/operations.md",
        InManifest.BY_HAND,
    ),
)

_BY_NAME = {scope.name: scope for scope in SCOPES}


def purpose_of(name: str) -> str:
    """What the app does with a scope; "" for one that it has no use for."""
    return _BY_NAME[name].purpose if name in _BY_NAME else ""


def missing(needed: str) -> str:
    """What to tell somebody when Slack says that the app lacks a scope (`needed`, as Slack names it)."""
    names = [name.strip() for name in needed.split(",") if name.strip()]
    named = " or ".join(f"`{name}`" for name in names)
    without = next((f" Without it, {_BY_NAME[name].without}." for name in names if name in _BY_NAME), "")
    lacks = f"The app lacks the permission {named}." if names else "The app lacks a permission."
    return f"{lacks}{without} Whoever runs Ladder can add it in the app's Slack settings and install the app again."
