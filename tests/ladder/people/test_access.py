"""Who may see and change what, case by case, and the ledger of who has read whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from ladder.people import access
from ladder.people.access import Action, Item, Organisation, can
from ladder.store.db import Database
from ladder.store.values import Visibility
from tests.conftest import House, Queries

# eve leads max and dan; max leads ana and ben; zoe stands beside them
COMPANY = Organisation({"eve": None, "max": "eve", "dan": "eve", "ana": "max", "ben": "max", "zoe": None})
EVERYONE = tuple(COMPANY.manager_of)


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.PRIVATE, {"ana"}),
        (Visibility.SHARED, {"ana", "max"}),
        (Visibility.SHARED_UP, {"ana", "max", "eve"}),
    ],
)
def test_each_item_is_seen_by_whom_its_owner_chose_and_nobody_else(visibility: Visibility, readers: set[str]) -> None:
    item = Item("ana", visibility)
    assert {actor for actor in EVERYONE if can(actor, Action.READ, item, COMPANY)} == readers


@pytest.mark.parametrize("visibility", Visibility)
def test_only_the_owner_changes_an_item(visibility: Visibility) -> None:
    item = Item("ana", visibility)
    assert {actor for actor in EVERYONE if can(actor, Action.CHANGE, item, COMPANY)} == {"ana"}


def test_a_stranger_sees_nothing_and_owners_see_their_own_even_unlisted() -> None:
    item = Item("ana", Visibility.SHARED_UP)
    assert not can("nobody", Action.READ, item, COMPANY)
    assert not can("", Action.READ, item, COMPANY)
    assert can("ana", Action.READ, item, Organisation({}))


def test_the_chain_above_someone_is_nearest_first() -> None:
    assert COMPANY.chain("ana") == ("max", "eve")
    assert COMPANY.chain("eve") == ()
    assert COMPANY.chain("nobody") == ()


@pytest.mark.parametrize(
    ("manager_of", "person", "chain"),
    [
        ({"ana": "ana"}, "ana", ()),
        ({"ana": "ben", "ben": "ana"}, "ana", ()),
        ({"ana": "ben", "ben": "joe", "joe": "ana"}, "ben", ()),
        ({"zoe": "ana", "ana": "ben", "ben": "ana"}, "zoe", ("ana",)),
        ({"zoe": "max", "max": "max"}, "zoe", ("max",)),
        ({"ana": "gone"}, "ana", ()),
        ({"ana": "max", "max": "gone"}, "ana", ("max",)),
    ],
)
def test_a_chain_ends_where_a_loop_begins_or_someone_has_left(
    manager_of: dict[str, str | None], person: str, chain: tuple[str, ...]
) -> None:
    assert Organisation(manager_of).chain(person) == chain


def test_whoever_reports_to_themselves_or_in_a_circle_gains_nothing_by_it() -> None:
    circle = Organisation({"ana": "ben", "ben": "ana", "self": "self", "zoe": "ana"})
    shared = [Item(owner, Visibility.SHARED_UP) for owner in circle.manager_of]
    readers = {item.owner: {one for one in circle.manager_of if can(one, Action.READ, item, circle)} for item in shared}
    assert readers == {"ana": {"ana"}, "ben": {"ben"}, "self": {"self"}, "zoe": {"zoe", "ana"}}


def test_the_organisation_is_the_people_asked_for_and_all_above_them(house: House) -> None:
    house.person("eve")
    house.person("max", manager="eve")
    house.person("ana", manager="max")
    house.person("ben", manager="max")
    house.person("zoe", manager="eve")
    with house.database.read("T1") as tx:
        assert access.organisation_of(tx, ["ana"]).manager_of == {"ana": "max", "max": "eve", "eve": None}
        assert access.organisation_of(tx, []).manager_of == {}
        assert access.organisation_of(tx, ["nobody"]).manager_of == {}


def test_whoever_has_left_is_not_part_of_the_organisation(house: House) -> None:
    house.person("eve")
    house.person("max", manager="eve", active=False)
    house.person("ana", manager="max")
    with house.database.read("T1") as tx:
        organisation = access.organisation_of(tx, ["ana", "max"])
    assert organisation.manager_of == {"ana": "max"}
    assert organisation.chain("ana") == ()


def test_a_circle_of_any_length_ends_the_query(house: House) -> None:
    ring = [f"person{place}" for place in range(30)]
    for person in ring:
        house.person(person)
    for person, manager in zip(ring, ring[1:] + ring[:1], strict=True):
        house.set(person, manager=manager)
    with house.database.read("T1") as tx:
        organisation = access.organisation_of(tx, ["person0"])
    assert set(organisation.manager_of) == set(ring)
    assert organisation.chain("person0") == ()


def _all_reads(house: House, subjects: Iterable[str]) -> dict[str, list[tuple[str, str, datetime]]]:
    with house.database.read("T1") as tx:
        return {
            one: [(read.reader, read.what, read.first_at) for read in access.reads_of(tx, one, 99)] for one in subjects
        }


def test_the_ledger_says_who_read_what_and_when_first(house: House, now: datetime) -> None:
    for person in ("ana", "max", "eve"):
        house.person(person)
    later, tomorrow = now + timedelta(hours=3), now + timedelta(days=1)
    with house.database.write("T1") as tx:
        access.record_read(tx, "max", ["ana", "max"], "wins", now)
        access.record_read(tx, "max", ["ana"], "wins", later)
        access.record_read(tx, "max", ["ana"], "digest", later)
        access.record_read(tx, "eve", ["ana"], "wins", tomorrow)
    assert _all_reads(house, ["ana", "max"]) == {
        "ana": [("eve", "wins", tomorrow), ("max", "digest", later), ("max", "wins", now)],
        "max": [],
    }


def test_the_ledger_of_a_large_team_is_two_statements(house: House, now: datetime, queries: Queries) -> None:
    people = [house.person(f"report{place}") for place in range(30)]
    queries.statements.clear()
    with house.database.write("T1") as tx:
        access.record_read(tx, "max", people, "team", now)
        access.record_read(tx, "max", [], "team", now)
    assert len(queries) == 2, "whose day it is where, and the lines"
    assert all(_all_reads(house, people).values())


def test_what_was_read_in_a_transaction_that_failed_is_not_in_the_ledger(house: House, now: datetime) -> None:
    house.person("ana")

    def read_and_fail() -> None:
        with house.database.write("T1") as tx:
            access.record_read(tx, "max", ["ana"], "wins", now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_and_fail()
    assert _all_reads(house, ["ana"]) == {"ana": []}


def test_ledgers_of_two_workspaces_are_apart(house: House, database: Database, now: datetime) -> None:
    house.person("ana")
    House(database, "T2").person("ana")
    with database.write("T2") as tx:
        access.record_read(tx, "max", ["ana"], "wins", now)
    assert _all_reads(house, ["ana"]) == {"ana": []}
