"""The bodies of interactions (docs.slack.dev/reference/interaction-payloads): what all carry, and the actions."""

import time

from bot.playground.world.elements import STATE
from bot.playground.world.shapes import channel_name
from bot.playground.world.values import Channel, Json, User
from bot.playground.world.workspace import Workspace


def common(workspace: Workspace, kind: str, user: User) -> Json:
    """Returns the fields that every interaction begins with."""
    team = workspace.team
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "api_app_id": workspace.app.app_id,
        "token": workspace.app.verification,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(workspace: Workspace, user: User, channel_id: str, ts: str | None = None) -> str:
    """Returns a fresh response URL for an interaction in a channel, or with the message `ts` there."""
    return f"{workspace.base_url}/_response/{workspace.response_urls.make(user.id, channel_id, ts)}"


def place_json(channel: Channel) -> Json:
    """Returns the `channel` of an interaction."""
    return {"id": channel.id, "name": channel_name(channel)}


def action_json(block: Json, element: Json, chosen: Json | None) -> Json:
    """Returns one of `actions`: the element and what was chosen in it, a state or an overflow's option."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    for name in ("text", "value", "style", "placeholder", "url"):
        if name in element:
            action[name] = element[name]
    initial = STATE.get(element["type"], ("", "", None))[1]
    if initial in element:
        action[initial] = element[initial]
    return action | (chosen or {}) | {"action_ts": action_ts()}


def action_ts() -> str:
    """Returns the real time of an act, as Slack writes it."""
    return f"{time.time():.6f}"
