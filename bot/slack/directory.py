"""What Slack says about a person who visits, and which scopes the app holds."""

from collections.abc import Mapping
from functools import partial

from slack_sdk import WebClient

from bot.slack.outcomes import Failure, Never, Paused, SlackAnswer, look_up
from handlers.errors import SLACK_ERRORS
from handlers.interaction.members import NOBODY_HERE, Account, Profile, profile_of
from ladder.errors import Unsure

_TRY_AGAIN = (
    "Slack didn't say just now whether you're a full member of this workspace, so I can't let you in yet. "
    "Nothing was saved, and nothing is lost: please try again in a minute."
)


class Directory:
    """Looks people up with `users.info`."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def profile(self, user: str, team: str) -> Profile:
        """The person's name, zone and what their account is to the workspace `team`. Raises `Unsure`, with a sentence
        for them, if Slack doesn't say."""
        answer = look_up(partial(self._client.users_info, user=user))
        if isinstance(answer, Never) and answer.code in NOBODY_HERE:
            return Profile(name="", tz="", account=Account.ELSEWHERE)
        shown = answer.data.get("user") if isinstance(answer, SlackAnswer) else None
        if isinstance(shown, Mapping):
            return profile_of(shown, team)
        raise _unsure(answer)

    def scopes(self) -> frozenset[str] | None:
        """The permissions that the app's token holds, as Slack says with each answer; None if it doesn't."""
        try:
            headers = self._client.auth_test().headers
        except SLACK_ERRORS:
            return None
        held = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
        return None if held is None else frozenset(name.strip() for name in str(held).split(",") if name.strip())


def _unsure(answer: SlackAnswer | Failure) -> Unsure:
    if isinstance(answer, Paused):  # asking again changes nothing: somebody has to mend it
        return Unsure(f"I can't find out whether you're a full member of this workspace. {answer.reason}")
    return Unsure(_TRY_AGAIN)
