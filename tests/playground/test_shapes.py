"""The fields of every request to the app, as the documents list them; the manifest as it is read."""

import pytest

from bot.playground.api.posting import checked
from bot.playground.world.errors import ApiError
from bot.playground.world.faults import read_fault
from bot.playground.world.manifest import Command, Shortcut, read_manifest
from bot.playground.world.shapes import channel_json, file_json
from bot.playground.world.values import File
from tests.playground.conftest import Here, new_slack
from tests.playground.samples import BUTTON, Json, element, home, input_, modal
from tests.playground.tiny_app import MANIFEST

EVERY = {"type", "user", "api_app_id", "token", "team", "enterprise", "is_enterprise_install"}
VIEW = {
    "id",
    "team_id",
    "type",
    "blocks",
    "private_metadata",
    "callback_id",
    "state",
    "hash",
    "title",
    "clear_on_close",
    "notify_on_close",
    "close",
    "submit",
    "previous_view_id",
    "root_view_id",
    "app_id",
    "external_id",
    "app_installed_team_id",
    "bot_id",
}
FIELDS: dict[str, set[str]] = {
    "shortcut": EVERY | {"callback_id", "action_ts", "trigger_id"},
    "message_action": EVERY
    | {"callback_id", "action_ts", "trigger_id", "channel", "message", "message_ts", "response_url"},
    "block_actions": EVERY | {"trigger_id", "container", "actions", "channel", "message", "state", "response_url"},
    "view_submission": EVERY | {"trigger_id", "view", "response_urls"},
    "view_closed": EVERY | {"view", "is_cleared"},
    "block_suggestion": EVERY | {"action_id", "block_id", "value", "container", "view"},
}


def everything(here: Here) -> None:
    """Has a person do one of each."""
    ts = here.slack.post_as("U2", "C1", "Hello").ts
    here.slack.shortcut("U1", "make")
    here.slack.shortcut("U1", "take", ("C1", ts))
    blocks = [{"type": "actions", "elements": [BUTTON]}]
    posted = here.client.chat_postMessage(channel="C1", text="a", blocks=blocks)
    here.slack.click("U1", "press", message=("C1", str(posted["ts"])))
    view = modal(input_("external_select", optional=True), notify_on_close=True)
    first = here.client.views_open(trigger_id=here.trigger(), view=view)["view"]["id"]
    here.slack.options("U1", str(first), "external_select", "query")
    here.slack.submit("U1", str(first))
    second = here.client.views_open(trigger_id=here.trigger(), view=view)["view"]["id"]
    here.slack.close("U1", str(second))


def test_every_interaction_has_the_documented_fields(here: Here) -> None:
    everything(here)
    for kind, fields in FIELDS.items():
        assert set(here.app.last(kind)) == fields, kind


def test_every_view_in_an_interaction_has_the_documented_fields(here: Here) -> None:
    everything(here)
    for kind in ("view_submission", "view_closed", "block_suggestion"):
        assert set(here.app.last(kind)["view"]) == VIEW, kind


def test_every_interaction_comes_as_one_form_field(here: Here) -> None:
    everything(here)
    for got in here.app.got:
        assert got.headers["content-type"] == "application/x-www-form-urlencoded"
        assert got.raw.startswith(b"payload=")


def test_an_event_has_the_documented_envelope(here: Here) -> None:
    here.slack.home("U1")
    got = here.app.got[-1]
    assert got.headers["content-type"] == "application/json"
    assert set(got.payload) == {
        "token",
        "team_id",
        "api_app_id",
        "event",
        "type",
        "event_id",
        "event_time",
        "authorizations",
        "is_ext_shared_channel",
    }


def test_each_request_has_ids_of_its_own(here: Here) -> None:
    for _ in range(3):
        here.slack.home("U1")
        here.slack.command("U1", "/tiny")
    events = [got.payload["event_id"] for got in here.app.got if got.kind == "event"]
    triggers = [got.payload["trigger_id"] for got in here.app.got if got.kind == "command"]
    urls = [got.payload["response_url"] for got in here.app.got if got.kind == "command"]
    assert [len(set(ids)) for ids in (events, triggers, urls)] == [3, 3, 3]


ACTIONS: list[tuple[Json, object, set[str]]] = [
    (BUTTON, None, {"text", "value"}),
    ({"type": "button", "text": BUTTON["text"], "action_id": "press"}, None, {"text"}),
    ({**BUTTON, "style": "danger", "url": "https://e.com"}, None, {"text", "value", "style", "url"}),
    (element("static_select"), "v1", {"selected_option", "initial_option", "placeholder"}),
    (element("datepicker"), "2026-01-01", {"selected_date", "initial_date"}),
    (element("users_select"), "U2", {"selected_user", "initial_user"}),
    (element("checkboxes"), ["a"], {"selected_options"}),
    (element("overflow"), "v0", {"selected_option"}),
]


