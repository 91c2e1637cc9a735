"""Undo and Delete: the first takes back the last thing done to a win, the second erases it and asks before."""

from handlers.evidence.copies import copies_of
from handlers.interaction.ask import Answer, Ask, answer_press
from handlers.interaction.visit import saving, writing
from handlers.message import Message
from handlers.packing import unpack
from handlers.views.evidence.undo import deleted, not_undone, put_back, taken_back
from ladder.errors import Changed
from ladder.evidence import record
from ladder.evidence.learning import offers
from ladder.evidence.undo import take_back


def undo(ask: Ask) -> Answer:
    """Takes back what its button stands for, and says what that was; the answer stands in place of the button.

    If the win has changed since, it says so and takes nothing back. Raises `NotFound`.
    """
    answer_press(ask, _undone(ask), instead=True)
    return None


def _undone(ask: Ask) -> Message:
    asked = unpack(ask.rest)
    with saving(ask) as visit:
        offered = offers(visit.tx, visit.ladder, record.own(visit.tx, visit.me.id, asked["e"]).text)
        try:
            copies = copies_of(visit, asked["e"])
            done = take_back(visit.tx, visit.me.id, asked["e"], asked.get("r", 0), visit.now)
        except Changed:
            return not_undone(
                record.own(visit.tx, visit.me.id, asked["e"]), visit.ladder, managed=bool(visit.find_manager())
            )
        if done.now is None:
            return taken_back(done.before, copies)
        return put_back(done.before, done.now, visit.ladder, offered, copies, managed=bool(visit.find_manager()))


def delete(ask: Ask) -> Answer:
    """Erases a win, after Slack has asked; its words are shown once more. Raises `NotFound`."""
    with writing(ask) as visit:
        item = record.own(visit.tx, visit.me.id, unpack(ask.rest)["e"])
        copies = copies_of(visit, item.id)
        record.remove(visit.tx, visit.me.id, item.id)
        return deleted(item, copies)
