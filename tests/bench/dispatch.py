"""What finding the right route costs, with one of them and with 200; and the same left to Bolt's own listeners."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from time import process_time
from unittest.mock import patch
from urllib.parse import parse_qsl

from slack_bolt import Ack, App, BoltRequest
from slack_sdk import WebClient

from bot import serving
from handlers import capture, grammar, routes
from tests.bench.line import Line, ratio
from tests.bench.load import signed
from tests.bench.payloads import command, press, submission
from tests.bench.requests import environment
from tests.bench.standing_in import answering

MANY, ROUNDS, CALLS = 200, 10, 100


def lines() -> Iterator[Line]:
    """Each kind of request, its route the last of the table; without what the route leads to."""
    with environment() as env, patch.dict(os.environ, env), answering():
        app = serving.application().app
        last = MANY - 1
        asked = {"command": command(f"word{last}")(), "action": press(f"button{last}"), "view": submission("form")}
        for kind, body in asked.items():
            yield _line(f"Dispatch of a {kind}", _among(app, MANY), _among(app, 1), body, 1.3)
        yield _line("Dispatch of a command by Bolt's own listeners", _plain(MANY), _plain(1), asked["command"], None)


Way = Callable[[BoltRequest], object]


def _line(name: str, many: "Dispatch", one: "Dispatch", body: str, bound: float | None) -> Line:
    best = {way: min(way.seconds(body) for _ in range(ROUNDS)) for way in (many, one)}
    return ratio(f"{name}, {MANY} routes to one", best[many] * 1e6, best[one] * 1e6, bound, "µs")
