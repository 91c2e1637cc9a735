"""The worker: takes due deliveries, fairly between workspaces, and carries them out in a few paced threads."""

import itertools
import logging
import secrets
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.clock.jobs import RESCHEDULES
from bot.clock.time import MovableClock, machine_time
from bot.delivery.digest_update import REPLACERS
from bot.delivery.outbox import Outbox, Reschedule
from bot.delivery.rendered import Renderer
from bot.delivery.replacing import Replacer, replace_in_slack
from bot.slack.client import SlackClient
from bot.slack.pacing import USER, Pace
from ladder.delivery import across, claims, queue
from ladder.delivery.claims import Claimed
from ladder.delivery.timing import Timing
from ladder.errors import Unavailable, Unreadable
from ladder.store.db import Database

WORKER = "worker"
APP_ERROR = "app_error"
SENDERS = 4
PATIENCE = timedelta(seconds=60)
_UNREADABLE_WAIT = timedelta(minutes=5)
_IDLE_SECONDS = 1.0
_DRAIN_SECONDS = 0.1
_HOUSEKEEPING_SECONDS = 5.0

_log = logging.getLogger(__name__)

GoOn = Callable[[float], bool]
"""Asked before each delivery, with the seconds to wait first (0.0 after a delivery): whether to go on."""


