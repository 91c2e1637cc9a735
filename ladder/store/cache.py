"""A bounded store for values that never change once made, such as a parsed ladder version."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Value = TypeVar("Value")

_MOST = 512


class Memory:
    """Keeps what is costly to make. Safe for threads; the oldest value leaves first when it is full.

    One with a `parent` also finds what the parent has, and keeps what it makes to itself until the parent learns it:
    a transaction that is rolled back must leave nothing behind.
    """

    def __init__(self, parent: "Memory | None" = None) -> None:
        self._values: dict[Hashable, Any] = {}
        self._lock = Lock()
        self._parent = parent

    def get_or_make(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value under `key`, made by `make` if it is not there. Two threads may both make it; one is kept."""
        found: Value | None = self._find(key)
        return self._keep(key, make()) if found is None else found

    def learn(self, other: "Memory") -> None:
        """Takes over what `other` has made."""
        if other is not self:
            for key, value in other._values.items():
                self._keep(key, value)

    def _find(self, key: Hashable) -> Any | None:
        found = self._values.get(key)
        return self._parent._find(key) if found is None and self._parent else found

    def _keep(self, key: Hashable, made: Value) -> Value:
        with self._lock:
            if len(self._values) >= _MOST:
                del self._values[next(iter(self._values))]
            kept: Value = self._values.setdefault(key, made)
        return kept
