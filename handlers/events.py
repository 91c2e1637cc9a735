"""What Slack tells the app: somebody opened the Home tab, their account changed, or the app was removed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from handlers.home import publish_home
from handlers.request import of_event
from handlers.visit import Profile, Services
from ladder import deliveries, people

_REMOVED = "The app was removed from this workspace. Install it again, and what still helps is sent."
_AN_HOUR = timedelta(hours=1)  # then the worker tries again: this event may come late, after a new installation

Body = Mapping[str, Any]


def register(app: App, services: Services) -> None:
    """Adds the listeners for events. An error is a 500: Slack sends the event again."""

    @app.event("app_home_opened")
    def opened(body: Body, client: WebClient) -> None:
        if body["event"].get("tab") == "home":
            publish_home(services, of_event(body), client)

    @app.event("user_change")
    def changed(body: Body) -> None:
        keep_profile(services, body)

    @app.event("app_uninstalled")
    def removed(body: Body) -> None:
        stop_sending(services, body["team_id"])

    @app.event("tokens_revoked")
    def revoked(body: Body) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):  # those of single persons ("oauth") are none of ours
            stop_sending(services, body["team_id"])


def stop_sending(services: Services, team: str) -> None:
    """Pauses a workspace that has removed the app. Its deliveries wait: on a new installation those go out that still
    help, and no period twice (FAULTS 55)."""
    with services.database.write(team) as tx:
        deliveries.pause(tx, _REMOVED, services.now(), _AN_HOUR)


def keep_profile(services: Services, body: Body) -> None:
    """Keeps the time zone, and whether the account is a member's in use, of somebody the workspace knows."""
    who, user = of_event(body), body["event"]["user"]
    profile = profile_of(user)
    with services.database.write(who.team) as tx:
        if people.find(tx, who.user) is not None:
            people.set_zone(tx, who.user, profile.tz)
            people.set_active(tx, who.user, active=not (user.get("deleted") or profile.outsider))


def profile_of(user: Mapping[str, Any]) -> Profile:
    """A profile from Slack's user object (docs.slack.dev, User object). Guests, bots and people of other companies
    are outsiders."""
    outside = ("is_restricted", "is_ultra_restricted", "is_bot", "is_stranger")
    shown = user.get("profile", {})
    return Profile(
        name=user.get("real_name") or shown.get("display_name") or user.get("name", ""),
        tz=user.get("tz") or "",
        outsider=any(user.get(mark) for mark in outside),
    )
