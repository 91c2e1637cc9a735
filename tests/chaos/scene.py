"""Real processes between a real database and local workspaces, which keep count of what they received."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import Any

from bot.playground.local_slack import LocalSlack
from bot.playground.transport.wsgi import LocalServer
from bot.playground.world.faults import read_fault
from bot.playground.world.values import Team
from ladder.delivery import queue
from ladder.delivery.queue import NewDelivery
from ladder.store.db import Database
from ladder.store.engine import open_engine
from ladder.store.models import DeliveryRow, DeliveryState
from tests.chaos.driver import Orders, run
from tests.conftest import NOW, House
from tests.manifests import with_history

# each process is a fork of one that has everything imported: starting it takes a moment, not seconds
_NURSERY = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload(["tests.chaos.driver"])
OVER = (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.CANCELLED, DeliveryState.UNCERTAIN)


class Scene:
    """Some workspaces with people, one database, and the processes that a test starts."""

    def __init__(self, database_url: str, *teams: str, **options: Any) -> None:
        self.url = database_url
        self.database = Database(open_engine(database_url))
        self.slacks: dict[str, LocalSlack] = {}
        self.houses: dict[str, House] = {}
        self._servers: dict[str, LocalServer] = {}
        self._processes: list[ForkServerProcess] = []
        for team in teams or ("T1",):
            slack = LocalSlack(with_history(), "secret", f"xoxb-{team}", rate_limits=False, team=Team(team), **options)
            self.slacks[team], self._servers[team] = slack, slack.start()
            self.houses[team] = House(self.database, team)

    def __enter__(self) -> "Scene":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.join()
        for server in self._servers.values():
            server.stop()
        self.database.engine.dispose()

    @property
    def slack(self) -> LocalSlack:
        return next(iter(self.slacks.values()))

    # --- setting up

    def people(self, count: int, *, team: str = "T1", due: bool = True) -> list[str]:
        """So many people in Slack, each with a digest that is due."""
        names = [f"U{number:03}" for number in range(count)]
        for name in names:
            self.slacks[team].add_user(name, name.lower())
        if due:
            self.due(*names, team=team)
        return names

    def due(self, *people: str, team: str = "T1") -> None:
        standard: dict[str, Any] = {
            "kind": "digest",
            "period": "2026Q3",
            "due_at": NOW,
            "not_after": NOW + timedelta(days=45),
        }
        with self.database.write(team) as tx:
            queue.enqueue(tx, *(NewDelivery(recipient=person, **standard) for person in people))

    def fault(self, method: str, team: str = "T1", **fault: Any) -> None:
        self.slacks[team].faults.order(read_fault({"method": method, **fault}))

    def start(self, role: str = "worker", **orders: Any) -> ForkServerProcess:
        """A process with these orders."""
        clients = {team: (server.api_url, f"xoxb-{team}") for team, server in self._servers.items()}
        given = Orders(**{"role": role, "database_url": self.url, "now": NOW.isoformat(), "clients": clients, **orders})
        process = _NURSERY.Process(target=run, args=(given,))
        process.start()
        self._processes.append(process)
        return process

    # --- waiting

    def until(self, true: Callable[[], Any], seconds: float = 60.0) -> None:
        """Waits for what the processes bring about."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"it did not come; rows: {self.states()}"
            time.sleep(0.05)

    def until_over(self, seconds: float = 60.0) -> None:
        """Waits until every delivery has come to its end."""
        self.until(lambda: self.states() and set(self.states()) <= set(OVER), seconds)

    def until_killed(self, process: ForkServerProcess, seconds: float = 30.0) -> None:
        """Waits until the process has fallen into its trap."""
        process.join(seconds)
        assert process.exitcode == -signal.SIGKILL

    def until_stopped(self, process: ForkServerProcess, seconds: float = 30.0) -> None:
        """Waits until the process has stopped itself."""
        self.until(lambda: _is_stopped(process), seconds)

    def go_on(self, process: ForkServerProcess) -> None:
        assert process.pid
        os.kill(process.pid, signal.SIGCONT)

    def end(self, process: ForkServerProcess) -> None:
        """Asks the process to end, which it has to do by itself."""
        process.terminate()
        process.join(15)
        assert process.exitcode == 0

    # --- judging

    def states(self) -> Counter[DeliveryState]:
        """How many deliveries stand where."""
        table = DeliveryRow.metadata.tables["delivery"]
        with self.database.read() as tx:
            return Counter(row.state for row in tx.connection.execute(table.select()))

    def row(self, person: str) -> Any:
        table = DeliveryRow.metadata.tables["delivery"]
        with self.database.read() as tx:
            return tx.connection.execute(table.select().where(table.c.recipient_id == person)).one()

    def received(self, team: str = "T1") -> Counter[str]:
        """How often each text was received: the workspace's own record, whatever the app believes."""
        slack = self.slacks[team]
        return Counter(message.text for channel in slack.workspace.channels() for message in self._from_app(channel.id))

    def calls(self, team: str) -> list[str]:
        """What the workspace was asked, with what it says of each call: for the message of a test that fails."""
        return [
            f"{call.at:%M:%S.%f} {call.method} {call.args.get('channel') or call.args.get('user')} "
            f"{call.status} {call.accepted}"
            for call in self.slacks[team].calls()
        ]

    def _from_app(self, channel: str) -> Iterator[Any]:
        slack = next(slack for slack in self.slacks.values() if slack.workspace.channel(channel) is not None)
        return (message for message in slack.workspace.messages(channel) if message.user == slack.bot_user_id)

    def each_once(self, *people: str, team: str = "T1") -> None:
        """Each person got their digest once, and nobody else got anything."""
        received = self.received(team)
        assert received == Counter(f"{person} 2026Q3 part 1" for person in people), (received, self.calls(team))


def _is_stopped(process: ForkServerProcess) -> bool:
    state = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state == "T"
