"""The stack of modals: opening, pushing, replacing and closing, whoever asks for it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.playground.api.errors import ApiError, refuse, with_messages
from bot.playground.people.inputs import kept, state_values
from bot.playground.validate.normalise import normalised_view
from bot.playground.validate.payloads import WHOLE_VIEW, check_view
from bot.playground.world.shapes import view_json
from bot.playground.world.values import Json, View

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

MAX_STACK = 3


def check(slack: "LocalSlack", view: object, kind: str, except_for: str = "") -> Json:
    """Returns the view if Slack takes it as a "modal" or a "home", for the view `except_for` or a new one.

    Raises ApiError for what is not within the limits, for another view's external id, and for a file input in an app
    that may not read files.
    """
    refuse(check_view(view, kind, slack.is_image_file))
    body: Json = view if isinstance(view, dict) else {}
    _check_external_id(slack, body, except_for)
    asks_for_files = any(block.get("element", {}).get("type") == "file_input" for block in body["blocks"])
    if asks_for_files and "files:read" not in slack.manifest.scopes:
        needs = "file_input requires the files:read scope [json-pointer:/view/blocks]"
        raise with_messages("invalid_arguments", [WHOLE_VIEW, needs])
    return body


def _check_external_id(slack: "LocalSlack", body: Json, except_for: str) -> None:
    external_id = body.get("external_id")
    others = (view for view in slack.workspace.views() if view.id != except_for)
    if external_id and any(view.body["external_id"] == external_id for view in others):
        raise ApiError("duplicate_external_id")


def new_view(slack: "LocalSlack", user: str, body: Json) -> View:
    """Returns a view for a person that stands nowhere yet; it is its own root."""
    view_id = slack.workspace.new_id("V")
    shown_body = normalised_view(body, slack.new_element_id)
    return View(id=view_id, user=user, hash=slack.new_hash(), body=shown_body, root_id=view_id)


def open_modal(slack: "LocalSlack", user: str, body: Json) -> View:
    """Opens a modal in place of whatever stack was open; returns it."""
    slack.workspace.put_stack(user, (new_view(slack, user, body),))
    return slack.workspace.stack(user)[-1]


def push_modal(slack: "LocalSlack", user: str, body: Json) -> View:
    """Puts a modal on the person's stack and returns it. Raises ApiError if three are open."""
    stack = slack.workspace.stack(user)
    if len(stack) >= MAX_STACK:
        raise ApiError("push_limit_reached")
    view = replace(new_view(slack, user, body), root_id=stack[0].id, previous_id=stack[-1].id)
    slack.workspace.put_stack(user, (*stack, view))
    return slack.workspace.stack(user)[-1]


def replace_body(slack: "LocalSlack", view: View, body: Json) -> View:
    """Changes what a view shows, keeping what was typed where block, action and element stay; returns it."""
    shown_body = normalised_view(body, slack.new_element_id)
    typed = kept(view.typed, shown_body["blocks"])
    return slack.workspace.change_view(
        replace(view, body=shown_body, hash=slack.new_hash(), typed=typed, errors={}, notice="")
    )


def values_of(view: View) -> dict[str, dict[str, Json]]:
    """Returns the view's `state.values`."""
    return state_values(view.body["blocks"], view.typed)


def as_payload(slack: "LocalSlack", view: View) -> Json:
    """Returns the view as interactions carry it."""
    return view_json(view, slack.workspace.team, slack.app, dict(values_of(view)))


def shown(slack: "LocalSlack", view: View) -> Json:
    """Returns the answer of a views.* call."""
    return {"view": as_payload(slack, view)}
