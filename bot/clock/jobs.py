"""What the clock does at each tick. A new job is one function of (database, now) and one row of `JOBS`.

Jobs ask the data what is due now, in a fixed order, and write it under unique keys: running one twice, or in two
processes, or after a week of downtime, comes to the same.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from ladder.delivery import across, queue
from ladder.digest import due as digests
from ladder.digest import quiet
from ladder.errors import NotFound, Unreadable
from ladder.people import trouble, workspaces
from ladder.people.settings import propose_zone
from ladder.store.db import Database, Tx

Job = Callable[[Database, datetime], int]
"""(database, aware now) → how many things it did."""

CLOCK = "clock"
DOUBT = "clock in doubt"
_JUMP = timedelta(days=1, hours=1)  # an hour more than a day, for a clock that somebody lets tick once a day
_KEPT_REQUESTS = timedelta(days=7)

_log = logging.getLogger(__name__)


def write_digests(database: Database, now: datetime) -> int:
    """Writes the digest of every manager for whom it has become due, or was missed; returns how many."""
    with database.read() as tx:
        ran_at = across.heartbeats(tx).get(CLOCK)
        ids = workspaces.all_ids(tx)
    return sum(_digests_of(database, workspace, now, ran_at) for workspace in ids)


def _digests_of(database: Database, workspace: str, now: datetime, ran_at: datetime | None) -> int:
    try:
        with database.read(workspace) as tx:
            rounds = digests.open_rounds(tx, now, ran_at)
        return sum(
            _write_round(database, workspace, open_round) + _wake_round(database, workspace, open_round)
            for open_round in rounds
        )
    except (NotFound, Unreadable) as error:  # one workspace's fault: the others go on
        _log.error("no digests in workspace %s: its %s can't be read", workspace, error)
        with database.write(workspace) as tx:
            return trouble.tell_admins(tx, str(error), now)


def _write_round(database: Database, workspace: str, open_round: digests.Round) -> int:
    written, after = 0, ""
    while True:  # a transaction per batch: others get their turn between
        with database.read(workspace) as tx:
            managers = digests.managers_without(tx, open_round.quarter, after)
            if not managers:
                return written
            plan = digests.plan(tx, open_round, managers)
            if plan.to_send:
                workspaces.current_ladder(tx)  # one that can't be read is told to the admins now
            news = quiet.with_news(tx, [new.recipient for new in plan.to_send], open_round.quarter)
        with database.write(workspace) as tx:
            written += queue.enqueue(tx, *(new for new in plan.to_send if new.recipient in news))
            written += queue.record_missed(tx, *plan.missed)
            queue.record_quiet(tx, *(new for new in plan.to_send if new.recipient not in news))
        after = managers[-1].id


def _wake_round(database: Database, workspace: str, open_round: digests.Round) -> int:
    """What had nothing new and has something now is sent after all; returns how many."""
    woken, after = 0, ""
    while True:
        with database.read(workspace) as tx:
            managers = quiet.with_something(tx, open_round, after)
            news = quiet.with_news(tx, [manager.id for manager in managers], open_round.quarter)
        if not managers:
            return woken
        with database.write(workspace) as tx:
            woken += quiet.wake(tx, open_round, [manager for manager in managers if manager.id in news])
        after = managers[-1].id


def take_back(database: Database, now: datetime) -> int:
    """Takes back what was decided by a wrong date; returns how many decisions."""
    with database.write() as tx:
        return across.take_back(tx, now)


def propose_zones(database: Database, now: datetime) -> int:
    """Once a day, where nobody chose a time zone, takes the one most people are in; returns how many were looked at."""
    with database.read() as tx:
        ran_at = across.heartbeats(tx).get(CLOCK)
        ids = workspaces.all_ids(tx)
    if ran_at and ran_at.date() == now.date():
        return 0
    for workspace in ids:
        with database.write(workspace) as tx:
            propose_zone(tx)
    return len(ids)


def purge_inbox(database: Database, now: datetime) -> int:
    """Forgets requests of more than a week ago, which Slack no longer repeats; returns how many."""
    with database.write() as tx:
        return across.purge_inbox(tx, now - _KEPT_REQUESTS)


def purge_held(database: Database, now: datetime) -> int:
    """Forgets words that were kept for a week while a question about them stood unanswered; returns how many."""
    with database.write() as tx:
        return across.purge_held(tx, now - _KEPT_REQUESTS)


RESCHEDULES: Mapping[str, Callable[[Tx, str, str], datetime]] = {queue.DIGEST: digests.due_in_zone}
"""Kinds whose moment depends on the recipient's zone: (transaction, period, zone) → when it is due there."""

JOBS: Mapping[str, Job] = {
    "taken back": take_back,
    "zones": propose_zones,
    "digests": write_digests,
    "inbox": purge_inbox,
    "held": purge_held,
}


def tick(database: Database, now: datetime) -> Mapping[str, int]:
    """Runs every job once, then notes that the clock was up; returns what each did. Raises `Unavailable`."""
    done = {name: job(database, now) for name, job in JOBS.items()}
    with database.write() as tx:
        across.beat(tx, CLOCK, now)
    return done


def careful_tick(database: Database, now: datetime) -> Mapping[str, int]:
    """As `tick`, unless the date has jumped by more than a day since the last one: then nothing is done before a second
    look, the next tick, says the same. Raises `Unavailable`."""
    with database.read() as tx:
        beats = across.heartbeats(tx)
    last, doubted = beats.get(CLOCK), beats.get(DOUBT)
    if last and abs(now - last) > _JUMP and not (doubted and abs(now - doubted) <= _JUMP):
        _doubt(database, last, now)
        return {}
    if doubted:
        with database.write() as tx:
            across.forget_beat(tx, DOUBT)
    return tick(database, now)


def _doubt(database: Database, last: datetime, now: datetime) -> None:
    _log.warning(
        "the date has jumped from %s to %s since the last tick: nothing is done until the next tick says the same",
        f"{last:%Y-%m-%d %H:%M}",
        f"{now:%Y-%m-%d %H:%M}",
    )
    with database.write() as tx:
        across.beat(tx, DOUBT, now)
