"""Deliveries that replace something in Slack: a message that was sent, a Home tab (`ladder.delivery.requests`).

The steps are those of a post, without the look for an earlier one: what replaces may be repeated. What is sent is made
in the transaction that marks the intent, so it says what stood at that moment, to somebody who might see it then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.delivery.outbox import TOO_RICH, Outbox
from bot.delivery.rendered import Withdrawn
from bot.slack.client import TooLate, leaving_only_if
from bot.slack.outcomes import Failure, Never, Paused, SlackAnswer, TryLater, Unknown, look_up
from ladder.delivery import claims
from ladder.delivery.claims import Claimed
from ladder.delivery.requests import End, finish
from ladder.store.db import Tx
from ladder.store.models import DeliveryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What is to stand in Slack now: the arguments of the call, `plainer` ones for what Slack finds too rich, and what
    to write down once Slack has it."""

    arguments: Mapping[str, Any]
    plainer: Mapping[str, Any] | None = None
    when_done: Callable[[Tx, datetime], None]


@dataclass(frozen=True, slots=True)
class Later:
    """It is not known yet what there is to replace: to be asked again after a while."""

    why: str
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Impossible:
    """What stands in Slack can't be changed, and why."""

    code: str
    reason: str


Made = Replacement | Withdrawn | Later | Impossible


@dataclass(frozen=True, slots=True)
class Replacer:
    """How one kind of delivery replaces: Slack's method, what makes it, and who is told if it can't be."""

    method: str
    make: Callable[[Tx, Claimed, datetime], Made]
    tell: Callable[[Tx, Claimed], None]


def replace_in_slack(outbox: Outbox, claimed: Claimed, replacer: Replacer) -> bool:
    """Carries one claimed delivery out; True if Slack has it now. Raises what the replacer raises."""
    account = outbox.account_of(claimed)  # who is no member any more may read nothing: that is made anew as well
    if isinstance(account, TryLater | Paused | Unknown):
        return outbox.not_now(claimed, account)
    outbox.wait_for_turn((replacer.method, claimed.workspace))
    made, outcome = _attempt(outbox, claimed, replacer, plain=False)
    if isinstance(outcome, Never) and outcome.code in TOO_RICH and isinstance(made, Replacement) and made.plainer:
        made, outcome = _attempt(outbox, claimed, replacer, plain=True)
    return _record(outbox, claimed, replacer, made, outcome)


CallOutcome = SlackAnswer | Failure | None
"""What came of the call; None if none was made."""


def _attempt(outbox: Outbox, claimed: Claimed, replacer: Replacer, *, plain: bool) -> tuple[Made, CallOutcome]:
    """Makes it, marks the intent and calls at once."""
    with outbox.database.write(claimed.workspace) as tx:
        made = replacer.make(tx, claimed, outbox.now())
        begun, machine = outbox.monotonic(), outbox.machine()
        marked = isinstance(made, Replacement) and claims.mark(tx, claimed, machine, outbox.timing)
    if not isinstance(made, Replacement) or not marked or outbox.since(begun, machine) > outbox.timing.mark_to_post:
        return made, None
    arguments = made.plainer if plain and made.plainer else made.arguments
    call = partial(outbox.clients[claimed.workspace].api_call, replacer.method, json=dict(arguments))
    try:
        with leaving_only_if(lambda: outbox.since(begun, machine) <= outbox.timing.call):
            return made, look_up(call)
    except TooLate:
        return made, None


def _record(outbox: Outbox, claimed: Claimed, replacer: Replacer, made: Made, outcome: CallOutcome) -> bool:
    if isinstance(made, Withdrawn):
        return _finish(outbox, claimed, DeliveryState.CANCELLED, reason=made.reason)
    if isinstance(made, Later):
        return outbox.put_back(claimed, made.why, made.wait)
    if isinstance(made, Impossible):
        return _give_up(outbox, claimed, replacer, made.code, made.reason)
    if isinstance(outcome, SlackAnswer):
        return _done(outbox, claimed, made)
    if isinstance(outcome, Never):
        return _give_up(outbox, claimed, replacer, outcome.code, outcome.reason)
    if isinstance(outcome, Unknown):
        return outbox.in_doubt(claimed, outcome)
    if isinstance(outcome, TryLater):  # this method alone: other deliveries go on
        return outbox.put_back(claimed, outcome.why, timedelta(seconds=outcome.retry_after))
    if outcome is None:
        return outbox.put_back(claimed, "stopped just before it was sent", timedelta(0))
    return outbox.not_now(claimed, outcome)


def _done(outbox: Outbox, claimed: Claimed, made: Replacement) -> bool:
    with outbox.database.write(claimed.workspace) as tx:
        if finish(tx, claimed, DeliveryState.SENT, outbox.now()) is not End.LOST:
            made.when_done(tx, outbox.now())
    return True


def _give_up(outbox: Outbox, claimed: Claimed, replacer: Replacer, code: str, reason: str) -> bool:
    """It will never work: dead, and whoever took something back is told. Unless it was asked for again meanwhile."""
    with outbox.database.write(claimed.workspace) as tx:
        if finish(tx, claimed, DeliveryState.DEAD, outbox.now(), code=code, reason=reason) is End.OVER:
            replacer.tell(tx, claimed)
    return False


def _finish(outbox: Outbox, claimed: Claimed, state: DeliveryState, *, reason: str) -> bool:
    with outbox.database.write(claimed.workspace) as tx:
        finish(tx, claimed, state, outbox.now(), reason=reason)
    return False
