"""The demo as somebody uses it: a database of its own, the story told, and an address to open."""

import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.demo.connected import Connected
from bot.demo.story import TODAY, read_story, tell_record, tell_slack
from bot.playground.world.values import Team
from ladder.store.models import Base

FERNWOOD = Team(id="T0FERNWOOD", name="Fernwood", domain="fernwood")
THREE_THINGS = (
    {"title": "Ask the ladder", "text": "Type `/ladder senior` as Lena: only she sees what the next level expects."},
    {"title": "Log a win", "text": "In #platform, open the ⋮ menu of Lena’s last message and choose Log as win."},
    {
        "title": "Get the digest",
        "text": "Click the date at the top and choose First working day of the quarter. "
        "Ladder writes to Maya, Lena’s manager: choose Open as Maya.",
    },
)
_READY = """
Ladder is ready to try: {url}

{things}

Stop it with Ctrl-C. Nothing leaves this machine, and nothing is kept.
"""


def serve(port: int, engineers: int) -> int:
    """Serves the demo until Ctrl-C; 1 if the port is taken."""
    try:
        with company(port, engineers) as office:
            print(_READY.format(url=office.url, things=_numbered()), flush=True)  # noqa: T201  what the command is for
            _wait()
    except (OSError, SystemExit) as error:
        print(f"Port {port} is taken or closed ({error}). Try: ladderbot demo --port {port + 1}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _numbered() -> str:
    """The three things for the terminal: a command stands there without the page's marks."""
    lines = (f"{thing['title']}: {thing['text'].replace('`', '')}" for thing in THREE_THINGS)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


@contextmanager
def company(port: int, engineers: int) -> Iterator[Connected]:
    """The sample company on a fresh database, removed again at the end; a reset of the workspace tells it anew."""
    folder = Path(tempfile.mkdtemp(prefix="ladder-demo-"))
    try:
        with Connected(
            f"sqlite:///{folder / 'ladder.db'}", TODAY, port=port, team=FERNWOOD, tries=THREE_THINGS
        ) as office:
            _tell(office, engineers)
            office.slack.keep()
            office.slack.on_reset(lambda: _begin_again(office, engineers))
            with _working(office):
                yield office
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tell(office: Connected, engineers: int) -> None:
    story = read_story(engineers)
    tell_slack(story, office.slack)
    with office.database.write(office.team) as tx:
        tell_record(story, tx)


def _begin_again(office: Connected, engineers: int) -> None:
    """The workspace has gone back to its beginning; the record and the clock follow."""
    office.clock.set(TODAY)
    office.slack.workspace.set_now(TODAY)
    with office.database.write(office.team) as tx:
        for table in reversed(Base.metadata.sorted_tables):
            tx.connection.execute(table.delete())
        tell_record(read_story(engineers), tx)


@contextmanager
def _working(office: Connected) -> Iterator[None]:
    """A worker beside the app, for what becomes due while nobody moves the date."""
    stop = threading.Event()
    worker = threading.Thread(target=office.worker.run, args=(stop,), daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def _wait() -> None:
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    stop.wait()
