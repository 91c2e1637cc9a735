"""The database's schema: which step it is at, and bringing it to the last one.

Alembic is imported only where steps are run; the web process asks `at_head` without it.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, event, func, inspect, select, table, text
from sqlalchemy.exc import DatabaseError, DBAPIError, SQLAlchemyError

import migrations
from ladder.errors import LadderError, Unavailable
from ladder.store.db import Database
from ladder.store.engine import is_damage, open_engine

HOME = Path(migrations.__file__).parent
_STEP = re.compile(r"(\d{4})_\w+\.py")
_LOCK = 20_260_701  # any number, so long as everyone who migrates takes the same


class SchemaError(LadderError):
    """The schema couldn't be brought to this version's; the database is as it was. `str(error)` says what to do."""


class Damaged(LadderError):
    """The SQLite file is damaged; `str(error)` says how to restore it."""


@cache
def head() -> str:
    """The last step that this version of the code knows."""
    matches = (_STEP.fullmatch(path.name) for path in (HOME / "versions").iterdir())
    return max(match[1] for match in matches if match)


def at_head(engine: Engine) -> bool:
    """True if the schema is exactly this code's: not behind, not ahead. Raises `Unavailable`."""
    with Database(engine).read() as tx:
        return _step_of(tx.connection) == head()


def _step_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    step: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return step


def refuse_damaged(engine: Engine) -> None:
    """Raises `Damaged` for a SQLite file that is not whole; reads all of it. PostgreSQL looks after itself. A file
    that can't be opened raises SQLAlchemy's `DatabaseError`."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except DatabaseError as error:
        if not is_damage(error):
            raise
        verdict = reason_of(error)
    if verdict != "ok":
        raise Damaged(_how_to_restore(engine.url.database or "", str(verdict).splitlines()[-1]))


def _how_to_restore(file: str, damage: str) -> str:
    return (
        f"The database file {file} is damaged ({damage}). Nothing was changed.\n"
        f"  1. Stop every process of the app. Move {file}, {file}-wal and {file}-shm to a safe place.\n"
        f"  2. Copy your last backup to {file}; each change of the schema left one at {file}.before-NNNN.\n"
        "  3. Run ladderbot migrate, then start the app again."
    )


def reason_of(error: BaseException | None) -> str:
    """The first line of what the database said: the lines below may hold what people wrote."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    return str(inner).partition("\n")[0]


def upgrade(url: str) -> bool:
    """Brings the schema to the last step, in one transaction; True if there was anything to do.

    A SQLite file is copied first, to FILE.before-NNNN beside it. Raises `SchemaError` if a step fails or the database
    is ahead of this code, and `Damaged` for a damaged file: the database is then as it was.
    """
    with _readable_errors(), _engine_for_steps(url) as engine, Database(engine).write() as tx:
        _wait_for_others(tx.connection)
        step = _step_of(tx.connection)
        if step == head():
            return False
        _prepare(engine, step)
        before = _counts(tx.connection)
        _run_steps(tx.connection)
        _check(tx.connection, before)
        return True


@contextmanager
def _engine_for_steps(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        refuse_damaged(engine)
        if engine.dialect.name == "sqlite":
            _leave_keys_alone(engine)
        yield engine
    finally:
        engine.dispose()


def _leave_keys_alone(engine: Engine) -> None:
    engine.dispose()

    @event.listens_for(engine, "connect")
    def connected(dbapi_connection: sqlite3.Connection, _record: object) -> None:
        # a step may remake a table: with foreign keys on, dropping the old one touches the rows that point to it
        dbapi_connection.execute("PRAGMA foreign_keys=OFF")


@contextmanager
def _readable_errors() -> Iterator[None]:
    try:
        yield
    except Unavailable as error:
        raise SchemaError(f"The schema was left as it was: {reason_of(error.__cause__)}.") from error
    except SQLAlchemyError as error:
        raise SchemaError(f"The schema was left as it was: {reason_of(error)}.") from error


def _wait_for_others(connection: Connection) -> None:
    # SQLite's write lock is held already
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = '15min'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _prepare(engine: Engine, step: str | None) -> None:
    if step is None:
        return
    if step > head():
        raise SchemaError(f"This database is at step {step}, this version knows {head()}: install the newer version.")
    if engine.dialect.name == "sqlite":
        _copy(Path(engine.url.database or ""))


def _copy(file: Path) -> None:
    # by a connection of its own, while ours holds the write lock: the copy is the last state before the steps
    copy = file.with_name(f"{file.name}.before-{head()}")
    try:
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(file)) as beside:
            beside.execute("VACUUM INTO ?", (str(copy),))
    except (OSError, sqlite3.Error) as error:
        raise SchemaError(f"The schema was left as it was: no copy could be made at {copy} first ({error}).") from error


def _counts(connection: Connection) -> Mapping[str, int]:
    tables = [table(name) for name in inspect(connection).get_table_names()]
    return {counted.name: connection.scalar(select(func.count()).select_from(counted)) or 0 for counted in tables}


def _run_steps(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HOME).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def _check(connection: Connection, before: Mapping[str, int]) -> None:
    """Raises `SchemaError` if a step lost rows or left some that point nowhere."""
    after = _counts(connection)
    fewer = [name for name, count in before.items() if name in after and after[name] < count]
    if fewer:
        raise SchemaError(f"The schema was left as it was: a step would have lost rows of {', '.join(fewer)}.")
    if connection.dialect.name == "sqlite":
        broken = {row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))}
        if broken:
            raise SchemaError(
                f"The schema was left as it was: rows of {', '.join(sorted(broken))} would point nowhere."
            )
