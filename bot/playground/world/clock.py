"""Time: the real one for signatures and time limits, a movable one for the workspace's date."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where real time comes from; tests put their own in."""

    def wall(self) -> float:
        """Returns seconds since 1970."""
        ...

    def monotonic(self) -> float:
        """Returns seconds that never run backwards."""
        ...


class SystemClock:
    """The machine's clock."""

    def wall(self) -> float:
        """Returns seconds since 1970."""
        return time.time()

    def monotonic(self) -> float:
        """Returns seconds that never run backwards."""
        return time.monotonic()


class WorkspaceTime:
    """The workspace's date: real time plus the offset that `move_to` set, running on from there."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.offset = timedelta()

    def now(self) -> datetime:
        """Returns the workspace's date and time, in UTC."""
        return datetime.fromtimestamp(self._clock.wall(), UTC) + self.offset

    def move_to(self, moment: datetime) -> None:
        """Makes `moment` (aware) the workspace's present."""
        self.offset = moment.astimezone(UTC) - datetime.fromtimestamp(self._clock.wall(), UTC)
