"""HTTP connections to one host that are kept for the next request; for requests that may be repeated.

A connection that is made anew for each request costs a handshake over TCP and one over TLS, out of the three seconds
that Slack gives a press (docs/decisions/server.md has the figures).
"""

import select
import time
import weakref
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ssl import SSLContext, SSLEOFError, SSLZeroReturnError
from urllib.parse import urlsplit

IDLE_SECONDS = 30  # shorter than hosts wait: one that hangs up first may do so while a request is on its way

_HUNG_UP = (ConnectionError, SSLEOFError, SSLZeroReturnError)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the host, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connections:
    """The connections to the host of `url`, over https or http. Safe for threads: each is idle or in one thread's
    hands, so there are at most as many as there were requests at once.

    Those that were idle for too long are closed at the next request, and all of them with this object.
    """

    def __init__(self, url: str, *, timeout: float, tls: Callable[[], SSLContext]) -> None:
        """`timeout` is in seconds, for each step; `tls` is asked for when the first connection over https is made."""
        parts = urlsplit(url)
        self._host, self._port, self._over_tls = parts.hostname or "", parts.port, parts.scheme == "https"
        self._timeout, self._tls = timeout, tls
        self._idle: deque[tuple[HTTPConnection, float]] = deque()  # the longest idle first; its ends need no lock
        weakref.finalize(self, _close_all, self._idle)

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        """The host's answer. Raises `OSError` if there is none, `TimeoutError` if it takes too long.

        If the host has hung up on a kept connection, the request goes out once more on a new one. Nobody knows then
        whether the first had arrived, so only what may be repeated belongs here.
        """
        kept = self._take()
        if kept is not None:
            with suppress(*_HUNG_UP):
                return self._exchange(kept, path, body, headers)
        return self._exchange(self._new(), path, body, headers)

    def _exchange(self, connection: HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            reply = Reply(response.status, dict(response.headers), response.read())
        except OSError:
            connection.close()
            raise
        except HTTPException as error:
            connection.close()
            raise OSError(f"no whole answer: {type(error).__name__}") from error
        if connection.sock is not None:  # else the host wanted it closed
            self._idle.append((connection, time.monotonic()))
        return reply

    def _take(self) -> HTTPConnection | None:
        """The longest idle connection that is still good; those that are not are closed."""
        with suppress(IndexError):
            while True:
                connection, since = self._idle.popleft()
                if time.monotonic() - since < IDLE_SECONDS and not _has_input(connection):
                    return connection
                connection.close()
        return None

    def _new(self) -> HTTPConnection:
        if self._over_tls:
            return HTTPSConnection(self._host, self._port, timeout=self._timeout, context=self._tls())
        return HTTPConnection(self._host, self._port, timeout=self._timeout)


def _has_input(idle: HTTPConnection) -> bool:
    """Whether something came in that nobody asked for: the host's good-bye, or an answer that is out of step."""
    waiting = select.poll()
    waiting.register(idle.sock, select.POLLIN)
    return bool(waiting.poll(0))


def _close_all(idle: deque[tuple[HTTPConnection, float]]) -> None:
    for connection, _ in idle:
        connection.close()
