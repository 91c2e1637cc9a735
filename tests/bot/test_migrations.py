"""Migrations: what they make is what the models say, and what goes wrong leaves the database as it was."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from bot import schema
from bot.schema import Damaged, SchemaError, at_head, refuse_damaged, upgrade
from ladder.errors import Unavailable
from ladder.evidence import record
from ladder.store.db import Database
from ladder.store.engine import normal_url, open_engine
from tests.bot.conftest import LAST, NEXT
from tests.conftest import POSTGRES, House

sqlite_only = pytest.mark.skipif(bool(POSTGRES), reason="about SQLite")

ROOT = Path(schema.__file__).parents[1]


def tables_of(engine: Engine) -> set[str]:
    """The names of the tables."""
    return set(inspect(engine).get_table_names())


def test_alembic_on_its_own_takes_the_database_from_the_settings(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command
    from alembic.config import Config

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", empty_url)
    config = Config()
    config.set_main_option("script_location", str(schema.HOME))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    engine = open_engine(empty_url)
    assert at_head(engine)
    engine.dispose()


def test_an_empty_database_is_not_at_head_and_upgraded_once(empty_url: str) -> None:
    engine = open_engine(empty_url)
    assert not at_head(engine)
    assert upgrade(empty_url)
    assert at_head(engine)
    assert not upgrade(empty_url)
    engine.dispose()


@pytest.mark.parametrize("step", ["0000", "0099"])
def test_a_schema_behind_or_ahead_of_the_code_is_not_at_head(fresh: Engine, step: str) -> None:
    with fresh.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": step})
    assert not at_head(fresh)


def test_a_database_from_a_newer_version_is_left_alone(fresh: Engine, empty_url: str) -> None:
    with fresh.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(SchemaError, match=f"at step 0099, this version knows {LAST}: install the newer version"):
        upgrade(empty_url)


def test_a_database_that_cannot_be_reached_is_unavailable(tmp_path: Path) -> None:
    gone = "postgresql://nobody@127.0.0.1:1/none" if POSTGRES else f"sqlite:///{tmp_path / 'no' / 'ladder.db'}"
    engine = open_engine(gone, busy_seconds=0.2)
    with pytest.raises(Unavailable):
        at_head(engine)
    engine.dispose()


@pytest.mark.slow
def test_asking_for_the_step_does_not_load_alembic() -> None:
    program = "import sys, bot.schema; bot.schema.head(); sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_a_step_that_fails_half_way_leaves_the_old_schema_and_all_rows(
    fresh: Engine, empty_url: str, steps: Callable[[str], None]
) -> None:
    House(Database(fresh)).person("ana")
    before = tables_of(fresh)
    steps("op.create_table('extra', sa.Column('id', sa.Integer))\nop.execute('UPDATE nonsense SET x = 1')")
    with pytest.raises(SchemaError, match=r"left as it was: .*nonsense"):
        upgrade(empty_url)
    assert tables_of(fresh) == before
    with fresh.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == LAST
        assert connection.scalar(text("SELECT count(*) FROM person")) == 1


def test_a_step_that_breaks_off_with_any_error_leaves_the_old_schema(
    fresh: Engine, empty_url: str, steps: Callable[[str], None]
) -> None:
    before = tables_of(fresh)
    steps("op.create_table('extra', sa.Column('id', sa.Integer))\nraise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        upgrade(empty_url)
    assert tables_of(fresh) == before


REMAKE = """
with op.batch_alter_table("person", recreate="always") as table:
    table.add_column(sa.Column("nickname", sa.Text()))
