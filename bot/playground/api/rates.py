"""Slack's rate limits: windows of a minute per method, and a second per channel for posts.

Source: docs.slack.dev/apis/web-api/rate-limits. The published tiers are floors ("20+ per
minute"); here they are limits.
"""

import math
import threading
from collections import deque
from collections.abc import Callable

WINDOW = 60.0
PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
POSTS_PER_MINUTE = 300
AUTH_TESTS_PER_MINUTE = 600
POST_BURST = 4

_SPECIAL = {
    "chat.postMessage": POSTS_PER_MINUTE,
    "auth.test": AUTH_TESTS_PER_MINUTE,
    "api.test": AUTH_TESTS_PER_MINUTE,
    "chat.getPermalink": AUTH_TESTS_PER_MINUTE,
}


class RateLimits:
    """Counts calls. One that is refused is not counted."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._calls: dict[str, deque[float]] = {}
        self._buckets: dict[str, tuple[float, float]] = {}

    def admit(self, method: str, tier: int, channel: str = "") -> int | None:
        """Counts a call; returns None, or the whole seconds to wait if it is one too many."""
        with self._lock:
            now = self._monotonic()
            wait = self._window(method, _SPECIAL.get(method, PER_MINUTE[tier]), now)
            if wait is None and channel:
                wait = self._bucket(channel, now)
            if wait is None:
                self._calls[method].append(now)
            return wait

    def clear(self) -> None:
        """Forgets all calls."""
        with self._lock:
            self._calls.clear()
            self._buckets.clear()

    def _window(self, method: str, limit: int, now: float) -> int | None:
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - WINDOW:
            calls.popleft()
        return None if len(calls) < limit else max(1, math.ceil(calls[0] + WINDOW - now))

    def _bucket(self, channel: str, now: float) -> int | None:
        tokens, since = self._buckets.get(channel, (float(POST_BURST), now))
        tokens = min(float(POST_BURST), tokens + now - since)
        if tokens < 1.0:
            return max(1, math.ceil(1.0 - tokens))
        self._buckets[channel] = (tokens - 1.0, now)
        return None
