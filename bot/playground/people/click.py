"""Buttons, menus and pickers (docs.slack.dev/reference/interaction-payloads/block_actions-payload)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.playground.people import modals
from bot.playground.people.acting import interact, outcome, person, place_of, seen_message, tell
from bot.playground.people.entering import entered
from bot.playground.people.inputs import STATE, Typed, state_values
from bot.playground.people.outcome import Outcome, Refused
from bot.playground.people.payloads import action_json, common, place_json
from bot.playground.validate.payloads import elements_of, flat
from bot.playground.world.shapes import message_json
from bot.playground.world.values import Json, Message, User, View

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

TROUBLE = "We had some trouble connecting. Try again?"
_STILL = ("image", "plain_text", "mrkdwn")


def in_message(
    slack: "LocalSlack",
    user_id: str,
    where: tuple[str, str],
    action_id: str,
    *,
    block_id: str | None = None,
    value: object = None,
) -> Outcome:
    """Presses a button, or chooses `value` in a menu, of a message (channel, ts) that the person sees."""
    user = person(slack, user_id)
    message = seen_message(slack, user, where)
    block, element = _found(user, message.blocks, action_id, block_id, value)
    chosen = _chosen(slack, element, value)
    if element["type"] in STATE and chosen is not None:
        typed = _with(slack.workspace.typed_in(user.id, message), block, element, chosen)
        slack.workspace.put_typed_in(user.id, message, typed)
    since = slack.workspace.version
    payload = _base(slack, user, action_json(block, element, chosen)) | _from_message(slack, user, message)
    delivery = interact(slack, payload)
    if not delivery.problem:
        return outcome(slack, user, since, delivery)
    said = f"{slack.manifest.name} did not respond ({delivery.problem})."
    tell(slack, user, message.channel, said)
    return outcome(slack, user, since, delivery, said)


def in_view(
    slack: "LocalSlack",
    user_id: str,
    view_id: str,
    action_id: str,
    *,
    block_id: str | None = None,
    value: object = None,
) -> Outcome:
    """Presses a button, or chooses `value` in a menu, of the modal in front or of the Home tab (view "home")."""
    user = person(slack, user_id)
    view = seen_view(slack, user, view_id)
    block, element = _found(user, view.body["blocks"], action_id, block_id, value)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise Refused(f"{action_id} sends nothing by itself; it goes with the form.")
    chosen = _chosen(slack, element, value)
    if element["type"] in STATE and chosen is not None:
        view = slack.workspace.change_view(replace(view, typed=_with(view.typed, block, element, chosen)))
    view = slack.workspace.change_view(replace(view, notice=""))
    since = slack.workspace.version
    payload = _base(slack, user, action_json(block, element, chosen), view.id) | {
        "container": {"type": "view", "view_id": view.id},
        "view": modals.as_payload(slack, view),
    }
    delivery = interact(slack, payload)
    if delivery.problem:
        slack.workspace.change_view(replace(slack.workspace.view(view.id) or view, notice=TROUBLE))
        return outcome(slack, user, since, delivery, TROUBLE)
    return outcome(slack, user, since, delivery)


def seen_view(slack: "LocalSlack", user: User, view_id: str) -> View:
    """Returns the view, which must be the person's modal in front, or their Home tab. Raises Refused otherwise."""
    home, stack = slack.workspace.home(user.id), slack.workspace.stack(user.id)
    if home is not None and view_id in ("home", home.id):
        return home
    if stack and stack[-1].id == view_id:
        return stack[-1]
    front = f"the modal in front is {stack[-1].id}" if stack else "no modal is open"
    raise Refused(f"{user.id} does not see the view {view_id!r}; {front}.")


def _found(
    user: User, blocks: Sequence[Json], action_id: str, block_id: str | None, value: object
) -> tuple[Json, Json]:
    live = [
        (block, element)
        for block in flat(blocks)
        for element in elements_of(block)
        if element["type"] not in _STILL and user.id in element.get("visible_to_user_ids", [user.id])
    ]
    found = [pair for pair in live if pair[1]["action_id"] == action_id and block_id in (None, pair[0]["block_id"])]
    if not found:
        names = ", ".join(dict.fromkeys(element["action_id"] for _, element in live)) or "nothing to press"
        raise Refused(f"There is no {action_id!r} here. There is: {names}.")
    if value is None or found[0][1]["type"] != "button":
        return found[0]
    matching = [pair for pair in found if pair[1].get("value") == value]
    if not matching:
        raise Refused(f"No button {action_id!r} here has the value {value!r}.")
    return matching[0]


def _chosen(slack: "LocalSlack", element: Json, value: object) -> Json | None:
    if element["type"] == "overflow":
        option = next((option for option in element["options"] if option["value"] == value), None)
        if option is None:
            raise Refused(f"{element['action_id']} does not offer {value!r}.")
        return {"selected_option": option}
    if element["type"] not in STATE:
        return None
    if value is None:
        raise Refused(f"{element['action_id']} is a {element['type']}: give the value to choose.")
    return entered(slack.workspace, element, value)


def _with(typed: Typed, block: Json, element: Json, chosen: Json) -> dict[str, dict[str, Json]]:
    in_block = {**typed.get(block["block_id"], {}), element["action_id"]: chosen}
    return {**{block_id: dict(values) for block_id, values in typed.items()}, block["block_id"]: in_block}


def _base(slack: "LocalSlack", user: User, action: Json, view_id: str | None = None) -> Json:
    trigger_id = slack.triggers.make(user.id, view_id)
    return common(slack, "block_actions", user) | {"trigger_id": trigger_id, "actions": [action]}


def _from_message(slack: "LocalSlack", user: User, message: Message) -> Json:
    channel = place_of(slack, user, message.channel)
    values = state_values(message.blocks, slack.workspace.typed_in(user.id, message))
    ephemeral = message.ephemeral_to is not None
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": ephemeral}
    payload: Json = {
        "container": container,
        "channel": place_json(channel),
        "state": {"values": values},
        "response_url": slack.response_url(user.id, channel.id, message.ts),
    }
    # Slack does not repeat an ephemeral message to the app.
    return payload if ephemeral else payload | {"message": message_json(message, slack.workspace)}
