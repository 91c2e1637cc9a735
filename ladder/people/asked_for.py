"""Whom does somebody mean? People are looked for only among those whose record the asker may open: the asker, and
whoever reports to them, directly or further down. Everybody else is as unknown as a stranger, so that an answer says
nothing about who is here.
"""

from sqlalchemy import bindparam, func, select

from ladder.framework.names import Found, Match, Missing, Named, Several, find
from ladder.people import people
from ladder.people.access import organisation_of
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import PersonRow
from ladder.store.values import Person

_MOST_BELOW = 200  # people further down whose names hold the word that was typed
_person = table_of(PersonRow)
_below = (
    select(_person.c.id)
    .where(walled(_person), _person.c.manager_id == bindparam("manager"), _person.c.active)
    .cte("below", recursive=True)
)
_everyone_below = _below.union(  # UNION, not UNION ALL: a reporting loop ends when it brings nobody new
    select(_person.c.id).where(walled(_person), _person.c.manager_id == _below.c.id, _person.c.active)
)
_NAMED_BELOW = (
    select(_person)
    .where(
        walled(_person),
        _person.c.id.in_(select(_everyone_below.c.id)),
        func.replace(func.lower(_person.c.name), bindparam("word"), "") != func.lower(_person.c.name),  # it holds it
    )
    .order_by(_person.c.id)
    .limit(_MOST_BELOW)
)


def person_mentioned(tx: Tx, asker: Person, person: str) -> Person | None:
    """The person with this Slack id, if the asker may open their record; else None."""
    if person == asker.id:
        return asker
    known = people.find(tx, person)
    if known is None or not organisation_of(tx, [asker.id, person]).is_above(asker.id, person):
        return None
    return known


def person_named(tx: Tx, asker: Person, words: str) -> Found:
    """Whom a name, an address or a near miss means among those whose record the asker may open. Direct reports come
    first; further down a name has to be spelled as it is."""
    near = find(_names([asker, *people.reports(tx, asker.id)]), words)
    if not isinstance(near, Missing):
        return near
    below = find(_names(_named_below(tx, asker, words)), words)
    return below if isinstance(below, Match | Several) else near


def _named_below(tx: Tx, asker: Person, words: str) -> list[Person]:
    word = max(words.lower().split(), key=len, default="")
    if not word:
        return []
    rows = tx.all(_NAMED_BELOW, manager=asker.id, word=word)
    organisation = organisation_of(tx, [asker.id, *(row.id for row in rows)])
    return [people.person_of(row) for row in rows if organisation.is_above(asker.id, row.id)]


def _names(known: list[Person]) -> list[Named]:
    """People as names; two who are called the same are told apart by their address, or else their id."""
    titles = [person.name.casefold() for person in known]
    return [
        Named(
            person.id,
            person.name
            if titles.count(person.name.casefold()) == 1
            else f"{person.name} ({person.email or person.id})",
            (person.name, person.email, person.email.partition("@")[0]),
        )
        for person in known
    ]
