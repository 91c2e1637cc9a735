"""The one way to Slack: connections that are kept, a call made once, and what is sure when no answer comes."""

import base64
import gc
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from urllib3.connection import HTTPSConnection

from bot.slack import client as client_module
from bot.slack import outcomes
from bot.slack.client import NeverSent, NoAnswer, SlackClient, TooLate, leaving_only_if, post_client, request_client
from handlers.blocks import modal, section
from tests.bot.delivery.test_worker import eventually
from tests.bot.slack.edge import Edge, answer, edge
from tests.bot.slack.lasting import FarEnd, lasting, yes
from tests.bot.slack.test_outcomes import ACCEPTED

VIEW = modal("notice", "Grüße", [section("“As typed” & <kept> 🎉")])


@pytest.fixture
def slack() -> Iterator[FarEnd]:
    with lasting() as far_end:
        yield far_end


def client_of(url: str) -> SlackClient:
    return request_client("xoxb-secret", url)


@pytest.fixture
def client(slack: FarEnd) -> SlackClient:
    return client_of(slack.url)


def publish(client: WebClient, person: str) -> SlackResponse:
    return client.views_publish(user_id=person, view=VIEW)


def say(client: WebClient) -> SlackResponse:
    return client.chat_postMessage(channel="U1", text="hello")


def readers(slack: FarEnd) -> list[str]:
    """For whom a Home tab was published."""
    return [json.loads(body)["user_id"] for _, _, body in slack.requests]


# --- what is sent, and what comes back


def test_a_view_is_opened_with_the_token_and_the_words_as_they_are(slack: FarEnd, client: SlackClient) -> None:
    slack.answers = [yes('{"ok": true, "view": {"id": "V1"}}')]
    assert client.views_open(trigger_id="1.2.abc", view=VIEW)["view"]["id"] == "V1"
    [(path, headers, body)] = slack.requests
    assert path == "/api/views.open"
    assert headers["Authorization"] == "Bearer xoxb-secret"
    assert headers["Content-Type"] == "application/json;charset=utf-8"
    assert json.loads(body) == {"trigger_id": "1.2.abc", "view": VIEW}


def test_half_an_emoji_in_a_text_keeps_no_form_from_opening(slack: FarEnd, client: SlackClient) -> None:
    cut = modal("notice", "Cut", [section("cut in two \ud83d")])
    assert client.views_open(trigger_id="1.2.abc", view=cut)["ok"]
    assert json.loads(slack.requests[0][2])["view"] == cut


def test_a_question_is_a_form_of_what_was_given(slack: FarEnd, client: SlackClient) -> None:
    client.users_info(user="U1", include_locale=False)
    client.users_list(limit=200, cursor="")
    questions = [parse_qs(body.decode(), keep_blank_values=True) for _, _, body in slack.requests]
    assert questions == [{"user": ["U1"], "include_locale": ["0"]}, {"limit": ["200"], "cursor": [""]}]


def test_a_token_of_its_own_stands_in_the_header_alone(slack: FarEnd, client: SlackClient) -> None:
    client.apps_connections_open(app_token="xapp-secret")
    [(_, headers, body)] = slack.requests
    assert (headers["Authorization"], body) == ("Bearer xapp-secret", b"")


@pytest.mark.parametrize("error", ["expired_trigger_id", "hash_conflict", "invalid_auth"])
def test_what_slack_refuses_is_the_sdks_error(slack: FarEnd, client: SlackClient, error: str) -> None:
    slack.answers = [yes(json.dumps({"ok": False, "error": error}))]
    with pytest.raises(SlackApiError) as raised:
        client.views_update(view_id="V1", hash="h", view=VIEW)
    assert raised.value.response["error"] == error
    assert raised.value.response.status_code == 200


@pytest.mark.parametrize(
    "page", ["<h1>Bad gateway</h1>", "[1]", "", '{"ok": ', b'{"ok": "\xff"}', "[" * 100_000], ids=lambda page: page[:9]
)
def test_an_answer_that_is_none_of_slacks_is_an_error_with_its_status(
    slack: FarEnd, client: SlackClient, page: str | bytes
) -> None:
    slack.answers = [yes(page, "502 Bad Gateway", "Content-Type: text/html")]
    with pytest.raises(SlackApiError) as raised:
        client.views_open(trigger_id="1.2.abc", view=VIEW)
    assert raised.value.response.status_code == 502
    assert raised.value.response["error"] == "unreadable answer, HTTP 502"
    assert "gateway" not in str(raised.value).lower(), "what strangers write is not repeated"


# --- kept connections


