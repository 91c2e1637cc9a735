"""Ids on their way through Slack and back: a button's value, a view's metadata."""

import json
from typing import Any

from handlers import limits


def pack(**values: str | int) -> str:
    """Ids as a button's value or a view's metadata: compact JSON, within Slack's limit for both."""
    packed = json.dumps(values, separators=(",", ":"))
    if len(packed) > limits.BUTTON_VALUE:
        raise ValueError("only ids belong in a value")
    return packed


def unpack(packed: str) -> dict[str, Any]:
    """What `pack` packed; empty for an empty text."""
    values: dict[str, Any] = json.loads(packed) if packed else {}
    return values
