"""views.*: opening, pushing, changing modals and publishing Home (docs.slack.dev/reference/methods/views.open …)."""

from bot.playground.api import modals
from bot.playground.api.args import Args
from bot.playground.world.errors import ApiError, with_messages
from bot.playground.world.shapes import view_json
from bot.playground.world.values import Json, View
from bot.playground.world.workspace import Workspace


def _view_arg(workspace: Workspace, args: Args, kind: str, except_for: str = "") -> Json:
    view = args.json("view")
    if view is None:
        raise with_messages("invalid_arguments", ["missing required field: view"])
    return modals.check(workspace, view, kind, except_for)


def open_(workspace: Workspace, args: Args) -> Json:
    """views.open: opens a modal for the person whose trigger this is; it takes the place of a stack that was open."""
    trigger_id = args.required("trigger_id")
    body = _view_arg(workspace, args, "modal")
    trigger = workspace.triggers.exchange(trigger_id)
    return _shown(workspace, modals.open_modal(workspace, trigger.user, body))


def push(workspace: Workspace, args: Args) -> Json:
    """views.push: puts a modal on the stack that the trigger came from; three at most."""
    trigger_id = args.required("trigger_id")
    body = _view_arg(workspace, args, "modal")
    trigger = workspace.triggers.exchange(trigger_id)
    stack = workspace.stack(trigger.user)
    if trigger.view_id not in {view.id for view in stack}:
        raise ApiError("not_found")
    return _shown(workspace, modals.push_modal(workspace, trigger.user, body))


def update(workspace: Workspace, args: Args) -> Json:
    """views.update: replaces a view, by id or external id; with a hash, only if it has not changed since."""
    view = _find(workspace, args)
    body = _view_arg(workspace, args, view.body["type"], view.id)
    _check_hash(args, view)
    return _shown(workspace, modals.replace_body(workspace, view, body))


def publish(workspace: Workspace, args: Args) -> Json:
    """views.publish: replaces a person's Home tab."""
    user_id = args.required("user_id")
    home = workspace.home(user_id)
    body = _view_arg(workspace, args, "home", home.id if home else "")
    if not workspace.app.manifest.home_tab:
        raise ApiError("not_enabled")
    user = workspace.user(user_id)
    if user is None or user.is_bot:
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] user_not_found"]})
    if home is not None:
        _check_hash(args, home)
        return _shown(workspace, modals.replace_body(workspace, home, body))
    return _shown(workspace, workspace.put_home(modals.new_view(workspace, user_id, body)))


def _shown(workspace: Workspace, view: View) -> Json:
    return {"view": view_json(view, workspace)}


def _find(workspace: Workspace, args: Args) -> View:
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if not view_id and not external_id:
        raise with_messages("invalid_arguments", ["missing required field: view_id"])
    for view in workspace.views():
        if view.id == view_id or (external_id and view.body["external_id"] == external_id):
            return view
    raise ApiError("not_found")


def _check_hash(args: Args, view: View) -> None:
    if args.text("hash") not in ("", view.hash):
        raise ApiError("hash_conflict")
