"""The one way to Slack: the SDK's client, over connections that are kept.

A new connection for each call costs a handshake over TCP and one over TLS, out of the three seconds that Slack gives a
press. No call is repeated by itself, and no redirect is followed: it would carry the app's token to wherever it points
(docs/decisions/calls-to-slack.md).
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from http.client import HTTPException
from json import dumps, loads
from ssl import SSLContext, create_default_context
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode

import msgspec
import urllib3
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.web import SlackResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

IDLE_SECONDS = 30  # shorter than hosts and routers wait, which may forget a connection without a word
_POST_SECONDS = 10
_REQUEST_SECONDS = 2  # for a call made while Slack waits for its answer, which it does for 3 s
_MOST_KEPT = 16  # connections to one host
_MOST_ANSWER = 10_000_000  # bytes
_PART = 65_536  # bytes read before the clock is looked at again
_JSON = "application/json;charset=utf-8"
_FORM = "application/x-www-form-urlencoded"

_silent = logging.getLogger("ladder.slack_http")
_silent.setLevel(logging.CRITICAL + 1)  # the SDK logs the address of a proxy, with its password
logging.getLogger("urllib3").setLevel(logging.ERROR)  # it logs the addresses of people's files

_in_time: ContextVar[Callable[[], bool] | None] = ContextVar("in_time", default=None)


class NeverSent(SlackClientError):
    """No connection came about, so Slack has seen nothing of the request."""


class NoAnswer(SlackClientError):
    """The request went out, and no whole answer came back: nobody knows whether Slack did what it says."""


class TooLate(SlackClientError):
    """The request was not sent: its moment had passed when the connection stood."""


@contextmanager
def leaving_only_if(in_time: Callable[[], bool]) -> Iterator[None]:
    """Calls of this thread inside the block are sent only if `in_time` says so at the last moment."""
    token = _in_time.set(in_time)
    try:
        yield
    finally:
        _in_time.reset(token)


class Reply(NamedTuple):
    """An answer, read to its end; the names of its headers are found in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class SlackClient(WebClient):
    """The SDK's client, whose calls all go through `fetch`. Safe for threads."""

    def __init__(self, token: str, base_url: str, *, timeout: int, proxy: str | None = None) -> None:
        """`timeout` is in seconds, for a whole call. Without a `proxy`, `HTTPS_PROXY` names one."""
        super().__init__(token, base_url, timeout, proxy=proxy, logger=_silent, retry_handlers=[])

    def api_call(  # type: ignore[override]  # files, and the secrets of an app, do not go this way
        self,
        api_method: str,
        *,
        http_verb: str = "POST",
        params: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
    ) -> SlackResponse:
        """The one way that all methods of the SDK's client go. Slack takes each as a POST, whatever the verb.

        Raises `SlackApiError` if Slack says no, or nothing that can be read, and what `fetch` raises.
        """
        fields = dict((json if params is None else params) or {})
        token = fields.pop("token", self.token)
        headers = {**self.headers, "Content-Type": _JSON if params is None else _FORM}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        url = self.base_url + api_method
        reply = self.fetch("POST", url, headers, _encoded(fields) if params is None else _form(fields))
        response = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=url,
            req_args={},
            data=_data_of(reply),
            headers=dict(reply.headers),
            status_code=reply.status,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response

    def fetch(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        *,
        most: int = _MOST_ANSWER,
        seconds: float | None = None,
    ) -> Reply:
        """One request and its whole answer, of at most so many bytes and in at most so many seconds.

        Raises `NeverSent`, `TooLate` inside `leaving_only_if`, and `NoAnswer`; none of them repeats an address.
        """
        seconds = self.timeout if seconds is None else seconds
        until = monotonic() + seconds
        try:
            answer = self._pool.request(
                method,
                url,
                body=body,
                headers=headers,
                timeout=urllib3.Timeout(total=seconds),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            with closing(answer):
                return Reply(answer.status, answer.headers, _whole(answer, most, until))
        except HTTPError as error:
            raise NoAnswer(_kind(error)) from error

    @cached_property
    def _pool(self) -> urllib3.PoolManager:
        options: dict[str, Any] = {"maxsize": _MOST_KEPT, "ssl_context": self.ssl or tls()}
        pool = _behind(self.proxy, options) if self.proxy else urllib3.PoolManager(**options)
        pool.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}
        return pool


