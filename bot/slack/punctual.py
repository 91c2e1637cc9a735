"""A Slack client whose request leaves in time or not at all.

Between the last look at the clock and the first byte on the wire lie the connection and its TLS handshake. A process
that is stopped there for minutes would post, when it goes on, what another worker has sent meanwhile. So the clock is
looked at once more when the connection stands, in the line before the request is written to it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ssl import SSLContext
from typing import Any
from urllib.request import (
    BaseHandler,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from slack_sdk import WebClient

_BODY_FOLLOWS = re.compile(rb"\r\ncontent-length: *[1-9][^\0]*\r\n\r\n\Z", re.IGNORECASE)

_in_time: ContextVar[Callable[[], bool] | None] = ContextVar("in_time", default=None)


class TooLate(OSError):
    """The request was not sent: its moment had passed when the connection stood."""


@contextmanager
def leaving_only_if(in_time: Callable[[], bool]) -> Iterator[None]:
    """Calls of this thread inside the block are sent only if `in_time` says so at the last moment."""
    token = _in_time.set(in_time)
    try:
        yield
    finally:
        _in_time.reset(token)


class _Connection(HTTPConnection):
    """Connects first, then looks at the clock, then sends headers and body at once: no moment lies between."""

    _head = b""

    def send(self, data: Any) -> None:
        if not self._head and _BODY_FOLLOWS.search(data):
            if self.sock is None:
                self.connect()
            self._head = data
            return
        whole, self._head = self._head + data, b""
        in_time = _in_time.get()
        if in_time is not None and not in_time():
            raise TooLate
        super().send(whole)


class _TLSConnection(_Connection, HTTPSConnection):
    """The same over TLS, whose handshake takes far longer than everything else."""


class _HTTP(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Connection, req)


class _HTTPS(HTTPSHandler):
    def __init__(self, context: SSLContext | None) -> None:
        super().__init__(context=context)
        self._tls = context

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_TLSConnection, req, context=self._tls)


class NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: it would carry the app's token to wherever it points."""

    def redirect_request(self, *_args: object) -> None:
        """Leaves the answer as it is."""


class PunctualClient(WebClient):
    """The SDK's client over connections that look at the clock and follow no redirect. It raises `URLError` around
    `TooLate`."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        # the SDK's one place that opens a connection; tests/bot/slack/test_punctual.py notices if that moves
        proxies: list[BaseHandler] = [ProxyHandler({"http": self.proxy, "https": self.proxy})] if self.proxy else []
        opener = build_opener(*proxies, _HTTP(), _HTTPS(self.ssl), NoRedirects())
        with opener.open(req, timeout=self.timeout) as response:
            charset = response.headers.get_content_charset() or "utf-8"
            return {"status": response.status, "headers": response.headers, "body": response.read().decode(charset)}
