"""`/ladder wins`: one's own record with what can be done with it, and what a report shares."""

import re

from handlers import ids
from handlers.ask import Answer, Ask
from handlers.blocks import actions, button, section
from handlers.message import message
from handlers.packing import unpack
from handlers.source import readable
from handlers.text import escape
from handlers.views.wins import own_list, paged, report_list
from handlers.visit import Visit, reading, writing
from ladder import evidence, people
from ladder.calendar import Quarter, parse_quarter, quarter_of
from ladder.errors import Invalid, NotFound
from ladder.records import Evidence, Visibility

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


def wins(ask: Ask) -> Answer:
    """`wins [period] [@person]`: the evidence, oldest month first."""
    mention = _MENTION.search(ask.rest)
    period = readable(_MENTION.sub("", ask.rest))
    if mention and mention[1] != ask.who.user:
        return _of_report(ask, mention[1], period)
    with reading(ask.services, ask.who) as visit:
        quarter = _quarter(visit, period)
        if period and quarter is None:
            return _unknown_period(period)
        items = _within(evidence.all_of(visit.tx, visit.me.id), quarter)
        return own_list(paged(items), visit.ladder, quarter.label if quarter else "")


def pressed(ask: Ask) -> Answer:
    """The same from a button, whose value may name a report."""
    person = unpack(ask.rest).get("p")
    return wins(ask.with_rest(f"<@{person}>" if person else ""))


def _of_report(ask: Ask, person: str, period: str) -> Answer:
    with writing(ask.services, ask.who) as visit:
        quarter = _quarter(visit, period)
        if period and quarter is None:
            return _unknown_period(period)
        other = people.find(visit.tx, person)
        if other is None:
            raise NotFound("person")
        seen = evidence.seen_by(visit.tx, visit.me.id, [person], "wins", visit.now)[person]
        page = paged(_within(seen, quarter), most=20)
        return report_list(other.name, page, visit.ladder, quarter.label if quarter else "")


def _quarter(visit: Visit, period: str) -> Quarter | None:
    if period.casefold() in ("quarter", "this quarter"):
        return quarter_of(visit.today, visit.start_month)
    if period.casefold() == "last quarter":
        return quarter_of(visit.today, visit.start_month).previous
    try:
        return parse_quarter(period.upper().replace(" ", ""), visit.start_month) if period else None
    except Invalid:
        return None


def _within(items: tuple[Evidence, ...], quarter: Quarter | None) -> list[Evidence]:
    return [item for item in items if quarter is None or quarter.contains(item.happened_on)]


def _unknown_period(period: str) -> Answer:
    known = "`/ladder wins 2026Q3`, `/ladder wins last quarter` or `/ladder wins`"
    text = f"“{escape(period)}” is no period I know. Try {known}."
    return message(section(text), actions(button("All my wins", ids.SHOW_WINS)))


def share(ask: Ask) -> Answer:
    """Opens an item to the owner's manager."""
    return _show_to(ask, Visibility.SHARED)


def hide(ask: Ask) -> Answer:
    """Closes an item: only its owner sees it."""
    return _show_to(ask, Visibility.PRIVATE)


def _show_to(ask: Ask, visibility: Visibility) -> Answer:
    with writing(ask.services, ask.who) as visit:
        evidence.show_to(visit.tx, visit.me.id, unpack(ask.rest)["e"], visibility, visit.now)
        manager = people.find(visit.tx, visit.me.manager) if visit.me.manager else None
        name = escape(manager.name) if manager else "your manager"
    closed = "*Private now.* Only you see it; it is gone from what your manager gets."
    text = closed if visibility is Visibility.PRIVATE else f"*Shared.* {name} can see it from now on."
    return message(section(text), actions(button("My wins", ids.SHOW_WINS)))
