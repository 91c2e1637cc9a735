"""Connections to one host that are kept for the next request; for requests that may be repeated.

A connection that is made anew for each request costs a handshake over TCP and one over TLS, out of the three seconds
that Slack gives a press (docs/decisions/server.md has the figures).
"""

import time
import weakref
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from ssl import SSLContext, SSLEOFError, SSLZeroReturnError
from urllib.parse import urlsplit

from bot.slack.wire import Reply, Wire

IDLE_SECONDS = 30  # shorter than hosts wait: one that hangs up first may do so while a request is on its way

_HUNG_UP = (ConnectionError, SSLEOFError, SSLZeroReturnError)


class Connections:
    """The connections to the host of `url`, over https or http. Safe for threads: each is idle or in one thread's
    hands, so there are at most as many as there were requests at once.

    Those that were idle for too long are closed at the next request, and all of them with this object.
    """

    def __init__(self, url: str, headers: Mapping[str, str], *, timeout: float, tls: Callable[[], SSLContext]) -> None:
        """`headers` go with each request; `timeout` is in seconds, for each step; `tls` is asked for when the first
        connection over https is made."""
        parts = urlsplit(url)
        self._host, self._over_tls = parts.hostname or "", parts.scheme == "https"
        self._port = parts.port or (443 if self._over_tls else 80)
        lines = {"Host": parts.netloc.rpartition("@")[2], **headers}
        self._lines = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._timeout, self._tls = timeout, tls
        self._idle: deque[tuple[Wire, float]] = deque()  # the longest idle first; its ends need no lock
        weakref.finalize(self, _close_all, self._idle)

    def post(self, path: str, body: bytes) -> Reply:
        """The host's answer. Raises `OSError` if there is none, `TimeoutError` if it takes too long.

        If the host has hung up on a kept connection, the request goes out once more on a new one. Nobody knows then
        whether the first had arrived, so only what may be repeated belongs here.
        """
        request = self._request(path, body)
        kept = self._take()
        if kept is not None:
            with suppress(*_HUNG_UP):
                return self._exchange(kept, request)
        return self._exchange(self._new(), request)

    def _request(self, path: str, body: bytes) -> bytes:
        """In one piece: of two, the second would wait in the kernel or cost a packet of its own."""
        head = f"POST {path} HTTP/1.1\r\n{self._lines}Content-Length: {len(body)}\r\n\r\n"
        return head.encode("latin-1") + body

    def _exchange(self, wire: Wire, request: bytes) -> Reply:
        try:
            reply = wire.exchange(request)
        except BaseException:
            wire.close()
            raise
        if wire.reusable:
            self._idle.append((wire, time.monotonic()))
        else:
            wire.close()
        return reply

    def _take(self) -> Wire | None:
        """The longest idle connection that is still good; those that are not are closed."""
        with suppress(IndexError):
            while True:
                wire, since = self._idle.popleft()
                if time.monotonic() - since < IDLE_SECONDS and not wire.has_input():
                    return wire
                wire.close()
        return None

    def _new(self) -> Wire:
        return Wire(self._host, self._port, self._timeout, self._tls() if self._over_tls else None)


def _close_all(idle: deque[tuple[Wire, float]]) -> None:
    for wire, _ in idle:
        wire.close()