"""


@sqlite_only
def test_remaking_a_table_keeps_every_row_that_points_to_it(
    fresh: Engine, empty_url: str, steps: Callable[[str], None]
) -> None:
    house = House(Database(fresh))
    house.person("max")
    house.person("ana", manager="max")
    wins = [house.win("ana", f"Win {place}", competencies=("craft",)) for place in range(5)]
    fresh.dispose()
    steps(REMAKE)
    assert upgrade(empty_url)
    assert "nickname" in {column["name"] for column in inspect(fresh).get_columns("person")}
    with house.database.read("T1") as tx:
        assert set(record.all_of(tx, "ana")) == set(wins)
        assert tx.connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_step_that_loses_rows_is_undone(fresh: Engine, empty_url: str, steps: Callable[[str], None]) -> None:
    House(Database(fresh)).person("ana")
    steps("op.execute('DELETE FROM person')")
    with pytest.raises(SchemaError, match="would have lost rows of person"):
        upgrade(empty_url)
    with fresh.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 1


@sqlite_only
def test_a_step_that_leaves_rows_pointing_nowhere_is_undone(
    fresh: Engine, empty_url: str, steps: Callable[[str], None]
) -> None:
    House(Database(fresh)).person("ana")
    steps("""op.execute("UPDATE person SET manager_id = 'nobody'")""")
    with pytest.raises(SchemaError, match="rows of person would point nowhere"):
        upgrade(empty_url)
    with fresh.connect() as connection:
        assert connection.scalar(text("SELECT manager_id FROM person")) is None


@pytest.mark.slow
@sqlite_only
def test_before_a_step_the_file_is_copied_and_the_copy_is_whole(
    fresh: Engine, empty_url: str, steps: Callable[[str], None]
) -> None:
    House(Database(fresh)).person("ana")
    steps("op.execute('DELETE FROM heartbeat')")
    file = Path(fresh.url.database or "")
    copy = file.with_name(f"{file.name}.before-{NEXT}")
    copy.write_bytes(b"left by an earlier try")
    assert upgrade(empty_url)
    with closing(sqlite3.connect(copy)) as beside:
        assert beside.execute("SELECT version_num FROM alembic_version").fetchall() == [(LAST,)]
        assert beside.execute("SELECT id FROM person").fetchall() == [("ana",)]
        assert beside.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@sqlite_only
def test_the_first_step_leaves_no_copy_of_nothing(fresh: Engine) -> None:
    file = Path(fresh.url.database or "")
    assert list(file.parent.glob("*.before-*")) == []


@pytest.mark.slow
def test_two_who_migrate_at_once_both_end_at_head(empty_url: str) -> None:
    program = f"from bot.schema import upgrade; print(upgrade({empty_url!r}))"
    start = partial(subprocess.Popen, [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    both = [start(), start()]
    assert sorted(process.communicate(timeout=60)[0] for process in both) == ["False\n", "True\n"]


def _damage(file: Path) -> None:
    with open(file, "r+b") as pages:
        pages.seek(4096 * 3)
        pages.write(b"\xff" * 4096 * 4)


@sqlite_only
def test_a_damaged_file_is_refused_with_the_way_back(fresh: Engine, empty_url: str) -> None:
    fresh.dispose()
    file = Path(fresh.url.database or "")
    _damage(file)
    damaged = file.read_bytes()
    with pytest.raises(Damaged) as caught:
        upgrade(empty_url)
    assert file.read_bytes() == damaged
    for part in (str(file), "-wal", "backup", "ladderbot migrate"):
        assert part in str(caught.value)
    assert len(str(caught.value).splitlines()) == 4


@sqlite_only
def test_a_file_that_is_no_database_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "ladder.db").write_text("this is a shopping list\n" * 100)
    engine = open_engine(f"sqlite:///{tmp_path / 'ladder.db'}")
    with pytest.raises(Damaged, match="not a database"):
        refuse_damaged(engine)
    engine.dispose()


def test_a_database_that_cannot_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    gone = "postgresql://nobody@127.0.0.1:1/none" if POSTGRES else f"sqlite:///{tmp_path / 'no' / 'ladder.db'}"
    with pytest.raises(SchemaError, match="left as it was"):
        upgrade(gone)


@sqlite_only
def test_without_a_copy_there_is_no_step(fresh: Engine, empty_url: str, steps: Callable[[str], None]) -> None:
    steps("op.execute('DELETE FROM heartbeat')")
    file = Path(fresh.url.database or "")
    file.with_name(f"{file.name}.before-{NEXT}").mkdir()
    with pytest.raises(SchemaError, match="no copy could be made"):
        upgrade(empty_url)
    with fresh.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == LAST


def test_a_whole_database_is_not_refused(fresh: Engine) -> None:
    refuse_damaged(fresh)


def test_the_reason_of_a_failure_holds_no_data(fresh: Engine, empty_url: str, steps: Callable[[str], None]) -> None:
    House(Database(fresh)).person("ana", name="a secret")
    steps('op.execute("INSERT INTO person SELECT * FROM person")')
    with pytest.raises(SchemaError) as caught:
        upgrade(empty_url)
    assert "secret" not in str(caught.value)
    assert "ana" not in str(caught.value)


def test_a_folder_with_a_percent_sign_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_url: str
) -> None:
    home = tmp_path / "100%(sure)s"
    shutil.copytree(schema.HOME, home, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "HOME", home)
    assert upgrade(empty_url)


def test_a_url_as_platforms_write_it_is_understood(empty_url: str) -> None:
    assert upgrade(empty_url.replace("postgresql+psycopg://", "postgres://"))
    assert normal_url(empty_url).get_backend_name() in ("sqlite", "postgresql")
