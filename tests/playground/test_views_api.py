"""views.open, push, update, publish: triggers, the stack, hashes."""

from typing import Any

import pytest

from tests.playground.conftest import Here, new_slack
from tests.playground.samples import home, input_, modal, plain, section
from tests.playground.tiny_app import MANIFEST


def opened(here: Here, user: str = "U1", **more: Any) -> Any:
    return here.client.views_open(trigger_id=here.trigger(user), view=modal(input_(), **more))["view"]


def pushed(here: Here, on: str, user: str = "U1") -> Any:
    trigger_id = here.slack.workspace.triggers.make(user, on)
    return here.client.views_push(trigger_id=trigger_id, view=modal())["view"]


def test_an_opened_modal_is_in_front_of_its_person(here: Here) -> None:
    view = opened(here, private_metadata="m", callback_id="c")
    (front,) = here.slack.workspace.stack("U1")
    assert front.id == view["id"] == view["root_view_id"]
    assert (view["hash"], view["previous_view_id"]) == (front.hash, None)
    assert (view["private_metadata"], view["callback_id"]) == ("m", "c")
    assert (view["app_id"], view["bot_id"]) == (here.slack.app.app_id, here.slack.app.bot_id)
    assert view["state"]["values"]["in_plain_text_input"]["plain_text_input"]["value"] == "x"


def test_a_trigger_is_good_once(here: Here) -> None:
    trigger_id = here.trigger()
    here.client.views_open(trigger_id=trigger_id, view=modal())
    assert here.refused("views.open", trigger_id=trigger_id, view=modal())["error"] == "exchanged_trigger_id"


def test_a_trigger_is_good_for_three_seconds(here: Here) -> None:
    on_time, late = here.trigger(), here.trigger()
    here.clock.ahead = 2.9
    here.client.views_open(trigger_id=on_time, view=modal())
    here.clock.ahead = 3.5
    assert here.refused("views.open", trigger_id=late, view=modal())["error"] == "expired_trigger_id"


@pytest.mark.parametrize("trigger_id", ["nonsense", f"1.2.{'a' * 32}"])
def test_a_made_up_trigger_is_invalid(here: Here, trigger_id: str) -> None:
    assert here.refused("views.open", trigger_id=trigger_id, view=modal())["error"] == "invalid_trigger_id"


def test_a_view_that_slack_refuses_leaves_the_trigger_unused(here: Here) -> None:
    trigger_id = here.trigger()
    refused = here.refused("views.open", trigger_id=trigger_id, view=modal(title=plain("x" * 25)))
    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"][1] == (
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    )
    assert here.client.views_open(trigger_id=trigger_id, view=modal())["ok"] is True


@pytest.mark.parametrize("view", ["{", None])
def test_a_view_must_be_given_as_json(here: Here, view: Any) -> None:
    assert here.refused("views.open", trigger_id=here.trigger(), view=view)["error"] == "invalid_arguments"


def test_opening_another_modal_takes_the_place_of_the_stack(here: Here) -> None:
    first, second = opened(here), opened(here)
    assert [view.id for view in here.slack.workspace.stack("U1")] == [second["id"]]
    assert here.refused("views.update", view_id=first["id"], view=modal())["error"] == "not_found"


def test_a_stack_holds_three_modals(here: Here) -> None:
    first = opened(here)
    second = pushed(here, first["id"])
    third = pushed(here, second["id"])
    assert (third["root_view_id"], third["previous_view_id"]) == (first["id"], second["id"])
    trigger_id = here.slack.workspace.triggers.make("U1", third["id"])
    assert here.refused("views.push", trigger_id=trigger_id, view=modal())["error"] == "push_limit_reached"


def test_only_from_within_a_modal_can_another_be_pushed(here: Here) -> None:
    assert here.refused("views.push", trigger_id=here.trigger(), view=modal())["error"] == "not_found"


