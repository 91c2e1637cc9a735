"""Buttons and menus in messages, modals and on Home; response URLs."""

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient
from werkzeug import Response

from bot.playground.world.errors import ActRefused
from bot.playground.world.values import Message
from tests.playground.conftest import Here, new_slack
from tests.playground.samples import BUTTON, Json, element, home, input_, modal, option, options, section
from tests.playground.tiny_app import MANIFEST


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def posted(here: Here, *blocks: Json, channel: str = "C1") -> tuple[str, str]:
    answer = here.client.chat_postMessage(channel=channel, text="Choose", blocks=list(blocks))
    return str(answer["channel"]), str(answer["ts"])


def test_a_click_in_a_message_arrives_as_slack_sends_it(here: Here) -> None:
    where = posted(here, actions(BUTTON))
    outcome = here.slack.click("U1", "press", message=where)
    payload = here.app.last("block_actions")
    (action,) = payload["actions"]
    assert outcome.status == 200
    assert (action["action_id"], action["block_id"], action["value"], action["type"]) == ("press", "row", "1", "button")
    assert action["text"]["text"] == "words"
    assert float(action["action_ts"]) > 0
    assert payload["container"] == {
        "type": "message",
        "message_ts": where[1],
        "channel_id": "C1",
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": "C1", "name": "general"}
    assert payload["message"]["ts"] == where[1]
    assert payload["user"] == {"id": "U1", "username": "ana", "name": "ana", "team_id": "T0LOCAL01"}
    assert payload["state"] == {"values": {}}
    assert here.client.views_open(trigger_id=payload["trigger_id"], view=modal())["ok"] is True


def test_an_ephemeral_message_is_not_repeated_to_the_app(here: Here) -> None:
    answer = here.client.chat_postEphemeral(channel="C1", user="U1", text="a", blocks=[actions(BUTTON)])
    here.slack.click("U1", "press", message=("C1", str(answer["message_ts"])))
    payload = here.app.last("block_actions")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload


def test_a_click_on_home_and_in_a_modal_carries_the_view_and_no_response_url(here: Here) -> None:
    here.client.views_publish(user_id="U1", view=home(actions(BUTTON)))
    here.slack.click("U1", "press", view="home")
    payload = here.app.last("block_actions")
    assert (payload["view"]["type"], payload["container"]["type"]) == ("home", "view")
    assert not {"response_url", "message", "channel"} & set(payload)
    view = here.client.views_open(trigger_id=payload["trigger_id"], view=modal(input_(), actions(BUTTON)))["view"]
    here.slack.type_into("U1", view["id"], {"plain_text_input": "typed"})
    here.slack.click("U1", "press", view=view["id"])
    payload = here.app.last("block_actions")
    typed = payload["view"]["state"]["values"]["in_plain_text_input"]["plain_text_input"]
    assert typed == {"type": "plain_text_input", "value": "typed"}
    assert (payload["view"]["id"], payload["view"]["hash"]) == (view["id"], view["hash"])
    assert here.client.views_push(trigger_id=payload["trigger_id"], view=modal())["ok"] is True


CHOICES: list[tuple[str, Any, Json]] = [
    ("static_select", "v1", {"selected_option": option("v1", "Choice 1")}),
    ("users_select", "U2", {"selected_user": "U2"}),
    ("channels_select", "C2", {"selected_channel": "C2"}),
    ("conversations_select", "U2", {"selected_conversation": "U2"}),
    ("datepicker", "2026-02-28", {"selected_date": "2026-02-28"}),
    ("timepicker", "23:59", {"selected_time": "23:59"}),
    ("datetimepicker", 1_790_000_000, {"selected_date_time": 1_790_000_000}),
    ("radio_buttons", "v0", {"selected_option": option("v0", "Choice 0")}),
    ("multi_users_select", ["U1", "U2"], {"selected_users": ["U1", "U2"]}),
    ("multi_static_select", ["v0"], {"selected_options": [option("v0", "Choice 0")]}),
    ("multi_static_select", [], {"selected_options": []}),
]


def without_flags(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_flags(item) for name, item in value.items() if name not in ("emoji", "verbatim")}
    return [without_flags(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("kind", "value", "chosen"), CHOICES)
def test_a_choice_arrives_in_the_action_and_in_the_state(here: Here, kind: str, value: Any, chosen: Json) -> None:
    where = posted(here, actions(element(kind)))
    here.slack.click("U1", kind, message=where, value=value)
    payload = without_flags(here.app.last("block_actions"))
    (action,) = payload["actions"]
    assert {name: action[name] for name in chosen} == chosen
    assert payload["state"]["values"]["row"][kind] == {"type": kind, **chosen}


def test_what_a_person_chose_in_a_message_is_still_there_at_the_next_click(here: Here) -> None:
    where = posted(here, actions(element("static_select"), BUTTON))
    here.slack.click("U1", "static_select", message=where, value="v1")
    here.slack.click("U1", "press", message=where)
    chosen = here.app.last("block_actions")["state"]["values"]["row"]["static_select"]["selected_option"]["value"]
    here.slack.click("U2", "press", message=where)
    other = here.app.last("block_actions")["state"]["values"]["row"]["static_select"]["selected_option"]["value"]
    assert (chosen, other) == ("v1", "v0")


def test_a_choice_on_home_is_kept(here: Here) -> None:
    here.client.views_publish(user_id="U1", view=home(actions(element("static_select"))))
    here.slack.click("U1", "static_select", view="home", value="v1")
    view = here.app.last("block_actions")["view"]
    assert view["state"]["values"]["row"]["static_select"]["selected_option"]["value"] == "v1"


def test_an_overflow_menu_tells_the_option_but_has_no_state(here: Here) -> None:
    where = posted(here, actions(element("overflow")))
    here.slack.click("U1", "more", message=where, value="v1")
    payload = here.app.last("block_actions")
    assert payload["actions"][0]["selected_option"]["value"] == "v1"
    assert payload["state"] == {"values": {}}


def test_buttons_of_one_name_are_told_apart_by_value_or_block(here: Here) -> None:
    rows = [{**actions({**BUTTON, "value": value}), "block_id": value} for value in ("a", "b")]
    where = posted(here, *rows)
    here.slack.click("U1", "press", message=where, value="b")
    assert here.app.last("block_actions")["actions"][0]["block_id"] == "b"
    here.slack.click("U1", "press", message=where, block_id="a")
    assert here.app.last("block_actions")["actions"][0]["value"] == "a"


def test_an_input_that_dispatches_can_be_used_by_itself(here: Here) -> None:
    view = here.client.views_open(trigger_id=here.trigger(), view=modal(input_(dispatch_action=True)))["view"]
    here.slack.click("U1", "plain_text_input", view=view["id"], value="typed")
    assert here.app.last("block_actions")["actions"][0]["value"] == "typed"


REFUSED: list[tuple[Json, str]] = [
    ({"action_id": "other"}, "There is no 'other' here. There is: press, static_select, more."),
    ({"action_id": "press", "block_id": "x"}, "There is no 'press' here. There is: press, static_select, more."),
    ({"action_id": "press", "value": "9"}, "No button 'press' here has the value '9'."),
    ({"action_id": "static_select"}, "static_select is a static_select: give the value to choose."),
    ({"action_id": "static_select", "value": "v9"}, "static_select does not offer 'v9'; it offers v0, v1."),
    ({"action_id": "more", "value": "v9"}, "more does not offer 'v9'."),
]


@pytest.mark.parametrize(("click", "sentence"), REFUSED)
def test_a_click_nobody_could_make_is_refused(here: Here, click: Json, sentence: str) -> None:
    where = posted(here, actions(BUTTON, element("static_select"), element("overflow")))
    with pytest.raises(ActRefused) as refused:
        here.slack.click("U1", message=where, **click)
    assert str(refused.value) == sentence
    assert here.app.got == []


def test_a_click_needs_a_message_or_a_view_that_the_person_sees(here: Here) -> None:
    whisper = here.client.chat_postEphemeral(channel="C1", user="U2", text="a", blocks=[actions(BUTTON)])
    with pytest.raises(ActRefused, match="U1 sees no message"):
        here.slack.click("U1", "press", message=("C1", str(whisper["message_ts"])))
    with pytest.raises(ActRefused, match="either the message or the view"):
        here.slack.click("U1", "press")
    with pytest.raises(ActRefused, match="no modal is open"):
        here.slack.click("U1", "press", view="home")
    view = here.client.views_open(trigger_id=here.trigger(), view=modal(input_(), section()))["view"]
    with pytest.raises(ActRefused, match="sends nothing by itself"):
        here.slack.click("U1", "plain_text_input", view=view["id"], value="a")
    with pytest.raises(ActRefused, match=f"the modal in front is {view['id']}"):
        here.slack.click("U1", "press", view="V9")
    with pytest.raises(ActRefused, match="nothing to press"):
        here.slack.click("U1", "press", message=posted(here, section()))


def test_a_button_only_for_others_is_not_there(here: Here) -> None:
    where = posted(here, actions({**BUTTON, "visible_to_user_ids": ["U2"]}))
    with pytest.raises(ActRefused, match="no 'press' here"):
        here.slack.click("U1", "press", message=where)
    assert here.slack.click("U2", "press", message=where).status == 200


def test_a_click_the_app_does_not_answer_is_told_to_the_person(here: Here) -> None:
    here.app.answers["block_actions"] = Response("no", 500)
    outcome = here.slack.click("U1", "press", message=posted(here, actions(BUTTON)))
    assert outcome.error == "Tiny did not respond (dispatch_failed)."
    assert outcome.messages[-1].system is True
    here.client.views_publish(user_id="U1", view=home(actions(BUTTON)))
    assert here.slack.click("U1", "press", view="home").error == "We had some trouble connecting. Try again?"
    shown = here.slack.workspace.home("U1")
    assert shown is not None
    assert shown.notice == "We had some trouble connecting. Try again?"


def test_a_stranger_can_press_buttons_and_is_known_by_their_team(here: Here) -> None:
    here.slack.click("U4", "press", message=posted(here, actions(BUTTON)))
    assert here.app.last("block_actions")["user"]["team_id"] == "T0OTHER01"


# --- response URLs


def pressed(here: Here, *, ephemeral: bool = False) -> tuple[Message, str]:
    """Returns a message that was clicked in, and the response URL of the click."""
    if ephemeral:
        ts = here.client.chat_postEphemeral(channel="C1", user="U1", text="a", blocks=[actions(BUTTON)])["message_ts"]
    else:
        ts = posted(here, actions(BUTTON))[1]
    here.slack.click("U1", "press", message=("C1", str(ts)))
    message = here.slack.workspace.message("C1", str(ts))
    assert message is not None
    return message, str(here.app.last("block_actions")["response_url"])


def test_an_answer_by_response_url_is_ephemeral_unless_said_otherwise(here: Here) -> None:
    _, url = pressed(here)
    assert WebhookClient(url).send(text="just you").body == "ok"
    assert WebhookClient(url).send(text="all", response_type="in_channel").status_code == 200
    said = [(m.text, m.ephemeral_to) for m in here.slack.workspace.messages("C1")[1:]]
    assert said == [("just you", "U1"), ("all", None)]


@pytest.mark.parametrize("ephemeral", [False, True])
def test_the_original_can_be_replaced_and_deleted(here: Here, ephemeral: bool) -> None:
    message, url = pressed(here, ephemeral=ephemeral)
    WebhookClient(url).send(text="new", blocks=[section("<@U2>")], replace_original=True)
    (changed,) = here.slack.workspace.messages("C1")
    assert (changed.ts, changed.text, changed.ephemeral_to) == (message.ts, "new", message.ephemeral_to)
    assert changed.pings == ("U2",)
    WebhookClient(url).send(delete_original=True)
    assert here.slack.workspace.messages("C1") == ()
    assert WebhookClient(url).send(delete_original=True).status_code == 200


def test_a_response_url_is_good_five_times(here: Here) -> None:
    _, url = pressed(here)
    answers = [WebhookClient(url).send(text=str(n)) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body


def test_a_response_url_is_good_for_half_an_hour(here: Here) -> None:
    from datetime import timedelta

    _, url = pressed(here)
    here.slack.set_time(here.slack.workspace.now() + timedelta(minutes=29))
    assert WebhookClient(url).send(text="a").status_code == 200
    here.slack.set_time(here.slack.workspace.now() + timedelta(minutes=2))
    late = WebhookClient(url).send(text="a")
    assert (late.status_code, json.loads(late.body)["error"]) == (404, "expired_url")
    assert WebhookClient(f"{here.server.url}/_response/never").send(text="a").status_code == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": "a", "blocks": [{"type": "alert"}]}, "invalid_blocks"),
        ({"text": "a", "thread_ts": "1.0"}, "thread_not_found"),
    ],
)
def test_a_bad_answer_by_response_url_is_refused(here: Here, body: Json, error: str) -> None:
    _, url = pressed(here)
    answer = WebhookClient(url).send_dict(body)
    assert (answer.status_code, json.loads(answer.body)["error"]) == (400, error)


def test_a_response_url_takes_more_text_than_a_post(here: Here) -> None:
    _, url = pressed(here)
    assert WebhookClient(url).send(text="a", blocks=[section("x" * 2900)] * 5).status_code == 200


def test_a_response_url_takes_forms_and_refuses_what_is_no_json(here: Here) -> None:
    _, url = pressed(here)
    with urllib.request.urlopen(url, b"payload=%7B%22text%22%3A%22form%22%7D") as response:
        assert response.read() == b"ok"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(url, b"[1]", {"Content-Type": "application/json"}))
    with refused.value as error:
        assert error.code == 400
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(url, b"{", {"Content-Type": "application/json"}))
    refused.value.close()


def test_uses_of_response_urls_are_logged(here: Here) -> None:
    _, url = pressed(here)
    WebhookClient(url).send(text="a")
    call = here.slack.calls()[-1]
    assert (call.method, call.args["text"], call.status, call.accepted) == ("response_url", "a", 200, True)


def test_a_commands_response_url_cannot_replace_what_the_person_typed(here: Here) -> None:
    here.slack.command("U1", "/tiny", "C1")
    url = here.app.last("command")["response_url"]
    WebhookClient(url).send(text="a", replace_original=True)
    (message,) = here.slack.workspace.messages("C1")
    assert (message.text, message.ephemeral_to) == ("a", "U1")


def test_options_beyond_the_manifest_do_not_matter_for_clicks(here: Here) -> None:
    here.slack.app.manifest = new_slack(manifest={**MANIFEST, "features": {}}).app.manifest
    assert here.slack.click("U1", "press", message=posted(here, actions(BUTTON))).status == 200
    assert options(2)[1]["value"] == "v1"
