"""Posting, changing and deleting messages."""

from typing import Any

import pytest

from tests.playground.conftest import Here, new_slack
from tests.playground.samples import block, rich, section
from tests.playground.tiny_app import MANIFEST


def test_a_message_is_stored_with_what_was_sent(here: Here) -> None:
    metadata = {"event_type": "digest", "event_payload": {"nonce": "n"}}
    answer = here.client.chat_postMessage(channel="C1", text="Hello", blocks=[section("*Hi*")], metadata=metadata)
    (message,) = here.slack.workspace.messages("C1")
    assert (message.ts, message.text, message.user) == (answer["ts"], "Hello", here.slack.bot_user_id)
    assert message.metadata == metadata == answer["message"]["metadata"]
    assert message.blocks[0]["text"]["text"] == "*Hi*"
    assert answer["message"]["bot_id"] == here.slack.app.bot_id


def test_posting_to_a_person_opens_the_apps_direct_message(here: Here) -> None:
    answer = here.client.chat_postMessage(channel="U1", text="Hello")
    assert answer["channel"].startswith("D")
    assert here.client.chat_postMessage(channel=answer["channel"], text="Again")["channel"] == answer["channel"]
    assert [m.text for m in here.slack.workspace.visible_to("U1")] == ["Hello", "Again"]
    assert here.slack.workspace.visible_to("U2") == ()


def test_posting_to_someone_who_left_succeeds_as_in_slack(here: Here) -> None:
    assert here.client.chat_postMessage(channel="U5", text="Hello")["ok"] is True


def test_a_channel_may_be_named(here: Here) -> None:
    assert here.client.chat_postMessage(channel="#general", text="Hello")["channel"] == "C1"


PLACES = [
    ({"channel": "C9"}, "channel_not_found"),
    ({"channel": "U99"}, "channel_not_found"),
    ({"channel": "USLACKBOT"}, "channel_not_found"),
    ({"channel": "C2"}, "not_in_channel"),
    ({"channel": "C3"}, "channel_not_found"),
    ({"channel": "C4"}, "is_archived"),
    ({"channel": "C1", "thread_ts": "1.0"}, "thread_not_found"),
]


@pytest.mark.parametrize(("args", "error"), PLACES)
def test_a_place_the_app_cannot_post_to_says_why(here: Here, args: dict[str, str], error: str) -> None:
    assert here.refused("chat.postMessage", text="Hello", **args)["error"] == error
    assert here.slack.workspace.visible_to("U1") == ()


def test_other_peoples_direct_messages_are_not_there_for_the_app(here: Here) -> None:
    channel = here.slack.open_dm("U1", "U2")
    assert here.refused("chat.postMessage", channel=channel.id, text="Hello")["error"] == "channel_not_found"


def test_a_public_channel_is_open_to_an_app_with_the_scope_for_it(here: Here) -> None:
    here.slack.set_scopes(["chat:write", "chat:write.public"])
    assert here.client.chat_postMessage(channel="C2", text="Hello")["ok"] is True


def test_without_a_messages_tab_nothing_can_be_sent(here: Here) -> None:
    home = {"home_tab_enabled": True, "messages_tab_enabled": False}
    without = new_slack(manifest={**MANIFEST, "features": {**MANIFEST["features"], "app_home": home}})
    here.slack.app.manifest = without.app.manifest
    assert here.refused("chat.postMessage", channel="U1", text="Hello")["error"] == "messages_tab_disabled"


