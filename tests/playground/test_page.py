"""The browser page over HTTP: its files and their policy, what it shows, what is new, the stream of changes."""

import re
import threading
import time
from typing import Any
from urllib.parse import unquote

import pytest
from werkzeug.test import Client, TestResponse

from bot.playground.api.modals import new_view, open_modal
from bot.playground.local_slack import LocalSlack
from bot.playground.page.routes import PAGE, changes
from bot.playground.world.values import Message
from tests.playground.conftest import SECRET, TOKEN, new_slack
from tests.playground.tiny_app import MANIFEST


@pytest.fixture
def slack() -> LocalSlack:
    return new_slack()


@pytest.fixture
def client(slack: LocalSlack) -> Client:
    return Client(slack.wsgi())


def shown(client: Client, user: str = "U1", channel: str = "C1") -> Any:
    """Returns what the page shows a person."""
    return client.get("/page/state", query_string={"user": user, "channel": channel}).json


def unread(client: Client, user: str, channel: str) -> int:
    """Returns how many messages of a place a person has not seen."""
    return next(int(place["unread"]) for place in shown(client, user)["channels"] if place["id"] == channel)


def post(client: Client, path: str, **body: object) -> TestResponse:
    """Sends JSON."""
    return client.post(path, json=body)


def test_the_page_comes_with_a_policy_that_lets_nothing_foreign_in(client: Client) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.mimetype == "text/html"
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_file_of_the_page_holds_inline_script_or_style_or_an_address_elsewhere() -> None:
    html = (PAGE / "index.html").read_text()
    assert re.findall(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=", html) == []
    for path in PAGE.iterdir():
        text = path.read_text()
        for address in re.findall(r"""(?:src|href|import|url)\W{1,3}(https?:[^"')\s]+)""", text):
            pytest.fail(f"{path.name} loads {address}")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text), path.name


