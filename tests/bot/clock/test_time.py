"""Time: the machine's, and one that can be set."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock.time import CheckedClock, MovableClock, machine_time
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


class Machine:
    """A machine whose date and running time are set by the test, and somebody to ask for the date."""

    def __init__(self) -> None:
        self.date, self.passed, self.there, self.asked = NOW, 0.0, NOW, 0

    def ask(self) -> datetime | None:
        self.asked += 1
        return self.there

    def run(self, seconds: float, *, date: timedelta | None = None) -> None:
        self.passed += seconds
        self.date += timedelta(seconds=seconds) if date is None else date
        self.there += timedelta(seconds=seconds)

    def clock(self, every: timedelta = timedelta(hours=1), apart: timedelta = timedelta(days=1)) -> CheckedClock:
        return CheckedClock(
            self.ask, every=every, apart=apart, machine=lambda: self.date, monotonic=lambda: self.passed
        )


def test_a_checked_clock_shows_the_machines_time_where_the_two_nearly_agree() -> None:
    machine = Machine()
    machine.there = NOW + timedelta(hours=3)
    assert machine.clock().now() == NOW


def test_a_machine_with_a_wrong_date_goes_by_the_other_one_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()
    machine.date = NOW + timedelta(days=60)
    clock = machine.clock()
    assert clock.now() == NOW
    machine.run(3 * 3600)
    assert clock.now() == NOW + timedelta(hours=3)
    assert caplog.text.count("this machine says it is 2026-11-13 10:00, Slack says 2026-09-14 10:00") == 1


def test_it_is_asked_again_when_its_time_has_passed_or_the_date_jumps() -> None:
    machine = Machine()
    clock = machine.clock()
    for _ in range(3):
        machine.run(60)
        clock.now()
    assert machine.asked == 1
    machine.run(60, date=timedelta(days=90))
    assert clock.now() == NOW + timedelta(minutes=4)
    assert machine.asked == 2
    machine.run(3600)
    clock.now()
    assert machine.asked == 3


def test_where_nobody_can_say_the_machine_is_believed() -> None:
    assert CheckedClock(lambda: None, every=timedelta(hours=1), machine=lambda: NOW).now() == NOW
