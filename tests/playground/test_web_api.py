"""Every Web API call: token, scopes, arguments, the log, who and where."""

import json
import urllib.request
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.api.methods import METHODS
from tests.playground.conftest import TOKEN, Here, new_slack
from tests.playground.tiny_app import MANIFEST


def raw(here: Here, method: str, body: bytes, **headers: str) -> Any:
    request = urllib.request.Request(here.server.api_url + method, body, headers)
    with urllib.request.urlopen(request) as response:
        return json.loads(response.read())


def test_auth_test_says_who_the_token_belongs_to_and_which_scopes_it_has(here: Here) -> None:
    answer = here.client.auth_test()
    assert answer["user_id"] == here.slack.bot_user_id
    assert answer["bot_id"] == here.slack.app.bot_id
    assert answer["team_id"] == here.slack.workspace.team.id
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({}, "not_authed"),
        ({"Authorization": "Bearer xoxb-other"}, "invalid_auth"),
        ({"Authorization": "Bearer "}, "not_authed"),
    ],
)
def test_a_call_without_the_right_token_is_refused(here: Here, headers: dict[str, str], error: str) -> None:
    assert raw(here, "auth.test", b"", **headers) == {"ok": False, "error": error}


def test_the_token_may_stand_in_the_form(here: Here) -> None:
    assert raw(here, "auth.test", f"token={TOKEN}".encode())["ok"] is True
    assert "token" not in here.slack.calls()[-1].args


def test_an_uninstalled_app_has_no_account_any_more(here: Here) -> None:
    here.slack.uninstall()
    assert here.refused("auth.test")["error"] == "account_inactive"
    assert [got.payload["event"]["type"] for got in here.app.got] == ["tokens_revoked", "app_uninstalled"]


def test_an_unknown_method_is_named(here: Here) -> None:
    assert here.refused("chat.shout") == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[1]", "json_not_object")])
