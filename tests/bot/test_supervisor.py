"""Processes that are kept running: started again when they end, stopped together."""

import sys
import time
from pathlib import Path
from threading import Event, Timer

import pytest

from bot import supervisor

PROGRAM = """
import pathlib, signal, sys, time
code, log = int(sys.argv[1]), pathlib.Path(sys.argv[2])
with log.open("a") as out: out.write("started\\n")
if code >= 0: sys.exit(code)
if code == -2: signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(60)
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the programs write that they began; they stand in for the app's own."""
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "python").write_text(f'#!/bin/sh\nshift 2\nexec {sys.executable} {tmp_path}/program.py "$@"\n')
    (tmp_path / "python").chmod(0o700)
    monkeypatch.setattr("bot.supervisor.sys.executable", str(tmp_path / "python"))
    monkeypatch.setattr(supervisor, "LOOK_SECONDS", 0.02)
    return tmp_path / "log"


def starts(log: Path) -> int:
    return len(log.read_text().splitlines()) if log.exists() else 0


def stopping_after(log: Path, wanted: int) -> Event:
    stop = Event()

    def look() -> None:
        if starts(log) >= wanted:
            stop.set()
        else:
            Timer(0.05, look).start()

    look()
    return stop


def test_what_ends_is_started_again_sooner_the_first_time(log: Path) -> None:
    began = time.monotonic()
    assert supervisor.keep_running([("1", str(log))], stopping_after(log, 3)) == 0
    assert starts(log) == 3
    assert time.monotonic() - began > 1  # at once, then after a second


def test_wrong_settings_end_all(log: Path) -> None:
    assert supervisor.keep_running([("-1", str(log)), ("2", str(log))], Event()) == supervisor.WRONG_SETTINGS


def test_what_does_not_stop_in_time_is_killed(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.2)
    stop = stopping_after(log, 1)
    began = time.monotonic()
    assert supervisor.keep_running([("-2", str(log))], stop) == 0
    assert time.monotonic() - began < 30
