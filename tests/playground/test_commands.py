"""Slash commands and shortcuts: what the app gets, what people see of its answers."""

import hashlib
import hmac
import time
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier
from werkzeug import Response

from bot.playground.world.errors import ActRefused
from tests.playground.conftest import SECRET, Here, new_slack
from tests.playground.samples import modal, plain, section
from tests.playground.tiny_app import MANIFEST


def slow(seconds: float) -> Any:
    def answer(_: Any) -> str:
        time.sleep(seconds)
        return "too late"

    return answer


def test_a_command_arrives_as_slack_sends_it(here: Here) -> None:
    here.slack.command("U1", "/tiny do this", "C1")
    form = here.app.last("command")
    assert {name: form[name] for name in form if name not in ("response_url", "trigger_id", "token")} == {
        "team_id": "T0LOCAL01",
        "team_domain": "local-workspace",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": "U1",
        "user_name": "ana",
        "command": "/tiny",
        "text": "do this",
        "api_app_id": "A0LOCAL01",
        "is_enterprise_install": "false",
    }
    assert form["response_url"].startswith(here.server.url)
    assert here.client.views_open(trigger_id=form["trigger_id"], view=modal())["ok"] is True


def test_every_request_is_signed_as_slack_signs(here: Here) -> None:
    here.slack.command("U1", "/tiny é")
    got = here.app.got[-1]
    timestamp, signature = got.headers["x-slack-request-timestamp"], got.headers["x-slack-signature"]
    assert SignatureVerifier(SECRET).is_valid(got.raw, timestamp, signature)
    expected = hmac.new(SECRET.encode(), f"v0:{timestamp}:".encode() + got.raw, hashlib.sha256).hexdigest()
    assert signature == f"v0={expected}"
    assert abs(time.time() - int(timestamp)) < 5


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/tiny a < b & c", "a &lt; b &amp; c"),
        ("/tiny hello @ben in #random", "hello <@U2|ben> in <#C2|random>"),
        ("/tiny hello <@U2>", "hello <@U2|ben>"),
        ("/tiny <!channel> me@ben @nobody #nowhere", "&lt;!channel&gt; me@ben @nobody #nowhere"),
        ("/tiny see https://e.com/a?b=1&c.", "see <https://e.com/a?b=1&amp;c>."),
        ("/plain hello @ben", "hello @ben"),
        ("/tiny", ""),
        ("words for the first command", "words for the first command"),
    ],
)
def test_the_text_is_escaped_with_people_as_ids_where_the_manifest_says_so(here: Here, typed: str, text: str) -> None:
    here.slack.command("U1", typed)
    assert here.app.last("command")["text"] == text


@pytest.mark.parametrize(("channel", "name"), [("C1", "general"), ("C3", "privategroup")])
def test_a_private_place_is_not_named(here: Here, channel: str, name: str) -> None:
    here.slack.command("U2", "/tiny", channel)
    assert here.app.last("command")["channel_name"] == name


def test_a_command_in_a_direct_message_says_so(here: Here) -> None:
    channel = here.slack.open_dm("U1", here.slack.bot_user_id)
    here.slack.command("U1", "/tiny", channel.id)
    assert here.app.last("command")["channel_name"] == "directmessage"


def test_someone_without_a_channel_types_in_the_apps_direct_message(here: Here) -> None:
    here.slack.add_user("U6", "new")
    here.slack.command("U6", "/tiny")
    assert here.app.last("command")["channel_name"] == "directmessage"


ANSWERS: list[tuple[Any, str]] = [
    ("hello", "hello"),
    ({"text": "hello"}, "hello"),
    ({"text": "hello", "response_type": "ephemeral", "blocks": [section()]}, "hello"),
]


@pytest.mark.parametrize(("answer", "text"), ANSWERS)
def test_an_answer_is_shown_to_the_asker_alone(here: Here, answer: Any, text: str) -> None:
    here.app.answers["command"] = answer
    outcome = here.slack.command("U1", "/tiny", "C1")
    (message,) = outcome.messages
    assert (outcome.status, outcome.error, message.text, message.ephemeral_to) == (200, "", text, "U1")
    assert here.slack.workspace.visible_to("U2") == ()


