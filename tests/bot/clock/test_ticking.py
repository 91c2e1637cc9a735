"""The scheduler that only ticks."""

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from apscheduler.schedulers.base import BaseScheduler

from bot.clock import ticking
from bot.clock.ticking import background_clock
from ladder.delivery import across
from ladder.errors import Unavailable
from ladder.store.db import Database
from tests.bot.delivery.test_worker import eventually
from tests.conftest import NOW


def ticks(database: Database) -> Any:
    with database.read() as tx:
        return across.heartbeats(tx).get("clock")


def test_a_clock_has_one_job_in_memory_that_never_piles_up(database: Database) -> None:
    scheduler: BaseScheduler = background_clock(database, lambda: NOW)
    scheduler_jobs = scheduler.get_jobs()
    (job,) = scheduler_jobs
    assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)
    assert job.trigger.interval == timedelta(seconds=ticking.TICK_SECONDS)
    assert str(scheduler.timezone) == "UTC"


def test_a_clock_beside_other_work_ticks_at_once(database: Database) -> None:
    scheduler = background_clock(database, lambda: NOW)
    scheduler.start()
    try:
        eventually(lambda: ticks(database) == NOW)
    finally:
        scheduler.shutdown()


def test_a_tick_without_a_database_is_logged_and_the_next_one_comes(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[float] = []

    def away_at_first(_database: Database, _now: datetime) -> dict[str, int]:
        done.append(time.monotonic())
        if len(done) == 1:
            raise Unavailable("locked")
        return {"digests": 2}

    caplog.set_level("INFO")
    monkeypatch.setattr(ticking, "careful_tick", away_at_first)
    monkeypatch.setattr(ticking, "TICK_SECONDS", 0.05)
    scheduler = background_clock(database, lambda: NOW)
    scheduler.start()
    try:
        eventually(lambda: len(done) >= 2)
    finally:
        scheduler.shutdown()
    assert "the database is not there: locked" in caplog.text
    assert "digests 2" in caplog.text
