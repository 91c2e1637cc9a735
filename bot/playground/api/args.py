"""The arguments of a Web API call, from a query, a form or a JSON body, as slack_sdk sends them."""

import json
from typing import Any

from werkzeug import Request

from bot.playground.world.errors import ApiError, with_messages
from bot.playground.world.values import Json


class Args:
    """Arguments by name. Forms carry lists and objects as JSON text and true as "1"; JSON bodies carry either."""

    def __init__(self, given: Json) -> None:
        self.given = {name: value for name, value in given.items() if value is not None}

    def text(self, name: str, default: str = "") -> str:
        """Returns a string, or the default if it was not given."""
        value = self.given.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def required(self, name: str) -> str:
        """Returns a string. Raises ApiError if it was not given or is empty."""
        value = self.text(name)
        if not value:
            raise with_messages("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Returns a yes or no: true, "true", "1" and 1 are yes."""
        return self.given[name] in (True, "true", "True", "1", 1) if name in self.given else default

    def number(self, name: str, default: int) -> int:
        """Returns a whole number. Raises ApiError if it is none."""
        value = self.given.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise with_messages("invalid_arguments", [f"must be an integer [json-pointer:/{name}]"]) from None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """Returns a list or an object, None if it was not given. Raises ApiError(`error`) if the text is no JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise ApiError(error) from None

    def listed(self, name: str) -> list[str]:
        """Returns the parts of a comma-separated list, or of a JSON list."""
        value = self.given.get(name, "")
        parts = value if isinstance(value, list) else str(value).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]


def read_args(request: Request) -> Args:
    """Returns a call's arguments. Raises ApiError for a body that is not what its content type says."""
    given: Json = dict(request.args.items())
    if request.mimetype == "application/json":
        given |= _json_body(request)
    else:
        given |= dict(request.form.items())
    return Args(given)


def _json_body(request: Request) -> Json:
    try:
        body = json.loads(request.get_data() or b"{}")
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(body, dict):
        raise ApiError("json_not_object")
    return body
