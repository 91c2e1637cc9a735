"""Filling in, submitting and closing modals."""

import time
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient
from werkzeug import Response

from bot.playground.world.errors import ActRefused
from tests.playground.conftest import Here
from tests.playground.samples import Json, element, home, input_, modal, option, plain, section

TROUBLE = "We had some trouble connecting. Try again?"


def opened(here: Here, *blocks: Json, user: str = "U1", **more: Any) -> str:
    view = modal(*(blocks or (input_(),)), **more)
    return str(here.client.views_open(trigger_id=here.trigger(user), view=view)["view"]["id"])


def titles(here: Here, user: str = "U1") -> list[str]:
    return [view.body["title"]["text"] for view in here.slack.workspace.stack(user)]


def test_a_submission_arrives_as_slack_sends_it(here: Here) -> None:
    view_id = opened(here, section(), private_metadata="m", callback_id="log")
    outcome = here.slack.submit("U1", view_id)
    payload = here.app.last("view_submission")
    assert outcome.status == 200
    assert (payload["view"]["id"], payload["view"]["callback_id"], payload["view"]["private_metadata"]) == (
        view_id,
        "log",
        "m",
    )
    assert payload["response_urls"] == []
    assert "response_url" not in payload
    assert payload["user"]["id"] == "U1"
    assert (payload["view"]["state"], payload["view"]["root_view_id"]) == ({"values": {}}, view_id)


UNTOUCHED: list[tuple[str, Json]] = [
    ("plain_text_input", {"value": "x"}),
    ("email_text_input", {"value": "a@b.c"}),
    ("url_text_input", {"value": None}),
    ("number_input", {"value": "3"}),
    ("datepicker", {"selected_date": "2026-07-01"}),
    ("timepicker", {"selected_time": "09:30"}),
    ("datetimepicker", {"selected_date_time": 1_780_000_000}),
    ("radio_buttons", {"selected_option": None}),
    ("checkboxes", {"selected_options": []}),
    ("static_select", {"selected_option": option("v0", "Choice 0")}),
    ("external_select", {"selected_option": None}),
    ("users_select", {"selected_user": "U1"}),
    ("conversations_select", {"selected_conversation": None}),
    ("channels_select", {"selected_channel": "C1"}),
    ("multi_static_select", {"selected_options": []}),
    ("multi_external_select", {"selected_options": []}),
    ("multi_users_select", {"selected_users": ["U1"]}),
    ("multi_conversations_select", {"selected_conversations": []}),
    ("multi_channels_select", {"selected_channels": ["C1"]}),
    ("file_input", {"files": []}),
]


@pytest.mark.parametrize(("kind", "state"), UNTOUCHED)
def test_an_untouched_input_carries_its_initial_value_or_is_empty(here: Here, kind: str, state: Json) -> None:
    here.slack.set_scopes([*here.slack.app.scopes, "files:read"])
    here.slack.submit("U1", opened(here, input_(kind, optional=True)))
    values = here.app.last("view_submission")["view"]["state"]["values"]
    assert bare(values) == {f"in_{kind}": {kind: {"type": kind, **state}}}


ENTERED: list[tuple[str, Any, Json]] = [
    ("plain_text_input", "two\nlines <!channel>", {"value": "two\nlines <!channel>"}),
    ("plain_text_input", "", {"value": None}),
    ("email_text_input", "me@example.com", {"value": "me@example.com"}),
    ("url_text_input", "https://example.com", {"value": "https://example.com"}),
    ("number_input", "7", {"value": "7"}),
    ("number_input", 7, {"value": "7"}),
    ("datepicker", "2026-02-28", {"selected_date": "2026-02-28"}),
    ("datepicker", None, {"selected_date": None}),
    ("static_select", "v1", {"selected_option": option("v1", "Choice 1")}),
    ("checkboxes", ["a"], {"selected_options": [{"text": {"type": "mrkdwn", "text": "*words*"}, "value": "a"}]}),
    ("checkboxes", "a", {"selected_options": [{"text": {"type": "mrkdwn", "text": "*words*"}, "value": "a"}]}),
    ("checkboxes", [], {"selected_options": []}),
    ("multi_channels_select", ["C1", "C2"], {"selected_channels": ["C1", "C2"]}),
    ("multi_conversations_select", ["C3", "U2"], {"selected_conversations": ["C3", "U2"]}),
    ("external_select", option("x", "Extra"), {"selected_option": option("x", "Extra")}),
    ("multi_external_select", [option("x", "Extra")], {"selected_options": [option("x", "Extra")]}),
]


def bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: bare(item) for name, item in value.items() if name not in ("emoji", "verbatim", "description")}
    return [bare(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("kind", "value", "state"), ENTERED)
def test_what_a_person_enters_arrives_in_slacks_shape(here: Here, kind: str, value: Any, state: Json) -> None:
    view_id = opened(here, input_(kind, optional=True))
    here.slack.submit("U1", view_id, {f"in_{kind}": value})
    values = here.app.last("view_submission")["view"]["state"]["values"]
    assert bare(values[f"in_{kind}"][kind]) == {"type": kind, **state}


def test_rich_text_is_entered_as_words_or_as_a_block(here: Here) -> None:
    view_id = opened(here, input_("rich_text_input"))
    here.slack.submit("U1", view_id, {"rich_text_input": "a < b"})
    value = here.app.last("view_submission")["view"]["state"]["values"]["in_rich_text_input"]["rich_text_input"]
    assert value["rich_text_value"]["elements"][0]["elements"] == [{"type": "text", "text": "a < b"}]
    view_id = opened(here, input_("rich_text_input"))
    here.slack.submit("U1", view_id, {"rich_text_input": value["rich_text_value"]})
    again = here.app.last("view_submission")["view"]["state"]["values"]["in_rich_text_input"]["rich_text_input"]
    assert again == value


def test_an_uploaded_file_is_entered_by_its_id(here: Here) -> None:
    here.slack.set_scopes([*here.slack.app.scopes, "files:read"])
    file = here.slack.upload("U1", "ladder.csv", b"a,b")
    here.slack.submit("U1", opened(here, input_("file_input")), {"file_input": [file.id]})
    (entered,) = here.app.last("view_submission")["view"]["state"]["values"]["in_file_input"]["file_input"]["files"]
    assert (entered["id"], entered["name"], entered["size"], entered["mimetype"]) == (
        file.id,
        "ladder.csv",
        3,
        "text/csv",
    )
    assert entered["url_private"] == f"{here.server.url}/files/{file.id}/ladder.csv"


def bent(kind: str, **fields: Any) -> Json:
    return {**input_(kind), "element": {**element(kind), **fields}}


CANNOT: list[tuple[Json, Any, str]] = [
    (bent("plain_text_input", max_length=5), "sixsix", "has 6 characters; at most 5 fit"),
    (bent("plain_text_input", min_length=3), "ab", "has 2 characters; at least 3 are asked"),
    (bent("plain_text_input"), "x" * 3001, "has 3001 characters; at most 3000 fit"),
    (bent("plain_text_input", multiline=False), "two\nlines", "takes one line"),
    (bent("plain_text_input"), 3, "takes a text, not 3"),
    (bent("email_text_input"), "me", "'me' is not an email address"),
    (bent("url_text_input"), "example", "'example' is not a web address"),
    (bent("number_input"), "many", "'many' is not a number"),
    (bent("number_input"), "1.5", "takes whole numbers"),
    (bent("number_input"), "10", "'10' is outside 1 to 9"),
    (bent("number_input"), "0", "'0' is outside 1 to 9"),
    (bent("datepicker"), "2026-02-30", "'2026-02-30' is not a date"),
    (bent("datepicker"), "1 July", "'1 July' is not a date"),
    (bent("timepicker"), "25:00", "'25:00' is not a time"),
    (bent("timepicker"), "9:30", "'9:30' is not a time"),
    (bent("datetimepicker"), "soon", "takes whole seconds since 1970"),
    (bent("static_select"), "v9", "does not offer 'v9'; it offers v0, v1"),
    (bent("checkboxes"), ["a", "z"], "does not offer 'z'"),
    (bent("multi_static_select"), ["v0", "v1"], "takes at most 1"),
    (bent("external_select"), "x", "takes one of the options the app offered"),
    (bent("users_select"), "U5", "no active person 'U5'"),
    (bent("channels_select"), "C3", "no public channel 'C3'"),
    (bent("conversations_select"), "X1", "no conversation 'X1'"),
]


@pytest.mark.parametrize(("block", "value", "sentence"), CANNOT, ids=[row[2] for row in CANNOT])
def test_what_nobody_could_enter_is_refused_and_not_sent(here: Here, block: Json, value: Any, sentence: str) -> None:
    view_id = opened(here, block)
    with pytest.raises(ActRefused) as refused:
        here.slack.submit("U1", view_id, {block["block_id"]: value})
    assert sentence in str(refused.value)
    assert here.app.got == []


def test_a_file_of_another_kind_or_one_that_is_not_there_cannot_be_entered(here: Here) -> None:
    here.slack.set_scopes([*here.slack.app.scopes, "files:read"])
    view_id = opened(here, input_("file_input"))
    picture = here.slack.upload("U1", "a.png", b"x")
    with pytest.raises(ActRefused, match="not of a kind asked for: csv"):
        here.slack.submit("U1", view_id, {"file_input": picture.id})
    with pytest.raises(ActRefused, match="no uploaded file 'F9'"):
        here.slack.submit("U1", view_id, {"file_input": "F9"})
    sheet = here.slack.upload("U1", "a.csv", b"x")
    with pytest.raises(ActRefused, match="at most 1"):
        here.slack.submit("U1", view_id, {"file_input": [sheet.id, sheet.id]})
    with pytest.raises(ActRefused, match="a name and content"):
        here.slack.upload("U1", "empty.csv", b"")


def test_a_required_input_left_empty_is_not_sent(here: Here) -> None:
    view_id = opened(here, input_("url_text_input"))
    with pytest.raises(ActRefused, match="please complete this required field"):
        here.slack.submit("U1", view_id)
    assert here.slack.submit("U1", view_id, {"url_text_input": "https://e.com"}).status == 200


def test_an_unknown_or_doubtful_input_is_refused_with_the_ones_there_are(here: Here) -> None:
    twin = {**input_(), "block_id": "other"}
    view_id = opened(here, input_(), twin)
    with pytest.raises(ActRefused, match=r"no input is named 'x'. .*in_plain_text_input/plain_text_input, other/plain"):
        here.slack.submit("U1", view_id, {"x": "a"})
    with pytest.raises(ActRefused, match="several inputs are named 'plain_text_input'"):
        here.slack.submit("U1", view_id, {"plain_text_input": "a"})
    assert here.slack.submit("U1", view_id, {"other": "a"}).status == 200


def test_only_the_modal_in_front_with_a_button_can_be_submitted(here: Here) -> None:
    view_id = str(here.client.views_open(trigger_id=here.trigger(), view=without_submit())["view"]["id"])
    with pytest.raises(ActRefused, match="no submit button"):
        here.slack.submit("U1", view_id)
    here.client.views_publish(user_id="U1", view=home(section()))
    with pytest.raises(ActRefused, match="no submit button"):
        here.slack.submit("U1", "home")
    with pytest.raises(ActRefused, match="does not see the view"):
        here.slack.submit("U2", view_id)


def without_submit() -> Json:
    return {"type": "modal", "title": plain(), "blocks": [section()]}


# --- what the app answers


def test_an_empty_answer_closes_this_view_and_shows_the_one_below(here: Here) -> None:
    below = opened(here, title=plain("Below"))
    trigger_id = here.slack.workspace.triggers.make("U1", below)
    above = here.client.views_push(trigger_id=trigger_id, view=modal(title=plain("Above")))["view"]["id"]
    assert titles(here) == ["Below", "Above"]
    here.slack.submit("U1", str(above))
    assert titles(here) == ["Below"]
    here.slack.submit("U1", below)
    assert titles(here) == []


def test_clear_closes_the_whole_stack(here: Here) -> None:
    below = opened(here)
    trigger_id = here.slack.workspace.triggers.make("U1", below)
    above = here.client.views_push(trigger_id=trigger_id, view=modal())["view"]["id"]
    here.app.answers["view_submission"] = {"response_action": "clear"}
    assert here.slack.submit("U1", str(above)).views == ()


def test_update_shows_another_view_in_its_place(here: Here) -> None:
    here.app.answers["view_submission"] = {"response_action": "update", "view": modal(title=plain("Saved"))}
    view_id = opened(here)
    (view,) = here.slack.submit("U1", view_id).views
    assert (view.id, view.body["title"]["text"]) == (view_id, "Saved")


def test_push_puts_a_view_on_top_three_at_most(here: Here) -> None:
    here.app.answers["view_submission"] = {"response_action": "push", "view": modal(title=plain("Next"))}
    views = here.slack.submit("U1", opened(here, title=plain("First"))).views
    views = here.slack.submit("U1", views[-1].id).views
    assert titles(here) == ["First", "Next", "Next"]
    assert (views[-1].previous_id, views[-1].root_id) == (views[-2].id, views[0].id)
    fourth = here.slack.submit("U1", views[-1].id)
    assert (fourth.error, len(fourth.views)) == (TROUBLE, 3)
    assert here.slack.deliveries()[-1].problem == "push_limit_reached"


def test_errors_stand_beside_their_blocks_and_the_text_stays(here: Here) -> None:
    here.app.answers["view_submission"] = {
        "response_action": "errors",
        "errors": {"in_plain_text_input": "Say more."},
    }
    view_id = opened(here)
    outcome = here.slack.submit("U1", view_id, {"plain_text_input": "short"})
    assert (outcome.errors, outcome.error) == ({"in_plain_text_input": "Say more."}, "")
    here.app.answers["view_submission"] = ""
    again = here.slack.submit("U1", view_id)
    values = here.app.last("view_submission")["view"]["state"]["values"]
    assert values["in_plain_text_input"]["plain_text_input"]["value"] == "short"
    assert again.views == ()


BAD: list[Any] = [
    {"response_action": "errors", "errors": {"no_such_block": "Say more."}},
    {"response_action": "errors", "errors": {}},
    {"response_action": "errors"},
    {"response_action": "errors", "errors": {"in_plain_text_input": 3}},
    {"response_action": "shout"},
    {"text": "hello"},
    {"response_action": "update"},
    {"response_action": "update", "view": {"type": "modal", "title": plain("x" * 25), "blocks": [section()]}},
    {"response_action": "push", "view": home(section())},
    "saved",
    Response("[1]", mimetype="application/json"),
    Response("no", 500),
    Response("no", 404),
]


@pytest.mark.parametrize("answer", BAD)
def test_an_answer_slack_cannot_follow_leaves_the_modal_with_its_text(here: Here, answer: Any) -> None:
    here.app.answers["view_submission"] = answer
    view_id = opened(here)
    outcome = here.slack.submit("U1", view_id, {"plain_text_input": "typed"})
    (view,) = outcome.views
    assert (outcome.error, view.notice, view.id) == (TROUBLE, TROUBLE, view_id)
    assert view.typed["in_plain_text_input"]["plain_text_input"]["value"] == "typed"
    assert here.slack.deliveries()[-1].problem != ""


def test_no_answer_in_time_leaves_the_modal_and_trying_again_clears_the_notice(here: Here) -> None:
    def slow(_: Any) -> str:
        time.sleep(0.3)
        return ""

    here.app.answers["view_submission"] = slow
    view_id = opened(here)
    here.slack.transport.answer_seconds = 0.1
    assert here.slack.submit("U1", view_id).error == TROUBLE
    assert here.slack.deliveries()[-1].problem == "operation_timeout"
    here.slack.transport.answer_seconds = 3.0
    here.app.answers["view_submission"] = {"response_action": "errors", "errors": {"in_plain_text_input": "No."}}
    assert here.slack.submit("U1", view_id).views[0].notice == ""


def test_a_view_the_app_updates_while_it_answers_is_the_one_that_stays(here: Here) -> None:
    view_id = opened(here)

    def answer(_: Any) -> Json:
        here.client.views_update(view_id=view_id, view=modal({**input_(), "block_id": "new"}))
        return {"response_action": "errors", "errors": {"new": "Again."}}

    here.app.answers["view_submission"] = answer
    outcome = here.slack.submit("U1", view_id)
    assert outcome.errors == {"new": "Again."}


def test_a_modal_may_open_a_response_url_for_a_chosen_channel(here: Here) -> None:
    here.slack.submit("U1", opened(here, bent("channels_select", response_url_enabled=True)))
    (url,) = here.app.last("view_submission")["response_urls"]
    assert (url["channel_id"], url["block_id"], url["action_id"]) == ("C1", "in_channels_select", "channels_select")
    WebhookClient(url["response_url"]).send(text="from the modal", response_type="in_channel")
    assert [m.text for m in here.slack.workspace.messages("C1")] == ["from the modal"]


# --- closing


def test_closing_tells_the_app_only_if_it_asked(here: Here) -> None:
    here.slack.close("U1", opened(here))
    assert here.app.got == []
    outcome = here.slack.close("U1", opened(here, notify_on_close=True))
    payload = here.app.last("view_closed")
    assert (outcome.status, outcome.views, payload["is_cleared"]) == (200, (), False)
    assert "trigger_id" not in payload


@pytest.mark.parametrize(("clear_on_close", "everything"), [(True, False), (False, True)])
def test_the_whole_stack_can_be_closed(here: Here, clear_on_close: bool, everything: bool) -> None:
    below = opened(here, notify_on_close=True)
    view = modal(notify_on_close=True, clear_on_close=clear_on_close)
    above = here.client.views_push(trigger_id=here.slack.workspace.triggers.make("U1", below), view=view)["view"]["id"]
    here.slack.close("U1", str(above), everything=everything)
    assert titles(here) == []
    closed = [got.payload for got in here.app.got]
    assert [(payload["view"]["id"], payload["is_cleared"]) for payload in closed] == [(above, True), (below, True)]


def test_home_cannot_be_closed(here: Here) -> None:
    here.client.views_publish(user_id="U1", view=home())
    with pytest.raises(ActRefused, match="can't be closed"):
        here.slack.close("U1", "home")


# --- external selects


def test_an_external_select_asks_the_app_from_its_shortest_query_on(here: Here) -> None:
    here.app.answers["block_suggestion"] = {"options": [option("x", "Extra"), "nonsense"]}
    view_id = opened(here, bent("external_select", min_query_length=2))
    assert here.slack.options("U1", view_id, "external_select", "e") == []
    assert here.slack.options("U1", view_id, "external_select", "ex") == [option("x", "Extra")]
    payload = here.app.last("block_suggestion")
    assert (payload["value"], payload["action_id"], payload["block_id"]) == (
        "ex",
        "external_select",
        "in_external_select",
    )
    here.app.answers["block_suggestion"] = "no"
    assert here.slack.options("U1", view_id, "external_select", "ex") == []
    with pytest.raises(ActRefused, match="no external select 'other'"):
        here.slack.options("U1", view_id, "other", "ex")