def test_a_body_that_is_no_json_object_is_refused(here: Here, body: bytes, error: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    assert raw(here, "chat.postMessage", body, **headers)["error"] == error


def test_api_test_echoes_and_fails_as_told(here: Here) -> None:
    assert here.client.api_test(foo="bar")["args"]["foo"] == "bar"
    with pytest.raises(SlackApiError, match="my_error"):
        here.client.api_test(error="my_error")


NEEDED = [
    ("chat.postMessage", {"channel": "C1", "text": "a"}, "chat:write"),
    ("chat.postEphemeral", {"channel": "C1", "user": "U1", "text": "a"}, "chat:write"),
    ("chat.update", {"channel": "C1", "ts": "1.0", "text": "a"}, "chat:write"),
    ("chat.delete", {"channel": "C1", "ts": "1.0"}, "chat:write"),
    ("conversations.open", {"users": "U1"}, "im:write"),
    ("conversations.info", {"channel": "C1"}, "channels:read"),
    ("conversations.members", {"channel": "C3"}, "groups:read"),
    ("conversations.list", {}, "channels:read"),
    ("conversations.list", {"types": "im,private_channel"}, "im:read,groups:read"),
    ("conversations.history", {"channel": "C1"}, "channels:history"),
    ("conversations.replies", {"channel": "C1", "ts": "1.0"}, "channels:history"),
    ("users.info", {"user": "U1"}, "users:read"),
    ("users.list", {}, "users:read"),
    ("users.lookupByEmail", {"email": "a@b.c"}, "users:read.email"),
    ("team.info", {}, "team:read"),
    ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
    ("files.completeUploadExternal", {"files": []}, "files:write"),
    ("canvases.create", {}, "canvases:write"),
]


@pytest.mark.parametrize(("method", "args", "needed"), NEEDED)
def test_a_scope_that_was_not_granted_is_missing(here: Here, method: str, args: dict[str, Any], needed: str) -> None:
    here.slack.set_scopes(["commands"])
    assert here.refused(method, **args) == {
        "ok": False,
        "error": "missing_scope",
        "needed": needed,
        "provided": "commands",
    }


def test_every_method_with_a_scope_is_in_the_table_above() -> None:
    with_scope = {name for name, method in METHODS.items() if method.scopes or method.needs}
    assert with_scope == {row[0] for row in NEEDED}


def test_views_need_no_scope(here: Here) -> None:
    here.slack.set_scopes([])
    view = {"type": "home", "blocks": []}
    assert here.client.views_publish(user_id="U1", view=view)["ok"] is True


def test_optional_scopes_are_granted_unless_declined() -> None:
    assert "im:history" in new_slack().app.scopes
    assert "im:history" not in new_slack(declined_scopes=["im:history"]).app.scopes
    assert MANIFEST["oauth_config"]["scopes"]["bot_optional"][1] == "im:history"


def test_history_of_the_apps_own_direct_message_needs_im_history(here: Here) -> None:
    here.slack.set_scopes(["chat:write"])
    channel = here.client.chat_postMessage(channel="U1", text="a")["channel"]
    assert here.refused("conversations.history", channel=channel)["needed"] == "im:history"


def test_each_call_is_logged_with_its_arguments_and_answer(here: Here) -> None:
    here.client.chat_postMessage(channel="C1", text="a", blocks=[{"type": "divider"}])
    here.refused("chat.postMessage", channel="C9", text="b")
    good, bad = here.slack.calls()
    assert (good.method, good.args["channel"], good.status, good.accepted) == ("chat.postMessage", "C1", 200, True)
    assert good.args["blocks"] == [{"type": "divider"}]
    assert good.answer["ok"] is True  # type: ignore[index]
    assert (bad.accepted, bad.answer) == (False, {"ok": False, "error": "channel_not_found"})
    assert (good.number, bad.number) == (1, 2)


def test_a_form_carries_lists_as_json_text(here: Here) -> None:
    form = "channel=C1&text=a&blocks=%5B%7B%22type%22%3A%22divider%22%7D%5D&metadata=%7B"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert raw(here, "chat.postMessage", form.encode(), **headers)["error"] == "invalid_metadata_format"
    assert raw(here, "chat.postMessage", form[: form.index("&metadata")].encode(), **headers)["ok"] is True
    assert here.slack.calls()[0].args["metadata"] == "{"


def test_a_missing_argument_is_named(here: Here) -> None:
    assert here.refused("chat.postMessage", text="a") == {
        "ok": False,
        "error": "invalid_arguments",
        "response_metadata": {"messages": ["[ERROR] missing required field: channel"]},
    }


# --- people


def test_users_info_shows_zone_and_roles(here: Here) -> None:
    here.slack.set_time(here.slack.workspace.now().replace(year=2026, month=7, day=1))
    user = here.client.users_info(user="U2", include_locale=True)["user"]
    assert (user["tz"], user["tz_label"], user["tz_offset"]) == ("America/New_York", "EDT", -14400)
    assert (user["is_admin"], user["is_restricted"], user["is_bot"], user["deleted"]) == (True, False, False, False)
    assert (user["real_name"], user["profile"]["display_name"], user["locale"]) == ("Ben Okafor", "ben", "en-GB")


def test_someone_who_left_has_no_zone_any_more(here: Here) -> None:
    user = here.client.users_info(user="U5")["user"]
    assert user["deleted"] is True
    assert "tz" not in user
    assert "is_admin" not in user


def test_guests_strangers_and_bots_are_marked(here: Here) -> None:
    users = {user["id"]: user for user in here.client.users_list()["members"]}
    assert users["U3"]["is_restricted"] is True
    assert users["U4"]["is_stranger"] is True
    assert users["U4"]["team_id"] != here.slack.workspace.team.id
    assert users[here.slack.bot_user_id]["is_bot"] is True


def test_emails_are_shown_only_with_their_own_scope(here: Here) -> None:
    assert here.client.users_info(user="U1")["user"]["profile"]["email"] == "ana@example.com"
    here.slack.set_scopes(["users:read"])
    assert "email" not in here.client.users_info(user="U1")["user"]["profile"]


def test_an_unknown_user_is_not_found(here: Here) -> None:
    assert here.refused("users.info", user="U99")["error"] == "user_not_found"


@pytest.mark.parametrize(("email", "found"), [("ANA@example.com", "U1"), ("gone@example.com", None), ("x@y.z", None)])
def test_people_are_found_by_email_while_they_are_active(here: Here, email: str, found: str | None) -> None:
    if found:
        assert here.client.users_lookupByEmail(email=email)["user"]["id"] == found
    else:
        assert here.refused("users.lookupByEmail", email=email)["error"] == "users_not_found"


def test_users_come_in_pages(here: Here) -> None:
    pages = [page["members"] for page in here.client.users_list(limit=3)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({user["id"] for page in pages for user in page}) == 7


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"limit": 1001}, "invalid_limit"),
        ({"limit": -1}, "invalid_limit"),
        ({"limit": "many"}, "invalid_arguments"),
        ({"cursor": "???"}, "invalid_cursor"),
        ({"cursor": "bWVtYmVyczox"}, "invalid_cursor"),
        ({"cursor": "dXNlcnM6YQ=="}, "invalid_cursor"),
    ],
)
def test_a_bad_page_is_refused(here: Here, args: dict[str, Any], error: str) -> None:
    assert here.refused("users.list", **args)["error"] == error


