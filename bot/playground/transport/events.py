"""Events (docs.slack.dev/apis/events-api): sent if the manifest subscribes, retried at once, after 1 and 5 minutes."""

import json
import threading
import time
from typing import TYPE_CHECKING

from bot.playground.people.acting import deliver
from bot.playground.world.log import Delivery
from bot.playground.world.values import Json

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

RETRY_DELAYS = (0.0, 60.0, 300.0)


class Retries:
    """Sends failed events again in the background, until stopped."""

    def __init__(self, delays: tuple[float, ...]) -> None:
        self._delays = delays
        self._stopped = threading.Event()
        self._running: list[threading.Thread] = []

    def begin(self, slack: "LocalSlack", envelope: Json, failed: Delivery) -> None:
        """Begins to retry one event in a thread of its own."""
        thread = threading.Thread(target=self._again, args=(slack, envelope, failed), daemon=True)
        self._running = [*(t for t in self._running if t.is_alive()), thread]
        thread.start()

    def wait(self, seconds: float) -> bool:
        """Waits until no retry is under way; returns whether that was reached in time."""
        until = time.monotonic() + seconds
        for thread in list(self._running):
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._running)

    def stop(self) -> None:
        """Ends all retries; those in the middle of a request finish it."""
        self._stopped.set()

    def _again(self, slack: "LocalSlack", envelope: Json, failed: Delivery) -> None:
        for number, delay in enumerate(self._delays, start=1):
            if self._stopped.wait(delay):
                return
            failed = _send(slack, envelope, number, _reason(failed))
            if not wants_retry(failed):
                return


def wants_retry(delivery: Delivery) -> bool:
    """Whether Slack sends this event again: it failed, and the app did not forbid it."""
    return bool(delivery.problem) and delivery.headers.get("x-slack-no-retry") != "1"


def _reason(delivery: Delivery) -> str:
    if delivery.status is not None:
        return "http_error"
    return "http_timeout" if delivery.problem == "operation_timeout" else "connection_failed"


def send_event(slack: "LocalSlack", event: Json, subscription: str = "") -> Delivery | None:
    """Sends an event and returns how the first try went; None if the app does not subscribe to it."""
    if (subscription or event["type"]) not in slack.manifest.events:
        return None
    envelope = _envelope(slack, event)
    first = _send(slack, envelope)
    if wants_retry(first):
        slack.retries.begin(slack, envelope, first)
    return first


def _send(slack: "LocalSlack", envelope: Json, number: int = 0, reason: str = "") -> Delivery:
    headers = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}
    body = json.dumps(envelope).encode()
    return deliver(slack, "event", envelope, body, "application/json", headers=headers, retry_num=number)


def _envelope(slack: "LocalSlack", event: Json) -> Json:
    team_id = slack.workspace.team.id
    return {
        "token": slack.app.verification,
        "team_id": team_id,
        "api_app_id": slack.app.app_id,
        "event": {**event, "event_ts": slack.now_ts()},
        "type": "event_callback",
        "event_id": slack.workspace.new_id("Ev"),
        "event_time": int(slack.clock.wall()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": slack.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
