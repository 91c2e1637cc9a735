"""Where somebody stands is what their record says now, however often they ask."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from ladder.coverage.progress import Progress, own_progress
from ladder.coverage.rule import CoverageState
from ladder.evidence import record
from ladder.store.db import Tx
from ladder.store.values import Evidence, NewWin, Visibility
from tests.conftest import NOW, House, Queries, visit_to

TODAY = NOW.date()


@pytest.fixture
def office(house: House) -> House:
    """Ana, a mid who aims at senior."""
    house.person("ana", level="mid", target="senior")
    return house


def now_of(tx: Tx, today: date = TODAY) -> Progress:
    return own_progress(visit_to(tx, "ana", today))


def stands(house: House, today: date = TODAY) -> Progress:
    with house.database.read(house.id) as tx:
        return now_of(tx, today)


def states(found: Progress) -> dict[str, CoverageState]:
    return {one.competency: one.state for one in found.coverages}


def test_an_empty_record_shows_nothing_and_says_what_to_go_for(office: House) -> None:
    found = stands(office)
    assert set(states(found).values()) == {CoverageState.NONE}
    assert (found.items, found.new, found.level) == (0, 0, "senior")
    assert found.thin is not None
    assert found.thin.competency == "craft"


def test_asking_costs_one_query(office: House, queries: Queries) -> None:
    office.win("ana", competencies=("craft",))
    with office.database.read(office.id) as tx:
        visit = visit_to(tx, "ana", TODAY)
        first = own_progress(visit)
        queries.statements.clear()
        assert own_progress(visit) == first
    assert len(queries) == 1


def _log(house: House, _win: Evidence) -> None:
    house.win("ana", "Another", competencies=("delivery",))


def _edit(house: House, win: Evidence) -> None:
    with house.database.write(house.id) as tx:
        new = NewWin(text=win.text, happened_on=win.happened_on, competencies=("delivery",))
        record.edit(tx, "ana", win.id, win.revision, new, NOW, TODAY)


def _remove(house: House, win: Evidence) -> None:
    with house.database.write(house.id) as tx:
        record.remove(tx, "ana", win.id)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (_log, {"craft": CoverageState.THIN, "delivery": CoverageState.THIN}),
        (_edit, {"craft": CoverageState.NONE, "delivery": CoverageState.THIN}),
        (_remove, {"craft": CoverageState.NONE, "delivery": CoverageState.NONE}),
    ],
)
def test_a_change_of_the_record_is_seen_at_once(
    office: House, change: Callable[[House, Evidence], None], wanted: dict[str, CoverageState]
) -> None:
    win = office.win("ana", competencies=("craft",))
    assert states(stands(office))["craft"] is CoverageState.THIN
    change(office, win)
    found = states(stands(office))
    assert {one: found[one] for one in wanted} == wanted


def test_removing_one_and_logging_another_is_seen_too(office: House) -> None:
    win = office.win("ana", competencies=("craft",))
    stands(office)
    _remove(office, win)
    office.win("ana", "Another", competencies=("mentoring",), at=NOW + timedelta(seconds=1))
    assert states(stands(office))["mentoring"] is CoverageState.THIN


class _Stopped(Exception):
    """Something went wrong before the commit."""


def _log_and_stop(house: House) -> None:
    with house.database.write(house.id) as tx:
        record.log(tx, "ana", NewWin(text="Never", happened_on=TODAY, competencies=("delivery",)), NOW, TODAY)
        assert now_of(tx).items == 2
        raise _Stopped


def test_what_was_rolled_back_is_not_remembered(office: House) -> None:
    office.win("ana", competencies=("craft",))

    with pytest.raises(_Stopped):
        _log_and_stop(office)
    assert stands(office).items == 1


def test_a_day_later_the_record_is_judged_by_that_day(office: House) -> None:
    office.win("ana", competencies=("craft",))
    assert stands(office).coverages[0].until == TODAY
    assert stands(office, TODAY + timedelta(days=1)).coverages[0].until == TODAY + timedelta(days=1)


def test_another_target_is_judged_at_once(office: House) -> None:
    assert stands(office).level == "senior"
    office.set("ana", target="staff")
    assert stands(office).level == "staff"


def test_private_items_count_for_their_owner(office: House) -> None:
    office.win("ana", competencies=("craft",), visibility=Visibility.PRIVATE)
    assert stands(office).items == 1


def test_one_persons_record_is_not_anothers(office: House) -> None:
    office.person("ben", level="mid", target="senior")
    office.win("ben", competencies=("craft",))
    assert stands(office).items == 0
