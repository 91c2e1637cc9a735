"""Files that people uploaded: what comes whole and in time is taken, and the token goes nowhere but to Slack."""

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from threading import Thread

import pytest

from bot.slack.client import request_client
from bot.slack.downloads import downloader
from handlers.publishing.input import MOST_BYTES
from ladder.errors import Unavailable
from tests.bot.slack.edge import answer, edge

TOKEN = "xoxb-secret"
SHEET = b"Level,Delivery\nJunior,Finishes\n"


def fetch(api: str, url: str) -> bytes:
    return downloader(request_client(TOKEN, api))(url)


def at(api: str, path: str = "files/F1/ladder.csv") -> str:
    """An address of a file on the host of the Web API."""
    return api.replace("/api/", f"/{path}")


def test_a_file_is_fetched_with_the_token() -> None:
    with edge(answer(SHEET, "200 OK", "Content-Type: text/csv")) as slack:
        assert fetch(slack.url, at(slack.url)) == SHEET
    assert f"Authorization: Bearer {TOKEN}".encode() in slack.requests[0]


def test_a_page_that_was_uploaded_is_a_file() -> None:
    with edge(answer(b"<h1>Junior</h1>", "200 OK", "Content-Type: text/html")) as slack:
        assert fetch(slack.url, at(slack.url, "files/F1/LADDER.HTML?t=1")) == b"<h1>Junior</h1>"


@pytest.mark.parametrize(
    "sent",
    [
        answer(b"<h1>Sign in</h1>", "200 OK", "Content-Type: text/html; charset=utf-8"),
        answer(b"x" * (MOST_BYTES + 1)),
        answer(SHEET, length=len(SHEET) + 1),
        answer("", "403 Forbidden"),
        answer("", "500 Internal Server Error"),
        b"no HTTP at all\r\n\r\n",
        b"",
    ],
    ids=["sign-in", "too large", "broken off", "forbidden", "in trouble", "nonsense", "nothing"],
)
def test_what_is_not_the_file_is_refused(sent: bytes) -> None:
    with edge(sent) as slack, pytest.raises(Unavailable):
        fetch(slack.url, at(slack.url))


def test_a_file_of_one_megabyte_is_taken() -> None:
    with edge(answer(b"x" * MOST_BYTES)) as slack:
        assert len(fetch(slack.url, at(slack.url))) == MOST_BYTES


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])
def test_a_redirect_is_not_followed(status: str) -> None:
    with edge(answer(b"a secret")) as other:
        elsewhere = at(other.url)
        with edge(answer("", status, f"Location: {elsewhere}")) as slack, pytest.raises(Unavailable):
            fetch(slack.url, at(slack.url))
    assert other.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/files/F1/ladder.csv",
        "http://files.slack.com@127.0.0.1:{port}/ladder.csv",
        "http://127.0.0.1:{port}/files.slack.com/ladder.csv",
        "http://files.slack.com/ladder.csv",
        "https://files.slack.com.evil.example/ladder.csv",
        "https://evilslack.com/ladder.csv",
        "https://slack.com@evil.example/ladder.csv",
        "https://files.slack.com:8443/ladder.csv",
        "https://files.slack.com:port/ladder.csv",
        "https://[files.slack.com/ladder.csv",
        "file:///etc/passwd",
        "ftp://files.slack.com/ladder.csv",
        "http://slack.com/api/ladder.csv",
        "//files.slack.com/ladder.csv",
        "",
    ],
)
def test_the_token_goes_nowhere_but_to_slack(url: str) -> None:
    with edge(answer(b"a secret")) as other:
        port = other.url.split(":")[2].split("/")[0]
        with pytest.raises(Unavailable, match="not a file at Slack"):
            fetch("https://slack.com/api/", url.format(port=port))
    assert other.requests == []


@contextmanager
def dripping(part: bytes, seconds: float) -> Iterator[str]:
    """The address of a server that sends parts of a file without end, each after some seconds."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n\r\n")
                    for one in repeat(part):
                        connection.sendall(one)
                        time.sleep(seconds)
                except OSError:
                    return

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/api/"
        thread.join(5)
    assert not thread.is_alive()


@pytest.mark.parametrize(("part", "seconds"), [(b"x", 0.1), (b"x" * 100_000, 0.0)], ids=["slow", "endless"])
def test_what_does_not_end_is_left_in_time(part: bytes, seconds: float) -> None:
    with dripping(part, seconds) as api:
        began = time.monotonic()
        with pytest.raises(Unavailable):
            fetch(api, at(api))
        assert time.monotonic() - began < 2.5


def test_nothing_of_a_file_or_its_address_stands_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with edge(answer(b"a secret sentence"), answer("", "403 Forbidden")) as slack:
        assert fetch(slack.url, at(slack.url))
        with pytest.raises(Unavailable) as caught:
            fetch(slack.url, at(slack.url))
    for told in (caplog.text, str(caught.value)):
        assert "secret" not in told
        assert "F1" not in told
