"""What was put into a form, read by block from its `state.values` (docs.slack.dev, View submission payloads)."""

from collections.abc import Mapping
from typing import Any

Values = Mapping[str, Any]


def element(values: Values, block: str) -> Mapping[str, Any]:
    """What Slack says of the one element of a block; nothing for a block that the form does not have."""
    return next(iter(values.get(block, {}).values()), {})


def typed(values: Values, block: str) -> str:
    """The text of an input, without the space around it; "" for none."""
    return (element(values, block).get("value") or "").strip()


def chosen(values: Values, block: str) -> str:
    """The value of the one choice that was picked; "" for none."""
    selected = element(values, block).get("selected_option")
    return str(selected["value"]) if selected else ""


def ticked(values: Values, block: str) -> tuple[str, ...]:
    """The values of all choices that were picked."""
    return tuple(option["value"] for option in element(values, block).get("selected_options") or ())
