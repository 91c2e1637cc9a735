"""The local workspace's own record: each Web API call it got, each request it sent to the app."""

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, TypeVar

from bot.playground.world.values import Json

KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A Web API call. `accepted` says whether it took effect, whatever the app was told."""

    method: str
    args: Json
    at: datetime
    status: int | None = None
    answer: object = None
    ms: int = 0
    accepted: bool = False
    fault: Json | None = None
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A request sent to the app. `status` is None if no answer came; `problem` says what was wrong with the answer."""

    kind: str
    payload: Json
    at: datetime
    status: int | None = None
    body: object = None
    ms: int = 0
    problem: str = ""
    retry_num: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    number: int = 0


LogEntry = TypeVar("LogEntry", Call, Delivery)


class Log(Generic[LogEntry]):
    """The last entries of one kind, numbered from 1 in the order they began."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._entries: dict[int, LogEntry] = {}
        self._count = 0

    def note(self, entry: LogEntry) -> LogEntry:
        """Stores an entry, or replaces the one of its number if that is still kept; returns it with its number."""
        with self._lock:
            if not entry.number:
                self._count += 1
                entry = replace(entry, number=self._count)
                self._entries.pop(self._count - self._kept, None)
                self._entries[entry.number] = entry
            elif entry.number in self._entries:
                self._entries[entry.number] = entry
            return entry

    def all(self) -> tuple[LogEntry, ...]:
        """Returns the kept entries, oldest first."""
        with self._lock:
            return tuple(self._entries.values())

    def clear(self) -> None:
        """Forgets all entries; numbering goes on."""
        with self._lock:
            self._entries.clear()
