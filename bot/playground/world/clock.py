"""Real time, for signatures and time limits; the workspace's date is moved from it."""

import time
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
