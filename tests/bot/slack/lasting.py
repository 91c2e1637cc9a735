"""A far end that keeps its connections open, as Slack's does, until it hangs up."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from tests.bot.slack.edge import answer


class FarEnd(ThreadingHTTPServer):
    """Answers each request with the next of `answers`, as whole HTTP answers; after them, it says yes. `None` hangs up
    without an answer. It notes the requests and the connections they came over."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/api/"
        self.answers: list[bytes | None] = []
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.connections: list[socket.socket] = []
        self.together = threading.Barrier(1)  # so many requests are answered at the same time

    def hang_up(self) -> None:
        """Closes what is open, as a host does with connections that were idle for long."""
        for connection in self.connections:
            connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        far_end = cast("FarEnd", self.server)
        if self.connection not in far_end.connections:  # one that brings no request is a stranger's
            far_end.connections.append(self.connection)
        far_end.requests.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        far_end.together.wait(5)
        said = far_end.answers.pop(0) if far_end.answers else yes()
        if said is None:
            self.close_connection = True
        else:
            self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        """Writes nothing."""


def yes(body: str | bytes = '{"ok": true}', status: str = "200 OK", *headers: str) -> bytes:
    """An answer with this body."""
    return answer(body, status, *headers)


@contextmanager
def lasting() -> Iterator[FarEnd]:
    """A `FarEnd` on a free port of this machine."""
    with FarEnd() as far_end:
        thread = threading.Thread(target=far_end.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield far_end
        finally:
            far_end.shutdown()
            thread.join()
