"""Turns a simple value (text, date, list of option values) into an element's state, if a person could enter it."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation

from bot.playground.validate.element_rules import offered
from bot.playground.world.elements import STATE
from bot.playground.world.errors import ActRefused
from bot.playground.world.shapes import file_json
from bot.playground.world.text import as_rich_text, escaped
from bot.playground.world.values import ChannelKind, Json
from bot.playground.world.workspace import Workspace

_DEFAULT_MOST = {"max_files": 10}

Reader = Callable[[Workspace, Json, object], object]


def entered(workspace: Workspace, element: Json, value: object) -> Json:
    """Returns the element's state once a person has entered `value`; None or "" empties it.

    Raises ActRefused, with a sentence, for what couldn't be entered: an option that is not offered, a text too long.
    """
    kind = element["type"]
    name, _, empty = STATE[kind]
    if value in (None, "", []):
        return {"type": kind, name: [] if empty == () else None}
    result = _READERS[kind](workspace, element, value)
    return {"type": kind, name: result}


def _text(_: Workspace, element: Json, value: object) -> str:
    text = _string(element, value)
    longest, shortest = element.get("max_length", 3000), element.get("min_length", 0)
    if len(text) > longest:
        raise ActRefused(f"The text for {element['action_id']} has {len(text)} characters; at most {longest} fit.")
    if len(text) < shortest:
        raise ActRefused(
            f"The text for {element['action_id']} has {len(text)} characters; at least {shortest} are asked."
        )
    if not element.get("multiline") and "\n" in text:
        raise ActRefused(f"{element['action_id']} takes one line.")
    return text


def _email(_: Workspace, element: Json, value: object) -> str:
    return _matching(element, value, r"[^@\s]+@[^@\s]+\.[^@\s]+", "an email address")


def _url(_: Workspace, element: Json, value: object) -> str:
    return _matching(element, value, r"[A-Za-z][A-Za-z0-9+.-]*://\S+", "a web address")


def _time(_: Workspace, element: Json, value: object) -> str:
    text = _matching(element, value, r"\d{2}:\d{2}", "a time such as 09:30")
    try:
        time.fromisoformat(text)
    except ValueError:
        raise ActRefused(f"{value!r} is not a time such as 09:30.") from None
    return text


def _date(_: Workspace, element: Json, value: object) -> str:
    text = _matching(element, value, r"\d{4}-\d{2}-\d{2}", "a date such as 2026-07-01")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ActRefused(f"{value!r} is not a date such as 2026-07-01.") from None
    return text


def _moment(_: Workspace, element: Json, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ActRefused(f"{element['action_id']} takes whole seconds since 1970.")
    return value


def _number(_: Workspace, element: Json, value: object) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ActRefused(f"{value!r} is not a number.") from None
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        raise ActRefused(f"{element['action_id']} takes whole numbers.")
    low, high = element.get("min_value"), element.get("max_value")
    if (low is not None and number < Decimal(low)) or (high is not None and number > Decimal(high)):
        raise ActRefused(f"{value!r} is outside {low} to {high}.")
    return str(value)


def _rich_text(workspace: Workspace, element: Json, value: object) -> Json:
    if isinstance(value, dict):
        return value
    return as_rich_text(escaped(_string(element, value)), lambda: workspace.new_id("b"))


def _option(_: Workspace, element: Json, value: object) -> Json:
    options = offered(element)
    chosen = next((option for option in options if option["value"] == value), None)
    if chosen is None:
        offers = ", ".join(option["value"] for option in options) or "nothing"
        raise ActRefused(f"{element['action_id']} does not offer {value!r}; it offers {offers}.")
    return chosen


def _external_option(_: Workspace, element: Json, value: object) -> Json:
    if isinstance(value, dict) and {"text", "value"} <= set(value):
        return value
    raise ActRefused(f"{element['action_id']} takes one of the options the app offered, as an object.")


def _user(workspace: Workspace, element: Json, value: object) -> str:
    user = workspace.user(_string(element, value))
    if user is None or user.deleted:
        raise ActRefused(f"There is no active person {value!r} to choose.")
    return user.id


def _channel(workspace: Workspace, element: Json, value: object) -> str:
    channel = workspace.channel(_string(element, value))
    if channel is None or channel.kind is not ChannelKind.PUBLIC:
        raise ActRefused(f"There is no public channel {value!r} to choose.")
    return channel.id


def _conversation(workspace: Workspace, element: Json, value: object) -> str:
    text = _string(element, value)
    if workspace.channel(text) is None and workspace.user(text) is None:
        raise ActRefused(f"There is no conversation {value!r} to choose.")
    return text


def _file(workspace: Workspace, element: Json, value: object) -> Json:
    file = workspace.file(_string(element, value))
    if file is None or file.data is None:
        raise ActRefused(f"There is no uploaded file {value!r}.")
    kinds = element.get("filetypes")
    if kinds and file.name.rpartition(".")[2].lower() not in kinds:
        raise ActRefused(f"{file.name} is not of a kind asked for: {', '.join(kinds)}.")
    return file_json(file, workspace.base_url)


def _many(read_item: Reader, most: str) -> Reader:
    def read(workspace: Workspace, element: Json, value: object) -> list[object]:
        values = value if isinstance(value, list) else [value]
        limit = element.get(most, _DEFAULT_MOST.get(most))
        if limit is not None and len(values) > limit:
            raise ActRefused(f"{element['action_id']} takes at most {limit}.")
        return [read_item(workspace, element, item) for item in values]

    return read


def _string(element: Json, value: object) -> str:
    if not isinstance(value, str):
        raise ActRefused(f"{element['action_id']} takes a text, not {value!r}.")
    return value


def _matching(element: Json, value: object, pattern: str, wanted: str) -> str:
    text = _string(element, value)
    if not re.fullmatch(pattern, text):
        raise ActRefused(f"{value!r} is not {wanted}.")
    return text


_READERS: Mapping[str, Reader] = {
    "plain_text_input": _text,
    "email_text_input": _email,
    "url_text_input": _url,
    "number_input": _number,
    "rich_text_input": _rich_text,
    "file_input": _many(_file, "max_files"),
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _moment,
    "radio_buttons": _option,
    "checkboxes": _many(_option, ""),
    "static_select": _option,
    "external_select": _external_option,
    "users_select": _user,
    "conversations_select": _conversation,
    "channels_select": _channel,
    "multi_static_select": _many(_option, "max_selected_items"),
    "multi_external_select": _many(_external_option, "max_selected_items"),
    "multi_users_select": _many(_user, "max_selected_items"),
    "multi_conversations_select": _many(_conversation, "max_selected_items"),
    "multi_channels_select": _many(_channel, "max_selected_items"),
}
