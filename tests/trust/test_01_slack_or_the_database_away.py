"""What is away or wrong when a process starts is said in one line with the setting's name (docs/faults.md, 70, 73,
91)."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest

from tests.office import ANA, Office, answer_text
from tests.processes import APP_TOKEN, answers, free_port, ladderbot, running, said_by, until

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("words", [("run",), ("worker",), ("socket",), ("serve",), ("worker", "--drain")])
def test_a_wrong_bot_token_ends_the_start_with_its_name(office: Office, words: tuple[str, ...]) -> None:
    done = ladderbot(office, *words, SLACK_BOT_TOKEN="xoxb-wrong", SLACK_APP_TOKEN=APP_TOKEN, PORT=str(free_port()))
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "SLACK_BOT_TOKEN: Slack does not accept this token (invalid_auth). Get it here: "
        "https://api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (xoxb-…)."
    ]


@pytest.mark.parametrize("words", [("socket",), ("run", "--socket")])
def test_a_wrong_app_token_ends_the_start_with_its_name(office: Office, words: tuple[str, ...]) -> None:
    done = ladderbot(office, *words, SLACK_APP_TOKEN="xapp-wrong")
    assert done.returncode == 2
    [line] = [line for line in done.stderr.splitlines() if "_TOKEN" in line]
    assert line.startswith("SLACK_APP_TOKEN: Slack does not accept this token (invalid_auth). Get it here: https://")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("run",), ("worker",), ("socket",)])
def test_while_slack_is_away_processes_wait_and_say_so(office: Office, words: tuple[str, ...]) -> None:
    port = free_port()
    away = f"http://127.0.0.1:{free_port()}/api/"
    with running(office, *words, SLACK_API_URL=away, SLACK_APP_TOKEN=APP_TOKEN, PORT=str(port)) as process:
        until(lambda: "Trying again in" in said_by(process))
        assert f"SLACK_BOT_TOKEN: Slack does not answer at {away}" in said_by(process)
        assert process.poll() is None
        assert "Traceback" not in said_by(process)


def test_a_single_round_without_slack_fails_in_one_line(office: Office) -> None:
    done = ladderbot(office, "worker", "--drain", SLACK_API_URL=f"http://127.0.0.1:{free_port()}/api/")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "SLACK_BOT_TOKEN: Slack does not answer" in line


DOWN = f"postgresql://ladder:secret@127.0.0.1:{free_port()}/ladder"


@pytest.mark.parametrize("words", [("run",), ("clock",), ("worker",)])
def test_while_the_database_is_down_processes_wait_and_say_so(office: Office, words: tuple[str, ...]) -> None:
    with running(office, *words, DATABASE_URL=DOWN) as process:
        until(lambda: "Trying again in" in said_by(process))
        assert "DATABASE_URL: the database does not answer" in said_by(process)
        for never in ("Traceback", "migrate", "secret"):
            assert never not in said_by(process)


@pytest.mark.parametrize("words", [("clock", "--once"), ("worker", "--drain")])
def test_a_single_round_without_the_database_fails_in_one_line(office: Office, words: tuple[str, ...]) -> None:
    done = ladderbot(office, *words, DATABASE_URL=DOWN)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("DATABASE_URL: the database does not answer")
    assert "migrate" not in line


def test_while_the_database_is_down_the_web_process_lives_and_is_not_ready(office: Office) -> None:
    port = free_port()
    with running(office, "serve", "--host", "127.0.0.1", "--port", str(port), DATABASE_URL=DOWN) as process:
        until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
        with socket.create_connection(("127.0.0.1", port), timeout=20) as asking:
            asking.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert asking.recv(100).startswith(b"HTTP/1.1 503")
        assert "Traceback" not in said_by(process)


class Relay:
    """Passes connections on to the local workspace, until they fall silent: those that are open stay so."""

    def __init__(self, to: tuple[str, int]) -> None:
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.upgrades = 0
        self._silenced: set[int] = set()
        self._threads: list[threading.Thread] = []
        self._begin(self._accept)

    def fall_silent(self) -> None:
        self._silenced.update(range(self.upgrades + 1))

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(10)

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        self._threads.append(threading.Thread(target=work, args=arguments, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self.upgrades += 1
            far = socket.create_connection(self._to)
            for pair in ((near, far), (far, near)):
                self._begin(self._pass_on, *pair, self.upgrades)

    def _pass_on(self, source: socket.socket, target: socket.socket, number: int) -> None:
        with source, target, suppress(OSError):
            while data := source.recv(65_536):
                if number not in self._silenced:
                    target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)  # wakes the other direction


@contextmanager
def relay(office: Office) -> Iterator[Relay]:
    """Stands between the app's WebSocket and the workspace; calls go straight to it."""
    address = urlsplit(office.url)
    between = Relay((str(address.hostname), int(address.port or 0)))
    office.slack.workspace.base_url = between.url
    try:
        yield between
    finally:
        between.close()


def test_a_socket_that_dies_without_a_goodbye_is_replaced_within_15_seconds(office: Office) -> None:
    office.slack.app.app_token = APP_TOKEN
    with relay(office) as between, running(office, "socket", SLACK_APP_TOKEN=APP_TOKEN):
        until(lambda: office.slack.transport.sockets.connected)
        until(lambda: "Senior" in answer_text(office.slack.command(ANA, "/ladder senior")))
        between.fall_silent()
        began, before = time.monotonic(), between.upgrades
        until(lambda: between.upgrades > before, 20)
        assert time.monotonic() - began < 15
        until(lambda: "Senior" in answer_text(office.slack.command(ANA, "/ladder senior")))
