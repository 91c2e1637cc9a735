"""Engine and transactions: one place sets SQLite up, one knows the workspace wall, one names lock errors."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Executable,
    FromClause,
    Insert,
    Row,
    Table,
    bindparam,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase

from ladder.errors import Unavailable
from ladder.memory import Memory

_WRITES = "ladder_writes"


def table_of(model: type[DeclarativeBase]) -> Table:
    """The Core table behind a model: hot statements are Core, built once at import (DESIGN, measured)."""
    return cast("Table", model.__table__)


def walled(table: FromClause) -> ColumnElement[bool]:
    """The workspace wall for a statement: `Tx` alone supplies the value."""
    condition: ColumnElement[bool] = table.c.workspace_id == bindparam("workspace")
    return condition


@dataclass(frozen=True, slots=True)
class Tx:
    """One open transaction inside one workspace. Statements built with `walled` see only that workspace."""

    connection: Connection
    workspace_id: str
    memory: Memory
    writes: bool = True

    def run(self, statement: Executable, **values: Any) -> CursorResult[Any]:
        """Executes a statement; `values` fill its named parameters. Raises `TypeError` for a write in a reading one."""
        self._allow(statement)
        return self.connection.execute(statement, {**values, "workspace": self.workspace_id})

    def all(self, statement: Executable, **values: Any) -> Sequence[Row[Any]]:
        """All rows of a query."""
        return self.run(statement, **values).all()

    def first(self, statement: Executable, **values: Any) -> Row[Any] | None:
        """The first row of a query, or None."""
        return self.run(statement, **values).first()

    def insert(self, model: type[DeclarativeBase], *rows: Mapping[str, Any]) -> None:
        """Inserts rows of this workspace; nothing for no rows."""
        self._insert(table_of(model).insert(), rows)

    def insert_new(self, model: type[DeclarativeBase], *rows: Mapping[str, Any]) -> int:
        """Inserts those rows whose unique keys are not there yet; returns how many went in."""
        dialect = sqlite if self.connection.dialect.name == "sqlite" else postgresql
        return self._insert(dialect.insert(table_of(model)).on_conflict_do_nothing(), rows)

    def _insert(self, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> int:
        if not rows:
            return 0
        self._allow(statement)
        wall = {"workspace_id": self.workspace_id} if "workspace_id" in statement.table.c else {}
        # psycopg reports -1 for an insert unless the count is kept
        keeping = {"preserve_rowcount": True}
        return self.connection.execute(statement, [{**row, **wall} for row in rows], execution_options=keeping).rowcount

    def _allow(self, statement: Executable) -> None:
        # a reading transaction that writes waits for no lock: it fails, and only under load
        if statement.is_dml and not self.writes:
            raise TypeError("this transaction only reads; open it with Database.write")


def normal_url(url: str) -> URL:
    """The URL with its driver: `postgres://` and `postgresql://` become psycopg 3 (INTERFACE, DATABASE_URL)."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            url = "postgresql+psycopg://" + url.removeprefix(prefix)
    return make_url(url)


def open_engine(url: str, *, busy_seconds: float = 30.0, pool_size: int = 16) -> Engine:
    """An engine with the house's settings; it connects at first use.

    `busy_seconds` bounds the wait for a lock: short where a person waits for an answer, long for workers.
    Parameters are hidden from errors, because they hold what people wrote.
    """
    target = normal_url(url)
    options: dict[str, Any] = {
        "hide_parameters": True,
        "pool_size": pool_size,
        "max_overflow": 8,
        "pool_timeout": busy_seconds,
    }
    if target.get_backend_name() == "sqlite":
        engine = create_engine(target, **options, connect_args={"timeout": busy_seconds})
        _set_up_sqlite(engine, busy_seconds)
        return engine
    milliseconds = int(busy_seconds * 1000)
    limits = " ".join(
        f"-c {name}={value}"
        for name, value in (
            ("statement_timeout", milliseconds),
            ("lock_timeout", milliseconds),
            ("idle_in_transaction_session_timeout", 60_000),
        )
    )
    waits = {"options": limits, "connect_timeout": max(2, int(busy_seconds))}
    return create_engine(target, **options, pool_pre_ping=True, connect_args=waits)


def _set_up_sqlite(engine: Engine, busy_seconds: float) -> None:
    pragmas = (
        f"busy_timeout={int(busy_seconds * 1000)}",  # first: changing the journal mode may have to wait
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    )

    @event.listens_for(engine, "connect")
    def connected(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in pragmas:
            dbapi_connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # a write transaction takes its lock at once: one that upgrades half-way fails instead of waiting
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@dataclass(frozen=True, slots=True)
class Database:
    """Opens transactions. `read` and `write` commit at the end of the block and roll back if it raises.

    Both raise `Unavailable` when the database is locked for too long, gone or full; nothing is saved then.
    """

    engine: Engine
    memory: Memory = field(default_factory=Memory)

    @contextmanager
    def read(self, workspace_id: str = "") -> Iterator[Tx]:
        """A transaction that only reads. Without a workspace, walled statements find nothing."""
        with self._transaction(workspace_id, writes=False) as tx:
            yield tx

    @contextmanager
    def write(self, workspace_id: str = "") -> Iterator[Tx]:
        """A transaction that may write; on SQLite it holds the write lock from its first moment."""
        with self._transaction(workspace_id, writes=True) as tx:
            yield tx

    @contextmanager
    def _transaction(self, workspace_id: str, *, writes: bool) -> Iterator[Tx]:
        # what a transaction learns about rows it wrote is shared once they are there for all
        memory = Memory(self.memory) if writes else self.memory
        try:
            with self.engine.connect() as plain:
                connection = plain.execution_options(**_options(self.engine, writes=writes))
                with connection.begin():
                    yield Tx(connection, workspace_id, memory, writes)
        except PoolTimeout as error:
            raise Unavailable("too many transactions at once") from error
        except DBAPIError as error:
            if _may_pass(error):
                raise Unavailable(type(error.orig).__name__) from error
            raise
        self.memory.learn(memory)


def _options(engine: Engine, *, writes: bool) -> dict[str, Any]:
    if engine.dialect.name == "sqlite":
        return {_WRITES: writes}
    # several statements of one reading see one moment, as they do on SQLite
    return {} if writes else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _may_pass(error: DBAPIError) -> bool:
    """True for a database that is locked, gone, full or damaged; False for a wrong statement or value."""
    damaged = getattr(error.orig, "sqlite_errorname", "") in ("SQLITE_CORRUPT", "SQLITE_NOTADB")
    return isinstance(error, OperationalError) or error.connection_invalidated or damaged
