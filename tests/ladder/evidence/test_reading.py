"""Evidence as it is read: by its owner, by others, by likeness, and at what cost."""

from datetime import datetime, timedelta

import pytest

from ladder.evidence import record
from ladder.store.values import State, Visibility
from tests.conftest import NOW, House, Queries


@pytest.mark.parametrize("state", [State.DRAFT, State.OFFERED, State.DECLINED])
def test_what_is_not_accepted_is_for_its_owner_alone(house: House, ana: str, now: datetime, state: State) -> None:
    house.person("max")
    house.set(ana, manager="max")
    item = house.win(ana, state=state, visibility=Visibility.SHARED_UP)
    with house.database.write("T1") as tx:
        assert record.seen_by(tx, "max", [ana], "wins", now) == {ana: ()}
        assert record.all_of(tx, ana) == (item,)


def test_somebody_unknown_looks_like_somebody_with_nothing(house: House, now: datetime) -> None:
    house.person("max")
    with house.database.write("T1") as tx:
        assert record.seen_by(tx, "max", ["nobody"], "wins", now) == {"nobody": ()}
        assert record.seen_by(tx, "max", [], "wins", now) == {}


@pytest.mark.parametrize("size", [1, 60])
def test_reading_a_person_costs_the_same_queries_however_much_they_did(
    house: House, ana: str, queries: Queries, size: int
) -> None:
    logged = [
        house.win(ana, f"Win {place}", at=NOW + timedelta(milliseconds=place), competencies=("craft",))
        for place in range(size)
    ]
    queries.statements.clear()
    with house.database.read("T1") as tx:
        assert record.all_of(tx, ana) == tuple(logged)
    assert len(queries) == 3


@pytest.mark.parametrize("size", [1, 30])
def test_reading_a_team_costs_the_same_queries_however_large_it_is(
    house: House, now: datetime, queries: Queries, size: int
) -> None:
    house.person("max")
    team = [house.person(f"report{place}", manager="max") for place in range(size)]
    for person in team:
        house.win(person, competencies=("craft",), witnesses=("max",))
    queries.statements.clear()
    with house.database.write("T1") as tx:
        found = record.seen_by(tx, "max", team, "wins", now)
    assert all(len(found[person]) == 1 for person in team)
    assert len(queries) == 6


def test_parts_of_one_person_never_stick_to_another(house: House, ana: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "new_id", lambda _now: "the-same-key")
    ben = house.person("ben")
    mine = house.win(ana, competencies=("craft",))
    theirs = house.win(ben, competencies=("delivery",), witnesses=(ana,))
    with house.database.write("T1") as tx:
        assert record.all_of(tx, ana) == (mine,)
        record.remove(tx, ana, mine.id)
        assert record.all_of(tx, ben) == (theirs,)