@pytest.mark.parametrize("path", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_each_file_of_the_page_is_served_as_what_it_is(client: Client, path: Any) -> None:
    kinds = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
    answer = client.get(f"/page/{path.name}")
    assert (answer.status_code, answer.mimetype) == (200, kinds[path.suffix])
    assert answer.data == path.read_bytes()
    again = client.get(f"/page/{path.name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_no_file_of_the_page_is_longer_than_three_hundred_lines(path: Any) -> None:
    assert len(path.read_text().splitlines()) <= 300


def test_a_file_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/page/nothing.js").status_code == 404


@pytest.mark.parametrize(
    "name", ["..%2froutes.py", "%2e%2e%2froutes.py", "..\\routes.py", "..%2f..%2flocal_slack.py", "../routes.py"]
)
def test_no_other_file_is_served(client: Client, name: str) -> None:
    assert (PAGE / unquote(name).replace("\\", "/")).is_file()
    assert client.get(f"/page/{name}").status_code == 404


def test_the_page_needs_the_right_host(client: Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 403


def test_a_person_sees_her_channels_the_app_and_the_messages_of_one(client: Client, slack: LocalSlack) -> None:
    slack.post_as("U2", "C1", "Hello *all*")
    state = shown(client)
    assert [place["name"] for place in state["channels"]] == ["general", "random", "old"]
    assert (state["me"], state["channel"]) == ("U1", "C1")
    assert [message["text"] for message in state["messages"]] == ["Hello *all*"]
    assert state["app"] == {"user_id": slack.bot_user_id, "read_only": False}
    assert state["commands"][0] == {"name": "/tiny", "description": "Does it", "hint": "[it]"}
    assert [(given["callback_id"], given["on_message"]) for given in state["shortcuts"]] == [
        ("take", True),
        ("make", False),
    ]


def test_an_unknown_person_or_place_becomes_the_first(client: Client) -> None:
    state = shown(client, "U404", "C404")
    assert (state["me"], state["channel"]) == ("U1", "C1")
    assert client.get("/page/state").get_json()["me"] == "U1"


def test_where_there_is_no_general_channel_the_first_place_is_shown_or_none(client: Client) -> None:
    assert shown(client, "U4", "C404")["channel"] == "C1"
    assert shown(client, "U2", "C4")["channel"] == "C1"
    nobody = LocalSlack(MANIFEST, SECRET, TOKEN)
    nobody.add_user("U1", "ana")
    alone = shown(Client(nobody.wsgi()))
    assert (alone["channel"], alone["messages"]) == (None, [])


def test_a_workspace_without_people_says_so() -> None:
    empty = Client(LocalSlack(MANIFEST, SECRET, TOKEN).wsgi())
    answer = empty.get("/page/state")
    assert (answer.status_code, answer.json) == (400, {"ok": False, "error": "Nobody is here yet."})


def test_replies_are_counted_at_their_root(client: Client, slack: LocalSlack) -> None:
    root = slack.post_as("U1", "C1", "Question")
    for user in ("U2", "U3", "U2"):
        slack.post_as(user, "C1", "Answer", thread_ts=root.ts)
    first, *answers = shown(client)["messages"]
    assert first["replies"] == {"count": 3, "last_ts": answers[-1]["ts"], "users": ["U2", "U3"]}
    assert answers[0]["replies"] == {"count": 0, "last_ts": None, "users": []}


def test_what_stood_there_before_is_not_new_but_what_comes_is(client: Client, slack: LocalSlack) -> None:
    slack.post_as("U2", "C1", "Old")
    assert unread(client, "U1", "C1") == 0
    new = slack.post_as("U2", "C1", "New, @ana")
    slack.post_as("U1", "C1", "My own")
    slack.post_as("U2", "C1", "In a thread", thread_ts=new.ts)
    place = shown(client)["channels"][0]
    assert (place["unread"], place["mentions"], place["first_unread"]) == (1, 1, new.ts)


def test_an_answer_for_one_person_alone_is_not_counted(client: Client, slack: LocalSlack) -> None:
    shown(client)
    slack.workspace.add_message(Message(channel="C1", ts="", user="U2", text="Only you", ephemeral_to="U1"))
    assert [message["text"] for message in shown(client)["messages"]] == ["Only you"]
    assert unread(client, "U1", "C1") == 0


def test_what_was_seen_is_no_longer_new_and_only_for_who_saw_it(client: Client, slack: LocalSlack) -> None:
    shown(client)
    slack.post_as("U3", "C1", "New")
    assert post(client, "/page/seen", user="U1", channel="C1").json == {"ok": True}
    assert (unread(client, "U1", "C1"), unread(client, "U2", "C1")) == (0, 1)


def test_the_list_of_people_tells_who_has_an_unread_direct_message(client: Client, slack: LocalSlack) -> None:
    shown(client)
    dm = slack.open_dm("U2", "U1")
    slack.post_as("U1", dm.id, "Hello Ben")
    people = {user["id"]: user["unread"] for user in shown(client)["users"]}
    assert (people["U2"], people["U1"]) == (1, 0)


def test_after_a_reset_nothing_is_new(client: Client, slack: LocalSlack) -> None:
    shown(client)
    slack.post_as("U2", "C1", "New")
    slack.reset()
    slack.post_as("U2", "C1", "Told anew")
    assert unread(client, "U1", "C1") == 0


def test_a_direct_message_is_opened(client: Client, slack: LocalSlack) -> None:
    opened = post(client, "/page/dm", user="U1", other="U2").get_json()["channel"]
    assert slack.open_dm("U2", "U1").id == opened


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/page/dm", {"user": "U1"}, 400),
        ("/page/dm", {"user": "U1", "other": "U404"}, 400),
        ("/page/dm", [], 400),
        ("/page/nothing", {}, 404),
        ("/page/seen", {"user": 1, "channel": "C1"}, 400),
    ],
)
def test_an_act_that_makes_no_sense_is_refused(client: Client, path: str, body: object, status: int) -> None:
    assert client.post(path, json=body).status_code == status


def test_a_picture_is_shown_in_place_and_anything_else_is_downloaded(client: Client, slack: LocalSlack) -> None:
    picture = slack.upload("U1", "map.png", b"png")
    page = slack.upload("U1", "page.html", b"<script>alert(1)</script>")
    slack.message("U1", "C1", "Look", files=(picture.id, page.id))
    described = shown(client)["files"][picture.id]
    assert (described["name"], described["size"], described["mimetype"]) == ("map.png", 3, "image/png")
    assert client.get(described["url"]).headers["Content-Disposition"] == "inline; filename=map.png"
    other = client.get(f"/page/file/{page.id}")
    assert other.mimetype == "application/octet-stream"
    assert other.headers["Content-Disposition"] == "attachment; filename=page.html"
    assert client.get("/page/file/F404").status_code == 404


def test_modals_and_home_are_shown_with_what_was_typed(client: Client, slack: LocalSlack) -> None:
    title = {"type": "plain_text", "text": "T"}
    element = {"type": "plain_text_input", "action_id": "what"}
    block = {"type": "input", "block_id": "b", "label": title, "element": element}
    view = open_modal(slack.workspace, "U1", {"type": "modal", "title": title, "submit": title, "blocks": [block]})
    slack.type_into("U1", view.id, {"b": "Half a sentence"})
    slack.workspace.put_home(new_view(slack.workspace, "U1", {"type": "home", "blocks": [{"type": "divider"}]}))
    state = shown(client)
    assert state["views"][0]["typed"]["b"]["what"]["value"] == "Half a sentence"
    assert state["home"]["body"]["blocks"][0]["type"] == "divider"
    assert shown(client, "U2")["views"] == []


def test_a_message_address_leads_to_the_page(client: Client, slack: LocalSlack) -> None:
    message = slack.post_as("U1", "C1", "Here")
    answer = client.get(slack.permalink(message).removeprefix(slack.workspace.base_url))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/#//C1/p{message.ts.replace('.', '')}")


def test_the_stream_tells_where_it_is_and_then_each_change(slack: LocalSlack) -> None:
    stream = changes(slack.workspace)
    assert next(stream) == f"data: {slack.workspace.version}\n\n"
    threading.Timer(0.05, lambda: slack.post_as("U1", "C1", "Hello")).start()
    began = time.monotonic()
    assert next(stream) == f"data: {slack.workspace.version}\n\n"
    assert time.monotonic() - began < 5


def test_a_quiet_stream_says_that_it_lives(slack: LocalSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.playground.page.routes.KEEP_ALIVE_SECONDS", 0.01)
    stream = changes(slack.workspace)
    next(stream)
    assert next(stream) == ": quiet\n\n"


def test_the_stream_is_served_as_events(client: Client) -> None:
    answer = client.get("/page/events", buffered=False)
    assert answer.mimetype == "text/event-stream"
    first = next(iter(answer.iter_encoded()))
    assert int(first.removeprefix(b"data: ")) > 0
    answer.close()
