"""HTTP: Slack's requests, and whether the process lives and is ready. A WSGI application, one per server process.

What a listener raises is caught by Bolt and answered by `handlers.errors`; what can't be read at all is a 4xx here.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from slack_bolt import App, BoltRequest, BoltResponse

from bot.web.slack_request import request_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_log = logging.getLogger(__name__)

MOST_BODY = 1_000_000  # bytes; a view submission is at most 250 kB (docs.slack.dev, views.open)
_TEXT = [("content-type", "text/plain; charset=utf-8")]
_HEADERS = {
    "content-type": "CONTENT_TYPE",
    "x-slack-request-timestamp": "HTTP_X_SLACK_REQUEST_TIMESTAMP",
    "x-slack-signature": "HTTP_X_SLACK_SIGNATURE",
}
# Not UTF-8, not JSON, nested without end, or of another shape: it is read before its signature is checked.
_NO_PAYLOAD = (ValueError, RecursionError, AttributeError, TypeError)
_STATUS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
_MOST_DIGITS = 15
_WINDOW_SECONDS = 300  # docs.slack.dev, Verifying requests from Slack
Reply = tuple[int, list[tuple[str, str]], bytes]


class Web:
    """The WSGI application. `ready` says whether the database can be reached and its schema is the code's."""

    def __init__(self, app: App, ready: Callable[[], bool]) -> None:
        self._app = app
        self._ready = ready

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        status, headers, body = self._reply(environ)
        start_response(_STATUS[status], [*headers, ("content-length", str(len(body)))])
        return [body]

    def _reply(self, environ: "WSGIEnvironment") -> Reply:
        route = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        if route == ("POST", "/slack/events"):
            return self._slack(environ)
        if route == ("GET", "/healthz"):
            return 200, _TEXT, b"ok"
        if route == ("GET", "/readyz"):
            return (200, _TEXT, b"ready") if self._ready() else (503, _TEXT, b"not ready")
        return 404, _TEXT, b"There is nothing here. Slack's requests go to /slack/events."

    def _slack(self, environ: "WSGIEnvironment") -> Reply:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not _is_number(length) or int(length) > MOST_BODY:
            return 413, _TEXT, b"too large"
        try:
            request = request_of(environ["wsgi.input"].read(int(length)).decode(), _headers(environ))
        except _NO_PAYLOAD:
            return 400, _TEXT, b"malformed"
        if not _can_be_checked(request):
            return 401, _TEXT, b"not signed"
        response = self._app.dispatch(request)
        if response.status == HTTPStatus.UNAUTHORIZED:
            _log_refusal(request)
        return _as_reply(response)


def _headers(environ: "WSGIEnvironment") -> dict[str, Any]:
    """What Bolt reads of the headers, by the names it knows them by."""
    return {name: environ[key] for name, key in _HEADERS.items() if key in environ}


def _can_be_checked(request: BoltRequest) -> bool:
    """Whether the signature can be verified at all: the SDK raises on a timestamp or a signature that is none."""
    stamp, signature = (
        request.headers.get(name, ["0"])[0] for name in ("x-slack-request-timestamp", "x-slack-signature")
    )
    return _is_number(stamp) and signature.isascii()


def _is_number(text: str) -> bool:
    """Whether this is a whole number of a sensible length: Python refuses to read one of over 4,300 digits."""
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS


def _log_refusal(request: BoltRequest) -> None:
    """Logs an id and the reason, and nothing of the request. A machine whose clock runs away refuses everything."""
    [stamp] = request.headers.get("x-slack-request-timestamp", ["0"])[:1]
    apart = abs(int(time.time()) - int(stamp))
    why = "its signature is wrong"
    if apart > _WINDOW_SECONDS:
        why = f"its time is {apart} s from this machine's; is the clock right?"
    _log.warning("refused a request, %s: %s", secrets.token_hex(4), why)


def _as_reply(response: BoltResponse) -> Reply:
    headers = [(name, value) for name, values in response.headers.items() for value in values]
    return response.status, headers, response.body.encode()
