"""Deliveries from the first line to the last: written once, claimed by one worker, marked, and ended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ladder.delivery import claims, queue
from ladder.delivery.claims import Claimed
from ladder.delivery.queue import NewDelivery
from ladder.delivery.timing import Timing
from ladder.store.db import Database, table_of
from ladder.store.models import DeliveryRow, DeliveryState, WorkspaceRow
from tests.conftest import NOW, House

pytestmark = pytest.mark.usefixtures("the_tests_clock")

TIMING = Timing()
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def new(recipient: str = "max", **fields: Any) -> NewDelivery:
    """A digest due at NOW, unless said otherwise."""
    standard: dict[str, Any] = {
        "kind": "digest",
        "period": "2026Q3",
        "due_at": NOW,
        "not_after": NOW + 45 * 24 * 60 * MINUTE,
    }
    return NewDelivery(recipient=recipient, **(standard | fields))


def enqueue(house: House, *more: NewDelivery) -> int:
    with house.database.write(house.id) as tx:
        return queue.enqueue(tx, *(more or (new(),)))


def rows(house: House, **columns: Any) -> list[Any]:
    """The workspace's delivery rows by recipient and part; those with these values."""
    table = table_of(DeliveryRow)
    query = select(table).where(table.c.workspace_id == house.id).order_by(table.c.recipient_id, table.c.part)
    for column, value in columns.items():
        query = query.where(table.c[column] == value)
    with house.database.read() as tx:
        return list(tx.connection.execute(query))


def row(house: House, **columns: Any) -> Any:
    (found,) = rows(house, **columns)
    return found


def claim(house: House, at: datetime = NOW, now: datetime = NOW, timing: Timing = TIMING) -> Claimed | None:
    with house.database.write(house.id) as tx:
        return claims.claim(tx, now, at, timing)


def claimed(house: House, at: datetime = NOW, now: datetime = NOW) -> Claimed:
    """The next delivery, claimed; there has to be one."""
    found = claim(house, at, now)
    assert found is not None
    return found


