"""Answers through a response URL: Slack takes five within 30 minutes of a press, and says so when it takes no more."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

SECONDS = 2  # Slack waits 3 s for the whole answer (docs.slack.dev, Handling user interaction)

log = logging.getLogger("ladder.errors")


def taken(url: str, body: Mapping[str, Any]) -> bool:
    """Whether Slack took an answer. It refuses with another status than 200, or with 200 and `{"ok": false}`. Nobody
    takes what goes to an address that is none."""
    try:
        answer = WebhookClient(url, timeout=SECONDS, retry_handlers=[]).send_dict(dict(body))
    except (SlackClientError, OSError, HTTPException, ValueError) as error:
        log.warning("Slack did not take an answer: %s", type(error).__name__)
        return False
    return answer.status_code == HTTPStatus.OK and not _says_no(answer.body)


def _says_no(body: str) -> bool:
    """Slack says "ok" in plain text, so most answers are no JSON at all."""
    try:
        told = json.loads(body or "null")
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("ok") is False
