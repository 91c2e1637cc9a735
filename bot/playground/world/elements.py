"""The elements in blocks: where they stand, and each one's part in `state.values`.

Source: docs.slack.dev/reference/interaction-payloads/view-interactions-payload and the pages of the elements.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.playground.world.values import Json, Typed

# Element type → the name of its value in the state, the name of its initial value, what it is when empty.
STATE: Mapping[str, tuple[str, str, object]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "file_input": ("files", "", ()),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", ()),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "users_select": ("selected_user", "initial_user", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_static_select": ("selected_options", "initial_options", ()),
    "multi_external_select": ("selected_options", "initial_options", ()),
    "multi_users_select": ("selected_users", "initial_users", ()),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", ()),
    "multi_channels_select": ("selected_channels", "initial_channels", ()),
}


def flat(blocks: Sequence[Json]) -> Iterator[Json]:
    """Yields the blocks, and those inside containers and carousels."""
    for block in blocks:
        yield block
        yield from block.get("child_blocks", [])
        if block["type"] == "carousel":
            yield from block["elements"]


def elements_of(block: Json) -> Iterator[Json]:
    """Yields the elements of one block, wherever the block keeps them."""
    if block["type"] in ("actions", "context_actions", "context"):
        yield from block["elements"]
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield block[key]
    if block["type"] == "card":
        yield from block.get("actions", [])


def untouched(element: Json) -> Json:
    """Returns the state of an element nobody has touched: its initial value, or empty."""
    name, initial, empty = STATE[element["type"]]
    value = element.get(initial, empty) if initial else empty
    return {"type": element["type"], name: list(value) if isinstance(value, tuple) else value}


def stateful(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Yields each block and element that has a state."""
    for block in flat(blocks):
        for element in elements_of(block):
            if element["type"] in STATE:
                yield block, element


def state_values(blocks: Sequence[Json], typed: Typed) -> Typed:
    """Returns `state.values`: what was typed, else initial values, for every element that has a state."""
    values: Typed = {}
    for block, element in stateful(blocks):
        entered = typed.get(block["block_id"], {}).get(element["action_id"])
        same = entered is not None and entered["type"] == element["type"]
        values.setdefault(block["block_id"], {})[element["action_id"]] = (
            entered if same and entered is not None else untouched(element)
        )
    return values


def kept(old: Typed, blocks: Sequence[Json]) -> Typed:
    """Returns what was typed that a changed view keeps: elements with the same block id, action id and type."""
    left: Typed = {}
    for block, element in stateful(blocks):
        entered = old.get(block["block_id"], {}).get(element["action_id"])
        if entered is not None and entered["type"] == element["type"]:
            left.setdefault(block["block_id"], {})[element["action_id"]] = entered
    return left


def is_empty(element: Json, entered: Json) -> bool:
    """Whether an element holds nothing, so that a required input is not filled in."""
    return entered[STATE[element["type"]][0]] in (None, "", [])
