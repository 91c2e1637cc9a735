"""The report for the ladder's owner: what nobody evidences and what everybody tags, and nothing about anybody."""

from datetime import UTC, date, datetime, time

import pytest

from ladder.coverage.usage import LadderUse, ladder_use
from ladder.people import workspaces
from ladder.people.visit import Visit
from ladder.store.db import Tx
from ladder.store.values import Person, State, Visibility
from tests.conftest import House, Queries

TODAY = date(2026, 9, 14)  # in the third quarter: two quarters begin on 1 April
THIS_QUARTER, LAST_QUARTER, BEFORE = date(2026, 8, 3), date(2026, 4, 1), date(2026, 3, 31)


def visit_of_reader(tx: Tx, reader: str) -> Visit:
    """Also of somebody who stands on no roster."""
    noon = datetime.combine(TODAY, time(12), UTC)
    return Visit(tx, Person(id=reader, name=""), workspaces.current_ladder(tx), noon, 1, "UTC", 1)


def use(house: House, reader: str = "ada") -> LadderUse:
    with house.database.read(house.id) as tx:
        return ladder_use(visit_of_reader(tx, reader))


@pytest.fixture
def team(house: House) -> House:
    """Three people who aim at senior, and one junior."""
    for name in ("ana", "ben", "cem"):
        house.person(name, level="mid", target="senior")
    house.person("dov", level="junior")
    return house


def cells(found: LadderUse) -> tuple[list[str], list[str]]:
    """The competencies that nobody has evidence for, and those that everybody has."""
    return [one.competency.name for one in found.silent], [one.competency.name for one in found.everywhere]


def test_what_nobody_evidenced_in_two_quarters_and_what_everybody_tags(team: House) -> None:
    for name in ("ana", "ben", "cem"):
        team.win(name, competencies=("craft",), on=THIS_QUARTER)
    team.win("ana", "Another", competencies=("delivery",), on=LAST_QUARTER)
    found = use(team)
    assert cells(found) == (["Mentoring"], ["Craft"])
    assert found.silent[0].expectations[0].text == "Mentoring as a senior does it"
    assert (found.silent[0].level.name, found.silent[0].people) == ("Senior", 3)


def test_older_evidence_does_not_count(team: House) -> None:
    team.win("ana", competencies=("craft",), on=BEFORE)
    assert "Craft" in cells(use(team))[0]


def test_private_items_and_drafts_do_not_count(team: House) -> None:
    team.win("ana", competencies=("craft",), on=THIS_QUARTER, visibility=Visibility.PRIVATE)
    team.win("ben", competencies=("craft",), on=THIS_QUARTER, state=State.DRAFT)
    assert "Craft" in cells(use(team))[0]


def test_nothing_is_said_of_a_level_with_fewer_than_three_people(team: House) -> None:
    found = use(team)
    assert {one.level.id for one in found.silent} == {"senior"}
    assert [one.name for one in found.left_out] == ["Junior"]


@pytest.mark.parametrize("reader", ["ana", "eve", "lea"])
def test_whoever_knows_one_of_three_learns_nothing_about_the_other_two(team: House, reader: str) -> None:
    """Ana is one of the three; Eve is Ana's manager, and Lea is Eve's."""
    for name, manager in (("lea", None), ("eve", "lea")):
        team.person(name, manager=manager)
    team.set("ana", manager="eve")
    found = use(team, reader)
    assert (found.silent, found.everywhere) == ((), ())
    assert [one.name for one in found.left_out] == ["Junior", "Senior"]
    team.person("fay", level="mid", target="senior")
    assert {one.people for one in use(team, reader).silent} == {4}


def test_people_who_have_left_do_not_count(team: House) -> None:
    team.set("cem", active=False)
    found = use(team)
    assert found.silent == ()
    assert [one.id for one in found.left_out] == ["junior", "senior"]


def test_it_costs_two_queries_however_many_people(team: House, queries: Queries) -> None:
    for number in range(20):
        team.person(f"p{number}", level="mid")
        team.win(f"p{number}", competencies=("craft",), on=THIS_QUARTER)
    with team.database.read(team.id) as tx:
        visit = visit_of_reader(tx, "ada")
        queries.statements.clear()
        ladder_use(visit)
    assert len(queries) == 2
