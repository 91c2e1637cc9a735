"""What people read about copies in Slack of what they took back: that they are being updated, or what remains where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers import ids
from handlers.blocks import actions, button, section
from handlers.message import Message, message
from handlers.text import escape

_GONE = "message_not_found"
_WHY: Mapping[str, str] = {
    "uncertain": "Slack never said whether that message arrived, so Ladder can't change it.",
    "edit_window_closed": "Slack doesn't let Ladder change that message any more.",
    "cant_update_message": "Slack doesn't let Ladder change that message.",
    "channel_not_found": "Slack says that conversation is closed to Ladder.",
    "is_archived": "Slack says that conversation is archived.",
}


@dataclass(frozen=True, slots=True)
class Where:
    """A sent digest: its manager's name ("" where nobody knows it), its day, and whether it is known to be in Slack."""

    manager: str
    day: str
    certain: bool = True

    @property
    def whose(self) -> str:
        """ "Maya Berg's digest of Oct 1", escaped."""
        return f"{escape(self.manager)}'s digest of {self.day}" if self.manager else f"The digest of {self.day}"


@dataclass(frozen=True, slots=True)
class Remains:
    """A digest that couldn't be updated, and Slack's reason."""

    where: Where
    code: str


def being_updated(places: Sequence[Where]) -> str:
    """What becomes of the digests that show a win which was just taken back; "" if none does."""
    return " ".join(
        f"{place.whose} is being updated."
        if place.certain
        else f"{place.whose} may still show it: Slack never said whether that message arrived."
        for place in places
    )


def remains_of(remains: Remains) -> Message:
    """Tells somebody that a digest still shows what they took back, and where."""
    whose = remains.where.whose
    if remains.code == _GONE:
        text = f"*Nothing remains in Slack.* {whose} is no longer there, so there was nothing to update."
        return message(section(text))
    direct = f"{escape(remains.where.manager) or 'that manager'}'s direct messages from Ladder"
    still = "may still show" if remains.code == "uncertain" else "still shows"
    why = _WHY.get(remains.code, f"Slack refused the change ({escape(remains.code)}).")
    text = (
        f"*A copy remains in Slack.* {whose} {still} what you took back. {why} "
        f"The copy is in {direct}, and nowhere else. Ladder's own screens no longer show it."
    )
    return message(section(text), actions(button("My wins", ids.SHOW_WINS)))
