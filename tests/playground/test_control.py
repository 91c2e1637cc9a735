"""The control API: the acts and records as JSON; who may ask."""

from datetime import UTC, datetime

import pytest
from werkzeug.test import Client

from tests.playground.conftest import Here, new_slack
from tests.playground.control import Control
from tests.playground.samples import BUTTON, Json, home, input_, modal, section


def test_a_command_answers_with_what_the_person_sees(here: Here, control: Control) -> None:
    here.app.answers["command"] = {"text": "hello", "blocks": [section()]}
    answer = control.post("command", user="U1", text="/tiny senior", channel="C1")
    assert (answer["status"], answer["error"], answer["body"]["text"]) == (200, "", "hello")
    (message,) = answer["messages"]
    assert (message["text"], message["ephemeral_to"], message["channel"]) == ("hello", "U1", "C1")
    assert here.app.last("command")["text"] == "senior"
    assert answer["ms"] >= 0


def test_the_whole_way_from_shortcut_to_saved(here: Here, control: Control) -> None:
    def open_modal(payload: Json) -> str:
        here.client.views_open(trigger_id=payload["trigger_id"], view=modal(input_()))
        return ""

    here.app.answers["message_action"] = open_modal
    ts = control.post("message", user="U2", channel="C1", text="Did it")["messages"][0]["ts"]
    opened = control.post("shortcut", user="U1", callback_id="take", message={"channel": "C1", "ts": ts})
    view_id = opened["views"][-1]["id"]
    assert control.get("views", user="U1")["views"][0]["title"]["text"] == "words"
    control.post("type", user="U1", view_id=view_id, values={"plain_text_input": "draft"})
    here.app.answers["view_submission"] = {"response_action": "errors", "errors": {"in_plain_text_input": "More."}}
    refused = control.post("submit", user="U1", view_id=view_id, values={"in_plain_text_input": "short"})
    assert refused["errors"] == {"in_plain_text_input": "More."}
    here.app.answers["view_submission"] = ""
    assert control.post("submit", user="U1", view_id=view_id, values={})["views"] == []
    kinds = [delivery["kind"] for delivery in control.get("deliveries")["deliveries"]]
    assert kinds == ["message_action", "view_submission", "view_submission"]
    assert len(control.get("deliveries", kind="message_action")["deliveries"]) == 1


def test_home_and_clicks(here: Here, control: Control) -> None:
    here.client.views_publish(user_id="U1", view=home({"type": "actions", "elements": [BUTTON]}))
    assert control.post("home", user="U1")["home"]["user"] == "U1"
    assert control.post("click", user="U1", view="home", action_id="press")["status"] == 200
    posted = here.client.chat_postMessage(channel="C1", text="a", blocks=[{"type": "actions", "elements": [BUTTON]}])
    where = {"channel": "C1", "ts": posted["ts"]}
    assert control.post("click", user="U1", message=where, action_id="press", value="1")["status"] == 200
    assert control.get("home", user="U1")["home"]["type"] == "home"
    assert control.get("home", user="U2")["home"] is None


def test_a_modal_is_closed_and_an_external_select_asked(here: Here, control: Control) -> None:
    here.app.answers["block_suggestion"] = {"options": [{"value": "x"}]}
    view = here.client.views_open(trigger_id=here.trigger(), view=modal(input_("external_select")))["view"]
    asked = {"user": "U1", "view_id": view["id"], "action_id": "external_select", "query": "x"}
    assert control.post("options", **asked)["options"] == [{"value": "x"}]
    assert control.post("close", user="U1", view_id=view["id"])["views"] == []


def test_messages_are_seen_by_place_or_by_person(here: Here, control: Control) -> None:
    here.client.chat_postMessage(channel="U1", text="direct")
    here.client.chat_postEphemeral(channel="C1", user="U2", text="psst")
    here.client.chat_postMessage(channel="C1", text="all")
    assert [m["text"] for m in control.get("messages", channel="C1")["messages"]] == ["psst", "all"]
    assert [m["text"] for m in control.get("messages", user="U1")["messages"]] == ["direct", "all"]
    assert [m["text"] for m in control.get("messages", user="U2", channel="C1")["messages"]] == ["psst", "all"]


