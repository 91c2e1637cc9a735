"""A Web API call's refusal, as Slack words it."""

from collections.abc import Sequence

from bot.playground.validate.payloads import Refusal
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


def with_messages(error: str, findings: Sequence[str]) -> ApiError:
    """Returns the error with its sentences where Slack puts them."""
    if not findings:
        return ApiError(error)
    more: Json = {"response_metadata": {"messages": [f"[ERROR] {finding}" for finding in findings]}}
    if error.startswith("invalid_blocks"):
        more["errors"] = list(findings)
    return ApiError(error, **more)


def refuse(refusal: Refusal | None) -> None:
    """Raises the refusal as an ApiError; does nothing if there is none."""
    if refusal is not None:
        raise with_messages(refusal.error, refusal.findings)
