"""People: who they are, whom they report to, where they stand and where they want to go."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Row, bindparam, select, update

from ladder.calendar.dates import zone
from ladder.errors import Invalid, NotFound, Refused
from ladder.people.access import Action, Item, can, organisation_of
from ladder.people.workspaces import current_ladder, hold_ladder, latest_version
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import PersonRow
from ladder.store.values import Person, Visibility

_person = table_of(PersonRow)
_p = _person.c
COLUMNS = (
    *(_p.id, _p.name, _p.email, _p.level, _p.target, _p.track, _p.manager_id),
    *(_p.admin, _p.active, _p.tz, _p.start_date, _p.level_since, _p.keeps_name, _p.keeps_email),
)
_this_one = (walled(_person), _p.id == bindparam("person"))
_ONE = select(*COLUMNS).where(*_this_one)
_EVERYONE = select(*COLUMNS).where(walled(_person))
_NAMES = select(_p.id, _p.name).where(walled(_person), _p.id.in_(bindparam("people", expanding=True)))
_REPORTS = _EVERYONE.where(_person.c.manager_id == bindparam("person"), _person.c.active)
_CHANGE: Mapping[str, Any] = {
    column: update(_person)
    .where(walled(_person), _person.c.id == bindparam("person"))
    .values({column: bindparam("value")})
    for column in ("target", "tz")
}
_ACTIVE = update(_person).where(*_this_one).values(active=True)
_FOLLOW = {
    column: update(_person)
    .where(*_this_one, ~keeps, _p[column] != bindparam("value"))
    .values({column: bindparam("value")})
    for column, keeps in (("name", _p.keeps_name), ("email", _p.keeps_email))
}
_HELD = select(_p.id).where(*_this_one).with_for_update(key_share=True)
_CONFIRMED = _ACTIVE.values(confirmed_at=bindparam("now", type_=_p.confirmed_at.type))
_SHUT_OUT = update(_person).where(*_this_one).values(active=False, confirmed_at=None)


def person_of(row: Row[Any]) -> Person:
    """The person of a row with `COLUMNS`."""
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        level=row.level,
        target=row.target,
        track=row.track,
        manager=row.manager_id,
        admin=row.admin,
        active=row.active,
        tz=row.tz,
        start_date=row.start_date,
        level_since=row.level_since,
        keeps_name=row.keeps_name,
        keeps_email=row.keeps_email,
    )


def _by_name(rows: Iterable[Row[Any]]) -> tuple[Person, ...]:
    # sorted here: databases differ in how they sort text
    return tuple(sorted((person_of(row) for row in rows), key=lambda person: (person.name.casefold(), person.id)))


def find(tx: Tx, person: str) -> Person | None:
    """The person, or None if the workspace does not know them."""
    row = tx.first(_ONE, person=person)
    return person_of(row) if row else None


def get(tx: Tx, person: str) -> Person:
    """The person. Raises `NotFound`."""
    known = find(tx, person)
    if known is None:
        raise NotFound("person")
    return known


def everyone(tx: Tx) -> tuple[Person, ...]:
    """All people of the workspace by name."""
    return _by_name(tx.all(_EVERYONE))


def names(tx: Tx, people: Sequence[str]) -> dict[str, str]:
    """The names by id of those people whom the workspace knows by name."""
    return {row.id: row.name for row in tx.all(_NAMES, people=list(people)) if row.name} if people else {}


def meet(tx: Tx, person: str, name: str = "") -> Person:
    """The person, written down with their Slack name if they were not known; the roster gives them a level."""
    tx.insert_new(PersonRow, {"id": person, "name": name, "ladder_seen": latest_version(tx)})
    return get(tx, person)


def reports(tx: Tx, manager: str) -> tuple[Person, ...]:
    """The active people who report directly to `manager`, by name; none where reporting runs in a circle."""
    reports = _by_name(tx.all(_REPORTS, person=manager))
    organisation = organisation_of(tx, [manager, *(report.id for report in reports)])
    return tuple(report for report in reports if organisation.is_above(manager, report.id))


def set_target(tx: Tx, person: str, level: str | None) -> None:
    """Sets the level the person aims at, or clears it. Raises `NotFound`, or `Invalid` for an unknown level."""
    hold_ladder(tx)
    if level is not None and level not in current_ladder(tx).level_by_id:
        raise Invalid({"target": "This ladder has no such level."})
    _change(tx, person, "target", level)


def set_zone(tx: Tx, person: str, tz: str) -> None:
    """Keeps the time zone that Slack says the person is in; a name that no zone has changes nothing. Raises
    `NotFound`."""
    if str(zone(tz)) == tz:
        _change(tx, person, "tz", tz)


def manager_of(tx: Tx, person: Person) -> Person | None:
    """The manager who can read what `person` shares: on the roster, a full, living member, and not in a circle of
    reporting; None where there is no such manager."""
    organisation = organisation_of(tx, [person.id])
    shared = Item(person.id, Visibility.SHARED)
    if person.manager is None or not can(person.manager, Action.READ, shared, organisation):
        return None
    return find(tx, person.manager)


def hold(tx: Tx, person: str) -> None:
    """Until this transaction ends, others who hold the person wait. On SQLite a transaction that writes is alone
    anyway, and the statement locks nothing."""
    tx.run(_HELD, person=person)


def follow_slack(tx: Tx, person: str, *, name: str, email: str) -> None:
    """Keeps what Slack says somebody is called and their address, unless the roster gave another; "" says nothing."""
    for column, value in (("name", name), ("email", email.casefold())):
        if value:
            tx.run(_FOLLOW[column], person=person, value=value)


def set_active(tx: Tx, person: str, *, active: bool) -> None:
    """Keeps whether Slack says that the person is a full, living member. Whoever isn't any more is asked about again
    before they are let in. Raises `NotFound`."""
    _run(tx, _ACTIVE if active else _SHUT_OUT, person=person)


def confirm(tx: Tx, person: str, now: datetime) -> None:
    """Keeps that Slack, asked at `now`, said that the person is a full, living member. Raises `NotFound`."""
    _run(tx, _CONFIRMED, person=person, now=now)


def _change(tx: Tx, person: str, column: str, value: Any) -> None:
    _run(tx, _CHANGE[column], person=person, value=value)


def _run(tx: Tx, change: Executable, **values: Any) -> None:
    if tx.run(change, **values).rowcount != 1:
        raise NotFound("person")


def require_admin(tx: Tx, actor: str, of: str = "the ladder") -> None:
    """Raises `Refused`, with the names of those to ask, unless `actor` is an admin now and may change `of`."""
    asker = find(tx, actor)
    if asker is not None and asker.admin and asker.active:
        return
    names = ", ".join(person.name or person.id for person in everyone(tx) if person.admin and person.active)
    raise Refused(f"Only a Ladder admin can change {of}. {f'Ask {names}.' if names else 'There is none yet.'}")
