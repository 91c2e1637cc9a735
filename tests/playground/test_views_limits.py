"""Slack's limits on whole messages, views and metadata."""

from typing import Any

import pytest

from bot.playground.validate.normalise import normalised, normalised_view
from bot.playground.validate.payloads import Refusal, check_message_blocks, check_metadata, check_view
from bot.playground.validate.words import characters, pings
from tests.playground.samples import (
    BUTTON,
    Json,
    any_file,
    block,
    element,
    home,
    input_,
    modal,
    mrkdwn,
    plain,
    rich,
    section,
)

ALL = "failed to match all allowed schemas [json-pointer:/view]"


def refused(view: object, kind: str = "modal") -> tuple[str, ...]:
    refusal = check_view(view, kind, any_file)
    assert refusal is None or refusal.error == "invalid_arguments"
    if refusal is None:
        return ()
    assert refusal.complaints[0] == ALL
    return refusal.complaints[1:]


def test_a_full_modal_is_accepted() -> None:
    view = modal(
        input_(),
        block("alert"),
        close=plain(),
        private_metadata="{}",
        callback_id="log",
        external_id="one",
        clear_on_close=True,
        notify_on_close=True,
        submit_disabled=False,
    )
    assert refused(view) == ()


MODAL_LENGTHS: list[tuple[str, int, Any, str]] = [
    ("title", 24, lambda n: modal(title=plain("x" * n)), "/title/text"),
    ("submit", 24, lambda n: modal(submit=plain("x" * n)), "/submit/text"),
    ("close", 24, lambda n: modal(close=plain("x" * n)), "/close/text"),
    ("private_metadata", 3000, lambda n: modal(private_metadata="x" * n), "/private_metadata"),
    ("callback_id", 255, lambda n: modal(callback_id="x" * n), "/callback_id"),
    ("external_id", 255, lambda n: modal(external_id="x" * n), "/external_id"),
]


@pytest.mark.parametrize(("name", "limit", "make", "at"), MODAL_LENGTHS, ids=[row[0] for row in MODAL_LENGTHS])
def test_each_text_of_a_modal_has_its_limit(name: str, limit: int, make: Any, at: str) -> None:
    assert refused(make(limit)) == ()
    assert refused(make(limit + 1)) == (f"must be less than {limit + 1} characters [json-pointer:/view{at}]",)


BENT: list[tuple[str, Json, str, str]] = [
    ("no blocks", {**modal(), "blocks": []}, "modal", "no fewer than 1 items allowed [json-pointer:/view/blocks]"),
    ("unknown field", modal(id="V1"), "modal", "invalid additional property: id [json-pointer:/view]"),
    (
        "no title",
        {"type": "modal", "blocks": [section()]},
        "modal",
        "missing required field: title [json-pointer:/view]",
    ),
    ("home as modal", home(), "modal", "must be a valid enum value [json-pointer:/view/type]"),
    ("modal as home", modal(), "home", "must be a valid enum value [json-pointer:/view/type]"),
    ("no type", {"blocks": []}, "home", "missing required field: type [json-pointer:/view]"),
    ("home with title", home(title=plain()), "home", "invalid additional property: title [json-pointer:/view]"),
    (
        "an input without submit",
        {"type": "modal", "title": plain(), "blocks": [section(), input_()]},
        "modal",
        "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]",
    ),
    (
        "a block that is too long",
        modal({"type": "header", "text": plain("x" * 151)}),
        "modal",
        "must be less than 151 characters [json-pointer:/view/blocks/0/text/text]",
    ),
    ("a text as title", modal(title="Title"), "modal", "must provide an object [json-pointer:/view/title]"),
]


@pytest.mark.parametrize(("name", "view", "kind", "sentence"), BENT, ids=[row[0] for row in BENT])
def test_a_bent_view_is_refused_with_its_place(name: str, view: Json, kind: str, sentence: str) -> None:
    assert refused(view, kind) == (sentence,)


def test_a_view_that_is_no_object_is_refused() -> None:
    assert refused("a text") == ("must provide an object [json-pointer:/view]",)


def test_home_may_be_empty() -> None:
    assert refused(home(), "home") == ()


def test_a_view_over_250_kilobytes_is_too_large() -> None:
    big = modal(*(section("x" * 3000) for _ in range(81)))
    assert check_view(big, "modal", any_file) is None
    bigger = modal(*(section("x" * 3000) for _ in range(84)))
    assert check_view(bigger, "modal", any_file) == Refusal("view_too_large")


