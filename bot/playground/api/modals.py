"""The stack of modals: opening, pushing, replacing and closing, whoever asks for it."""

import secrets
from dataclasses import replace

from bot.playground.validate.normalise import normalised_view
from bot.playground.validate.payloads import WHOLE_VIEW, check_view, refuse
from bot.playground.world.elements import kept
from bot.playground.world.errors import ApiError, with_messages
from bot.playground.world.values import Json, View
from bot.playground.world.workspace import Workspace

MAX_STACK = 3


def check(workspace: Workspace, view: object, kind: str, except_for: str = "") -> Json:
    """Returns the view if Slack takes it as a "modal" or a "home", for the view `except_for` or a new one.

    Raises ApiError for what is not within the limits, for another view's external id, and for a file input in an app
    that may not read files.
    """
    refuse(check_view(view, kind, workspace.is_image_file))
    body: Json = view if isinstance(view, dict) else {}
    _check_external_id(workspace, body, except_for)
    asks_for_files = any(block.get("element", {}).get("type") == "file_input" for block in body["blocks"])
    if asks_for_files and "files:read" not in workspace.app.scopes:
        needs = "file_input requires the files:read scope [json-pointer:/view/blocks]"
        raise with_messages("invalid_arguments", [WHOLE_VIEW, needs])
    return body


def _check_external_id(workspace: Workspace, body: Json, except_for: str) -> None:
    external_id = body.get("external_id")
    others = (view for view in workspace.views() if view.id != except_for)
    if external_id and any(view.body["external_id"] == external_id for view in others):
        raise ApiError("duplicate_external_id")


def new_view(workspace: Workspace, user: str, body: Json) -> View:
    """Returns a view for a person that stands nowhere yet; it is its own root."""
    view_id = workspace.new_id("V")
    shown_body = normalised_view(body, workspace.new_element_id)
    return View(id=view_id, user=user, hash=_new_hash(workspace), body=shown_body, root_id=view_id)


def _new_hash(workspace: Workspace) -> str:
    return f"{int(workspace.now().timestamp())}.{secrets.token_hex(4)}"


def open_modal(workspace: Workspace, user: str, body: Json) -> View:
    """Opens a modal in place of whatever stack was open; returns it."""
    workspace.put_stack(user, (new_view(workspace, user, body),))
    return workspace.stack(user)[-1]


def push_modal(workspace: Workspace, user: str, body: Json) -> View:
    """Puts a modal on the person's stack and returns it. Raises ApiError if three are open."""
    stack = workspace.stack(user)
    if len(stack) >= MAX_STACK:
        raise ApiError("push_limit_reached")
    view = replace(new_view(workspace, user, body), root_id=stack[0].id, previous_id=stack[-1].id)
    workspace.put_stack(user, (*stack, view))
    return workspace.stack(user)[-1]


def replace_body(workspace: Workspace, view: View, body: Json) -> View:
    """Changes what a view shows, keeping what was typed where block, action and element stay; returns it."""
    shown_body = normalised_view(body, workspace.new_element_id)
    typed = kept(view.typed, shown_body["blocks"])
    return workspace.change_view(
        replace(view, body=shown_body, hash=_new_hash(workspace), typed=typed, errors={}, notice="")
    )
