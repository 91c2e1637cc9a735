"""One delivery, from its claim to its outcome (docs/faults.md, 1 to 18).

The order of the steps is what keeps a message from being lost or sent twice; `tests/protocol` says which step prevents
what. What is sent comes from a renderer per kind of delivery, called at the moment of sending.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.delivery.lookup import direct_channel, find_post
from bot.delivery.pictures import PATIENCE, upload, why_in_words
from bot.delivery.rendered import Rendered, Renderer, Withdrawn, post_arguments
from bot.slack.client import SlackClient, TooLate
from bot.slack.outcomes import (
    Accepted,
    Failure,
    Never,
    Outcome,
    Paused,
    SlackAnswer,
    TryLater,
    Unknown,
    look_up,
    post,
)
from bot.slack.pacing import CHANNEL, HISTORY, POST, Key, Pace
from handlers import limits
from handlers.interaction.members import NOBODY_HERE, REASONS, Profile, profile_of
from handlers.message import Message
from ladder.calendar import dates
from ladder.delivery import claims, queue
from ladder.delivery.claims import Claimed
from ladder.delivery.timing import Timing
from ladder.people import access, people
from ladder.store.db import Database, Tx

_log = logging.getLogger(__name__)

TOO_RICH = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
_PAUSE = timedelta(hours=1)
UNREACHABLE = timedelta(seconds=30)
_PICTURE_MINUTES = timedelta(minutes=5)
_TOO_LATE = "It couldn't be sent while it would still have helped."
_CANNOT_LOOK = (
    "Slack's answer to this message got lost, and the app may not look whether it arrived (optional scope im:history). "
    "It is not sent again; the content stands on the Home tab."
)


Reschedule = Callable[[Tx, str, str], datetime]
"""(transaction, period, zone) → the instant at which a kind of delivery is due for somebody in that zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """Carries deliveries out. `now` is the calendar's time, `machine` the time of leases and waits."""

    database: Database
    clients: Mapping[str, SlackClient]
    renderers: Mapping[str, Renderer]
    reschedules: Mapping[str, Reschedule]
    now: Callable[[], datetime]
    machine: Callable[[], datetime]
    timing: Timing = field(default_factory=Timing)
    pace: Pace = field(default_factory=Pace)
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic

    def deliver(self, claimed: Claimed) -> bool:
        """Carries one claimed delivery out; True if it is known to be in Slack now. Raises what a renderer raises."""
        known = self._look_for_earlier_post(claimed) if claimed.in_doubt else None
        if known is not None:
            return known
        if self._too_late(claimed) or not self._recipient_is_there(claimed):
            return False
        rendered = self._render(claimed)
        if isinstance(rendered, Withdrawn):
            return self._end(claims.cancel, claimed, rendered.reason)
        message = self._illustrate(claimed, rendered.message)
        return message is not None and self._send(claimed, rendered, message)

    # --- before the post

    def _look_for_earlier_post(self, claimed: Claimed) -> bool | None:
        """True: it is there. False: it may be, and this is not the moment. None: it surely is not."""
        wait = self.pace.take((HISTORY, claimed.workspace))
        if wait:
            return self.put_back(claimed, "waiting to look for an earlier post", timedelta(seconds=wait))
        earlier = find_post(self.clients[claimed.workspace], claimed)
        if isinstance(earlier, Accepted):
            return self._sent(claimed, earlier, claimed.parts)
        if isinstance(earlier, Never) or (isinstance(earlier, Paused) and earlier.code == "missing_scope"):
            return self._end(claims.leave_uncertain, claimed, earlier.code, _CANNOT_LOOK)
        if isinstance(earlier, TryLater):  # this method alone: other deliveries go on
            return self.put_back(claimed, earlier.why, timedelta(seconds=earlier.retry_after))
        return None if earlier is None else self.not_now(claimed, earlier)

    def _too_late(self, claimed: Claimed) -> bool:
        late = self.now() > claimed.not_after
        if late:
            self._end(claims.fail, claimed, queue.MISSED, _TOO_LATE)
        return late

    def _recipient_is_there(self, claimed: Claimed) -> bool:
        """Asks Slack, which takes messages for deactivated people without a word. Learns the person's zone as well."""
        profile = self.account_of(claimed)
        if not isinstance(profile, Profile):
            return self.not_now(claimed, profile)
        if not profile.is_member:
            return self._end(claims.cancel, claimed, REASONS[profile.account])
        return not self._due_later_now(claimed, profile.tz)

    def account_of(self, claimed: Claimed) -> Profile | Failure:
        """What Slack says the recipient is to the workspace. Who is no full, living member loses their rights here."""
        answer = look_up(partial(self.clients[claimed.workspace].users_info, user=claimed.recipient))
        if isinstance(answer, Never) and answer.code in NOBODY_HERE:
            self._shut_out(claimed)
        if not isinstance(answer, SlackAnswer):
            return answer
        user = answer.data.get("user")
        if not isinstance(user, Mapping):
            return Unknown("Slack's answer named nobody")
        profile = profile_of(user, claimed.workspace)
        if not profile.is_member:
            self._shut_out(claimed)
        return profile

    def _shut_out(self, claimed: Claimed) -> None:
        with self.database.write(claimed.workspace) as tx:
            if people.find(tx, claimed.recipient):
                people.set_active(tx, claimed.recipient, active=False)

    def _due_later_now(self, claimed: Claimed, zone: str) -> bool:
        """Keeps the zone that Slack says the person is in; puts the delivery back if its moment has not come there."""
        with self.database.read(claimed.workspace) as tx:
            person = people.find(tx, claimed.recipient)
            if person is None:
                return False
            there = zone if str(dates.zone(zone)) == zone else person.tz
            due_at = self._due_in(tx, claimed, there)
        later, moved = due_at > self.now(), there != person.tz
        if moved or later:
            with self.database.write(claimed.workspace) as tx:
                people.set_zone(tx, claimed.recipient, there)
                if later:
                    claims.put_back(tx, claimed, f"due later in {there}", self.machine(), due_at=due_at)
        return later

    def _due_in(self, tx: Tx, claimed: Claimed, zone: str) -> datetime:
        if claimed.kind not in self.reschedules or claimed.part > 1 or claimed.in_doubt:
            return claimed.due_at
        return self.reschedules[claimed.kind](tx, claimed.period, zone)

    def _render(self, claimed: Claimed) -> Rendered | Withdrawn:
        with self.database.read(claimed.workspace) as tx:
            rendered = self.renderers[claimed.kind](tx, claimed, self.now())
        if isinstance(rendered, Rendered) and len(rendered.message.text) > limits.MESSAGE_TEXT:
            return replace(rendered, message=rendered.message.shortened())
        return rendered

    def _illustrate(self, claimed: Claimed, message: Message) -> Message | None:
        """The message with its picture uploaded, or without one and saying why; None if it was put back for a while.

        An upload that failed costs nothing, but a message is worth more than its picture: it waits only minutes for it.
        """
        if message.picture is None:
            return message
        uploaded = upload(self.clients[claimed.workspace], message.picture)
        if isinstance(uploaded, str):
            return message.with_file(uploaded)
        why = why_in_words(uploaded)
        if not why and self.now() - claimed.due_at < _PICTURE_MINUTES:
            self._try_upload_later(claimed, uploaded)
            return None
        why = why or "Slack did not take it"
        _log.warning("delivery %s (%s) comes without its picture: %s", claimed.id, claimed.kind, why)
        return message.without_picture(why)

    def _try_upload_later(self, claimed: Claimed, failure: Failure) -> None:
        if isinstance(failure, TryLater):  # this method alone: other deliveries go on
            self.put_back(claimed, failure.why, timedelta(seconds=failure.retry_after))
        else:
            self.not_now(claimed, failure)

    # --- the post

    def _send(self, claimed: Claimed, rendered: Rendered, message: Message) -> bool:
        waits = iter(PATIENCE)
        outcome = self._post(claimed, rendered, message)
        while fallback := self._fallback(claimed, message, outcome, waits):  # ends: each is simpler than what failed
            claimed, message = fallback
            outcome = self._post(claimed, rendered, message)
        return self._record(claimed, rendered.parts, outcome)

    def _post(self, claimed: Claimed, rendered: Rendered, message: Message) -> Outcome | None:
        """Marks the intent and posts at once; None if it was not posted, for one because it rests on something that was
        erased, closed or changed meanwhile."""
        call = partial(self.clients[claimed.workspace].chat_postMessage, **post_arguments(claimed, message))
        self.wait_for_turn((POST, claimed.workspace), (CHANNEL, claimed.workspace, claimed.recipient))
        with self.database.write(claimed.workspace) as tx:
            if not rendered.holds(tx):
                return None
            begun, machine = self.monotonic(), self.machine()
            if not claims.mark(tx, claimed, machine, self.timing, parts=rendered.parts):
                return None
            access.record_read(tx, claimed.recipient, rendered.shows, claimed.kind, self.now())
            rendered.when_marked(tx)
        if self.since(begun, machine) > self.timing.mark_to_post:
            return None
        try:
            return post(call, lambda: self.since(begun, machine) <= self.timing.call)
        except TooLate:
            return None

    def since(self, begun: float, machine: datetime) -> timedelta:
        """How long ago that was."""
        # the second clock notices a machine that was suspended, for which the first one stands still
        return max(timedelta(seconds=self.monotonic() - begun), self.machine() - machine)

    def wait_for_turn(self, *keys: Key) -> None:
        """Takes a token from each of these buckets, as soon as all have one."""
        while (wait := self.pace.take(*keys)) > 0:
            self.sleep(wait)

    def _fallback(
        self, claimed: Claimed, message: Message, outcome: Outcome | None, waits: Iterator[float]
    ) -> tuple[Claimed, Message] | None:
        """Where to post what instead, after Slack refused a post; None if there is nothing simpler, or no need."""
        code = outcome.code if isinstance(outcome, Never) else ""
        if code == "msg_too_long" and message.can_be_shortened:
            return claimed, message.shortened()
        if code == "invalid_blocks" and message.picture and message.picture.file:
            return claimed, self._about_the_picture(message, waits)
        if code in TOO_RICH and message.all_blocks:
            _log.error("Slack refused the layout of delivery %s (%s): sent as plain text", claimed.id, code)
            return claimed, message.as_text_only()
        if code == "channel_not_found" and not claimed.channel:
            channel = direct_channel(self.clients[claimed.workspace], claimed.recipient)
            return (replace(claimed, channel=channel), message) if isinstance(channel, str) else None
        return None

    def _about_the_picture(self, message: Message, waits: Iterator[float]) -> Message:
        """The same message, a while later: Slack may not know its picture yet. In the end, the message without it."""
        wait = next(waits, None)
        if wait is None:
            return message.with_file("")
        self.sleep(wait)
        return message

    # --- after it

    def _record(self, claimed: Claimed, parts: int, outcome: Outcome | None) -> bool:
        if isinstance(outcome, Accepted):
            return self._sent(claimed, outcome, parts)
        if outcome is None:
            return self.put_back(claimed, "stopped just before it was posted", timedelta(0))
        if isinstance(outcome, Unknown):
            return self.in_doubt(claimed, outcome)
        return self.not_now(claimed, outcome)

    def in_doubt(self, claimed: Claimed, outcome: Unknown) -> bool:
        """Nobody knows what came of the call. Returns False."""
        return self._end(claims.doubt, claimed, outcome.why, self.machine(), self.timing)

    def not_now(self, claimed: Claimed, failure: Failure) -> bool:
        """Records a call that had no effect. Returns False: nothing was sent."""
        if isinstance(failure, Never):
            return self._end(claims.fail, claimed, failure.code, failure.reason)
        if isinstance(failure, Unknown):
            jitter = 1 + secrets.randbelow(1000) / 1000  # after an outage, not all at the same moment
            return self.put_back(claimed, failure.why, UNREACHABLE * jitter)
        return self._stop_workspace(claimed, failure)

    def _stop_workspace(self, claimed: Claimed, failure: TryLater | Paused) -> bool:
        with self.database.write(claimed.workspace) as tx:
            if isinstance(failure, TryLater):
                wait, why = timedelta(seconds=failure.retry_after), failure.why
                queue.hold(tx, self.machine(), wait)
            else:
                wait, why = timedelta(0), failure.reason
                queue.pause(tx, failure.reason, self.machine(), _PAUSE)
            claims.put_back(tx, claimed, why, self.machine(), wait=wait)
        _log.warning("sending stopped in workspace %s: %s", claimed.workspace, why)
        return False

    def _sent(self, claimed: Claimed, place: Accepted, parts: int) -> bool:
        with self.database.write(claimed.workspace) as tx:
            claims.sent(tx, claimed, place.channel, place.ts, self.now(), self.machine(), parts=parts)
        return True

    def put_back(self, claimed: Claimed, why: str, wait: timedelta) -> bool:
        """To be tried again after `wait`. Returns False: nothing was sent."""
        with self.database.write(claimed.workspace) as tx:
            claims.put_back(tx, claimed, why, self.machine(), wait=wait)
        return False

    def _end(self, record: Callable[..., bool], claimed: Claimed, *details: Any) -> bool:
        with self.database.write(claimed.workspace) as tx:
            record(tx, claimed, *details)
        _log.warning("delivery %s (%s, part %d): %s", claimed.id, claimed.period, claimed.part, record.__name__)
        return False
