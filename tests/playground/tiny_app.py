"""A tiny app without any framework, for testing the local Slack: it records what it gets and answers as told."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server

Json = dict[str, Any]
Reply = Response | Json | str | Callable[[Json], "Response | Json | str | None"]

MANIFEST: Json = {
    "display_information": {"name": "Tiny"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "tiny"},
        "slash_commands": [
            {"command": "/tiny", "description": "Does it", "usage_hint": "[it]", "should_escape": True},
            {"command": "/plain", "description": "Does it plainly"},
        ],
        "shortcuts": [
            {"name": "Take it", "type": "message", "callback_id": "take", "description": "Takes a message"},
            {"name": "Make it", "type": "global", "callback_id": "make", "description": "Makes something"},
        ],
    },
    "functions": {"step": {"title": "Step", "input_parameters": {}, "output_parameters": {}}},
    "oauth_config": {
        "scopes": {
            "bot": ["commands", "chat:write", "im:write", "users:read", "files:write", "team:read", "channels:read"],
            "bot_optional": ["users:read.email", "im:history", "canvases:write"],
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "user_change",
                "message.im",
                "function_executed",
                "app_uninstalled",
                "tokens_revoked",
            ]
        },
        "interactivity": {"is_enabled": True},
    },
}


@dataclass
class Got:
    """One request as the app received it."""

    kind: str
    payload: Json
    headers: dict[str, str]
    raw: bytes
    number: int = 0


@dataclass
class TinyApp:
    """Answers by kind of request ("command", "block_actions", "event" …); what has no answer gets an empty 200."""

    answers: dict[str, Reply] = field(default_factory=dict)
    got: list[Got] = field(default_factory=list)
    url: str = ""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        raw = request.get_data()
        kind, payload = _parsed(request, raw)
        self.got.append(Got(kind, payload, {k.lower(): v for k, v in request.headers.items()}, raw, len(self.got)))
        return self._reply(kind, payload)(environ, start_response)

    def _reply(self, kind: str, payload: Json) -> Response:
        answer: Any = self.answers.get(kind, "")
        if callable(answer) and not isinstance(answer, Response):
            answer = answer(payload)
        if isinstance(answer, dict):
            return Response(json.dumps(answer), mimetype="application/json")
        return Response(answer or "") if not isinstance(answer, Response) else answer

    def last(self, kind: str) -> Json:
        """Returns the payload of the last request of a kind."""
        return next(got.payload for got in reversed(self.got) if got.kind == kind)


def _parsed(request: Request, raw: bytes) -> tuple[str, Json]:
    if request.mimetype == "application/json":
        body = json.loads(raw)
        return "event", body
    form = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    if "payload" in form:
        payload = json.loads(form["payload"])
        return payload["type"], payload
    return "command", form


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Writes nothing."""


class Serving:
    """Serves a tiny app on loopback within a `with` block."""

    def __init__(self, app: TinyApp) -> None:
        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        app.url = f"http://127.0.0.1:{self._server.server_port}/slack/events"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@dataclass
class TestClock:
    """A clock that a test can move; its triggers age by that alone, not by how busy the machine is."""

    __test__ = False
    ahead: float = 0.0

    def wall(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return self.ahead
