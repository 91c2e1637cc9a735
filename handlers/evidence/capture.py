"""Logging a win: from a message's menu, from the shortcuts menu, from a button, from `/ladder log`, and its edits."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import ids, reopen
from handlers.blocks import Block
from handlers.errors import SLACK_ERRORS, not_opened
from handlers.evidence.saving import feedback_on, listed_privately, log_at_once
from handlers.evidence.source import (
    author_of,
    command_words,
    day_written,
    is_private,
    message_in,
    metadata_of,
    names_for,
    quote_of,
    source_in,
    words_in,
)
from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import reading, saving
from handlers.message import Message
from handlers.message_words.reader import NO_WORDS, Words
from handlers.packing import pack, unpack
from handlers.views.evidence.quote import Quote
from handlers.views.evidence.saved import saved
from handlers.views.evidence.seen import same_or_another, same_or_another_words
from handlers.views.evidence.undo import taken_back_before
from handlers.views.evidence.win_form import WinForm, win_form
from ladder.evidence import record
from ladder.evidence.held import Held, hold
from ladder.evidence.learning import offers
from ladder.evidence.lists import points_of
from ladder.evidence.seen_before import alike, seen_before
from ladder.people.visit import Visit
from ladder.store import inbox
from ladder.store.values import MessageSource, NewWin, Person

LOG_AGAIN = "log_again"


def from_message(ask: Ask, body: Mapping[str, Any]) -> None:
    """ "Log as win" on a message: the form filled in from it, below what is on record from this message."""
    with reading(ask) as visit:
        source, view = _on_message(visit, body)
    _open(ask, view, f"{source.channel}:{source.ts}:{ask.trigger[-8:]}")  # each late try gets its own message


def _on_message(visit: Visit, body: Mapping[str, Any]) -> tuple[MessageSource, Block]:
    """One's own words are what one did, somebody else's stand as a quote."""
    names = names_for(visit, message_in(body))
    author, words = author_of(message_in(body), names), words_in(body, names)
    source, manager = source_in(body, author), visit.find_manager()
    quote = None if author.id == visit.me.id else quote_of(words, author)
    words = Words("", words.about) if quote else words
    view = _form(visit, manager, words, source=source, private=is_private(body), quote=quote)
    known = record.from_message(visit.tx, visit.me.id, source.channel, source.ts)
    if known:
        view = same_or_another(view, known, visit.ladder, message_again=True, managed=bool(manager))
    return source, view


def empty_form(ask: Ask) -> Answer:
    """An empty form: the global shortcut, a button, or `/ladder log` without words."""
    _open(ask, empty_view(ask), ask.trigger)
    return None


def empty_view(ask: Ask) -> Block:
    """A form with nothing in it."""
    with reading(ask) as visit:
        return _form(visit, visit.find_manager())


def form_for(ask: Ask) -> Answer:
    """An empty form with one competency ticked, from the answer about it."""
    with reading(ask) as visit:
        wanted = unpack(ask.rest).get("c", "")
        view = _form(visit, visit.find_manager(), ticked=(wanted,))
    _open(ask, view, ask.trigger)
    return None


def try_again(ask: Ask) -> Answer:
    """The form that was not opened in time, with its message; the words are no longer at hand, so it is empty.

    Whether the message is private is not known any more, so it is taken for private.
    """
    channel, ts = (*unpack(ask.rest).get("p", "").split(":"), "")[:2]
    with reading(ask) as visit:
        source = MessageSource(channel=channel, ts=ts) if ts else None
        view = _form(visit, visit.find_manager(), source=source, private=bool(source))
    ask.open_view(view)
    return None


def _open(ask: Ask, view: Block, about: str) -> None:
    """Opens a form; if Slack's three seconds were over, a message with a button follows instead of silence."""
    try:
        ask.open_view(view)
    except SLACK_ERRORS as error:
        if not not_opened(error):
            raise
        reopen.offer(ask, LOG_AGAIN, about)


def edit_form(ask: Ask) -> Answer:
    """The form of an item of one's own. Raises `NotFound`."""
    with reading(ask) as visit:
        item = record.own(visit.tx, visit.me.id, unpack(ask.rest)["e"])
        form = WinForm(
            happened_on=item.happened_on,
            reasons=_reasons(visit, item.text),
            manager=_name(visit.find_manager()),
            editing=item,
        )
        view = win_form(form, visit.ladder, callback=ids.EDIT_MODAL, metadata=pack(e=item.id, r=item.revision))
    ask.open_view(view)
    return None


def _form(
    visit: Visit,
    manager: Person | None,
    words: Words = NO_WORDS,
    *,
    source: MessageSource | None = None,
    private: bool = False,
    ticked: Sequence[str] = (),
    quote: Quote | None = None,
) -> Block:
    points = points_of(words.text)
    offered = () if points else offers(visit.tx, visit.ladder, words.about)
    form = WinForm(
        happened_on=day_written(visit, source) if source else visit.today,
        text=points.text if points else words.text,
        source=source,
        private=private,
        quote=quote,
        reasons={offer.competency: offer.because for offer in offered},
        ticked=(*ticked, *(offer.competency for offer in offered if offer.ticked and words.text)),
        points=points,
        manager=_name(manager),
    )
    return win_form(form, visit.ladder, callback=ids.WIN_MODAL, metadata=metadata_of(source) if source else "")


def _reasons(visit: Visit, text: str) -> dict[str, str]:
    return {offer.competency: offer.because for offer in offers(visit.tx, visit.ladder, text)}


def _name(manager: Person | None) -> str:
    return manager.name if manager else ""


def log_text(ask: Ask) -> Answer:
    """`/ladder log …`: saves the words at once; without words, opens the form. What the win may show is offered below,
    and nothing counts until it is tapped. Words that are on record already are kept until their owner has answered."""
    if not ask.rest:
        return empty_form(ask)
    with saving(ask) as visit:
        words = command_words(visit, ask.rest)
        win, points = listed_privately(NewWin(text=words.text, happened_on=visit.today, confirmed=False))
        if inbox.seen(visit.tx, f"command:{ask.trigger}"):
            return logged_before(visit, win)
        known = seen_before(visit.tx, visit.me.id, win)
        if known:
            held = hold(visit.tx, visit.me.id, Held(win.text, win.happened_on), visit.now)
            return same_or_another_words(win.text, held, known, visit.ladder, managed=bool(visit.find_manager()))
        if not inbox.first_time(visit.tx, f"command:{ask.trigger}", visit.now):  # two at once, on PostgreSQL
            return logged_before(visit, win)
        return log_at_once(visit, win, points, words.about)


def logged_before(visit: Visit, win: NewWin) -> Message:
    """The answer to a command that comes once more: what it saved, or that this was taken back since."""
    known = alike(visit.tx, visit.me.id, win.text, win.happened_on)
    return saved(known, feedback_on(visit, known), visit.ladder) if known else taken_back_before(win.text)