def do(house: House, act: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """One service call in a transaction of its own."""
    with house.database.write(house.id) as tx:
        return act(tx, *arguments, **named)


# --- written once


def test_a_delivery_written_again_changes_nothing(house: House) -> None:
    assert enqueue(house) == 1
    first = row(house)
    assert enqueue(house, new(due_at=NOW + MINUTE, thread_ts="1.2"), new("ana")) == 1
    assert row(house, recipient_id="max") == first


def test_a_sent_delivery_is_not_written_again(house: House) -> None:
    enqueue(house)
    do(house, claims.sent, claimed(house), "D1", "1.0", NOW, NOW)
    assert enqueue(house) == 0
    assert claim(house) is None


def test_another_period_kind_part_or_recipient_is_another_delivery(house: House) -> None:
    assert enqueue(house, new(), new(period="2026Q4"), new(kind="nudge"), new(part=2), new("ana")) == 5


def test_every_delivery_has_a_secret_of_its_own(house: House) -> None:
    enqueue(house, *(new(f"u{n}") for n in range(20)))
    assert len({row.nonce for row in rows(house)} | {row.id for row in rows(house)}) == 40


def test_a_missed_delivery_is_seen_and_never_claimed(house: House) -> None:
    assert do(house, queue.record_missed, new()) == 1
    assert do(house, queue.record_missed, new()) == 0
    assert claim(house) is None
    (failure,) = do(house, queue.failures)
    assert (failure.recipient, failure.code, failure.state) == ("max", "missed", DeliveryState.DEAD)
    assert failure.reason


# --- claimed by one


def test_a_claimed_delivery_is_for_nobody_else(house: House) -> None:
    enqueue(house)
    assert claimed(house).recipient == "max"
    assert claim(house) is None


def test_nothing_is_claimed_before_it_is_due(house: House) -> None:
    enqueue(house, new(due_at=NOW + SECOND))
    assert claim(house) is None
    assert claim(house, now=NOW + SECOND) is not None


def test_the_longest_due_comes_first_and_the_same_moment_goes_by_recipient(house: House) -> None:
    enqueue(house, new("c"), new("b"), new("a", due_at=NOW - SECOND), new("d", due_at=NOW - 2 * SECOND))
    assert [claimed(house).recipient for _ in range(4)] == ["d", "a", "b", "c"]


def test_a_later_part_waits_for_the_earlier_one(house: House) -> None:
    enqueue(house, new(part=2), new(part=3), new(part=2, kind="nudge"))
    taken = [claimed(house), claimed(house)]
    assert sorted((one.kind, one.part) for one in taken) == [("digest", 2), ("nudge", 2)]
    assert claim(house) is None
    digest = next(one for one in taken if one.kind == "digest")
    do(house, claims.sent, digest, "D1", "2.0", NOW, NOW)
    assert claimed(house).part == 3


def test_a_claim_sees_its_own_workspace_only(database: Database, house: House) -> None:
    other = House(database, "T2")
    enqueue(other)
    assert claim(house) is None
    assert claimed(other).workspace == "T2"


# --- marked


def test_the_mark_says_when_the_first_post_may_have_begun(house: House) -> None:
    enqueue(house)
    taken = claimed(house)
    assert not taken.in_doubt
    assert do(house, claims.mark, taken, NOW, TIMING, parts=3)
    marked = row(house)
    assert marked.first_post_at is not None
    assert marked.wait_until - marked.first_post_at == TIMING.quiet
    assert (marked.attempts, marked.parts) == (1, 3)


def test_a_second_mark_keeps_the_moment_of_the_first(house: House) -> None:
    enqueue(house)
    taken = claimed(house)
    do(house, claims.mark, taken, NOW, TIMING)
    first = row(house).first_post_at
    assert do(house, claims.mark, taken, NOW + SECOND, TIMING)
    assert row(house).first_post_at == first
    assert row(house).attempts == 2


@pytest.mark.parametrize(("after", "may"), [(45 * SECOND, True), (45 * SECOND + SECOND / 10, False)])
def test_nobody_begins_a_post_that_their_lease_does_not_outlast(house: House, after: timedelta, may: bool) -> None:
    enqueue(house)
    assert do(house, claims.mark, claimed(house), NOW + after, TIMING) is may


def test_nobody_marks_what_another_has_claimed(house: House) -> None:
    enqueue(house)
    mine = claimed(house)
    do(house, claims.put_back, mine, "slow", NOW)
    yours = claimed(house, at=NOW + SECOND)
    assert not do(house, claims.mark, mine, NOW + SECOND, TIMING)
    assert do(house, claims.mark, yours, NOW + SECOND, TIMING)


def test_nobody_begins_a_post_while_the_workspace_is_held(house: House) -> None:
    enqueue(house)
    taken = claimed(house)
    do(house, queue.hold, NOW, 30 * SECOND)
    assert not do(house, claims.mark, taken, NOW, TIMING)


# --- ended


ENDINGS: list[tuple[Callable[..., bool], tuple[Any, ...], DeliveryState]] = [
    (claims.put_back, ("busy", NOW), DeliveryState.PENDING),
    (claims.doubt, ("timeout", NOW, TIMING), DeliveryState.PENDING),
    (claims.leave_uncertain, ("missing_scope", "may not look"), DeliveryState.UNCERTAIN),
    (claims.fail, ("channel_not_found", "no such person"), DeliveryState.DEAD),
    (claims.fail_unposted, ("app_error", "a fault"), DeliveryState.DEAD),
    (claims.cancel, ("no longer a manager",), DeliveryState.CANCELLED),
]


@pytest.mark.parametrize(("end", "details", "state"), ENDINGS)
def test_an_outcome_frees_the_delivery_and_says_why(
    house: House, end: Callable[..., bool], details: tuple[Any, ...], state: DeliveryState
) -> None:
    enqueue(house)
    assert do(house, end, claimed(house), *details)
    ended = row(house)
    assert (ended.state, ended.claim_token, ended.lease_until) == (state, None, None)
    assert ended.last_error == next(detail for detail in reversed(details) if isinstance(detail, str))


@pytest.mark.parametrize(("end", "details", "state"), ENDINGS)
def test_a_worker_that_lost_its_claim_changes_nothing(
    house: House, end: Callable[..., bool], details: tuple[Any, ...], state: DeliveryState
) -> None:
    enqueue(house)
    mine = claimed(house)
    do(house, claims.put_back, mine, "slow", NOW)
    claimed(house, at=NOW + SECOND)
    before = row(house)
    assert not do(house, end, mine, *details)
    assert row(house) == before


def test_a_confirmed_post_counts_even_if_the_claim_was_lost(house: House) -> None:
    enqueue(house)
    mine = claimed(house)
    do(house, claims.mark, mine, NOW, TIMING)
    do(house, claims.put_back, mine, "slow", NOW)
    yours = claimed(house, at=NOW + SECOND)
    do(house, claims.sent, mine, "D1", "1.0", NOW, NOW)
    assert (row(house).state, row(house).ts) == (DeliveryState.SENT, "1.0")
    assert not do(house, claims.mark, yours, NOW + SECOND, TIMING)


def test_a_confirmed_post_brings_the_parts_that_follow_into_its_thread(house: House) -> None:
    enqueue(house, new(due_at=NOW - SECOND))
    do(house, claims.sent, claimed(house), "D7", "5.0", NOW, NOW, parts=3)
    assert [(one.part, one.channel, one.thread_ts, one.state) for one in rows(house)[1:]] == [
        (2, "D7", "5.0", DeliveryState.PENDING),
        (3, "D7", "5.0", DeliveryState.PENDING),
    ]
    assert rows(house)[1].due_at == NOW - SECOND
    second = claimed(house)
    do(house, claims.sent, second, "D7", "6.0", NOW, NOW, parts=9)
    assert len(rows(house)) == 3, "a later part brings no parts of its own"
    assert claimed(house).thread_ts == "5.0"


def test_what_was_surely_not_posted_is_in_doubt_only_if_it_was_before(house: House) -> None:
    enqueue(house)
    mine = claimed(house)
    do(house, claims.mark, mine, NOW, TIMING)
    do(house, claims.put_back, mine, "asked to wait", NOW)
    again = claimed(house, at=NOW + SECOND)
    assert (again.in_doubt, again.attempts) == (False, 0)
    do(house, claims.mark, again, NOW + SECOND, TIMING)
    do(house, claims.doubt, again, "timeout", NOW, Timing(quiet=timedelta(0)))
    doubtful = claimed(house, at=NOW + 2 * SECOND)
    do(house, claims.mark, doubtful, NOW + 2 * SECOND, TIMING)
    do(house, claims.put_back, doubtful, "asked to wait", NOW + 2 * SECOND)
    assert (row(house).first_post_at, row(house).attempts) == (doubtful.first_post_at, 1)


def test_what_is_put_back_waits_as_long_as_asked(house: House) -> None:
    enqueue(house)
    do(house, claims.put_back, claimed(house), "asked to wait", NOW, wait=30 * SECOND)
    assert claim(house, at=NOW + 29 * SECOND) is None
    assert claim(house, at=NOW + 30 * SECOND) is not None


def test_a_delivery_can_be_put_back_to_a_later_moment(house: House) -> None:
    enqueue(house)
    do(house, claims.put_back, claimed(house), "due later in Asia/Tokyo", NOW, due_at=NOW + MINUTE)
    assert row(house).due_at == NOW + MINUTE
    assert claim(house, at=NOW + SECOND) is None
    assert claim(house, at=NOW + SECOND, now=NOW + MINUTE) is not None


@pytest.mark.parametrize(
    ("attempts", "quiet"), [(0, 120 * SECOND), (1, 240 * SECOND), (3, 960 * SECOND), (40, 3600 * SECOND)]
)
def test_a_doubtful_post_is_left_alone_for_longer_each_time(house: House, attempts: int, quiet: timedelta) -> None:
    enqueue(house)
    table = table_of(DeliveryRow)
    with house.database.write(house.id) as tx:
        tx.connection.execute(table.update().values(attempts=attempts))
        before = queue.database_time(tx, NOW)
    do(house, claims.doubt, claimed(house), "timeout", NOW, TIMING)
    assert quiet <= row(house).wait_until - before < quiet + MINUTE


def test_a_fault_after_the_post_began_does_not_bury_the_delivery(house: House) -> None:
    enqueue(house)
    mine = claimed(house)
    do(house, claims.mark, mine, NOW, TIMING)
    assert not do(house, claims.fail_unposted, mine, "app_error", "a fault")
    assert row(house).state is DeliveryState.SENDING


@pytest.mark.parametrize(("after", "late"), [(60 * MINUTE, False), (60 * MINUTE + SECOND, True)])
def test_a_message_is_late_from_an_hour_on(house: House, after: timedelta, late: bool) -> None:
    enqueue(house)
    assert claimed(house).late(NOW + after) is late


# --- workspaces that wait


def test_a_pause_keeps_everything_and_ends_by_itself(house: House) -> None:
    enqueue(house)
    do(house, queue.pause, "the token was withdrawn", NOW, 60 * MINUTE)
    assert claim(house, at=NOW + 59 * MINUTE) is None
    assert claim(house, at=NOW + 60 * MINUTE) is not None
    assert workspace(house).paused_reason == "the token was withdrawn"


def test_a_message_that_arrives_after_a_pause_ends_it(house: House) -> None:
    enqueue(house)
    do(house, queue.pause, "the token was withdrawn", NOW, 60 * MINUTE)
    late = NOW + 60 * MINUTE
    do(house, claims.sent, claimed(house, at=late), "D1", "1.0", late, late)
    assert (workspace(house).paused_reason, workspace(house).paused_until) == (None, None)


def test_a_message_on_its_way_does_not_end_a_pause_that_has_just_begun(house: House) -> None:
    enqueue(house)
    taken = claimed(house)
    do(house, queue.pause, "the token was withdrawn", NOW, 60 * MINUTE)
    do(house, claims.sent, taken, "D1", "1.0", NOW, NOW)
    assert workspace(house).paused_reason == "the token was withdrawn"


def test_a_pause_can_be_lifted_and_a_hold_cannot(house: House) -> None:
    enqueue(house)
    do(house, queue.pause, "the token was withdrawn", NOW, 60 * MINUTE)
    do(house, queue.resume)
    assert workspace(house).paused_reason is None
    do(house, queue.hold, NOW, 60 * MINUTE)
    do(house, queue.resume)
    assert claim(house) is None


def test_the_longer_of_two_holds_counts(house: House) -> None:
    do(house, queue.hold, NOW, 30 * SECOND)
    do(house, queue.hold, NOW, 10 * SECOND)
    assert workspace(house).paused_until == NOW + 30 * SECOND
    do(house, queue.hold, NOW, 40 * SECOND)
    assert workspace(house).paused_until == NOW + 40 * SECOND


def workspace(house: House) -> Any:
    table = table_of(WorkspaceRow)
    with house.database.read() as tx:
        return tx.connection.execute(select(table).where(table.c.id == house.id)).one()


# --- what someone should know


def test_failures_are_those_that_need_a_look_and_no_others(house: House) -> None:
    enqueue(house, *(new(name) for name in ("dead", "doubtful", "gone", "sent", "waiting", "uncertain")))
    taken = {one.recipient: one for one in (claimed(house) for _ in range(6))}
    do(house, claims.fail, taken["dead"], "user_not_found", "no such person")
    do(house, claims.mark, taken["doubtful"], NOW, TIMING)
    do(house, claims.doubt, taken["doubtful"], "timeout", NOW, TIMING)
    do(house, claims.cancel, taken["gone"], "left")
    do(house, claims.sent, taken["sent"], "D1", "1.0", NOW, NOW)
    do(house, claims.put_back, taken["waiting"], "asked to wait", NOW)
    do(house, claims.leave_uncertain, taken["uncertain"], "missing_scope", "may not look")
    found = do(house, queue.failures)
    assert [(one.recipient, one.code, one.reason) for one in found] == [
        ("dead", "user_not_found", "no such person"),
        ("doubtful", "", "timeout"),
        ("uncertain", "missing_scope", "may not look"),
    ]


def test_failures_are_listed_newest_first_and_not_without_end(database: Database, house: House) -> None:
    do(house, queue.record_missed, *(new(period=f"p{n}", due_at=NOW + n * MINUTE) for n in range(5)))
    do(House(database, "T2"), queue.record_missed, new())
    assert [one.period for one in do(house, queue.failures, most=3)] == ["p4", "p3", "p2"]