def test_an_answer_in_the_channel_is_seen_by_all(here: Here) -> None:
    here.app.answers["command"] = {"text": "hello", "response_type": "in_channel"}
    here.slack.command("U1", "/tiny", "C1")
    assert [m.text for m in here.slack.workspace.visible_to("U2")] == ["hello"]


@pytest.mark.parametrize("answer", ["", {}, {"response_type": "ephemeral"}])
def test_an_empty_answer_shows_nothing(here: Here, answer: Any) -> None:
    here.app.answers["command"] = answer
    assert here.slack.command("U1", "/tiny").messages == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"text": "a", "blocks": [{"type": "alert", "text": plain()}]},
        {"text": "a", "blocks": "nonsense"},
        Response("[1]", mimetype="application/json"),
    ],
)
def test_an_answer_that_slack_cannot_show_is_an_error_for_the_person(here: Here, answer: Any) -> None:
    here.app.answers["command"] = answer
    outcome = here.slack.command("U1", "/tiny")
    assert outcome.error == '/tiny failed with the error "invalid_command_response"'
    assert [(m.text, m.system) for m in outcome.messages] == [(outcome.error, True)]
    assert here.slack.deliveries()[-1].problem != ""


def test_no_answer_in_time_is_an_error_for_the_person(here: Here) -> None:
    here.slack.transport.answer_seconds = 0.1
    here.app.answers["command"] = slow(0.3)
    outcome = here.slack.command("U1", "/tiny")
    assert outcome.error == '/tiny failed with the error "operation_timeout"'
    assert outcome.status is None
    assert [m.text for m in here.slack.workspace.visible_to("U1")] == [outcome.error]


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_failing_app_is_an_error_for_the_person(here: Here, status: int) -> None:
    here.app.answers["command"] = Response("no", status)
    outcome = here.slack.command("U1", "/tiny")
    assert (outcome.status, outcome.error) == (status, '/tiny failed with the error "dispatch_failed"')


@pytest.mark.parametrize("url", [None, "http://127.0.0.1:9/slack/events", "https://127.0.0.1:9/x"])
def test_an_app_that_is_not_there_is_an_error_for_the_person(here: Here, url: str | None) -> None:
    here.slack.transport.app_url = url
    assert here.slack.command("U1", "/tiny").error == '/tiny failed with the error "dispatch_failed"'


REFUSED = [
    ("U1", "/other", None, "/other is not a valid command."),
    ("U99", "/tiny", None, "There is no person 'U99'. There are: U1, U2, U3, U4, U5."),
    ("U5", "/tiny", None, "U5 is deactivated and cannot act."),
    ("U0LOCAL01", "/tiny", None, "U0LOCAL01 is a bot and cannot act."),
    ("U1", "/tiny", "C3", "U1 is in no channel 'C3'."),
    ("U1", "/tiny", "C99", "U1 is in no channel 'C99'."),
]


@pytest.mark.parametrize(("user", "text", "channel", "sentence"), REFUSED)
def test_what_a_person_cannot_do_is_refused(
    here: Here, user: str, text: str, channel: str | None, sentence: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        here.slack.command(user, text, channel)
    assert str(refused.value) == sentence
    assert here.app.got == []


def test_without_the_commands_scope_or_any_command_there_is_none() -> None:
    slack = new_slack(declined_scopes=["commands"])
    with pytest.raises(ActRefused, match="not a valid command"):
        slack.command("U1", "/tiny")
    bare = new_slack(manifest={**MANIFEST, "features": {}})
    with pytest.raises(ActRefused, match="no command"):
        bare.command("U1", "hello")


def test_guests_and_strangers_can_type_commands_and_the_app_can_tell_who_they_are(here: Here) -> None:
    here.slack.command("U3", "/tiny")
    here.slack.command("U4", "/tiny")
    assert [got.payload["user_id"] for got in here.app.got] == ["U3", "U4"]


# --- shortcuts


def test_a_global_shortcut_arrives_with_a_trigger_and_no_response_url(here: Here) -> None:
    outcome = here.slack.shortcut("U1", "make")
    payload = here.app.last("shortcut")
    assert outcome.status == 200
    assert payload["callback_id"] == "make"
    assert payload["user"] == {"id": "U1", "username": "ana", "team_id": "T0LOCAL01"}
    assert payload["team"] == {"id": "T0LOCAL01", "domain": "local-workspace"}
    assert (payload["enterprise"], payload["is_enterprise_install"]) == (None, False)
    assert "response_url" not in payload
    assert float(payload["action_ts"]) > 0
    assert here.client.views_open(trigger_id=payload["trigger_id"], view=modal())["ok"] is True


def test_a_message_shortcut_arrives_with_the_message(here: Here) -> None:
    message = here.slack.post_as("U2", "C1", "Led the move to https://e.com with @ana")
    here.slack.shortcut("U1", "take", ("C1", message.ts))
    payload = here.app.last("message_action")
    assert payload["channel"] == {"id": "C1", "name": "general"}
    assert payload["message_ts"] == payload["message"]["ts"] == message.ts
    assert payload["message"]["user"] == "U2"
    assert payload["message"]["text"] == "Led the move to <https://e.com> with <@U1>"
    assert payload["message"]["blocks"][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "Led the move to "},
        {"type": "link", "url": "https://e.com"},
        {"type": "text", "text": " with "},
        {"type": "user", "user_id": "U1"},
    ]
    assert payload["response_url"].startswith(here.server.url)
    assert payload["user"]["name"] == "ana"


