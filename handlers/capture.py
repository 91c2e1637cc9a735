"""Logging a win: from a message's menu, from the shortcuts menu, from a button, from `/ladder log`, and its edits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import again, ids
from handlers.ask import Answer, Ask, as_modal
from handlers.blocks import Block
from handlers.errors import SLACK_ERRORS, not_opened
from handlers.message import Message, note
from handlers.message_words import NO_WORDS, Words
from handlers.packing import pack, unpack
from handlers.source import (
    command_words,
    message_in,
    metadata_of,
    moment_of,
    names_for,
    origin_of,
    quote_of,
    source_of,
    words_in,
)
from handlers.views.quote import Author, Quote, not_given_yet
from handlers.views.saved import Bought, already_there, saved
from handlers.views.win_form import Form, Origin, win_form
from handlers.visit import Visit, reading, writing
from handlers.win_input import block_errors, is_theirs, keeps_link, new_win
from ladder import evidence, inbox, people
from ladder.errors import Invalid
from ladder.learning import suggester, ticks
from ladder.records import Evidence, NewWin
from ladder.standing import own_standing

LOG_AGAIN = "log_again"


def from_message(ask: Ask, body: Mapping[str, Any]) -> None:
    """ "Log as win" on a message: the form filled in from it, or the record that exists."""
    with reading(ask.services, ask.who) as visit:
        names = names_for(visit, message_in(body))
        origin = origin_of(visit, body, names)
        known = evidence.from_message(visit.tx, visit.me.id, origin.channel, origin.ts)
        view = as_modal(already_there(known, visit.ladder)) if known else _form_on(visit, origin, words_in(body, names))
    _open(ask, view, f"{origin.channel}:{origin.ts}:{ask.trigger[-8:]}")  # each late try gets its own message


def empty_form(ask: Ask) -> Answer:
    """An empty form: the global shortcut, a button, or `/ladder log` without words."""
    _open(ask, _empty(ask), ask.trigger)
    return None


def _empty(ask: Ask) -> Block:
    with reading(ask.services, ask.who) as visit:
        return _form(visit)


def form_for(ask: Ask) -> Answer:
    """An empty form with one competency ticked, from the answer about it."""
    with reading(ask.services, ask.who) as visit:
        wanted = unpack(ask.rest).get("c", "")
        view = _form(visit, ticked={wanted: ""} if wanted in visit.ladder.competency_by_id else {})
    _open(ask, view, ask.trigger)
    return None


def try_again(ask: Ask) -> Answer:
    """The form that was not opened in time, with its message; the words are no longer at hand, so it is empty.

    Whether the message is private is not known any more, so it is taken for private.
    """
    channel, ts = (*unpack(ask.rest).get("p", "").split(":"), "")[:2]
    with reading(ask.services, ask.who) as visit:
        written_on = visit.day_of(moment_of(ts) or visit.now)
        origin = Origin(channel=channel, ts=ts, written_on=written_on, private=True) if ts else None
        view = _form(visit, origin=origin)
    ask.open_view(view)
    return None


def _open(ask: Ask, view: Block, about: str) -> None:
    """Opens a form; if Slack's three seconds were over, a message with a button follows instead of silence."""
    try:
        ask.open_view(view)
    except SLACK_ERRORS as error:
        if not not_opened(error):
            raise
        again.offer(ask, LOG_AGAIN, about)


def edit_form(ask: Ask) -> Answer:
    """The form of an item of one's own. Raises `NotFound`."""
    with reading(ask.services, ask.who) as visit:
        item = evidence.own(visit.tx, visit.me.id, unpack(ask.rest)["e"])
        form = Form(happened_on=item.happened_on, manager=_manager_name(visit), editing=item)
        view = win_form(form, visit.ladder, callback=ids.EDIT_MODAL, metadata=pack(e=item.id, r=item.revision))
    ask.open_view(view)
    return None


def _form_on(visit: Visit, origin: Origin, words: Words) -> Block:
    """The form on a message: one's own words are what one did, somebody else's stand as a quote."""
    if origin.own:
        return _form(visit, words, origin)
    return _form(visit, Words("", words.about), origin, quote=quote_of(words, origin.author))


def _form(
    visit: Visit,
    words: Words = NO_WORDS,
    origin: Origin | None = None,
    ticked: Mapping[str, str] | None = None,
    quote: Quote | None = None,
) -> Block:
    suggested = {one.competency: one.because for one in ticks(visit.tx, visit.version, words.about)}
    form = Form(
        happened_on=min(origin.written_on, visit.today) if origin else visit.today,
        text=words.text,
        quote=quote,
        reasons={**suggested, **(ticked or {})},
        origin=origin,
        manager=_manager_name(visit),
    )
    return win_form(form, visit.ladder, callback=ids.WIN_MODAL, metadata=metadata_of(origin) if origin else "")


