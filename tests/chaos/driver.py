"""A real worker or clock process for the chaos tests: it kills or stops itself where its orders say.

The traps are wrapped around what the worker is built from and calls, from outside; the product knows nothing of them.
"""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock.jobs import tick
from bot.clock.time import machine_time
from bot.delivery import outbox
from bot.delivery.outbox import Outbox
from bot.delivery.rendered import Rendered
from bot.delivery.worker import Worker
from bot.slack.client import SlackClient, post_client
from bot.slack.pacing import CHANNEL, HISTORY, POST, USER, Pace, Rate
from handlers.message import Message, Picture
from ladder.delivery import across, claims
from ladder.delivery.claims import Claimed
from ladder.delivery.timing import Timing
from ladder.store.db import Database, Tx
from ladder.store.engine import open_engine

# lease, call, quiet: short enough to wait for, in the same order as the real ones
TIMING = Timing(lease=timedelta(seconds=3.5), call=timedelta(seconds=2), quiet=timedelta(seconds=2.5))
CALL_TIMEOUT = 1.5
STEPS = (
    "before the claim",
    "after the claim",
    "after users.info",
    "after rendering",
    "after the mark",
    "while posting",
    "after the answer",
    "after the outcome",
)
LOCKED = "with the database locked"
LOOKS = ("before the look", "after the look")
UPLOADS = ("before the upload", "after the upload")
BOMB = "UBOMB"


@dataclass(frozen=True)
class Orders:
    """What this process is, and where it dies (`at`, the first time) or how likely at every step (`chance`)."""

    role: str
    database_url: str
    now: str
    clients: dict[str, tuple[str, str]] = field(default_factory=dict)
    at: str = ""
    signal: str = "SIGKILL"
    chance: float = 0.0
    seed: int = 0
    looks: bool = True
    parts: int = 1
    picture: bool = False


class Marked(threading.local):
    """The trap to fall into when this thread's transaction, which marks a delivery, is on disk."""

    trap: "Trap | None" = None


MARKED = Marked()
WRITING = threading.RLock()


class OneWriter(Database):
    """The database, for which it is known whether a thread of this process is writing, and has just marked."""

    @contextmanager
    def write(self, workspace_id: str = "") -> Iterator[Tx]:
        """As the real one."""
        with WRITING, super().write(workspace_id) as tx:
            yield tx
        trap, MARKED.trap = MARKED.trap, None
        if trap:  # the mark is on disk, and nobody has looked at the time yet
            trap.here("after the mark")


class Trap:
    """Ends or stops this process at the steps its orders name."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._random = random.Random(orders.seed)
        self._sprung = False

    def here(self, step: str) -> None:
        if self.springs(step):
            self.spring()

    def springs(self, step: str) -> bool:
        chosen = step == self._orders.at and not self._sprung
        self._sprung = self._sprung or chosen
        return chosen or self._random.random() < self._orders.chance

    def spring(self) -> None:
        with WRITING:  # a process that is stopped in a transaction holds everyone up: there is a test for that alone
            os.kill(os.getpid(), getattr(signal, self._orders.signal))
            time.sleep(0.3)  # the signal may come in through another thread: go no further until it has


def before(trap: Trap, step: str, act: Callable[..., Any]) -> Callable[..., Any]:
    """`act`, with a trap before it."""

    def trapped(*arguments: Any, **named: Any) -> Any:
        trap.here(step)
        return act(*arguments, **named)

    return trapped


def after(trap: Trap, step: str, act: Callable[..., Any]) -> Callable[..., Any]:
    """`act`, with a trap after it."""

    def trapped(*arguments: Any, **named: Any) -> Any:
        result = act(*arguments, **named)
        trap.here(step)
        return result

    return trapped


def noticed(trap: Trap, mark: Callable[..., bool]) -> Callable[..., bool]:
    """`mark`, which tells this thread's transaction that it was one."""

    def noticed_mark(*arguments: Any, **named: Any) -> bool:
        marked = mark(*arguments, **named)
        MARKED.trap = trap if marked else None
        return marked

    return noticed_mark


