"""Line 15: a refused answer is seen as refused, and malformed but real payloads get an answer, never a 500."""

from typing import Any

import pytest

from handlers import ids
from tests.bot.slack.edge import answer, edge
from tests.office import ANA, Office, view_text
from tests.trust.payloads import command, interaction, told

DAY = {ids.HAPPENED_ON: {ids.HAPPENED_ON: {"selected_date": "2026-09-01"}}}
TEXT = {ids.TEXT: {ids.TEXT: {"value": "Led the move to the new queue"}}}
INPUTS = [{"type": "input", "block_id": ids.TEXT}, {"type": "input", "block_id": ids.HAPPENED_ON}]


def submitted(office: Office, values: Any, **view: Any) -> Any:
    """What the app answers a submitted win form; fields of `view` replace the usual ones."""
    usual = {"id": "V1", "hash": "h", "type": "modal", "callback_id": ids.WIN_MODAL, "private_metadata": ""}
    whole = {**usual, "state": {"values": values}, "blocks": INPUTS, **view}
    sent = interaction(office, ANA, type="view_submission", view=whole)
    assert sent.status == 200
    return sent.body


@pytest.mark.parametrize("refusal", ['{"ok": false, "error": "used_url"}', '{"ok":false}'])
def test_a_refused_response_url_counts_as_refused_and_a_modal_opens(office: Office, refusal: str) -> None:
    trigger = office.slack.workspace.triggers.make(ANA, None)
    with edge(answer(refusal)) as url:
        press = {"action_id": ids.SHOW_HELP, "value": ""}
        sent = interaction(office, ANA, type="block_actions", actions=[press], response_url=url.url, trigger_id=trigger)
    assert sent.status == 200
    assert "/ladder senior" in view_text(office.modal(ANA))


def test_an_answer_that_slack_took_opens_no_modal(office: Office) -> None:
    with edge(answer("ok")) as url:
        press = {"action_id": ids.SHOW_HELP, "value": ""}
        assert interaction(office, ANA, type="block_actions", actions=[press], response_url=url.url).status == 200
    assert office.slack.workspace.stack(ANA) == ()


def test_where_the_response_url_is_no_address_a_modal_opens(office: Office) -> None:
    trigger = office.slack.workspace.triggers.make(ANA, None)
    press = {"action_id": ids.SHOW_HELP, "value": ""}
    url = "not an address"
    sent = interaction(office, ANA, type="block_actions", actions=[press], response_url=url, trigger_id=trigger)
    assert sent.status == 200
    assert "/ladder senior" in view_text(office.modal(ANA))


def test_where_neither_can_be_shown_slack_shows_its_own_sign(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    press = {"action_id": ids.SHOW_HELP, "value": ""}
    sent = interaction(office, ANA, type="block_actions", actions=[press], response_url="not an address")
    assert (sent.status, sent.body) == (500, "")
    assert "Traceback" not in caplog.text
    assert office.slack.workspace.stack(ANA) == ()


@pytest.mark.parametrize("day", [{ids.HAPPENED_ON: {ids.HAPPENED_ON: {"selected_date": None}}}, {}])
def test_a_cleared_date_is_asked_for_beside_its_field(office: Office, day: dict[str, Any]) -> None:
    said = submitted(office, {**TEXT, **day})
    assert said == {"response_action": "errors", "errors": {ids.HAPPENED_ON: "Pick the day it happened."}}
    assert office.wins_of(ANA) == ()


def test_a_choice_that_the_form_does_not_have_is_a_field_error(office: Office) -> None:
    role = {ids.ROLE: {ids.ROLE: {"selected_option": {"value": "king"}}}}
    said = submitted(office, {**TEXT, **DAY, **role}, blocks=[*INPUTS, {"type": "input", "block_id": ids.ROLE}])
    assert said["errors"] == {ids.ROLE: "Pick one from the list."}


@pytest.mark.parametrize(
    "view", [{"blocks": []}, {"blocks": None}, {"state": {"values": {}}, "blocks": []}, {"state": None, "blocks": []}]
)
def test_a_win_form_without_inputs_is_answered_with_one_that_has_them(office: Office, view: dict[str, Any]) -> None:
    said = submitted(office, {}, **view)
    assert said["response_action"] == "update"
    assert {block.get("block_id") for block in said["view"]["blocks"]} >= {ids.TEXT, ids.HAPPENED_ON}


def test_a_view_that_nobody_knows_gets_a_sentence(office: Office) -> None:
    said = submitted(office, {}, blocks=[], callback_id="from_another_version")
    assert said["response_action"] == "update"
    assert "Something went wrong on our side" in said["view"]["blocks"][0]["text"]["text"]


def test_a_command_without_a_text_shows_the_card(office: Office) -> None:
    for text in (None, ""):
        sent = command(office, ANA, text=text)
        assert sent.status == 200
        assert "Ana Lima" in str(sent.body)


def test_a_team_that_is_null_is_the_users_own(office: Office) -> None:
    values = {**TEXT, **DAY}
    view = {"id": "V1", "hash": "h", "type": "modal", "callback_id": ids.WIN_MODAL, "private_metadata": ""}
    whole = {**view, "state": {"values": values}, "blocks": INPUTS}
    assert interaction(office, ANA, type="view_submission", team=None, view=whole).status == 200
    assert len(office.wins_of(ANA)) == 1


@pytest.mark.parametrize("message", [{"text": None}, {}])
def test_a_message_without_text_or_team_opens_the_form(office: Office, message: dict[str, Any]) -> None:
    sent = interaction(
        office,
        ANA,
        type="message_action",
        callback_id=ids.LOG_FROM_MESSAGE,
        team=None,
        trigger_id=office.slack.workspace.triggers.make(ANA, None),
        channel={"id": "C0GENERAL", "name": "general"},
        message={"ts": "1789380000.000100", "user": ANA, **message},
    )
    assert sent.status == 200
    assert office.modal(ANA).body["callback_id"] == ids.WIN_MODAL


@pytest.mark.parametrize("kind", ["view_closed", "app_rate_limited"])
def test_what_slack_merely_tells_is_acknowledged(office: Office, kind: str) -> None:
    assert interaction(office, ANA, type=kind, view={"id": "V1"}, is_cleared=False).status == 200
    assert told(office, type=kind, minute_rate_limited=1789380000).status == 200


def test_a_press_without_an_action_is_acknowledged(office: Office) -> None:
    for actions in ([], [{"action_id": "gone_since"}], [{"action_id": ids.SHOW_HELP, "value": None}]):
        with edge(answer("ok")) as url:
            sent = interaction(office, ANA, type="block_actions", actions=actions, response_url=url.url)
        assert sent.status == 200
