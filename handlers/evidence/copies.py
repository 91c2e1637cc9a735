"""What becomes of a sent digest when somebody takes back a win that it shows: said in the same answer."""

from datetime import tzinfo

from handlers.text import day
from handlers.views.evidence.copies import Where, being_updated
from ladder.delivery.sent_digests import SentPart, copies_with
from ladder.people import people
from ladder.people.visit import Visit
from ladder.store.db import Tx


def copies_of(visit: Visit, win: str) -> str:
    """A sentence about each sent digest that shows this win of the visitor's (mrkdwn), "" for none. To be asked before
    the win is taken back, in the same transaction."""
    places = [where_of(visit.tx, sent, visit.tz) for sent in copies_with(visit.tx, visit.me.id, win)]
    return being_updated(tuple(dict.fromkeys(places)))


def where_of(tx: Tx, sent: SentPart, tz: tzinfo) -> Where:
    """Whose digest it is and of which day, in the zone of the reader."""
    manager = people.find(tx, sent.manager)
    on = (sent.sent_at or sent.due_at).astimezone(tz).date()
    return Where(manager.name if manager else "", day(on), certain=sent.is_certain)
