"""The HTTP server: waitress, which reads a request to its end before it takes an answering thread for it.

A request that does not become whole in time is hung up on, so that nobody can hold connections for long.
"""

import socket
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer

from bot.web.http import MOST_BODY

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]

WHOLE_SECONDS = 10  # for a request to come in whole; Slack itself gives up after 3 s
_IDLE_SECONDS = 60
_LOOK_SECONDS = 2
_MOST_CONNECTIONS = 800  # below the 1,024 open files that a process usually may have
_MOST_HEADER = 32_768  # bytes
_MOST_IN_MEMORY = 65_536  # bytes of a body; the rest of a larger one waits in a temporary file


class _Parser(HTTPRequestParser):
    """Knows since when it has been reading its request."""

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        """Raises `ParsingError`, which is answered with a 400."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # Python reads no number of more than 4,300 digits
            raise ParsingError("a number is too long") from error


class _Channel(HTTPChannel):
    parser_class = _Parser


class Server(TcpWSGIServer):
    """Answers what comes in at a socket that listens already."""

    channel_class = _Channel

    def __init__(self, application: "Application", listener: socket.socket, threads: int) -> None:
        self._listener = listener
        super().__init__(
            application,
            threads=threads,
            ident=None,
            connection_limit=_MOST_CONNECTIONS,
            asyncore_use_poll=True,
            channel_timeout=_IDLE_SECONDS,
            cleanup_interval=_LOOK_SECONDS,
            max_request_header_size=_MOST_HEADER,
            max_request_body_size=MOST_BODY + 1,
            inbuf_overflow=_MOST_IN_MEMORY,
        )

    def create_socket(self, *_family_and_type: Any) -> None:
        """Takes the socket it was given."""
        self._listener.setblocking(False)
        self.set_socket(self._listener)

    def bind_server_socket(self) -> None:
        """Does nothing: the socket is bound."""

    def maintenance(self, now: int) -> None:
        """Hangs up on who has been idle, or has been sending one request, for too long."""
        super().maintenance(now)
        latest = time.monotonic() - WHOLE_SECONDS
        channels: Any = self.active_channels  # by file number, which the stubs do not know
        for channel in channels.values():
            if channel.request is not None and channel.request.began < latest:
                channel.will_close = True


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises `OSError` if it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=1024)
