"""How the digests of a company are read: every row once, in parts, and nobody's but the batch's own."""

from datetime import date

import pytest
from sqlalchemy import case, func, select
from sqlalchemy.exc import DBAPIError

from ladder.calendar.dates import Quarter
from ladder.digest import reading
from ladder.store.db import table_of, walled
from ladder.store.models import PersonRow
from tests.conftest import POSTGRES, House, Queries

THIRD = Quarter(2026, 3)
sqlite_only = pytest.mark.skipif(bool(POSTGRES), reason="about SQLite")

_person = table_of(PersonRow)
_ids = select(_person.c.id).where(walled(_person)).order_by(_person.c.id)


def _team(house: House, manager: str, reports: int) -> None:
    house.person(manager)
    for number in range(reports):
        house.win(house.person(f"{manager}{number}", manager=manager), on=date(2026, 8, 1 + number))


def _crowd(house: House, people: int) -> list[str]:
    ids = [f"U{number:05}" for number in range(people)]
    with house.database.write(house.id) as tx:
        tx.insert(PersonRow, *({"id": one, "name": one} for one in ids))
    return ids


def test_as_many_queries_serve_many_managers_as_one(house: House, queries: Queries) -> None:
    for manager, reports in (("max", 3), ("mo", 1), ("mu", 0)):
        _team(house, manager, reports)
    counts = []
    for managers in (["max"], ["max"], ["max", "mo", "mu"]):  # the first time also reads the ladder
        with house.database.read(house.id) as tx:
            queries.statements.clear()
            assert len(list(reading.all_digests(tx, managers, THIRD))) == len(managers)
            counts.append(len(queries))
    assert counts[1] == counts[2] <= counts[0]


@sqlite_only
def test_a_batch_reads_its_own_peoples_items_and_no_others(house: House, queries: Queries) -> None:
    _team(house, "max", 2)
    with house.database.read(house.id) as tx:
        # with a few managers SQLite would do so anyhow
        list(reading.all_digests(tx, ["max", *(f"m{number}" for number in range(499))], THIRD))
        facts = next(one for one in queries.statements if "group_concat" in one)
        plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {facts}", ("",) * facts.count("?")).all()
    steps = [str(step[3]) for step in plan]
    assert steps[0].startswith("SEARCH person USING INDEX"), steps
    assert steps[1].startswith("SEARCH evidence USING PRIMARY KEY (workspace_id=? AND owner_id=?)"), steps


@pytest.mark.parametrize("people", [0, 1, 2, 999, 1_001, 2_500])
def test_a_stream_gives_every_row_once_and_in_order(house: House, people: int) -> None:
    ids = _crowd(house, people)
    with house.database.read(house.id) as tx:
        parts = list(tx.stream(_ids))
    assert [one for part in parts for (one,) in part] == ids
    assert max(map(len, parts), default=0) <= 1_000


@sqlite_only
def test_what_fails_in_the_middle_of_a_stream_is_raised_as_elsewhere(house: House) -> None:
    _crowd(house, 1_500)
    overflow = func.abs(case((_person.c.id > "U01200", -(2**63)), else_=1))
    with house.database.read(house.id) as tx:
        parts = tx.stream(select(overflow).where(walled(_person)).order_by(_person.c.id))
        assert len(next(parts)) >= 1
        with pytest.raises(DBAPIError, match="integer overflow"):
            list(parts)