def test_a_message_in_a_private_place_does_not_name_it(here: Here) -> None:
    message = here.slack.post_as("U2", "C3", "Secret")
    here.slack.shortcut("U2", "take", ("C3", message.ts))
    assert here.app.last("message_action")["channel"] == {"id": "C3", "name": "privategroup"}


def test_a_shortcut_that_the_app_does_not_answer_is_an_error_for_the_person(here: Here) -> None:
    here.app.answers["shortcut"] = here.app.answers["message_action"] = Response("no", 500)
    outcome = here.slack.shortcut("U1", "make")
    assert outcome.error == '"Make it" didn\'t work: Tiny did not respond (dispatch_failed).'
    assert [m.text for m in outcome.messages] == [outcome.error]
    message = here.slack.post_as("U2", "C1", "Hello")
    assert here.slack.shortcut("U1", "take", ("C1", message.ts)).messages[-1].channel == "C1"


@pytest.mark.parametrize(
    ("callback_id", "message", "sentence"),
    [
        ("take", False, "There is no global shortcut 'take'. There are: make."),
        ("make", True, "There is no message shortcut 'make'. There are: take."),
        ("other", True, "There is no message shortcut 'other'. There are: take."),
    ],
)
def test_a_shortcut_stands_only_in_its_own_menu(here: Here, callback_id: str, message: bool, sentence: str) -> None:
    ts = here.slack.post_as("U2", "C1", "Hello").ts
    with pytest.raises(ActRefused) as refused:
        here.slack.shortcut("U1", callback_id, ("C1", ts) if message else None)
    assert str(refused.value) == sentence


def test_only_what_a_person_sees_has_a_menu(here: Here) -> None:
    hidden = here.slack.post_as("U2", "C3", "Secret").ts
    with pytest.raises(ActRefused, match="U1 sees no message"):
        here.slack.shortcut("U1", "take", ("C3", hidden))
    whisper = here.client.chat_postEphemeral(channel="C1", user="U1", text="psst")["message_ts"]
    with pytest.raises(ActRefused, match="only you can see"):
        here.slack.shortcut("U1", "take", ("C1", str(whisper)))


def test_without_interactivity_there_are_no_shortcuts(here: Here) -> None:
    here.slack.app.manifest = new_slack(manifest={**MANIFEST, "settings": {}}).app.manifest
    with pytest.raises(ActRefused, match="no global shortcut"):
        here.slack.shortcut("U1", "make")


def test_a_persons_link_in_their_own_words_is_kept_and_the_rest_escaped(here: Here) -> None:
    message = here.slack.post_as("U1", "C1", "R&D <script> @here")
    assert (message.text, message.pings) == ("R&amp;D &lt;script&gt; <!here>", ("here",))
    assert message.blocks[0]["elements"][0]["elements"][0] == {"type": "text", "text": "R&D <script> "}
    assert message.blocks[0]["elements"][0]["elements"][1] == {"type": "broadcast", "range": "here"}
    channel = here.slack.post_as("U1", "C1", "see #general")
    assert channel.blocks[0]["elements"][0]["elements"][1] == {"type": "channel", "channel_id": "C1"}
