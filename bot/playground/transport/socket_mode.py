"""Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode): requests to the app over a WebSocket it opened."""

import json
import secrets
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, Forbidden

from bot.playground.api.args import Args
from bot.playground.transport.routing import Route
from bot.playground.transport.sender import Answer
from bot.playground.transport.websocket import WebSocket, handshake
from bot.playground.world.values import Json

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

PATH = "/_socket"
_ENVELOPES = {"command": "slash_commands", "event": "events_api"}


@dataclass(slots=True)
class _Waiting:
    acknowledged: threading.Event = field(default_factory=threading.Event)
    payload: object = None


class Sockets:
    """The app's open WebSockets. While there is one, requests go over it and not over HTTP."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._waiting: dict[str, _Waiting] = {}

    def new_ticket(self) -> str:
        """Returns a ticket with which one WebSocket can be opened."""
        with self._lock:
            ticket = secrets.token_urlsafe(16)
            self._tickets.add(ticket)
            return ticket

    def redeem(self, ticket: str) -> bool:
        """Whether the ticket was good; it no longer is."""
        with self._lock:
            good = ticket in self._tickets
            self._tickets.discard(ticket)
            return good

    @property
    def connected(self) -> bool:
        """Whether the app has a WebSocket open."""
        with self._lock:
            return bool(self._open)

    def serve(self, websocket: WebSocket, app_id: str) -> None:
        """Greets the app and takes its acknowledgements until it closes."""
        info = {"app_id": app_id}
        websocket.send(json.dumps({"type": "hello", "num_connections": 1, "connection_info": info}))
        with self._lock:
            self._open.append(websocket)
        try:
            for message in websocket.messages():
                self._acknowledge(message)
        finally:
            with self._lock:
                self._open.remove(websocket)

    def send(self, kind: str, payload: Json, retry_num: int, reason: str, seconds: float) -> Answer:
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
        return Answer(None if problem else 200, waiting.payload or "", {}, ms, problem)

    @staticmethod
    def _pass_on(websocket: WebSocket | None, envelope: Json, waiting: _Waiting, seconds: float) -> str:
        try:
            if websocket is None:
                return "dispatch_failed"
            websocket.send(json.dumps(envelope))
        except OSError:
            return "dispatch_failed"
        return "" if waiting.acknowledged.wait(seconds) else "operation_timeout"

    def _acknowledge(self, message: str) -> None:
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
            websocket.close()


def open_connection(slack: "LocalSlack", _: Args) -> Json:
    """apps.connections.open: an address where one WebSocket can be opened."""
    address = slack.workspace.base_url.replace("http", "ws", 1)
    return {"url": f"{address}{PATH}?ticket={slack.sockets.new_ticket()}"}


def routes(slack: "LocalSlack") -> list[Route]:
    """Returns the one rule."""

    def serve(request: Request) -> Response:
        return upgrade(slack, request)

    return [(PATH, ("GET",), serve)]


def upgrade(slack: "LocalSlack", request: Request) -> Response:
    """Turns the connection into a WebSocket and serves it to its end, which is raised as a ConnectionError."""
    connection = request.environ.get("werkzeug.socket")
    key = request.headers.get("Sec-WebSocket-Key", "")
    if not isinstance(connection, socket.socket) or not key:
        raise BadRequest("This address takes WebSockets.")
    if not slack.sockets.redeem(request.args.get("ticket", "")):
        raise Forbidden("This ticket is not good, or was used.")
    connection.sendall(handshake(key))
    slack.sockets.serve(WebSocket(connection), slack.app.app_id)
    raise ConnectionAbortedError("the WebSocket is closed")
