"""A server under load: the app's own with one WSGI application, signed requests, CPU as the kernel counts it."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from slack_sdk.signature import SignatureVerifier

SECRET = "bench-secret"


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU milliseconds of the server per request, and the median latency in milliseconds."""

    cpu: float
    latency: float


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and the process that does the work."""

    port: int
    pid: int


@contextmanager
def serving(target: str, port: int, env: Mapping[str, str]) -> Iterator[Server]:
    """One process of eight threads, as `ladderbot serve` runs it; stopped at the end."""
    command = [sys.executable, "-m", "tests.bench.server", target, str(port)]
    process = subprocess.Popen(command, env={**os.environ, **env})
    try:
        wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    """Returns once something listens there. Raises `TimeoutError` after 30 s."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise TimeoutError("the server did not start")


def cpu_of(pid: int) -> float:
    """The CPU seconds of all threads of a process, by the number Linux gives its clock (clock_getcpuclockid(3))."""
    return time.clock_gettime((~pid << 3) | 2)


def signed(body: str) -> bytes:
    """A whole HTTP request with this body, signed as Slack signs."""
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {signature}\r\n\r\n"
    )
    return (head + body).encode()


def measure(server: Server, body: Callable[[], str], *, requests: int, concurrency: int) -> Measured:
    """So many requests over so many connections, after a warm-up of a tenth; every answer must be a 200."""
    _run(server.port, _each(body, max(2, requests // 10 // concurrency), concurrency))
    prepared = _each(body, requests // concurrency, concurrency)
    before = cpu_of(server.pid)
    latencies = _run(server.port, prepared)
    return Measured((cpu_of(server.pid) - before) * 1000 / len(latencies), statistics.median(latencies) * 1000)


def first_answer(server: Server, body: str) -> bytes:
    """The answer to one request. Raises `AssertionError` unless it is a 200."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(signed(body))
        answer = _answer(connection)
    if not answer.startswith(b"HTTP/1.1 200"):
        raise AssertionError("the first request was not answered with 200")
    return answer


def _each(body: Callable[[], str], number: int, clients: int) -> list[list[bytes]]:
    return [[signed(body()) for _ in range(number)] for _ in range(clients)]


def _run(port: int, requests: Sequence[Sequence[bytes]]) -> list[float]:
    """The latencies in seconds; one connection and thread per inner list."""
    latencies: list[float] = []
    threads = [threading.Thread(target=_client, args=(port, mine, latencies)) for mine in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = sum(map(len, requests))
    if len(latencies) != asked:
        raise AssertionError(f"{asked - len(latencies)} of {asked} requests were not answered with 200")
    return latencies


def _client(port: int, requests: Sequence[bytes], latencies: list[float]) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            began = time.perf_counter()
            connection.sendall(request)
            if not _answer(connection).startswith(b"HTTP/1.1 200"):
                return
            latencies.append(time.perf_counter() - began)


def _answer(connection: socket.socket) -> bytes:
    """One whole answer; a short one if the server hangs up."""
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(65536)
        if not more:
            return got
        got += more
    head, _, body = got.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            return b""
        body += more
    return head + body
