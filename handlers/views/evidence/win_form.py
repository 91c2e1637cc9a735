"""The form for a win: one modal for the message shortcut, the global shortcut, `/ladder log` and every edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from handlers import ids, limits
from handlers.blocks import (
    Block,
    Option,
    choose_one,
    choose_some,
    context,
    input_block,
    modal,
    section,
    text_input,
)
from handlers.text import day, escape, spelled
from handlers.views.evidence.lists import a_list
from handlers.views.evidence.quote import Quote, author_in, in_form, of_win, quote_block
from ladder.evidence.lists import Points
from ladder.evidence.rules import MOST_SHORT, MOST_TEXT
from ladder.framework.model import Ladder
from ladder.store.values import Evidence, MessageSource, NumberSource, Role, Scope, Visibility

ROLES = (
    Option(Role.LED, "I led it"),
    Option(Role.CO_LED, "I co-led it"),
    Option(Role.CONTRIBUTED, "I contributed"),
    Option(Role.SUPPORTED, "I supported it"),
)
SCOPES = (
    Option(Scope.SELF, "My own work"),
    Option(Scope.TEAM, "My team"),
    Option(Scope.SEVERAL_TEAMS, "Two or more teams"),
    Option(Scope.ORGANISATION, "A department"),
    Option(Scope.COMPANY, "The whole company or its customers"),
)
NUMBER_SOURCES = (
    Option(NumberSource.MEASURED, "Measured"),
    Option(NumberSource.TOLD_BY, "Someone told me"),
    Option(NumberSource.ESTIMATE, "My estimate"),
)
KEEP_LINK = "keep"
_NO_MANAGER_YET = "My manager, once I have one in Ladder; only me until then"


@dataclass(frozen=True, slots=True, kw_only=True)
class WinForm:
    """What a form shows when it opens. `source` is the message it was opened on, `private` if not everyone in the
    workspace can open that; `quote` is somebody else's message, which asks whose win it is. `reasons` maps the offered
    competencies, best first, to the words that suggested them; `ticked` are ticked beforehand; `points` says that the
    text is a list."""

    happened_on: date
    text: str = ""
    source: MessageSource | None = None
    private: bool = False
    quote: Quote | None = None
    reasons: Mapping[str, str] | None = None
    ticked: Sequence[str] = ()
    points: Points | None = None
    manager: str = ""
    editing: Evidence | None = None


def win_form(form: WinForm, ladder: Ladder, *, callback: str, metadata: str) -> Block:
    """The modal. Its inputs can all be read, and filled in, from the view alone."""
    blocks = [
        *_source(form),
        *_quote(form),
        *_list(form.points),
        _text(form),
        _outcome(form.editing),
        *_competencies(form, ladder),
        _day(form),
        _visibility(form),
        *_keep_link(form),
        *(_more(form.editing) if form.editing else _nothing_more()),
    ]
    title = "Edit this win" if form.editing else "Log a win"
    return modal(callback, title, blocks, submit="Save", close="Cancel", metadata=metadata)


def _source(form: WinForm) -> list[Block]:
    source = form.source
    if source is None:
        return []
    author = author_in(source).mention
    written = f", written by {author} on {day(form.happened_on)}" if author else ""
    place = "a direct message" if source.channel.startswith("D") else f"<#{source.channel}>"
    where = f"From {place}{f', {day(form.happened_on)}' if form.quote else written}"
    if not form.private:
        return [context(f"{where} · <{escape(source.link)}|the message>" if source.link else where)]
    return [
        context(where),
        section(
            ":lock: *This comes from a private conversation.* The win starts private and without the link. "
            "Leave out what the others there wouldn't want passed on."
        ),
    ]


def _quote(form: WinForm) -> list[Block]:
    if form.quote:
        return in_form(form.quote, private=form.private)
    kept = of_win(form.editing) if form.editing else None
    return [quote_block(kept)] if kept else []


def _list(points: Points | None) -> list[Block]:
    """That the text is a list: it starts private, and its points count once they are logged apart."""
    return [section(a_list(points, private=True))] if points else []


def _text(form: WinForm) -> Block:
    before = form.editing.text if form.editing else form.text
    hint = "One or two sentences: what you did, and for whom."
    if form.source and form.source.author and not form.quote and not before:
        hint = "The message has no words to fill in here. Say what you did, and for whom."
    if form.source and before:
        hint = "Filled in from the message. Say it in your own words: what you did, and for whom."
    if len(before) > MOST_TEXT:
        hint = f"The first {MOST_TEXT:,} of {len(before):,} characters fit. Keep what you did and what changed."
    element = text_input(ids.TEXT, before, multiline=True, most=MOST_TEXT)
    return input_block(ids.TEXT, "What I did", element, hint=hint)


def _outcome(editing: Evidence | None) -> Block:
    element = text_input(ids.OUTCOME, editing.outcome if editing else "", multiline=True, most=MOST_TEXT)
    return input_block(ids.OUTCOME, "What changed because of it", element, optional=True)


def _competencies(form: WinForm, ladder: Ladder) -> list[Block]:
    """The offered ones first, each with its reason, then the others in the ladder's order."""
    reasons = form.reasons or {}
    ticked = form.editing.competencies if form.editing else form.ticked
    offered = [ladder.competency_by_id[key] for key in reasons if key in ladder.competency_by_id]
    others = [competency for competency in ladder.competencies if competency.id not in reasons]
    choices = [
        Option(competency.id, competency.name, _because(reasons.get(competency.id, "")))
        for competency in (*offered, *others)
    ]
    if not choices:
        return []
    kind = "checkboxes" if len(choices) <= limits.CHECKBOXES else "multi_static_select"
    element = choose_some(kind, ids.COMPETENCIES, choices, ticked)
    return [input_block(ids.COMPETENCIES, "What it shows", element, optional=True, hint=_who_decides(len(offered)))]


