"""`ladderbot run`: everything is saved from the first second, and whichever process dies is there again."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from handlers.evidence.capture import LOG_AGAIN
from ladder.delivery import queue
from ladder.delivery.queue import NewDelivery
from tests.office import ANA, BEN, MAX, Office
from tests.processes import answers, children_of, environment, free_port, new_words, running, until

pytestmark = pytest.mark.slow

STARTS = 20


def make_due(office: Office, start: int) -> None:
    """Several messages are due when everything starts: clock and worker are busy at once."""
    now = office.clock.now()
    due: dict[str, Any] = {
        "kind": LOG_AGAIN,
        "due_at": now - timedelta(minutes=1),
        "not_after": now + timedelta(days=1),
    }
    with office.database.write(office.team) as tx:
        new = (
            NewDelivery(recipient=person, period=f"{start}-{n}", **due) for person in (ANA, BEN, MAX) for n in (1, 2)
        )
        queue.enqueue(tx, *new)


def test_a_save_at_once_is_there_after_every_start(office: Office) -> None:
    for start in range(STARTS):
        make_due(office, start)
        start_and_save(office, wins=start + 1)


def start_and_save(office: Office, wins: int) -> None:
    port = free_port()
    office.slack.transport.app_url = f"http://127.0.0.1:{port}/slack/events"
    with running(office, "run", PORT=str(port)):
        until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
        save(office, wins)


def save(office: Office, wins: int) -> None:
    said = office.ask(ANA, f"log {new_words()}")
    assert "Saved" in said or "operation_timeout" in said  # Slack's 3 s may be over on a busy machine
    until(lambda: len(office.wins_of(ANA)) == wins)


def test_whichever_of_the_three_is_killed_everything_goes_on(office: Office) -> None:
    port = free_port()
    office.slack.transport.app_url = f"http://127.0.0.1:{port}/slack/events"
    with running(office, "run", PORT=str(port)) as process:
        until(lambda: len(office.heartbeats()) == 2)
        before = children_of(process.pid)
        assert set(before) == {"serve", "clock", "worker"}
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)
        beats = {row["name"]: row["at"] for row in office.heartbeats()}
        until(lambda: set(children_of(process.pid)) == set(before))
        assert not set(children_of(process.pid).values()) & set(before.values())
        until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        save(office, wins=1)
        until(lambda: all(row["at"] > beats[row["name"]] for row in office.heartbeats()))


def test_none_is_left_behind_when_run_itself_is_killed(office: Office) -> None:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment(office, PORT=str(port)))
    until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
    left = children_of(process.pid)
    process.kill()
    process.wait()
    until(lambda: not any(is_running(pid) for pid in left.values()))
    assert len(left) == 3


def is_running(pid: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(shown.strip()) and not shown.startswith("Z")


def test_a_web_process_that_dies_is_replaced_and_saves(office: Office) -> None:
    port = free_port()
    office.slack.transport.app_url = f"http://127.0.0.1:{port}/slack/events"
    with running(office, "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "2") as process:
        until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
        killed = children_of(process.pid)["serve"]
        os.kill(killed, signal.SIGKILL)
        until(lambda: children_of(process.pid)["serve"] != killed)
        for wins in range(1, 7):
            save(office, wins)
