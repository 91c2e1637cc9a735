"""One open connection to a host, over HTTP/1.1: a request goes out in one piece, and its answer is read to its end."""

from dataclasses import dataclass, field
from select import POLLIN, poll
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection, socket
from ssl import SSLContext
from typing import NamedTuple

from httptools import HttpParserError, HttpResponseParser

_READ = 65_536  # bytes at most at a time


class Reply(NamedTuple):
    """An answer of the host, read to its end; the names of its headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """A connection to `host`. Whoever has it alone may use it."""

    def __init__(self, host: str, port: int, timeout: float, tls: SSLContext | None) -> None:
        """Connects, over TLS where there is a context for it; `timeout` is in seconds, for each step. Raises
        `OSError`."""
        self.reusable = True
        self._socket = create_connection((host, port), timeout)
        self._socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        if tls is not None:
            self._socket = _over_tls(self._socket, tls, host)
        self._waiting = poll()
        self._waiting.register(self._socket, POLLIN)

    def has_input(self) -> bool:
        """Whether something came in that nobody asked for: the host's good-bye, or an answer that is out of step."""
        return bool(self._waiting.poll(0))

    def exchange(self, request: bytes) -> Reply:
        """The answer to a whole request. Raises `ConnectionResetError` if the host hangs up without any, `TimeoutError`
        if it takes too long, and `OSError` for what is no whole answer."""
        self._socket.sendall(request)
        answer = _Answer()
        parser = HttpResponseParser(answer)
        while not answer.complete:
            part = self._socket.recv(_READ)
            if not part:
                raise OSError("the answer breaks off") if answer.began else ConnectionResetError("hung up")
            answer.began = True
            _feed(parser, part)
        self.reusable = parser.get_http_version() == "1.1" and answer.headers.get("connection", "").lower() != "close"
        return Reply(parser.get_status_code(), answer.headers, b"".join(answer.body))

    def close(self) -> None:
        """Closes it; more than once does no harm."""
        self._socket.close()


@dataclass(slots=True)
class _Answer:
    """What the parser tells, by the names it knows."""

    headers: dict[str, str] = field(default_factory=dict)
    body: list[bytes] = field(default_factory=list)
    began: bool = False
    complete: bool = False

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_body(self, part: bytes) -> None:
        self.body.append(part)

    def on_message_complete(self) -> None:
        self.complete = True


def _feed(parser: HttpResponseParser, part: bytes) -> None:
    try:
        parser.feed_data(part)
    except HttpParserError as error:
        raise OSError(f"no answer of HTTP: {type(error).__name__}") from error


def _over_tls(plain: socket, tls: SSLContext, host: str) -> socket:
    try:
        return tls.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
