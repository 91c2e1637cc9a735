"""People: found, met, changed, and who reports to whom."""

from datetime import date, datetime

import pytest

from ladder.errors import Invalid, NotFound
from ladder.people import people, workspaces
from ladder.people.visit import visit_of
from ladder.store.values import Person
from tests.conftest import NOW, House, Queries


def test_a_person_has_all_that_the_roster_says(house: House) -> None:
    house.person("max")
    house.person(
        "ana",
        name="Ana Lima",
        email="ana@example.com",
        level="mid",
        target="senior",
        track="technical",
        manager="max",
        admin=True,
        tz="Asia/Tokyo",
        start_date=date(2024, 2, 29),
        level_since=date(2025, 1, 1),
    )
    with house.database.read("T1") as tx:
        assert people.get(tx, "ana") == Person(
            id="ana",
            name="Ana Lima",
            email="ana@example.com",
            level="mid",
            target="senior",
            track="technical",
            manager="max",
            admin=True,
            tz="Asia/Tokyo",
            start_date=date(2024, 2, 29),
            level_since=date(2025, 1, 1),
        )


def test_someone_unknown_is_not_found(house: House) -> None:
    with house.database.read("T1") as tx:
        assert people.find(tx, "nobody") is None
        assert visit_of(tx, "nobody", NOW) is None
        with pytest.raises(NotFound):
            people.get(tx, "nobody")


def test_a_visit_comes_with_the_ladder_and_the_workspaces_calendar(house: House, queries: Queries) -> None:
    house.person("ana")
    with house.database.read("T1") as tx:
        ladder = workspaces.current_ladder(tx)
    queries.statements.clear()
    with house.database.read("T1") as tx:
        visit = visit_of(tx, "ana", NOW)
    assert visit is not None
    assert (visit.me.id, visit.version, visit.workspace_tz, visit.start_month) == ("ana", 1, "UTC", 1)
    assert visit.ladder == ladder
    assert len(queries) == 1


def test_whoever_comes_by_is_met_once_and_keeps_what_is_known(house: House) -> None:
    house.person("ana", name="Ana Lima", level="mid")
    with house.database.write("T1") as tx:
        assert people.meet(tx, "ana", "Another name").name == "Ana Lima"
        assert people.meet(tx, "ben", "Ben").level is None
        assert people.meet(tx, "ben").name == "Ben"


def test_everyone_is_listed_by_name_whatever_the_case(house: House) -> None:
    for person, name in (("u1", "bea"), ("u2", "Ana"), ("u3", "Émile"), ("u4", "Zoe"), ("u5", "Ana")):
        house.person(person, name=name)
    with house.database.read("T1") as tx:
        assert [one.id for one in people.everyone(tx)] == ["u2", "u5", "u1", "u4", "u3"]


def test_a_manager_has_those_who_report_to_them_now(house: House) -> None:
    house.person("dana")
    house.person("max", manager="dana")
    house.person("zoe", manager="max")
    house.person("ana", manager="max")
    house.person("gone", manager="max", active=False)
    with house.database.read("T1") as tx:
        assert [one.id for one in people.reports(tx, "max")] == ["ana", "zoe"]
        assert [one.id for one in people.reports(tx, "dana")] == ["max"]
        assert people.reports(tx, "ana") == ()


def test_where_reporting_runs_in_a_circle_nobody_has_reports_by_it(house: House) -> None:
    house.person("ana")
    house.person("ben", manager="ana")
    house.person("joe", manager="ben")
    house.set("ana", manager="ben")
    house.person("self")
    house.set("self", manager="self")
    with house.database.read("T1") as tx:
        assert people.reports(tx, "ana") == ()
        assert [one.id for one in people.reports(tx, "ben")] == ["joe"]
        assert people.reports(tx, "self") == ()


def test_a_manager_who_left_has_no_reports(house: House) -> None:
    house.person("max", active=False)
    house.person("ana", manager="max")
    with house.database.read("T1") as tx:
        assert people.reports(tx, "max") == ()


@pytest.mark.parametrize("size", [1, 40])
def test_a_large_team_costs_no_more_queries_than_a_small_one(house: House, queries: Queries, size: int) -> None:
    house.person("max")
    for place in range(size):
        house.person(f"report{place}", manager="max")
    queries.statements.clear()
    with house.database.read("T1") as tx:
        assert len(people.reports(tx, "max")) == size
    assert len(queries) == 2


def test_a_target_is_a_level_of_the_ladder_or_none(house: House) -> None:
    house.person("ana", level="mid")
    with house.database.write("T1") as tx:
        people.set_target(tx, "ana", "senior")
        assert people.get(tx, "ana").target == "senior"
        with pytest.raises(Invalid, match="no such level"):
            people.set_target(tx, "ana", "wizard")
        assert people.get(tx, "ana").target == "senior"
        people.set_target(tx, "ana", None)
        assert people.get(tx, "ana").target is None


def test_zone_and_standing_are_kept_as_slack_tells_them(house: House) -> None:
    house.person("ana")
    with house.database.write("T1") as tx:
        people.set_zone(tx, "ana", "Asia/Kathmandu")
        people.set_active(tx, "ana", active=False)
        ana = people.get(tx, "ana")
    assert (ana.tz, ana.active) == ("Asia/Kathmandu", False)


def test_nobody_is_changed_who_is_not_there(house: House, now: datetime) -> None:
    with house.database.write("T1") as tx:
        with pytest.raises(NotFound):
            people.set_target(tx, "nobody", "senior")
        with pytest.raises(NotFound):
            people.set_zone(tx, "nobody", "UTC")
        with pytest.raises(NotFound):
            people.set_active(tx, "nobody", active=True)