def test_many_calls_take_one_connection(slack: FarEnd, client: SlackClient) -> None:
    for number in range(6):
        publish(client, "U1") if number % 2 else say(client)
    assert (len(slack.requests), len(slack.connections)) == (6, 1)


def test_calls_at_once_have_a_connection_each_and_those_are_kept(slack: FarEnd, client: SlackClient) -> None:
    for _ in range(2):
        slack.together = threading.Barrier(4)
        threads = [threading.Thread(target=publish, args=(client, f"U{n}")) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(slack.requests), len(slack.connections)) == (8, 4)
    assert len(set(readers(slack))) == 4


def test_a_connection_that_slack_closed_is_noticed_before_anything_is_sent(slack: FarEnd, client: SlackClient) -> None:
    publish(client, "U1")
    slack.hang_up()
    publish(client, "U2")
    assert readers(slack) == ["U1", "U2"]


def test_slack_may_ask_for_a_connection_to_be_closed(slack: FarEnd, client: SlackClient) -> None:
    slack.answers = [yes('{"ok": true}', "200 OK", "Connection: close")]
    publish(client, "U1")
    publish(client, "U1")
    assert len(slack.connections) == 2


def test_an_answer_may_come_in_chunks(slack: FarEnd, client: SlackClient) -> None:
    chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ok"\r\n7\r\n: true}\r\n0\r\n\r\n'
    slack.answers = [chunked.encode()]
    assert publish(client, "U1")["ok"]
    publish(client, "U2")
    assert len(slack.connections) == 1


