"""What Slack tells the app: somebody opened the Home tab, their account changed, or the app was removed."""

from datetime import timedelta

from slack_bolt import App

from handlers.home import publish_home
from handlers.interaction.members import profile_of
from handlers.interaction.request import Body, of_event
from handlers.interaction.services import Services
from ladder.delivery import queue
from ladder.people import people

_REMOVED = "The app was removed from this workspace. Install it again, and what still helps is sent."
_AN_HOUR = timedelta(hours=1)  # then the worker tries again: this event may come late, after a new installation


def register(app: App, services: Services) -> None:
    """Adds the listeners for events. An error is a 500: Slack sends the event again."""

    @app.event("app_home_opened")
    def opened(body: Body) -> None:
        if body["event"].get("tab") == "home":
            publish_home(of_event(services, app.client, body))

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
    help, and no period twice (docs/faults.md, 55)."""
    with services.database.write(team) as tx:
        queue.pause(tx, _REMOVED, services.now(), _AN_HOUR)


def keep_profile(services: Services, body: Body) -> None:
    """Keeps the time zone, and whether this is a full, living member, of somebody the workspace knows.

    An event may come late: it shuts people out at once, but whoever comes back is asked about at their next visit.
    """
    team, account = body["team_id"], body["event"]["user"]
    profile, user = profile_of(account, team), account["id"]
    with services.database.write(team) as tx:
        if people.find(tx, user) is not None:
            people.set_zone(tx, user, profile.tz)
            people.follow_slack(tx, user, name=profile.name, email=profile.email)
            people.set_active(tx, user, active=profile.is_member)
