"""Blocks and the surfaces each may stand on (docs.slack.dev/reference/block-kit/blocks, docs.slack.dev/blocks.json)."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from bot.playground.validate import elements
from bot.playground.validate.objects import ANY_TYPE, ID, IMAGE, IMAGE_RULES, SLACK_FILE, URL, plain, text
from bot.playground.validate.rich_text import RICH_TEXT, RICH_TEXT_ONLY
from bot.playground.validate.schema import (
    Bool,
    ByType,
    Complaints,
    Enum,
    Int,
    Items,
    Obj,
    ObjectRule,
    Spec,
    Str,
    at_least_one,
)
from bot.playground.validate.tables import DATA_TABLE, DATA_VISUALIZATION, TABLE
from bot.playground.world.values import Json


class Surface(StrEnum):
    """Where blocks can stand."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


def _block(fields: Mapping[str, Spec], *required: str, rules: tuple[ObjectRule, ...] = ()) -> Obj:
    return Obj({"type": ANY_TYPE, "block_id": ID, **fields}, ("type", *required), rules)


def _unique_action_ids(block: Json, at: str, complaints: Complaints) -> None:
    seen: set[str] = set()
    for index, element in enumerate(block["elements"]):
        action_id = element.get("action_id")
        if action_id in seen:
            complaints.add(
                f'`action_id` "{action_id}" already exists for another element', f"{at}/elements/{index}/action_id"
            )
        if action_id is not None:
            seen.add(action_id)


def _no_dispatch_of_files(block: Json, at: str, complaints: Complaints) -> None:
    if block["element"]["type"] == "file_input" and block.get("dispatch_action"):
        complaints.add("file_input does not support dispatch_action", f"{at}/dispatch_action")


def _collapsed_is_collapsible(block: Json, at: str, complaints: Complaints) -> None:
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        complaints.add("default_collapsed requires is_collapsible", f"{at}/default_collapsed")


_CARD = _block(
    {
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": Items(ByType(lambda: {"button": elements.BUTTON}), 2),
    },
    rules=(at_least_one("hero_image", "title", "actions", "body"),),
)
_TASK: Mapping[str, Spec] = {
    "task_id": Str(),
    "title": Str(),
    "details": RICH_TEXT_ONLY,
    "output": RICH_TEXT_ONLY,
    "sources": Items(Obj({"type": Enum(("url",)), "url": URL, "text": Str()}, ("type", "url", "text")), min=0),
    "status": Enum(("pending", "in_progress", "complete", "error")),
}


class _ContextElement:
    """An image or a text object."""

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with the element."""
        is_image = isinstance(value, dict) and value.get("type") == "image"
        (IMAGE if is_image else text(3000)).check(value, at, complaints)


_EVERYWHERE: Mapping[str, Spec] = {
    "section": _block(
        {
            "text": text(3000),
            "fields": Items(text(2000), 10),
            "accessory": ByType(lambda: elements.SECTION_ACCESSORIES),
            "expand": Bool(),
        },
        rules=(at_least_one("text", "fields"),),
    ),
    "header": _block({"text": plain(150), "level": Int(1, 4)}, "text"),
    "divider": _block({}),
    "context": _block({"elements": Items(_ContextElement(), 10)}, "elements"),
    "actions": _block(
        {"elements": Items(ByType(lambda: elements.ACTIONS), 25)}, "elements", rules=(_unique_action_ids,)
    ),
    "image": _block(
        {"image_url": URL, "slack_file": SLACK_FILE, "alt_text": Str(2000), "title": plain(2000)},
        "alt_text",
        rules=IMAGE_RULES,
    ),
    "rich_text": RICH_TEXT,
    "video": _block(
        {
            "alt_text": Str(2000),
            "title": plain(200),
            "title_url": URL,
            "description": plain(200),
            "author_name": Str(50),
            "provider_name": Str(),
            "provider_icon_url": URL,
            "thumbnail_url": URL,
            "video_url": URL,
        },
        "alt_text",
        "title",
        "thumbnail_url",
        "video_url",
    ),
}

_INPUT_FIELDS: Mapping[str, Spec] = {
    "label": plain(2000),
    "hint": plain(2000),
    "optional": Bool(),
    "dispatch_action": Bool(),
}


def _input(inputs: Mapping[str, Spec]) -> Spec:
    fields = {**_INPUT_FIELDS, "element": ByType(lambda: inputs)}
    return _block(fields, "label", "element", rules=(_no_dispatch_of_files,))


_INPUT_WITHOUT_FILES = _input({kind: spec for kind, spec in elements.INPUTS.items() if kind != "file_input"})

_CONTAINER = _block(
    {
        "title": plain(150),
        "rich_text_title": RICH_TEXT_ONLY,
        "subtitle": text(150),
        "icon": IMAGE,
        "width": Enum(("narrow", "standard", "wide", "full")),
        "is_collapsible": Bool(),
        "default_collapsed": Bool(),
        "has_header_divider": Bool(),
        "child_blocks": Items(ByType(lambda: {**_EVERYWHERE, "input": _INPUT_WITHOUT_FILES, "table": TABLE}), 10),
    },
    "child_blocks",
    rules=(at_least_one("title", "rich_text_title"), _collapsed_is_collapsible),
)

_BY_SURFACE: Mapping[Surface, Mapping[str, Spec]] = {
    Surface.MESSAGE: {
        "input": _INPUT_WITHOUT_FILES,
        "markdown": _block({"text": Str(12_000)}, "text"),
        "table": TABLE,
        "data_table": DATA_TABLE,
        "data_visualization": DATA_VISUALIZATION,
        "card": _CARD,
        "carousel": _block({"elements": Items(ByType(lambda: {"card": _CARD}), 10)}, "elements"),
        "container": _CONTAINER,
        "context_actions": _block(
            {"elements": Items(ByType(lambda: elements.CONTEXT_ACTIONS), 5)}, "elements", rules=(_unique_action_ids,)
        ),
        "task_card": _block(_TASK, "task_id", "title"),
        "plan": _block({"title": Str(), "tasks": Items(_block(_TASK, "task_id", "title"), min=0)}, "title"),
    },
    Surface.MODAL: {
        "input": _input(elements.INPUTS),
        "alert": _block({"text": text(200), "level": Enum(("default", "info", "warning", "error", "success"))}, "text"),
    },
    # Sources differ on tables and charts on Home, and on cards in modals: what may fail is refused.
    Surface.HOME: {
        "input": _INPUT_WITHOUT_FILES,
        "card": _CARD,
        "carousel": _block({"elements": Items(ByType(lambda: {"card": _CARD}), 10)}, "elements"),
    },
}


@cache
def on(surface: Surface) -> Mapping[str, Spec]:
    """Returns the specification of each block type that may stand on this surface."""
    return {**_EVERYWHERE, **_BY_SURFACE[surface]}
