"""Socket Mode: the app opens a WebSocket and gets everything over it."""

import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from werkzeug.test import Client

from bot.playground.local_slack import LocalSlack
from bot.playground.transport.wsgi import LocalServer
from tests.playground.conftest import SECRET, SSL, TOKEN, new_slack
from tests.playground.samples import Json, home, input_, modal, section
from tests.processes import until

APP_TOKEN = "xapp-tiny"


@pytest.fixture
def slack() -> LocalSlack:
    return new_slack(app_token=APP_TOKEN, rate_limits=False, retry_delays=(0.0,))


@pytest.fixture
def server(slack: LocalSlack) -> Iterator[LocalServer]:
    with slack.start() as running:
        yield running


class Raw:
    """A WebSocket client that can misbehave."""

    def __init__(self, server: LocalServer, ticket: str | None = None) -> None:
        client = WebClient(APP_TOKEN, base_url=server.api_url, retry_handlers=[], ssl=SSL)
        url = urlsplit(str(client.apps_connections_open(app_token=APP_TOKEN)["url"]))
        self.connection = socket.create_connection((str(url.hostname), int(url.port or 0)), timeout=5)
        path = f"/_socket?ticket={ticket}" if ticket else f"{url.path}?{url.query}"
        lines = [f"GET {path} HTTP/1.1", f"Host: {url.netloc}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "", ""]
        self.connection.sendall("\r\n".join(lines).encode())
        self.stream = self.connection.makefile("rb")
        self.status = int(self.stream.readline().split()[1])
        lines = [line.decode().strip() for line in iter(self.stream.readline, b"\r\n")]
        self.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    def send(self, opcode: int, data: bytes, *, last: bool = True) -> None:
        mask, size = b"abcd", len(data)
        masked = bytes(b ^ mask[i % 4] for i, b in enumerate(data))
        length = struct.pack("!B", 0x80 | size) if size < 126 else struct.pack("!BQ", 0xFF, size)
        if 126 <= size < 65_536:
            length = struct.pack("!BH", 0xFE, size)
        self.connection.sendall(struct.pack("!B", (0x80 if last else 0) | opcode) + length + mask + masked)

    def receive(self) -> tuple[int, bytes]:
        first, length = self.stream.read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self.stream.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self.stream.read(8))
        return first & 0x0F, self.stream.read(length)

    def close(self) -> None:
        self.stream.close()
        self.connection.close()


@pytest.fixture
def raw(slack: LocalSlack, server: LocalServer) -> Iterator[Raw]:
    connected = Raw(server)
    yield connected
    connected.close()


@pytest.mark.slow
def test_a_bolt_app_in_socket_mode_answers_commands_modals_and_events(slack: LocalSlack, server: LocalServer) -> None:
    client = WebClient(TOKEN, base_url=server.api_url, retry_handlers=[], ssl=SSL)
    app = App(client=client, signing_secret=SECRET, process_before_response=True)

    @app.command("/tiny")
    def tiny(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(input_(), callback_id="form"))
        ack(text="hello", blocks=[section("*hello*")])

    @app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="errors", errors={"in_plain_text_input": "More."})

    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=home(section()))

    app_client = WebClient(APP_TOKEN, base_url=server.api_url, retry_handlers=[], ssl=SSL)
    handler = SocketModeHandler(app, APP_TOKEN, web_client=app_client)
    handler.connect()  # type: ignore[no-untyped-call]  # the SDK gives no types here
    try:
        until(lambda: slack.transport.sockets.connected)
        outcome = slack.command("U1", "/tiny")
        assert (outcome.status, outcome.error, [m.text for m in outcome.messages]) == (200, "", ["hello"])
        submitted = slack.submit("U1", outcome.views[0].id, {"plain_text_input": "text"})
        assert submitted.errors == {"in_plain_text_input": "More."}
        assert slack.home("U1").error == ""
        until(lambda: slack.workspace.home("U1") is not None)
    finally:
        handler.close()  # type: ignore[no-untyped-call]
    until(lambda: not slack.transport.sockets.connected)
    assert slack.command("U1", "/tiny").error == '/tiny failed with the error "dispatch_failed"'


def test_the_handshake_is_the_one_of_the_standard(raw: Raw) -> None:
    assert raw.status == 101
    assert raw.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    opcode, hello = raw.receive()
    assert (opcode, json.loads(hello)["type"]) == (1, "hello")


def test_a_request_is_an_envelope_and_its_acknowledgement_the_answer(slack: LocalSlack, raw: Raw) -> None:
    raw.receive()
    until(lambda: slack.transport.sockets.connected)
    said: list[str] = []
    asking = threading.Thread(target=lambda: said.extend(m.text for m in slack.command("U1", "/tiny a").messages))
    asking.start()
    envelope = json.loads(raw.receive()[1])
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["text"] == "a"
    for noise in (b"nonsense", b"[1]", b'{"envelope_id": "another"}'):
        raw.send(1, noise)
    answer = json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": "x" * 70_000}}).encode()
    raw.send(1, answer[:100], last=False)
    raw.send(0, answer[100:])
    asking.join(5)
    assert said == ["x" * 40_000]


