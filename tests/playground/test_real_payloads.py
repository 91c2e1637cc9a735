"""Payloads as real apps send them: what Slack takes is taken, in full, and what apps got wrong in public is refused."""

from copy import deepcopy
from typing import Any

import pytest

from bot.playground.validate.payloads import check_message_blocks, check_view
from tests.playground.conftest import Here
from tests.playground.samples import Json, any_file


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words, "emoji": True}


def md(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def button(words: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": text(words), "action_id": action_id, **more}


APPROVAL: list[Json] = [
    {
        "type": "section",
        "text": md("You have a new request:\n*<https://example.com|Fred Enriquez - New device request>*"),
    },
    {
        "type": "section",
        "fields": [
            md("*Type:*\nComputer (laptop)"),
            md("*When:*\nSubmitted Aug 10"),
            md("*Last Update:*\nMar 10, 2015 (3 years, 5 months)"),
            md("*Reason:*\nAll vowel keys aren't working."),
        ],
    },
    {
        "type": "actions",
        "elements": [
            button("Approve", "approve", style="primary", value="click_me_123"),
            button("Deny", "deny", style="danger", value="click_me_124"),
        ],
    },
]

NEWSLETTER: list[Json] = [
    {"type": "header", "text": text(":newspaper:  Paper Company Newsletter  :newspaper:")},
    {"type": "context", "elements": [md("*November 12, 2019*  |  Sales Team Announcements")]},
    {"type": "divider"},
    {"type": "section", "text": md(" :loud_sound: *IN CASE YOU MISSED IT* :loud_sound:")},
    {
        "type": "section",
        "text": md("Replay our screening of *Threat Level Midnight* and pick up a copy of the DVD."),
        "accessory": button("Watch Now", "watch", url="https://example.com/film"),
    },
    {
        "type": "section",
        "text": md("`11/20-11/22` *Beet the Competition* _ annual retreat at Schrute Farms_"),
        "accessory": {
            "type": "overflow",
            "action_id": "rsvp",
            "options": [
                {"text": text("Going"), "value": "going"},
                {"text": text("Read more"), "value": "more", "url": "https://example.com/more"},
            ],
        },
    },
    {
        "type": "context",
        "elements": [
            {
                "type": "image",
                "image_url": "https://pbs.twimg.com/profile_images/625633822235693056.jpg",
                "alt_text": "cat",
            },
            text("Author: K A Applegate"),
        ],
    },
]

POLL: list[Json] = [
    {
        "type": "section",
        "block_id": f"poll_{place}",
        "text": md(words),
        "accessory": button("Vote", "vote", value=str(place), confirm=confirm),
    }
    for place, (words, confirm) in enumerate(
        [
            (
                ":sushi: *Ace Wasabi Rock-n-Roll Sushi Bar*\nThe best landlocked sushi restaurant.",
                {
                    "title": text("Are you sure?"),
                    "text": md("Wouldn't you prefer a good game of _chess_?"),
                    "confirm": text("Do it"),
                    "deny": text("Stop, I've changed my mind!"),
                    "style": "primary",
                },
            ),
        ]
    )
]

CODE_REVIEW: list[Json] = [
    {
        "type": "rich_text",
        "block_id": "words",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Hello "},
                    {"type": "user", "user_id": "U012AB3CD"},
                    {"type": "text", "text": ", see ", "style": {"italic": True}},
                    {"type": "link", "url": "https://example.com", "text": "the review"},
                    {"type": "emoji", "name": "eyes"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 0,
                "border": 0,
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]},
                ],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a = 1"}], "border": 0},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
        ],
    }
]

TABLE: list[Json] = [
    {
        "type": "table",
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
        "rows": [
            [{"type": "raw_text", "text": "Header A"}, {"type": "raw_text", "text": "Header B"}],
            [
                {"type": "raw_text", "text": "Data 1A"},
                {
                    "type": "rich_text",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "link", "url": "https://slack.com", "text": "Data 1B"}],
                        }
                    ],
                },
            ],
        ],
    }
]

MESSAGES = {
    "approval": APPROVAL,
    "newsletter": NEWSLETTER,
    "poll": POLL,
    "code review": CODE_REVIEW,
    "table": TABLE,
}

FORM: Json = {
    "type": "modal",
    "callback_id": "log_win",
    "private_metadata": '{"id":"w1"}',
    "title": text("Log a win"),
    "submit": text("Save"),
    "close": text("Cancel"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": text("What did you do?"),
            "hint": text("One thing, in your own words"),
            "element": {
                "type": "plain_text_input",
                "action_id": "text",
                "multiline": True,
                "max_length": 3000,
                "placeholder": text("Led …"),
                "focus_on_load": True,
            },
        },
        {
            "type": "input",
            "block_id": "when",
            "optional": True,
            "label": text("When?"),
            "element": {"type": "datepicker", "action_id": "date", "initial_date": "2026-07-01"},
        },
        {
            "type": "input",
            "block_id": "role",
            "dispatch_action": True,
            "label": text("Your part"),
            "element": {
                "type": "static_select",
                "action_id": "pick",
                "options": [{"text": text(words), "value": words} for words in ("led", "co_led", "supported")],
                "initial_option": {"text": text("led"), "value": "led"},
            },
        },
        {
            "type": "input",
            "block_id": "competencies",
            "optional": True,
            "label": text("It speaks to"),
            "element": {
                "type": "checkboxes",
                "action_id": "pick",
                "options": [
                    {"text": md(f"*{words}*"), "description": text("because you wrote it"), "value": words}
                    for words in ("mentoring", "risk")
                ],
            },
        },
        {
            "type": "input",
            "block_id": "seen_by",
            "optional": True,
            "label": text("Who saw it?"),
            "element": {"type": "multi_users_select", "action_id": "people", "max_selected_items": 5},
        },
        {"type": "context", "elements": [md("Only you and your manager will see this.")]},
    ],
}

HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": text("Your ladder")},
        {
            "type": "actions",
            "elements": [
                button("Log a win", "log", style="primary"),
                {"type": "users_select", "action_id": "who", "placeholder": text("Somebody")},
                {"type": "datepicker", "action_id": "since", "initial_date": "2026-01-01"},
            ],
        },
        {"type": "image", "slack_file": {"id": "F0MAP"}, "alt_text": "Coverage per competency", "title": text("Map")},
        *CODE_REVIEW,
    ],
}


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_of_a_real_app_is_taken(name: str) -> None:
    assert check_message_blocks(MESSAGES[name], any_file) is None


@pytest.mark.parametrize(("view", "kind"), [(FORM, "modal"), (HOME, "home")])
def test_a_view_of_a_real_app_is_taken(view: Json, kind: str) -> None:
    assert check_view(view, kind, any_file) is None


def test_a_real_form_is_filled_in_and_sent(here: Here) -> None:
    view_id = str(here.client.views_open(trigger_id=here.trigger(), view=FORM)["view"]["id"])
    entries = {"what": "Led it", "when": "2026-06-30", "role": "co_led", "competencies": ["risk"], "seen_by": ["U2"]}
    here.slack.submit("U1", view_id, entries)
    values = here.app.last("view_submission")["view"]["state"]["values"]
    assert values["what"]["text"] == {"type": "plain_text_input", "value": "Led it"}
    assert values["when"]["date"] == {"type": "datepicker", "selected_date": "2026-06-30"}
    assert values["role"]["pick"]["selected_option"]["value"] == "co_led"
    assert [option["value"] for option in values["competencies"]["pick"]["selected_options"]] == ["risk"]
    assert values["seen_by"]["people"] == {"type": "multi_users_select", "selected_users": ["U2"]}


# Mistakes reported in public issue trackers, each with the sentence people found in Slack's answer.
MISTAKES: list[tuple[str, list[Json], str]] = [
    (
        "26 buttons",
        [{"type": "actions", "elements": [button("x", f"a{n}") for n in range(26)]}],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        "an empty field",
        [{"type": "section", "fields": [md("")]}],
        "must be more than 0 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        "a section over 3,000 characters",
        [{"type": "section", "text": md("x" * 3001)}],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        "eleven checkboxes",
        [
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "checkboxes",
                        "action_id": "todo",
                        "options": [{"text": md(str(n)), "value": str(n)} for n in range(11)],
                    }
                ],
            }
        ],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        "eleven fields",
        [{"type": "section", "fields": [md("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        "a style on rich text parts",
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "style": "bullet", "elements": []}],
            }
        ],
        "invalid additional property: style [json-pointer:/blocks/0/elements/0]",
    ),
    (
        "a style that is no text",
        [{"type": "actions", "elements": [button("x", "a", style=None)]}],
        "must provide a string [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        "mrkdwn in a header",
        [{"type": "header", "text": md("*x*")}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    (
        "a number as a button's value",
        [{"type": "actions", "elements": [button("x", "a", value=3)]}],
        "must provide a string [json-pointer:/blocks/0/elements/0/value]",
    ),
]


@pytest.mark.parametrize(("name", "blocks", "sentence"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_of_a_real_app_is_refused_as_slack_refused_it(name: str, blocks: list[Json], sentence: str) -> None:
    refusal = check_message_blocks(blocks, any_file)
    assert refusal is not None
    assert (refusal.error, refusal.complaints) == ("invalid_blocks", (sentence,))


def paths(value: object, at: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Returns the path of every object inside a payload."""
    found: list[tuple[object, ...]] = []
    if isinstance(value, dict):
        found.append(at)
        for name, item in value.items():
            found += paths(item, (*at, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            found += paths(item, (*at, place))
    return found


def follow(value: Any, path: tuple[object, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_an_unknown_field_anywhere_in_a_message_is_found_at_its_place(name: str) -> None:
    for path in paths(MESSAGES[name]):
        bent = deepcopy(MESSAGES[name])
        follow(bent, path)["colour"] = "red"
        refusal = check_message_blocks(bent, any_file)
        pointer = "/".join(["", "blocks", *map(str, path)])
        assert refusal is not None
        assert f"invalid additional property: colour [json-pointer:{pointer}]" in refusal.complaints


@pytest.mark.parametrize("view", [FORM, HOME], ids=["form", "home"])
def test_an_unknown_field_anywhere_in_a_view_is_found_at_its_place(view: Json) -> None:
    for path in paths(view):
        bent = deepcopy(view)
        follow(bent, path)["colour"] = "red"
        refusal = check_view(bent, view["type"], any_file)
        pointer = "/".join(["", "view", *map(str, path)])
        assert refusal is not None
        assert f"invalid additional property: colour [json-pointer:{pointer}]" in refusal.complaints


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_part_without_its_type_is_refused(name: str) -> None:
    for path in paths(MESSAGES[name]):
        bent = deepcopy(MESSAGES[name])
        if follow(bent, path).pop("type", None) is not None:
            refusal = check_message_blocks(bent, any_file)
            assert refusal is not None
            assert refusal.error == "invalid_blocks"
