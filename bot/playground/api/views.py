"""views.*: opening, pushing, changing modals and publishing Home (docs.slack.dev/reference/methods/views.open …)."""

from typing import TYPE_CHECKING

from bot.playground.api.args import Args
from bot.playground.api.errors import ApiError, with_messages
from bot.playground.people import modals
from bot.playground.people.modals import shown
from bot.playground.world.values import Json, View

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack


def _view_arg(slack: "LocalSlack", args: Args, kind: str, except_for: str = "") -> Json:
    view = args.json("view")
    if view is None:
        raise with_messages("invalid_arguments", ["missing required field: view"])
    return modals.check(slack, view, kind, except_for)


def open_(slack: "LocalSlack", args: Args) -> Json:
    """views.open: opens a modal for the person whose trigger this is; it takes the place of a stack that was open."""
    trigger_id = args.required("trigger_id")
    body = _view_arg(slack, args, "modal")
    trigger = slack.triggers.exchange(trigger_id)
    return shown(slack, modals.open_modal(slack, trigger.user, body))


def push(slack: "LocalSlack", args: Args) -> Json:
    """views.push: puts a modal on the stack that the trigger came from; three at most."""
    trigger_id = args.required("trigger_id")
    body = _view_arg(slack, args, "modal")
    trigger = slack.triggers.exchange(trigger_id)
    stack = slack.workspace.stack(trigger.user)
    if trigger.view_id not in {view.id for view in stack}:
        raise ApiError("not_found")
    return shown(slack, modals.push_modal(slack, trigger.user, body))


def update(slack: "LocalSlack", args: Args) -> Json:
    """views.update: replaces a view, by id or external id; with a hash, only if it has not changed since."""
    view = _find(slack, args)
    body = _view_arg(slack, args, view.body["type"], view.id)
    _check_hash(args, view)
    return shown(slack, modals.replace_body(slack, view, body))


def publish(slack: "LocalSlack", args: Args) -> Json:
    """views.publish: replaces a person's Home tab."""
    user_id = args.required("user_id")
    home = slack.workspace.home(user_id)
    body = _view_arg(slack, args, "home", home.id if home else "")
    if not slack.manifest.home_tab:
        raise ApiError("not_enabled")
    user = slack.workspace.user(user_id)
    if user is None or user.is_bot:
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] user_not_found"]})
    if home is not None:
        _check_hash(args, home)
        return shown(slack, modals.replace_body(slack, home, body))
    return shown(slack, slack.workspace.put_home(modals.new_view(slack, user_id, body)))


def _find(slack: "LocalSlack", args: Args) -> View:
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if not view_id and not external_id:
        raise with_messages("invalid_arguments", ["missing required field: view_id"])
    for view in slack.workspace.views():
        if view.id == view_id or (external_id and view.body["external_id"] == external_id):
            return view
    raise ApiError("not_found")


def _check_hash(args: Args, view: View) -> None:
    if args.text("hash") not in ("", view.hash):
        raise ApiError("hash_conflict")
