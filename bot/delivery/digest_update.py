"""A digest that was sent, made anew after something was taken back; and who is told where that can't be."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.delivery.rendered import Rendered, Withdrawn
from bot.delivery.replacing import Impossible, Later, Made, Replacement, Replacer
from bot.slack.pacing import PUBLISH, UPDATE
from handlers import limits
from handlers.evidence import copies
from handlers.home import home_of
from handlers.text import day
from handlers.views.digest import DigestPart, digest_part
from handlers.views.evidence.copies import Remains, remains_of
from handlers.views.home import closed
from ladder.calendar.dates import Quarter, quarter_of_key, zone
from ladder.delivery import queue, sent_digests
from ladder.delivery.claims import LATE, Claimed
from ladder.delivery.queue import NewDelivery
from ladder.delivery.sent_digests import Section, SentPart
from ladder.digest.building import ManagerDigest
from ladder.digest.reading import digest_for
from ladder.evidence import digest_updates
from ladder.evidence.digest_updates import DIGEST_REMAINS, DIGEST_UPDATE, HOME_UPDATE
from ladder.people import access, people, workspaces
from ladder.people.visit import visit_of
from ladder.store.db import Tx
from ladder.store.models import DeliveryState

UNCERTAIN = "uncertain"
_NEVER_SENT = "The digest was not sent, so nothing has to be changed."
_NOBODY_KNOWS = "Slack's answer to this digest got lost: nobody knows whether it is there, or where."
_FOR_MEMBERS = "Ladder is for full members of this workspace."
_DECIDING = timedelta(seconds=30)


def quarter_of_period(tx: Tx, period: str) -> Quarter:
    """The quarter that a digest is about."""
    return quarter_of_key(period, workspaces.get(tx).digest.quarter_start_month)


def day_due(tx: Tx, digest: ManagerDigest, due_at: datetime) -> str:
    """The day on which a digest was due, where its manager is."""
    return day(due_at.astimezone(zone(digest.manager.tz, workspaces.get(tx).digest.tz)).date())


def sections_of(number: int, part: DigestPart) -> Sequence[Section]:
    """Whom one part of a digest shows, and on which wins that rests."""
    wins = {report.person.id: report.wins for report in part.reports}
    return [Section(number, owner, ids) for owner, ids in wins.items()]


def digest_update(tx: Tx, claimed: Claimed, _now: datetime) -> Made:
    """One part of a sent digest as its manager may read it now: the reports that it showed, of what they share today.
    Who has left the team is not in it any more."""
    sent = sent_digests.sent_part(tx, claimed.recipient, claimed.period, claimed.part)
    if sent is None or not sent.may_be_there:
        return Withdrawn(_NEVER_SENT)
    if sent.state is DeliveryState.UNCERTAIN:
        return Impossible(UNCERTAIN, _NOBODY_KNOWS)
    if sent.sent_at is None:
        return Later("the digest itself is under way", _DECIDING)
    digest = digest_for(tx, claimed.recipient, quarter_of_period(tx, claimed.period))
    layout = sent_digests.layout_of(tx, claimed.recipient, claimed.period)
    late_since = day_due(tx, digest, sent.due_at) if sent.sent_at - sent.due_at > LATE else ""
    part = digest_part(digest, workspaces.current_ladder(tx), claimed.part, layout, late_since=late_since)
    return _in_place_of(sent, part, partial(_updated, sent=sent, part=part))


def _in_place_of(sent: SentPart, part: DigestPart, when_done: Any) -> Replacement:
    message = part.message if len(part.message.text) <= limits.UPDATE_TEXT else part.message.shortened()
    place: Mapping[str, Any] = {"channel": sent.channel, "ts": sent.ts, "text": message.text}
    return Replacement(
        arguments={**place, "blocks": list(message.blocks)},
        plainer={**place, "blocks": []},  # blocks that are not named would stay
        when_done=when_done,
    )


def _updated(tx: Tx, now: datetime, sent: SentPart, part: DigestPart) -> None:
    """Keeps what the message rests on now; whose wins it shows that it did not show before stands in the ledger."""
    before = sent_digests.wins_in(tx, sent.manager, sent.period, sent.part)
    sections = sections_of(sent.part, part)
    sent_digests.keep(tx, sent.manager, sent.period, sent.part, [*sections, *_gone(sections, before, sent.part)])
    more = [section.owner for section in sections if set(section.wins) - before.get(section.owner, frozenset())]
    access.record_read(tx, sent.manager, more, "digest", now)


def _gone(sections: Sequence[Section], before: Mapping[str, frozenset[str]], part: int) -> Sequence[Section]:
    """Those who stood here and have left the team: they keep their place, with nothing in it."""
    here = {section.owner for section in sections}
    return [Section(part, owner, ()) for owner in sorted(before) if owner not in here]


def home_update(tx: Tx, claimed: Claimed, now: datetime) -> Made:
    """Somebody's Home tab as they would see it if they opened it now."""
    visit = visit_of(tx, claimed.recipient, now)
    view = home_of(visit) if visit else closed(_FOR_MEMBERS)
    return Replacement(arguments={"user_id": claimed.recipient, "view": view}, when_done=_nothing)


def _nothing(_tx: Tx, _now: datetime) -> None:
    """A Home tab leaves nothing to be written down."""


def tell_owners(tx: Tx, claimed: Claimed) -> None:
    """Writes to everybody who took back something that the message still shows."""
    still_shown = sent_digests.wins_in(tx, claimed.recipient, claimed.period, claimed.part)
    about = f"{claimed.recipient}|{claimed.period}|{claimed.part}|{claimed.nonce[:8]}"
    owners = digest_updates.took_back(tx, still_shown)
    news = (
        NewDelivery(
            recipient=owner, kind=DIGEST_REMAINS, period=about, due_at=claimed.due_at, not_after=claimed.not_after
        )
        for owner in owners
    )
    queue.enqueue(tx, *news)


def tell_nobody(_tx: Tx, _claimed: Claimed) -> None:
    """A Home tab is made anew whenever it is opened: nothing remains there."""


def remains(tx: Tx, claimed: Claimed, _now: datetime) -> Rendered | Withdrawn:
    """Tells somebody where a copy remains of what they took back, and why."""
    manager, period, part, _ = claimed.period.split("|")
    sent = sent_digests.sent_part(tx, manager, period, int(part))
    person = people.find(tx, claimed.recipient)
    if sent is None or person is None:
        return Withdrawn(_NEVER_SENT)
    where = copies.where_of(tx, sent, zone(person.tz, workspaces.get(tx).digest.tz))
    return Rendered(remains_of(Remains(where, digest_updates.error_of(tx, manager, period, int(part)))))


REPLACERS: Mapping[str, Replacer] = {
    DIGEST_UPDATE: Replacer(UPDATE, digest_update, tell_owners),
    HOME_UPDATE: Replacer(PUBLISH, home_update, tell_nobody),
}
