"""What becomes of a sent digest when somebody takes back a win that it shows: said in the same answer."""

from handlers.interaction.visit import Visit
from handlers.text import day
from handlers.views.evidence.copies import Where, being_updated
from ladder.calendar.dates import zone
from ladder.delivery.sent_digests import SentPart, copies_with
from ladder.people import people
from ladder.store.db import Tx
from ladder.store.values import Person


def copies_of(visit: Visit, win: str) -> str:
    """A sentence about each sent digest that shows this win of the visitor's (mrkdwn), "" for none. To be asked before
    the win is taken back, in the same transaction."""
    places = [
        where_of(visit.tx, sent, visit.me, visit.workspace_tz) for sent in copies_with(visit.tx, visit.me.id, win)
    ]
    return being_updated(tuple(dict.fromkeys(places)))


def where_of(tx: Tx, sent: SentPart, reader: Person, workspace_tz: str) -> Where:
    """Whose digest it is and of which day, as `reader` is told."""
    manager = people.find(tx, sent.manager)
    on = (sent.sent_at or sent.due_at).astimezone(zone(reader.tz, workspace_tz)).date()
    return Where(manager.name if manager else "", day(on), certain=sent.is_certain)
