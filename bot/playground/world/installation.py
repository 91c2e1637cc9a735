"""The app's installation in the workspace: its ids, its tokens, its secret, and what its manifest gives it."""

import secrets
from dataclasses import dataclass

from bot.playground.world.errors import ApiError
from bot.playground.world.manifest import Manifest


@dataclass(slots=True, kw_only=True)
class Installation:
    """One app in one workspace.

    `app_token` ("xapp-…") is for Socket Mode; without one there is none. `token_refusal` is the error that its tokens
    meet once they have ended.
    """

    manifest: Manifest
    bot_token: str
    signing_secret: str
    app_token: str = ""
    app_id: str = "A0LOCAL01"
    bot_id: str = "B0LOCAL01"
    bot_user_id: str = "U0LOCAL01"
    verification: str = "the-retired-verification-value"
    token_refusal: str = ""

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes that were granted."""
        return self.manifest.scopes

    def check_token(self, token: str, *, for_socket: bool = False) -> None:
        """Raises ApiError unless this is the bot token, or the app token for Socket Mode, and still good."""
        asked, other = self.bot_token, self.app_token
        if for_socket:
            asked, other = other, asked
        if other and secrets.compare_digest(token.encode(), other.encode()):
            raise ApiError("not_allowed_token_type")
        if not asked or not secrets.compare_digest(token.encode(), asked.encode()):
            raise ApiError("invalid_auth")
        if self.token_refusal:
            raise ApiError(self.token_refusal)

    def missing_scope(self, needed: tuple[str, ...]) -> ApiError:
        """Returns Slack's refusal of a call whose scopes were not granted."""
        return ApiError("missing_scope", needed=",".join(needed), provided=",".join(sorted(self.scopes)))
