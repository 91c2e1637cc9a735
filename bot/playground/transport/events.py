"""Events (docs.slack.dev/apis/events-api): the envelope, and retries at once, after 1 and after 5 minutes."""

import threading
import time
from collections.abc import Callable

from bot.playground.world.log import Delivery
from bot.playground.world.values import Json
from bot.playground.world.workspace import Workspace

RETRY_DELAYS = (0.0, 60.0, 300.0)

Send = Callable[[int, str], Delivery]
"""Sends one event with the number of the retry (0 for the first try) and its reason."""


class Retries:
    """Sends failed events again in the background, until stopped."""

    def __init__(self, delays: tuple[float, ...]) -> None:
        self._delays = delays
        self._stopped = threading.Event()
        self._running: list[threading.Thread] = []

    def begin(self, send: Send, failed: Delivery) -> None:
        """Begins to retry one event in a thread of its own."""
        thread = threading.Thread(target=self._retry, args=(send, failed), daemon=True)
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

    def _retry(self, send: Send, failed: Delivery) -> None:
        for number, delay in enumerate(self._delays, start=1):
            if self._stopped.wait(delay):
                return
            failed = send(number, _reason(failed))
            if not wants_retry(failed):
                return


def wants_retry(delivery: Delivery) -> bool:
    """Whether Slack sends this event again: it failed, and the app did not forbid it."""
    return bool(delivery.problem) and delivery.headers.get("x-slack-no-retry") != "1"


def _reason(delivery: Delivery) -> str:
    if delivery.status is not None:
        return "http_error"
    return "http_timeout" if delivery.problem == "operation_timeout" else "connection_failed"


def envelope(workspace: Workspace, event: Json) -> Json:
    """Returns the event as it is sent to the app."""
    team_id = workspace.team.id
    return {
        "token": workspace.app.verification,
        "team_id": team_id,
        "api_app_id": workspace.app.app_id,
        "event": {**event, "event_ts": workspace.now_ts()},
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": int(workspace.clock.wall()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": workspace.app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
