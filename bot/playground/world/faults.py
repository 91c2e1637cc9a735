"""Faults to order: what the next calls of a Web API method meet instead of, or after, being served."""

import threading
from dataclasses import dataclass, replace
from typing import Any

from bot.playground.world.values import Json

_KINDS = ("error", "status", "retry_after", "drop", "delay", "truncate")
_OPTIONS = ("method", "times", "accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the next `times` calls of `method` ("*" for any, "_upload" for the bytes of a file) meet.

    Exactly one of: `error`, a Slack error code; `status`, an HTTP status with an HTML body; `limited`, a 429 with
    `retry_after` as its header (none if None); `drop`, the connection closed "before" or "after" the call took effect;
    `delay`, seconds until the answer, after the call took effect; `truncate`, half of the JSON answer.
    `accepted` makes the call take effect although it is answered with an error or a status.
    """

    method: str
    times: int = 1
    error: str = ""
    status: int = 0
    limited: bool = False
    retry_after: str | None = None
    drop: str = ""
    delay: float = 0.0
    truncate: bool = False
    accepted: bool = False
    told: Json | None = None

    @property
    def takes_effect(self) -> bool:
        """Whether the call is carried out."""
        return self.accepted or self.truncate or self.delay > 0 or self.drop == "after"


def read_fault(asked: Json) -> Fault:
    """Returns the fault that a control request asks for. Raises ValueError with a sentence if it makes no sense."""
    unknown = set(asked) - {*_KINDS, *_OPTIONS}
    kinds = [kind for kind in _KINDS if kind in asked]
    if unknown:
        raise ValueError(f"Unknown field: {', '.join(sorted(unknown))}.")
    if len(kinds) != 1:
        raise ValueError(f"Give exactly one of {', '.join(_KINDS)}.")
    if not isinstance(asked.get("method"), str):
        raise ValueError('Give the method, such as "chat.postMessage", or "*".')
    if not isinstance(asked.get("times", 1), int) or asked.get("times", 1) < 1:
        raise ValueError("times must be a whole number from 1.")
    return Fault(
        method=asked["method"],
        times=asked.get("times", 1),
        accepted=bool(asked.get("accepted")),
        told=asked,
        **_effect(kinds[0], asked[kinds[0]]),
    )


def _effect(kind: str, value: Any) -> dict[str, Any]:
    if kind == "retry_after":
        return {"limited": True, "retry_after": None if value is None else str(value)}
    if kind == "drop" and value not in ("before", "after"):
        raise ValueError('drop must be "before" or "after".')
    if kind == "status" and (not isinstance(value, int) or not 200 <= value <= 599):
        raise ValueError("status must be an HTTP status from 200 to 599.")
    if kind == "delay":
        if not isinstance(value, int | float) or not 0 < value <= 60:
            raise ValueError("delay must be seconds, more than 0 and at most 60.")
        return {"delay": float(value)}
    return {kind: value}


class Faults:
    """The faults still to come, in the order they were ordered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Adds a fault behind those that wait."""
        with self._lock:
            self._waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """Returns the fault that this call meets and counts it down, or None."""
        with self._lock:
            for index, fault in enumerate(self._waiting):
                if fault.method in (method, "*"):
                    left = replace(fault, times=fault.times - 1)
                    self._waiting[index : index + 1] = [left] if left.times else []
                    return fault
            return None

    def waiting(self) -> tuple[Fault, ...]:
        """Returns the faults still to come."""
        with self._lock:
            return tuple(self._waiting)

    def clear(self) -> None:
        """Forgets all faults."""
        with self._lock:
            self._waiting.clear()
