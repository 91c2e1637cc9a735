"""Who asks with what, read from Slack's payload. Ids in a payload are claims, not rights: services check them."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from handlers.interaction.ask import Ask
from handlers.interaction.services import Services

Body = Mapping[str, Any]


def of_command(services: Services, client: WebClient, body: Body) -> Ask:
    """The question of a slash command, without its words (docs.slack.dev, Implementing slash commands)."""
    return Ask(
        services=services,
        client=client,
        team=body["team_id"],
        user=body["user_id"],
        name=body.get("user_name", ""),
        trigger=body["trigger_id"],
        response_url=body.get("response_url", ""),
    )


def of_interaction(services: Services, client: WebClient, body: Body, value: str = "") -> Ask:
    """The question behind a shortcut, a button with its value, or a form (docs.slack.dev, Interaction payloads)."""
    user = body["user"]
    team = body.get("team") or {"id": user["team_id"]}  # `team` is null where an organization installed the app
    return Ask(
        services=services,
        client=client,
        team=team["id"],
        user=user["id"],
        name=user.get("name") or user.get("username", ""),
        rest=value,
        trigger=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        view=body.get("view"),
    )


def of_event(services: Services, client: WebClient, body: Body) -> Ask:
    """What the person an event is about would ask (docs.slack.dev, Events API)."""
    return Ask(services=services, client=client, team=body["team_id"], user=body["event"]["user"])