def test_calls_are_seen_with_their_answers(here: Here, control: Control) -> None:
    here.client.chat_postMessage(channel="C1", text="a")
    here.client.auth_test()
    (call,) = control.get("calls", method="chat.postMessage")["calls"]
    assert (call["args"]["channel"], call["answer"]["ok"], call["accepted"], call["status"]) == ("C1", True, True, 200)
    assert len(control.get("calls")["calls"]) == 2


def test_the_state_names_people_places_and_the_app(here: Here, control: Control) -> None:
    here.slack.upload("U1", "a.txt", b"abc")
    state = control.get("state")
    assert {user["id"] for user in state["users"]} >= {"U1", "U2", here.slack.bot_user_id}
    assert {channel["name"] for channel in state["channels"]} >= {"general", "secret"}
    assert state["commands"][0]["name"] == "/tiny"
    assert [shortcut["callback_id"] for shortcut in state["shortcuts"]] == ["take", "make"]
    assert "data" not in state["files"][0]
    assert "chat:write" in state["app"]["scopes"]


def test_moving_the_date_tells_those_who_asked(here: Here, control: Control) -> None:
    told: list[datetime] = []
    here.slack.on_time(told.append)
    answer = control.post("time", now="2026-07-01T09:30:00+01:00")
    assert told == [datetime(2026, 7, 1, 8, 30, tzinfo=UTC)]
    assert answer["now"].startswith("2026-07-01T08:30:0")
    assert control.post("time", now="2026-07-01T08:30:00")["now"].startswith("2026-07-01T08:30:0")
    posted = here.client.chat_postMessage(channel="C1", text="a")
    assert float(str(posted["ts"])) >= told[0].timestamp()
    assert float(str(posted["ts"])) < told[0].timestamp() + 60


def test_a_fault_is_ordered(here: Here, control: Control) -> None:
    asked = {"method": "chat.postMessage", "retry_after": None, "times": 2}
    assert control.post("faults", **asked)["waiting"] == [asked]
    assert here.refused("chat.postMessage", channel="C1", text="a")["error"] == "ratelimited"
    assert control.get("state")["faults"] == [asked]


def test_files_come_as_text_or_base64(here: Here, control: Control) -> None:
    text = control.post("upload", user="U1", name="a.csv", text="é")["file"]
    assert (text["name"], text["length"], text["mimetype"]) == ("a.csv", 2, "text/csv")
    binary = control.post("upload", user="U1", name="a.png", base64="iVBO")["file"]
    stored = here.slack.workspace.file(binary["id"])
    assert stored is not None
    assert stored.data == b"\x89PN"
    control.post("message", user="U1", channel="C1", files=[text["id"]])
    assert here.slack.workspace.messages("C1")[0].files == (text["id"],)


def test_a_step_is_run_and_a_user_changed(here: Here, control: Control) -> None:
    assert control.post("step", user="U1", callback_id="step", inputs={"a": 1})["step"]["inputs"] == {"a": 1}
    assert control.post("user", user="U1", tz="Asia/Tokyo")["user"]["tz"] == "Asia/Tokyo"
    assert control.refused("step", user="U1", callback_id="other") == "The app has no step 'other'."


def test_reset_goes_back_to_what_was_kept(here: Here, control: Control) -> None:
    told: list[str] = []
    here.slack.on_reset(lambda: told.append("reset"))
    here.slack.post_as("U1", "C1", "history", ts="1700000000.000100")
    here.slack.set_time(datetime(2026, 7, 1, tzinfo=UTC))
    here.slack.keep()
    here.client.chat_postMessage(channel="U1", text="later")
    here.client.views_open(trigger_id=here.trigger(), view=modal())
    here.slack.change_user("U1", tz="Asia/Tokyo")
    here.slack.set_time(datetime(2030, 1, 1, tzinfo=UTC))
    control.post("faults", method="*", error="x", times=9)
    control.post("reset")
    assert [m.text for m in here.slack.workspace.visible_to("U1")] == ["history"]
    assert here.slack.workspace.stack("U1") == ()
    assert here.slack.workspace.user("U1").tz == "Europe/Lisbon"  # type: ignore[union-attr]
    assert here.slack.workspace.now().year == 2026
    assert (here.slack.calls(), here.slack.deliveries(), here.slack.faults.waiting()) == ((), (), ())
    assert told == ["reset"]


