"""The worker: fair, paced, patient, and not to be brought down by one bad delivery or an absent database."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.delivery.rendered import Rendered
from bot.delivery.worker import Senders, Worker
from bot.slack.pacing import USER, Pace, Rate
from ladder.delivery import across
from ladder.delivery.claims import Claimed
from ladder.errors import Unavailable
from ladder.store.db import Database, Tx
from ladder.store.models import DeliveryState
from tests.bot.delivery.mail import HOUR, MINUTE, SECOND, UNHURRIED, Mail, claim, greeting
from tests.conftest import NOW


@pytest.fixture
def mail(database: Database) -> Iterator[Mail]:
    with Mail(database) as mail:
        yield mail


@pytest.fixture
def two(mail: Mail) -> Iterator[tuple[Mail, Mail]]:
    """Two workspaces that one worker serves."""
    with Mail(mail.database, "T2") as other:
        mail.clients.update(other.clients)
        yield mail, other


def eventually(true: Callable[[], Any], seconds: float = 10.0) -> None:
    """Waits for something another thread does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


# --- many at once


def test_everyone_gets_theirs_and_the_count_is_told(two: tuple[Mail, Mail]) -> None:
    for mail in two:
        mail.person("UA", "UB", "UC")
        mail.due("UA", "UB", "UC")
    assert two[0].drain() == 6
    for mail in two:
        assert [len(mail.inbox(person)) for person in ("UA", "UB", "UC")] == [1, 1, 1]
    assert two[0].drain() == 0


def test_workspaces_take_turns_however_much_one_of_them_has(two: tuple[Mail, Mail]) -> None:
    big, small = two
    many = [f"U{number:02}" for number in range(12)]
    big.person(*many)
    big.due(*many, due_at=NOW - HOUR)
    small.person("UA", "UB")
    small.due("UA", "UB")
    order = [claim_next(big) for claim_next in [_one_sender(big)] * 6]
    assert order == ["T1", "T2", "T1", "T2", "T1", "T1"]


def _one_sender(mail: Mail) -> Callable[[Mail], str]:
    senders = Senders(mail.worker.outbox)

    def next_workspace(_: Mail) -> str:
        claimed, _wait = senders.take()
        assert claimed is not None
        return claimed.workspace

    return next_workspace


def test_within_a_workspace_the_longest_due_comes_first(mail: Mail) -> None:
    mail.person("UA", "UB", "UC")
    mail.due("UC", due_at=NOW - 2 * HOUR)
    mail.due("UA", "UB", due_at=NOW - HOUR)
    senders = Senders(mail.worker.outbox)
    taken = [senders.take()[0] for _ in range(3)]
    assert [one.recipient for one in taken if one] == ["UC", "UA", "UB"]


def test_a_workspace_that_has_had_its_share_waits_and_others_go_on(two: tuple[Mail, Mail]) -> None:
    for one in two:
        one.person("UA", "UB")
        one.due("UA", "UB")
    two[0].pace = Pace({**UNHURRIED, USER: Rate(per_minute=100, burst=1)})
    senders = Senders(two[0].worker.outbox)
    taken = [senders.take()[0] for _ in range(2)]
    assert [one.workspace for one in taken if one] == ["T1", "T2"]
    claimed, wait = senders.take()
    assert claimed is None
    assert 0 < wait <= 0.6


def test_a_workspace_without_a_client_is_left_alone(mail: Mail) -> None:
    mail.person("UA")
    mail.due("UA")
    del mail.clients["T1"]
    assert mail.drain() == 0
    (row,) = mail.rows()
    assert (row.state, row.attempts) == (DeliveryState.PENDING, 0)


def test_a_429_in_one_workspace_leaves_the_other_unaffected(two: tuple[Mail, Mail]) -> None:
    mail, other = two
    people = [f"U{number}" for number in range(8)]
    for one in two:
        one.person(*people)
        one.due(*people)
    mail.fault("chat.postMessage", retry_after="600")
    mail.drain()
    assert [len(other.inbox(person)) for person in people] == [1] * 8
    mail.drain(11 * MINUTE)
    assert [len(mail.inbox(person)) for person in people] == [1] * 8


