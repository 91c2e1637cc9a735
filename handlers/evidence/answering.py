"""What a person answers to Ladder's questions about a win: the same or another, and what it shows."""

from handlers import ids
from handlers.evidence import submitting
from handlers.evidence.saving import feedback_on, listed_privately, log_at_once, states_now
from handlers.interaction.ask import Answer, Ask, answer_press
from handlers.interaction.forms import typed
from handlers.interaction.visit import saving, writing
from handlers.message import Message
from handlers.packing import unpack
from handlers.views.evidence.saved import saved
from handlers.views.evidence.seen import answered_before, kept_as_it_was
from ladder.evidence import record
from ladder.evidence.held import take
from ladder.evidence.learning import offers
from ladder.store.values import NewWin


def same(ask: Ask) -> Answer:
    """ "It's the same": nothing is saved, and what was typed is shown once more. Raises `NotFound`."""
    values = ((ask.view or {}).get("state") or {}).get("values") or {}
    marks = unpack(ask.rest)
    with writing(ask) as visit:
        known = record.own(visit.tx, visit.me.id, marks["e"])
        held = take(visit.tx, visit.me.id, marks["h"]) if "h" in marks else None
        managed = bool(visit.find_manager())
    text = held.text if held else typed(values, ids.TEXT)
    kept = kept_as_it_was(known, visit.ladder, text, typed(values, ids.OUTCOME), managed=managed)
    answer_press(ask, kept, instead=True)
    return None


def another(ask: Ask) -> Answer:
    """ "Save as another": saves what was typed beside the win that looked like it."""
    key = unpack(ask.rest).get("h")
    if key is None and ask.view:
        return submitting.another(ask, ask.view)
    answer_press(ask, _held_saved(ask, str(key)), instead=True)
    return None


def _held_saved(ask: Ask, key: str) -> Message:
    with saving(ask) as visit:
        held = take(visit.tx, visit.me.id, key)
        if held is None:
            return answered_before()
        win, points = listed_privately(NewWin(text=held.text, happened_on=held.happened_on, confirmed=False))
        return log_at_once(visit, win, points)


def count_for(ask: Ask) -> Answer:
    """A tap on an offered competency: the win counts for it from now on. Raises `NotFound`."""
    marks = unpack(ask.rest)
    with saving(ask) as visit:
        offered = offers(visit.tx, visit.ladder, record.own(visit.tx, visit.me.id, marks["e"]).text)
        before = states_now(visit)
        item = record.confirm(visit.tx, visit.me.id, marks["e"], marks.get("c", ""), visit.now)
        answer = saved(item, feedback_on(visit, item, before, marks.get("c", "")), visit.ladder, offered=offered)
    answer_press(ask, answer, instead=True)
    return None
