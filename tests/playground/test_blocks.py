"""Slack's limits on blocks and elements, one line each."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.validate.blocks import Surface
from bot.playground.validate.payloads import check_blocks
from bot.playground.validate.schema import Complaints
from tests.playground.samples import (
    BUTTON,
    CARD,
    CELL,
    CONFIRM,
    IMAGE,
    POINT,
    Json,
    block,
    complaints_about,
    element,
    input_,
    mrkdwn,
    option,
    options,
    plain,
    rich,
    section,
)

EVERYWHERE = {"section", "header", "divider", "context", "actions", "image", "rich_text", "video", "input"}
ONLY = {
    Surface.MESSAGE: EVERYWHERE
    | {"markdown", "table", "data_table", "data_visualization", "card", "carousel", "container"}
    | {"context_actions", "task_card", "plan"},
    Surface.MODAL: EVERYWHERE | {"alert"},
    Surface.HOME: EVERYWHERE | {"card", "carousel"},
}
KINDS = sorted({*ONLY[Surface.MESSAGE], *ONLY[Surface.MODAL]})


def with_(kind: str, **fields: Any) -> Json:
    return {**block(kind), **fields}


@pytest.mark.parametrize("surface", list(Surface))
@pytest.mark.parametrize("kind", KINDS)
def test_each_block_stands_only_where_slack_lets_it(kind: str, surface: Surface) -> None:
    expected = [] if kind in ONLY[surface] else [f"unsupported type: {kind} [json-pointer:/blocks/0/type]"]
    assert complaints_about([block(kind)], surface) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_slack_does_not_know_is_refused_in_every_block(kind: str) -> None:
    surface = Surface.MODAL if kind == "alert" else Surface.MESSAGE
    assert complaints_about([with_(kind, colour="red")], surface) == [
        "invalid additional property: colour [json-pointer:/blocks/0]"
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_id_has_at_most_255_characters(kind: str) -> None:
    surface = Surface.MODAL if kind == "alert" else Surface.MESSAGE
    assert complaints_about([with_(kind, block_id="b" * 255)], surface) == []
    assert complaints_about([with_(kind, block_id="b" * 256)], surface) == [
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]"
    ]


REQUIRED = [
    ("header", "text"),
    ("context", "elements"),
    ("actions", "elements"),
    ("input", "label"),
    ("input", "element"),
    ("image", "alt_text"),
    ("video", "video_url"),
    ("video", "title"),
    ("markdown", "text"),
    ("table", "rows"),
    ("data_table", "caption"),
    ("data_visualization", "chart"),
    ("carousel", "elements"),
    ("container", "child_blocks"),
    ("rich_text", "elements"),
    ("plan", "title"),
    ("task_card", "task_id"),
    ("context_actions", "elements"),
]


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_a_missing_field_is_named(kind: str, name: str) -> None:
    bent = block(kind)
    del bent[name]
    assert complaints_about([bent], Surface.MESSAGE) == [f"missing required field: {name} [json-pointer:/blocks/0]"]


def words(count: int) -> Json:
    return plain("x" * count)


LENGTHS: list[tuple[str, int, Any, str]] = [
    ("header text", 150, lambda n: with_("header", text=words(n)), "/text/text"),
    ("section text", 3000, lambda n: section("x" * n), "/text/text"),
    ("section field", 2000, lambda n: with_("section", fields=[mrkdwn("x" * n)]), "/fields/0/text"),
    ("input label", 2000, lambda n: with_("input", label=words(n)), "/label/text"),
    ("input hint", 2000, lambda n: with_("input", hint=words(n)), "/hint/text"),
    ("image alt text", 2000, lambda n: with_("image", alt_text="x" * n), "/alt_text"),
    ("image title", 2000, lambda n: with_("image", title=words(n)), "/title/text"),
    ("image address", 3000, lambda n: with_("image", image_url="https://e.com/" + "x" * (n - 14)), "/image_url"),
    ("video title", 200, lambda n: with_("video", title=words(n)), "/title/text"),
    ("video author", 50, lambda n: with_("video", author_name="x" * n), "/author_name"),
    ("markdown", 12_000, lambda n: with_("markdown", text="x" * n), "/text"),
    ("chart title", 50, lambda n: with_("data_visualization", title="x" * n), "/title"),
    ("card title", 150, lambda n: with_("card", title=words(n)), "/title/text"),
    ("card body", 200, lambda n: with_("card", body=words(n)), "/body/text"),
    ("container title", 150, lambda n: with_("container", title=words(n)), "/title/text"),
]


@pytest.mark.parametrize(("name", "limit", "make", "at"), LENGTHS, ids=[row[0] for row in LENGTHS])
def test_each_text_of_a_block_has_its_limit(name: str, limit: int, make: Any, at: str) -> None:
    assert complaints_about([make(limit)], Surface.MESSAGE) == []
    assert complaints_about([make(limit + 1)], Surface.MESSAGE) == [
        f"must be less than {limit + 1} characters [json-pointer:/blocks/0{at}]"
    ]


def in_actions(**fields: Any) -> Json:
    return {"type": "actions", "elements": [{**BUTTON, **fields}]}


def chosen_from(kind: str, **fields: Any) -> Json:
    return {"type": "actions", "elements": [{**element(kind), **fields}]}


def confirmed(**fields: Any) -> Json:
    return in_actions(confirm={**CONFIRM, **fields})


ELEMENT_LENGTHS: list[tuple[str, int, Any, str]] = [
    ("button text", 75, lambda n: in_actions(text=words(n)), "/text/text"),
    ("button value", 2000, lambda n: in_actions(value="x" * n), "/value"),
    ("button url", 3000, lambda n: in_actions(url="https://e.com/" + "x" * (n - 14)), "/url"),
    ("button label", 75, lambda n: in_actions(accessibility_label="x" * n), "/accessibility_label"),
    ("agent prompt", 4000, lambda n: in_actions(agent_prompt="x" * n), "/agent_prompt"),
    ("action_id", 255, lambda n: in_actions(action_id="x" * n), "/action_id"),
    ("confirm title", 100, lambda n: confirmed(title=words(n)), "/confirm/title/text"),
    ("confirm text", 300, lambda n: confirmed(text=words(n)), "/confirm/text/text"),
    ("confirm yes", 30, lambda n: confirmed(confirm=words(n)), "/confirm/confirm/text"),
    ("confirm no", 30, lambda n: confirmed(deny=words(n)), "/confirm/deny/text"),
    ("placeholder", 150, lambda n: chosen_from("users_select", placeholder=words(n)), "/placeholder/text"),
    ("option text", 75, lambda n: chosen_from("overflow", options=[option("v", "x" * n)]), "/options/0/text/text"),
    ("option value", 75, lambda n: chosen_from("overflow", options=[option("x" * n)]), "/options/0/value"),
    (
        "option description",
        75,
        lambda n: chosen_from("checkboxes", options=[{**option(), "description": mrkdwn("x" * n)}]),
        "/options/0/description/text",
    ),
    (
        "group label",
        75,
        lambda n: chosen_from("multi_static_select", option_groups=[{"label": words(n), "options": options(1)}]),
        "/option_groups/0/label/text",
    ),
]


@pytest.mark.parametrize(("name", "limit", "make", "at"), ELEMENT_LENGTHS, ids=[row[0] for row in ELEMENT_LENGTHS])
def test_each_text_of_an_element_has_its_limit(name: str, limit: int, make: Any, at: str) -> None:
    assert complaints_about([make(limit)], Surface.MESSAGE) == []
    pointer = f"[json-pointer:/blocks/0/elements/0{at}]"
    assert complaints_about([make(limit + 1)], Surface.MESSAGE) == [
        f"must be less than {limit + 1} characters {pointer}"
    ]


COUNTS: list[tuple[str, int, Any, str]] = [
    ("blocks", 50, lambda n: [section() for _ in range(n)], ""),
    ("section fields", 10, lambda n: [with_("section", fields=[mrkdwn()] * n)], "/0/fields"),
    ("context elements", 10, lambda n: [with_("context", elements=[mrkdwn()] * n)], "/0/elements"),
    (
        "actions elements",
        25,
        lambda n: [with_("actions", elements=[{**BUTTON, "action_id": f"a{i}"} for i in range(n)])],
        "/0/elements",
    ),
    (
        "context actions",
        5,
        lambda n: [
            with_(
                "context_actions",
                elements=[{**block("context_actions")["elements"][0], "action_id": f"a{i}"} for i in range(n)],
            )
        ],
        "/0/elements",
    ),
    ("select options", 100, lambda n: [chosen_from("static_select", options=options(n))], "/0/elements/0/options"),
    (
        "option groups",
        100,
        lambda n: [
            chosen_from(
                "multi_static_select", option_groups=[{"label": plain(), "options": [option(str(i))]} for i in range(n)]
            )
        ],
        "/0/elements/0/option_groups",
    ),
    ("overflow options", 5, lambda n: [chosen_from("overflow", options=options(n))], "/0/elements/0/options"),
    ("checkboxes", 10, lambda n: [chosen_from("checkboxes", options=options(n))], "/0/elements/0/options"),
    ("radio buttons", 10, lambda n: [chosen_from("radio_buttons", options=options(n))], "/0/elements/0/options"),
    ("table rows", 100, lambda n: [with_("table", rows=[[CELL]] * n)], "/0/rows"),
    ("table cells", 20, lambda n: [with_("table", rows=[[CELL] * n])], "/0/rows/0"),
    ("column settings", 20, lambda n: [with_("table", column_settings=[None] * n)], "/0/column_settings"),
    ("data rows", 201, lambda n: [with_("data_table", rows=[[CELL]] * n)], "/0/rows"),
    ("carousel cards", 10, lambda n: [with_("carousel", elements=[CARD] * n)], "/0/elements"),
    (
        "card actions",
        2,
        lambda n: [with_("card", actions=[{**BUTTON, "action_id": f"a{i}"} for i in range(n)])],
        "/0/actions",
    ),
    ("container children", 10, lambda n: [with_("container", child_blocks=[section()] * n)], "/0/child_blocks"),
    (
        "pie segments",
        6,
        lambda n: [with_("data_visualization", chart={"type": "pie", "segments": [{"label": "a", "value": 1}] * n})],
        "/0/chart/segments",
    ),
]


@pytest.mark.parametrize(("name", "limit", "make", "at"), COUNTS, ids=[row[0] for row in COUNTS])
def test_each_list_has_its_limit(name: str, limit: int, make: Any, at: str) -> None:
    assert complaints_about(make(limit), Surface.MESSAGE) == []
    assert complaints_about(make(limit + 1), Surface.MESSAGE) == [
        f"no more than {limit} items allowed [json-pointer:/blocks{at}]"
    ]


@pytest.mark.parametrize(("surface", "limit"), [(Surface.MODAL, 100), (Surface.HOME, 100)])
def test_modals_and_home_take_a_hundred_blocks(surface: Surface, limit: int) -> None:
    assert complaints_about([section()] * limit, surface) == []
    assert complaints_about([section()] * (limit + 1), surface) == [
        "no more than 100 items allowed [json-pointer:/blocks]"
    ]


EMPTY: list[tuple[str, Any, str]] = [
    ("text", lambda: section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (
        "actions",
        lambda: with_("actions", elements=[]),
        "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        "options",
        lambda: chosen_from("overflow", options=[]),
        "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        "table cell",
        lambda: with_("table", rows=[[{"type": "raw_text", "text": ""}]]),
        "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
    ),
    (
        "rich text leaf",
        lambda: rich(""),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    (
        "data rows",
        lambda: with_("data_table", rows=[[CELL]]),
        "no fewer than 2 items allowed [json-pointer:/blocks/0/rows]",
    ),
]


@pytest.mark.parametrize(("name", "make", "sentence"), EMPTY, ids=[row[0] for row in EMPTY])
def test_empty_things_are_refused(name: str, make: Any, sentence: str) -> None:
    assert complaints_about([make()], Surface.MESSAGE) == [sentence]


KINDS_OF_VALUE: list[tuple[Json, str]] = [
    ({"type": "section", "text": "words"}, "must provide an object [json-pointer:/blocks/0/text]"),
    ({"type": "section", "text": {"text": "a"}}, "missing required field: type [json-pointer:/blocks/0/text]"),
    ({"type": "section", "text": plain(), "fields": {}}, "must provide an array [json-pointer:/blocks/0/fields]"),
    ({"type": "section", "text": plain(), "expand": 1}, "must be a boolean [json-pointer:/blocks/0/expand]"),
    ({"type": "section"}, "must define at least one of `text`, `fields` [json-pointer:/blocks/0]"),
    ({"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
    (
        {"type": "header", "text": {**plain(), "verbatim": True}},
        "invalid additional property: verbatim [json-pointer:/blocks/0/text]",
    ),
    (
        {"type": "section", "text": {**mrkdwn(), "emoji": True}},
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    (
        {"type": "header", "text": {"type": "plain_text", "text": 3}},
        "must provide a string [json-pointer:/blocks/0/text/text]",
    ),
    ({"type": "header", "text": plain(), "level": 9}, "must be less than or equal to 4 [json-pointer:/blocks/0/level]"),
    (
        {"type": "header", "text": plain(), "level": 0},
        "must be greater than or equal to 1 [json-pointer:/blocks/0/level]",
    ),
    ({"type": "header", "text": plain(), "level": "1"}, "must provide an integer [json-pointer:/blocks/0/level]"),
    ({"type": "no_such"}, "unsupported type: no_such [json-pointer:/blocks/0/type]"),
    ({"text": plain()}, "missing required field: type [json-pointer:/blocks/0]"),
    ({"type": 3}, "unsupported type: 3 [json-pointer:/blocks/0/type]"),
    (in_actions(style="green"), "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"),
    (in_actions(url="example.com"), "must be a valid url [json-pointer:/blocks/0/elements/0/url]"),
    (
        chosen_from("datepicker", initial_date="1.7.2026"),
        "must be a valid date [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    (
        chosen_from("timepicker", initial_time="24:00"),
        "must be a valid time [json-pointer:/blocks/0/elements/0/initial_time]",
    ),
    (
        chosen_from("users_select", initial_user="ana"),
        "must be a valid user id [json-pointer:/blocks/0/elements/0/initial_user]",
    ),
    (
        chosen_from("static_select", options=[{**option(), "url": "https://e.com"}]),
        "invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    (
        chosen_from("static_select", options=[{"text": mrkdwn(), "value": "a"}]),
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/options/0/text/type]",
    ),
    (
        {"type": "actions", "elements": [element("plain_text_input")]},
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        {"type": "section", "text": plain(), "accessory": element("datetimepicker")},
        "unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]",
    ),
    (
        {"type": "context", "elements": [BUTTON]},
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    (input_("file_input"), "unsupported type: file_input [json-pointer:/blocks/0/element/type]"),
    (
        {"type": "input", "label": plain(), "element": BUTTON},
        "unsupported type: button [json-pointer:/blocks/0/element/type]",
    ),
    (
        with_("data_visualization", chart={"type": "pie", "segments": [{"label": "a", "value": 0}]}),
        "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]",
    ),
    (
        with_("data_visualization", chart={"type": "pie", "segments": [{"label": "a", "value": "1"}]}),
        "must provide a number [json-pointer:/blocks/0/chart/segments/0/value]",
    ),
]


@pytest.mark.parametrize(("bent", "sentence"), KINDS_OF_VALUE, ids=[row[1][:60] for row in KINDS_OF_VALUE])
def test_the_wrong_kind_of_thing_is_named_with_its_place(bent: Json, sentence: str) -> None:
    assert complaints_about([bent], Surface.MESSAGE) == [sentence]


ACROSS: list[tuple[str, Json, str]] = [
    (
        "two pictures",
        with_("image", slack_file={"id": "F1"}),
        "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
    ),
    (
        "both kinds of options",
        chosen_from("static_select", option_groups=[{"label": plain(), "options": options(2)}]),
        "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    (
        "an initial option that is not offered",
        chosen_from("static_select", initial_option=option("v9")),
        "initial_option must exactly match an option [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    (
        "an initial option with another label",
        chosen_from("static_select", initial_option=option("v0", "Other")),
        "initial_option must exactly match an option [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    (
        "a ticked box that is not there",
        chosen_from("checkboxes", initial_options=[option("v9")]),
        "initial_option must exactly match an option [json-pointer:/blocks/0/elements/0/initial_options/0]",
    ),
    (
        "two elements with one action_id",
        {"type": "actions", "elements": [BUTTON, BUTTON]},
        '`action_id` "press" already exists for another element [json-pointer:/blocks/0/elements/1/action_id]',
    ),
    (
        "a minimum length above the maximum",
        {**input_(), "element": {"type": "plain_text_input", "min_length": 9, "max_length": 3}},
        "min_length must be less than or equal to max_length [json-pointer:/blocks/0/element/min_length]",
    ),
    (
        "an initial text that is too long",
        {**input_(), "element": {"type": "plain_text_input", "initial_value": "four", "max_length": 3}},
        "must be less than 4 characters [json-pointer:/blocks/0/element/initial_value]",
    ),
    (
        "a minimum above the maximum",
        {
            **input_(),
            "element": {"type": "number_input", "is_decimal_allowed": True, "min_value": "2", "max_value": "1"},
        },
        "min_value must be less than or equal to max_value [json-pointer:/blocks/0/element/min_value]",
    ),
    (
        "an initial number below the minimum",
        {
            **input_(),
            "element": {"type": "number_input", "is_decimal_allowed": True, "min_value": "2", "initial_value": "1"},
        },
        "initial_value must be within min_value and max_value [json-pointer:/blocks/0/element/initial_value]",
    ),
    (
        "decimals where none are allowed",
        {**input_(), "element": {"type": "number_input", "is_decimal_allowed": False, "initial_value": "1.5"}},
        "must be a whole number [json-pointer:/blocks/0/element/initial_value]",
    ),
    (
        "a rich header cell",
        with_("data_table", rows=[[rich()], [CELL]]),
        "header cells must not be rich_text [json-pointer:/blocks/0/rows/0]",
    ),
    (
        "rows of different width",
        with_("data_table", rows=[[CELL, CELL], [CELL]]),
        "rows must have the same number of cells [json-pointer:/blocks/0/rows/1]",
    ),
    (
        "a row header beyond the columns",
        with_("data_table", row_header_column_index=2),
        "row_header_column_index must be an existing column [json-pointer:/blocks/0/row_header_column_index]",
    ),
    (
        "a table of too many characters",
        with_("table", rows=[[{"type": "raw_text", "text": "x" * 10_001}]]),
        "table must be less than 10001 characters [json-pointer:/blocks/0/rows]",
    ),
    (
        "data points without a category",
        with_(
            "data_visualization",
            chart={"type": "line", "series": [{"name": "A", "data": [POINT]}], "axis_config": {"categories": ["Q2"]}},
        ),
        "data labels must match axis_config.categories [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    (
        "two series of one name",
        with_(
            "data_visualization",
            chart={
                "type": "line",
                "series": [{"name": "A", "data": [POINT]}] * 2,
                "axis_config": {"categories": ["Q1"]},
            },
        ),
        "series names must be unique [json-pointer:/blocks/0/chart/series]",
    ),
    (
        "collapsed but not collapsible",
        with_("container", default_collapsed=True),
        "default_collapsed requires is_collapsible [json-pointer:/blocks/0/default_collapsed]",
    ),
    (
        "an empty filter",
        chosen_from("conversations_select", filter={}),
        "must define at least one of `include`, `exclude_external_shared_channels`, `exclude_bot_users` "
        "[json-pointer:/blocks/0/elements/0/filter]",
    ),
    (
        "a response url outside a modal's input",
        chosen_from("channels_select", response_url_enabled=True),
        "response_url_enabled is only allowed in input blocks in modals [json-pointer:/blocks]",
    ),
]


@pytest.mark.parametrize(("name", "bent", "sentence"), ACROSS, ids=[row[0] for row in ACROSS])
def test_rules_across_fields_hold(name: str, bent: Json, sentence: str) -> None:
    assert complaints_about([bent], Surface.MESSAGE) == [sentence]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8765/a.png",
        "http://localhost/a.png",
        "https://10.0.0.3/a",
        "ftp://example.com/a",
        "https://x.local/a",
    ],
)
def test_a_picture_that_slack_cannot_fetch_is_refused(address: str) -> None:
    assert complaints_about([{**IMAGE, "image_url": address}], Surface.MESSAGE) == [
        "downloading image failed [json-pointer:/blocks/0/image_url]"
    ]


def test_a_file_that_is_no_finished_picture_is_refused() -> None:
    complaints = Complaints(is_image_file=lambda file_id: file_id == "F1")
    shown = {"type": "image", "alt_text": "A picture"}
    check_blocks([{**shown, "slack_file": {"id": "F1"}}], Surface.HOME, "/blocks", complaints)
    assert complaints.texts == []
    check_blocks([{**shown, "slack_file": {"id": "F2"}}], Surface.HOME, "/blocks", complaints)
    assert complaints.texts == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]


def test_two_blocks_do_not_share_a_block_id_even_inside_a_container() -> None:
    twins = [with_("divider", block_id="a"), with_("container", child_blocks=[with_("divider", block_id="a")])]
    assert complaints_about(twins, Surface.MESSAGE) == [
        '`block_id` "a" already exists for another block [json-pointer:/blocks/2/block_id]'
    ]


def test_the_same_action_id_in_two_blocks_is_fine() -> None:
    assert complaints_about([in_actions(), in_actions()], Surface.MESSAGE) == []


def test_markdown_blocks_share_one_limit_and_charts_are_two_at_most() -> None:
    half = with_("markdown", text="x" * 6001)
    assert complaints_about([half, half], Surface.MESSAGE) == [
        "markdown must be less than 12001 characters in total [json-pointer:/blocks]"
    ]
    chart = block("data_visualization")
    assert complaints_about([chart, chart], Surface.MESSAGE) == []
    assert complaints_about([chart] * 3, Surface.MESSAGE) == [
        "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"
    ]


def test_only_one_element_takes_the_focus() -> None:
    focused = [
        {**input_(), "block_id": f"b{n}", "element": {"type": "plain_text_input", "focus_on_load": True}}
        for n in (1, 2)
    ]
    assert complaints_about(focused[:1], Surface.MODAL) == []
    assert complaints_about(focused, Surface.MODAL) == [
        "focus_on_load can only be set to true on one element [json-pointer:/blocks]"
    ]


def test_a_file_input_stands_in_a_modal_and_dispatches_nothing() -> None:
    assert complaints_about([input_("file_input")], Surface.MODAL) == []
    assert complaints_about([input_("file_input", dispatch_action=True)], Surface.MODAL) == [
        "file_input does not support dispatch_action [json-pointer:/blocks/0/dispatch_action]"
    ]


def test_lists_in_rich_text_do_not_nest() -> None:
    inner = {"type": "rich_text_list", "style": "bullet", "elements": []}
    nested = {"type": "rich_text", "elements": [{**inner, "elements": [inner]}]}
    assert complaints_about([nested], Surface.MESSAGE) == [
        "unsupported type: rich_text_list [json-pointer:/blocks/0/elements/0/elements/0/type]"
    ]


@pytest.mark.parametrize(
    "kind", ["static_select", "users_select", "datepicker", "checkboxes", "number_input", "rich_text_input"]
)
def test_every_kind_of_input_is_accepted_in_modal_home_and_message(kind: str) -> None:
    assert [complaints_about([input_(kind)], surface) for surface in Surface] == [[], [], []]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "elements", "rows", "element"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"type": st.sampled_from(KINDS)},
            optional={
                "text": json_values,
                "elements": json_values,
                "element": json_values,
                "rows": json_values,
                "fields": json_values,
            },
        ),
        max_size=3,
    )
)
def test_no_payload_however_odd_breaks_the_checks(blocks: list[Json]) -> None:
    for surface in Surface:
        assert all("json-pointer:/blocks" in sentence for sentence in complaints_about(blocks, surface))
