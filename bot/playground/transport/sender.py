"""Sends signed requests to the app, as Slack does: v0 signature, real time, three seconds to answer."""

import hashlib
import hmac
import http.client
import json
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

ANSWER_SECONDS = 3.0
_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


@dataclass(frozen=True, slots=True)
class AppAnswer:
    """What came back. `status` is None if nothing did; `problem` then says why, in Slack's word for it."""

    status: int | None
    body: object
    headers: dict[str, str]
    ms: int
    problem: str = ""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Returns Slack's v0 signature of a body (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


def signed_headers(secret: str, body: bytes, content_type: str, wall: float) -> dict[str, str]:
    """Returns the headers of a request made at `wall` seconds since 1970."""
    timestamp = str(int(wall))
    return {
        "Content-Type": content_type,
        "User-Agent": _AGENT,
        "Accept": "application/json,*/*",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, body),
    }


def send(url: str | None, body: bytes, headers: dict[str, str], seconds: float = ANSWER_SECONDS) -> AppAnswer:
    """Posts a body to the app and returns what came back; never raises. No address counts as a failed connection."""
    start = time.monotonic()
    try:
        status, content, got = _post(url or "", body, headers, seconds)
    except TimeoutError:
        return AppAnswer(None, None, {}, _ms(start), "operation_timeout")
    except (OSError, http.client.HTTPException, ValueError):
        return AppAnswer(None, None, {}, _ms(start), "dispatch_failed")
    problem = "" if 200 <= status < 300 else "dispatch_failed"
    return AppAnswer(status, _read(content), got, _ms(start), problem)


def _post(url: str, body: bytes, headers: dict[str, str], seconds: float) -> tuple[int, bytes, dict[str, str]]:
    address = urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    if not address.hostname:
        raise ValueError("the app has no address")
    connection = kind(address.hostname, address.port, timeout=seconds)
    try:
        connection.request("POST", address.path or "/", body, headers)
        response = connection.getresponse()
        content = response.read()
        return response.status, content, {name.lower(): value for name, value in response.getheaders()}
    finally:
        connection.close()


def _read(content: bytes) -> object:
    text = content.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except ValueError:
        return text


def _ms(start: float) -> int:
    return round((time.monotonic() - start) * 1000)
