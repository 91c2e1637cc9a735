"""Time: the machine's, and one that can be set."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def machine_time() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)


class MovableClock:
    """A clock that can be set, and runs on from there; the machine's time until it is. Safe for threads."""

    def __init__(self, start: datetime | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self.set(start or machine_time())

    def set(self, moment: datetime) -> None:
        """Makes `moment` (aware) the present."""
        with self._lock:
            self._moment, self._set_at = moment.astimezone(UTC), self._monotonic()

    def now(self) -> datetime:
        """The moment it was set to, plus the time since, in UTC."""
        with self._lock:
            return self._moment + timedelta(seconds=self._monotonic() - self._set_at)
