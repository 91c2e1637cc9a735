"""What one worker and one clock see of all workspaces: who has something due, what lost its worker, what is oldest."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ladder.delivery import across, claims, queue
from ladder.delivery.timing import Timing
from ladder.store import inbox
from ladder.store.db import Database, table_of
from ladder.store.models import DeliveryRow, DeliveryState, InboxRow
from tests.conftest import NOW, House
from tests.ladder.delivery.test_queue import (
    MINUTE,
    SECOND,
    claim,
    claimed,
    do,
    enqueue,
    new,
    row,
)

pytestmark = pytest.mark.usefixtures("the_tests_clock")

_delivery = table_of(DeliveryRow)
EXPIRED = Timing(lease=-SECOND)


def across_all(database: Database, act: Any, *arguments: Any, **named: Any) -> Any:
    with database.write() as tx:
        return act(tx, *arguments, **named)


# --- who has something due


def test_only_workspaces_with_something_to_send_now_are_named(database: Database, house: House) -> None:
    others = [House(database, name) for name in ("T0", "T2", "T3", "T4", "T5")]
    zero, two, three, four, _ = others
    enqueue(zero)
    enqueue(house)
    enqueue(two, new(due_at=NOW + MINUTE))
    enqueue(three)
    do(three, queue.pause, "the token was withdrawn", NOW, 60 * MINUTE)
    enqueue(four)
    claimed(four)
    assert across_all(database, across.due_workspaces, NOW, NOW) == ("T0", "T1")


def test_what_is_put_off_for_a_while_comes_within_it(database: Database, house: House) -> None:
    enqueue(house)
    do(house, claims.put_back, claimed(house), "asked to wait", NOW, wait=30 * SECOND)
    assert across_all(database, across.due_workspaces, NOW, NOW) == ()
    assert across_all(database, across.due_workspaces, NOW, NOW, within=29 * SECOND) == ()
    assert across_all(database, across.due_workspaces, NOW, NOW, within=30 * SECOND) == ("T1",)
    do(house, queue.hold, NOW, 40 * SECOND)
    assert across_all(database, across.due_workspaces, NOW, NOW, within=30 * SECOND) == ()
    assert across_all(database, across.due_workspaces, NOW, NOW, within=40 * SECOND) == ("T1",)


def test_what_is_not_due_does_not_come_within_any_while(database: Database, house: House) -> None:
    enqueue(house, new(due_at=NOW + SECOND))
    assert across_all(database, across.due_workspaces, NOW, NOW, within=60 * MINUTE) == ()


# --- workers that died


def test_a_lease_that_has_not_run_out_is_left_alone(database: Database, house: House) -> None:
    enqueue(house)
    claimed(house)
    assert across_all(database, across.release_expired, NOW + 60 * SECOND) == 0
    assert across_all(database, across.release_expired, NOW + 60 * SECOND + SECOND / 10) == 1
    assert claim(house, at=NOW + MINUTE + SECOND) is not None


def test_a_delivery_that_lost_its_worker_is_taken_up_again_in_any_workspace(database: Database, house: House) -> None:
    other = House(database, "T2")
    for one in (house, other):
        enqueue(one)
        claim(one, timing=EXPIRED)
    assert across_all(database, across.release_expired, NOW) == 2
    assert [row(one).lost_leases for one in (house, other)] == [1, 1]
    assert not claimed(house).in_doubt


def test_a_marked_delivery_that_lost_its_worker_is_in_doubt_and_keeps_its_quiet_time(
    database: Database, house: House
) -> None:
    enqueue(house)
    taken = claimed(house)
    marking = Timing(call=-60 * MINUTE, quiet=timedelta(0))
    do(house, claims.mark, taken, NOW, Timing())
    quiet_until = row(house).wait_until
    assert across_all(database, across.release_expired, NOW + 10 * MINUTE) == 1
    assert row(house).wait_until == quiet_until
    do(house, claims.put_back, taken, "begin anew", NOW)
    again = claim(house, at=NOW + 20 * MINUTE, timing=EXPIRED)
    assert again is not None
    assert do(house, claims.mark, again, NOW + 20 * MINUTE, marking)
    assert across_all(database, across.release_expired, NOW + 20 * MINUTE) == 1
    assert claimed(house, at=NOW + 21 * MINUTE).in_doubt


def test_a_delivery_that_kills_its_worker_eight_times_is_dead_and_others_go_on(
    database: Database, house: House
) -> None:
    enqueue(house)
    for _ in range(8):
        assert claim(house, timing=EXPIRED) is not None
        across_all(database, across.release_expired, NOW)
    assert claim(house) is None
    assert (row(house).state, row(house).error_code, row(house).lost_leases) == (DeliveryState.DEAD, across.POISON, 8)
    enqueue(house, new("ana"))
    assert claimed(house).recipient == "ana"


def test_those_that_died_with_it_are_taken_up_one_at_a_time_wherever_they_are(database: Database, house: House) -> None:
    other = House(database, "T2")
    enqueue(house, new("ana"), new("bomb"))
    enqueue(other, new("ben"))
    for _ in range(2):
        for one in (house, house, other):  # one worker carried all three, and died
            assert claim(one, timing=EXPIRED) is not None
        across_all(database, across.release_expired, NOW)
    enqueue(house, new("fresh"))
    assert claimed(house).recipient == "ana"
    assert claim(other) is None
    assert across_all(database, across.due_workspaces, NOW, NOW) == ("T1",)
    assert claimed(house).recipient == "fresh", "what has not lost two workers does not wait"
    assert claim(house) is None
    with database.write("T1") as tx:
        tx.connection.execute(_delivery.update().where(_delivery.c.recipient_id == "ana").values(state="sent"))
    assert claimed(other).recipient == "ben"
    assert claim(house) is None


def test_a_posted_delivery_is_never_given_up_for_its_workers(database: Database, house: House) -> None:
    enqueue(house)
    marking = Timing(lease=-SECOND, call=-60 * MINUTE, quiet=timedelta(0))
    for _ in range(9):
        taken = claim(house, timing=EXPIRED)
        assert taken is not None
        assert do(house, claims.mark, taken, NOW, marking)
        across_all(database, across.release_expired, NOW)
    assert (row(house).state, row(house).lost_leases) == (DeliveryState.PENDING, 9)


# --- what operators see


def test_a_heartbeat_is_the_last_one(database: Database) -> None:
    assert across_all(database, across.heartbeats) == {}
    across_all(database, across.beat, "clock", NOW)
    across_all(database, across.beat, "worker", NOW)
    across_all(database, across.beat, "clock", NOW + MINUTE)
    assert across_all(database, across.heartbeats) == {"clock": NOW + MINUTE, "worker": NOW}


def test_old_requests_are_forgotten_everywhere_and_recent_ones_kept(database: Database, house: House) -> None:
    other = House(database, "T2")
    for one, key, at in ((house, "old", NOW - MINUTE), (other, "old", NOW - MINUTE), (house, "new", NOW)):
        do(one, inbox.first_time, key, at)
    assert across_all(database, across.purge_inbox, NOW) == 2
    table = table_of(InboxRow)
    with database.read() as tx:
        assert [one.key for one in tx.connection.execute(select(table))] == ["new"]
