"""The workspace: users, channels, messages, views, homes and files behind one lock, with a counter of changes."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.playground.world.clock import Clock, WorkspaceTime
from bot.playground.world.values import Channel, ChannelKind, File, Json, Message, User, View


@dataclass(frozen=True, slots=True)
class Team:
    """The workspace's own name: `domain` is the first part of its address."""

    id: str = "T0LOCAL01"
    name: str = "Local workspace"
    domain: str = "local-workspace"


Typed = dict[str, dict[str, Json]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a workspace held at one moment."""

    held: tuple[dict[Any, Any], ...]
    messages: dict[str, dict[str, Message]]
    offset: timedelta


class Workspace:
    """Everything a workspace holds. Each method is safe to call from any thread; values that come out never change."""

    def __init__(self, team: Team, clock: Clock) -> None:
        self.team = team
        self.base_url = "http://127.0.0.1"
        self._time = WorkspaceTime(clock)
        self._changed = threading.Condition(threading.RLock())
        self._version = 0
        self._ids = itertools.count(1)
        self._users: dict[str, User] = {}
        self._channels: dict[str, Channel] = {}
        self._messages: dict[str, dict[str, Message]] = {}
        self._views: dict[str, tuple[View, ...]] = {}
        self._homes: dict[str, View] = {}
        self._files: dict[str, File] = {}
        self._typed: dict[tuple[str, str, str], Typed] = {}

    # --- change and time

    @contextmanager
    def changing(self) -> Iterator[int]:
        """Holds the lock around one change; yields the change's number and wakes those who wait when it is made."""
        with self._changed:
            self._version += 1
            yield self._version
            self._changed.notify_all()

    @property
    def version(self) -> int:
        """The number of changes so far."""
        with self._changed:
            return self._version

    def wait_for_change(self, since: int, timeout: float) -> int:
        """Returns the change counter as soon as it is past `since`, or after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._version > since, timeout)
            return self._version

    def now(self) -> datetime:
        """Returns the workspace's date and time, in UTC."""
        with self._changed:
            return self._time.now()

    def set_now(self, moment: datetime) -> None:
        """Makes `moment` (aware) the workspace's present; time runs on from there."""
        with self.changing():
            self._time.move_to(moment)

    def new_id(self, prefix: str) -> str:
        """Returns a fresh id such as "D00000007L": the prefix, then a running number in Slack's length."""
        with self._changed:
            return f"{prefix}{next(self._ids):08d}L"

    # --- users

    def put_user(self, user: User) -> User:
        """Adds the user, or replaces the one with the same id."""
        with self.changing():
            self._users[user.id] = user
        return user

    def user(self, user_id: str) -> User | None:
        """Returns the user, or None."""
        with self._changed:
            return self._users.get(user_id)

    def users(self) -> tuple[User, ...]:
        """Returns all users in the order they were added, deleted ones too."""
        with self._changed:
            return tuple(self._users.values())

    # --- channels

    def put_channel(self, channel: Channel) -> Channel:
        """Adds the channel, or replaces the one with the same id."""
        with self.changing():
            self._channels[channel.id] = channel
            self._messages.setdefault(channel.id, {})
        return channel

    def channel(self, channel_id: str) -> Channel | None:
        """Returns the channel, or None."""
        with self._changed:
            return self._channels.get(channel_id)

    def channels(self) -> tuple[Channel, ...]:
        """Returns all channels in the order they were added."""
        with self._changed:
            return tuple(self._channels.values())

    def channels_of(self, user_id: str) -> tuple[Channel, ...]:
        """Returns the channels and direct messages this user is a member of."""
        return tuple(channel for channel in self.channels() if user_id in channel.members)

    def dm(self, first: str, second: str) -> Channel | None:
        """Returns the direct message between two users, or None if it was never opened."""
        pair = frozenset((first, second))
        return next((c for c in self.channels() if c.kind is ChannelKind.DM and c.members == pair), None)

    def open_dm(self, first: str, second: str) -> Channel:
        """Returns the direct message between two users, opening it if need be."""
        with self._changed:
            created = int(self.now().timestamp())
            return self.dm(first, second) or self.put_channel(
                Channel(id=self.new_id("D"), kind=ChannelKind.DM, members=frozenset((first, second)), created=created)
            )

    # --- messages

    def add_message(self, message: Message) -> Message:
        """Stores a new message and returns it as stored; an empty `ts` becomes the workspace's present."""
        with self.changing() as number:
            ts = message.ts or self._free_ts(message.channel)
            stored = replace(message, ts=ts, changed=number)
            self._messages[message.channel][ts] = stored
            return stored

    def change_message(self, message: Message) -> Message:
        """Replaces the message with the same channel and `ts`."""
        with self.changing() as number:
            stored = replace(message, changed=number)
            self._messages[message.channel][message.ts] = stored
            return stored

    def remove_message(self, channel_id: str, ts: str) -> None:
        """Removes a message; one that is not there is no error."""
        with self.changing():
            self._messages.get(channel_id, {}).pop(ts, None)

    def message(self, channel_id: str, ts: str) -> Message | None:
        """Returns the message, or None."""
        with self._changed:
            return self._messages.get(channel_id, {}).get(ts)

    def messages(self, channel_id: str) -> tuple[Message, ...]:
        """Returns a channel's messages, oldest first, replies and everyone's ephemeral ones too."""
        with self._changed:
            return tuple(sorted(self._messages.get(channel_id, {}).values(), key=lambda message: message.ts))

    def visible_to(self, user_id: str, channel_id: str | None = None) -> tuple[Message, ...]:
        """Returns the messages a person can see, oldest first: in one channel, or in all they are a member of."""
        channels = [c.id for c in self.channels_of(user_id) if channel_id in (None, c.id)]
        seen = (m for channel in channels for m in self.messages(channel) if m.ephemeral_to in (None, user_id))
        return tuple(sorted(seen, key=lambda message: message.ts))

    def _free_ts(self, channel_id: str) -> str:
        micros = int(self._time.now().timestamp() * 1_000_000)
        while (ts := f"{micros // 1_000_000}.{micros % 1_000_000:06d}") in self._messages[channel_id]:
            micros += 1
        return ts

    # --- views

    def stack(self, user_id: str) -> tuple[View, ...]:
        """Returns the person's open modals, the one in front last."""
        with self._changed:
            return self._views.get(user_id, ())

    def put_stack(self, user_id: str, views: tuple[View, ...]) -> None:
        """Replaces the person's open modals."""
        with self.changing() as number:
            old = {view.id: view for view in self._views.get(user_id, ())}
            self._views[user_id] = tuple(v if v == old.get(v.id) else replace(v, changed=number) for v in views)

    def view(self, view_id: str) -> View | None:
        """Returns an open modal or a Home tab by its id, or None."""
        return next((view for view in self.views() if view.id == view_id), None)

    def views(self) -> tuple[View, ...]:
        """Returns every open modal and every Home tab."""
        with self._changed:
            return tuple(itertools.chain(*self._views.values(), self._homes.values()))

    def change_view(self, view: View) -> View:
        """Replaces the open modal or Home tab with the same id; one that was closed meanwhile stays closed."""
        with self.changing() as number:
            stored = replace(view, changed=number)
            home = self._homes.get(view.user)
            if home is not None and home.id == view.id:
                self._homes[view.user] = stored
            stack = self._views.get(view.user, ())
            self._views[view.user] = tuple(stored if open_.id == view.id else open_ for open_ in stack)
            return stored

    def home(self, user_id: str) -> View | None:
        """Returns the person's Home tab as last published, or None."""
        with self._changed:
            return self._homes.get(user_id)

    def put_home(self, view: View) -> View:
        """Publishes a Home tab for `view.user`."""
        with self.changing() as number:
            self._homes[view.user] = replace(view, changed=number)
            return self._homes[view.user]

    # --- files

    def put_file(self, file: File) -> File:
        """Adds the file, or replaces the one with the same id."""
        with self.changing():
            self._files[file.id] = file
        return file

    def file(self, file_id: str) -> File | None:
        """Returns the file, or None."""
        with self._changed:
            return self._files.get(file_id)

    def files(self) -> tuple[File, ...]:
        """Returns all files in the order they were reserved."""
        with self._changed:
            return tuple(self._files.values())

    # --- what people chose in messages

    def typed_in(self, user_id: str, message: Message) -> Typed:
        """Returns the state values this person has chosen in a message's menus, by block id and action id."""
        with self._changed:
            return self._typed.get((user_id, message.channel, message.ts), {})

    def put_typed_in(self, user_id: str, message: Message, typed: Typed) -> None:
        """Replaces what this person has chosen in a message's menus."""
        with self.changing():
            self._typed[user_id, message.channel, message.ts] = typed

    # --- keeping and going back

    def kept(self) -> Kept:
        """Returns all that the workspace holds, to go back to."""
        with self._changed:
            held = (self._users, self._channels, self._views, self._homes, self._files, self._typed)
            return Kept(
                tuple(dict(part) for part in held), {c: dict(m) for c, m in self._messages.items()}, self._time.offset
            )

    def go_back(self, kept: Kept) -> None:
        """Makes the workspace hold what it held when `kept` was taken, its date included."""
        with self.changing():
            self._users, self._channels, self._views, self._homes, self._files, self._typed = (
                dict(part) for part in kept.held
            )
            self._messages = {channel: dict(messages) for channel, messages in kept.messages.items()}
            self._time.offset = kept.offset

    def clear(self) -> None:
        """Forgets messages, views, homes and files; users, channels and the date stay."""
        with self.changing():
            self._messages = {channel: {} for channel in self._channels}
            self._views, self._homes, self._files, self._typed = {}, {}, {}, {}
