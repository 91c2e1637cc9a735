"""Time: the machine's, one that can be set, and one that somebody else is asked about."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_A_DAY = timedelta(days=1)

_log = logging.getLogger(__name__)


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


class CheckedClock:
    """The machine's time, held against somebody who knows the date: the database, or Slack. Safe for threads.

    `ask` says what time it is there, or None if it can't say. It is asked at first, then every `every`, and whenever
    the machine's date jumps by more than a day. Where the two are further apart than `apart`, the other one is right.
    """

    def __init__(
        self,
        ask: Callable[[], datetime | None],
        *,
        every: timedelta,
        apart: timedelta = timedelta(0),
        machine: Callable[[], datetime] = machine_time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask, self._every, self._apart = ask, every, apart
        self._machine, self._monotonic = machine, monotonic
        self._lock = threading.Lock()
        self._asked: tuple[datetime, float] | None = None
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """The present, in UTC. Raises what `ask` raises."""
        with self._lock:
            machine, passed = self._machine(), self._monotonic()
            if self._is_stale(machine, passed):
                self._check(machine)
                self._asked = machine, passed
            return machine + self._offset

    def _is_stale(self, machine: datetime, passed: float) -> bool:
        if self._asked is None:
            return True
        since = timedelta(seconds=passed - self._asked[1])
        return since >= self._every or abs(machine - self._asked[0] - since) > _A_DAY

    def _check(self, machine: datetime) -> None:
        there = self._ask()
        if there is None:
            return
        before, self._offset = self._offset, there - machine if abs(there - machine) > self._apart else timedelta(0)
        if abs(self._offset) > _A_DAY and abs(self._offset - before) > _A_DAY:
            _log.error(
                "this machine says it is %s, Slack says %s: going by Slack. On a server, set the machine's clock.",
                f"{machine:%Y-%m-%d %H:%M}",
                f"{there:%Y-%m-%d %H:%M}",
            )
