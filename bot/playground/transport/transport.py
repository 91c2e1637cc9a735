"""The way to the app: over the WebSocket it opened, else signed over HTTP, each request logged before and after."""

import json
from dataclasses import replace
from urllib.parse import urlencode

from bot.playground.transport.events import RETRY_DELAYS, Retries, envelope, wants_retry
from bot.playground.transport.sender import ANSWER_SECONDS, AppAnswer, send, signed_headers
from bot.playground.transport.socket_mode import Sockets
from bot.playground.world.log import Delivery, Log
from bot.playground.world.values import Json
from bot.playground.world.workspace import Workspace

FORM = "application/x-www-form-urlencoded"


class Transport:
    """Sends to the app of one workspace. `app_url` is where it listens, `answer_seconds` how long it may take."""

    def __init__(
        self, workspace: Workspace, app_url: str | None = None, retry_delays: tuple[float, ...] = RETRY_DELAYS
    ) -> None:
        self.app_url, self.answer_seconds = app_url, ANSWER_SECONDS
        self.sockets, self.retries = Sockets(), Retries(retry_delays)
        self.deliveries = Log[Delivery]()
        self._workspace = workspace
        workspace.on_reset(self.deliveries.clear)

    def send_form(self, kind: str, form: dict[str, str], payload: Json | None = None) -> Delivery:
        """Sends a form and returns how it went; `payload` is what it stands for in the log, by default itself."""
        return self._send(kind, form if payload is None else payload, urlencode(form).encode(), FORM)

    def interact(self, payload: Json) -> Delivery:
        """Sends an interaction and returns how it went."""
        return self.send_form(payload["type"], {"payload": json.dumps(payload)}, payload)

    def send_event(self, event: Json, subscription: str = "") -> Delivery | None:
        """Sends an event and returns how the first try went; None if the app does not subscribe to it."""
        if (subscription or event["type"]) not in self._workspace.app.manifest.events:
            return None
        payload = envelope(self._workspace, event)

        def attempt(number: int, reason: str) -> Delivery:
            headers = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}
            return self._send("event", payload, json.dumps(payload).encode(), "application/json", headers, number)

        first = attempt(0, "")
        if wants_retry(first):
            self.retries.begin(attempt, first)
        return first

    def blame(self, delivery: Delivery, problem: str) -> None:
        """Notes in the log what was wrong with an answer that came in time."""
        self.deliveries.note(replace(delivery, problem=problem))

    def stop(self) -> None:
        """Ends retries and WebSockets."""
        self.retries.stop()
        self.sockets.disconnect()

    def _send(
        self,
        kind: str,
        payload: Json,
        body: bytes,
        content_type: str,
        headers: dict[str, str] | None = None,
        retry_num: int = 0,
    ) -> Delivery:
        at = self._workspace.now()
        entry = self.deliveries.note(Delivery(kind=kind, payload=payload, at=at, retry_num=retry_num))
        more = headers or {}
        if self.sockets.connected:
            reason = more.get("X-Slack-Retry-Reason", "")
            answer = self.sockets.send(kind, payload, retry_num, reason, self.answer_seconds)
        else:
            secret, wall = self._workspace.app.signing_secret, self._workspace.clock.wall()
            signed = signed_headers(secret, body, content_type, wall)
            answer = send(self.app_url, body, signed | more, self.answer_seconds)
        return self.deliveries.note(_answered(entry, answer))


def _answered(entry: Delivery, answer: AppAnswer) -> Delivery:
    return replace(
        entry,
        status=answer.status,
        body=answer.body,
        ms=answer.ms,
        problem=answer.problem,
        headers=answer.headers,
    )
