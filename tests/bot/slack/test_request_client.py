"""Calls made while somebody waits: over kept connections, made twice only where that does no harm."""

import gc
import json
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import BoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.config import read
from bot.slack import connections
from bot.slack.connections import Connections
from bot.slack.request_client import RequestClient
from bot.web.app import make_app
from bot.web.services import make_services
from handlers.blocks import modal, section
from tests.bot.delivery.test_worker import eventually
from tests.bot.slack.edge import answer, edge
from tests.bot.slack.lasting import FarEnd, lasting, yes

VIEW = modal("notice", "Grüße", [section("“As typed” & <kept> 🎉")])


@pytest.fixture
def slack() -> Iterator[FarEnd]:
    with lasting() as far_end:
        yield far_end


def client_of(url: str) -> RequestClient:
    return RequestClient("xoxb-secret", url, logging.getLogger("test"))


@pytest.fixture
def client(slack: FarEnd) -> RequestClient:
    return client_of(slack.url)


def publish(client: RequestClient, person: str) -> SlackResponse:
    return client.views_publish(user_id=person, view=VIEW)


def readers(slack: FarEnd) -> list[str]:
    """For whom a Home tab was published."""
    return [json.loads(body)["user_id"] for _, _, body in slack.requests]


def test_a_view_is_opened_with_the_token_and_the_words_as_they_are(slack: FarEnd, client: RequestClient) -> None:
    slack.answers = [yes('{"ok": true, "view": {"id": "V1"}}')]
    assert client.views_open(trigger_id="1.2.abc", view=VIEW)["view"]["id"] == "V1"
    [(path, headers, body)] = slack.requests
    assert path == "/api/views.open"
    assert headers["Authorization"] == "Bearer xoxb-secret"
    assert headers["Content-Type"] == "application/json;charset=utf-8"
    assert json.loads(body) == {"trigger_id": "1.2.abc", "view": VIEW}


def test_half_an_emoji_in_a_text_keeps_no_form_from_opening(slack: FarEnd, client: RequestClient) -> None:
    cut = modal("notice", "Cut", [section("cut in two \ud83d")])
    assert client.views_open(trigger_id="1.2.abc", view=cut)["ok"]
    assert json.loads(slack.requests[0][2])["view"] == cut


def test_many_calls_take_one_connection(slack: FarEnd, client: RequestClient) -> None:
    for _ in range(5):
        publish(client, "U1")
    assert (len(slack.requests), len(slack.connections)) == (5, 1)


def test_calls_at_once_have_a_connection_each_and_those_are_kept(slack: FarEnd, client: RequestClient) -> None:
    for _ in range(2):
        slack.together = threading.Barrier(4)
        threads = [threading.Thread(target=publish, args=(client, f"U{n}")) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(slack.requests), len(slack.connections)) == (8, 4)
    assert len(set(readers(slack))) == 4


@pytest.mark.parametrize("error", ["expired_trigger_id", "hash_conflict", "invalid_auth"])
def test_what_slack_refuses_is_the_sdks_error(slack: FarEnd, client: RequestClient, error: str) -> None:
    slack.answers = [yes(json.dumps({"ok": False, "error": error}))]
    with pytest.raises(SlackApiError) as raised:
        client.views_update(view_id="V1", hash="h", view=VIEW)
    assert raised.value.response["error"] == error
    assert raised.value.response.status_code == 200


@pytest.mark.parametrize("page", ["<h1>Bad gateway</h1>", "[1]", "", '{"ok": ', b'{"ok": "\xff"}'])
def test_an_answer_that_is_none_of_slacks_is_an_error_with_its_status(
    slack: FarEnd, client: RequestClient, page: str | bytes
) -> None:
    slack.answers = [yes(page, "502 Bad Gateway", "Content-Type: text/html")]
    with pytest.raises(SlackApiError) as raised:
        client.views_open(trigger_id="1.2.abc", view=VIEW)
    assert raised.value.response.status_code == 502
    assert raised.value.response["error"] == "unreadable answer, HTTP 502"
    assert "gateway" not in str(raised.value).lower(), "what strangers write is not repeated"


def test_a_connection_that_slack_closed_is_noticed_before_anything_is_sent(
    slack: FarEnd, client: RequestClient
) -> None:
    publish(client, "U1")
    slack.hang_up()
    publish(client, "U2")
    assert readers(slack) == ["U1", "U2"]