def post_client(token: str, base_url: str) -> SlackClient:
    """The client of what sends messages and looks things up at its leisure."""
    return SlackClient(token, base_url, timeout=_POST_SECONDS)


def request_client(token: str, base_url: str) -> SlackClient:
    """The client for calls made inside a request."""
    return SlackClient(token, base_url, timeout=_REQUEST_SECONDS)


@cache
def tls() -> SSLContext:
    """What a connection over TLS is checked against, made when the first one is: it takes 15 ms."""
    return create_default_context()


class _Connection(HTTPConnection):
    """Knows whether anything was sent, and looks at the clock in the line before.

    Before the first byte on the wire lie the connection and its TLS handshake. A process that is stopped there for
    minutes would post, when it goes on, what another worker has sent meanwhile.
    """

    _used = 0.0

    @property
    def is_connected(self) -> bool:
        """Whether it is still good; if not, the pool closes it and connects anew."""
        return monotonic() - self._used < IDLE_SECONDS and super().is_connected

    def connect(self) -> None:
        """Connects, over TLS and through a proxy where need be. Raises `NeverSent`."""
        try:
            super().connect()
        except (OSError, HTTPException, HTTPError) as error:
            raise NeverSent(_kind(error)) from error

    def request(self, *request: Any, **options: Any) -> None:
        """Sends a request. Raises `TooLate` if its moment has passed, and `OSError`."""
        if self.is_closed:
            self.connect()
        in_time = _in_time.get()
        if in_time is not None and not in_time():
            raise TooLate
        self._used = monotonic()
        super().request(*request, **options)


class _TLSConnection(_Connection, HTTPSConnection):
    """The same over TLS, whose handshake takes far longer than everything else."""


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Connection


class _TLSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _TLSConnection


def _behind(proxy: str, options: Mapping[str, Any]) -> urllib3.ProxyManager:
    url = proxy if "://" in proxy else f"http://{proxy}"
    auth = urllib3.util.parse_url(url).auth
    headers = urllib3.make_headers(proxy_basic_auth=unquote(auth)) if auth else None
    return urllib3.ProxyManager(url, proxy_headers=headers, **options)


def _encoded(fields: Mapping[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(fields)
    except UnicodeEncodeError:  # half of an emoji, from a text that was cut in two: JSON's escapes can carry it
        return dumps(fields).encode()


def _form(fields: Mapping[str, Any]) -> bytes:
    """What is None is left out; of yes and no, Slack wants a number."""
    given = {name: value for name, value in fields.items() if value is not None}
    return urlencode({name: int(value) if isinstance(value, bool) else value for name, value in given.items()}).encode()


def _whole(answer: urllib3.BaseHTTPResponse, most: int, until: float) -> bytes:
    """All that is sent: the timeout of a connection bounds each wait, not their sum."""
    data = bytearray()
    while part := answer.read1(_PART):
        data += part
        if len(data) > most:
            raise NoAnswer("too large")
        if monotonic() > until:
            raise NoAnswer("too slow")
    return bytes(data)


def _data_of(reply: Reply) -> dict[str, Any]:
    try:
        data = loads(reply.body)
    except (ValueError, RecursionError):  # a proxy's page, perhaps; its words are not repeated
        data = None
    return data if isinstance(data, dict) else {"ok": False, "error": f"unreadable answer, HTTP {reply.status}"}


def _kind(error: Exception) -> str:
    return type(error.__cause__ or error).__name__
