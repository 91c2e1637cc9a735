"""Who is a full, living member of a workspace: the one reading of what Slack says about an account.

Every way in and out asks it: requests, the Home tab, events, each message before it is sent, the roster.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ladder.errors import Refused

_SLACKBOT = "USLACKBOT"  # the one app that Slack doesn't mark as one


class Account(StrEnum):
    """What an account is to a workspace. Only a `MEMBER` uses Ladder, and only a member is sent or shown anything."""

    MEMBER = "member"
    LEFT = "left"
    GUEST = "guest"
    APP = "app"
    ELSEWHERE = "elsewhere"


REFUSALS: Mapping[Account, str] = {
    Account.LEFT: "Ladder is for full members of this workspace, and Slack says your account here is deactivated.",
    Account.GUEST: (
        "Ladder is for full members of this workspace, and Slack has you down as a guest. "
        "If that's wrong, ask a workspace admin to change it in Slack."
    ),
    Account.APP: "Ladder is for full members of this workspace, and Slack says this is an app.",
    Account.ELSEWHERE: "Ladder is for full members of this workspace, and your account belongs to another one.",
}
"""What somebody hears who isn't a member."""

REASONS: Mapping[Account, str] = {
    Account.LEFT: "The recipient's Slack account is deactivated.",
    Account.GUEST: "The recipient is a guest in Slack. Ladder writes to full members only.",
    Account.APP: "The recipient is an app. Ladder writes to full members only.",
    Account.ELSEWHERE: "The recipient belongs to another workspace. Ladder writes to full members only.",
}
"""Why a message wasn't sent."""

NOBODY_HERE = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
"""What Slack answers when the account is none of this workspace."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says about a user. `tz` is "" where Slack doesn't say,
    and `email` where it doesn't show addresses."""

    name: str
    tz: str
    account: Account = Account.MEMBER
    email: str = ""

    @property
    def is_member(self) -> bool:
        """Whether this is a full, living member."""
        return self.account is Account.MEMBER

    def check(self) -> None:
        """Raises `Refused`, with the sentence for them, if this isn't a member."""
        if not self.is_member:
            raise Refused(REFUSALS[self.account])


def profile_of(user: Mapping[str, Any], team: str) -> Profile:
    """The profile in Slack's user object (docs.slack.dev, User object), as the workspace `team` sees it."""
    shown = user.get("profile") or {}
    return Profile(
        name=user.get("real_name") or shown.get("display_name") or user.get("name") or "",
        tz=user.get("tz") or "",
        account=_account_of(user, team),
        email=str(shown.get("email") or ""),
    )


def _account_of(user: Mapping[str, Any], team: str) -> Account:
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == _SLACKBOT:
        return Account.APP
    if user.get("is_stranger") or not _belongs(user, team):
        return Account.ELSEWHERE
    if user.get("deleted"):
        return Account.LEFT
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Account.GUEST
    return Account.MEMBER


def _belongs(user: Mapping[str, Any], team: str) -> bool:
    """Whether the account is one of this workspace; in an organization it may be one of several."""
    own = user.get("team_id")
    return own in (None, team) or team in ((user.get("enterprise_user") or {}).get("teams") or ())
