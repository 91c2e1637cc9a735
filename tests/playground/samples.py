"""Valid blocks and elements of every kind, to be bent by the tests."""

from copy import deepcopy
from typing import Any

from bot.playground.validate.blocks import Surface
from bot.playground.validate.payloads import check_blocks
from bot.playground.validate.schema import Complaints

Json = dict[str, Any]


def plain(text: str = "words") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*words*") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "v", text: str = "Choice") -> Json:
    return {"text": plain(text), "value": value}


def options(count: int) -> list[Json]:
    return [option(f"v{n}", f"Choice {n}") for n in range(count)]


def rich(text: str = "words") -> Json:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
    }


CONFIRM: Json = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()}
IMAGE: Json = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A picture"}
BUTTON: Json = {"type": "button", "text": plain(), "action_id": "press", "value": "1", "confirm": CONFIRM}

SELECTS: dict[str, Json] = {
    "static_select": {"options": options(2), "initial_option": option("v0", "Choice 0"), "placeholder": plain()},
    "external_select": {"min_query_length": 1},
    "users_select": {"initial_user": "U1"},
    "conversations_select": {"filter": {"include": ["im"]}},
    "channels_select": {"initial_channel": "C1"},
    "multi_static_select": {"option_groups": [{"label": plain(), "options": options(2)}], "max_selected_items": 1},
    "multi_external_select": {},
    "multi_users_select": {"initial_users": ["U1"]},
    "multi_conversations_select": {"default_to_current_conversation": True},
    "multi_channels_select": {"initial_channels": ["C1"]},
}

PICKERS: dict[str, Json] = {
    "datepicker": {"initial_date": "2026-07-01"},
    "timepicker": {"initial_time": "09:30"},
    "datetimepicker": {"initial_date_time": 1_780_000_000},
    "radio_buttons": {"options": options(2)},
    "checkboxes": {"options": [{"text": mrkdwn(), "value": "a", "description": plain()}]},
}

TYPED: dict[str, Json] = {
    "plain_text_input": {"multiline": True, "max_length": 3000, "initial_value": "x"},
    "email_text_input": {"initial_value": "a@b.c"},
    "url_text_input": {},
    "number_input": {"is_decimal_allowed": False, "min_value": "1", "max_value": "9", "initial_value": "3"},
    "rich_text_input": {"initial_value": rich()},
    "file_input": {"filetypes": ["csv"], "max_files": 1},
}


def element(kind: str) -> Json:
    """Returns a valid element of a kind."""
    if kind == "button":
        return deepcopy(BUTTON)
    if kind == "image":
        return deepcopy(IMAGE)
    if kind == "overflow":
        return {"type": "overflow", "action_id": "more", "options": options(2)}
    if kind == "workflow_button":
        workflow = {"trigger": {"url": "https://slack.com/shortcuts/Ft1/a"}}
        return {"type": kind, "action_id": "flow", "text": plain(), "workflow": workflow}
    fields = (SELECTS | PICKERS | TYPED)[kind]
    return {"type": kind, "action_id": kind, **deepcopy(fields)}


def input_(kind: str = "plain_text_input", **more: Any) -> Json:
    return {"type": "input", "block_id": f"in_{kind}", "label": plain(), "element": element(kind), **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks) or [section()], **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def section(text: str = "words") -> Json:
    return {"type": "section", "text": mrkdwn(text)}


CARD: Json = {"type": "card", "title": plain(), "body": mrkdwn(), "icon": IMAGE, "actions": [BUTTON]}
CELL: Json = {"type": "raw_text", "text": "a"}
POINT: Json = {"label": "Q1", "value": 3}
TASK: Json = {"type": "task_card", "task_id": "1", "title": "Do it", "status": "pending", "details": rich()}

BLOCKS: dict[str, Json] = {
    "section": {"type": "section", "text": plain(), "fields": [mrkdwn()], "accessory": BUTTON},
    "header": {"type": "header", "text": plain()},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [mrkdwn(), IMAGE]},
    "actions": {"type": "actions", "elements": [BUTTON, element("static_select")]},
    "image": {**IMAGE, "title": plain()},
    "rich_text": rich(),
    "video": {
        "type": "video",
        "alt_text": "A film",
        "title": plain(),
        "thumbnail_url": "https://example.com/t.png",
        "video_url": "https://example.com/v",
    },
    "input": input_(),
    "markdown": {"type": "markdown", "text": "# Words"},
    "table": {"type": "table", "rows": [[CELL, rich()]], "column_settings": [{"align": "right"}, None]},
    "data_table": {
        "type": "data_table",
        "caption": "Things",
        "rows": [[CELL, CELL], [CELL, {"type": "raw_number", "value": 1.5}]],
    },
    "data_visualization": {
        "type": "data_visualization",
        "title": "Things",
        "chart": {"type": "bar", "series": [{"name": "A", "data": [POINT]}], "axis_config": {"categories": ["Q1"]}},
    },
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD]},
    "container": {"type": "container", "title": plain(), "child_blocks": [section()]},
    "context_actions": {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "action_id": "drop", "icon": "trash", "text": plain()}],
    },
    "task_card": TASK,
    "plan": {"type": "plan", "title": "Plan", "tasks": [TASK]},
    "alert": {"type": "alert", "text": plain(), "level": "warning"},
}


def block(kind: str) -> Json:
    """Returns a valid block of a kind."""
    return deepcopy(BLOCKS[kind])


def complaints_about(blocks: object, surface: Surface) -> list[str]:
    """Returns what Slack would say of these blocks on a surface."""
    complaints = Complaints()
    check_blocks(blocks, surface, "/blocks", complaints)
    return complaints.texts


def any_file(_: str) -> bool:
    """Takes every file for an uploaded image."""
    return True
