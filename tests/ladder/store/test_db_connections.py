"""Connections: what comes back over them, many at once, and a database that hangs up."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, column, func, select, table, update
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ladder.errors import Unavailable
from ladder.people import people
from ladder.store.db import Database, table_of, walled
from ladder.store.engine import open_engine
from ladder.store.models import PersonRow
from tests.conftest import POSTGRES, House

_person = table_of(PersonRow)
_RENAME = update(_person).where(walled(_person), _person.c.id == "ana")
_SESSIONS = table("pg_stat_activity", column("pid"), column("datname"))
_OTHERS = (_SESSIONS.c.datname == func.current_database()) & (_SESSIONS.c.pid != func.pg_backend_pid())
ANY_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


def name_of_ana(database: Database) -> str:
    with database.read("T1") as tx:
        return people.get(tx, "ana").name


@given(name=ANY_WORDS, email=ANY_WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_comes_back_as_it_was_written(house: House, name: str, email: str) -> None:
    with house.database.write("T1") as tx:
        tx.insert_new(PersonRow, {"id": "ana"})
        tx.run(_RENAME.values(name=name, email=email))
    with house.database.read("T1") as tx:
        ana = people.get(tx, "ana")
    assert (ana.name, ana.email) == (name, email)


def test_many_at_once_get_their_own_answers(house: House) -> None:
    house.person("ana")
    house.person("ben")

    def ask(name: str) -> str:
        with house.database.read("T1") as tx:
            return people.get(tx, name).id

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, ["ana", "ben"] * 100)) == ["ana", "ben"] * 100


def test_a_visit_sees_what_was_committed_a_moment_ago(house: House) -> None:
    house.person("ana")
    assert name_of_ana(house.database) == "Ana"
    with house.database.write("T1") as tx:
        tx.run(_RENAME.values(name="Ana Lima"))
    assert name_of_ana(house.database) == "Ana Lima"


@pytest.mark.skipif(not POSTGRES, reason="about a server")
def test_a_server_that_hung_up_is_connected_to_again(house: House, engine: Engine) -> None:
    house.person("ana")
    assert name_of_ana(house.database) == "Ana"
    other = open_engine(engine.url.render_as_string(hide_password=False))
    with Database(other).write() as tx:
        tx.run(select(func.pg_terminate_backend(_SESSIONS.c.pid)).where(_OTHERS))
    other.dispose()
    assert name_of_ana(house.database) == "Ana"


def test_no_connection_to_be_had_is_said_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.person("ana")
    monkeypatch.setattr(house.database.engine.pool, "connect", gone)
    with pytest.raises(Unavailable):
        name_of_ana(house.database)


def gone() -> None:
    raise PoolTimeout


def test_an_engine_that_was_closed_opens_again(house: House, engine: Engine) -> None:
    house.person("ana")
    engine.dispose()
    assert name_of_ana(house.database) == "Ana"
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]
