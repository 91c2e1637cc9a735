"""What is costly to make and never changes, such as a parsed ladder: kept between transactions, and bounded."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Value = TypeVar("Value")

MOST = 128


class Cache:
    """Keeps at most `MOST` values of each kind; the one asked for longest ago leaves first. Safe for threads."""

    def __init__(self) -> None:
        self._kinds: defaultdict[str, OrderedDict[Hashable, Any]] = defaultdict(OrderedDict)
        self._lock = Lock()

    def get_or_make(self, kind: str, key: Hashable, make: Callable[[], Value], *, keep: bool = True) -> Value:
        """The value of a kind under `key`, made by `make` if it is not there, and then kept unless told otherwise. Two
        threads may both make it; one is kept, and both get that."""
        kept = self._get(kind, key)
        if kept is not None:
            value: Value = kept
            return value
        made = make()
        return self._put(kind, key, made) if keep else made

    def _get(self, kind: str, key: Hashable) -> Any | None:
        with self._lock:
            values = self._kinds[kind]
            if key not in values:
                return None
            values.move_to_end(key)
            return values[key]

    def _put(self, kind: str, key: Hashable, made: Value) -> Value:
        with self._lock:
            values = self._kinds[kind]
            kept: Value = values.setdefault(key, made)
            while len(values) > MOST:
                values.popitem(last=False)
            return kept
