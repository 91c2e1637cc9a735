"""From the first step to the second: every row stays as it was, and nobody is told of changes they have lived with."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, MetaData, Table, insert, inspect, select

from bot import schema
from ladder import evidence, workspaces
from ladder.db import Database
from ladder.engine import open_engine
from ladder.ladder_news import news_for
from ladder.people import get
from ladder.records import NewWin
from tests.conftest import LADDER, NOW, House

Rows = Mapping[str, list[tuple[Any, ...]]]


def at_step(url: str, step: str) -> Engine:
    """A database with nothing in it, brought to a step."""
    from alembic import command
    from alembic.config import Config

    engine = open_engine(url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(schema._HOME))
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
            evidence.edit(tx, "ana", win.id, 1, NewWin(text="Other words", happened_on=NOW.date()), NOW, NOW.date())
    return database


def test_every_row_is_kept_and_everybody_has_seen_the_ladder_they_have(lived_in: Database, empty_url: str) -> None:
    old = at_step(empty_url, "0001")
    with old.begin() as into, lived_in.engine.connect() as source:
        tables = tables_of(into)
        for table in tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                into.execute(insert(table), rows)
        before = rows_of(into, tables)
    assert all(before[name] for name in ("person", "evidence", "evidence_revision", "ladder_version"))
    old.dispose()
    assert schema.upgrade(empty_url)
    with old.connect() as connection:
        assert rows_of(connection, tables) == before
        assert {"ladder_draft", "level_move"} <= set(inspect(connection).get_table_names())
    with Database(old).read("T1") as tx:
        seen = set(tx.connection.exec_driver_sql("SELECT DISTINCT workspace_id, ladder_seen FROM person"))
        assert seen == {("T1", 3), ("T2", 1)}
        assert news_for(tx, get(tx, "ana"), 3) is None
        assert not any(one.example for one in evidence.all_of(tx, "ana"))
    old.dispose()
