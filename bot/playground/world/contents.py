"""What a workspace holds at one moment, as one value that can be copied and gone back to."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.playground.world.values import Channel, File, Message, Typed, User, View


@dataclass(slots=True, kw_only=True)
class Contents:
    """Users, channels, files by id; messages by channel and `ts`; open modals and homes by person.

    `typed` holds what each person chose in a message's menus; `offset` is how far the date stands from real time.
    """

    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    views: dict[str, tuple[View, ...]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    typed: dict[tuple[str, str, str], Typed] = field(default_factory=dict)
    offset: timedelta = timedelta()

    def copy(self) -> "Contents":
        """Returns the same, to be changed on its own."""
        return Contents(
            users=dict(self.users),
            channels=dict(self.channels),
            messages={channel: dict(messages) for channel, messages in self.messages.items()},
            views=dict(self.views),
            homes=dict(self.homes),
            files=dict(self.files),
            typed=dict(self.typed),
            offset=self.offset,
        )

    def emptied(self) -> "Contents":
        """Returns the users, the channels and the date alone."""
        empty: dict[str, dict[str, Message]] = {channel: {} for channel in self.channels}
        return Contents(users=self.users, channels=self.channels, messages=empty, offset=self.offset)
