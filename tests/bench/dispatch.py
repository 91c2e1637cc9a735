"""What finding the route costs with one of them and with 200, and what Bolt's own search would; nothing behind it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from io import BytesIO
from time import process_time
from typing import Any
from unittest.mock import patch

from slack_bolt import Ack
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.web import wsgi
from bot.web.http import Web
from handlers import grammar, routes
from handlers.views.help import help_text
from tests.bench.bare import bare_app
from tests.bench.line import Line, ratio
from tests.bench.load import signed
from tests.bench.payloads import command, press, submission
from tests.bench.requests import environment

MANY, ROUNDS, CALLS = 200, 10, 100
Application = Web | SlackRequestHandler
Way = tuple[Application, Callable[[int], AbstractContextManager[object]], int]  # with a table of so many routes


def lines() -> Iterator[Line]:
    """Each kind of request, its route the last of the table."""
    with environment() as env, patch.dict(os.environ, env), without_slack():
        ours = wsgi.make_application()
        last = MANY - 1
        asked = {
            "command": command(f"word{last}")(),
            "action": press(f"button{last}"),
            "view": submission(f"form{last}"),
        }
        for kind, body in asked.items():
            many, one = _in_turn([(ours, _table, MANY), (ours, _table, 1)], body)
            yield ratio(f"Dispatch, {kind}, {MANY} routes to one", many, one, 1.3, "µs")
        many, one = _in_turn([(_bolt(MANY), nullcontext, MANY), (_bolt(1), nullcontext, 1)], asked["command"])
        yield ratio(f"The same of a command by Bolt's own listeners, {MANY} to one", many, one, None, "µs")


@contextmanager
def without_slack() -> Iterator[None]:
    """Bolt asks once who it is."""
    me = {"ok": True, "user_id": "UB", "bot_id": "B1", "team_id": "T1"}
    answer = SlackResponse(client=None, http_verb="POST", api_url="", req_args={}, data=me, headers={}, status_code=200)
    with patch.object(WebClient, "auth_test", lambda *_a, **_k: answer):
        yield


@contextmanager
def _table(size: int) -> Iterator[None]:
    """The app's tables with so many routes that do nothing."""
    last = range(MANY - size, MANY)
    answer = help_text()
    with ExitStack() as stack:
        for table, entries in (
            (grammar.WORDS, {f"word{number}": f"word{number}" for number in last}),
            (routes.COMMANDS, {f"word{number}": lambda _ask: answer for number in last}),
            (routes.BUTTONS, {f"button{number}": lambda _ask: None for number in last}),
            (routes.FORMS, {f"form{number}": lambda _ask, _body: {} for number in last}),
        ):
            stack.enter_context(patch.dict(table, entries, clear=True))
        yield


def _bolt(size: int) -> Application:
    app = bare_app()
    for number in range(MANY - size, MANY):
        app.command(f"/ladder{'' if number == MANY - 1 else number}")(_hello)
    return SlackRequestHandler(app)


def _hello(ack: Ack) -> None:
    ack("hello")


def _in_turn(ways: Sequence[Way], body: str) -> list[float]:
    """Microseconds of processor time a request each way, the best of several rounds."""
    best = [float("inf")] * len(ways)
    for _ in range(ROUNDS):
        for at, (application, table, size) in enumerate(ways):
            with table(size):
                best[at] = min(best[at], microseconds(application, signed(body)))
    return best


def microseconds(application: Application, request: bytes) -> float:
    head, _, body = request.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    environ: dict[str, Any] = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    environ |= {"REQUEST_METHOD": "POST", "PATH_INFO": "/slack/events", "SERVER_PROTOCOL": "HTTP/1.1"}
    environ |= {"CONTENT_TYPE": headers["Content-Type"], "CONTENT_LENGTH": headers["Content-Length"]}
    began = process_time()
    for _ in range(CALLS):
        application(environ | {"wsgi.input": BytesIO(body), "QUERY_STRING": ""}, _expect_200)
    return (process_time() - began) / CALLS * 1e6


def _expect_200(status: str, _headers: object, _error: object = None, /) -> Callable[[bytes], object]:
    if not status.startswith("200"):
        raise AssertionError(status)
    return len