def test_a_connection_closed_at_the_very_moment_costs_one_more_try(slack: FarEnd, client: RequestClient) -> None:
    publish(client, "U1")
    slack.answers = [None, yes('{"ok": true, "view": {"id": "V2"}}')]
    assert publish(client, "U2")["view"]["id"] == "V2"
    assert readers(slack) == ["U1", "U2", "U2"]


def test_a_new_connection_that_is_dropped_is_an_error(slack: FarEnd, client: RequestClient) -> None:
    slack.answers = [None, yes()]
    with pytest.raises(OSError):
        client.views_open(trigger_id="1.2.abc", view=VIEW)
    assert len(slack.requests) == 1


def test_what_may_not_be_done_twice_never_is(slack: FarEnd, client: RequestClient) -> None:
    publish(client, "U1")
    slack.answers = [None, yes()]
    with pytest.raises(OSError):
        client.chat_postMessage(channel="U1", text="hello")
    assert [path for path, _, _ in slack.requests] == ["/api/views.publish", "/api/chat.postMessage"]


def test_an_answer_that_breaks_off_is_an_error_and_its_connection_is_not_kept() -> None:
    with edge(answer('{"ok": true}', length=100), answer('{"ok": true}')) as far_end:
        client = client_of(far_end.url)
        with pytest.raises(OSError, match="breaks off"):
            publish(client, "U1")
        assert publish(client, "U1")["ok"]


def test_slack_may_ask_for_a_connection_to_be_closed(slack: FarEnd, client: RequestClient) -> None:
    slack.answers = [yes('{"ok": true}', "200 OK", "Connection: close")]
    publish(client, "U1")
    publish(client, "U1")
    assert len(slack.connections) == 2


def test_a_slow_answer_is_waited_for_two_seconds_and_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        far = Connections(url, {}, timeout=0.05, tls=ssl.create_default_context)
        with pytest.raises(TimeoutError):
            far.post("/", b"{}")
    assert client_of("https://slack.example/api/").timeout == 2


def test_what_was_idle_for_long_is_closed_and_not_used(
    slack: FarEnd, client: RequestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(client, "U1")
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0)
    publish(client, "U1")
    assert len(slack.connections) == 2
    eventually(lambda: slack.connections[0].fileno() == -1)  # the far end closed it too, because we did


def test_connections_are_closed_with_their_client(slack: FarEnd) -> None:
    publish(client_of(slack.url), "U1")
    gc.collect()
    eventually(lambda: slack.connections[0].fileno() == -1)


def test_behind_a_proxy_the_sdk_calls_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with edge(answer('{"ok": true}')) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.removesuffix("/api/"))
        assert publish(client_of("http://slack.invalid/api/"), "U1")["ok"]
        assert proxy.requests[0].startswith(b"POST http://slack.invalid/api/views.publish")


def test_over_tls_the_certificate_and_the_name_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def wrap(context: ssl.SSLContext, plain: socket.socket, *, server_hostname: str) -> ssl.SSLSocket:
        seen.append((plain, context, server_hostname))
        raise ssl.SSLCertVerificationError

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    with socket.create_server(("127.0.0.1", 0)) as far, pytest.raises(ssl.SSLCertVerificationError):
        publish(client_of(f"https://localhost:{far.getsockname()[1]}/api/"), "U1")
    [(plain, context, name)] = seen
    assert name == "localhost"
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert plain.fileno() == -1, "nothing stays open of what was refused"


def test_what_is_no_http_is_an_error(slack: FarEnd, client: RequestClient) -> None:
    slack.answers = [b"220 mail.example ESMTP\r\n"]
    with pytest.raises(OSError, match="no answer of HTTP"):
        publish(client, "U1")


def test_an_answer_may_come_in_chunks(slack: FarEnd, client: RequestClient) -> None:
    chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ok"\r\n7\r\n: true}\r\n0\r\n\r\n'
    slack.answers = [chunked.encode()]
    assert publish(client, "U1")["ok"]
    publish(client, "U2")
    assert len(slack.connections) == 1


def test_a_request_is_answered_with_the_apps_own_client(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = "sqlite:///nowhere/ladder.db"
    for name, value in {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "DATABASE_URL": nowhere}.items():
        monkeypatch.setenv(name, value)
    config = read("serve")
    app = make_app(config, make_services(config))
    assert caplog.records == [], "nothing to worry about is said at each start"
    request = BoltRequest(body={"type": "url_verification", "challenge": "c"}, mode="socket_mode")
    app.dispatch(request)
    assert request.context["client"] is app.client
    assert isinstance(app.client, RequestClient)
