"""Blocks as Slack stores and returns them: ids filled in, text flags spelt out."""

from collections.abc import Callable, Sequence
from copy import deepcopy

from bot.playground.world.elements import elements_of, flat
from bot.playground.world.values import Json

_WITHOUT_ACTION = ("image", "plain_text", "mrkdwn")


def normalised(blocks: Sequence[Json], new_id: Callable[[], str]) -> list[Json]:
    """Returns a copy of checked blocks in which every block and every element has an id, and every text its flag."""
    copy = [deepcopy(block) for block in blocks]
    for block in flat(copy):
        block.setdefault("block_id", new_id())
        for element in elements_of(block):
            if element["type"] not in _WITHOUT_ACTION:
                element.setdefault("action_id", new_id())
    _spell_out(copy)
    return copy


def _spell_out(value: object) -> None:
    if isinstance(value, list):
        for item in value:
            _spell_out(item)
    elif isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        elif value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
        for item in value.values():
            _spell_out(item)


def normalised_view(view: Json, new_id: Callable[[], str]) -> Json:
    """Returns a copy of a checked view with its optional fields present, as Slack returns it."""
    shown = dict(view, blocks=normalised(view["blocks"], new_id))
    for name in ("private_metadata", "callback_id", "external_id"):
        shown.setdefault(name, "")
    shown.setdefault("close", None)
    for name in ("clear_on_close", "notify_on_close"):
        shown.setdefault(name, False)
    for name in ("title", "submit"):
        shown.setdefault(name, None)
    for name in ("title", "submit", "close"):
        if shown[name]:
            shown[name] = {"emoji": True, **shown[name]}
    return shown
