"""What Undo and Delete say: what is gone, what stands again, and the words, in case they are wanted."""

from collections.abc import Sequence

from handlers import ids
from handlers.blocks import Block, actions, button, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Part, italic, paragraph
from handlers.views.evidence.offers import offers
from handlers.views.evidence.wins import about, delete_button, win
from ladder.framework.model import Ladder
from ladder.store.values import Evidence
from ladder.suggest import Suggestion


def taken_back(item: Evidence, copies: str = "") -> Message:
    """A new win was taken back; its words stay on screen. `copies` says what becomes of digests that show it."""
    return _gone("*Undone.* This win is off your record again. Your words:", item, copies)


def taken_back_before(text: str) -> Message:
    """A command that comes once more, whose win was taken back since."""
    said = "*This was logged before and removed since*, so it wasn't saved again. Your words:"
    return message(section(said), paragraph(text), actions(_log_a_win(), _my_wins()))


def deleted(item: Evidence, copies: str = "") -> Message:
    """A win was deleted; its words stay on screen, this once. `copies` as in `taken_back`."""
    gone = "*Deleted.* This win is off your record, and so are its earlier versions. Its words, once more:"
    return _gone(gone, item, copies)


def _gone(sentence: str, item: Evidence, copies: str) -> Message:
    return message(section(sentence), _words(item), *_told(copies), actions(_log_a_win(), _my_wins()))


def _told(copies: str) -> list[Block]:
    return [section(copies)] if copies else []


def put_back(
    before: Evidence,
    now: Evidence,
    ladder: Ladder,
    offered: Sequence[Suggestion] = (),
    copies: str = "",
    *,
    managed: bool,
) -> Message:
    """A change was taken back: the win as it stands again, and the words that the change had brought; after a tap,
    what is offered again."""
    words = (before.text, before.outcome) != (now.text, now.outcome)
    return message(
        section("*Undone.* Your last change is taken back, and the win stays:"),
        win(now, ladder),
        about(now, managed=managed),
        *([section("The words you had changed it to:"), _words(before)] if words else offers(offered, now, ladder)),
        *_told(copies),
        _onward(now),
    )


def not_undone(item: Evidence, ladder: Ladder, *, managed: bool) -> Message:
    """The win has changed since the button was shown, so nothing was taken back."""
    return message(
        section("*Nothing was undone.* This win has changed since then. It now reads:"),
        win(item, ladder),
        about(item, managed=managed),
        _onward(item),
    )


def _words(item: Evidence) -> Block:
    parts: list[Part | str] = [item.text]
    if item.outcome:
        parts += ["\n", italic("What changed: "), item.outcome]
    return paragraph(*parts)


def _onward(item: Evidence) -> Block:
    return actions(button("Edit", ids.EDIT_WIN, pack(e=item.id)), delete_button(item), _my_wins())


def _log_a_win() -> Block:
    return button("Log a win", ids.LOG_A_WIN)


def _my_wins() -> Block:
    return button("My wins", ids.SHOW_WINS)
