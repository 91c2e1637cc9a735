"""The far end of one HTTP connection, played byte by byte: what no well-behaved server would send."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Edge:
    """Answers each request with the next of `answers`: the bytes to send before it hangs up; None sends none at all."""

    def __init__(self, *answers: bytes | None) -> None:
        self.requests: list[bytes] = []
        self._answers = iter(answers)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/api/"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                request = _whole_request(connection)
                if not request:  # they hung up without a word
                    continue
                self.requests.append(request)
                answer = next(self._answers)
                if answer is not None:
                    connection.sendall(answer)


def _whole_request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65_536)
        if not more:
            return b""
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def answer(body: str | bytes, status: str = "200 OK", *headers: str, length: int | None = None) -> bytes:
    """A whole HTTP answer; `length` makes it promise another length than it has."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + content


@contextmanager
def edge(*answers: bytes | None) -> Iterator[Edge]:
    """An `Edge` on a free port of this machine."""
    far_end = Edge(*answers)
    try:
        yield far_end
    finally:
        far_end.close()
