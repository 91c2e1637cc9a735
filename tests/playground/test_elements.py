"""Every element: its fields, where it may stand, what it needs; and the SDK's own limits beside ours."""

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks import block_elements as sdk_elements
from slack_sdk.models.blocks import blocks as sdk_blocks
from slack_sdk.models.blocks.basic_components import ConfirmObject, Option, OptionGroup

from bot.playground.validate.blocks import Surface
from bot.playground.validate.elements import ACTIONS, CONTEXT_ACTIONS, INPUTS, SECTION_ACCESSORIES
from tests.playground.samples import (
    BLOCKS,
    BUTTON,
    CONFIRM,
    IMAGE,
    PICKERS,
    SELECTS,
    TYPED,
    Json,
    block,
    complaints_about,
    element,
    input_,
    option,
    options,
    plain,
    rich,
    section,
)

PRESSED = ("button", "overflow", "workflow_button")


def in_its_block(part: Json) -> tuple[Json, str]:
    """Returns a block that holds this element, and the pointer to it."""
    kind = part["type"]
    if kind in ACTIONS:
        return {"type": "actions", "elements": [part]}, "/blocks/0/elements/0"
    if kind == "image":
        return {"type": "section", "text": plain(), "accessory": part}, "/blocks/0/accessory"
    return {"type": "input", "label": plain(), "element": part}, "/blocks/0/element"


ALL = (*PRESSED, "image", *SELECTS, *PICKERS, *TYPED)


@pytest.mark.parametrize("kind", ALL)
def test_each_element_is_accepted_as_the_documents_show_it(kind: str) -> None:
    assert complaints_about([in_its_block(element(kind))[0]], Surface.MODAL) == []


@pytest.mark.parametrize("kind", ALL)
def test_a_field_slack_does_not_know_is_refused_in_every_element(kind: str) -> None:
    holder, at = in_its_block({**element(kind), "colour": "red"})
    assert complaints_about([holder], Surface.MODAL) == [f"invalid additional property: colour [json-pointer:{at}]"]


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind != "image"])
def test_every_action_id_has_at_most_255_characters(kind: str) -> None:
    holder, at = in_its_block({**element(kind), "action_id": "x" * 256})
    assert complaints_about([holder], Surface.MODAL) == [
        f"must be less than 256 characters [json-pointer:{at}/action_id]"
    ]


REQUIRED = [
    ("button", "text"),
    ("overflow", "options"),
    ("workflow_button", "workflow"),
    ("image", "alt_text"),
    ("radio_buttons", "options"),
    ("checkboxes", "options"),
    ("number_input", "is_decimal_allowed"),
]


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_an_element_without_what_it_needs_is_refused(kind: str, name: str) -> None:
    bent = element(kind)
    del bent[name]
    holder, at = in_its_block(bent)
    assert complaints_about([holder], Surface.MODAL) == [f"missing required field: {name} [json-pointer:{at}]"]


PLACES: list[tuple[str, set[str]]] = [
    ("section", {*PRESSED, "image", *SELECTS, "datepicker", "timepicker", "radio_buttons", "checkboxes"}),
    ("actions", {*PRESSED, *SELECTS, *PICKERS}),
    ("input", {*SELECTS, *PICKERS, *TYPED}),
]


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize(("place", "allowed"), PLACES, ids=[row[0] for row in PLACES])
def test_each_element_stands_only_in_its_blocks(place: str, allowed: set[str], kind: str) -> None:
    holders: dict[str, Json] = {
        "section": {"type": "section", "text": plain(), "accessory": element(kind)},
        "actions": {"type": "actions", "elements": [element(kind)]},
        "input": {"type": "input", "label": plain(), "element": element(kind)},
    }
    sentences = complaints_about([holders[place]], Surface.MODAL)
    if kind in allowed:
        assert sentences == []
    else:
        assert sentences[0].startswith(f"unsupported type: {kind} ")


def test_the_tables_of_places_are_complete() -> None:
    assert [set(SECTION_ACCESSORIES), set(ACTIONS), set(INPUTS)] == [allowed for _, allowed in PLACES]
    assert set(CONTEXT_ACTIONS) == {"feedback_buttons", "icon_button"}


@pytest.mark.parametrize("name", ["title", "text", "confirm", "deny"])
def test_a_confirmation_has_all_its_four_texts(name: str) -> None:
    confirm = {key: value for key, value in CONFIRM.items() if key != name}
    assert complaints_about([{"type": "actions", "elements": [{**BUTTON, "confirm": confirm}]}], Surface.MODAL) == [
        f"missing required field: {name} [json-pointer:/blocks/0/elements/0/confirm]"
    ]


