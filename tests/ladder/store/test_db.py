"""Transactions: what is in force, what is refused, and what a database that cannot answer looks like."""

import sqlite3
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, delete, event, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from ladder.errors import Full, Unavailable
from ladder.people import people
from ladder.store.db import Database, table_of, walled
from ladder.store.engine import normal_url, open_engine
from ladder.store.models import InboxRow, PersonRow, WorkspaceRow
from tests.conftest import POSTGRES, House, Queries

sqlite_only = pytest.mark.skipif(bool(POSTGRES), reason="about SQLite")
postgres_only = pytest.mark.skipif(not POSTGRES, reason="about PostgreSQL")

_person = table_of(PersonRow)
_RENAME = update(_person).where(walled(_person), _person.c.id == bindparam("person")).values(name=bindparam("to"))


@contextmanager
def hasty(url: str, **options: Any) -> Iterator[Database]:
    """The same database, opened by someone who waits for a fifth of a second only."""
    engine = open_engine(url, busy_seconds=0.2, **options)
    try:
        yield Database(engine)
    finally:
        engine.dispose()


@sqlite_only
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 30_000),
        ("secure_delete", 1),
    ],
)
def test_sqlite_really_has_the_settings_we_ask_for(engine: Engine, setting: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {setting}").scalar() == value


@postgres_only
@pytest.mark.parametrize(
    ("setting", "value"),
    [("statement_timeout", "30s"), ("lock_timeout", "30s"), ("idle_in_transaction_session_timeout", "1min")],
)
def test_postgresql_really_has_the_settings_we_ask_for(engine: Engine, setting: str, value: str) -> None:
    with engine.connect() as connection:
        assert connection.execute(text(f"SHOW {setting}")).scalar() == value


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_url_means_psycopg(scheme: str) -> None:
    url = normal_url(f"{scheme}://ana:p%40ss@db.example:5433/ladder?sslmode=require")
    assert url.drivername == "postgresql+psycopg"
    assert (url.username, url.password, url.host, url.port, url.database) == (
        "ana",
        "p@ss",
        "db.example",
        5433,
        "ladder",
    )
    assert url.query == {"sslmode": "require"}


def test_a_sqlite_url_stays_as_it_is() -> None:
    assert normal_url("sqlite:///ladder.db").render_as_string() == "sqlite:///ladder.db"


def test_what_was_written_is_there_for_the_next_one(house: House) -> None:
    house.person("ana")
    with house.database.read("T1") as tx:
        assert people.get(tx, "ana").name == "Ana"


def test_nothing_stays_of_a_transaction_that_fails(house: House) -> None:
    house.person("ana")

    def rename_and_fail() -> None:
        with house.database.write("T1") as tx:
            tx.run(_RENAME, person="ana", to="Anna")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_and_fail()
    with house.database.read("T1") as tx:
        assert people.get(tx, "ana").name == "Ana"


def test_a_transaction_that_only_reads_refuses_to_write(house: House, now: datetime) -> None:
    house.person("ana")
    with house.database.read("T1") as tx:
        with pytest.raises(TypeError, match="only reads"):
            tx.insert(PersonRow, {"id": "max"})
        with pytest.raises(TypeError, match="only reads"):
            tx.insert_new(InboxRow, {"key": "view", "received_at": now})
        with pytest.raises(TypeError, match="only reads"):
            tx.run(_RENAME, person="ana", to="Anna")
        with pytest.raises(TypeError, match="only reads"):
            tx.run(delete(_person).where(walled(_person)))
        assert [person.id for person in people.everyone(tx)] == ["ana"]


@postgres_only
def test_postgresql_itself_refuses_to_write_while_reading(house: House) -> None:
    house.person("ana")
    with house.database.read("T1") as tx, pytest.raises(Exception, match="read-only transaction"):
        tx.connection.execute(_RENAME, {"workspace": "T1", "person": "ana", "to": "Anna"})


def test_one_reading_sees_one_moment(house: House) -> None:
    house.person("ana")
    with house.database.read("T1") as tx:
        before = people.everyone(tx)
        house.person("max")
        assert people.everyone(tx) == before
    with house.database.read("T1") as tx:
        assert len(people.everyone(tx)) == 2


def test_a_row_cannot_name_another_workspace(house: House, database: Database) -> None:
    House(database, "T2")
    with database.write("T1") as tx:
        tx.insert(PersonRow, {"id": "ana", "workspace_id": "T2"})
        tx.insert_new(PersonRow, {"id": "max", "workspace_id": "T2"})
    with database.read("T2") as tx:
        assert people.everyone(tx) == ()
    with database.read("T1") as tx:
        assert len(people.everyone(tx)) == 2


def test_a_parameter_cannot_climb_the_wall(house: House, database: Database) -> None:
    House(database, "T2").person("ben")
    house.person("ana")
    everyone = select(_person.c.id).where(walled(_person))
    with database.read("T1") as tx:
        assert [row.id for row in tx.all(everyone, workspace="T2")] == ["ana"]


def test_without_a_workspace_nothing_is_found(house: House) -> None:
    house.person("ana")
    with house.database.read() as tx:
        assert people.everyone(tx) == ()
        assert people.find(tx, "ana") is None


def test_without_a_workspace_nothing_can_be_written(house: House) -> None:
    with pytest.raises(IntegrityError), house.database.write() as tx:
        tx.insert(PersonRow, {"id": "ana"})


def test_inserting_new_rows_counts_those_that_went_in(house: House, now: datetime) -> None:
    def keys(*names: str) -> list[dict[str, Any]]:
        return [{"key": name, "received_at": now} for name in names]

    with house.database.write("T1") as tx:
        assert tx.insert_new(InboxRow, *keys("a")) == 1
        assert tx.insert_new(InboxRow, *keys("a")) == 0
        assert tx.insert_new(InboxRow, *keys("a", "b", "c")) == 2
        assert tx.insert_new(InboxRow) == 0


def test_many_rows_are_one_statement(house: House, queries: Queries) -> None:
    queries.statements.clear()
    with house.database.write("T1") as tx:
        tx.insert(PersonRow, *({"id": f"person{place}"} for place in range(50)))
    assert len(queries) == 1
    with house.database.write("T1") as tx:
        tx.insert(PersonRow)
    assert len(queries) == 1


def test_a_database_that_is_locked_for_too_long_is_unavailable(house: House, database_url: str) -> None:
    house.person("ana")
    with house.database.write("T1") as tx, hasty(database_url) as other:
        tx.run(_RENAME, person="ana", to="Anna")
        with pytest.raises(Unavailable), other.write("T1") as late:
            late.run(_RENAME, person="ana", to="Hannah")
    with house.database.read("T1") as tx:
        assert people.get(tx, "ana").name == "Anna"


def test_readers_wait_for_no_writer(house: House, database_url: str) -> None:
    house.person("ana")
    with house.database.write("T1") as tx, hasty(database_url) as other, other.read("T1") as reading:
        tx.run(_RENAME, person="ana", to="Anna")
        assert people.get(reading, "ana").name == "Ana"


def test_writers_wait_for_each_other(house: House) -> None:
    house.person("ana")
    waiting = threading.Thread(target=lambda: house.set("ana", email="ana@example.com"))
    with house.database.write("T1") as tx:
        tx.run(_RENAME, person="ana", to="Anna")
        waiting.start()
    waiting.join()
    with house.database.read("T1") as tx:
        assert (people.get(tx, "ana").name, people.get(tx, "ana").email) == ("Anna", "ana@example.com")


def test_more_transactions_at_once_than_connections_is_unavailable(database_url: str) -> None:
    with hasty(database_url, pool_size=1) as database, database.write():
        others = [database.engine.connect() for _ in range(8)]
        with pytest.raises(Unavailable, match="at once"), database.read() as tx:
            people.everyone(tx)
        for other in others:
            other.close()


def test_a_database_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    gone = "postgresql://nobody@127.0.0.1:1/none" if POSTGRES else f"sqlite:///{tmp_path / 'no' / 'folder.db'}"
    with hasty(gone) as database, pytest.raises(Unavailable), database.read() as tx:
        people.everyone(tx)


@postgres_only
def test_a_connection_that_was_cut_is_unavailable_once(house: House, database: Database) -> None:
    house.person("ana")

    def write_on_a_cut_connection() -> None:
        with database.write("T1") as tx, database.write() as other:
            mine = tx.connection.execute(text("SELECT pg_backend_pid()")).scalar()
            other.connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
            tx.run(_RENAME, person="ana", to="Anna")

    with pytest.raises(Unavailable):
        write_on_a_cut_connection()
    with database.read("T1") as tx:
        assert people.get(tx, "ana").name == "Ana"


@sqlite_only
def test_a_damaged_file_is_unavailable(tmp_path: Path) -> None:
    file = tmp_path / "ladder.db"
    file.write_bytes(b"this was a database once" * 1000)
    with hasty(f"sqlite:///{file}") as database, pytest.raises(Unavailable), database.read() as tx:
        people.everyone(tx)


@sqlite_only
def test_a_full_disk_is_unavailable_and_nothing_was_saved(house: House, database_url: str) -> None:
    house.person("ana")
    with hasty(database_url) as database:

        @event.listens_for(database.engine, "connect")
        def full(connection: sqlite3.Connection, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages}")

        with pytest.raises(Full, match="disk is full"), database.write("T1") as tx:
            tx.insert(PersonRow, *({"id": f"person{place}", "name": "x" * 2000} for place in range(500)))
        with database.read("T1") as tx:
            assert [person.id for person in people.everyone(tx)] == ["ana"]


WRONG = {"id": "ana", "name": "a secret", "manager_id": "nobody"}


def test_a_wrong_value_is_the_programs_fault_and_no_log_will_show_it(house: House) -> None:
    with pytest.raises(IntegrityError) as caught, house.database.write("T1") as tx:
        tx.insert(PersonRow, WRONG)
    printed = "".join(traceback.format_exception(caught.value))
    assert "a secret" not in printed
    assert "nobody" not in printed
    assert "hide_parameters" in printed


def test_a_wrong_statement_is_the_programs_fault_and_no_reason_to_try_again(house: House) -> None:
    with pytest.raises(DBAPIError), house.database.read("T1") as tx:
        tx.connection.execute(text("SELECT no_such_column FROM person"))


def test_the_engine_connects_at_first_use_only() -> None:
    engine = open_engine("sqlite:////no/such/folder/ladder.db")
    assert engine.pool.status().startswith("Pool size")
    engine.dispose()


@sqlite_only
def test_the_schema_lies_in_a_file(engine: Engine) -> None:
    with closing(sqlite3.connect(engine.url.database or "")) as beside:
        names = {row[0] for row in beside.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {WorkspaceRow.__tablename__, PersonRow.__tablename__, "alembic_version"} <= names
