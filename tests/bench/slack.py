"""Slack's Web API as cheap as it gets: it says yes, but to a form without a block. What is measured is the app, not the
local workspace."""

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

TEAM = "T1"
_LENA = {"id": "U1", "team_id": TEAM, "real_name": "Lena Fischer", "tz": "Europe/Berlin"}
_YES = json.dumps(
    {"ok": True, "url": "https://bench.slack.com/", "team_id": TEAM, "user_id": "UB", "bot_id": "B1", "user": _LENA}
).encode()
_HEADERS = [("content-type", "application/json"), ("content-length", str(len(_YES)))]


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """The WSGI application."""
    said = environ["wsgi.input"].read()
    if environ["PATH_INFO"].endswith("views.open") and b'"blocks"' not in said:
        start_response("400 Bad Request", [("content-length", "0")])
        return [b""]
    start_response("200 OK", _HEADERS)
    return [_YES]


def application_factory() -> "Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]":
    """The same, for a server that wants a factory."""
    return application