def test_team_info_names_the_workspace(here: Here) -> None:
    assert here.client.team_info()["team"]["domain"] == "local-workspace"


# --- places


def test_a_direct_message_is_opened_once(here: Here) -> None:
    first = here.client.conversations_open(users="U1")
    again = here.client.conversations_open(users=["U1"], return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"]
    assert (again["already_open"], again["channel"]["user"]) == (True, "U1")
    by_id = here.client.conversations_open(channel=first["channel"]["id"])
    assert by_id["channel"]["is_im"] is True


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({}, "users_list_not_supplied"),
        ({"users": "U99"}, "user_not_found"),
        ({"users": "U5"}, "user_disabled"),
        ({"users": "USLACKBOT"}, "cannot_dm_bot"),
        ({"users": "U1,U2"}, "missing_scope"),
        ({"users": ",".join(f"U{n}" for n in range(9))}, "too_many_users"),
        ({"channel": "C3"}, "channel_not_found"),
    ],
)
def test_what_cannot_be_opened_says_why(here: Here, args: dict[str, str], error: str) -> None:
    assert here.refused("conversations.open", **args)["error"] == error


def test_places_the_app_is_not_in_are_listed_only_if_public(here: Here) -> None:
    here.slack.set_scopes(["channels:read", "groups:read", "im:read"])
    listed = here.client.conversations_list(types="public_channel,private_channel")["channels"]
    assert [channel["name"] for channel in listed] == ["general", "random", "old"]
    assert [channel["is_member"] for channel in listed] == [True, False, True]
    current = here.client.conversations_list(exclude_archived=True)["channels"]
    assert [channel["name"] for channel in current] == ["general", "random"]
    assert here.refused("conversations.list", types="rooms")["error"] == "invalid_types"


def test_info_and_members_of_a_place(here: Here) -> None:
    info = here.client.conversations_info(channel="C1")["channel"]
    assert (info["name"], info["num_members"], info["is_general"]) == ("general", 5, True)
    assert "U1" in here.client.conversations_members(channel="C1")["members"]
    assert here.refused("conversations.info", channel="C9")["error"] == "channel_not_found"


def test_history_is_newest_first_with_metadata_only_when_asked(here: Here) -> None:
    metadata = {"event_type": "digest", "event_payload": {"nonce": "a"}}
    first = here.client.chat_postMessage(channel="U1", text="one", metadata=metadata)
    channel = first["channel"]
    second = here.client.chat_postMessage(channel=channel, text="two")
    here.client.chat_postMessage(channel=channel, text="reply", thread_ts=first["ts"])
    here.client.chat_postEphemeral(channel=channel, user="U1", text="whisper")
    plain = here.client.conversations_history(channel=channel)["messages"]
    assert [message["text"] for message in plain] == ["two", "one"]
    assert "metadata" not in plain[1]
    full = here.client.conversations_history(channel=channel, include_all_metadata=True)["messages"]
    assert full[1]["metadata"] == metadata
    later = here.client.conversations_history(channel=channel, oldest=first["ts"])["messages"]
    assert [message["ts"] for message in later] == [second["ts"]]
    exact = here.client.conversations_history(channel=channel, oldest=first["ts"], latest=first["ts"], inclusive=True)
    assert [message["text"] for message in exact["messages"]] == ["one"]


def test_history_has_pages(here: Here) -> None:
    posted = [here.client.chat_postMessage(channel="U1", text=str(n)) for n in range(3)]
    page = here.client.conversations_history(channel=posted[0]["channel"], limit=2)
    assert (page["has_more"], len(page["messages"])) == (True, 2)


def test_replies_come_with_their_message_oldest_first(here: Here) -> None:
    first = here.client.chat_postMessage(channel="U1", text="one")
    here.client.chat_postMessage(channel=first["channel"], text="two", thread_ts=first["ts"])
    said = here.client.conversations_replies(channel=first["channel"], ts=first["ts"])["messages"]
    assert [message["text"] for message in said] == ["one", "two"]
    assert said[1]["thread_ts"] == first["ts"]
    assert here.refused("conversations.replies", channel=first["channel"], ts="1.0")["error"] == "thread_not_found"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C2"}, "not_in_channel"),
        ({"channel": "C1", "oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"channel": "C1", "latest": "1.2.3"}, "invalid_ts_latest"),
    ],
)
def test_history_that_cannot_be_read_says_why(here: Here, args: dict[str, str], error: str) -> None:
    here.slack.set_scopes(["channels:history"])
    assert here.refused("conversations.history", **args)["error"] == error