def test_blocks_that_are_no_list_of_objects_have_their_own_error() -> None:
    assert check_message_blocks("text", any_file) == Refusal("invalid_blocks_format")
    assert check_message_blocks(["text"], any_file) == Refusal("invalid_blocks_format")


def test_the_sum_of_all_texts_of_a_message_is_limited_but_not_by_response_url() -> None:
    long = [section("x" * 2640) for _ in range(5)]
    assert check_message_blocks(long, any_file) is None
    longer = [*long, section("x")]
    assert check_message_blocks(longer, any_file) == Refusal("msg_blocks_too_long")
    assert check_message_blocks(longer, any_file, limit_total=False) is None


def test_one_table_per_message() -> None:
    tables = [block("table"), block("data_table")]
    assert check_message_blocks(tables, any_file) == Refusal("invalid_attachments", ("only_one_table_allowed",))


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "digest", "event_payload": {"nonce": "a"}}, None),
        ("text", "invalid_metadata_format"),
        ({"event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "", "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "digest"}, "invalid_metadata_schema"),
        ({"event_type": "digest", "event_payload": {}, "more": 1}, "invalid_metadata_schema"),
        ({"event_type": "digest", "event_payload": {"a": "x" * 8000}}, "metadata_too_large"),
    ],
)
def test_metadata_has_a_type_and_a_payload(metadata: object, error: str | None) -> None:
    refusal = check_metadata(metadata)
    assert (refusal.error if refusal else None) == error


def test_missing_ids_and_text_flags_are_filled_in() -> None:
    ids = iter("abcdefgh")
    without = {"type": "actions", "elements": [{"type": "button", "text": plain()}]}
    stored = normalised([without, {"type": "context", "elements": [mrkdwn()]}], lambda: next(ids))
    assert stored[0]["block_id"] == "a"
    assert stored[0]["elements"][0]["action_id"] == "b"
    assert stored[0]["elements"][0]["text"] == {"type": "plain_text", "text": "words", "emoji": True}
    assert stored[1]["elements"][0] == {"type": "mrkdwn", "text": "*words*", "verbatim": False}
    assert "block_id" not in without


def test_ids_are_filled_in_inside_containers_and_cards() -> None:
    ids = iter("abcdefgh")
    card = {"type": "card", "title": plain(), "actions": [{"type": "button", "text": plain()}]}
    stored = normalised([{"type": "carousel", "elements": [card]}], lambda: next(ids))
    assert stored[0]["elements"][0]["block_id"] == "b"
    assert stored[0]["elements"][0]["actions"][0]["action_id"] == "c"


def test_a_stored_view_has_all_its_fields() -> None:
    shown = normalised_view(modal(), lambda: "id")
    assert shown["private_metadata"] == shown["callback_id"] == shown["external_id"] == ""
    assert shown["close"] is None
    assert shown["clear_on_close"] is shown["notify_on_close"] is False
    assert shown["title"] == {"type": "plain_text", "text": "words", "emoji": True}


@pytest.mark.parametrize(
    ("text", "blocks", "expected"),
    [
        ("hello <!channel>", [], ("channel",)),
        ("<!here|here> <!everyone>", [], ("everyone", "here")),
        ("<@U1> and <@U2|ben> and <!subteam^S1>", [], ("S1", "U1", "U2")),
        ("&lt;!channel&gt; @channel U1 <#C1> <https://e.com|@here>", [], ()),
        ("", [section("<@U1>")], ("U1",)),
        ("", [{"type": "header", "text": plain("<!channel>")}], ()),
        ("", [{"type": "section", "text": plain("x"), "fields": [mrkdwn("<!here>")]}], ("here",)),
        ("", [{"type": "markdown", "text": "<@U9>"}], ("U9",)),
        ("", [rich("<!channel>")], ()),
        ("", [{"type": "actions", "elements": [{**BUTTON, "value": "<@U1>"}]}], ()),
        ("", [{"type": "actions", "elements": [{**element("users_select"), "initial_user": "U3"}]}], ()),
        (
            "",
            [
                {
                    "type": "rich_text",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [
                                {"type": "user", "user_id": "U1"},
                                {"type": "broadcast", "range": "channel"},
                                {"type": "usergroup", "usergroup_id": "S1"},
                            ],
                        }
                    ],
                }
            ],
            ("S1", "U1", "channel"),
        ),
    ],
)
def test_pings_are_the_unescaped_mentions(text: str, blocks: list[Json], expected: tuple[str, ...]) -> None:
    assert pings(text, blocks) == expected


def test_characters_are_counted_where_words_are_shown_and_not_in_tables() -> None:
    counted = [section("abc"), rich("de"), block("table"), {"type": "markdown", "text": "f"}]
    assert characters(counted) == 6
