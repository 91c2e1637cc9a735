"""/api/<method>: token, scopes, arguments, faults, rates and the log around every Web API call."""

import json
import secrets
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from werkzeug import Request, Response

from bot.playground.api.args import Args, read_args
from bot.playground.api.errors import ApiError
from bot.playground.api.methods import METHODS, Method
from bot.playground.transport.fault_http import faulty
from bot.playground.transport.routing import Route
from bot.playground.world.log import Call
from bot.playground.world.values import Json

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack


def routes(slack: "LocalSlack") -> list[Route]:
    """Returns the Web API's one rule."""

    def serve(request: Request, method: str) -> Response:
        return call(slack, request, method)

    return [("/api/<method>", ("GET", "POST"), serve)]


def call(slack: "LocalSlack", request: Request, name: str) -> Response:
    """Serves one call, or lets it meet a fault, and logs both the call and its answer."""
    start = time.monotonic()
    args = _arguments(request)
    fault = slack.faults.take(name)
    entry = slack.log_call(
        Call(method=name, args=_logged(args), at=slack.workspace.now(), fault=fault.told if fault else None)
    )
    response, accepted = Response(), False
    if fault is None or fault.takes_effect:
        response, accepted = serve(slack, request, name, args)
        entry = slack.log_call(replace(entry, accepted=accepted))
    if fault is not None:
        response = faulty(fault, request, response)
    status = None if fault and fault.drop else response.status_code
    ms = round((time.monotonic() - start) * 1000)
    slack.log_call(replace(entry, status=status, answer=_answer(response), ms=ms))
    return response


def _arguments(request: Request) -> Args | ApiError:
    try:
        return read_args(request)
    except ApiError as error:
        return error


def _logged(args: Args | ApiError) -> Json:
    if isinstance(args, ApiError):
        return {}
    return {
        name: args.json(name) if _looks_like_json(value) else value
        for name, value in args.given.items()
        if name != "token"
    }


def _looks_like_json(value: object) -> bool:
    if not isinstance(value, str) or value[:1] not in "[{":
        return False
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def _answer(response: Response) -> object:
    text = response.get_data(as_text=True)
    try:
        return json.loads(text)
    except ValueError:
        return text


def serve(slack: "LocalSlack", request: Request, name: str, args: Args | ApiError) -> tuple[Response, bool]:
    """Returns the answer of an undisturbed call, and whether it took effect."""
    method = METHODS.get(name)
    needed: tuple[str, ...] = ()
    try:
        if isinstance(args, ApiError):
            raise args
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        _check_token(slack, request, args, name)
        limited = _limited(slack, name, method, args)
        if limited is not None:
            return limited, False
        needed = method.scopes_for(slack, args)
        if set(needed) - slack.manifest.scopes:
            raise slack.missing_scope(needed)
        return _json({"ok": True, **method.serve(slack, args)}, slack, needed), True
    except ApiError as error:
        return _json(error.answer(), slack, needed), False


def _check_token(slack: "LocalSlack", request: Request, args: Args, name: str) -> None:
    if name == "api.test":
        return
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() if header else args.text("token")
    if not token:
        raise ApiError("not_authed")
    slack.check_token(token, for_socket=name == "apps.connections.open")


def _limited(slack: "LocalSlack", name: str, method: Method, args: Args) -> Response | None:
    if slack.rates is None:
        return None
    wait = slack.rates.admit(name, method.tier, args.text("channel") if method.posts else "")
    if wait is None:
        return None
    response = _json({"ok": False, "error": "ratelimited"}, slack, ())
    response.status_code = 429
    response.headers["Retry-After"] = str(wait)
    return response


def _json(answer: Json, slack: "LocalSlack", needed: tuple[str, ...]) -> Response:
    response = Response(json.dumps(answer), content_type="application/json; charset=utf-8")
    response.headers["x-oauth-scopes"] = ",".join(sorted(slack.manifest.scopes))
    response.headers["x-accepted-oauth-scopes"] = ",".join(needed)
    response.headers["x-slack-req-id"] = secrets.token_hex(16)
    return response
