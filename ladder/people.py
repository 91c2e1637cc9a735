"""People: who they are, whom they report to, where they stand and where they want to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from ladder.access import organisation_of
from ladder.db import Tx, table_of, walled
from ladder.errors import Invalid, NotFound
from ladder.models import PersonRow
from ladder.records import Person
from ladder.workspaces import LATEST, current_ladder

_person = table_of(PersonRow)
_ONE = select(_person).where(walled(_person), _person.c.id == bindparam("person"))
_ASKER = select(_person, LATEST.scalar_subquery().label("version")).where(
    walled(_person), _person.c.id == bindparam("person")
)
_EVERYONE = select(_person).where(walled(_person)).order_by(_person.c.name, _person.c.id)
_REPORTS = _EVERYONE.where(_person.c.manager_id == bindparam("person"), _person.c.active)
_CHANGE: Mapping[str, Any] = {
    column: update(_person)
    .where(walled(_person), _person.c.id == bindparam("person"))
    .values({column: bindparam("value")})
    for column in ("target", "tz", "active")
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Someone who asks, with the number of the ladder version that answers them."""

    person: Person
    version: int


def _person_of(row: Row[Any]) -> Person:
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
    )


def find(tx: Tx, person: str) -> Person | None:
    """The person, or None if the workspace does not know them."""
    row = tx.first(_ONE, person=person)
    return _person_of(row) if row else None


def get(tx: Tx, person: str) -> Person:
    """The person. Raises `NotFound`."""
    found = find(tx, person)
    if found is None:
        raise NotFound("person")
    return found


def asker(tx: Tx, person: str) -> Asker | None:
    """The person and the current ladder version in one query; None for someone the workspace does not know."""
    row = tx.first(_ASKER, person=person)
    return Asker(_person_of(row), row.version) if row else None


def everyone(tx: Tx) -> tuple[Person, ...]:
    """All people of the workspace by name."""
    return tuple(_person_of(row) for row in tx.all(_EVERYONE))


def meet(tx: Tx, person: str, name: str = "") -> Person:
    """The person, written down with their Slack name if they were not known; the roster gives them a level."""
    tx.insert_new(PersonRow, {"id": person, "name": name})
    return get(tx, person)


def reports(tx: Tx, manager: str) -> tuple[Person, ...]:
    """The active people who report directly to `manager`, by name; none where reporting runs in a circle."""
    found = tuple(_person_of(row) for row in tx.all(_REPORTS, person=manager))
    organisation = organisation_of(tx, [manager, *(one.id for one in found)])
    return tuple(one for one in found if organisation.is_above(manager, one.id))


def set_target(tx: Tx, person: str, level: str | None) -> None:
    """Sets the level the person aims at, or clears it. Raises `Invalid` for a level the ladder does not have."""
    if level is not None and level not in current_ladder(tx).level_by_id:
        raise Invalid({"target": "This ladder has no such level."})
    _change(tx, person, "target", level)


def set_zone(tx: Tx, person: str, tz: str) -> None:
    """Keeps the time zone that Slack says the person is in (an IANA name)."""
    _change(tx, person, "tz", tz)


def set_active(tx: Tx, person: str, *, active: bool) -> None:
    """Keeps whether Slack says the person's account is in use."""
    _change(tx, person, "active", active)


def _change(tx: Tx, person: str, column: str, value: Any) -> None:
    tx.run(_CHANGE[column], person=person, value=value)
