"""What the browser page shows: one JSON for a person and the channel they look at, and what they have not seen yet."""

import threading
from collections.abc import Iterable, Sequence

from bot.playground.world.errors import ActRefused
from bot.playground.world.values import Channel, ChannelKind, File, Json, Message, User, View
from bot.playground.world.workspace import Workspace


class Seen:
    """Which messages each person has seen. What was written before anybody looked at the page counts as seen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: str | None = None
        self._seen: dict[tuple[str, str], frozenset[str]] = {}

    def begin(self, now: str) -> None:
        """Takes the `ts` of the first look; later calls do nothing."""
        with self._lock:
            self._since = self._since or now

    def forget(self) -> None:
        """Begins anew, as the workspace does with a reset."""
        with self._lock:
            self._since, self._seen = None, {}

    def mark(self, user: str, channel: str, messages: Iterable[Message]) -> None:
        """Counts these messages of a channel as seen by a person."""
        with self._lock:
            before = self._seen.get((user, channel), frozenset())
            self._seen[user, channel] = before | {message.ts for message in messages}

    def unseen(self, user: str, messages: Iterable[Message]) -> list[Message]:
        """Returns those messages that a person has not seen; their own, replies and ephemerals do not count."""
        with self._lock:
            since = self._since or ""
            return [
                m
                for m in messages
                if m.ts > since and m.ts not in self._seen.get((user, m.channel), frozenset()) and _counts(m, user)
            ]


def _counts(message: Message, user: str) -> bool:
    is_reply = message.thread_ts not in (None, message.ts)
    return message.user != user and not is_reply and message.ephemeral_to is None


def actors(workspace: Workspace) -> list[User]:
    """Returns the people one can act as: no bots, nobody who left."""
    return [user for user in workspace.users() if not user.is_bot and not user.deleted]


def page_state(
    workspace: Workspace, seen: Seen, tries: Sequence[Json], user_id: str | None, channel_id: str | None
) -> Json:
    """Returns what the page shows; an unknown person or place becomes the first there is.

    Raises ActRefused while there are no people yet.
    """
    people = actors(workspace)
    if not people:
        raise ActRefused("Nobody is here yet.")
    seen.begin(workspace.now_ts())
    user = next((person for person in people if person.id == user_id), people[0])
    channels = [_channel(workspace, seen, user.id, channel) for channel in workspace.channels_of(user.id)]
    here = _place(channels, channel_id)
    messages = workspace.visible_to(user.id, here) if here else ()
    threads = _threads(messages)
    home = workspace.home(user.id)
    return {
        "version": workspace.version,
        "now": workspace.now().isoformat(),
        "workspace": {"id": workspace.team.id, "name": workspace.team.name, "domain": workspace.team.domain},
        "me": user.id,
        "channel": here,
        "app": {"user_id": workspace.app.bot_user_id, "read_only": workspace.app.manifest.messages_read_only},
        "tries": list(tries),
        "commands": _commands(workspace),
        "shortcuts": _shortcuts(workspace),
        "users": [_user(workspace, seen, person) for person in workspace.users()],
        "channels": channels,
        "messages": [_message(workspace, user.id, message, threads.get(message.ts, ())) for message in messages],
        "files": {file.id: file_shown(file) for file in _files(workspace, messages)},
        "views": [_view(view) for view in workspace.stack(user.id)],
        "home": _view(home) if home else None,
    }


def _place(channels: Sequence[Json], wanted: str | None) -> str | None:
    ids = [channel["id"] for channel in channels]
    if wanted in ids:
        return wanted
    general = [channel["id"] for channel in channels if channel["name"] == "general"]
    return next(iter([*general, *ids]), None)


def _commands(workspace: Workspace) -> list[Json]:
    commands = workspace.app.manifest.commands
    return [{"name": c.name, "description": c.description, "hint": c.hint} for c in commands]


def _shortcuts(workspace: Workspace) -> list[Json]:
    return [
        {"callback_id": s.callback_id, "name": s.name, "description": s.description, "on_message": s.on_message}
        for s in workspace.app.manifest.shortcuts
    ]


def _user(workspace: Workspace, seen: Seen, user: User) -> Json:
    direct = [c for c in workspace.channels_of(user.id) if c.kind is ChannelKind.DM]
    unread = [message for channel in direct for message in _unseen(workspace, seen, user.id, channel)]
    latest = max(unread, key=lambda message: message.ts, default=None)
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "deleted": user.deleted,
        "unread": len(unread),
        "latest": latest and {"channel": latest.channel, "user": latest.user, "ts": latest.ts},
    }


def _unseen(workspace: Workspace, seen: Seen, user_id: str, channel: Channel) -> list[Message]:
    return seen.unseen(user_id, workspace.messages(channel.id))


def _channel(workspace: Workspace, seen: Seen, user_id: str, channel: Channel) -> Json:
    messages = workspace.messages(channel.id)
    unseen = seen.unseen(user_id, messages)
    everyone = {"channel", "here", "everyone", user_id}
    return {
        "id": channel.id,
        "kind": channel.kind.value,
        "name": channel.name,
        "members": sorted(channel.members),
        "is_archived": channel.is_archived,
        "unread": len(unseen),
        "mentions": sum(1 for message in unseen if everyone & set(message.pings)),
        "first_unread": unseen[0].ts if unseen else None,
        "last_ts": messages[-1].ts if messages else "",
    }


def _message(workspace: Workspace, user_id: str, message: Message, answers: Sequence[Message]) -> Json:
    return {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "bot_id": message.bot_id,
        "app_name": _app_name(message),
        "blocks": list(message.blocks),
        "attachments": list(message.attachments),
        "thread_ts": message.thread_ts,
        "ephemeral_to": message.ephemeral_to,
        "edited_ts": message.edited_ts,
        "files": list(message.files),
        "files_elsewhere": message.shape.get("files", []),
        "system": message.system,
        "typed": workspace.typed_in(user_id, message),
        "replies": _replies(answers),
    }


def _app_name(message: Message) -> str:
    """The name an app posted under; "" for a message with a user."""
    profile = message.shape.get("bot_profile")
    named = profile.get("name") if isinstance(profile, dict) else None
    return "" if message.user else str(message.shape.get("username") or named or "An app")


def _threads(messages: Sequence[Message]) -> dict[str, list[Message]]:
    threads: dict[str, list[Message]] = {}
    for message in messages:
        if message.thread_ts not in (None, message.ts):
            threads.setdefault(message.thread_ts or "", []).append(message)
    return threads


def _replies(answers: Sequence[Message]) -> Json:
    people = list(dict.fromkeys(message.user for message in answers))
    return {"count": len(answers), "last_ts": answers[-1].ts if answers else None, "users": people}


def _view(view: View) -> Json:
    return {
        "id": view.id,
        "body": view.body,
        "typed": view.typed,
        "errors": view.errors,
        "notice": view.notice,
        "changed": view.changed,
    }


def _files(workspace: Workspace, messages: Sequence[Message]) -> list[File]:
    files = (workspace.file(file_id) for message in messages for file_id in message.files)
    return [file for file in files if file is not None and file.data is not None]


def file_shown(file: File) -> Json:
    """Returns a file's description for the page, with the address it can be fetched from there."""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "size": file.length,
        "alt_text": file.alt_text,
        "url": f"/page/file/{file.id}",
    }
