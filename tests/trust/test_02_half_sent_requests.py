"""Requests that never become whole hold nobody up (docs/faults.md, 83, 72)."""

import math
import socket
import time
from collections.abc import Iterator

import pytest

from tests.office import ANA, Office
from tests.processes import answers, free_port, new_words, running, until

pytestmark = pytest.mark.slow

HELD = 200
ASKED = 5  # the fastest of so many counts: a busy machine makes any of them wait
HEAD = b"POST /slack/events HTTP/1.1\r\nHost: ladder\r\nContent-Type: application/x-www-form-urlencoded\r\n"
HALF_SENT = {
    "a body that never comes": HEAD + b"Content-Length: 500\r\n\r\n",
    "half a body": HEAD + b"Content-Length: 500\r\n\r\ncommand=%2Fladder&text=",
    "a chunk that never ends": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\ncommand",
    "half a head": HEAD,
}


@pytest.fixture
def port(office: Office) -> Iterator[int]:
    """Where a real web process answers."""
    port = free_port()
    office.slack.transport.app_url = f"http://127.0.0.1:{port}/slack/events"
    with running(office, "serve", "--host", "127.0.0.1", "--port", str(port)):
        until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        yield port


def begun(port: int, request: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(request)
    return connection


def seconds_to_save(office: Office) -> float:
    asked = time.monotonic()
    said = office.ask(ANA, f"log {new_words()}")
    return time.monotonic() - asked if "Saved" in said else math.inf


def status(port: int, request: bytes) -> int:
    with begun(port, request) as connection:
        return int(connection.recv(4096).split()[1])


def test_200_half_sent_requests_hold_nobody_up(office: Office, port: int) -> None:
    until(lambda: seconds_to_save(office) < 1)  # the first answers of a process take longer
    for request in HALF_SENT.values():
        held = [begun(port, request) for _ in range(HELD)]
        assert min(seconds_to_save(office) for _ in range(ASKED)) < 1
        for connection in held:
            connection.close()


def test_a_byte_now_and_then_keeps_no_request_open(port: int) -> None:
    began = time.monotonic()
    with begun(port, HALF_SENT["half a body"]) as dripping:
        until(lambda: has_hung_up(dripping))
    assert time.monotonic() - began < 15


def has_hung_up(connection: socket.socket) -> bool:
    time.sleep(0.5)
    try:
        connection.sendall(b"x")
        return connection.recv(1, socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_numbers_of_5000_digits_and_large_bodies_are_a_4xx(office: Office, port: int) -> None:
    digits = b"9" * 5000
    assert status(port, HEAD + b"Content-Length: " + digits + b"\r\n\r\n") == 400
    assert status(port, HEAD + b"Content-Length: 10000000\r\n\r\n") == 413
    signed = b"X-Slack-Request-Timestamp: " + digits + b"\r\nX-Slack-Signature: v0=" + digits + b"\r\n"
    assert status(port, HEAD + signed + b"Content-Length: 1\r\n\r\nx") == 401
    assert status(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") == 200