CONTENT: list[tuple[dict[str, Any], str]] = [
    ({}, "no_text"),
    ({"text": "  "}, "no_text"),
    ({"text": "", "blocks": []}, "no_text"),
    ({"text": "a", "blocks": "nonsense"}, "invalid_blocks_format"),
    ({"text": "a", "blocks": ["nonsense"]}, "invalid_blocks_format"),
    ({"text": "a", "blocks": [{"type": "alert"}]}, "invalid_blocks"),
    ({"text": "a", "blocks": [section("x" * 2700)] * 5}, "msg_blocks_too_long"),
    ({"text": "a", "blocks": [block("table"), block("table")]}, "invalid_attachments"),
    ({"text": "a", "attachments": "nonsense"}, "invalid_attachments"),
    ({"text": "a", "attachments": [{"text": "b"}] * 101}, "too_many_attachments"),
    ({"text": "a", "attachments": [{"blocks": [{"type": "alert"}]}]}, "invalid_blocks"),
    ({"text": "a", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
    ({"text": "a", "markdown_text": "b"}, "markdown_text_conflict"),
    ({"markdown_text": "x" * 12_001}, "msg_too_long"),
    ({"text": {"not": "a text"}}, "invalid_arguments"),
]


@pytest.mark.parametrize(("args", "error"), CONTENT)
def test_content_that_slack_refuses_is_not_stored(here: Here, args: dict[str, Any], error: str) -> None:
    assert here.refused("chat.postMessage", channel="C1", **args)["error"] == error
    assert here.slack.workspace.messages("C1") == ()


def test_a_refusal_of_blocks_carries_the_place(here: Here) -> None:
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    said = "must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    assert here.refused("chat.postMessage", channel="C1", text="a", blocks=blocks) == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [said],
        "response_metadata": {"messages": [f"[ERROR] {said}"]},
    }


def test_a_text_over_40000_characters_is_cut_with_a_warning(here: Here) -> None:
    answer = here.client.api_call("chat.postMessage", json={"channel": "C1", "text": "x" * 40_001})
    assert answer["warning"] == "message_truncated"
    assert len(here.slack.workspace.messages("C1")[0].text) == 40_000


def test_markdown_text_becomes_a_block(here: Here) -> None:
    here.client.api_call("chat.postMessage", json={"channel": "C1", "markdown_text": "# Title"})
    assert here.slack.workspace.messages("C1")[0].blocks[0]["text"] == "# Title"


def test_attachments_are_kept(here: Here) -> None:
    answer = here.client.chat_postMessage(channel="C1", text="a", attachments=[{"text": "<!here>"}])
    assert answer["message"]["attachments"] == [{"text": "<!here>"}]


def test_pings_are_noted(here: Here) -> None:
    here.client.chat_postMessage(channel="C1", text="<!channel> &lt;@U2&gt;", blocks=[section("<@U1>")])
    assert here.slack.workspace.messages("C1")[0].pings == ("U1", "channel")


@pytest.mark.parametrize("how", [{"link_names": True}, {"parse": "full"}])
def test_bare_names_ping_only_an_app_that_asks_for_it(here: Here, how: dict[str, Any]) -> None:
    here.client.api_call("chat.postMessage", json={"channel": "C1", "text": "@channel @ana"})
    here.client.api_call("chat.postMessage", json={"channel": "C1", "text": "@channel @ana", **how})
    plain, linked = here.slack.workspace.messages("C1")
    assert (plain.pings, linked.pings) == ((), ("U1", "channel"))
    assert linked.text == "<!channel> <@U1>"


def test_a_reply_joins_the_thread_of_its_message(here: Here) -> None:
    first = here.client.chat_postMessage(channel="C1", text="one")["ts"]
    reply = here.client.chat_postMessage(channel="C1", text="two", thread_ts=first)
    assert reply["message"]["thread_ts"] == first
    nested = here.client.chat_postMessage(channel="C1", text="three", thread_ts=reply["ts"])
    assert nested["message"]["thread_ts"] == first


def test_an_ephemeral_message_is_seen_by_one_person(here: Here) -> None:
    here.client.chat_postEphemeral(channel="C1", user="U1", text="psst")
    assert [m.text for m in here.slack.workspace.visible_to("U1")] == ["psst"]
    assert here.slack.workspace.visible_to("U2") == ()


def test_an_ephemeral_message_needs_a_member(here: Here) -> None:
    refused = here.refused("chat.postEphemeral", channel="C1", user="U5", text="psst")
    assert refused["error"] == "user_not_in_channel"


def test_an_update_replaces_the_text_and_keeps_blocks_that_are_not_given(here: Here) -> None:
    posted = here.client.chat_postMessage(channel="C1", text="one", blocks=[rich()])
    here.client.chat_update(channel="C1", ts=posted["ts"], text="two")
    (message,) = here.slack.workspace.messages("C1")
    assert (message.text, len(message.blocks)) == ("two", 1)
    assert message.edited_ts is not None
    answer = here.client.chat_update(channel="C1", ts=posted["ts"], text="three", blocks=[])
    assert here.slack.workspace.messages("C1")[0].blocks == ()
    assert answer["message"]["edited"]["user"] == here.slack.bot_user_id
    marked = here.client.api_call("chat.update", json={"channel": "C1", "ts": posted["ts"], "markdown_text": "# New"})
    assert marked["message"]["blocks"][0]["type"] == "markdown"


def test_only_the_apps_own_messages_can_be_changed_or_deleted(here: Here) -> None:
    theirs = here.slack.post_as("U1", "C1", "mine").ts
    whisper = here.client.chat_postEphemeral(channel="C1", user="U1", text="psst")["message_ts"]
    where = {"channel": "C1", "text": "a"}
    assert here.refused("chat.update", ts=theirs, **where)["error"] == "cant_update_message"
    assert here.refused("chat.delete", ts=theirs, **where)["error"] == "cant_delete_message"
    assert here.refused("chat.update", ts=whisper, **where)["error"] == "message_not_found"
    assert here.refused("chat.update", ts="1.0", **where)["error"] == "message_not_found"
    assert here.refused("chat.delete", channel="C9", ts="1.0")["error"] == "channel_not_found"
    assert (
        here.refused("chat.delete", channel=here.slack.open_dm("U1", "U2").id, ts="1.0")["error"] == "channel_not_found"
    )


def test_a_deleted_message_is_gone(here: Here) -> None:
    posted = here.client.chat_postMessage(channel="C1", text="one")
    here.client.chat_delete(channel="C1", ts=posted["ts"])
    assert here.slack.workspace.messages("C1") == ()


def test_a_permalink_leads_to_the_message(here: Here) -> None:
    first = here.client.chat_postMessage(channel="C1", text="one")["ts"]
    reply = here.client.chat_postMessage(channel="C1", text="two", thread_ts=first)["ts"]
    link = here.client.chat_getPermalink(channel="C1", message_ts=first)["permalink"]
    assert link == f"{here.server.url}/archives/C1/p{first.replace('.', '')}"
    assert f"thread_ts={first}" in here.client.chat_getPermalink(channel="C1", message_ts=reply)["permalink"]
    assert here.refused("chat.getPermalink", channel="C1", message_ts="1.0")["error"] == "message_not_found"
    assert here.refused("chat.getPermalink", channel="C9", message_ts="1.0")["error"] == "channel_not_found"
