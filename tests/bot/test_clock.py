"""Time: the machine's, and one that can be set."""

from datetime import UTC, datetime, timedelta, timezone

from bot.clock import MovableClock, machine_time
from tests.conftest import NOW


def test_the_machines_time_is_in_utc() -> None:
    assert machine_time().tzinfo is UTC
    assert abs(machine_time() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_movable_clock_runs_on_from_where_it_was_set() -> None:
    seconds = [0.0]
    movable = MovableClock(NOW, monotonic=lambda: seconds[0])
    assert movable.now() == NOW
    seconds[0] = 90.5
    assert movable.now() == NOW + timedelta(seconds=90.5)
    movable.set(datetime(2026, 10, 1, 9, 30, tzinfo=timezone(timedelta(hours=2))))
    assert movable.now() == datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
    assert movable.now().tzinfo is UTC
    seconds[0] += 1
    assert movable.now() == datetime(2026, 10, 1, 7, 30, 1, tzinfo=UTC)


def test_a_movable_clock_that_nobody_set_shows_the_time() -> None:
    assert abs(MovableClock().now() - datetime.now(UTC)) < timedelta(seconds=5)
