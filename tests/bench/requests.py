"""Answers over HTTP, as ratios to a bare Bolt app on the same server that only calls `ack("hello")`."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.schema import upgrade
from ladder.evidence import record
from ladder.formats.yaml.form import builtin
from ladder.framework.model import Ladder
from ladder.people import workspaces
from ladder.store.db import Database
from ladder.store.engine import open_engine
from ladder.store.models import PersonRow
from ladder.store.values import NewWin, Role
from tests.bench.line import Line, paired
from tests.bench.load import SECRET, Server, first_answer, measure, serving
from tests.bench.payloads import USER, command, global_shortcut, message_shortcut
from tests.bench.slack import TEAM

WINS, ROUNDS = 30, 25
_SLACK, _HELLO, _MODAL, _OURS = range(18700, 18704)


@contextmanager
def environment(ladder: Callable[[], Ladder] = builtin) -> Iterator[dict[str, str]]:
    """The settings of an app, and a database in which one engineer has thirty wins, with a ladder of these levels."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ladder.db'}"
        upgrade(url)
        _fill(url, ladder)
        yield {
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"http://127.0.0.1:{_SLACK}/api/",
            "DATABASE_URL": url,
            "LOG_LEVEL": "ERROR",
        }


def _fill(url: str, ladder: Callable[[], Ladder]) -> None:
    now, competencies = datetime.now(UTC), [one.id for one in builtin().competencies]
    person = {"id": USER, "name": "Lena Fischer", "level": "mid", "target": "lead", "tz": "Europe/Berlin"}
    with Database(open_engine(url)).write(TEAM) as tx:
        workspaces.set_up(tx, ladder, now)
        tx.insert(PersonRow, person)
        for number in range(WINS):
            day = now.date() - timedelta(days=9 * number)
            shows = (competencies[number % 8], competencies[(number + 3) % 8])
            win = NewWin(text=f"Did thing {number} for the team", happened_on=day, competencies=shows, role=Role.LED)
            record.log(tx, USER, win, now, now.date())


def slack(env: Mapping[str, str]) -> AbstractContextManager[Server]:
    """The Web API that the apps call."""
    return serving("tests.bench.slack:application_factory", _SLACK, env)


def lines(requests: int) -> Iterator[Line]:
    """CPU per request and median latency of each question."""
    with environment() as env, slack(env), ExitStack() as stack:

        def start(target: str, port: int) -> Server:
            return stack.enter_context(serving(target, port, env))

        hello, trivial = start("tests.bench.bare:hello", _HELLO), start("tests.bench.bare:trivial_modal", _MODAL)
        ours = start("bot.web.serving:application", _OURS)
        _check(ours, "senior", b"new at this level")
        _check(ours, "", b"30 wins on record")
        for text, concurrency, bound in (("senior", 1, 2.5), ("senior", 16, 2.5), ("", 1, 2.5), ("", 16, 2.5)):
            name = f"`{f'/ladder {text}'.strip()}`, concurrency {concurrency}"
            asked = command(text)
            yield from _against(name, (ours, asked), (hello, asked), requests, concurrency, bound)
        name = "Opening the modal, against a bare app that opens one of one line"
        for shown, body in (("with suggestions", message_shortcut), ("empty", global_shortcut)):
            base = (trivial, message_shortcut)
            yield from _against(f"{name}, {shown}", (ours, body), base, requests // 2, 1, 2.0)


def _check(server: Server, text: str, words: bytes) -> None:
    """An answer that is fast is also the one that was asked for."""
    if words not in first_answer(server, command(text)()):
        raise AssertionError(f"`/ladder {text}` does not say {words.decode()}")


Asked = tuple[Server, Callable[[], str]]


def _against(name: str, ours: Asked, base: Asked, requests: int, concurrency: int, bound: float) -> Iterator[Line]:
    """Both in turn, in many short rounds."""
    rounds = [
        [measure(*asked, requests=requests // ROUNDS, concurrency=concurrency) for asked in (ours, base)]
        for _ in range(ROUNDS)
    ]
    yield paired(f"{name}: CPU per request", [(our.cpu, one.cpu) for our, one in rounds], bound)
    yield paired(f"{name}: median latency", [(our.latency, one.latency) for our, one in rounds], bound)
