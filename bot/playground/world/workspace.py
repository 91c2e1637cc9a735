"""The workspace: users, channels, messages, views, homes and files behind one lock, with a counter of changes."""

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.playground.world.clock import Clock
from bot.playground.world.contents import Contents
from bot.playground.world.installation import Installation
from bot.playground.world.steps import Steps
from bot.playground.world.triggers import ResponseUrls, Tickets, Triggers
from bot.playground.world.values import Channel, ChannelKind, File, Message, Team, Typed, User, View


class Workspace:
    """Everything a workspace holds, and the one app installed in it.

    Each method is safe to call from any thread; values that come out never change.
    """

    def __init__(self, team: Team, clock: Clock, app: Installation) -> None:
        self.team, self.clock, self.app = team, clock, app
        self.base_url = "http://127.0.0.1"
        self.free_plan = False
        self.triggers, self.tickets, self.steps = Triggers(clock.monotonic), Tickets(), Steps()
        self.response_urls = ResponseUrls(lambda: self.now().timestamp())
        self._changed = threading.Condition(threading.RLock())
        self._version = 0
        self._ids = itertools.count(1)
        self._held = Contents()
        self._kept: Contents | None = None
        self._on_time: list[Callable[[datetime], None]] = []
        self._on_reset: list[Callable[[], None]] = []

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
            return datetime.fromtimestamp(self.clock.wall(), UTC) + self._held.offset

    def now_ts(self) -> str:
        """Returns the workspace's present as Slack writes times."""
        return f"{self.now().timestamp():.6f}"

    def set_now(self, moment: datetime) -> None:
        """Makes `moment` (aware) the workspace's present, without a word to anybody; time runs on from there."""
        with self.changing():
            self._held.offset = moment.astimezone(UTC) - datetime.fromtimestamp(self.clock.wall(), UTC)

    def move_to(self, moment: datetime) -> None:
        """Makes `moment` (aware) the present and tells those who asked with `on_time`, one after the other."""
        self.set_now(moment)
        for tell in self._on_time:
            tell(moment)

    def on_time(self, callback: Callable[[datetime], None]) -> None:
        """Has `callback` called with the new date after each `move_to`."""
        self._on_time.append(callback)

    def new_id(self, prefix: str) -> str:
        """Returns a fresh id such as "D00000007L": the prefix, then a running number in Slack's length."""
        with self._changed:
            return f"{prefix}{next(self._ids):08d}L"

    def new_element_id(self) -> str:
        """Returns an id for a block or element that came without one."""
        return self.new_id("b")

    # --- users

    def put_user(self, user: User) -> User:
        """Adds the user, or replaces the one with the same id."""
        with self.changing():
            self._held.users[user.id] = user
        return user

    def user(self, user_id: str) -> User | None:
        """Returns the user, or None."""
        with self._changed:
            return self._held.users.get(user_id)

    def users(self) -> tuple[User, ...]:
        """Returns all users in the order they were added, deleted ones too."""
        with self._changed:
            return tuple(self._held.users.values())

    # --- channels

    def put_channel(self, channel: Channel) -> Channel:
        """Adds the channel, or replaces the one with the same id."""
        with self.changing():
            self._held.channels[channel.id] = channel
            self._held.messages.setdefault(channel.id, {})
        return channel

    def channel(self, channel_id: str) -> Channel | None:
        """Returns the channel, or None."""
        with self._changed:
            return self._held.channels.get(channel_id)

    def channels(self) -> tuple[Channel, ...]:
        """Returns all channels in the order they were added."""
        with self._changed:
            return tuple(self._held.channels.values())

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
            self._held.messages[message.channel][ts] = stored
            return stored

    def change_message(self, message: Message) -> Message:
        """Replaces the message with the same channel and `ts`."""
        with self.changing() as number:
            stored = replace(message, changed=number)
            self._held.messages[message.channel][message.ts] = stored
            return stored

    def remove_message(self, channel_id: str, ts: str) -> None:
        """Removes a message; one that is not there is no error."""
        with self.changing():
            self._held.messages.get(channel_id, {}).pop(ts, None)

    def message(self, channel_id: str, ts: str) -> Message | None:
        """Returns the message, or None."""
        with self._changed:
            return self._held.messages.get(channel_id, {}).get(ts)

    def messages(self, channel_id: str) -> tuple[Message, ...]:
        """Returns a channel's messages, oldest first, replies and everyone's ephemeral ones too."""
        with self._changed:
            return tuple(sorted(self._held.messages.get(channel_id, {}).values(), key=lambda message: message.ts))

    def visible_to(self, user_id: str, channel_id: str | None = None) -> tuple[Message, ...]:
        """Returns the messages a person can see, oldest first: in one channel, or in all they are a member of."""
        channels = [c.id for c in self.channels_of(user_id) if channel_id in (None, c.id)]
        seen = (m for channel in channels for m in self.messages(channel) if m.ephemeral_to in (None, user_id))
        return tuple(sorted(seen, key=lambda message: message.ts))

    def _free_ts(self, channel_id: str) -> str:
        micros = int(self.now().timestamp() * 1_000_000)
        while (ts := f"{micros // 1_000_000}.{micros % 1_000_000:06d}") in self._held.messages[channel_id]:
            micros += 1
        return ts

    # --- views

    def stack(self, user_id: str) -> tuple[View, ...]:
        """Returns the person's open modals, the one in front last."""
        with self._changed:
            return self._held.views.get(user_id, ())

    def put_stack(self, user_id: str, views: tuple[View, ...]) -> None:
        """Replaces the person's open modals."""
        with self.changing() as number:
            old = {view.id: view for view in self._held.views.get(user_id, ())}
            self._held.views[user_id] = tuple(v if v == old.get(v.id) else replace(v, changed=number) for v in views)

    def view(self, view_id: str) -> View | None:
        """Returns an open modal or a Home tab by its id, or None."""
        return next((view for view in self.views() if view.id == view_id), None)

    def views(self) -> tuple[View, ...]:
        """Returns every open modal and every Home tab."""
        with self._changed:
            return tuple(itertools.chain(*self._held.views.values(), self._held.homes.values()))

    def change_view(self, view: View) -> View:
        """Replaces the open modal or Home tab with the same id; one that was closed meanwhile stays closed."""
        with self.changing() as number:
            stored = replace(view, changed=number)
            home = self._held.homes.get(view.user)
            if home is not None and home.id == view.id:
                self._held.homes[view.user] = stored
            stack = self._held.views.get(view.user, ())
            self._held.views[view.user] = tuple(stored if open_.id == view.id else open_ for open_ in stack)
            return stored

    def home(self, user_id: str) -> View | None:
        """Returns the person's Home tab as last published, or None."""
        with self._changed:
            return self._held.homes.get(user_id)

    def put_home(self, view: View) -> View:
        """Publishes a Home tab for `view.user`."""
        with self.changing() as number:
            self._held.homes[view.user] = replace(view, changed=number)
            return self._held.homes[view.user]

    # --- files

    def put_file(self, file: File) -> File:
        """Adds the file, or replaces the one with the same id."""
        with self.changing():
            self._held.files[file.id] = file
        return file

    def file(self, file_id: str) -> File | None:
        """Returns the file, or None."""
        with self._changed:
            return self._held.files.get(file_id)

    def files(self) -> tuple[File, ...]:
        """Returns all files in the order they were reserved."""
        with self._changed:
            return tuple(self._held.files.values())

    def is_image_file(self, file_id: str) -> bool:
        """Whether this is a finished file with a picture in it."""
        file = self.file(file_id)
        return file is not None and file.complete and file.mimetype in ("image/png", "image/jpeg", "image/gif")

    # --- what people chose in messages

    def typed_in(self, user_id: str, message: Message) -> Typed:
        """Returns the state values this person has chosen in a message's menus, by block id and action id."""
        with self._changed:
            return self._held.typed.get((user_id, message.channel, message.ts), {})

    def put_typed_in(self, user_id: str, message: Message, typed: Typed) -> None:
        """Replaces what this person has chosen in a message's menus."""
        with self.changing():
            self._held.typed[user_id, message.channel, message.ts] = typed

    # --- keeping and going back

    def keep(self) -> None:
        """Makes what the workspace holds now, its date included, what `reset` goes back to."""
        with self._changed:
            self._kept = self._held.copy()

    def reset(self) -> None:
        """Goes back to what `keep` kept, else forgets messages, views, homes and files; tells those who asked."""
        with self.changing():
            self._held = self._kept.copy() if self._kept else self._held.emptied()
        for tell in self._on_reset:
            tell()

    def on_reset(self, callback: Callable[[], None]) -> None:
        """Has `callback` called after each `reset`."""
        self._on_reset.append(callback)
