"""Outages, crowds and clocks that jump: everything arrives, once, and nobody waits for another (docs/faults.md, 27,
58, 60)."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.delivery.rendered import Rendered
from bot.delivery.worker import Senders
from ladder.delivery.claims import Claimed
from ladder.store.db import Database, Tx
from ladder.store.models import DeliveryState
from tests.bot.delivery.mail import HOUR, MINUTE, SECOND, Mail, greeting
from tests.conftest import NOW

pytestmark = pytest.mark.slow  # storms


@pytest.fixture
def mail(database: Database) -> Iterator[Mail]:
    with Mail(database) as mail:
        yield mail


def down(mail: Mail) -> None:
    mail.fault("*", status=503, times=100_000)


# --- 58


def test_six_hours_without_slack_at_nine_in_every_zone_bring_everybody_one_digest_afterwards(mail: Mail) -> None:
    people = [f"U{number:03}" for number in range(24)]
    mail.person(*people)
    for number, person in enumerate(people):
        mail.due(person, due_at=NOW + number * 15 * MINUTE)
    down(mail)
    for _ in range(36):
        assert mail.drain(10 * MINUTE) == 0
    tries = {row.wait_until for row in mail.rows()}
    assert len(tries) > len(people) / 2, "not all at one moment"
    assert max(tries) - min(tries) > 10 * SECOND

    mail.slack.faults.clear()
    assert mail.drain(2 * MINUTE) == len(people)
    assert [len(mail.inbox(person)) for person in people] == [1] * len(people)
    assert "(late)" in mail.texts(people[0])[0]


# --- 60


def test_ten_thousand_due_in_one_workspace_hold_up_no_other(database: Database) -> None:
    with Mail(database, "T1") as crowd, Mail(database, "T2") as few:
        crowd.due(*(f"U{number:05}" for number in range(10_000)))
        few.due(*(f"U{number:05}" for number in range(10)))
        crowd.clients |= few.clients
        senders = Senders(crowd.worker.outbox)
        taken = [senders.take()[0] for _ in range(20)]
    assert [one.workspace for one in taken if one] == ["T1", "T2"] * 10


# --- 27


@pytest.mark.parametrize("jump", [-HOUR, -60 * SECOND, 60 * SECOND, HOUR])
@pytest.mark.parametrize("when", ["while it is rendered", "while it is posted"])
@pytest.mark.parametrize("lost", [False, True], ids=["answered", "answer lost"])
def test_a_clock_that_jumps_sends_nothing_twice(mail: Mail, jump: timedelta, when: str, lost: bool) -> None:
    mail.person("UMAX")
    mail.due("UMAX")

    def leap() -> None:
        mail.machine += jump

    if when == "while it is rendered":
        mail.renderers["digest"] = _leaping(leap)
    else:
        _leap_in_posts(mail, leap)
    if lost:
        mail.fault("chat.postMessage", drop="after")
    mail.drain()
    for _ in range(20):  # whoever comes next, with the clock as it is now
        mail.drain(10 * MINUTE)
    assert mail.row().state is DeliveryState.SENT
    assert len(mail.inbox("UMAX")) == 1


def _leaping(leap: Callable[[], None]) -> Callable[[Tx, Claimed, datetime], Rendered]:
    waiting = [leap]

    def render(tx: Tx, claimed: Claimed, now: datetime) -> Rendered:
        if waiting:
            waiting.pop()()
        return greeting(tx, claimed, now)

    return render


def _leap_in_posts(mail: Mail, leap: Callable[[], None]) -> None:
    post, waiting = mail.client.chat_postMessage, [leap]

    def leaping(**arguments: Any) -> Any:
        try:
            return post(**arguments)
        finally:
            if waiting:
                waiting.pop()()

    mail.client.chat_postMessage = leaping  # type: ignore[method-assign]
