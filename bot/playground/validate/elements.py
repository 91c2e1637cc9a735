"""Block elements and the blocks each may stand in (docs.slack.dev/reference/block-kit/block-elements)."""

from collections.abc import Mapping

from bot.playground.validate import element_rules as rules
from bot.playground.validate.objects import (
    ANY_TYPE,
    CHANNEL_ID,
    CONFIRM,
    CONVERSATION_ID,
    DISPATCH,
    FILTER,
    ID,
    IMAGE,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    TICK_OPTION,
    URL,
    USER_ID,
    plain,
)
from bot.playground.validate.rich_text import RICH_TEXT_ONLY
from bot.playground.validate.schema import Bool, Enum, Int, Items, Obj, ObjectRule, Spec, Str, exactly_one

_STYLE = Enum(("primary", "danger"))
_LABEL = Str(75)
_VALUE = Str(2000)
_PLACEHOLDER: Mapping[str, Spec] = {"placeholder": plain(150)}
_FOCUS: Mapping[str, Spec] = {"focus_on_load": Bool()}
_PICKER: Mapping[str, Spec] = {**_FOCUS, "confirm": CONFIRM}
_SELECT: Mapping[str, Spec] = {**_PICKER, **_PLACEHOLDER}
_MANY: Mapping[str, Spec] = {**_SELECT, "max_selected_items": Int(1, 1000)}
_CHOICES: Mapping[str, Spec] = {"options": Items(OPTION, 100), "option_groups": Items(OPTION_GROUP, 100)}
_TYPING: Mapping[str, Spec] = {**_FOCUS, **_PLACEHOLDER, "dispatch_action_config": DISPATCH}
_NUMBER = Str(pattern=r"-?\d+(\.\d+)?", says="must be a valid number")
_DATE = Str(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", says="must be a valid date")
_TIME = Str(pattern=r"([01]\d|2[0-3]):[0-5]\d", says="must be a valid time")


def _element(fields: Mapping[str, Spec], *required: str, extra: tuple[ObjectRule, ...] = ()) -> Obj:
    return Obj({"type": ANY_TYPE, "action_id": ID, **fields}, ("type", *required), extra)


_FEEDBACK = Obj({"text": plain(75), "value": _VALUE, "accessibility_label": _LABEL}, ("text", "value"))
_WORKFLOW = Obj(
    {"trigger": Obj({"url": URL, "customizable_input_parameters": Items(Obj({"name": Str(), "value": Str()}))})},
    ("trigger",),
)

BUTTON = _element(
    {
        "text": plain(75),
        "url": URL,
        "value": _VALUE,
        "style": _STYLE,
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
        "agent_prompt": Str(4000),
        "visible_to_user_ids": Items(USER_ID),
    },
    "text",
)

_PRESSED: Mapping[str, Spec] = {
    "button": BUTTON,
    "workflow_button": _element(
        {"text": plain(75), "workflow": _WORKFLOW, "style": _STYLE, "accessibility_label": _LABEL}, "text", "workflow"
    ),
    "overflow": _element({"options": Items(OVERFLOW_OPTION, 5), "confirm": CONFIRM}, "options"),
}

_TICKED: Mapping[str, Spec] = {
    "checkboxes": _element(
        {**_PICKER, "options": Items(TICK_OPTION, 10), "initial_options": Items(TICK_OPTION, 10)},
        "options",
        extra=(rules.initial_is_offered,),
    ),
    "radio_buttons": _element(
        {**_PICKER, "options": Items(TICK_OPTION, 10), "initial_option": TICK_OPTION},
        "options",
        extra=(rules.initial_is_offered,),
    ),
}

_PICKED: Mapping[str, Spec] = {
    "datepicker": _element({**_SELECT, "initial_date": _DATE}),
    "timepicker": _element({**_SELECT, "initial_time": _TIME, "timezone": Str()}),
}
_DATETIME: Mapping[str, Spec] = {
    "datetimepicker": _element({**_PICKER, "initial_date_time": Int(1_000_000_000, 9_999_999_999)})
}

_CHOICE_RULES = (exactly_one("options", "option_groups"), rules.initial_is_offered)
_SELECTED: Mapping[str, Spec] = {
    "static_select": _element({**_SELECT, **_CHOICES, "initial_option": OPTION}, extra=_CHOICE_RULES),
    "external_select": _element({**_SELECT, "min_query_length": Int(0, 75), "initial_option": OPTION}),
    "users_select": _element({**_SELECT, "initial_user": USER_ID}),
    "conversations_select": _element(
        {
            **_SELECT,
            "initial_conversation": CONVERSATION_ID,
            "default_to_current_conversation": Bool(),
            "response_url_enabled": Bool(),
            "filter": FILTER,
        }
    ),
    "channels_select": _element({**_SELECT, "initial_channel": CHANNEL_ID, "response_url_enabled": Bool()}),
    "multi_static_select": _element({**_MANY, **_CHOICES, "initial_options": Items(OPTION, 100)}, extra=_CHOICE_RULES),
    "multi_external_select": _element({**_MANY, "min_query_length": Int(0, 75), "initial_options": Items(OPTION, 100)}),
    "multi_users_select": _element({**_MANY, "initial_users": Items(USER_ID)}),
    "multi_conversations_select": _element(
        {
            **_MANY,
            "initial_conversations": Items(CONVERSATION_ID),
            "default_to_current_conversation": Bool(),
            "filter": FILTER,
        }
    ),
    "multi_channels_select": _element({**_MANY, "initial_channels": Items(CHANNEL_ID)}),
}

_TYPED: Mapping[str, Spec] = {
    "plain_text_input": _element(
        {
            **_TYPING,
            "initial_value": Str(3000, min=0),
            "multiline": Bool(),
            "min_length": Int(0, 3000),
            "max_length": Int(1, 3000),
        },
        extra=(rules.length_bounds,),
    ),
    "email_text_input": _element({**_TYPING, "initial_value": Str(min=0)}),
    "url_text_input": _element({**_TYPING, "initial_value": Str(min=0)}),
    "number_input": _element(
        {
            **_TYPING,
            "is_decimal_allowed": Bool(),
            "initial_value": _NUMBER,
            "min_value": _NUMBER,
            "max_value": _NUMBER,
        },
        "is_decimal_allowed",
        extra=(rules.number_bounds,),
    ),
    "rich_text_input": _element(
        {**_TYPING, "initial_value": RICH_TEXT_ONLY, "min_lines": Int(1, 100), "max_lines": Int(1, 100)}
    ),
    "file_input": _element({"filetypes": Items(Str()), "max_files": Int(1, 10)}),
}

SECTION_ACCESSORIES: Mapping[str, Spec] = {**_PRESSED, **_TICKED, **_PICKED, **_SELECTED, "image": IMAGE}
ACTIONS: Mapping[str, Spec] = {**_PRESSED, **_TICKED, **_PICKED, **_DATETIME, **_SELECTED}
INPUTS: Mapping[str, Spec] = {**_TICKED, **_PICKED, **_DATETIME, **_SELECTED, **_TYPED}
CONTEXT_ACTIONS: Mapping[str, Spec] = {
    "feedback_buttons": _element(
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, "positive_button", "negative_button"
    ),
    "icon_button": _element(
        {
            "icon": Enum(("trash",)),
            "text": plain(75),
            "value": _VALUE,
            "confirm": CONFIRM,
            "accessibility_label": _LABEL,
            "visible_to_user_ids": Items(USER_ID),
        },
        "icon",
        "text",
    ),
}
