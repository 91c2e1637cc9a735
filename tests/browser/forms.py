"""The blocks and views of the app that the browser tests drive the page with: every kind of element once."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Returns a plain_text object."""
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Json:
    """Returns a mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str, description: str = "") -> Json:
    """Returns an option object."""
    shown: Json = {"text": plain(text), "value": value}
    return shown | {"description": plain(description)} if description else shown


def button(text: str, action_id: str, **more: Any) -> Json:
    """Returns a button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def field(name: str, label: str, element: Json, **more: Any) -> Json:
    """Returns an input block whose block and action id are `name`."""
    return {"type": "input", "block_id": name, "label": plain(label), "element": {"action_id": name, **element}, **more}


LEVELS = [option(level, level.lower()) for level in ("Intern", "Junior", "Mid", "Senior", "Staff", "Principal")]
COMPETENCIES = [
    option("Risk reduction", "risk", "because of “query plan”"),
    option("Delivery", "delivery", "because of “batching”"),
    option("Mentoring", "mentoring"),
]
CONFIRM = {
    "title": plain("Remove this?"),
    "text": mrkdwn("It *can't* be brought back."),
    "confirm": plain("Remove"),
    "deny": plain("Keep"),
    "style": "danger",
}

ANSWER: list[Json] = [
    {"type": "header", "text": plain("Senior engineer")},
    {"type": "context", "elements": [mrkdwn("Technical track · after *Mid* · leads to *Staff*")]},
    {"type": "section", "text": mrkdwn("*Risk reduction*\nFinds the risks of a project before it starts. _New._")},
    {"type": "section", "fields": [mrkdwn("*Mentoring*\nRaises one colleague."), mrkdwn("*Scope*\nSeveral teams.")]},
    {"type": "divider"},
    {
        "type": "section",
        "text": mrkdwn("*What stalls people*\nWaiting for the hard problem."),
        "accessory": {
            "type": "overflow",
            "action_id": "more",
            "options": [option("Show advice", "advice"), option("Hide", "hide")],
        },
    },
    {
        "type": "actions",
        "block_id": "answer",
        "elements": [
            button("Compare with mine", "compare", style="primary", value="senior"),
            button("Remove", "remove", style="danger", confirm=CONFIRM),
            button("Fail", "fail"),
            {
                "type": "static_select",
                "action_id": "level",
                "placeholder": plain("Another level"),
                "options": LEVELS,
            },
        ],
    },
]

RICH: list[Json] = [
    {
        "type": "table",
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
        "rows": [
            [{"type": "raw_text", "text": "Competency"}, {"type": "raw_text", "text": "Items"}],
            [{"type": "raw_text", "text": "Risk reduction"}, {"type": "raw_text", "text": "4"}],
        ],
    },
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Two questions", "style": {"bold": True}},
                    {"type": "emoji", "name": "tada"},
                    {"type": "link", "url": "https://example.com/", "text": "the guide"},
                    {"type": "user", "user_id": "U2"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "Who saw it?"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "What changed?"}]},
                ],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "EXPLAIN <all>"}]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Well done"}]},
        ],
    },
    {"type": "image", "image_url": "https://example.com/map.png", "alt_text": "A map of all levels"},
]


def every_input() -> Json:
    """Returns a modal with each kind of input."""
    users = {"type": "multi_users_select", "placeholder": plain("Choose people")}
    who = [option("Only me", "private"), option("Me and my manager", "shared")]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Every input"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": [
            {
                "type": "section",
                "block_id": "intro",
                "text": mrkdwn("Fill in *what you like*."),
                "accessory": button("Help", "help"),
            },
            field(
                "what",
                "What I did",
                {"type": "plain_text_input", "multiline": True, "max_length": 300},
                hint=plain("The act, in your words."),
            ),
            field("short", "In a word", {"type": "plain_text_input", "min_length": 2, "max_length": 20}, optional=True),
            field(
                "number",
                "Number",
                {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"},
                optional=True,
            ),
            field("email", "Email", {"type": "email_text_input"}, optional=True),
            field("link", "Link", {"type": "url_text_input"}, optional=True),
            field("day", "Day", {"type": "datepicker", "initial_date": "2026-09-22"}),
            field("hour", "Time", {"type": "timepicker"}, optional=True),
            field("moment", "Moment", {"type": "datetimepicker"}, optional=True),
            field(
                "one",
                "Level",
                {"type": "static_select", "options": LEVELS, "placeholder": plain("Choose a level")},
                optional=True,
            ),
            field(
                "many",
                "Levels",
                {"type": "multi_static_select", "options": LEVELS, "max_selected_items": 2},
                optional=True,
            ),
            field("user", "Person", {"type": "users_select"}, optional=True),
            field("users", "People who saw it", users, optional=True),
            field("place", "Place", {"type": "conversations_select"}, optional=True),
            field("found", "Remote", {"type": "external_select", "min_query_length": 2}, optional=True),
            field(
                "ticks",
                "Competencies",
                {"type": "checkboxes", "options": COMPETENCIES, "initial_options": COMPETENCIES[:1]},
                optional=True,
            ),
            field("radio", "Who may see it", {"type": "radio_buttons", "options": who, "initial_option": who[1]}),
            field("files", "Files", {"type": "file_input", "filetypes": ["csv", "txt"], "max_files": 1}, optional=True),
        ],
    }


def a_win(text: str) -> Json:
    """Returns the modal of a win with its text filled in."""
    return {
        "type": "modal",
        "callback_id": "win",
        "title": plain("Log a win"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": [
            field("what", "What I did", {"type": "plain_text_input", "multiline": True, "initial_value": text}),
            field("why", "What changed", {"type": "plain_text_input", "multiline": True}, optional=True),
            field("ticks", "Competencies", {"type": "checkboxes", "options": COMPETENCIES}, optional=True),
            {
                "type": "actions",
                "block_id": "row",
                "elements": [button("Add a link", "add_link"), button("Go deeper", "deeper")],
            },
        ],
    }


def said(text: str) -> Json:
    """Returns a modal that only says something."""
    return {"type": "modal", "title": plain("Ladder"), "blocks": [{"type": "section", "text": mrkdwn(text)}]}


HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Tom Whitfield")},
        {
            "type": "section",
            "text": mrkdwn("*Mid engineer*, aiming at *senior*"),
            "accessory": button("Log a win", "log_win", style="primary"),
        },
        {"type": "divider"},
        {"type": "section", "text": mrkdwn("*What is thin*\nMentoring: one item, from one month.")},
    ],
}
