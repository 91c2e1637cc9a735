"""/api/<method>: token, scopes, arguments, faults, rates and the log around every Web API call."""

import json
import secrets
import time
from dataclasses import dataclass, replace

from werkzeug import Request, Response

from bot.playground.api.args import Args, read_args
from bot.playground.api.faulty import faulty
from bot.playground.api.methods import METHODS, Method
from bot.playground.api.rates import RateLimits
from bot.playground.transport.routing import HttpRoute
from bot.playground.world.errors import ApiError
from bot.playground.world.faults import Faults
from bot.playground.world.log import Call, Log
from bot.playground.world.values import Json
from bot.playground.world.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a call passes on its way into the workspace: ordered faults, the log, the rate limits if there are any."""

    workspace: Workspace
    faults: Faults
    calls: Log[Call]
    rates: RateLimits | None = None


def routes(gate: Gate) -> list[HttpRoute]:
    """Returns the Web API's one rule."""

    def serve(request: Request, method: str) -> Response:
        return call(gate, request, method)

    return [("/api/<method>", ("GET", "POST"), serve)]


def call(gate: Gate, request: Request, name: str) -> Response:
    """Serves one call, or lets it meet a fault, and logs both the call and its answer."""
    start = time.monotonic()
    args = _arguments(request)
    fault = gate.faults.take(name)
    entry = gate.calls.note(
        Call(method=name, args=_logged(args), at=gate.workspace.now(), fault=fault.told if fault else None)
    )
    response, accepted = Response(), False
    if fault is None or fault.takes_effect:
        response, accepted = serve(gate, request, name, args)
        entry = gate.calls.note(replace(entry, accepted=accepted))
    if fault is not None:
        response = faulty(fault, request, response)
    status = None if fault and fault.drop else response.status_code
    ms = round((time.monotonic() - start) * 1000)
    gate.calls.note(replace(entry, status=status, answer=_answer(response), ms=ms))
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


def serve(gate: Gate, request: Request, name: str, args: Args | ApiError) -> tuple[Response, bool]:
    """Returns the answer of an undisturbed call, and whether it took effect."""
    method, workspace = METHODS.get(name), gate.workspace
    needed: tuple[str, ...] = ()
    try:
        if isinstance(args, ApiError):
            raise args
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        _check_token(workspace, request, args, name)
        limited = _limited(gate, name, method, args)
        if limited is not None:
            return limited, False
        needed = method.scopes_for(workspace, args)
        if set(needed) - workspace.app.scopes:
            raise workspace.app.missing_scope(needed)
        return _json({"ok": True, **method.serve(workspace, args)}, workspace, needed), True
    except ApiError as error:
        return _json(error.answer(), workspace, needed), False


def _check_token(workspace: Workspace, request: Request, args: Args, name: str) -> None:
    if name == "api.test":
        return
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() if header else args.text("token")
    if not token:
        raise ApiError("not_authed")
    workspace.app.check_token(token, for_socket=name == "apps.connections.open")


def _limited(gate: Gate, name: str, method: Method, args: Args) -> Response | None:
    if gate.rates is None:
        return None
    wait = gate.rates.admit(name, method.tier, args.text("channel") if method.posts else "")
    if wait is None:
        return None
    response = _json({"ok": False, "error": "ratelimited"}, gate.workspace, ())
    response.status_code = 429
    response.headers["Retry-After"] = str(wait)
    return response


def _json(answer: Json, workspace: Workspace, needed: tuple[str, ...]) -> Response:
    response = Response(json.dumps(answer), content_type="application/json; charset=utf-8")
    response.headers["x-oauth-scopes"] = ",".join(sorted(workspace.app.scopes))
    response.headers["x-accepted-oauth-scopes"] = ",".join(needed)
    response.headers["x-slack-req-id"] = secrets.token_hex(16)
    return response
