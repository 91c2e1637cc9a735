"""Routes as one WSGI app that only this machine may ask, and the server that runs it on loopback."""

import json
import threading
from collections.abc import Iterable, Sequence
from functools import cache, partial
from types import TracebackType
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.playground.transport import socket_mode
from bot.playground.transport.routing import Handler, HttpRoute
from bot.playground.transport.transport import Transport
from bot.playground.world.errors import ActRefused
from bot.playground.world.workspace import Workspace

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


def create_wsgi(routes: Sequence[HttpRoute]) -> WSGIApplication:
    """Returns the WSGI app that serves these routes."""
    rules = _map(tuple((rule, methods) for rule, methods, _ in routes))
    return partial(_serve, rules, [handler for _, _, handler in routes])


@cache
def _map(rules: tuple[tuple[str, tuple[str, ...]], ...]) -> Map:
    # Werkzeug takes some 20 ms to compile the rules; they are the same for every workspace.
    return Map(
        Rule(rule, methods=methods, endpoint=place, websocket=rule == socket_mode.PATH)
        for place, (rule, methods) in enumerate(rules)
    )


def _serve(
    rules: Map, handlers: Sequence[Handler], environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    with Request(environ) as request:
        response = _respond(rules, handlers, request)
    return response(environ, start_response)


def _respond(rules: Map, handlers: Sequence[Handler], request: Request) -> "Response | HTTPException":
    if not is_local(request):
        return _sentence("Only this machine may ask, from a page of this address.", 403)
    try:
        place, values = rules.bind_to_environ(request.environ).match()
        handler: Handler = handlers[place]
        return handler(request, **values)
    except ActRefused as refused:
        return _sentence(str(refused), 400)
    except HTTPException as error:
        return error


def is_local(request: Request) -> bool:
    """Whether a request comes from this machine's own pages and programs: its Host is loopback, its Origin the same.

    A foreign page whose name resolves to 127.0.0.1 shows in Host; one that sends here shows in Origin or, from a
    browser of today, in Sec-Fetch-Site.
    """
    host = urlsplit(f"//{request.host}")
    if host.hostname not in LOOPBACK:
        return False
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.host}"


def _sentence(text: str, status: int) -> Response:
    return Response(json.dumps({"ok": False, "error": text}), status, mimetype="application/json")


def _handler(workspace: Workspace) -> type[WSGIRequestHandler]:
    """Answers bear the workspace's date, which somebody may have moved, as Slack's bear Slack's."""

    class Handling(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: object) -> None:
            """Writes nothing: the local Slack keeps its own log."""

        def date_time_string(self, timestamp: float | None = None) -> str:
            """Returns the header's value."""
            return super().date_time_string(workspace.now().timestamp() if timestamp is None else timestamp)

    return Handling


class LocalServer:
    """The running local Slack; `url` is where it answers. Leaving the `with` block stops it."""

    def __init__(self, wsgi: WSGIApplication, workspace: Workspace, transport: Transport, port: int = 0) -> None:
        self._transport = transport
        self._server = make_server("127.0.0.1", port, wsgi, threaded=True, request_handler=_handler(workspace))
        self.host, self.port = self._server.host, self._server.server_port
        self.url = f"http://{self.host}:{self.port}"
        self.api_url = f"{self.url}/api/"
        workspace.base_url = self.url
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops serving, ends retries and WebSockets; requests under way are finished in the background."""
        self._transport.stop()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> "LocalServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
