"""Every method by form and by JSON, as slack_sdk and others send them; the tiers; each fault on each kind of method."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from bot.playground.api.methods import METHODS
from bot.playground.world.faults import read_fault
from tests.playground.conftest import TOKEN, Here
from tests.playground.samples import Json, home, modal, section

Prepare = Callable[[Here], Json]


def posted(here: Here) -> Json:
    return dict(here.client.chat_postMessage(channel="C1", text="first").data)  # type: ignore[arg-type]


def about_posted(here: Here) -> Json:
    return {"channel": "C1", "ts": posted(here)["ts"], "text": "second"}


def opened(here: Here) -> Json:
    view = here.client.views_open(trigger_id=here.trigger(), view=modal())["view"]
    return {"view_id": view["id"], "view": modal(section("new"))}


def pushed(here: Here) -> Json:
    view_id = str(opened(here)["view_id"])
    return {"trigger_id": here.slack.workspace.triggers.make("U1", view_id), "view": modal()}


def direct(here: Here) -> Json:
    return {"channel": here.client.chat_postMessage(channel="U1", text="first")["channel"]}


def replied(here: Here) -> Json:
    message = here.client.chat_postMessage(channel="U1", text="first")
    return {"channel": message["channel"], "ts": message["ts"]}


def uploaded(here: Here) -> Json:
    file = here.client.files_getUploadURLExternal(filename="a.txt", length=3)
    with urllib.request.urlopen(str(file["upload_url"]), b"abc"):
        return {"files": [{"id": file["file_id"], "title": "A"}], "channel_id": "C1"}


def stepping(here: Here) -> Json:
    step = here.slack.run_step("U1", "step", {})
    return {"function_execution_id": step.id, "outputs": {"a": 1}, "error": "no"}


WAYS: dict[str, tuple[Prepare, set[str]]] = {
    "api.test": (lambda _: {"foo": "bar"}, {"args"}),
    "auth.test": (
        lambda _: {},
        {"url", "team", "team_id", "user", "user_id", "bot_id", "is_enterprise_install"},
    ),
    "team.info": (lambda _: {}, {"team"}),
    "users.info": (lambda _: {"user": "U1"}, {"user"}),
    "users.list": (lambda _: {"limit": 2}, {"members", "response_metadata"}),
    "users.lookupByEmail": (lambda _: {"email": "ana@example.com"}, {"user"}),
    "chat.postMessage": (
        lambda _: {"channel": "C1", "text": "a", "blocks": [section()]},
        {"channel", "ts", "message"},
    ),
    "chat.postEphemeral": (lambda _: {"channel": "C1", "user": "U1", "text": "a"}, {"message_ts"}),
    "chat.update": (about_posted, {"channel", "ts", "text", "message"}),
    "chat.delete": (about_posted, {"channel", "ts"}),
    "chat.getPermalink": (lambda here: {"channel": "C1", "message_ts": posted(here)["ts"]}, {"channel", "permalink"}),
    "views.open": (lambda here: {"trigger_id": here.trigger(), "view": modal()}, {"view"}),
    "views.push": (pushed, {"view"}),
    "views.update": (opened, {"view"}),
    "views.publish": (lambda _: {"user_id": "U1", "view": home(section())}, {"view"}),
    "conversations.open": (lambda _: {"users": "U2"}, {"channel"}),
    "conversations.info": (lambda _: {"channel": "C1"}, {"channel"}),
    "conversations.list": (lambda _: {"exclude_archived": True}, {"channels", "response_metadata"}),
    "conversations.members": (lambda _: {"channel": "C1"}, {"members", "response_metadata"}),
    "conversations.history": (direct, {"messages", "has_more", "response_metadata"}),
    "conversations.replies": (replied, {"messages", "has_more", "response_metadata"}),
    "files.getUploadURLExternal": (lambda _: {"filename": "a.txt", "length": 3}, {"upload_url", "file_id"}),
    "files.completeUploadExternal": (uploaded, {"files"}),
    "canvases.create": (lambda _: {"document_content": {"type": "markdown", "markdown": "# A"}}, {"canvas_id"}),
    "functions.completeSuccess": (stepping, set()),
    "functions.completeError": (stepping, set()),
}


def as_form(args: Json) -> tuple[bytes, str]:
    flat = {name: json.dumps(v) if isinstance(v, dict | list) else v for name, v in args.items()}
    numbered = {name: int(v) if isinstance(v, bool) else v for name, v in flat.items()}
    return urlencode(numbered).encode(), "application/x-www-form-urlencoded"


def as_json(args: Json) -> tuple[bytes, str]:
    return json.dumps(args).encode(), "application/json;charset=utf-8"


def as_json_of_texts(args: Json) -> tuple[bytes, str]:
    return json.dumps({n: json.dumps(v) if isinstance(v, dict | list) else v for n, v in args.items()}).encode(), (
        "application/json"
    )


def ask(here: Here, method: str, args: Json, encode: Callable[[Json], tuple[bytes, str]] = as_json) -> Json:
    body, kind = encode(args)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": kind}
    request = urllib.request.Request(here.server.api_url + method, body, headers)
    with urllib.request.urlopen(request) as response:
        answer: Json = json.loads(response.read())
    return answer


@pytest.mark.parametrize("encode", [as_form, as_json, as_json_of_texts])
@pytest.mark.parametrize("method", sorted(WAYS))
def test_each_method_takes_forms_and_json_and_answers_as_documented(
    here: Here, method: str, encode: Callable[[Json], tuple[bytes, str]]
) -> None:
    prepare, fields = WAYS[method]
    answer = ask(here, method, prepare(here), encode)
    assert answer["ok"] is True, answer
    assert set(answer) == {"ok", *fields}
    assert here.slack.calls()[-1].method == method


def test_the_table_of_ways_is_complete() -> None:
    assert set(WAYS) == set(METHODS) - {"apps.connections.open"}


# docs.slack.dev/apis/web-api/rate-limits and the methods' own pages.
TIERS = {
    1: {"apps.connections.open"},
    2: {"users.list", "conversations.list", "canvases.create"},
    3: {
        "team.info",
        "users.lookupByEmail",
        "chat.update",
        "chat.delete",
        "conversations.open",
        "conversations.info",
        "conversations.history",
        "conversations.replies",
        "functions.completeSuccess",
        "functions.completeError",
    },
    4: {
        "api.test",
        "auth.test",
        "users.info",
        "chat.postMessage",
        "chat.postEphemeral",
        "chat.getPermalink",
        "views.open",
        "views.push",
        "views.update",
        "views.publish",
        "conversations.members",
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
    },
}


@pytest.mark.parametrize("method", sorted(METHODS))
def test_each_method_has_its_published_tier(method: str) -> None:
    assert method in TIERS[METHODS[method].tier]


def test_only_posts_are_counted_by_channel() -> None:
    assert {name for name, method in METHODS.items() if method.posts} == {"chat.postMessage"}


REFUSING: list[Json] = [
    {"error": "internal_error"},
    {"error": "token_revoked"},
    {"status": 503},
    {"retry_after": 30},
    {"drop": "before"},
]
ACCEPTING: list[Json] = [
    {"error": "internal_error", "accepted": True},
    {"status": 500, "accepted": True},
    {"status": 200, "accepted": True},
    {"drop": "after"},
    {"truncate": True},
]


def touched(here: Here) -> tuple[int, int, int]:
    workspace = here.slack.workspace
    return len(workspace.messages("C1")), len(workspace.views()), len(workspace.files())


EFFECTS: dict[str, Json] = {
    "chat.postMessage": {"channel": "C1", "text": "a"},
    "views.publish": {"user_id": "U1", "view": home()},
    "files.getUploadURLExternal": {"filename": "a", "length": 1},
}


@pytest.mark.parametrize("asked", [*REFUSING, *ACCEPTING], ids=str)
@pytest.mark.parametrize("method", sorted(EFFECTS))
def test_a_fault_is_the_same_for_every_method(here: Here, method: str, asked: Json) -> None:
    here.slack.faults.order(read_fault({"method": method, **asked}))
    before = touched(here)
    try:
        assert ask(here, method, EFFECTS[method])["ok"] is False
    except (OSError, ValueError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
    changed = touched(here) != before
    assert changed is (asked in ACCEPTING)
    assert here.slack.calls()[-1].accepted is changed
    assert ask(here, method, EFFECTS[method])["ok"] is True


@pytest.mark.parametrize("asked", [{"error": "fatal_error"}, {"status": 500}, {"retry_after": None}], ids=str)
def test_a_fault_comes_before_the_token_is_looked_at(here: Here, asked: Json) -> None:
    here.slack.faults.order(read_fault({"method": "auth.test", **asked}))
    connection = http.client.HTTPConnection("127.0.0.1", here.server.port)
    connection.request("POST", "/api/auth.test")
    status = connection.getresponse().status
    connection.close()
    assert status == asked.get("status", 429 if "retry_after" in asked else 200)
    assert here.slack.faults.waiting() == ()