def _who_decides(offered: int) -> str:
    if not offered:
        return "You decide: only what you tick counts."
    first = "The first one fits" if offered == 1 else f"The first {spelled(offered)} fit"
    return f"{first} your words best. You decide: only what you tick counts."


def _because(reason: str) -> str:
    return f"because of “{reason}”" if reason else ""


def _day(form: WinForm) -> Block:
    on = form.editing.happened_on if form.editing else form.happened_on
    element = {"type": "datepicker", "action_id": ids.HAPPENED_ON, "initial_date": on.isoformat()}
    return input_block(ids.HAPPENED_ON, "When it happened", element)


def _visibility(form: WinForm) -> Block:
    choices = (
        Option(Visibility.PRIVATE, "Only me"),
        Option(Visibility.SHARED, f"Me and {form.manager}" if form.manager else _NO_MANAGER_YET),
        Option(Visibility.SHARED_UP, "Also everyone above them"),
    )
    start = Visibility.PRIVATE if form.points or form.private else Visibility.SHARED
    chosen = form.editing.visibility if form.editing else start
    element = choose_one("radio_buttons", ids.VISIBILITY, choices, chosen)
    return input_block(ids.VISIBILITY, "Who may see it", element, hint="You can change this at any time.")


def _keep_link(form: WinForm) -> list[Block]:
    if not form.private:
        return []
    element = choose_some("checkboxes", ids.KEEP_LINK, [Option(KEEP_LINK, "Keep a link to the private message")])
    return [input_block(ids.KEEP_LINK, "The link", element, optional=True)]


@cache
def _nothing_more() -> tuple[Block, ...]:
    """The same in every new form, and half of it: made once."""
    return tuple(_more(None))


def _more(editing: Evidence | None) -> list[Block]:
    about = section("*More, if it helps*\nReaders look for these. You can add them later.")
    return [about, *_details(editing), *_number(editing)]


def _details(editing: Evidence | None) -> list[Block]:
    links = text_input(ids.LINKS, "\n".join(editing.links) if editing else "", multiline=True, most=MOST_TEXT)
    role = choose_one("static_select", ids.ROLE, ROLES, editing.role or "" if editing else "")
    scope = choose_one("static_select", ids.SCOPE, SCOPES, editing.scope or "" if editing else "")
    people: Block = {"type": "multi_users_select", "action_id": ids.WITNESSES, "max_selected_items": 10}
    if editing and editing.witnesses:
        people["initial_users"] = list(editing.witnesses)
    return [
        input_block(ids.ROLE, "My role", role, optional=True),
        input_block(ids.SCOPE, "How far it reached", scope, optional=True),
        input_block(
            ids.LINKS, "Links", links, optional=True, hint="One per line: a pull request, a document, a dashboard."
        ),
        input_block(
            ids.WITNESSES,
            "Who saw it",
            people,
            optional=True,
            hint="They are named next to the win. Nobody messages them.",
        ),
    ]


def _number(editing: Evidence | None) -> list[Block]:
    number = editing.number if editing else None
    value = text_input(ids.NUMBER_VALUE, number.value if number else "", most=MOST_SHORT, placeholder="40")
    unit = text_input(
        ids.NUMBER_UNIT, number.unit if number else "", most=MOST_SHORT, placeholder="minutes saved per day"
    )
    source = choose_one("static_select", ids.NUMBER_SOURCE, NUMBER_SOURCES, number.source if number else "")
    return [
        input_block(ids.NUMBER_VALUE, "Is there a number?", value, optional=True),
        input_block(ids.NUMBER_UNIT, "What it counts", unit, optional=True),
        input_block(ids.NUMBER_SOURCE, "How you know", source, optional=True, hint="An estimate is marked as one."),
    ]
