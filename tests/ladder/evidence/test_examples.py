"""Wins that their owners show to all colleagues, and only those."""

from datetime import date, timedelta
from typing import Any

import pytest

from ladder.errors import NotFound, Refused
from ladder.evidence import record
from ladder.evidence.examples import Example, examples_of, volunteer
from ladder.people.access import reads_of
from ladder.store.values import Evidence, State, Visibility
from tests.conftest import NOW, House, Queries


@pytest.fixture
def office(house: House) -> House:
    """Ana and Ben, who have no manager in common."""
    house.person("ana")
    house.person("ben")
    return house


def shown(house: House, owner: str, **fields: Any) -> Evidence:
    """A win that its owner shows as an example."""
    win = house.win(owner, **fields)
    with house.database.write(house.id) as tx:
        return volunteer(tx, owner, win.id, shown=True)


def seen(house: House, reader: str, competency: str = "craft") -> list[tuple[str, str]]:
    """Who did what, as somebody finds it among the examples."""
    with house.database.write(house.id) as tx:
        return [(one.by, one.item.text) for one in examples_of(tx, reader, competency, NOW)]


def test_a_win_is_no_example_until_its_owner_says_so(office: House) -> None:
    office.win("ana", "Cut the build to four minutes", competencies=("craft",))
    assert seen(office, "ben") == []


def test_a_volunteered_win_is_seen_by_colleagues_with_its_owners_name(office: House) -> None:
    shown(office, "ana", text="Cut the build to four minutes", competencies=("craft", "delivery"))
    assert seen(office, "ben") == [("Ana", "Cut the build to four minutes")]
    assert seen(office, "ben", "delivery") == [("Ana", "Cut the build to four minutes")]
    assert seen(office, "ben", "mentoring") == []


def test_ones_own_are_not_ones_examples(office: House) -> None:
    shown(office, "ana", competencies=("craft",))
    assert seen(office, "ana") == []


def test_it_can_be_taken_back(office: House) -> None:
    win = shown(office, "ana", competencies=("craft",))
    with office.database.write(office.id) as tx:
        assert not volunteer(tx, "ana", win.id, shown=False).example
    assert seen(office, "ben") == []


def test_a_private_win_cannot_be_shown(office: House) -> None:
    with pytest.raises(Refused, match="This win is private"):
        shown(office, "ana", competencies=("craft",), visibility=Visibility.PRIVATE)


def test_making_it_private_ends_it_for_good(office: House) -> None:
    win = shown(office, "ana", competencies=("craft",))
    with office.database.write(office.id) as tx:
        record.show_to(tx, "ana", win.id, Visibility.PRIVATE, NOW)
        assert not record.show_to(tx, "ana", win.id, Visibility.SHARED, NOW).example
    assert seen(office, "ben") == []


def test_only_its_owner_volunteers_a_win(office: House) -> None:
    win = office.win("ana", competencies=("craft",))
    with office.database.write(office.id) as tx, pytest.raises(NotFound):
        volunteer(tx, "ben", win.id, shown=True)


@pytest.mark.parametrize("change", [{"active": False}])
def test_who_has_left_gives_no_examples(office: House, change: dict[str, bool]) -> None:
    shown(office, "ana", competencies=("craft",))
    office.set("ana", **change)
    assert seen(office, "ben") == []


def test_a_draft_is_no_example(office: House) -> None:
    shown(office, "ana", competencies=("craft",), state=State.DRAFT)
    assert seen(office, "ben") == []


def test_other_workspaces_see_nothing_of_it(office: House) -> None:
    shown(office, "ana", competencies=("craft",))
    other = House(office.database, "T2")
    other.person("ben")
    assert seen(other, "ben") == []


def test_the_latest_three_are_shown(office: House) -> None:
    for number in range(5):
        shown(office, "ana", text=f"Thing {number}", competencies=("craft",), on=date(2026, 9, 1) + timedelta(number))
    assert [text for _, text in seen(office, "ben")] == ["Thing 4", "Thing 3", "Thing 2"]


def test_reading_one_stands_in_its_owners_ledger(office: House) -> None:
    shown(office, "ana", competencies=("craft",))
    seen(office, "ben")
    with office.database.read(office.id) as tx:
        assert [(one.reader, one.what) for one in reads_of(tx, "ana", 99)] == [("ben", "example")]
        assert reads_of(tx, "ben", 99) == ()


def test_an_edit_leaves_it_an_example(office: House) -> None:
    from ladder.store.values import NewWin

    win = shown(office, "ana", competencies=("craft",))
    with office.database.write(office.id) as tx:
        new = NewWin(text="In better words", happened_on=win.happened_on, competencies=("craft",))
        record.edit(tx, "ana", win.id, win.revision, new, NOW, NOW.date())
    assert seen(office, "ben") == [("Ana", "In better words")]


def test_without_examples_it_costs_one_query(office: House, queries: Queries) -> None:
    with office.database.write(office.id) as tx:
        queries.statements.clear()
        found: tuple[Example, ...] = examples_of(tx, "ben", "craft", NOW)
    assert found == ()
    assert len(queries) == 1
