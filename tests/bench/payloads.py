"""Slack's requests, as bodies."""

import json
import time
from collections.abc import Callable
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.bench.slack import TEAM

USER = "U1"
_number = count()


def command(text: str) -> Callable[[], str]:
    """The slash command with this text, each with a trigger of its own."""

    def body() -> str:
        form = {
            "token": "gIkuvaNzQIHg97ATvDxqgjtO",
            "command": "/ladder",
            "text": text,
            "user_id": USER,
            "user_name": "lena",
            "team_id": TEAM,
            "team_domain": "bench",
            "channel_id": "C1",
            "channel_name": "general",
            "trigger_id": f"{next(_number)}.2.abc",
            "response_url": "http://127.0.0.1:9/",
            "api_app_id": "A1",
            "is_enterprise_install": "false",
        }
        return urlencode(form)

    return body


def _interaction(kind: str, **more: Any) -> str:
    payload = {
        "type": kind,
        "user": {"id": USER, "username": "lena", "name": "lena", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "bench"},
        "api_app_id": "A1",
        "token": "t",
        "trigger_id": f"{next(_number)}.2.abc",
        **more,
    }
    return urlencode({"payload": json.dumps(payload)})


def message_shortcut() -> str:
    """ "Log as win" on a message of one's own."""
    at = f"{time.time():.6f}"
    text = "Led the storage migration: no downtime, and nightly jobs now take 12 minutes instead of 40."
    return _interaction(
        "message_action",
        callback_id="log_win_from_message",
        channel={"id": "C1", "name": "general"},
        message={"type": "message", "user": USER, "ts": at, "text": text},
        message_ts=at,
        response_url="http://127.0.0.1:9/",
    )


def global_shortcut() -> str:
    """ "Log a win" from the shortcuts menu."""
    return _interaction("shortcut", callback_id="log_win")


def press(action: str) -> str:
    """A button that was pressed on the Home tab."""
    pressed = {"type": "button", "action_id": action, "block_id": "b", "value": "{}", "action_ts": "1.2"}
    view = {"id": "V1", "type": "home", "hash": "h", "callback_id": ""}
    return _interaction("block_actions", actions=[pressed], view=view, container={"type": "view", "view_id": "V1"})


def submission(callback: str) -> str:
    """A modal that was submitted."""
    view = {"id": "V1", "type": "modal", "hash": "h", "callback_id": callback, "private_metadata": ""}
    return _interaction("view_submission", view={**view, "state": {"values": {}}})
