"""/_upload/<file>: where an app's bytes go. /files/<file>/<name>: a file's private address, for the app's token."""

from dataclasses import replace
from functools import partial

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from bot.playground.api.faulty import faulty
from bot.playground.transport.routing import HttpRoute
from bot.playground.world.errors import ApiError
from bot.playground.world.faults import Faults
from bot.playground.world.workspace import Workspace

UPLOAD = "_upload"
"""The name by which faults are ordered for the sending of a file's bytes, which is no method of the Web API."""


def routes(workspace: Workspace, faults: Faults) -> list[HttpRoute]:
    """Returns the two rules."""

    def upload(request: Request, file_id: str) -> Response:
        fault = faults.take(UPLOAD)
        served = take(workspace, request, file_id) if fault is None or fault.takes_effect else Response()
        return served if fault is None else faulty(fault, request, served)

    give_file = partial(give, workspace)
    return [("/_upload/<file_id>", ("POST",), upload), ("/files/<file_id>/<path:name>", ("GET",), give_file)]


def take(workspace: Workspace, request: Request, file_id: str) -> Response:
    """Stores the bytes of a reserved file, sent as the body or as a form's first file; their number must be as said."""
    file = workspace.file(file_id)
    if file is None or file.data is not None:
        raise NotFound("This upload address is not open.")
    data = _sent(request)
    if len(data) != file.length:
        raise BadRequest(f"{len(data)} bytes came, {file.length} were announced.")
    workspace.put_file(replace(file, data=data))
    return Response(f"OK - {len(data)}", mimetype="text/plain")


def _sent(request: Request) -> bytes:
    if request.mimetype != "multipart/form-data":
        return request.get_data()
    file = next(iter(request.files.values()), None)
    return file.read() if file else b""


def give(workspace: Workspace, request: Request, file_id: str, name: str) -> Response:
    """Returns a file's bytes to the app, which needs files:read; without a token Slack shows a page to sign in."""
    file = workspace.file(file_id)
    if file is None or file.data is None or file.name != name:
        raise NotFound
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    try:
        workspace.app.check_token(token)
    except ApiError:
        return Response("<!DOCTYPE html><title>Sign in to Slack</title>", mimetype="text/html")
    if "files:read" not in workspace.app.scopes:
        raise Forbidden("The app lacks files:read.")
    return Response(file.data, mimetype=file.mimetype)
