"""The quarter's digest, from the clock through the real worker into both workspaces: once, whatever happens."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.web import SlackResponse
from sqlalchemy import select

from bot.clock.jobs import tick
from bot.clock.time import machine_time
from bot.delivery.lookup import EVENT_TYPE
from bot.delivery.renderers import RENDERERS
from bot.delivery.worker import Worker
from bot.slack.client import NoAnswer, SlackClient
from ladder.store.db import Database, table_of
from ladder.store.models import DeliveryRow, DeliveryState
from tests.conftest import House
from tests.contract.workspaces import TEAM, FarEnd

pytestmark = pytest.mark.emulate

DUE = datetime(2026, 10, 1, 8, 30, tzinfo=UTC)  # 09:30 in London
QUIET = timedelta(seconds=130)


class Digests:
    """Max, with Ana's win of the quarter on record, and workers that send what the clock has made due."""

    def __init__(self, database: Database, far: FarEnd) -> None:
        self.far, self.database = far, database
        house = House(database, TEAM)
        house.person(far.max, name="Max Berg", tz="Europe/London")
        house.person(far.people["ana"], name="Ana Lima", manager=far.max, level="mid", target="senior")
        house.win(far.people["ana"], "Led the move to the new queue", on=date(2026, 8, 3), competencies=("delivery",))

    def run(self, client: SlackClient | None = None, *, after: timedelta = timedelta(0)) -> int:
        """One tick of the clock and one worker, `after` so long; returns how many messages it knows to be sent."""
        tick(self.database, DUE)
        worker = Worker(
            self.database,
            {TEAM: client or self.far.client()},
            RENDERERS,
            now=lambda: DUE,
            machine=lambda: machine_time() + after,
        )
        return worker.drain(DUE, patience=timedelta(0))

    def row(self) -> Mapping[str, Any]:
        with self.database.read() as tx:
            return dict(tx.connection.execute(select(table_of(DeliveryRow))).mappings().one())


@pytest.fixture
def digests(database: Database, far: FarEnd) -> Digests:
    return Digests(database, far)


def deaf(client: SlackClient, *, arrives: bool) -> SlackClient:
    """The client on a line that breaks before the answer to a post: after Slack took it, or before."""
    say = client.chat_postMessage

    def post(**arguments: Any) -> SlackResponse:
        if arrives:
            say(**arguments)
        raise NoAnswer("ConnectionResetError")

    client.chat_postMessage = post  # type: ignore[method-assign]
    return client


def test_a_digest_arrives_once_however_often_clock_and_worker_run(digests: Digests) -> None:
    assert [digests.run() for _ in range(3)] == [1, 0, 0]
    (letter,) = digests.far.inbox(digests.far.max)
    assert "Led the move to the new queue" in letter["text"]
    assert letter["metadata"] == {"event_type": EVENT_TYPE, "event_payload": {"nonce": digests.row()["nonce"]}}
    assert any("Ana Lima" in str(block) for block in letter["blocks"])
    assert (digests.row()["state"], digests.row()["ts"]) == (DeliveryState.SENT, letter["ts"])
    assert digests.far.inbox(digests.far.people["ana"]) == []


def test_a_digest_whose_answer_got_lost_is_found_and_not_sent_again(digests: Digests) -> None:
    assert digests.run(deaf(digests.far.client(), arrives=True)) == 0
    assert digests.row()["state"] is DeliveryState.PENDING
    assert digests.run() == 0, "it is left alone for a while"
    assert digests.run(after=QUIET) == 1
    (letter,) = digests.far.inbox(digests.far.max)
    assert (digests.row()["state"], digests.row()["ts"]) == (DeliveryState.SENT, letter["ts"])


def test_a_digest_that_got_lost_itself_is_sent_after_a_look(digests: Digests) -> None:
    assert digests.run(deaf(digests.far.client(), arrives=False)) == 0
    assert digests.run(after=QUIET) == 1
    assert len(digests.far.inbox(digests.far.max)) == 1


def test_a_digest_waits_while_slack_is_off_the_net(digests: Digests) -> None:
    digests.far.stop()
    assert digests.run() == 0
    row = digests.row()
    assert (row["state"], row["first_post_at"]) == (DeliveryState.PENDING, None)
