"""A bounded store for values that never change once made, such as a parsed ladder version."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Value = TypeVar("Value")

_MOST = 512


class Memory:
    """Keeps what is costly to make. Safe for threads; the oldest value leaves first when it is full."""

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}
        self._lock = Lock()

    def get_or_make(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value under `key`, made by `make` if it is not there. Two threads may both make it; one is kept."""
        found: Value | None = self._values.get(key)
        if found is not None:
            return found
        made = make()
        with self._lock:
            if len(self._values) >= _MOST:
                del self._values[next(iter(self._values))]
            kept: Value = self._values.setdefault(key, made)
        return kept