def test_what_was_idle_for_long_is_closed_and_not_used(
    slack: FarEnd, client: SlackClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(client, "U1")
    monkeypatch.setattr(client_module, "IDLE_SECONDS", 0)
    publish(client, "U1")
    assert len(slack.connections) == 2
    eventually(lambda: slack.connections[0].fileno() == -1)  # the far end closed it too, because we did


def test_connections_are_closed_with_their_client(slack: FarEnd) -> None:
    publish(client_of(slack.url), "U1")
    gc.collect()
    eventually(lambda: slack.connections[0].fileno() == -1)


# --- no answer: nobody knows, and nothing is repeated


@pytest.mark.parametrize("call", [say, lambda client: publish(client, "U1")], ids=["post", "view"])
@pytest.mark.parametrize("kept", [True, False])
def test_a_call_that_is_dropped_is_made_once(slack: FarEnd, client: SlackClient, call: Any, kept: bool) -> None:
    if kept:
        publish(client, "U0")
    slack.answers = [None]
    with pytest.raises(NoAnswer):
        call(client)
    assert len(slack.requests) == 1 + kept


@pytest.mark.parametrize(
    "broken",
    [
        answer('{"ok": true}', length=100),
        answer("{}", "200 OK", "Content-Encoding: gzip", "Connection: close"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"220 mail.example ESMTP\r\n",
        b"",
    ],
    ids=["cut off", "no gzip", "no chunks", "no HTTP", "nothing"],
)
def test_an_answer_that_is_broken_is_none_and_its_connection_is_not_kept(broken: bytes) -> None:
    with edge(broken, answer('{"ok": true}')) as far_end:
        client = client_of(far_end.url)
        with pytest.raises(NoAnswer):
            say(client)
        assert say(client)["ok"]


def test_an_answer_that_is_too_large_is_left(slack: FarEnd, client: SlackClient) -> None:
    with pytest.raises(NoAnswer, match="too large"):
        client.fetch("POST", slack.url, {}, b"", most=5)
    assert publish(client, "U1")["ok"]


def test_a_slow_answer_is_waited_for_only_so_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = client_of(f"http://127.0.0.1:{silent.getsockname()[1]}/api/")
        with pytest.raises(NoAnswer, match="TimeoutError"):
            client.fetch("POST", client.base_url, {}, b"", seconds=0.05)
    assert (client.timeout, post_client("xoxb-secret", client.base_url).timeout) == (2, 10)


# --- never sent


@contextmanager
def nothing_listening() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    yield f"127.0.0.1:{port}"


def never_sent(url: str, proxy: str | None = None) -> str:
    """Why a call was never sent."""
    with pytest.raises(NeverSent) as raised:
        say(SlackClient("xoxb-secret", url, timeout=2, proxy=proxy))
    return str(raised.value)


def test_where_nothing_listens_nothing_was_sent() -> None:
    with nothing_listening() as place:
        assert never_sent(f"http://{place}/api/") == "ConnectionRefusedError"
        assert never_sent("https://slack.example/api/", proxy=f"http://{place}") == "ConnectionRefusedError"


def test_to_a_host_without_an_address_nothing_was_sent() -> None:
    assert never_sent("https://slack.invalid/api/") == "gaierror"


def test_where_no_connection_comes_about_in_time_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: Any, **__: Any) -> None:
        raise TimeoutError

    monkeypatch.setattr("urllib3.util.connection.create_connection", wait)
    assert never_sent("https://slack.example/api/") == "TimeoutError"


def test_while_the_handshake_lasts_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/api/"
        with pytest.raises(NeverSent, match="TimeoutError"):
            client_of(url).fetch("POST", url, {}, b"", seconds=0.05)


def test_over_tls_the_certificate_and_the_name_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def wrap(context: ssl.SSLContext, plain: socket.socket, *_: object, server_hostname: str, **__: object) -> None:
        seen.append((plain, context, server_hostname))
        raise ssl.SSLCertVerificationError

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    with socket.create_server(("127.0.0.1", 0)) as far:
        assert never_sent(f"https://localhost:{far.getsockname()[1]}/api/") == "SSLCertVerificationError"
    [(plain, context, name)] = seen
    assert name == "localhost"
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert plain.fileno() == -1, "nothing stays open of what was refused"


# --- in time or not at all


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
        say(post_client("xoxb-secret", far_end.url))
        assert looks == ["0 requests"]
        assert len(far_end.requests) == 1


def test_a_request_that_is_too_late_is_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as far_end:
        client = post_client("xoxb-secret", f"http://127.0.0.1:{far_end.getsockname()[1]}/api/")
        with pytest.raises(TooLate):
            outcomes.post(lambda: say(client), lambda: False)
        connection, _ = far_end.accept()
        with connection:
            assert connection.recv(1) == b"", "the connection stood, and was closed without a byte"


def test_over_a_kept_connection_as_well(slack: FarEnd, client: SlackClient) -> None:
    publish(client, "U1")
    with leaving_only_if(lambda: False), pytest.raises(TooLate):
        publish(client, "U2")
    publish(client, "U3")
    assert readers(slack) == ["U1", "U3"]


def test_outside_a_post_nobody_looks_at_the_clock() -> None:
    with edge(answer(ACCEPTED), answer(ACCEPTED)) as far_end:
        client = post_client("xoxb-secret", far_end.url)
        outcomes.post(lambda: say(client), lambda: True)
        outcomes.look_up(lambda: client.users_info(user="U1"))
        assert len(far_end.requests) == 2


def test_each_thread_looks_at_its_own_clock() -> None:
    results: dict[str, Any] = {}

    def call(name: str, client: WebClient) -> None:
        results[name] = outcomes.look_up(lambda: client.users_info(user="U1"))

    with edge(answer(ACCEPTED)) as far_end:
        client = post_client("xoxb-secret", far_end.url)
        with leaving_only_if(lambda: False):
            thread = threading.Thread(target=call, args=("other", client))
            thread.start()
            thread.join()
            with pytest.raises(TooLate):
                client.users_info(user="U1")
    assert isinstance(results["other"], outcomes.SlackAnswer)


def test_over_tls_the_clock_is_looked_at_after_the_handshake(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def connect(connection: HTTPSConnection) -> None:
        order.append("handshake")
        connection.sock, connection.is_verified = socket.socket(), True

    def look() -> bool:
        order.append("look")
        return False

    monkeypatch.setattr(HTTPSConnection, "connect", connect)
    client = client_of("https://slack.example/api/")
    with leaving_only_if(look), pytest.raises(TooLate):
        client.users_info(user="U1")
    assert order == ["handshake", "look"]


# --- proxies


def test_a_proxy_is_used_and_the_clock_looked_at_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    with edge(answer(ACCEPTED)) as far_end, counting(far_end) as looks:
        monkeypatch.setenv("HTTPS_PROXY", far_end.url.removesuffix("/api/"))
        assert client_of("http://slack.invalid/api/").users_info(user="U1")["ok"]
        assert looks == ["0 requests"]
        assert far_end.requests[0].startswith(b"POST http://slack.invalid/api/users.info")


@pytest.mark.parametrize("scheme", ["http://", ""])
def test_a_proxy_learns_its_password_and_not_the_token(scheme: str) -> None:
    with edge(answer("", "403 Forbidden")) as far_end:
        proxy = f"{scheme}ladder:p%40ss@{far_end.url.removeprefix('http://').removesuffix('/api/')}"
        assert never_sent("https://slack.example/api/", proxy) == "OSError"
    [request] = far_end.requests
    assert request.startswith(b"CONNECT slack.example:443 ")
    assert b"proxy-authorization: Basic " + base64.b64encode(b"ladder:p@ss") in request
    assert b"xoxb" not in request