def test_reset_without_anything_kept_forgets_what_was_said() -> None:
    slack = new_slack()
    slack.post_as("U1", "C1", "history")
    slack.reset()
    assert slack.workspace.visible_to("U1") == ()
    assert slack.workspace.user("U1") is not None


REFUSED: list[tuple[str, Json, str]] = [
    ("command", {"text": "a"}, 'Give "user" as a text.'),
    ("command", {"user": "U1", "text": 3}, 'Give "text" as a text.'),
    ("command", {"user": "U99", "text": "a"}, "There is no person 'U99'. There are: U1, U2, U3, U4, U5."),
    ("command", {"user": "U1", "txt": "a"}, "Unknown field: txt. There are: user, text, channel."),
    ("shortcut", {"user": "U1", "callback_id": "take", "message": "1"}, 'Give "message" as {"channel": …, "ts": …}.'),
    (
        "submit",
        {"user": "U1", "view_id": "V1", "values": []},
        'Give "values" as an object: block_id or action_id to value.',
    ),
    ("submit", {"user": "U1", "view_id": "V1"}, "U1 does not see the view 'V1'; no modal is open."),
    ("click", {"user": "U1", "action_id": "a"}, "Give either the message or the view that is clicked in."),
    ("time", {"now": "tomorrow"}, 'Give "now" as an ISO date and time, such as 2026-07-01T09:30:00+01:00.'),
    ("faults", {"method": "a"}, "Give exactly one of error, status, retry_after, drop, delay, truncate."),
    ("upload", {"user": "U1", "name": "a", "base64": "é"}, '"base64" is no base64 text.'),
    ("message", {"user": "U1", "channel": "C1"}, 'Give "text" as a text.'),
    ("shout", {}, "There is no 'shout' here."),
]


@pytest.mark.parametrize(("name", "body", "sentence"), REFUSED)
def test_what_cannot_be_done_is_refused_with_a_sentence(
    here: Here, control: Control, name: str, body: Json, sentence: str
) -> None:
    assert control.refused(name, **body).startswith(sentence)


def test_looking_needs_to_know_at_whom(here: Here, control: Control) -> None:
    assert control.raw("GET", "/_control/messages", "")[1]["error"] == "Give ?channel= or ?user=, or both."
    assert control.raw("GET", "/_control/messages?user=U99", "")[1]["error"] == "There is no person 'U99'."
    assert control.raw("GET", "/_control/views", "")[0] == 400
    assert control.raw("GET", "/_control/walls", "")[0] == 400


@pytest.mark.parametrize(
    ("body", "sentence"), [("{", "The body is no JSON."), ("[]", "The body must be a JSON object.")]
)
def test_a_body_must_be_a_json_object(here: Here, control: Control, body: str, sentence: str) -> None:
    assert control.raw("POST", "/_control/home", body) == (400, {"ok": False, "error": sentence})


# --- who may ask


FOREIGN = [
    {"Host": "evil.example"},
    {"Host": "evil.example:8765"},
    {"Host": "127.0.0.1.evil.example"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
    {"Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("path", ["/_control/state", "/api/auth.test", "/_response/x"])
def test_foreign_pages_are_refused(here: Here, control: Control, path: str, headers: dict[str, str]) -> None:
    status, answer = control.raw("GET", path, "", headers)
    assert (status, answer["ok"]) == (403, False)


def test_this_machines_own_page_is_welcome(here: Here, control: Control) -> None:
    for host in (f"localhost:{here.server.port}", f"127.0.0.1:{here.server.port}", f"[::1]:{here.server.port}"):
        headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        assert control.raw("GET", "/_control/state", "", headers)[0] == 200


def test_the_server_listens_on_loopback_alone(here: Here) -> None:
    assert here.server.host == "127.0.0.1"


def test_an_address_that_leads_nowhere_is_not_found() -> None:
    client = Client(new_slack().wsgi())
    assert client.get("/_control/", base_url="http://localhost").status_code == 404
    assert client.delete("/_control/state", base_url="http://localhost").status_code == 405