@pytest.mark.parametrize(
    ("kind", "field", "good", "bad"),
    [
        ("plain_text_input", "min_length", 0, -1),
        ("plain_text_input", "max_length", 3000, 3001),
        ("plain_text_input", "max_length", 1, 0),
        ("rich_text_input", "min_lines", 1, 0),
        ("rich_text_input", "max_lines", 100, 101),
        ("file_input", "max_files", 10, 11),
        ("file_input", "max_files", 1, 0),
        ("multi_users_select", "max_selected_items", 1, 0),
        ("external_select", "min_query_length", 0, -1),
        ("datetimepicker", "initial_date_time", 1_000_000_000, 999_999_999),
    ],
)
def test_numbers_of_elements_have_their_bounds(kind: str, field: str, good: int, bad: int) -> None:
    base = {name: value for name, value in element(kind).items() if name != "initial_value"}
    assert complaints_about([in_its_block({**base, field: good})[0]], Surface.MODAL) == []
    (sentence,) = complaints_about([in_its_block({**base, field: bad})[0]], Surface.MODAL)
    assert sentence.startswith("must be ")
    assert sentence.endswith(f"/{field}]")


@pytest.mark.parametrize(
    "config", [{}, {"trigger_actions_on": []}, {"trigger_actions_on": ["on_leave"]}, {"trigger_actions_on": "on_enter"}]
)
def test_a_dispatch_configuration_says_when(config: Json) -> None:
    assert (
        len(
            complaints_about(
                [in_its_block({**element("plain_text_input"), "dispatch_action_config": config})[0]], Surface.MODAL
            )
        )
        == 1
    )
    good = {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}
    assert (
        complaints_about(
            [in_its_block({**element("plain_text_input"), "dispatch_action_config": good})[0]], Surface.MODAL
        )
        == []
    )


def test_options_may_stand_in_groups_and_initial_ones_are_found_there() -> None:
    groups = [{"label": plain("One"), "options": options(2)}, {"label": plain("Two"), "options": [option("z", "Zed")]}]
    menu = {"type": "static_select", "option_groups": groups, "initial_option": option("z", "Zed")}
    assert complaints_about([in_its_block(menu)[0]], Surface.MODAL) == []
    many = {"type": "multi_static_select", "option_groups": groups, "initial_options": [option("z", "Zed")]}
    assert complaints_about([in_its_block(many)[0]], Surface.MODAL) == []
    assert complaints_about([in_its_block({**many, "initial_options": [option("y", "Zed")]})[0]], Surface.MODAL) != []


def test_feedback_buttons_need_both_sides() -> None:
    side = {"text": plain("Good"), "value": "good"}
    both = {"type": "feedback_buttons", "action_id": "f", "positive_button": side, "negative_button": side}
    assert complaints_about([{"type": "context_actions", "elements": [both]}], Surface.MESSAGE) == []
    del both["negative_button"]
    assert complaints_about([{"type": "context_actions", "elements": [both]}], Surface.MESSAGE) == [
        "missing required field: negative_button [json-pointer:/blocks/0/elements/0]"
    ]


# --- rich text

LEAVES: list[Json] = [
    {"type": "text", "text": "a", "style": {"bold": True, "code": True}},
    {"type": "link", "url": "https://e.com", "text": "e", "unsafe": True},
    {"type": "user", "user_id": "U1"},
    {"type": "usergroup", "usergroup_id": "S1"},
    {"type": "team", "team_id": "T1"},
    {"type": "channel", "channel_id": "C1"},
    {"type": "emoji", "name": "wave", "skin_tone": 2, "unicode": "1f44b"},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#ff00AA"},
    {"type": "date", "timestamp": 1_780_000_000, "format": "{date}", "fallback": "then"},
]


def with_leaf(leaf: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [leaf]}]}


@pytest.mark.parametrize("leaf", LEAVES, ids=[leaf["type"] for leaf in LEAVES])
def test_each_leaf_of_rich_text_has_just_its_fields(leaf: Json) -> None:
    assert complaints_about([with_leaf(leaf)], Surface.MODAL) == []
    at = "/blocks/0/elements/0/elements/0"
    assert complaints_about([with_leaf({**leaf, "colour": 1})], Surface.MODAL) == [
        f"invalid additional property: colour [json-pointer:{at}]"
    ]
    needed = next(name for name in leaf if name != "type")
    del (bare := dict(leaf))[needed]
    assert f"missing required field: {needed} [json-pointer:{at}]" in complaints_about([with_leaf(bare)], Surface.MODAL)
    assert len(complaints_about([with_leaf({**leaf, "style": {"blink": True}})], Surface.MODAL)) == 1


BENT_LEAVES: list[Json] = [
    {"type": "user", "user_id": "ana"},
    {"type": "channel", "channel_id": "general"},
    {"type": "broadcast", "range": "all"},
    {"type": "emoji", "name": "wave", "skin_tone": 7},
    {"type": "color", "value": "red"},
    {"type": "link", "url": "e.com"},
    {"type": "date", "timestamp": "today", "format": "{date}"},
    {"type": "mention", "user_id": "U1"},
]


