"""Who can do what: each kind of person, each act; two people at once; the five turns of a response URL."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from bot.playground.world.errors import ActRefused
from tests.playground.conftest import Here
from tests.playground.samples import BUTTON, Json, element, home, input_, modal, section

PRESS: Json = {"type": "actions", "block_id": "row", "elements": [BUTTON]}


def message(here: Here) -> tuple[str, str]:
    answer = here.client.chat_postMessage(channel="C1", text="a", blocks=[PRESS])
    return "C1", str(answer["ts"])


def modal_of(here: Here, user: str) -> str:
    return str(here.client.views_open(trigger_id=here.trigger(user), view=modal(input_()))["view"]["id"])


ACTS: dict[str, Callable[[Here, str], object]] = {
    "command": lambda here, user: here.slack.command(user, "/tiny", "C1"),
    "global shortcut": lambda here, user: here.slack.shortcut(user, "make"),
    "message shortcut": lambda here, user: here.slack.shortcut(user, "take", message(here)),
    "click": lambda here, user: here.slack.click(user, "press", message=message(here)),
    "submit": lambda here, user: here.slack.submit(user, modal_of(here, user)),
    "close": lambda here, user: here.slack.close(user, modal_of(here, user)),
    "type": lambda here, user: here.slack.type_into(user, modal_of(here, user), {}),
    "message": lambda here, user: here.slack.message(user, "C1", "hello"),
    "home": lambda here, user: here.slack.home(user),
    "upload": lambda here, user: here.slack.upload(user, "a.txt", b"abc"),
    "direct message": lambda here, user: here.slack.open_dm(user, "U2"),
    "step": lambda here, user: here.slack.run_step(user, "step", {}),
}
CANNOT = {"U5": "deactivated", "U0LOCAL01": "a bot", "USLACKBOT": "a bot", "U99": "no person"}


@pytest.mark.parametrize("user", ["U1", "U2", "U3", "U4"])
@pytest.mark.parametrize("act", sorted(ACTS))
def test_members_admins_guests_and_strangers_can_act(here: Here, act: str, user: str) -> None:
    ACTS[act](here, user)


@pytest.mark.parametrize("user", sorted(CANNOT))
@pytest.mark.parametrize("act", sorted(ACTS))
def test_bots_those_who_left_and_unknown_people_cannot(here: Here, act: str, user: str) -> None:
    with pytest.raises(ActRefused, match=CANNOT[user]):
        ACTS[act](here, user)
    assert here.app.got == []


def test_two_people_fill_in_the_same_form_without_meeting(here: Here) -> None:
    first, second = modal_of(here, "U1"), modal_of(here, "U2")
    here.slack.type_into("U1", first, {"plain_text_input": "mine"})
    here.slack.type_into("U2", second, {"plain_text_input": "yours"})
    here.slack.submit("U1", first)
    values = here.app.last("view_submission")["view"]["state"]["values"]
    assert values["in_plain_text_input"]["plain_text_input"]["value"] == "mine"
    assert [view.id for view in here.slack.workspace.stack("U2")] == [second]


def test_many_people_act_at_once_and_each_is_answered(here: Here) -> None:
    for number in range(8):
        here.slack.add_user(f"U7{number}", f"person{number}")
    here.app.answers["command"] = lambda form: {"text": f"hello {form['user_id']}"}
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda number: here.slack.command(f"U7{number}", "/tiny"), range(8)))
    said = [[m.text for m in outcome.messages] for outcome in outcomes]
    assert said == [[f"hello U7{number}"] for number in range(8)]


def test_a_form_submitted_twice_at_once_is_sent_as_often_as_it_was_open(here: Here) -> None:
    view_id = modal_of(here, "U1")

    def submit(_: int) -> str:
        try:
            return here.slack.submit("U1", view_id).error
        except ActRefused:
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(submit, range(2)))
    assert results.count("") >= 1
    assert here.slack.workspace.stack("U1") == ()


def test_a_click_while_the_message_is_deleted_harms_nothing(here: Here) -> None:
    where = message(here)

    def delete(_: Json) -> str:
        here.client.chat_delete(channel=where[0], ts=where[1])
        return ""

    here.app.answers["block_actions"] = delete
    assert here.slack.click("U1", "press", message=where).error == ""
    with pytest.raises(ActRefused, match="sees no message"):
        here.slack.click("U1", "press", message=where)


def test_a_reset_in_the_middle_of_an_act_harms_nothing(here: Here) -> None:
    def reset(_: Json) -> Json:
        here.slack.reset()
        return {"text": "hello"}

    here.app.answers["command"] = reset
    outcome = here.slack.command("U1", "/tiny", "C1")
    assert [m.text for m in outcome.messages] == ["hello"]
    here.app.answers["view_submission"] = reset
    assert here.slack.submit("U1", modal_of(here, "U1")).views == ()


def test_a_view_closed_by_its_person_while_the_app_answers_stays_closed(here: Here) -> None:
    view_id = modal_of(here, "U1")

    def close(_: Json) -> Json:
        here.slack.close("U1", view_id)
        return {"response_action": "update", "view": modal(section("Saved"))}

    here.app.answers["view_submission"] = close
    assert here.slack.submit("U1", view_id).views == ()


# --- response URLs in every combination


@pytest.mark.parametrize(
    ("ephemeral_origin", "replace", "public"), list(itertools.product([False, True], repeat=3)), ids=str
)
def test_a_response_url_in_every_combination(here: Here, ephemeral_origin: bool, replace: bool, public: bool) -> None:
    if ephemeral_origin:
        ts = str(here.client.chat_postEphemeral(channel="C1", user="U1", text="a", blocks=[PRESS])["message_ts"])
    else:
        ts = message(here)[1]
    here.slack.click("U1", "press", message=("C1", ts))
    url = here.app.last("block_actions")["response_url"]
    body = {"text": "b", "replace_original": replace, "response_type": "in_channel" if public else "ephemeral"}
    assert WebhookClient(url).send_dict(body).status_code == 200
    said = [(m.ts == ts, m.text, m.ephemeral_to) for m in here.slack.workspace.messages("C1")]
    origin = (True, "a", "U1" if ephemeral_origin else None)
    if replace:
        assert said == [(True, "b", origin[2])]
    else:
        assert said == [origin, (False, "b", None if public else "U1")]


# --- menus keep what was chosen, in every kind of element

KINDS: list[tuple[str, Any, str]] = [
    ("static_select", "v1", "selected_option"),
    ("radio_buttons", "v1", "selected_option"),
    ("checkboxes", ["a"], "selected_options"),
    ("users_select", "U2", "selected_user"),
    ("multi_users_select", ["U1", "U2"], "selected_users"),
    ("channels_select", "C2", "selected_channel"),
    ("multi_channels_select", ["C2"], "selected_channels"),
    ("conversations_select", "C2", "selected_conversation"),
    ("multi_conversations_select", ["C2"], "selected_conversations"),
    ("datepicker", "2026-01-31", "selected_date"),
    ("timepicker", "00:00", "selected_time"),
    ("datetimepicker", 1_700_000_000, "selected_date_time"),
]


@pytest.mark.parametrize(("kind", "value", "name"), KINDS)
@pytest.mark.parametrize("where", ["message", "home", "modal"])
def test_a_choice_is_kept_wherever_it_was_made(here: Here, where: str, kind: str, value: Any, name: str) -> None:
    blocks = [{"type": "actions", "block_id": "row", "elements": [element(kind), BUTTON]}]
    place = placed(here, where, blocks)
    here.slack.click("U1", kind, value=value, **place)
    chosen = here.app.last("block_actions")["actions"][0][name]
    here.slack.click("U1", "press", **place)
    payload = here.app.last("block_actions")
    state = payload["state"] if where == "message" else payload["view"]["state"]
    assert state["values"]["row"][kind] == {"type": kind, name: chosen}


def placed(here: Here, where: str, blocks: list[Json]) -> Json:
    if where == "message":
        answer = here.client.chat_postMessage(channel="C1", text="a", blocks=blocks)
        return {"message": ("C1", str(answer["ts"]))}
    if where == "home":
        here.client.views_publish(user_id="U1", view=home(*blocks))
        return {"view": "home"}
    return {"view": str(here.client.views_open(trigger_id=here.trigger(), view=modal(*blocks))["view"]["id"])}
