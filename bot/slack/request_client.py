"""The Slack client for calls made inside a request: short, and over connections that are kept."""

import json
import logging
from collections.abc import Mapping
from functools import cache
from ssl import SSLContext, create_default_context
from typing import Any
from urllib.parse import urlsplit

import msgspec
from slack_sdk.web import SlackResponse

from bot.slack.connections import Connections
from bot.slack.punctual import PunctualClient
from bot.slack.wire import Reply

_JSON = "application/json;charset=utf-8"
_SECONDS = 2  # for a call made while Slack waits for its answer, which it does for 3 s
# The calls that listeners answer with. Made twice they do no harm: a trigger opens one modal and is used up then, a
# hash guards an update, publishing replaces.
_VIEWS = frozenset(("views.open", "views.push", "views.update", "views.publish"))


@cache
def tls() -> SSLContext:
    """What a connection over TLS is checked against, made when the first one is: it takes 15 ms."""
    return create_default_context()


class RequestClient(PunctualClient):
    """The SDK's client, which repeats nothing by itself. Views go over kept connections; all other calls, and those
    behind a proxy (`HTTPS_PROXY`), go the SDK's way, with a new connection for each."""

    def __init__(self, token: str, base_url: str, logger: logging.Logger) -> None:
        super().__init__(token, base_url, timeout=_SECONDS, retry_handlers=[], logger=logger)
        headers = {**self.headers, "Authorization": f"Bearer {token}", "Content-Type": _JSON}
        self._connections = Connections(self.base_url, headers, timeout=_SECONDS, tls=tls)
        self._path = urlsplit(self.base_url).path

    def api_call(self, api_method: str, *, json: dict[str, Any] | None = None, **more: Any) -> SlackResponse:
        """The one way that all methods of the SDK's client go. Raises `SlackApiError`, and `OSError` without an
        answer."""
        if api_method not in _VIEWS or self.proxy:
            self.ssl = self.ssl or tls()  # else the SDK makes one for each call
            return super().api_call(api_method, json=json, **more)
        return self._answer(api_method, self._connections.post(self._path + api_method, _encoded(json)))

    def _answer(self, api_method: str, reply: Reply) -> SlackResponse:
        response = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=self.base_url + api_method,
            req_args={},
            data=_data_of(reply),
            headers=reply.headers,
            status_code=reply.status,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response


def _encoded(call: Mapping[str, Any] | None) -> bytes:
    try:
        return msgspec.json.encode(call)
    except UnicodeEncodeError:  # half of an emoji, from a text that was cut in two: JSON's escapes can carry it
        return json.dumps(call).encode()


def _data_of(reply: Reply) -> dict[str, Any]:
    try:
        return msgspec.json.decode(reply.body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):  # a proxy's page, perhaps; its words are not repeated
        return {"ok": False, "error": f"unreadable answer, HTTP {reply.status}"}
