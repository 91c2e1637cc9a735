"""Glances: what they give back, and the connections that are kept for them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, update
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ladder.errors import Unavailable
from ladder.people import people
from ladder.store.db import Database, table_of, walled
from ladder.store.models import PersonRow
from tests.conftest import POSTGRES, House

_person = table_of(PersonRow)
_RENAME = update(_person).where(walled(_person), _person.c.id == "ana")
ANY_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


def name_of_ana(database: Database) -> str:
    """What one reading without a transaction says."""
    with database.read("T1") as tx:
        return people.get(tx, "ana").name


@pytest.fixture
def connections(house: House, engine: Engine) -> Iterator[list[Any]]:
    """The driver's connections that were taken from the pool since, one entry each time; Ana is there."""
    house.person("ana")
    taken: list[Any] = []

    def note(driver: Any, *_rest: object) -> None:
        taken.append(driver)

    event.listen(engine, "checkout", note)
    yield taken
    event.remove(engine, "checkout", note)


@given(name=ANY_WORDS, email=ANY_WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_glance_gives_every_text_back_as_it_was_written(house: House, name: str, email: str) -> None:
    with house.database.write("T1") as tx:
        tx.insert_new(PersonRow, {"id": "ana"})
        tx.run(_RENAME.values(name=name, email=email))
    with house.database.read("T1") as tx:
        ana = people.get(tx, "ana")
    assert (ana.name, ana.email) == (name, email)


def test_many_glances_one_after_the_other_take_one_connection(house: House, connections: list[Any]) -> None:
    for _ in range(5):
        assert name_of_ana(house.database) == "Ana"
    assert len(connections) == 1


def test_many_glances_at_once_get_their_own_answers(house: House, connections: list[Any]) -> None:
    house.person("ben")

    def ask(name: str) -> str:
        with house.database.read("T1") as tx:
            return people.get(tx, name).id

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, ["ana", "ben"] * 100)) == ["ana", "ben"] * 100
    assert len(connections) <= 1 + 8  # one wrote Ben down


def test_a_glance_sees_what_was_committed_a_moment_ago(house: House, connections: list[Any]) -> None:
    assert name_of_ana(house.database) == "Ana"
    with house.database.write("T1") as tx:
        tx.run(_RENAME.values(name="Ana Lima"))
    assert name_of_ana(house.database) == "Ana Lima"


def test_a_database_that_hung_up_is_asked_once_more(house: House, connections: list[Any]) -> None:
    assert name_of_ana(house.database) == "Ana"
    hang_up(house.database, connections[0])
    assert name_of_ana(house.database) == "Ana"
    assert len({id(one) for one in connections}) >= 2


def hang_up(database: Database, driver: Any) -> None:
    """The far end of a connection closes it: the server ends it, or the file was closed under it."""
    if not POSTGRES:
        driver.close()
        return
    with database.write() as tx:
        tx.connection.exec_driver_sql(f"SELECT pg_terminate_backend({driver.info.backend_pid})")


def test_a_glance_that_finds_no_database_says_so(
    house: House, connections: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert name_of_ana(house.database) == "Ana"
    hang_up(house.database, connections[0])
    monkeypatch.setattr(house.database.engine.pool, "connect", gone)
    with pytest.raises(Unavailable):
        name_of_ana(house.database)


def gone() -> None:
    """No connection to be had."""
    raise PoolTimeout


def test_an_engine_that_is_closed_closes_what_was_kept(house: House, connections: list[Any], engine: Engine) -> None:
    assert name_of_ana(house.database) == "Ana"
    engine.dispose()
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert name_of_ana(house.database) == "Ana"
