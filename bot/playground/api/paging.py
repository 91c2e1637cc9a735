"""Pages of a list behind a cursor (docs.slack.dev/apis/web-api/pagination)."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from typing import TypeVar

from bot.playground.api.args import Args
from bot.playground.world.errors import ApiError
from bot.playground.world.values import Json

MOST = 1000
Listed = TypeVar("Listed")


def page(items: Sequence[Listed], args: Args, kind: str, default: int = MOST) -> tuple[Sequence[Listed], Json]:
    """Returns the asked page and what stands beside it in the answer. Raises ApiError for a bad limit or cursor."""
    limit = args.number("limit", 0) or default
    if not 1 <= limit <= MOST:
        raise ApiError("invalid_limit")
    start = _start(args.text("cursor"), kind)
    end = start + limit
    cursor = b64encode(f"{kind}:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str, kind: str) -> int:
    if not cursor:
        return 0
    try:
        name, _, start = b64decode(cursor, validate=True).decode().partition(":")
        if name != kind:
            raise ApiError("invalid_cursor")
        return int(start)
    except (Error, ValueError):
        raise ApiError("invalid_cursor") from None
