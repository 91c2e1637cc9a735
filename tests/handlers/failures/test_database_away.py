"""A database that is slow, or gone for some seconds: no words are lost, nothing is done twice (docs/faults.md, 29,
30)."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, text

from handlers import ids
from ladder.errors import Unavailable
from ladder.store.db import Database
from tests.conftest import POSTGRES
from tests.office import ANA, MAX, Office, answer_text

WORDS = "Led the storage migration: deploys went from 40 to 12 minutes"
DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
postgres_only = pytest.mark.skipif(not POSTGRES, reason="about a server")


@contextmanager
def slow(database: Database, seconds: float) -> Iterator[None]:
    """Each statement that writes a win takes so long, wherever the time goes."""

    def wait(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO evidence "):
            time.sleep(seconds)

    event.listen(database.engine, "before_cursor_execute", wait)
    yield
    event.remove(database.engine, "before_cursor_execute", wait)


@pytest.mark.slow
def test_a_form_that_a_slow_database_answers_too_late_stays_open_and_makes_one_win(office: Office) -> None:
    office.slack.transport.answer_seconds = 3.0  # as long as Slack waits
    office.slack.shortcut(ANA, ids.LOG_WIN)
    form = office.modal(ANA).id
    with slow(office.database, 3.3):
        office.slack.submit(ANA, form, {"text": WORDS})
    assert office.modal(ANA).id == form
    assert WORDS in str(office.modal(ANA).typed)
    time.sleep(0.5)  # what was too late for Slack has been saved by now
    office.slack.submit(ANA, form, {"text": WORDS})
    assert [one.text for one in office.wins_of(ANA)] == [WORDS]


@postgres_only
def test_a_server_that_is_slow_is_given_up_in_time_to_say_so(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN PERFORM pg_sleep(3); RETURN NEW; END $$"
            )
        )
        connection.execute(text("CREATE TRIGGER slow BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION slow()"))
    try:
        office.slack.shortcut(ANA, ids.LOG_WIN)
        outcome = office.slack.submit(ANA, office.modal(ANA).id, {"text": WORDS})
    finally:
        with office.database.engine.begin() as connection:
            connection.execute(text("DROP FUNCTION slow CASCADE"))
    assert "can't reach its records right now" in outcome.errors[ids.TEXT]
    assert outcome.ms < 3000
    assert office.wins_of(ANA) == ()


def crash(database: Database) -> None:
    """Kills one of the server's processes: PostgreSQL then ends all connections and recovers from its log."""
    with database.engine.connect() as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        os.kill(int(pid or 0), signal.SIGKILL)
        connection.invalidate()


def until_back(database: Database) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            with database.read() as tx:
                tx.connection.execute(text("SELECT 1"))
        except Unavailable:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not come back")


@postgres_only
def test_a_server_that_crashes_loses_nothing_that_was_confirmed_and_keeps_the_words(office: Office) -> None:
    assert "Saved" in office.ask(ANA, f"log {WORDS}")
    crash(office.database)
    said = answer_text(office.slack.command(ANA, "/ladder log Wrote the guide for newcomers"))
    assert "Wrote the guide for newcomers" in said
    until_back(office.database)
    office.ask(ANA, "log Wrote the guide for newcomers")
    assert [one.text for one in office.wins_of(ANA)] == [WORDS, "Wrote the guide for newcomers"]


@postgres_only
def test_a_worker_outlives_a_server_that_crashes_and_sends_each_digest_once(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue", on=date(2026, 8, 3))
    office.clock.set(DUE)
    stop = threading.Event()
    worker = threading.Thread(target=office.worker.run, args=(stop,))
    worker.start()
    crash(office.database)
    until_back(office.database)
    office.move_to(DUE)
    stop.set()
    worker.join()
    assert len(office.reads(MAX)) == 1
