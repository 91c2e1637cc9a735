"""What is not done: a call that Slack refuses the app, and an act that a person could not do."""

from collections.abc import Sequence

from bot.playground.world.values import Json


class ApiError(Exception):
    """Slack's error code and whatever stands beside it in the answer."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more: Json = dict(more)

    def answer(self) -> Json:
        """Returns the answer's JSON."""
        return {"ok": False, "error": self.error, **self.more}


def with_messages(error: str, complaints: Sequence[str]) -> ApiError:
    """Returns the error with its sentences where Slack puts them."""
    if not complaints:
        return ApiError(error)
    more: Json = {"response_metadata": {"messages": [f"[ERROR] {complaint}" for complaint in complaints]}}
    if error.startswith("invalid_blocks"):
        more["errors"] = list(complaints)
    return ApiError(error, **more)


class ActRefused(Exception):
    """The act is not one a person could do; its text says why, in a sentence."""