@pytest.mark.parametrize(("pressed", "value", "fields"), ACTIONS)
def test_every_action_has_the_documented_fields(here: Here, pressed: Json, value: object, fields: set[str]) -> None:
    here.client.views_publish(user_id="U1", view=home({"type": "actions", "elements": [pressed]}))
    here.slack.click("U1", pressed["action_id"], view="home", value=value)
    (action,) = here.app.last("block_actions")["actions"]
    assert set(action) == {"type", "action_id", "block_id", "action_ts", *fields}


def test_a_home_tab_is_known_as_one(here: Here) -> None:
    here.client.views_publish(user_id="U1", view=home({"type": "actions", "elements": [BUTTON]}, callback_id="h"))
    here.slack.click("U1", "press", view="home")
    payload = here.app.last("block_actions")
    assert set(payload) == EVERY | {"trigger_id", "container", "actions", "view"}
    assert set(payload["view"]) == VIEW
    assert (payload["view"]["title"], payload["view"]["submit"], payload["view"]["callback_id"]) == (None, None, "h")


def test_payloads_are_plain_json_whatever_people_type(here: Here) -> None:
    view = modal(input_())
    for text in ("emoji 👩‍👩‍👧", "\u202eright to left", "nul \x00 inside", "lone \ud800 surrogate", "<!channel> & co"):
        view_id = here.client.views_open(trigger_id=here.trigger(), view=view)["view"]["id"]
        here.slack.submit("U1", str(view_id), {"plain_text_input": text})
        values = here.app.last("view_submission")["view"]["state"]["values"]
        assert values["in_plain_text_input"]["plain_text_input"]["value"] == text


def test_a_file_is_shown_with_its_address_and_kind() -> None:
    file = File(id="F1", user="U1", name="ladder.tar.gz", length=3, mimetype="application/gzip")
    shown = file_json(file, "http://here")
    assert (shown["filetype"], shown["title"], shown["size"]) == ("gz", "ladder.tar.gz", 3)
    assert shown["url_private"] == "http://here/files/F1/ladder.tar.gz"


def test_a_place_is_shown_by_its_kind() -> None:
    slack = new_slack()
    workspace = slack.workspace
    direct = channel_json(workspace.open_dm("U1", slack.bot_user_id), slack.bot_user_id)
    assert (direct["is_im"], direct["user"]) == (True, "U1")
    public, private = workspace.channel("C1"), workspace.channel("C3")
    assert public is not None
    assert private is not None
    assert channel_json(public, slack.bot_user_id)["is_private"] is False
    assert channel_json(private, slack.bot_user_id)["is_private"] is True
    own = channel_json(workspace.open_dm("U1", "U1"), "U1")
    assert own["user"] == "U1"


# --- the manifest


def test_a_manifest_gives_commands_shortcuts_scopes_and_tabs() -> None:
    read = read_manifest(MANIFEST)
    assert read.commands == (
        Command("/tiny", "Does it", "[it]", True),
        Command("/plain", "Does it plainly"),
    )
    assert read.shortcuts == (
        Shortcut("take", "Take it", True, "Takes a message"),
        Shortcut("make", "Make it", False, "Makes something"),
    )
    assert (read.name, read.bot_name) == ("Tiny", "tiny")
    assert (read.interactive, read.home_tab, read.messages_tab, read.messages_read_only) == (True, True, True, False)
    assert {"chat:write", "users:read.email"} <= read.scopes
    assert read.command("/other") is None
    assert read.shortcut("other") is None


def test_an_empty_manifest_gives_next_to_nothing() -> None:
    read = read_manifest({})
    assert (read.commands, read.shortcuts, read.scopes, read.events) == ((), (), frozenset(), frozenset())
    assert (read.interactive, read.home_tab, read.messages_tab) == (False, False, True)


def test_a_fault_says_whether_it_takes_effect() -> None:
    effects: dict[str, Json] = {
        "error": {"error": "x"},
        "accepted error": {"error": "x", "accepted": True},
        "status": {"status": 500},
        "429": {"retry_after": 1},
        "before": {"drop": "before"},
        "after": {"drop": "after"},
        "delay": {"delay": 1},
        "truncate": {"truncate": True},
    }
    took = {name: read_fault({"method": "m", **asked}).takes_effect for name, asked in effects.items()}
    assert [name for name, effect in took.items() if effect] == ["accepted error", "after", "delay", "truncate"]


@pytest.mark.parametrize("attachments", ["text", ["text"], [{"blocks": "text"}]])
def test_attachments_are_objects(attachments: object) -> None:
    with pytest.raises(ApiError):
        checked(new_slack().workspace, {"text": "a", "attachments": attachments})
