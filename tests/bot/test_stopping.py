"""A process ends when it is told to, whatever its connection does just then."""

from threading import Event
from time import monotonic

from bot.processes import close_within


def test_a_connection_that_never_closes_keeps_no_process_alive() -> None:
    never = Event()
    began = monotonic()
    close_within(0.2, never.wait)
    assert 0.2 <= monotonic() - began < 5
    never.set()


def test_a_connection_that_closes_is_waited_for() -> None:
    closed = Event()
    close_within(5, closed.set)
    assert closed.is_set()
