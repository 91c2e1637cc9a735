"""Several commands of the app side by side, each a fresh process: whichever ends is started again, all stop together.

They are new programs and never forks. A fork takes an open SQLite file's locks along and holds them for ever: nothing
can be saved then until a restart.
"""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from threading import Event

WRONG_SETTINGS = 2  # a command's exit code: starting it again would end the same way
LOOK_SECONDS = 0.2
_STEADY_SECONDS = 60  # who has run for this long is started again at once
_LONGEST_WAIT = 30.0
GRACE_SECONDS = 20

_log = logging.getLogger(__name__)


def keep_running(commands: Sequence[Sequence[str]], stop: Event, shared: Sequence[int] = ()) -> int:
    """Keeps `ladderbot …` running with the words of each of `commands` until `stop` is set or one finds wrong settings;
    all inherit the files `shared`. Returns the exit code: 0, or 2 for wrong settings, which the process has named."""
    processes = [_Process(command, shared) for command in commands]
    try:
        while not stop.wait(LOOK_SECONDS):
            for process in processes:
                if process.look_after() == WRONG_SETTINGS:
                    return WRONG_SETTINGS
        return 0
    finally:
        _stop(processes)


def until_told() -> Event:
    """Set when this process gets SIGTERM or Ctrl-C."""
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    return stop


def _stop(processes: Sequence["_Process"]) -> None:
    for process in processes:
        process.ask_to_stop()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in processes:
        process.wait_until(deadline)


class _Process:
    """One command, and the process that carries it out at the moment."""

    def __init__(self, command: Sequence[str], shared: Sequence[int]) -> None:
        self._command, self._shared = command, shared
        self._wait = 0.0
        self._start()

    def _start(self) -> None:
        self._restart_at: float | None = None
        self._started_at = time.monotonic()
        # its input is how it notices that we are gone; Ctrl-C reaches us alone, and we tell it
        self._running = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "bot.kept", *self._command],
            stdin=subprocess.PIPE,
            pass_fds=self._shared,
            process_group=0,
        )

    def look_after(self) -> int | None:
        """Starts it again if it has ended and its wait is over. Returns the exit code if it has ended just now."""
        if self._restart_at is not None:
            if time.monotonic() >= self._restart_at:
                self._start()
            return None
        code = self._running.poll()
        if code not in (None, WRONG_SETTINGS):
            self._plan_restart(code)
        return code

    def _plan_restart(self, code: int | None) -> None:
        lived = time.monotonic() - self._started_at
        wait = 0.0 if lived > _STEADY_SECONDS else self._wait
        self._wait = min(max(2 * wait, 1.0), _LONGEST_WAIT)
        self._restart_at = time.monotonic() + wait
        when = f"in {wait:.0f} s" if wait else "at once"
        _log.error("%s ended (%s); it starts again %s", self._command[0], code, when)
        self._close_input()

    def ask_to_stop(self) -> None:
        """Tells it to finish what it does."""
        self._running.terminate()

    def wait_until(self, deadline: float) -> None:
        """Waits for its end; kills it at the deadline."""
        try:
            self._running.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            _log.error("%s did not stop in time and was killed", self._command[0])
            self._running.kill()
            self._running.wait()
        self._close_input()

    def _close_input(self) -> None:
        if self._running.stdin:
            self._running.stdin.close()
