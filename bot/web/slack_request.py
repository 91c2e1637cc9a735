"""Slack's HTTP requests as Bolt takes them, read in our own way.

Bolt reads a command whose text holds the word "payload" as an empty one (slack_bolt 1.x, `parse_body`), and takes a
fifth of the time of `/ladder senior` to read its form (docs/decisions/server.md).
"""

import json
import re
from binascii import a2b_qp
from typing import Any
from urllib.parse import unquote

import msgspec
from slack_bolt import BoltRequest

_JSON = "application/json"  # of events
_PAYLOAD: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(dict[str, Any])
_BROKEN = re.compile("%(?![0-9A-Fa-f]{2})")


class SlackRequest(BoltRequest):
    """A request whose signature is still to be checked: Bolt does that, on the raw body."""

    def __init__(self, raw_body: str, headers: dict[str, Any]) -> None:
        """Raises `ValueError`, `RecursionError`, `AttributeError` or `TypeError` for what is no payload of Slack's."""
        is_json = headers.get("content-type") == _JSON or raw_body.startswith("{")  # as Bolt tells them apart
        body = _payload(raw_body) if is_json else _of_form(form_of(raw_body))
        # a body that has been read is one of Socket Mode's to Bolt, until it is told how it came
        super().__init__(body=body, headers=headers, mode="socket_mode")
        self.raw_body, self.mode = raw_body, "http"


def _of_form(form: dict[str, str]) -> dict[str, Any]:
    """The payload of an interaction, or the form itself, which a command is (docs.slack.dev, Interaction payloads)."""
    return form if "command" in form or "payload" not in form else _payload(form["payload"])


def _payload(text: str) -> dict[str, Any]:
    try:
        return _PAYLOAD.decode(text)
    except msgspec.DecodeError:  # half of an emoji, perhaps: the standard library takes it, in four times the time
        read = json.loads(text)
    if not isinstance(read, dict):
        raise TypeError("a payload is an object")
    return read


def form_of(encoded: str) -> dict[str, str]:
    """The fields of a form (url.spec.whatwg.org, application/x-www-form-urlencoded); of two alike the last counts."""
    fields = (field.partition("=") for field in encoded.split("&") if field)
    return {_plain(name): _plain(value) for name, _, value in fields}


def _plain(encoded: str) -> str:
    """Quoted-printable is the same with another sign, and the standard library decodes that in C: a payload takes 2 µs
    in place of 35."""
    spaced = encoded.replace("+", " ")
    if "%" not in spaced:
        return spaced
    if _BROKEN.search(spaced):
        return unquote(spaced)
    return a2b_qp(spaced.replace("=", "=3D").replace("%", "=").encode()).decode(errors="replace")
