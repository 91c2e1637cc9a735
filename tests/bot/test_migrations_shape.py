"""Migrations: what they make is exactly what the models say."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from bot import schema
from bot.schema import head
from ladder.store.models import Base
from tests.bot.conftest import LAST, NEXT
from tests.conftest import POSTGRES

Shape = dict[str, object]


def shape(connection: Connection) -> dict[str, Shape]:
    """All that the database itself says of each table but Alembic's own."""
    eye = inspect(connection)
    return {
        name: {
            "columns": [
                (one["name"], str(one["type"]), one["nullable"], one["default"]) for one in eye.get_columns(name)
            ],
            "key": eye.get_pk_constraint(name),
            "foreign keys": sorted(map(str, eye.get_foreign_keys(name))),
            "unique": sorted(map(str, eye.get_unique_constraints(name))),
            "checks": sorted((str(one["name"]), one["sqltext"]) for one in eye.get_check_constraints(name)),
            "indexes": sorted(map(str, eye.get_indexes(name))),
        }
        for name in eye.get_table_names()
        if name != "alembic_version"
    }


def test_the_migrations_make_exactly_what_the_models_say(fresh: Engine, empty_url: str, tmp_path: Path) -> None:
    with fresh.connect() as connection:
        made = shape(connection)
    with fresh.begin() as connection:
        Base.metadata.drop_all(connection)
    with fresh.begin() as connection:
        Base.metadata.create_all(connection)
    with fresh.connect() as connection:
        wanted = shape(connection)
    assert made.keys() == wanted.keys()
    for table in wanted:
        assert made[table] == wanted[table]


@pytest.mark.skipif(bool(POSTGRES), reason="about SQLite")
def test_the_migrations_make_it_word_for_word_on_sqlite(fresh: Engine, tmp_path: Path) -> None:
    other = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    Base.metadata.create_all(other)
    made, wanted = _sql(fresh), _sql(other)
    other.dispose()
    assert made.keys() - wanted.keys() == {"alembic_version"}
    for name, sql in wanted.items():
        assert made[name] == sql
    assert "WITHOUT ROWID" in str(made["evidence"])


def _sql(engine: Engine) -> dict[str, object]:
    """What SQLite keeps of each table and index: of a table its parts in any order, for constraints have none."""
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    return {name: _parts(sql) for name, sql in found}


def _parts(sql: str) -> list[str]:
    flat = re.sub(r"\s+", " ", sql)
    return sorted(
        part.strip()
        for part in re.split(r", (?=CONSTRAINT|\w+ [A-Z]+)|\)(?= WITHOUT|$)|(?<=TABLE) \S+ \(", flat.replace('"', ""))
    )


def test_alembic_itself_finds_nothing_to_add(fresh: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    with fresh.connect() as connection:
        config = Config(attributes={"connection": connection}, stdout=io.StringIO())
        config.set_main_option("script_location", str(schema.HOME))
        config.set_main_option("path_separator", "os")
        command.check(config)


def test_the_last_step_is_alembics_only_head() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(schema.HOME))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [head()]


def test_a_new_step_is_written_in_plain_types(
    fresh: Engine, empty_url: str, steps: Callable[[str], None], tmp_path: Path
) -> None:
    from alembic import command
    from alembic.config import Config

    with fresh.begin() as connection:
        connection.execute(text("DROP TABLE evidence_revision"))
        connection.execute(text("DROP TABLE inbox"))
    with fresh.connect() as connection:
        config = Config(attributes={"connection": connection}, stdout=io.StringIO())
        config.set_main_option("script_location", str(schema.HOME))
        config.set_main_option("path_separator", "os")
        command.revision(config, message="later", rev_id=NEXT, autogenerate=True)
    written = (schema.HOME / "versions" / f"{NEXT}_later.py").read_text()
    assert "sa.Column('received_at', sa.DateTime(timezone=True), nullable=False)" in written
    assert "ladder" not in written
    assert head() == LAST
    head.cache_clear()
    assert head() == NEXT
