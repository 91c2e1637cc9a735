"""The app's installation in the workspace: its ids, its tokens, the secret that signs what it receives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One app in one workspace. `app_token` ("xapp-…") is for Socket Mode; without one there is none."""

    bot_token: str
    signing_secret: str
    app_token: str = ""
    app_id: str = "A0LOCAL01"
    bot_id: str = "B0LOCAL01"
    bot_user_id: str = "U0LOCAL01"
    verification: str = "the-retired-verification-value"