def test_after_a_429_the_others_follow_in_their_order(mail: Mail) -> None:
    people = [f"U{number}" for number in range(6)]
    mail.person(*people)
    mail.due(*people)
    mail.fault("chat.postMessage", retry_after="600")
    mail.worker.outbox.deliver(claim(mail))
    mail.machine, mail.now = mail.machine + 11 * MINUTE, mail.now + 11 * MINUTE
    senders = Senders(mail.worker.outbox)
    for _ in people:
        claimed, _wait = senders.take()
        assert claimed is not None
        senders.carry_out(claimed)
    posted = [call.args["channel"] for call in mail.calls() if call.accepted]
    assert posted == people


# --- patience


def test_a_drain_waits_for_a_short_429_and_delivers(mail: Mail) -> None:
    mail.person("UA", "UB")
    mail.due("UA", "UB")
    mail.fault("chat.postMessage", retry_after="1")
    began = time.monotonic()
    assert on_real_time(mail).drain(NOW, patience=9 * SECOND) == 2
    assert 1 <= time.monotonic() - began < 9


def on_real_time(mail: Mail) -> Worker:
    """The mail's worker, for which time passes."""
    began, worker = time.monotonic(), mail.worker
    worker.outbox = replace(worker.outbox, machine=lambda: NOW + timedelta(seconds=time.monotonic() - began))
    return worker


def test_a_drain_does_not_wait_for_a_long_one(mail: Mail) -> None:
    mail.person("UA")
    mail.due("UA")
    mail.fault("chat.postMessage", retry_after="600")
    began = time.monotonic()
    assert mail.worker.drain(NOW, patience=5 * SECOND) == 0
    assert time.monotonic() - began < 4


def test_a_drain_does_not_wait_for_ever_for_a_slack_that_asks_to_wait_each_time(mail: Mail) -> None:
    mail.person("UA")
    mail.due("UA")
    mail.fault("users.info", retry_after="1", times=1000)
    began = time.monotonic()
    assert on_real_time(mail).drain(NOW, patience=2 * SECOND) == 0
    assert time.monotonic() - began < 10


def test_a_drain_leaves_what_becomes_due_meanwhile(mail: Mail) -> None:
    mail.person("UA", "UB")
    mail.due("UA")
    mail.due("UB", due_at=NOW + MINUTE)
    assert mail.drain() == 1
    assert mail.inbox("UB") == []


def test_a_drain_takes_up_what_lost_its_worker(mail: Mail) -> None:
    mail.person("UA")
    mail.due("UA")
    claim(mail)
    assert mail.drain() == 0
    assert mail.drain(61 * SECOND) == 1


# --- what goes wrong


def poison(_tx: Tx, claimed: Claimed, now: datetime) -> Rendered:
    if claimed.recipient == "UBAD":
        raise KeyError("my secret evidence")
    rendered = greeting(_tx, claimed, now)
    assert isinstance(rendered, Rendered)
    return rendered