def trapped_client(orders: Orders, trap: Trap, url: str, token: str) -> SlackClient:
    """The worker's client, with traps around its calls."""
    client = post_client(token, url)
    client.timeout = CALL_TIMEOUT  # type: ignore[assignment]  # the SDK hands it to a socket, which takes fractions
    real_post = client.chat_postMessage

    def post(**arguments: Any) -> Any:
        if trap.springs("while posting"):
            threading.Timer(0.15, trap.spring).start()  # the request has left by then, and nobody reads its answer
        return real_post(**arguments)

    calls: dict[str, Callable[..., Any]] = {
        "users_info": before(trap, "after the claim", client.users_info),
        "chat_postMessage": after(trap, "after the answer", post),
        "files_getUploadURLExternal": before(trap, "before the upload", client.files_getUploadURLExternal),
        "files_completeUploadExternal": after(trap, "after the upload", client.files_completeUploadExternal),
        "conversations_history": after(
            trap, "after the look", before(trap, "before the look", client.conversations_history)
        ),
    }
    for name, call in calls.items():
        setattr(client, name, call)
    return client


def renderer(orders: Orders, trap: Trap) -> Callable[[Tx, Claimed, datetime], Rendered]:
    def render(_tx: Tx, claimed: Claimed, _now: datetime) -> Rendered:
        trap.here("after users.info")
        if claimed.recipient == BOMB:
            os.kill(os.getpid(), signal.SIGKILL)
        trap.here("after rendering")
        text = f"{claimed.recipient} {claimed.period} part {claimed.part}"
        return Rendered(Message(text, picture=picture() if orders.picture else None), parts=orders.parts)

    return render


def picture() -> Picture:
    """A picture for a message; nobody looks at it."""
    return Picture(name="map.png", title="Map", draw=lambda: b"\x89PNG", alternative=lambda _: "A map")


def set_traps(orders: Orders, trap: Trap) -> None:
    across.due_workspaces = after(trap, "before the claim", across.due_workspaces)
    claims.claim = after(trap, LOCKED, claims.claim)
    claims.mark = noticed(trap, claims.mark)
    outbox.UNREACHABLE = timedelta(seconds=1)
    Outbox.deliver = after(trap, "after the outcome", Outbox.deliver)  # type: ignore[method-assign]
    if not orders.looks:  # a safeguard taken away, to see that the judge would notice
        Claimed.in_doubt = property(lambda _: False)  # type: ignore[assignment,method-assign]


def work(orders: Orders, database: Database, stop: threading.Event) -> None:
    """A worker, until it is stopped."""
    trap = Trap(orders)
    set_traps(orders, trap)
    now = datetime.fromisoformat(orders.now)
    quick = {name: Rate(per_minute=60_000, burst=1000) for name in (POST, USER, HISTORY, CHANNEL)}
    worker = Worker(
        database,
        {team: trapped_client(orders, trap, url, token) for team, (url, token) in orders.clients.items()},
        {"digest": renderer(orders, trap)},
        now=lambda: now,
        machine=machine_time,
        timing=TIMING,
        pace=Pace(quick),
    )
    threading.Thread(target=release_often, args=(worker, stop), daemon=True).start()
    worker.run(stop)


def release_often(worker: Worker, stop: threading.Event) -> None:
    """Leases are short here, so is the round that looks after them."""
    from bot.delivery.worker import release

    while not stop.wait(0.3):
        release(worker.outbox)


def keep_time(orders: Orders, database: Database, stop: threading.Event) -> None:
    """A clock that ticks as fast as it can, until it is stopped."""
    now = datetime.fromisoformat(orders.now)
    while not stop.is_set():
        tick(database, now)
        time.sleep(0.02)


def run(orders: Orders) -> None:
    """The process: ends on SIGTERM, or where its orders say."""
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  open for as long as the process lives
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    database = OneWriter(open_engine(orders.database_url))
    {"worker": work, "clock": keep_time}[orders.role](orders, database, stop)
