"""Buttons, menus and pickers (docs.slack.dev/reference/interaction-payloads/block_actions-payload)."""

from collections.abc import Sequence
from dataclasses import replace

from bot.playground.people.acting import outcome, person, place_of, seen_message, tell
from bot.playground.people.entering import entered
from bot.playground.people.outcome import ActOutcome
from bot.playground.people.payloads import action_json, common, place_json, response_url
from bot.playground.transport.transport import Transport
from bot.playground.world.elements import STATE, elements_of, flat, state_values
from bot.playground.world.errors import ActRefused
from bot.playground.world.shapes import message_json, view_json
from bot.playground.world.values import Json, Message, Typed, User, View
from bot.playground.world.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"
_STILL = ("image", "plain_text", "mrkdwn")


def in_message(
    workspace: Workspace,
    transport: Transport,
    user_id: str,
    where: tuple[str, str],
    action_id: str,
    block_id: str | None,
    value: object,
) -> ActOutcome:
    """Presses a button, or chooses `value` in a menu, of a message (channel, ts) that the person sees."""
    user = person(workspace, user_id)
    message = seen_message(workspace, user, where)
    block, element = _pressed(user, message.blocks, action_id, block_id, value)
    chosen = _chosen(workspace, element, value)
    if element["type"] in STATE and chosen is not None:
        typed = _with(workspace.typed_in(user.id, message), block, element, chosen)
        workspace.put_typed_in(user.id, message, typed)
    since = workspace.version
    payload = _base(workspace, user, action_json(block, element, chosen)) | _from_message(workspace, user, message)
    delivery = transport.interact(payload)
    if not delivery.problem:
        return outcome(workspace, user, since, delivery)
    said = f"{workspace.app.manifest.name} did not respond ({delivery.problem})."
    tell(workspace, user, message.channel, said)
    return outcome(workspace, user, since, delivery, said)


def in_view(
    workspace: Workspace,
    transport: Transport,
    user_id: str,
    view_id: str,
    action_id: str,
    block_id: str | None,
    value: object,
) -> ActOutcome:
    """Presses a button, or chooses `value` in a menu, of the modal in front or of the Home tab (view "home")."""
    user = person(workspace, user_id)
    view = seen_view(workspace, user, view_id)
    block, element = _pressed(user, view.body["blocks"], action_id, block_id, value)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise ActRefused(f"{action_id} sends nothing by itself; it goes with the form.")
    chosen = _chosen(workspace, element, value)
    if element["type"] in STATE and chosen is not None:
        view = workspace.change_view(replace(view, typed=_with(view.typed, block, element, chosen)))
    view = workspace.change_view(replace(view, notice=""))
    since = workspace.version
    payload = _base(workspace, user, action_json(block, element, chosen), view.id) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view_json(view, workspace),
    }
    delivery = transport.interact(payload)
    if delivery.problem:
        workspace.change_view(replace(workspace.view(view.id) or view, notice=TROUBLE))
        return outcome(workspace, user, since, delivery, TROUBLE)
    return outcome(workspace, user, since, delivery)


def seen_view(workspace: Workspace, user: User, view_id: str) -> View:
    """Returns the view, which must be the person's modal in front, or their Home tab. Raises ActRefused otherwise."""
    home, stack = workspace.home(user.id), workspace.stack(user.id)
    if home is not None and view_id in ("home", home.id):
        return home
    if stack and stack[-1].id == view_id:
        return stack[-1]
    front = f"the modal in front is {stack[-1].id}" if stack else "no modal is open"
    raise ActRefused(f"{user.id} does not see the view {view_id!r}; {front}.")


def _pressed(
    user: User, blocks: Sequence[Json], action_id: str, block_id: str | None, value: object
) -> tuple[Json, Json]:
    live = [
        (block, element)
        for block in flat(blocks)
        for element in elements_of(block)
        if element["type"] not in _STILL and user.id in element.get("visible_to_user_ids", [user.id])
    ]
    named = [pair for pair in live if pair[1]["action_id"] == action_id and block_id in (None, pair[0]["block_id"])]
    if not named:
        names = ", ".join(dict.fromkeys(element["action_id"] for _, element in live)) or "nothing to press"
        raise ActRefused(f"There is no {action_id!r} here. There is: {names}.")
    if value is None or named[0][1]["type"] != "button":
        return named[0]
    matching = [pair for pair in named if pair[1].get("value") == value]
    if not matching:
        raise ActRefused(f"No button {action_id!r} here has the value {value!r}.")
    return matching[0]


def _chosen(workspace: Workspace, element: Json, value: object) -> Json | None:
    if element["type"] == "overflow":
        option = next((option for option in element["options"] if option["value"] == value), None)
        if option is None:
            raise ActRefused(f"{element['action_id']} does not offer {value!r}.")
        return {"selected_option": option}
    if element["type"] not in STATE:
        return None
    if value is None:
        raise ActRefused(f"{element['action_id']} is a {element['type']}: give the value to choose.")
    return entered(workspace, element, value)


def _with(typed: Typed, block: Json, element: Json, chosen: Json) -> Typed:
    in_block = {**typed.get(block["block_id"], {}), element["action_id"]: chosen}
    return {**{block_id: dict(values) for block_id, values in typed.items()}, block["block_id"]: in_block}


def _base(workspace: Workspace, user: User, action: Json, view_id: str | None = None) -> Json:
    trigger_id = workspace.triggers.make(user.id, view_id)
    return common(workspace, "block_actions", user) | {"trigger_id": trigger_id, "actions": [action]}


def _from_message(workspace: Workspace, user: User, message: Message) -> Json:
    channel = place_of(workspace, user, message.channel)
    values = state_values(message.blocks, workspace.typed_in(user.id, message))
    ephemeral = message.ephemeral_to is not None
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": ephemeral}
    payload: Json = {
        "container": container,
        "channel": place_json(channel),
        "state": {"values": values},
        "response_url": response_url(workspace, user, channel.id, message.ts),
    }
    # Slack does not repeat an ephemeral message to the app.
    return payload if ephemeral else payload | {"message": message_json(message, workspace)}
