"""The law of visibility, on random organisations: loops, self-managers and people who left included.

The oracle is written another way than the code: an edge of the organisation counts unless its person can be reached
from its manager, and whoever stands above by counting edges alone is above.
"""

from collections.abc import Mapping
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, update

from ladder.evidence import record
from ladder.people import access, people
from ladder.people.access import Action, Item, Organisation, can
from ladder.store.db import Database, table_of, walled
from ladder.store.models import PersonRow
from ladder.store.values import NewWin, State, Visibility
from tests.conftest import NOW, TODAY, House
from tests.laws import examples

NAMES = ("ana", "ben", "cem", "dan", "eve", "fay")
names = st.sampled_from(NAMES)
organisations = st.fixed_dictionaries({name: st.none() | names for name in NAMES})
_workspace = count(1000)


def above(person: str, manager_of: Mapping[str, str | None], active: set[str]) -> set[str]:
    """Everyone above `person`, by the oracle."""

    def edges(counting: bool) -> dict[str, str]:
        all_edges = {one: boss for one, boss in manager_of.items() if boss is not None and {one, boss} <= active}
        return {one: boss for one, boss in all_edges.items() if not counting or one not in reach(boss, all_edges)}

    def reach(start: str, over: Mapping[str, str]) -> set[str]:
        found = {start}
        for _ in NAMES:
            found |= {over[one] for one in found if one in over}
        return found

    counting = edges(counting=True)
    return reach(person, counting) - {person} if person in active else set()


def may_read(reader: str, item: Item, manager_of: Mapping[str, str | None], active: set[str]) -> bool:
    """True if `reader` may read `item`, by the oracle."""
    if reader == item.owner:
        return True
    if reader not in above(item.owner, manager_of, active) or item.visibility is Visibility.PRIVATE:
        return False
    return item.visibility is Visibility.SHARED_UP or manager_of[item.owner] == reader


@given(organisations, names, names, st.sampled_from(Visibility))
def test_can_is_the_law(manager_of: dict[str, str | None], reader: str, owner: str, visibility: Visibility) -> None:
    item = Item(owner, visibility)
    allowed = may_read(reader, item, manager_of, set(NAMES))
    assert can(reader, Action.READ, item, Organisation(manager_of)) == allowed


@given(organisations, names)
def test_nobody_stands_above_themselves_and_no_two_above_each_other(
    manager_of: dict[str, str | None], person: str
) -> None:
    organisation = Organisation(manager_of)
    chain = organisation.chain(person)
    assert person not in chain
    assert len(set(chain)) == len(chain)
    assert all(not organisation.is_above(person, other) for other in chain)


items = st.lists(st.tuples(names, st.sampled_from(Visibility), st.sampled_from(State)), max_size=8)


_person = table_of(PersonRow)
_REPORTS_TO = (
    update(_person).where(walled(_person), _person.c.id == bindparam("person")).values(manager_id=bindparam("manager"))
)


def _fill(house: House, manager_of: Mapping[str, str | None], active: set[str], admins: set[str]) -> None:
    with house.database.write(house.id) as tx:
        tx.insert(PersonRow, *({"id": one, "active": one in active, "admin": one in admins} for one in NAMES))
        for name, manager in manager_of.items():
            tx.run(_REPORTS_TO, person=name, manager=manager)


def _log(house: House, wins: list[tuple[str, Visibility, State]]) -> dict[str, tuple[str, Visibility, State]]:
    with house.database.write(house.id) as tx:
        return {
            record.log(
                tx, owner, NewWin(text="A win", happened_on=TODAY, visibility=seen, state=state), NOW, TODAY
            ).id: (owner, seen, state)
            for owner, seen, state in wins
        }


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(organisations, st.sets(names), st.sets(names), items, names)
def test_reading_gives_exactly_what_the_law_allows_and_writes_the_ledger_for_exactly_that(
    database: Database,
    manager_of: dict[str, str | None],
    left: set[str],
    admins: set[str],
    wins: list[tuple[str, Visibility, State]],
    reader: str,
) -> None:
    house, active = House(database, f"T{next(_workspace)}"), set(NAMES) - left
    _fill(house, manager_of, active, admins)
    logged = _log(house, wins)
    expected: dict[str, set[str]] = {name: set() for name in NAMES}
    for item, (owner, seen, state) in logged.items():
        if state is State.ACCEPTED and may_read(reader, Item(owner, seen), manager_of, active):
            expected[owner].add(item)
    with database.write(house.id) as tx:
        found = record.seen_by(tx, reader, NAMES, "wins", NOW)
        ledger = {name: [read.reader for read in access.reads_of(tx, name, 99)] for name in NAMES}
    assert {owner: {one.id for one in mine} for owner, mine in found.items()} == expected
    assert ledger == {name: [reader] if expected[name] and name != reader else [] for name in NAMES}


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(organisations, st.sets(names), names)
def test_a_manager_has_the_reports_that_the_law_puts_below_them(
    database: Database, manager_of: dict[str, str | None], left: set[str], manager: str
) -> None:
    house, active = House(database, f"T{next(_workspace)}"), set(NAMES) - left
    _fill(house, manager_of, active, admins=set())
    with database.read(house.id) as tx:
        found = {one.id for one in people.reports(tx, manager)}
    assert found == {one for one in active if manager_of[one] == manager and manager in above(one, manager_of, active)}


@pytest.mark.parametrize("visibility", Visibility)
def test_an_admin_sees_no_evidence_by_being_one(house: House, visibility: Visibility) -> None:
    house.person("boss", admin=True)
    house.person("ana")
    house.win("ana", visibility=visibility)
    with house.database.write("T1") as tx:
        assert record.seen_by(tx, "boss", ["ana"], "wins", NOW) == {"ana": ()}
        assert access.reads_of(tx, "ana", 99) == ()


def test_a_new_manager_sees_at_once_and_the_former_no_more(house: House) -> None:
    for manager in ("max", "eve"):
        house.person(manager)
    house.person("ana", manager="max")
    item = house.win("ana", visibility=Visibility.SHARED)

    def seen(reader: str) -> bool:
        with house.database.write("T1") as tx:
            return record.seen_by(tx, reader, ["ana"], "wins", NOW)["ana"] == (item,)

    assert (seen("max"), seen("eve")) == (True, False)
    house.set("ana", manager="eve")
    assert (seen("max"), seen("eve")) == (False, True)
    house.set("ana", manager=None)
    assert (seen("max"), seen("eve"), seen("ana")) == (False, False, True)
