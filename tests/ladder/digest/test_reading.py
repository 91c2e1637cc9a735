"""How a digest is read: with as many queries for a large team as for a small one, and nobody's wins but the team's."""

from datetime import date

import pytest

from ladder.calendar.dates import Quarter
from ladder.digest import quiet, reading
from tests.conftest import POSTGRES, House, Queries

THIRD = Quarter(2026, 3)
sqlite_only = pytest.mark.skipif(bool(POSTGRES), reason="about SQLite")


def _team(house: House, manager: str, reports: int) -> None:
    house.person(manager)
    for number in range(reports):
        house.win(house.person(f"{manager}{number}", manager=manager), on=date(2026, 8, 1 + number))


def test_a_large_team_takes_as_many_queries_as_a_small_one(house: House, queries: Queries) -> None:
    _team(house, "max", 9)
    _team(house, "mo", 1)
    counts = []
    for manager in ("max", "max", "mo"):  # the first time also reads the ladder
        with house.database.read(house.id) as tx:
            queries.statements.clear()
            reading.digest_for(tx, manager, THIRD)
            counts.append(len(queries))
    assert counts[1] == counts[2] <= 5


def test_who_has_news_takes_two_queries_however_many_are_asked_about(house: House, queries: Queries) -> None:
    managers = ["max", "mo", "mu"]
    for manager, reports in zip(managers, (3, 1, 0), strict=True):
        _team(house, manager, reports)
    with house.database.read(house.id) as tx:
        queries.statements.clear()
        assert quiet.with_news(tx, managers, THIRD) == {"max", "mo"}
    assert len(queries) == 2


def test_a_report_above_their_own_manager_is_no_news(house: House) -> None:
    _team(house, "max", 1)
    house.set("max", manager="max0")
    with house.database.read(house.id) as tx:
        assert quiet.with_news(tx, ["max"], THIRD) == frozenset()
        assert not reading.digest_for(tx, "max", THIRD).has_news


@sqlite_only
def test_a_digest_reads_its_own_peoples_items_and_no_others(house: House, queries: Queries) -> None:
    _team(house, "max", 2)
    with house.database.read(house.id) as tx:
        reading.digest_for(tx, "max", THIRD)
        facts = next(statement for statement in queries.statements if "group_concat" in statement)
        plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {facts}", ("",) * facts.count("?")).all()
    steps = [str(step[3]) for step in plan]
    assert steps[0].startswith("SEARCH evidence USING PRIMARY KEY (workspace_id=? AND owner_id=?)"), steps
