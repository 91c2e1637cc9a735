"""A worker between a database and local workspaces that keep a log of what they received: the judge of these tests."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any

from sqlalchemy import select

from bot.delivery.rendered import Rendered, Renderer
from bot.delivery.worker import Worker
from bot.playground.local_slack import LocalSlack
from bot.playground.world.faults import read_fault
from bot.playground.world.values import Message as Posted
from bot.playground.world.values import Team
from bot.slack.client import post_client
from bot.slack.pacing import CHANNEL, HISTORY, POST, USER, Pace, Rate
from handlers.message import Message
from ladder.delivery import claims, queue
from ladder.delivery.claims import Claimed
from ladder.delivery.queue import NewDelivery
from ladder.delivery.timing import Timing
from ladder.store.db import Database, Tx, table_of
from ladder.store.models import DeliveryRow, WorkspaceRow
from tests.conftest import NOW, House
from tests.manifests import with_history

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
QUIET = 121 * SECOND

TOKEN = "xoxb-under-test"
UNHURRIED: Mapping[str, Rate] = {name: Rate(per_minute=60_000, burst=1000) for name in (POST, USER, HISTORY, CHANNEL)}


def greeting(_tx: Tx, claimed: Claimed, now: datetime) -> Rendered:
    """What the kind "digest" says here: whose it is, which part, and that it is late if it is."""
    late = " (late)" if claimed.late(now) else ""
    text = f"Digest for {claimed.recipient}, part {claimed.part}{late}"
    return Rendered(Message(text, ({"type": "section", "text": {"type": "mrkdwn", "text": text}},)))


class Mail:
    """One workspace with its people, its local Slack and a worker. It is NOW until a test moves `now` or `machine`."""

    def __init__(self, database: Database, workspace: str = "T1", **options: Any) -> None:
        self.database = database
        self.house = House(database, workspace)
        self.now, self.machine = NOW, NOW
        team = Team(workspace, workspace, workspace.lower())
        self.slack = LocalSlack(with_history(), "secret", TOKEN, rate_limits=False, team=team, **options)
        self.slack.set_time(NOW)
        self._server = self.slack.start()
        self.client = post_client(TOKEN, self._server.api_url)
        self.clients = {workspace: self.client}
        self.renderers: dict[str, Renderer] = {"digest": greeting}
        self.reschedules: dict[str, Callable[[Tx, str, str], datetime]] = {}
        self.timing = Timing()
        self.pace = Pace(UNHURRIED)

    def __enter__(self) -> "Mail":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()

    @property
    def worker(self) -> Worker:
        return Worker(
            self.database,
            self.clients,
            self.renderers,
            now=lambda: self.now,
            reschedules=self.reschedules,
            machine=lambda: self.machine,
            timing=self.timing,
            pace=self.pace,
        )

    def person(self, *people: str, tz: str = "Europe/London") -> None:
        """People of the roster and of Slack."""
        for person in people:
            self.house.person(person, tz=tz)
            self.slack.add_user(person, person.lower(), tz=tz)

    def due(self, *people: str, **fields: Any) -> None:
        """Deliveries for these people, due NOW unless said otherwise."""
        standard: dict[str, Any] = {
            "kind": "digest",
            "period": "2026Q3",
            "due_at": NOW,
            "not_after": NOW + timedelta(days=45),
        }
        with self.database.write(self.house.id) as tx:
            queue.enqueue(tx, *(NewDelivery(recipient=person, **(standard | fields)) for person in people))

    def drain(self, after: timedelta | None = None) -> int:
        """Sends what is due, `after` so much time on the machine and in the calendar; waits for nothing."""
        if after:
            self.now, self.machine = self.now + after, self.machine + after
        return self.worker.drain(self.now, patience=timedelta(0))

    def fault(self, method: str, **fault: Any) -> None:
        self.slack.faults.order(read_fault({"method": method, **fault}))

    def inbox(self, person: str) -> list[Posted]:
        """What the person got from the app, oldest first."""
        return [
            message for message in self.slack.workspace.visible_to(person) if message.user == self.slack.bot_user_id
        ]

    def texts(self, person: str) -> list[str]:
        return [message.text for message in self.inbox(person)]

    def calls(self, method: str = "chat.postMessage") -> list[Any]:
        return [call for call in self.slack.calls() if call.method == method]

    def rows(self) -> list[Any]:
        """The workspace's deliveries by recipient and part."""
        table = table_of(DeliveryRow)
        query = select(table).where(table.c.workspace_id == self.house.id).order_by(table.c.recipient_id, table.c.part)
        with self.database.read() as tx:
            return list(tx.connection.execute(query))

    def row(self) -> Any:
        (only,) = self.rows()
        return only

    def workspace(self) -> Any:
        table = table_of(WorkspaceRow)
        with self.database.read() as tx:
            return tx.connection.execute(select(table).where(table.c.id == self.house.id)).one()


def claim(mail: Mail) -> Claimed:
    """The mail's next delivery, claimed as a worker would; there has to be one."""
    with mail.database.write(mail.house.id) as tx:
        found = claims.claim(tx, mail.now, mail.machine, mail.timing)
    assert found is not None
    return found
