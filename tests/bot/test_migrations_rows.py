"""From any step to the last: every row stays as it was, and nobody is told of changes they have lived with."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, MetaData, Table, insert, inspect, select

from bot import schema
from ladder.evidence import learning, record
from ladder.people import workspaces
from ladder.people.people import get
from ladder.publishing.news import news_for
from ladder.store.db import Database
from ladder.store.engine import open_engine
from ladder.store.values import NewWin
from tests.bot.conftest import LAST
from tests.conftest import LADDER, NOW, House

Rows = Mapping[str, list[tuple[Any, ...]]]


def at_step(url: str, step: str) -> Engine:
    """A database with nothing in it, brought to a step."""
    from alembic import command
    from alembic.config import Config

    engine = open_engine(url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(schema.HOME))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, step)
    return engine


def tables_of(connection: Connection) -> list[Table]:
    """The tables of a database as it is, those that others point to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [one for one in metadata.sorted_tables if one.name != "alembic_version"]


def rows_of(connection: Connection, tables: list[Table]) -> Rows:
    """All rows in those columns that the tables have."""
    return {one.name: sorted((tuple(row) for row in connection.execute(select(one))), key=repr) for one in tables}


@pytest.fixture
def lived_in(database: Database) -> Database:
    """Two workspaces with people, wins, edits and reading; one of them at its third ladder."""
    for name, ladders in (("T1", 3), ("T2", 1)):
        house = House(database, name)
        house.person("max", admin=True)
        house.person("ana", manager="max", level="mid", target="senior")
        win = house.win("ana", competencies=("craft", "delivery"), witnesses=("max",))
        with database.write(name) as tx:
            for _ in range(ladders - 1):
                workspaces.publish(tx, LADDER, NOW, by="max", note="Again")
            record.edit(tx, "ana", win.id, 1, NewWin(text="Other words", happened_on=NOW.date()), NOW, NOW.date())
    return database


def left_at(step: str, url: str, source: Database) -> Rows:
    """Brings an empty database to a step and fills it with the rows of another. Returns these."""
    old = at_step(url, step)
    with old.begin() as into, source.engine.connect() as there:
        tables = tables_of(into)
        for table in tables:
            rows = [dict(row) for row in there.execute(select(table)).mappings()]
            if rows:
                into.execute(insert(table), rows)
        before = rows_of(into, tables)
    old.dispose()
    return before


STEPS = tuple(f"{number:04}" for number in range(1, int(LAST)))


@pytest.mark.parametrize("step", [STEPS[0], *(pytest.param(step, marks=pytest.mark.slow) for step in STEPS[1:])])
def test_every_row_is_kept(lived_in: Database, empty_url: str, step: str) -> None:
    before = left_at(step, empty_url, lived_in)
    assert all(before[name] for name in ("person", "evidence", "evidence_revision", "ladder_version"))
    new = open_engine(empty_url)
    with new.connect() as connection:
        tables = tables_of(connection)
    assert schema.upgrade(empty_url)
    with new.connect() as connection:
        assert rows_of(connection, tables) == before
    new.dispose()


@pytest.mark.slow
def test_after_the_second_step_everybody_has_seen_the_ladder_they_have(lived_in: Database, empty_url: str) -> None:
    left_at("0001", empty_url, lived_in)
    assert schema.upgrade(empty_url)
    new = open_engine(empty_url)
    with Database(new).read("T1") as tx:
        assert {"ladder_draft", "level_move"} <= set(inspect(tx.connection).get_table_names())
        seen = set(tx.connection.exec_driver_sql("SELECT DISTINCT workspace_id, ladder_seen FROM person"))
        assert seen == {("T1", 3), ("T2", 1)}
        assert news_for(tx, get(tx, "ana"), 3) is None
        assert not any(one.example for one in record.all_of(tx, "ana"))
    new.dispose()


@pytest.mark.slow
def test_after_the_third_step_the_rows_that_were_there_are_in_the_new_index(lived_in: Database, empty_url: str) -> None:
    left_at("0002", empty_url, lived_in)
    assert schema.upgrade(empty_url)
    new = open_engine(empty_url)
    indexes = {one["name"] for one in inspect(new).get_indexes("evidence")}
    assert "ix_evidence_latest" in indexes
    with Database(new).read("T1") as tx:
        assert [line.split(" ")[1:] for line in tx.run(learning._LIST).scalar_one().splitlines()] == [["2", "ana"]]
    new.dispose()
