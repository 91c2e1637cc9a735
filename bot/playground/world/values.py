"""What a workspace holds, as frozen values. Blocks, views and metadata stay the JSON that the app sent."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]
Typed = dict[str, dict[str, Json]]
"""What a person has entered, as state values by block id and action id."""


@dataclass(frozen=True, slots=True)
class Team:
    """The workspace's own name: `domain` is the first part of its address."""

    id: str = "T0LOCAL01"
    name: str = "Local workspace"
    domain: str = "local-workspace"


class ChannelKind(StrEnum):
    """The three kinds of place a message can stand in."""

    PUBLIC = "public"
    PRIVATE = "private"
    DM = "im"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A member of the workspace. `name` is the handle, `tz` an IANA name; a stranger belongs to another workspace."""

    id: str
    name: str
    team_id: str
    real_name: str = ""
    tz: str = "Europe/London"
    email: str = ""
    title: str = ""
    locale: str = "en-GB"
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    is_stranger: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place for messages. A direct message has no name and two members."""

    id: str
    kind: ChannelKind
    name: str = ""
    members: frozenset[str] = frozenset()
    is_archived: bool = False
    created: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as stored.

    `ts` is Slack's "seconds.microseconds", unique in its channel. `ephemeral_to` names the one person who sees it.
    `system` marks Slack's own words to a person, such as "/ladder failed with the error …". `pings` holds what the
    unescaped mentions in text and blocks would notify: "channel", "here", "everyone" or user ids. `shape` holds fields
    that Slack sends with messages of other kinds (subtype, username, files from elsewhere …), handed on as they are; a
    message that an app posted under a name of its own has no `user`. `changed` is the workspace's counter when it was
    last written.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    bot_id: str | None = None
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    metadata: Json | None = None
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    files: tuple[str, ...] = ()
    system: bool = False
    pings: tuple[str, ...] = ()
    shape: Json = field(default_factory=dict)
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An open modal or a Home tab. `body` is the view as the app gave it, with missing block and action ids filled in.

    `typed` holds what the person has entered so far; `errors` the texts beside blocks after a refused submission;
    `notice` Slack's own line ("We had some trouble connecting. Try again?").
    """

    id: str
    user: str
    hash: str
    body: Json
    root_id: str = ""
    previous_id: str | None = None
    typed: Typed = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file: reserved by its uploader, `data` once the bytes came, `shared_in` the channels it was completed into."""

    id: str
    user: str
    name: str
    length: int
    title: str = ""
    mimetype: str = "application/octet-stream"
    alt_text: str = ""
    data: bytes | None = None
    shared_in: tuple[str, ...] = ()
    created: int = 0
    complete: bool = False