def test_events_say_which_try_it_is(slack: LocalSlack, raw: Raw) -> None:
    raw.receive()
    until(lambda: slack.transport.sockets.connected)
    slack.transport.answer_seconds = 0.1
    assert slack.home("U1").error == "operation_timeout"
    first, second = json.loads(raw.receive()[1]), json.loads(raw.receive()[1])
    assert (first["type"], first["retry_attempt"], first["retry_reason"]) == ("events_api", 0, "")
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["accepts_response_payload"] is False
    assert slack.transport.retries.wait(5)


def test_clicks_are_interactive_envelopes_of_any_length(slack: LocalSlack, raw: Raw) -> None:
    raw.receive()
    until(lambda: slack.transport.sockets.connected)
    slack.transport.answer_seconds = 0.1
    ts = slack.post_as("U2", "C1", "x" * 70_000).ts
    slack.shortcut("U1", "take", ("C1", ts))
    envelope = json.loads(raw.receive()[1])
    assert (envelope["type"], len(envelope["payload"]["message"]["text"])) == ("interactive", 70_000)


def test_pings_are_answered_and_a_goodbye_is_understood(slack: LocalSlack, raw: Raw) -> None:
    raw.receive()
    raw.send(9, b"are you there")
    assert raw.receive() == (10, b"are you there")
    raw.send(10, b"unasked")
    raw.send(8, b"")
    until(lambda: not slack.transport.sockets.connected)


@pytest.mark.parametrize(
    "bad", [b"\x81\x02hi", b"\x81\xff" + struct.pack("!Q", 10**9) + b"abcd", b"\x81\xfe\x00", b"\x81"]
)
def test_a_client_that_breaks_the_protocol_is_let_go(slack: LocalSlack, raw: Raw, bad: bytes) -> None:
    raw.receive()
    until(lambda: slack.transport.sockets.connected)
    raw.connection.sendall(bad)
    raw.connection.shutdown(socket.SHUT_WR)
    until(lambda: not slack.transport.sockets.connected)


def test_a_message_of_more_than_a_million_signs_ends_the_connection(slack: LocalSlack, raw: Raw) -> None:
    raw.receive()
    until(lambda: slack.transport.sockets.connected)
    raw.send(1, b"x" * 1_000_001)
    until(lambda: not slack.transport.sockets.connected)


def test_an_app_that_vanishes_is_noticed(slack: LocalSlack, server: LocalServer) -> None:
    raw = Raw(server)
    raw.receive()
    until(lambda: slack.transport.sockets.connected)
    raw.close()
    until(lambda: not slack.transport.sockets.connected)
    answer = slack.transport.sockets.send("command", {}, 0, "", 0.1)
    assert (answer.status, answer.problem) == (None, "dispatch_failed")


def test_slack_can_end_the_connection(slack: LocalSlack, raw: Raw) -> None:
    raw.receive()
    until(lambda: slack.transport.sockets.connected)
    slack.transport.sockets.disconnect()
    assert raw.receive() == (8, struct.pack("!H", 1000))
    until(lambda: not slack.transport.sockets.connected)


def test_a_ticket_is_good_once(slack: LocalSlack, server: LocalServer) -> None:
    stale = Raw(server, ticket="stale")
    assert stale.status == 403
    stale.close()
    ticket = slack.workspace.tickets.make()
    assert [slack.workspace.tickets.redeem(ticket), slack.workspace.tickets.redeem(ticket)] == [True, False]


def test_the_address_takes_only_websockets(slack: LocalSlack) -> None:
    assert Client(slack.wsgi()).get("/_socket", base_url="http://localhost").status_code == 400


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("apps.connections.open", TOKEN, "not_allowed_token_type"),
        ("apps.connections.open", "xapp-other", "invalid_auth"),
        ("auth.test", APP_TOKEN, "not_allowed_token_type"),
    ],
)
def test_each_token_is_for_its_own_methods(server: LocalServer, method: str, token: str, error: str) -> None:
    client = WebClient(token, base_url=server.api_url, retry_handlers=[], ssl=SSL)
    with pytest.raises(SlackApiError, match=error):
        client.api_call(method)


def test_without_an_app_token_there_is_no_socket_mode() -> None:
    with new_slack().start() as running:
        client = WebClient("xapp-any", base_url=running.api_url, retry_handlers=[], ssl=SSL)
        with pytest.raises(SlackApiError, match="invalid_auth"):
            client.api_call("apps.connections.open")


def test_a_connection_that_breaks_while_sending_is_no_answer(slack: LocalSlack) -> None:
    class Breaking:
        connected, greeted = True, False

        def send(self, text: str) -> None:
            if self.greeted:
                raise BrokenPipeError
            self.greeted = True

        def receive(self, timeout: float) -> None:
            time.sleep(0.01)

    breaking = Breaking()
    serving = threading.Thread(target=slack.transport.sockets.serve, args=(breaking, "A1"))
    serving.start()
    until(lambda: slack.transport.sockets.connected)
    assert slack.command("U1", "/tiny").error == '/tiny failed with the error "dispatch_failed"'
    breaking.connected = False
    serving.join(5)
    assert not slack.transport.sockets.connected


def test_without_a_connection_of_its_own_there_is_no_websocket(slack: LocalSlack) -> None:
    headers = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Key": "a2V5"}
    asked = Client(slack.wsgi()).get("/_socket", base_url="http://localhost", headers=headers)
    assert asked.status_code == 400
    assert "takes WebSockets" in asked.text
