"""A win's form comes back: it is saved, or asks once more with all that was typed in it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import ids
from handlers.blocks import Block
from handlers.evidence.capture import empty_view
from handlers.evidence.copies import copies_of
from handlers.evidence.input import block_errors, chose_visibility, is_theirs, keeps_link, new_win
from handlers.evidence.saving import feedback_on, listed_privately, log_at_once, states_now
from handlers.evidence.source import submitted_source
from handlers.interaction.ask import Answer, Ask, as_modal
from handlers.interaction.forms import Values
from handlers.interaction.visit import reading, saving
from handlers.message import Message
from handlers.packing import unpack
from handlers.views.evidence.quote import Author, not_given_yet
from handlers.views.evidence.saved import saved
from handlers.views.evidence.seen import same_or_another, save_again, with_problem
from ladder.errors import Invalid
from ladder.evidence import record
from ladder.evidence.lists import Points
from ladder.evidence.seen_before import alike, seen_before
from ladder.people import people
from ladder.people.visit import Visit
from ladder.store import inbox
from ladder.store.values import Evidence, NewWin

SubmittedForm = Mapping[str, Any]


def submitted(ask: Ask, body: Mapping[str, Any]) -> dict[str, Any]:
    """A submitted form, new or edited. Returns what `ack` is given: the errors in place, or the next view."""
    form = body["view"]
    if not _values(form):
        return _next(empty_view(ask))
    try:
        if form["callback_id"] == ids.EDIT_MODAL:
            return _next(as_modal(_change(ask, form)))
        return _next(_keep(ask, form, unpack(form["private_metadata"]).get("x", "")))
    except Invalid as error:
        return {"response_action": "errors", "errors": block_errors(error.fields)}


def another(ask: Ask, form: SubmittedForm) -> Answer:
    """ "Save as another" in a form: saves what its fields say, beside the win that it was held against."""
    try:
        ask.open_view(_keep(ask, form, unpack(ask.rest).get("e", "")))
    except Invalid as error:
        ask.open_view(with_problem(form, " ".join(error.fields.values())))
    return None


def _next(view: Block) -> dict[str, Any]:
    return {"response_action": "update", "view": view}


def _values(form: SubmittedForm) -> Values:
    values: Values = (form.get("state") or {}).get("values") or {}
    return values


def _key(ask: Ask, form: SubmittedForm) -> str:
    return f"view:{form['id']}:{form['hash']}:{ask.user}"


def _keep(ask: Ask, form: SubmittedForm, asked: str) -> Block:
    """Saves a new win, and returns the next view. One that may be on record already, other than the one with the id
    `asked`, is asked about first: in the form, which keeps what was typed."""
    win, points = _as_listed(form, _typed(ask, form))
    key = _key(ask, form)
    with saving(ask) as visit:
        if inbox.seen(visit.tx, key):
            return _kept_before(visit, form, win)
        known = seen_before(visit.tx, visit.me.id, win)
        if known and known.id != asked:
            again = _same_message(known, win)
            return same_or_another(form, known, visit.ladder, message_again=again, managed=bool(visit.find_manager()))
        if not inbox.first_time(visit.tx, key, visit.now):  # two at once, on PostgreSQL
            return _kept_before(visit, form, win)
        return as_modal(log_at_once(visit, win, points))


def _typed(ask: Ask, form: SubmittedForm) -> NewWin:
    """The win that the form says. Raises `Invalid`, also for a colleague's win: giving it is not possible yet."""
    values = _values(form)
    if is_theirs(values):
        raise Invalid({ids.WHOSE: not_given_yet(_author(ask, form))})
    return new_win(values, submitted_source(form, keep_link=keeps_link(values)))


def _author(ask: Ask, form: SubmittedForm) -> Author:
    author = unpack(form["private_metadata"]).get("a", "")
    with reading(ask) as visit:
        return Author(id=author, name=people.names(visit.tx, [author]).get(author, ""))


def _as_listed(form: SubmittedForm, win: NewWin) -> tuple[NewWin, Points | None]:
    """A list is for its owner alone, unless they chose something else than the form proposed."""
    private, points = listed_privately(win)
    return (replace(private, visibility=win.visibility) if chose_visibility(form) else private), points


def _same_message(known: Evidence, win: NewWin) -> bool:
    return bool(win.source and known.source and win.source.ts == known.source.ts)


def _kept_before(visit: Visit, form: SubmittedForm, win: NewWin) -> Block:
    """A form that comes a second time gets the answer of the first; if its win is gone since, it can be saved again."""
    known = alike(visit.tx, visit.me.id, win.text, win.happened_on)
    return as_modal(saved(known, feedback_on(visit, known), visit.ladder)) if known else save_again(form)


def _change(ask: Ask, form: SubmittedForm) -> Message:
    marks, key = unpack(form["private_metadata"]), _key(ask, form)
    with saving(ask) as visit:
        before = record.own(visit.tx, visit.me.id, marks["e"])
        if not inbox.first_time(visit.tx, key, visit.now):
            return saved(before, feedback_on(visit, before), visit.ladder)
        win = new_win(_values(form))
        was, (listed, points) = states_now(visit), _as_listed(form, win)
        gone = (competency for competency in before.competencies if competency not in visit.ladder.competency_by_id)
        win = replace(listed, state=before.state, competencies=(*win.competencies, *gone))  # those have no box to tick
        copies = copies_of(visit, before.id)
        item = record.edit(visit.tx, visit.me.id, before.id, marks["r"], win, visit.now, visit.today)
        return saved(item, feedback_on(visit, item, was), visit.ladder, points=points, copies=copies)
