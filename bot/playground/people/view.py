"""Modals: filling in, submitting, closing (docs.slack.dev/surfaces/modals)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.playground.api import modals
from bot.playground.people.acting import outcome, person
from bot.playground.people.click import TROUBLE, seen_view
from bot.playground.people.entering import entered
from bot.playground.people.outcome import ActOutcome
from bot.playground.people.payloads import common, response_url
from bot.playground.transport.transport import Transport
from bot.playground.world.elements import is_empty, state_values, stateful, untouched
from bot.playground.world.errors import ActRefused, ApiError
from bot.playground.world.log import Delivery
from bot.playground.world.shapes import view_json
from bot.playground.world.values import Json, User, View
from bot.playground.world.workspace import Workspace


def type_into(workspace: Workspace, user_id: str, view_id: str, values: Mapping[str, object]) -> ActOutcome:
    """Fills inputs of the modal in front in, by block id or action id, without sending anything."""
    user = person(workspace, user_id)
    since = workspace.version
    _fill(workspace, seen_view(workspace, user, view_id), values)
    return outcome(workspace, user, since)


def _fill(workspace: Workspace, view: View, values: Mapping[str, object]) -> View:
    typed = {block_id: dict(actions) for block_id, actions in view.typed.items()}
    inputs = list(stateful(view.body["blocks"]))
    for name, value in values.items():
        block, element = _named(inputs, name)
        typed.setdefault(block["block_id"], {})[element["action_id"]] = entered(workspace, element, value)
    return workspace.change_view(replace(view, typed=typed))


def _named(inputs: list[tuple[Json, Json]], name: str) -> tuple[Json, Json]:
    pairs = [pair for pair in inputs if pair[0]["block_id"] == name] or [p for p in inputs if p[1]["action_id"] == name]
    if len(pairs) != 1:
        names = ", ".join(f"{block['block_id']}/{element['action_id']}" for block, element in inputs)
        many = "several inputs are" if pairs else "no input is"
        raise ActRefused(f"{many} named {name!r}. The inputs (block/action): {names or 'none'}.")
    return pairs[0]


def submit(
    workspace: Workspace, transport: Transport, user_id: str, view_id: str, values: Mapping[str, object]
) -> ActOutcome:
    """Fills the modal in front in and presses its submit button.

    Raises ActRefused for values nobody could enter, and for a required input left empty: Slack would not send those.
    """
    user = person(workspace, user_id)
    view = seen_view(workspace, user, view_id)
    if view.body["type"] != "modal" or not view.body["submit"]:
        raise ActRefused(f"{view_id} has no submit button.")
    since = workspace.version
    view = _fill(workspace, view, values)
    _check_required(view)
    view = workspace.change_view(replace(view, errors={}, notice=""))
    delivery = transport.interact(_submission(workspace, user, view))
    problem = delivery.problem or _follow(workspace, transport, user, workspace.view(view.id) or view, delivery)
    if problem:
        workspace.change_view(replace(workspace.view(view.id) or view, notice=TROUBLE))
    return outcome(workspace, user, since, delivery, TROUBLE if problem else "")


def _check_required(view: View) -> None:
    for block, element in stateful(view.body["blocks"]):
        now = view.typed.get(block["block_id"], {}).get(element["action_id"]) or untouched(element)
        if block["type"] == "input" and not block.get("optional") and is_empty(element, now):
            raise ActRefused(f"{block['label']['text']!r} ({block['block_id']}): please complete this required field.")


def _submission(workspace: Workspace, user: User, view: View) -> Json:
    return common(workspace, "view_submission", user) | {
        "trigger_id": workspace.triggers.make(user.id, view.id),
        "view": view_json(view, workspace),
        "response_urls": _response_urls(workspace, user, view),
    }


def _response_urls(workspace: Workspace, user: User, view: View) -> list[Json]:
    urls = []
    for block, element in stateful(view.body["blocks"]):
        if element.get("response_url_enabled"):
            state = state_values(view.body["blocks"], view.typed)[block["block_id"]][element["action_id"]]
            where = state.get("selected_conversation") or state.get("selected_channel")
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": where,
                    "response_url": response_url(workspace, user, str(where)),
                }
            )
    return urls


def _follow(workspace: Workspace, transport: Transport, user: User, view: View, delivery: Delivery) -> str:
    body: Any = delivery.body
    try:
        if body in ("", None, {}):
            workspace.put_stack(user.id, tuple(v for v in workspace.stack(user.id) if v.id != view.id))
        elif isinstance(body, dict):
            _ACTIONS.get(body.get("response_action", ""), _unknown)(workspace, view, body)
        else:
            raise ApiError("the answer is no response action")
    except ApiError as error:
        problem = f"{error.error} {error.more or ''}".strip()
        transport.blame(delivery, problem)
        return problem
    return ""


def _show_errors(workspace: Workspace, view: View, body: Json) -> None:
    errors = body.get("errors")
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not all(isinstance(text, str) for text in errors.values()):
        raise ApiError("errors must be texts by block_id")
    if not set(errors) <= inputs:
        raise ApiError(f"errors for blocks that are no inputs here: {sorted(set(errors) - inputs)}")
    workspace.change_view(replace(view, errors=dict(errors)))


def _update(workspace: Workspace, view: View, body: Json) -> None:
    modals.replace_body(workspace, view, modals.check(workspace, body.get("view"), "modal", view.id))


def _push(workspace: Workspace, view: View, body: Json) -> None:
    modals.push_modal(workspace, view.user, modals.check(workspace, body.get("view"), "modal"))


def _clear(workspace: Workspace, view: View, _: Json) -> None:
    workspace.put_stack(view.user, ())


def _unknown(_: Workspace, __: View, body: Json) -> None:
    raise ApiError(f"unknown response_action {body.get('response_action')!r}")


_ACTIONS = {"errors": _show_errors, "update": _update, "push": _push, "clear": _clear}


def close(
    workspace: Workspace, transport: Transport, user_id: str, view_id: str, *, everything: bool = False
) -> ActOutcome:
    """Closes the modal in front, or the whole stack; the app hears of those with `notify_on_close`."""
    user = person(workspace, user_id)
    view = seen_view(workspace, user, view_id)
    if view.body["type"] != "modal":
        raise ActRefused("A Home tab can't be closed.")
    since = workspace.version
    stack = workspace.stack(user.id)
    cleared = everything or view.body["clear_on_close"]
    workspace.put_stack(user.id, () if cleared else stack[:-1])
    told = [v for v in (reversed(stack) if cleared else [view]) if v.body["notify_on_close"]]
    deliveries = [transport.interact(_closed(workspace, user, v, is_cleared=cleared)) for v in told]
    return outcome(workspace, user, since, deliveries[0] if deliveries else None)


def _closed(workspace: Workspace, user: User, view: View, *, is_cleared: bool) -> Json:
    return common(workspace, "view_closed", user) | {"view": view_json(view, workspace), "is_cleared": is_cleared}


def options(
    workspace: Workspace, transport: Transport, user_id: str, view_id: str, action_id: str, query: str
) -> list[Json]:
    """Returns what an external_select of the view offers for a query, as the app answers it; [] if it does not."""
    user = person(workspace, user_id)
    view = seen_view(workspace, user, view_id)
    pairs = [(b, e) for b, e in stateful(view.body["blocks"]) if e["action_id"] == action_id]
    if len(pairs) != 1 or "external" not in pairs[0][1]["type"]:
        raise ActRefused(f"There is no external select {action_id!r} here.")
    block, element = pairs[0]
    if len(query) < element.get("min_query_length", 3):
        return []
    payload = common(workspace, "block_suggestion", user) | {
        "action_id": action_id,
        "block_id": block["block_id"],
        "value": query,
        "container": {"type": "view", "view_id": view.id},
        "view": view_json(view, workspace),
    }
    body = transport.interact(payload).body
    offered = body.get("options", []) if isinstance(body, dict) else []
    return [option for option in offered if isinstance(option, dict)][:100]
