"""Slack's HTTP requests as Bolt takes them, with a mend for two that Bolt can't read."""

from typing import Any
from urllib.parse import parse_qsl

from slack_bolt import BoltRequest


def request_of(raw_body: str, headers: dict[str, Any]) -> BoltRequest:
    """The request, whose signature is still to be checked: Bolt does that, on the raw body.

    Bolt takes a command that holds the word "payload" anywhere for an interaction without one (slack_bolt 1.x,
    `parse_body`), and fails on a press without an action. Raises `ValueError`, `RecursionError`, `AttributeError` or
    `TypeError` for what is no payload of Slack's.
    """
    request = BoltRequest(body=raw_body, headers=headers)
    if not request.body:
        request = BoltRequest(
            body=dict(parse_qsl(raw_body, keep_blank_values=True)), headers=headers, mode="socket_mode"
        )
        request.raw_body, request.mode = raw_body, "http"
    if not request.body.get("actions", True):
        del request.body["actions"]
    return request
