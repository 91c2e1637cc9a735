"""The browser page: its files, what it shows as one JSON, a stream of changes, and the few acts only a page needs.

All else that a person does goes through the control API. A strict Content-Security-Policy stands on every answer:
the page runs its own scripts and shows nothing from elsewhere.
"""

import hashlib
import json
import mimetypes
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.utils import redirect

from bot.playground.page.shown import Seen, page_state
from bot.playground.people.acts import Acts
from bot.playground.transport.routing import Handler, HttpRoute
from bot.playground.world.errors import ActRefused
from bot.playground.world.values import Json
from bot.playground.world.workspace import Workspace

PAGE = Path(__file__).parent / "static"
KEEP_ALIVE_SECONDS = 15.0

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

# Pictures a browser may show in place; anything else that was uploaded is only ever downloaded.
SHOWN_IN_PLACE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def routes(acts: Acts, tries: Sequence[Json]) -> list[HttpRoute]:
    """Returns the page's rules; `tries` are its "What to try", as {title, text}: `code` in a text is a command."""
    workspace = acts.workspace
    seen = Seen()
    workspace.on_reset(seen.forget)
    page_acts: dict[str, Callable[[Json], Json]] = {
        "seen": lambda body: _mark_seen(workspace, seen, body),
        "dm": lambda body: {"channel": acts.open_dm(_text(body, "user"), _text(body, "other")).id},
    }

    def state(request: Request) -> Response:
        return _json(page_state(workspace, seen, tries, request.args.get("user"), request.args.get("channel")))

    def act(request: Request, name: str) -> Response:
        if name not in page_acts:
            raise NotFound
        return _json({"ok": True, **page_acts[name](_body(request))})

    return [
        ("/", ("GET",), lambda request: _asset(request, "index.html")),
        ("/page/<name>", ("GET",), _asset),
        ("/page/state", ("GET",), state),
        ("/page/events", ("GET",), lambda _request: _events(workspace)),
        ("/page/<name>", ("POST",), act),
        ("/page/file/<file_id>", ("GET",), _download(workspace)),
        ("/archives/<channel>/<place>", ("GET",), _permalink),
    ]


# --- files of the page


def _asset(request: Request, name: str) -> Response:
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        raise NotFound
    data = path.read_bytes()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = Response(data, mimetype=kind, headers={**HEADERS, "Cache-Control": "no-cache"})
    response.set_etag(hashlib.sha256(data).hexdigest()[:20])
    return response.make_conditional(request)


# --- JSON


def _json(value: Json) -> Response:
    return Response(json.dumps(value), mimetype="application/json", headers={**HEADERS, "Cache-Control": "no-store"})


def _body(request: Request) -> Json:
    body = request.get_json()
    if not isinstance(body, dict):
        raise BadRequest("A JSON object is expected.")
    return body


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise ActRefused(f"{name} is missing.")
    return value


# --- what only a page needs


def _mark_seen(workspace: Workspace, seen: Seen, body: Json) -> Json:
    user, channel = _text(body, "user"), _text(body, "channel")
    seen.mark(user, channel, workspace.visible_to(user, channel))
    return {}


def _permalink(_request: Request, channel: str, place: str) -> Response:
    return redirect(f"/#//{channel}/{place}")


def _download(workspace: Workspace) -> Handler:
    def download(_request: Request, file_id: str) -> Response:
        file = workspace.file(file_id)
        if file is None or file.data is None:
            raise NotFound
        in_place = file.mimetype in SHOWN_IN_PLACE
        response = Response(
            file.data, mimetype=file.mimetype if in_place else "application/octet-stream", headers=HEADERS
        )
        response.headers.set("Content-Disposition", "inline" if in_place else "attachment", filename=file.name)
        return response

    return download


def _events(workspace: Workspace) -> Response:
    return Response(changes(workspace), mimetype="text/event-stream", headers={**HEADERS, "Cache-Control": "no-store"})


def changes(workspace: Workspace) -> Iterator[str]:
    """Yields the workspace's change counter as server-sent events: now, and after each change; a comment when quiet."""
    shown = workspace.version
    yield f"data: {shown}\n\n"
    while True:
        current = workspace.wait_for_change(shown, KEEP_ALIVE_SECONDS)
        yield f"data: {current}\n\n" if current > shown else ": quiet\n\n"
        shown = current
