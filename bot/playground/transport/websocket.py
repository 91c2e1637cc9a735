"""The server's half of a WebSocket (RFC 6455), as far as Socket Mode needs it: text, ping, close, no extensions."""

import hashlib
import socket
import struct
import threading
from base64 import b64encode
from collections.abc import Iterator
from typing import BinaryIO

_MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_CONTINUED, _TEXT, _CLOSE, _PING, _PONG = 0x0, 0x1, 0x8, 0x9, 0xA
MAX_FRAME = 1_000_000


def accept_key(key: str) -> str:
    """Returns what the server answers to a client's Sec-WebSocket-Key (RFC 6455, section 4.2.2)."""
    return b64encode(hashlib.sha1((key + _MAGIC).encode(), usedforsecurity=False).digest()).decode()


def handshake(key: str) -> bytes:
    """Returns the answer that turns an HTTP connection into a WebSocket."""
    lines = (
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Accept: {accept_key(key)}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class WebSocket:
    """One open connection. Any thread may send; one reads."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._sending = threading.Lock()

    def send(self, text: str) -> None:
        """Sends one text message. Raises OSError if the connection is gone."""
        self._send(_TEXT, text.encode())

    def close(self) -> None:
        """Says goodbye and hangs up; a connection that is gone already is no error."""
        try:
            self._send(_CLOSE, struct.pack("!H", 1000))
            self._connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def messages(self) -> Iterator[str]:
        """Yields text messages until the other side closes or goes away; answers its pings."""
        stream = self._connection.makefile("rb")
        gathered = b""
        with stream:
            for opcode, last, data in _frames(stream):
                if opcode == _CLOSE:
                    return
                if opcode == _PING:
                    self._send(_PONG, data)
                elif opcode in (_TEXT, _CONTINUED):
                    gathered += data
                    if last:
                        yield gathered.decode("utf-8", "replace")
                        gathered = b""

    def _send(self, opcode: int, data: bytes) -> None:
        with self._sending:
            self._connection.sendall(frame(opcode, data))


def frame(opcode: int, data: bytes) -> bytes:
    """Returns one unmasked frame, as a server sends it."""
    if len(data) < 126:
        head = struct.pack("!BB", 0x80 | opcode, len(data))
    elif len(data) < 65_536:
        head = struct.pack("!BBH", 0x80 | opcode, 126, len(data))
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 127, len(data))
    return head + data


def _frames(stream: BinaryIO) -> Iterator[tuple[int, bool, bytes]]:
    try:
        while len(head := stream.read(2)) == 2:
            length = _length(stream, head[1] & 0x7F)
            if length > MAX_FRAME or not head[1] & 0x80:
                return
            mask, data = stream.read(4), stream.read(length)
            yield head[0] & 0x0F, bool(head[0] & 0x80), bytes(b ^ mask[i % 4] for i, b in enumerate(data))
    except (OSError, struct.error, IndexError):
        return


def _length(stream: BinaryIO, short: int) -> int:
    if short < 126:
        return short
    size, code = (2, "!H") if short == 126 else (8, "!Q")
    length: int = struct.unpack(code, stream.read(size))[0]
    return length
