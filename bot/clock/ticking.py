"""The clock process: it only ticks. What is due is asked of the database at every tick (bot/clock/jobs.py)."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.clock.jobs import careful_tick
from bot.clock.time import machine_time
from ladder.errors import Unavailable
from ladder.store.db import Database

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

TICK_SECONDS = 30

_log = logging.getLogger(__name__)


def background_clock(database: Database, now: Callable[[], datetime]) -> "BackgroundScheduler":
    """The scheduler of a clock process, not started yet; its `start()` returns at once."""
    from apscheduler.schedulers.background import BackgroundScheduler  # only where it ticks

    scheduler = BackgroundScheduler(timezone=UTC)
    # in memory, one job: a job store in the database fires twice with two clocks, and loses renamed functions
    scheduler.add_job(
        _tick,
        "interval",
        args=(database, now),
        seconds=TICK_SECONDS,
        next_run_time=machine_time(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    return scheduler


def _tick(database: Database, now: Callable[[], datetime]) -> None:
    try:
        done = careful_tick(database, now())
    except Unavailable as error:  # the next tick finds what this one would have
        _log.error("the database is not there: %s", error)
        return
    _log.info("tick: %s", ", ".join(f"{name} {count}" for name, count in done.items()))