class Worker:
    """Sends what is due. Several may run on one database; nothing is sent twice.

    `clients` are `bot.slack.client.post_client`s by workspace id, and may change while it runs; a workspace
    without one waits. `now` is the calendar's time, `machine` the time of leases and waits.
    """

    def __init__(
        self,
        database: Database,
        clients: Mapping[str, SlackClient],
        renderers: Mapping[str, Renderer],
        *,
        now: Callable[[], datetime],
        reschedules: Mapping[str, Reschedule] = RESCHEDULES,
        replacers: Mapping[str, Replacer] = REPLACERS,
        machine: Callable[[], datetime] = machine_time,
        timing: Timing | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._replacers = replacers
        self.outbox = Outbox(
            database=database,
            clients=clients,
            renderers=renderers,
            reschedules=reschedules,
            now=now,
            machine=machine,
            timing=timing or Timing(),
            pace=pace or Pace(),
        )

    def drain(self, now: datetime, patience: timedelta = PATIENCE) -> int:
        """Sends all that is due at `now`, from which the calendar runs on, and returns how many messages that made.

        Waits for what is put off for a while, such as after a 429, and ends when nothing was sent for `patience` and
        nothing can be within the rest of it. Leaves what waits longer, is in doubt, or has no client.
        Raises `Unavailable` if the database is not there.
        """
        outbox = replace(self.outbox, now=MovableClock(now).now)
        release(outbox)
        senders = Senders(outbox, self._replacers)

        def more(wait: float) -> bool:
            if wait and not senders.something_comes(now, patience):
                return False
            time.sleep(min(wait, _DRAIN_SECONDS))
            return True

        sent = _in_threads([partial(senders.work, more)] * SENDERS)
        _beat(outbox)
        return sent

    def try_again(self) -> None:
        """Lifts the pauses of its workspaces: tokens and scopes change while nothing runs. Raises `Unavailable`."""
        _resume(self.outbox)

    def run(self, stop: threading.Event) -> None:
        """Sends what becomes due until `stop` is set; what is being sent then is finished. A database that is away is
        waited for. Raises what one of its threads could not survive, having stopped the others."""
        senders = Senders(self.outbox, self._replacers)
        send = partial(senders.work, lambda wait: not stop.wait(wait))
        _in_threads([send] * SENDERS + [partial(_keep_house, self.outbox, stop)], stop)


def _in_threads(tasks: Sequence[Callable[[], int]], stop: threading.Event | None = None) -> int:
    def carry_out(task: Callable[[], int]) -> int:
        try:
            return task()
        finally:
            if stop:
                stop.set()  # a task ends only to stop, or for a fault: the others must not go on alone

    with ThreadPoolExecutor(len(tasks), thread_name_prefix="sender") as pool:
        return sum(future.result() for future in [pool.submit(carry_out, task) for task in tasks])


class Senders:
    """What the sender threads of one worker share."""

    def __init__(self, outbox: Outbox, replacers: Mapping[str, Replacer] = REPLACERS) -> None:
        self.outbox = outbox
        self._replacers = replacers
        self._turn = itertools.count()
        self._served: dict[str, int] = {}
        self._sent_at = time.monotonic()

    def work(self, go_on: GoOn) -> int:
        """Takes and carries out one delivery after the other; returns how many messages were sent."""
        sent, wait = 0, 0.0
        while go_on(wait):
            try:
                claimed, wait = self.take()
                if claimed and self.carry_out(claimed):
                    sent, self._sent_at = sent + 1, time.monotonic()
            except Unavailable as error:
                _log.warning("the database is not there: %s", error)
                wait = _IDLE_SECONDS
        return sent

    def something_comes(self, due_before: datetime, patience: timedelta) -> bool:
        """Whether anything due at `due_before` can be sent within what is left of `patience` since the last message."""
        left = max(patience - timedelta(seconds=time.monotonic() - self._sent_at), timedelta(0))
        with self.outbox.database.read() as tx:
            due = across.due_workspaces(tx, due_before, self.outbox.machine(), within=left)
        return any(workspace in self.outbox.clients for workspace in due)

    def take(self) -> tuple[Claimed | None, float]:
        """A claimed delivery of the workspace that was served longest ago, or the seconds until it is worth a try."""
        wait = _IDLE_SECONDS
        for workspace in self._due():
            paced = self.outbox.pace.take((USER, workspace))
            if paced:
                wait = min(wait, paced)
                continue
            self._served[workspace] = next(self._turn)
            with self.outbox.database.write(workspace) as tx:
                claimed = claims.claim(tx, self.outbox.now(), self.outbox.machine(), self.outbox.timing)
            if claimed:
                return claimed, 0.0
        return None, wait

    def _due(self) -> list[str]:
        with self.outbox.database.read() as tx:
            due = across.due_workspaces(tx, self.outbox.now(), self.outbox.machine())
        connected = [workspace for workspace in due if workspace in self.outbox.clients]
        return sorted(connected, key=lambda workspace: self._served.get(workspace, -1))

    def carry_out(self, claimed: Claimed) -> bool:
        """Sends or replaces what was claimed; returns whether Slack has it now. An error buries that delivery alone."""
        replacer = self._replacers.get(claimed.kind)
        try:
            return replace_in_slack(self.outbox, claimed, replacer) if replacer else self.outbox.deliver(claimed)
        except Unavailable:
            raise
        except Unreadable as error:  # mended some day: until then it waits
            self._wait_for(claimed, error)
            return False
        except Exception as error:  # noqa: BLE001 - the worker's edge: a poison row stops only itself
            self._bury(claimed, error)
            return False

    def _wait_for(self, claimed: Claimed, error: Unreadable) -> None:
        _log.error("delivery %s waits: the %s of workspace %s can't be read", claimed.id, error, claimed.workspace)
        with self.outbox.database.write(claimed.workspace) as tx:
            why = f"the {error} can't be read"
            claims.put_back(tx, claimed, why, self.outbox.machine(), wait=_UNREADABLE_WAIT)

    def _bury(self, claimed: Claimed, error: Exception) -> None:
        reference = secrets.token_hex(4)
        # where it happened and never what it said: an error's words may be somebody's evidence
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        where = ", ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
        _log.error("delivery %s failed, reference %s: %s at %s", claimed.id, reference, type(error).__name__, where)
        reason = f"The app failed while it prepared this message; its log says more under reference {reference}."
        with self.outbox.database.write(claimed.workspace) as tx:
            buried = claims.fail_unposted(tx, claimed, APP_ERROR, reason)
            if buried and claimed.kind in self._replacers:
                self._replacers[claimed.kind].tell(tx, claimed)


def _keep_house(outbox: Outbox, stop: threading.Event) -> int:
    """Frees what lost its worker and shows that this one lives, until `stop` is set; returns the messages sent: 0."""
    started = False
    while not stop.is_set():
        try:
            if not started:
                _resume(outbox)
                started = True
            release(outbox)
            _beat(outbox)
        except Unavailable as error:
            _log.warning("the database is not there: %s", error)
        stop.wait(_HOUSEKEEPING_SECONDS)
    return 0


def _resume(outbox: Outbox) -> None:
    for workspace in outbox.clients:  # tokens and scopes change while nothing runs
        with outbox.database.write(workspace) as tx:
            queue.resume(tx)


def release(outbox: Outbox) -> None:
    """Frees the deliveries whose worker did not come back in time."""
    with outbox.database.write() as tx:
        released = across.release_expired(tx, outbox.machine())
    if released:
        _log.warning("%d deliveries had lost their worker", released)


def _beat(outbox: Outbox) -> None:
    with outbox.database.write() as tx:
        across.beat(tx, WORKER, outbox.now())