@pytest.mark.parametrize("leaf", BENT_LEAVES, ids=str)
def test_a_bent_leaf_is_refused(leaf: Json) -> None:
    assert len(complaints_about([with_leaf(leaf)], Surface.MODAL)) == 1


PARTS: list[tuple[Json, bool]] = [
    ({"type": "rich_text_section", "elements": []}, True),
    ({"type": "rich_text_quote", "elements": LEAVES, "border": 1}, True),
    ({"type": "rich_text_preformatted", "elements": LEAVES[:2], "language": "python"}, True),
    ({"type": "rich_text_list", "style": "ordered", "elements": [{"type": "rich_text_section", "elements": []}]}, True),
    ({"type": "rich_text_list", "style": "bullet", "elements": []}, False),
    ({"type": "rich_text_list", "elements": [{"type": "rich_text_section", "elements": []}]}, False),
    ({"type": "rich_text_list", "style": "bullet", "indent": 9, "elements": [rich()["elements"][0]]}, False),
    ({"type": "rich_text_quote", "elements": [], "border": 2}, False),
    ({"type": "rich_text_heading", "elements": []}, False),
    ({"type": "text", "text": "bare"}, False),
]


@pytest.mark.parametrize(("part", "accepted"), PARTS)
def test_the_parts_of_rich_text_are_sections_lists_quotes_and_code(part: Json, accepted: bool) -> None:
    assert (complaints_about([{"type": "rich_text", "elements": [part]}], Surface.MODAL) == []) is accepted


# --- the SDK beside us


@pytest.mark.parametrize("kind", [kind for kind in BLOCKS if not kind.startswith("data_")])
def test_what_we_accept_the_sdk_accepts_too(kind: str) -> None:
    parsed = Block.parse(block(kind))
    assert parsed is not None
    parsed.validate_json()


SDK: list[tuple[str, int, int]] = [
    ("header text", sdk_blocks.HeaderBlock.text_max_length, 150),
    ("section fields", sdk_blocks.SectionBlock.fields_max_length, 10),
    ("actions elements", sdk_blocks.ActionsBlock.elements_max_length, 25),
    ("context elements", sdk_blocks.ContextBlock.elements_max_length, 10),
    ("context actions elements", sdk_blocks.ContextActionsBlock.elements_max_length, 5),
    ("input label", sdk_blocks.InputBlock.label_max_length, 2000),
    ("input hint", sdk_blocks.InputBlock.hint_max_length, 2000),
    ("image title", sdk_blocks.ImageBlock.title_max_length, 2000),
    ("image alt text", sdk_blocks.ImageBlock.alt_text_max_length, 2000),
    ("image url", sdk_blocks.ImageBlock.image_url_max_length, 3000),
    ("video title", sdk_blocks.VideoBlock.title_max_length, 200),
    ("video author", sdk_blocks.VideoBlock.author_name_max_length, 50),
    ("block id", Block.block_id_max_length, 255),
    ("button text", sdk_elements.ButtonElement.text_max_length, 75),
    ("button value", sdk_elements.ButtonElement.value_max_length, 2000),
    ("button url", sdk_elements.ButtonElement.url_max_length, 3000),
    ("action id", sdk_elements.InteractiveElement.action_id_max_length, 255),
    ("select options", sdk_elements.StaticSelectElement.options_max_length, 100),
    ("overflow options", sdk_elements.OverflowMenuElement.options_max_length, 5),
    ("placeholder", sdk_elements.InputInteractiveElement.placeholder_max_length, 150),
    ("option label", Option.label_max_length, 75),
    ("group label", OptionGroup.label_max_length, 75),
    ("confirm title", ConfirmObject.title_max_length, 100),
    ("confirm text", ConfirmObject.text_max_length, 300),
    ("confirm yes", ConfirmObject.confirm_max_length, 30),
    ("confirm no", ConfirmObject.deny_max_length, 30),
]


@pytest.mark.parametrize(("name", "theirs", "ours"), SDK, ids=[row[0] for row in SDK])
def test_our_limits_are_the_sdks(name: str, theirs: int, ours: int) -> None:
    assert theirs == ours


def test_an_options_value_is_held_to_the_narrower_of_two_published_limits() -> None:
    assert Option.value_max_length == 150
    assert (
        complaints_about(
            [{"type": "actions", "elements": [{**element("overflow"), "options": [option("x" * 76)]}]}], Surface.MODAL
        )
        != []
    )


def test_images_beside_text_are_held_to_the_same_rules() -> None:
    beside = {**section(), "accessory": {**IMAGE, "image_url": "http://localhost/a.png"}}
    assert complaints_about([beside], Surface.MODAL) == [
        "downloading image failed [json-pointer:/blocks/0/accessory/image_url]"
    ]
    assert complaints_about([{"type": "context", "elements": [{**IMAGE, "alt_text": ""}]}], Surface.MODAL) == [
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/alt_text]"
    ]
    assert complaints_about([input_("checkboxes")], Surface.MODAL) == []
