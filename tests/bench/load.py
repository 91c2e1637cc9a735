"""A server under load: Granian with one WSGI application, signed requests over kept connections, CPU from the kernel."""

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

SECRET = "bench-secret"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU milliseconds of the server per request, and the median latency in milliseconds."""

    cpu: float
    latency: float


@contextmanager
def serving(target: str, port: int, env: Mapping[str, str]) -> Iterator[int]:
    """Granian with one worker of eight threads; yields the worker's process id, and stops it at the end."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "8", "--no-log", target]
    process = subprocess.Popen(command, env={**os.environ, **env})
    try:
        _wait_for(port)
        yield _worker_of(process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError("the server did not start")


def _worker_of(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    workers = [
        int(child) for child in children if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return workers[-1]


def cpu_of(pid: int) -> float:
    """The CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def command_body(text: str, user: str, team: str) -> str:
    """The body of a slash command."""
    form = {
        "command": "/ladder",
        "text": text,
        "user_id": user,
        "user_name": "lena",
        "team_id": team,
        "team_domain": "bench",
        "channel_id": "C1",
        "channel_name": "general",
        "trigger_id": "1.2.abc",
        "response_url": "http://127.0.0.1:9/",
        "api_app_id": "A1",
    }
    return urlencode(form)


def _headers(body: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or "",
    }


def measure(pid: int, port: int, body: str, *, requests: int, concurrency: int) -> Measured:
    """So many requests over so many connections, after a warm-up of a tenth; every answer must be a 200."""
    _run(port, body, max(concurrency, requests // 10), concurrency)
    before = cpu_of(pid)
    latencies = _run(port, body, requests, concurrency)
    return Measured((cpu_of(pid) - before) * 1000 / len(latencies), statistics.median(latencies) * 1000)


def _run(port: int, body: str, requests: int, concurrency: int) -> list[float]:
    latencies: list[float] = []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        mine = []
        for _ in range(requests // concurrency):
            headers = _headers(body)
            began = time.perf_counter()
            connection.request("POST", "/slack/events", body, headers)
            answer = connection.getresponse()
            answer.read()
            mine.append(time.perf_counter() - began)
            assert answer.status == 200, answer.status
        latencies.extend(mine)

    threads = [threading.Thread(target=client) for _ in range(concurrency)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return latencies