def _manager_name(visit: Visit) -> str:
    manager = people.find(visit.tx, visit.me.manager) if visit.me.manager else None
    return manager.name if manager else ""


def submitted(ask: Ask, body: Mapping[str, Any]) -> dict[str, Any]:
    """A submitted form, new or edited. Returns what `ack` is given: the errors in place, or the next view."""
    view = body["view"]
    values: Mapping[str, Any] = (view.get("state") or {}).get("values") or {}
    if not values:
        return {"response_action": "update", "view": _empty(ask)}
    try:
        if view["callback_id"] == ids.EDIT_MODAL:
            answer = _change(ask, body)
        else:
            if is_theirs(values):
                return _not_given_yet(ask, view)
            source = source_of(view, keep_link=keeps_link(values))
            return _keep(ask, body, new_win(values, source))
    except Invalid as error:
        return {"response_action": "errors", "errors": block_errors(error.fields)}
    return _next_view(answer)


def _not_given_yet(ask: Ask, view: Mapping[str, Any]) -> dict[str, Any]:
    """Beside the question whose win it is; the form stays open with all that was typed."""
    author = unpack(view["private_metadata"]).get("a", "")
    with reading(ask.services, ask.who) as visit:
        name = people.names(visit.tx, [author]).get(author, "")
    sentence = not_given_yet(Author(id=author, name=name))
    return {"response_action": "errors", "errors": {ids.WHOSE: sentence}}


def _next_view(answer: Message, how: str = "update") -> dict[str, Any]:
    return {"response_action": how, "view": as_modal(answer)}


def _keep(ask: Ask, body: Mapping[str, Any], win: NewWin) -> dict[str, Any]:
    """Saves a new win; one that is there already is shown on top of the form, which keeps what was typed."""
    key = f"view:{body['view']['id']}:{body['view']['hash']}:{body['user']['id']}"
    with writing(ask.services, ask.who) as visit:
        known = _seen_before(visit, win)
        if known:
            return _next_view(already_there(known, visit.ladder), "push")
        if not inbox.first_time(visit.tx, key, visit.now):
            return _next_view(note("This form was saved before, and its win has been removed since."), "push")
        item = evidence.log(visit.tx, visit.me.id, win, visit.now, visit.today)
        return _next_view(saved(item, bought(visit, item), visit.ladder))


def _seen_before(visit: Visit, win: NewWin) -> Evidence | None:
    if win.source:
        known = evidence.from_message(visit.tx, visit.me.id, win.source.channel, win.source.ts)
        if known:
            return known
    return evidence.alike(visit.tx, visit.me.id, win.text)


def _change(ask: Ask, body: Mapping[str, Any]) -> Message:
    ids_of = unpack(body["view"]["private_metadata"])
    with writing(ask.services, ask.who) as visit:
        before = evidence.own(visit.tx, visit.me.id, ids_of["e"])
        win = new_win(body["view"]["state"]["values"])
        gone = (one for one in before.competencies if one not in visit.ladder.competency_by_id)  # no box to tick
        win = replace(win, state=before.state, competencies=(*win.competencies, *gone))
        item = evidence.edit(visit.tx, visit.me.id, before.id, ids_of["r"], win, visit.now, visit.today)
        return saved(item, bought(visit, item), visit.ladder)


def log_text(ask: Ask) -> Answer:
    """`/ladder log …`: saves the words at once with the suggested competencies; without words, opens the form."""
    if not ask.rest:
        return empty_form(ask)
    with writing(ask.services, ask.who) as visit:
        words = command_words(visit, ask.rest)
        known = evidence.alike(visit.tx, visit.me.id, words.text)
        if known:
            return already_there(known, visit.ladder)
        if not inbox.first_time(visit.tx, f"command:{ask.trigger}", visit.now):
            return note("This was logged before, and has been removed since.")
        ticked = tuple(one.competency for one in ticks(visit.tx, visit.version, words.about))
        win = NewWin(text=words.text, happened_on=visit.today, competencies=ticked, confirmed=False)
        item = evidence.log(visit.tx, visit.me.id, win, visit.now, visit.today)
        return saved(item, bought(visit, item), visit.ladder)


def bought(visit: Visit, item: Evidence) -> Bought:
    """What an item speaks to at the level its owner aims at, and the next thin competency."""
    now = own_standing(visit.tx, visit.me, visit.ladder, visit.version, visit.today, visit.start_month)
    by_id = {one.competency: one for one in now.coverages}
    known = visit.ladder.competency_by_id
    first = next((one for one in item.competencies if one in by_id), None)
    speaks = suggester(visit.tx, visit.version).statement(item.text, first, now.level) if first and now.level else None
    return Bought(
        level=visit.ladder.level_by_id.get(now.level or ""),
        competency=known[first] if first else None,
        statement=speaks,
        coverage=by_id[first] if first else None,
        thin=known[now.thin.competency] if now.thin else None,
        thin_coverage=now.thin,
    )
