"""`/ladder wins`: one's own record with what can be done with it, and what a report shares."""

from dataclasses import dataclass

from handlers import ids
from handlers.blocks import actions, button, section
from handlers.evidence.asked import WinsAsked, read_wins
from handlers.evidence.copies import copies_of
from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import reading, writing
from handlers.message import Message, message
from handlers.packing import unpack
from handlers.text import escape
from handlers.views.asking_back import which
from handlers.views.evidence.wins import month_or_person, not_understood, own_list, paged, report_list
from ladder.calendar.periods import Period
from ladder.errors import NotFound
from ladder.evidence import record
from ladder.framework.names import Match, Several
from ladder.people import people
from ladder.people.access import LookKind
from ladder.people.asked_for import person_mentioned, person_named
from ladder.people.visit import Visit
from ladder.store.values import Evidence, Person, Visibility


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whose wins of which period are asked for; `beyond` are words that say neither."""

    person: Person
    period: Period | None
    beyond: str = ""

    @property
    def label(self) -> str:
        return self.period.label if self.period else ""

    def within(self, items: tuple[Evidence, ...]) -> list[Evidence]:
        return [item for item in items if self.period is None or self.period.contains(item.happened_on)]


def wins(ask: Ask) -> Answer:
    """`wins [period] [person]`: the evidence, oldest month first."""
    with reading(ask) as visit:
        wanted = _wanted(visit, read_wins(ask.rest, visit.today, visit.start_month))
        if isinstance(wanted, Message):
            return wanted
        if wanted.person.id == visit.me.id:
            items = wanted.within(record.all_of(visit.tx, visit.me.id))
            return own_list(
                paged(items), visit.ladder, wanted.label, beyond=wanted.beyond, managed=bool(visit.find_manager())
            )
    return _of_report(ask, wanted)


def pressed(ask: Ask) -> Answer:
    """The same from a button, whose value may name a period, or a report. Raises `NotFound` for somebody who is no
    report any more."""
    values = unpack(ask.rest)
    person = str(values.get("p", ""))
    if "t" in values:
        return wins(ask.with_rest(str(values["t"])))
    if person:
        with reading(ask) as visit:
            if person_mentioned(visit.tx, visit.me, person) is None:
                raise NotFound("person")
    return wins(ask.with_rest(f"<@{person}>" if person else ""))


def _of_report(ask: Ask, wanted: _Wanted) -> Answer:
    person = wanted.person
    with writing(ask) as visit:  # reading them stands in the person's ledger
        seen = record.seen_by(visit.tx, visit.me.id, [person.id], LookKind.WINS, visit.now)[person.id]
        page = paged(wanted.within(seen), most=20)
        leads = bool(people.reports(visit.tx, visit.me.id))
        return report_list(person.name, page, visit.ladder, wanted.label, beyond=wanted.beyond, leads=leads)


def _wanted(visit: Visit, asked: WinsAsked) -> _Wanted | Message:
    if asked.mention:
        person = person_mentioned(visit.tx, visit.me, asked.mention)
        return _Wanted(person, asked.period, " ".join(asked.words)) if person else _refused(visit, asked)
    if not asked.words:
        return _named_as_month(visit, asked) or _Wanted(visit.me, asked.period)
    return _named(visit, asked)


def _named_as_month(visit: Visit, asked: WinsAsked) -> Message | None:
    """Asks back where a report is called by the name of the month: "May"."""
    if not asked.month or asked.period is None:
        return None
    person = person_named(visit.tx, visit.me, asked.month)
    if not isinstance(person, Match) or asked.month.casefold() not in person.named.title.casefold().split():
        return None
    return month_or_person(asked.month, asked.period.label, person.named)


def _named(visit: Visit, asked: WinsAsked) -> _Wanted | Message:
    """The person whose name the words are or begin with."""
    for end in range(len(asked.words), 0, -1):
        name, beyond = " ".join(asked.words[:end]), " ".join(asked.words[end:])
        person = person_named(visit.tx, visit.me, name)
        if isinstance(person, Match):
            return _Wanted(people.get(visit.tx, person.named.key), asked.period, beyond)
        if isinstance(person, Several):
            return which(name, person.candidates, ids.SHOW_WINS, "p")
    return _refused(visit, asked)


def _refused(visit: Visit, asked: WinsAsked) -> Message:
    """The same for somebody unknown and for somebody whose record the asker may not open."""
    return not_understood(asked.typed, leads=bool(people.reports(visit.tx, visit.me.id)))


def share(ask: Ask) -> Answer:
    """Opens an item to the owner's manager."""
    return _show_to(ask, Visibility.SHARED)


def hide(ask: Ask) -> Answer:
    """Closes an item: only its owner sees it."""
    return _show_to(ask, Visibility.PRIVATE)


def _show_to(ask: Ask, visibility: Visibility) -> Answer:
    with writing(ask) as visit:
        copies = copies_of(visit, unpack(ask.rest)["e"])
        record.show_to(visit.tx, visit.me.id, unpack(ask.rest)["e"], visibility, visit.now)
        manager = visit.find_manager()
    closed = f"*Private now.* {copies or 'Only you see it.'}"
    seen = (
        f"{escape(manager.name)} can see it from now on" if manager else "Only you see it until you have a manager here"
    )
    text = closed if visibility is Visibility.PRIVATE else f"*Shared.* {seen}."
    return message(section(text), actions(button("My wins", ids.SHOW_WINS)))
