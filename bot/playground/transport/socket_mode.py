"""Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode): requests to the app over a WebSocket it opened."""

import json
import secrets
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from simple_websocket import ConnectionClosed
from simple_websocket import Server as WebSocket
from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, Forbidden

from bot.playground.transport.routing import HttpRoute
from bot.playground.transport.sender import AppAnswer
from bot.playground.world.values import Json
from bot.playground.world.workspace import Workspace

PATH = "/_socket"
MAX_MESSAGE = 1_000_000
LOOK_UP_SECONDS = 1.0  # the library may let a connection go without waking who waits for a message
_ENVELOPES = {"command": "slash_commands", "event": "events_api"}


@dataclass(slots=True)
class _Waiting:
    acknowledged: threading.Event = field(default_factory=threading.Event)
    payload: object = None


class Sockets:
    """The app's open WebSockets. While there is one, requests go over it and not over HTTP."""

    def __init__(self) -> None:
        self._lock, self._sending = threading.Lock(), threading.Lock()
        self._open: list[WebSocket] = []
        self._waiting: dict[str, _Waiting] = {}

    @property
    def connected(self) -> bool:
        """Whether the app has a WebSocket open."""
        with self._lock:
            return bool(self._open)

    def serve(self, websocket: WebSocket, app_id: str) -> None:
        """Greets the app and takes its acknowledgements until it closes."""
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": app_id}}
        with suppress(OSError, ConnectionClosed):
            websocket.send(json.dumps(hello))
            with self._lock:
                self._open.append(websocket)
            try:
                self._listen(websocket)
            finally:
                with self._lock:
                    self._open.remove(websocket)

    def _listen(self, websocket: WebSocket) -> None:
        while websocket.connected:
            message = websocket.receive(LOOK_UP_SECONDS)
            if message is not None:
                self._acknowledge(message)

    def send(self, kind: str, payload: Json, retry_num: int, reason: str, seconds: float) -> AppAnswer:
        """Sends one request and returns what the app acknowledged it with; a late one is a timeout."""
        envelope_id, waiting, start = secrets.token_hex(16), _Waiting(), time.monotonic()
        envelope = {
            "envelope_id": envelope_id,
            "type": _ENVELOPES.get(kind, "interactive"),
            "accepts_response_payload": kind != "event",
            "payload": payload,
        }
        if kind == "event":
            envelope |= {"retry_attempt": retry_num, "retry_reason": reason}
        with self._lock:
            self._waiting[envelope_id] = waiting
            websocket = self._open[-1] if self._open else None
        problem = self._pass_on(websocket, envelope, waiting, seconds)
        with self._lock:
            del self._waiting[envelope_id]
        ms = round((time.monotonic() - start) * 1000)
        return AppAnswer(None if problem else 200, waiting.payload or "", {}, ms, problem)

    def _pass_on(self, websocket: WebSocket | None, envelope: Json, waiting: _Waiting, seconds: float) -> str:
        if websocket is None:
            return "dispatch_failed"
        try:
            with self._sending:  # the library leaves the order of two threads' frames to its caller
                websocket.send(json.dumps(envelope))
        except (OSError, ConnectionClosed):
            return "dispatch_failed"
        return "" if waiting.acknowledged.wait(seconds) else "operation_timeout"

    def _acknowledge(self, message: str | bytes) -> None:
        try:
            body = json.loads(message)
        except ValueError:
            return
        if not isinstance(body, dict):
            return
        with self._lock:
            waiting = self._waiting.get(str(body.get("envelope_id")))
            if waiting is not None:
                waiting.payload = body.get("payload")
                waiting.acknowledged.set()

    def disconnect(self) -> None:
        """Closes every WebSocket, as Slack does when it refreshes connections."""
        with self._lock:
            open_ = list(self._open)
        for websocket in open_:
            with suppress(OSError, ConnectionClosed):
                websocket.close()


def routes(workspace: Workspace, sockets: Sockets) -> list[HttpRoute]:
    """Returns the one rule."""
    return [(PATH, ("GET",), partial(upgrade, workspace, sockets))]


def upgrade(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Turns the connection into a WebSocket and serves it to its end, which is raised as a ConnectionError."""
    if "werkzeug.socket" not in request.environ or not request.headers.get("Sec-WebSocket-Key"):
        raise BadRequest("This address takes WebSockets.")
    if not workspace.tickets.redeem(request.args.get("ticket", "")):
        raise Forbidden("This ticket is not good, or was used.")
    websocket = WebSocket.accept(request.environ, max_message_size=MAX_MESSAGE)
    sockets.serve(websocket, workspace.app.app_id)
    raise ConnectionAbortedError("the WebSocket is closed")
