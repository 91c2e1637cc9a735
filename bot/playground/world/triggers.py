"""What the app is handed: triggers (three seconds, once), response URLs (half an hour, five times), tickets (once).

Source: docs.slack.dev/interactivity/handling-user-interaction and the pages of views.open and views.push.
"""

import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.playground.world.errors import ApiError

TRIGGER_SECONDS = 3.0
URL_SECONDS = 30 * 60.0
URL_USES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A person's interaction, and the modal it happened in."""

    user: str
    made: float
    view_id: str | None = None
    used: bool = False


class Triggers:
    """The triggers that were handed out."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._made: dict[str, Trigger] = {}

    def make(self, user: str, view_id: str | None = None) -> str:
        """Returns a fresh trigger id."""
        with self._lock:
            key = f"{1_000_000 + len(self._made)}.{secrets.randbelow(10**12):012d}.{secrets.token_hex(16)}"
            self._made[key] = Trigger(user=user, made=self._monotonic(), view_id=view_id)
            return key

    def exchange(self, key: str) -> Trigger:
        """Uses a trigger up and returns it. Raises ApiError as Slack does for a wrong, used or old one."""
        with self._lock:
            if not re.fullmatch(r"\d+\.\d+\.[0-9a-f]{32}", key) or key not in self._made:
                raise ApiError("invalid_trigger_id")
            trigger = self._made[key]
            if trigger.used:
                raise ApiError("exchanged_trigger_id")
            if self._monotonic() - trigger.made > TRIGGER_SECONDS:
                raise ApiError("expired_trigger_id")
            self._made[key] = replace(trigger, used=True)
            return trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseUrl:
    """Where an app may answer an interaction: the person, the place, and the message it came from, if any."""

    user: str
    channel: str
    ts: str | None
    made: float
    uses: int = 0


class ResponseUrls:
    """The response URLs that were handed out, by the last part of their address. Their age is that of the workspace."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._made: dict[str, ResponseUrl] = {}

    def make(self, user: str, channel: str, ts: str | None = None) -> str:
        """Returns the last part of a fresh address."""
        with self._lock:
            key = secrets.token_urlsafe(24)
            self._made[key] = ResponseUrl(user=user, channel=channel, ts=ts, made=self._now())
            return key

    def use(self, key: str) -> ResponseUrl:
        """Counts a use and returns what the address stands for.

        Raises ApiError: "used_url" after five uses, "expired_url" after 30 minutes or for one that never was.
        """
        with self._lock:
            url = self._made.get(key)
            if url is None or self._now() - url.made > URL_SECONDS:
                raise ApiError("expired_url")
            if url.uses >= URL_USES:
                raise ApiError("used_url")
            self._made[key] = replace(url, uses=url.uses + 1)
            return url


class Tickets:
    """The tickets for a WebSocket that were handed out; each is good once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: set[str] = set()

    def make(self) -> str:
        """Returns a fresh ticket."""
        with self._lock:
            ticket = secrets.token_urlsafe(16)
            self._made.add(ticket)
            return ticket

    def redeem(self, ticket: str) -> bool:
        """Whether the ticket was good; it no longer is."""
        with self._lock:
            good = ticket in self._made
            self._made.discard(ticket)
            return good