def test_a_delivery_that_cannot_be_rendered_is_dead_with_a_reference_and_the_others_go_on(
    mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    mail.renderers["digest"] = poison
    mail.person("UA", "UBAD", "UC")
    mail.due("UA", "UBAD", "UC")
    assert mail.drain() == 2
    bad = next(row for row in mail.rows() if row.recipient_id == "UBAD")
    assert (bad.state, bad.error_code) == (DeliveryState.DEAD, "app_error")
    reference = bad.last_error.rsplit(" ", 1)[1].rstrip(".")
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert reference in line
    assert "KeyError" in line
    assert "test_worker.py" in line
    assert "secret" not in caplog.text


def test_a_kind_nobody_can_render_is_dead_too(mail: Mail) -> None:
    mail.person("UA")
    mail.due("UA", kind="horoscope")
    mail.drain()
    (row,) = mail.rows()
    assert (row.state, row.error_code) == (DeliveryState.DEAD, "app_error")


def test_a_fault_of_the_app_after_the_post_leaves_the_delivery_in_doubt(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError

    mail.person("UA")
    mail.due("UA")
    monkeypatch.setattr(mail.client, "chat_postMessage", broken)
    mail.drain()
    monkeypatch.undo()
    (row,) = mail.rows()
    assert row.state is DeliveryState.SENDING
    assert mail.drain(4 * MINUTE) == 1
    assert len(mail.inbox("UA")) == 1


def test_a_database_that_is_away_for_a_moment_is_waited_for(mail: Mail, caplog: pytest.LogCaptureFixture) -> None:
    mail.person("UA")
    mail.due("UA")
    calls = iter(range(100))

    def away_at_first(tx: Tx, claimed: Claimed, now: datetime) -> Any:
        if next(calls) == 0:
            raise Unavailable("locked")
        return greeting(tx, claimed, now)

    mail.renderers["digest"] = away_at_first
    assert mail.drain() == 0
    assert "the database is not there" in caplog.text
    assert mail.drain(61 * SECOND) == 1


def away(*_: Any, **__: Any) -> Any:
    """What a query comes to when the database can't be reached."""
    raise Unavailable("locked")


def test_a_drain_without_a_database_says_so_and_ends(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "due_workspaces", away)
    with pytest.raises(Unavailable):
        mail.drain()


# --- running


@pytest.fixture
def running(mail: Mail) -> Iterator[Callable[[], threading.Event]]:
    """Starts the worker; it is stopped at the end, and has to end then."""
    stop, threads = threading.Event(), []

    def start() -> threading.Event:
        thread = threading.Thread(target=mail.worker.run, args=(stop,))
        threads.append(thread)
        thread.start()
        return stop

    yield start
    stop.set()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def test_a_running_worker_sends_what_becomes_due_and_shows_that_it_lives(
    mail: Mail, running: Callable[[], threading.Event]
) -> None:
    mail.person("UA", "UB")
    mail.due("UA")
    running()
    eventually(lambda: mail.inbox("UA"))
    mail.due("UB")
    eventually(lambda: mail.inbox("UB"))
    eventually(lambda: _beat(mail) == NOW)


def _beat(mail: Mail) -> datetime | None:
    with mail.database.read() as tx:
        return across.heartbeats(tx).get("worker")


def test_a_worker_that_starts_tries_a_paused_workspace_again(
    mail: Mail, running: Callable[[], threading.Event]
) -> None:
    mail.person("UA")
    mail.due("UA")
    mail.slack.app.token_refusal = "invalid_auth"
    mail.drain()
    mail.slack.app.token_refusal = ""
    running()
    eventually(lambda: mail.inbox("UA"))
    assert mail.workspace().paused_reason is None


def test_two_running_workers_send_each_message_once(mail: Mail, running: Callable[[], threading.Event]) -> None:
    people = [f"U{number}" for number in range(12)]
    mail.person(*people)
    running()
    running()
    mail.due(*people)
    eventually(lambda: all(row.state is DeliveryState.SENT for row in mail.rows()))
    assert [len(mail.inbox(person)) for person in people] == [1] * 12


def test_a_worker_whose_database_is_away_says_so_and_goes_on_when_it_is_back(
    mail: Mail,
    running: Callable[[], threading.Event],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mail.person("UA")
    mail.due("UA")

    monkeypatch.setattr(across, "due_workspaces", away)
    monkeypatch.setattr(across, "release_expired", away)
    running()
    eventually(lambda: caplog.text.count("the database is not there") >= 5)
    monkeypatch.undo()
    eventually(lambda: mail.inbox("UA"))


@pytest.mark.parametrize("needed", ["due_workspaces", "release_expired"])
def test_a_fault_that_a_thread_cannot_survive_ends_the_worker_and_is_told(
    mail: Mail, needed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("no such column")

    monkeypatch.setattr(across, needed, broken)
    with pytest.raises(RuntimeError, match="no such column"):
        mail.worker.run(threading.Event())