def test_an_update_shows_the_new_view_under_a_new_hash(here: Here) -> None:
    view = opened(here)
    changed = here.client.views_update(view_id=view["id"], hash=view["hash"], view=modal(title=plain("New")))["view"]
    assert changed["id"] == view["id"]
    assert changed["hash"] != view["hash"]
    assert here.slack.workspace.stack("U1")[0].body["title"]["text"] == "New"
    stale = here.refused("views.update", view_id=view["id"], hash=view["hash"], view=modal())
    assert stale["error"] == "hash_conflict"


def test_an_update_keeps_what_was_typed_where_block_action_and_kind_stay(here: Here) -> None:
    view = opened(here)
    here.slack.type_into("U1", view["id"], {"in_plain_text_input": "typed"})
    same = here.client.views_update(view_id=view["id"], view=modal(section(), input_()))["view"]
    assert same["state"]["values"]["in_plain_text_input"]["plain_text_input"]["value"] == "typed"
    other = here.client.views_update(view_id=view["id"], view=modal({**input_(), "block_id": "other"}))["view"]
    assert other["state"]["values"]["other"]["plain_text_input"]["value"] == "x"


def test_a_view_is_found_by_its_external_id_which_is_unique(here: Here) -> None:
    view = opened(here, external_id="mine")
    changed = here.client.views_update(external_id="mine", view=modal(external_id="mine"))["view"]
    assert changed["id"] == view["id"]
    refused = here.refused("views.open", trigger_id=here.trigger("U2"), view=modal(external_id="mine"))
    assert refused["error"] == "duplicate_external_id"


@pytest.mark.parametrize(("args", "error"), [({"view_id": "V9"}, "not_found"), ({}, "invalid_arguments")])
def test_a_view_that_is_not_open_cannot_be_updated(here: Here, args: dict[str, str], error: str) -> None:
    assert here.refused("views.update", view=modal(), **args)["error"] == error


def test_publishing_replaces_the_home_tab(here: Here) -> None:
    first = here.client.views_publish(user_id="U1", view=home(section("one")))["view"]
    second = here.client.views_publish(user_id="U1", view=home(section("two")), hash=first["hash"])["view"]
    shown = here.slack.workspace.home("U1")
    assert shown is not None
    assert shown.body["blocks"][0]["text"]["text"] == "two"
    assert second["id"] == first["id"] == shown.id
    stale = here.refused("views.publish", user_id="U1", view=home(), hash=first["hash"])
    assert stale["error"] == "hash_conflict"


def test_home_can_be_changed_by_update_too(here: Here) -> None:
    view = here.client.views_publish(user_id="U1", view=home())["view"]
    here.client.views_update(view_id=view["id"], view=home(section("new")))
    shown = here.slack.workspace.home("U1")
    assert shown is not None
    assert len(shown.body["blocks"]) == 1


@pytest.mark.parametrize("user", ["U99", "USLACKBOT"])
def test_home_needs_a_person(here: Here, user: str) -> None:
    refused = here.refused("views.publish", user_id=user, view=home())
    assert refused["response_metadata"]["messages"] == ["[ERROR] user_not_found"]


def test_without_a_home_tab_nothing_is_published(here: Here) -> None:
    features = {**MANIFEST["features"], "app_home": {"home_tab_enabled": False}}
    here.slack.app.manifest = new_slack(manifest={**MANIFEST, "features": features}).app.manifest
    assert here.refused("views.publish", user_id="U1", view=home())["error"] == "not_enabled"


def test_a_file_input_needs_files_read(here: Here) -> None:
    refused = here.refused("views.open", trigger_id=here.trigger(), view=modal(input_("file_input")))
    assert refused["response_metadata"]["messages"][1] == (
        "[ERROR] file_input requires the files:read scope [json-pointer:/view/blocks]"
    )
    here.slack.set_scopes([*here.slack.app.scopes, "files:read"])
    assert here.client.views_open(trigger_id=here.trigger(), view=modal(input_("file_input")))["ok"] is True
