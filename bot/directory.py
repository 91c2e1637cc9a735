"""What Slack says of a person: asked at their first visit, and told by `user_change` events."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.events import profile_of
from handlers.visit import Profile


class Directory:
    """Looks people up with `users.info`. One that cannot be reached is met by their id alone."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def profile(self, user: str) -> Profile:
        """The person's name, zone and standing in Slack; an empty profile if Slack cannot be asked right now."""
        try:
            found = self._client.users_info(user=user)
        except (SlackApiError, SlackClientError, OSError):
            return Profile(name="", tz="")
        return profile_of(found["user"])
