"""Ids on their way through Slack and back: a button's value, a view's metadata."""

import json
from typing import Any

import msgspec

from handlers import limits
from ladder.errors import NotFound


def pack(**values: str | int) -> str:
    """Ids as a button's value or a view's metadata: compact JSON, within Slack's limit for both."""
    packed = msgspec.json.encode(values).decode()
    if len(packed) > limits.BUTTON_VALUE:
        raise ValueError("only ids belong in a value")
    return packed


def unpack(packed: str) -> dict[str, Any]:
    """What `pack` packed; empty for an empty text. Raises `NotFound` for what it never packed."""
    try:
        values = json.loads(packed) if packed else {}
    except (ValueError, RecursionError):
        raise NotFound("value") from None
    if not isinstance(values, dict) or not all(map(_is_id, values.values())):
        raise NotFound("value")
    return values


def _is_id(value: object) -> bool:
    """Whether it can be an id at all: a database may not even take the question for another."""
    return isinstance(value, str | int) and str(value).isprintable()
