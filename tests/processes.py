"""The app's real processes, as an operator starts them, against an office's local workspace."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.demo.connected import BOT_TOKEN, SIGNING_SECRET
from tests.office import Office

APP_TOKEN = "xapp-local"
_COMPILED = Path(tempfile.gettempdir()) / "ladder-compiled"  # as an installed package has it: starting takes a third


def environment(office: Office, **more: str) -> dict[str, str]:
    """The settings of a process that works with the office."""
    return {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(_COMPILED),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": office.config.slack_api_url,
        "DATABASE_URL": office.config.database_url,
        **more,
    }


def ladderbot(office: Office, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself, and what it said."""
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(
        command, env=environment(office, **more), capture_output=True, text=True, timeout=60, check=False
    )


@contextmanager
def running(office: Office, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A process that runs until the end of the block, and then stops cleanly. What it says goes to `said_by`."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *words], env=environment(office, **more), stderr=said, text=True
        )
        _said[process.pid] = said
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(30)
            sys.stderr.write(said_by(process))
            del _said[process.pid]
            assert code in (0, -signal.SIGTERM)


_said: dict[int, Any] = {}


def said_by(process: subprocess.Popen[str]) -> str:
    """What a running process has said on standard error so far."""
    return os.pread(_said[process.pid].fileno(), 1_000_000, 0).decode()


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Returns once it holds. Fails after so many seconds; the machine may be busy."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def new_words() -> str:
    """A win like no other: one that is much like another is asked about."""
    return f"Led {uuid4().hex} to {uuid4().hex}"


def answers(url: str) -> bool:
    """Whether it answers with a 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def children_of(pid: int) -> dict[str, int]:
    """The processes that this one runs, by their command."""
    lines = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    words = [line.split() for line in lines.stdout.splitlines()]
    return {line[line.index("bot.kept") + 1]: int(line[0]) for line in words if "bot.kept" in line}
