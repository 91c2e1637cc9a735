"""A request that leaves in time or not at all, over the SDK's own client."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient

from bot.slack import outcomes
from bot.slack.punctual import PunctualClient, TooLate, leaving_only_if
from tests.bot.slack.edge import Edge, answer, edge
from tests.bot.slack.test_outcomes import ACCEPTED


def test_the_client_for_posts_is_punctual_and_repeats_nothing() -> None:
    client = outcomes.post_client("xoxb-secret", "https://slack.com/api/")
    assert isinstance(client, PunctualClient)
    assert client.retry_handlers == []


def test_the_sdk_opens_its_connections_where_we_think_it_does() -> None:
    ours = PunctualClient._perform_urllib_http_request_internal
    assert hasattr(WebClient, ours.__name__)
    assert getattr(WebClient, ours.__name__) is not ours


@contextmanager
def counting(far_end: Edge) -> Iterator[list[str]]:
    """Notes in order when the clock was looked at and how much had been sent by then."""
    looks: list[str] = []

    def look() -> bool:
        looks.append(f"{len(far_end.requests)} requests")
        return True

    with leaving_only_if(look):
        yield looks


def test_the_clock_is_looked_at_when_the_connection_stands_and_nothing_was_sent() -> None:
    with edge(answer(ACCEPTED)) as far_end, counting(far_end) as looks:
        outcomes.post_client("xoxb-secret", far_end.url).chat_postMessage(channel="U1", text="hello")
        assert looks == ["0 requests"]
        assert len(far_end.requests) == 1


def test_a_request_that_is_too_late_is_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as far_end:
        client = outcomes.post_client("xoxb-secret", f"http://127.0.0.1:{far_end.getsockname()[1]}/api/")
        with pytest.raises(TooLate):
            outcomes.post(lambda: client.chat_postMessage(channel="U1", text="hello"), lambda: False)
        connection, _ = far_end.accept()
        with connection:
            assert connection.recv(1) == b"", "the connection stood, and was closed without a byte"


def test_outside_a_post_nobody_looks_at_the_clock() -> None:
    with edge(answer(ACCEPTED), answer(ACCEPTED)) as far_end:
        client = outcomes.post_client("xoxb-secret", far_end.url)
        outcomes.post(lambda: client.chat_postMessage(channel="U1", text="hello"), lambda: True)
        outcomes.look_up(lambda: client.users_info(user="U1"))
        assert len(far_end.requests) == 2


def test_each_thread_looks_at_its_own_clock() -> None:
    results: dict[str, Any] = {}

    def call(name: str, client: WebClient) -> None:
        results[name] = outcomes.look_up(lambda: client.users_info(user="U1"))

    with edge(answer(ACCEPTED)) as far_end:
        client = outcomes.post_client("xoxb-secret", far_end.url)
        with leaving_only_if(lambda: False):
            thread = threading.Thread(target=call, args=("other", client))
            thread.start()
            thread.join()
            with pytest.raises(URLError):
                client.users_info(user="U1")
    assert isinstance(results["other"], outcomes.Answer)


def test_over_tls_the_clock_is_looked_at_after_the_handshake(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def connect(_: Any) -> None:
        order.append("handshake")

    def look() -> bool:
        order.append("look")
        return False

    monkeypatch.setattr(HTTPSConnection, "connect", connect)
    client = PunctualClient("xoxb-secret", "https://slack.example/api/", ssl=ssl.create_default_context())
    client.retry_handlers = []
    with leaving_only_if(look), pytest.raises(URLError) as raised:
        client.users_info(user="U1")
    assert isinstance(raised.value.reason, TooLate)
    assert order == ["handshake", "look"]


def test_a_proxy_is_used_and_the_clock_looked_at_as_well() -> None:
    with edge(answer(ACCEPTED)) as far_end, counting(far_end) as looks:
        proxy = far_end.url.removesuffix("/api/")
        client = PunctualClient("xoxb-secret", "http://slack.invalid/api/", proxy=proxy, retry_handlers=[])
        assert client.users_info(user="U1")["ok"]
        assert looks == ["0 requests"]
        assert far_end.requests[0].startswith(b"POST http://slack.invalid/api/users.info")
