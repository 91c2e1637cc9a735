"""Who asks, read from Slack's payload. Ids in a payload are claims, not rights: services check them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Who:
    """The workspace and the user that Slack's signature vouches for, with the name Slack gives them."""

    team: str
    user: str
    name: str = ""


def of_command(body: Mapping[str, Any]) -> Who:
    """The person who typed a slash command (docs.slack.dev, Implementing slash commands)."""
    return Who(body["team_id"], body["user_id"], body.get("user_name", ""))


def of_interaction(body: Mapping[str, Any]) -> Who:
    """The person behind a shortcut, a button or a form (docs.slack.dev, Interaction payloads)."""
    user = body["user"]
    team = body.get("team") or {"id": user["team_id"]}  # `team` is null where an organisation installed the app
    return Who(team["id"], user["id"], user.get("name") or user.get("username", ""))


def of_event(body: Mapping[str, Any]) -> Who:
    """The person an event is about (docs.slack.dev, Events API)."""
    user = body["event"]["user"]
    return Who(body["team_id"], user if isinstance(user, str) else user["id"])
