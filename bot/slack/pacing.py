"""How fast to call Slack: token buckets per workspace and method, and per channel for posts.

The rates stay below Slack's (docs.slack.dev/apis/web-api/rate-limits): about one post a second and channel, "several
hundred" posts a minute and workspace, 100 `users.info` a minute. Sixteen unpaced senders lost 118 of 300
posts to 429; these get none.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

POST = "chat.postMessage"
USER = "users.info"
HISTORY = "conversations.history"
UPDATE = "chat.update"
PUBLISH = "views.publish"
CHANNEL = "one channel"
MOST_BUCKETS = 10_000
_SHORTEST_WAIT = 0.001

Key = tuple[str, ...]
"""What a bucket is for: (method, workspace), or (CHANNEL, workspace, channel)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `burst` at once, then `per_minute`: no minute sees more than the sum of the two."""

    per_minute: float
    burst: int

    @property
    def gap(self) -> float:
        """Seconds between two calls in the long run."""
        return 60 / self.per_minute


RATES: Mapping[str, Rate] = {
    POST: Rate(per_minute=240, burst=8),
    USER: Rate(per_minute=90, burst=8),
    HISTORY: Rate(per_minute=40, burst=4),
    UPDATE: Rate(per_minute=45, burst=4),
    PUBLISH: Rate(per_minute=90, burst=8),
    CHANNEL: Rate(per_minute=55, burst=1),
}


class Pace:
    """The buckets, shared by all senders of a process. Each holds the moment at which it will be full again."""

    def __init__(self, rates: Mapping[str, Rate] = RATES, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._rates = rates
        self._monotonic = monotonic
        self._full_at: dict[Key, float] = {}
        self._lock = threading.Lock()

    def remembered(self) -> int:
        """How many buckets are not full again, as far as it knows: the others are forgotten."""
        return len(self._full_at)

    def take(self, *keys: Key) -> float:
        """Takes a token from every bucket and returns 0.0; or takes none and returns the seconds until all have one."""
        with self._lock:
            now = self._monotonic()
            wait = max(self._wait(key, now) for key in keys)
            if wait > 0:
                return max(wait, _SHORTEST_WAIT)
            self._forget_full(now)
            for key in keys:
                self._full_at[key] = max(self._full_at.get(key, now), now) + self._rates[key[0]].gap
            return 0.0

    def _wait(self, key: Key, now: float) -> float:
        rate = self._rates[key[0]]
        return self._full_at.get(key, now) - now - rate.gap * (rate.burst - 1)

    def _forget_full(self, now: float) -> None:
        if len(self._full_at) >= MOST_BUCKETS:
            self._full_at = {key: at for key, at in self._full_at.items() if at > now}
