"""Transactions: one place knows the workspace wall, one names what may pass and be tried again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, cast

from sqlalchemy import (
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
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase

from ladder.errors import Full, Unavailable
from ladder.store.cache import Memory
from ladder.store.engine import is_full, may_pass, transaction_options
from ladder.store.glance import Driver, Glance, GlanceConnections, errors_of

_PART = 1_000  # rows: enough that the calls cost nothing, few enough to hold


def table_of(model: type[DeclarativeBase]) -> Table:
    """The Core table behind a model: hot statements are Core, built once at import."""
    return cast("Table", model.__table__)


def walled(table: FromClause) -> ColumnElement[bool]:
    """The workspace wall for a statement: `Tx` alone supplies the value."""
    condition: ColumnElement[bool] = table.c.workspace_id == bindparam("workspace")
    return condition


class Tx:
    """One transaction inside one workspace. Statements built with `walled` see only that workspace.

    A reading one begins with its first statement; glances alone need none.
    """

    __slots__ = ("_opening", "memory", "workspace_id", "writes")

    def __init__(self, workspace_id: str, memory: Memory, opening: "_Opening", *, writes: bool) -> None:
        self.workspace_id, self.memory, self.writes = workspace_id, memory, writes
        self._opening = opening
        if writes:
            opening.connection()

    @property
    def connection(self) -> Connection:
        """The connection, with the transaction begun."""
        return self._opening.connection()

    def glance(self, question: Glance, **values: str) -> list[tuple[Any, ...]]:
        """All rows of a question as the driver gives them: dates as text on SQLite, booleans perhaps as 0 and 1."""
        return self._opening.glance(question, {**values, "workspace": self.workspace_id})

    def run(self, statement: Executable, **values: Any) -> CursorResult[Any]:
        """Executes a statement; `values` fill its named parameters. Raises `TypeError` for a write in a reading one."""
        self._allow(statement)
        return self.connection.execute(statement, {**values, "workspace": self.workspace_id})

    def run_many(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Executes a write once per row of parameters, in one go; nothing for no rows."""
        if rows:
            self._allow(statement)
            self.connection.execute(statement, [{**row, "workspace": self.workspace_id} for row in rows])

    def all(self, statement: Executable, **values: Any) -> Sequence[Row[Any]]:
        """All rows of a query."""
        return self.run(statement, **values).all()

    def stream(self, statement: Executable, **values: Any) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The rows of a large query in parts, never all in memory, as the driver gives them (see `glance`)."""
        with self.run(statement.execution_options(yield_per=_PART), **values) as result:
            cursor: Any = result.cursor
            with errors_of(_driver_of(self.connection), statement):
                part = [tuple(row) for row in result.fetchmany(1)]  # SQLAlchemy has read one row ahead
                while part:
                    yield part
                    part = cursor.fetchmany(_PART)

    def first(self, statement: Executable, **values: Any) -> Row[Any] | None:
        """The first row of a query, or None."""
        return self.run(statement, **values).first()

    def insert(self, model: type[DeclarativeBase], *rows: Mapping[str, Any]) -> None:
        """Inserts rows of this workspace; nothing for no rows."""
        self._insert(table_of(model).insert(), rows)

    def insert_new(self, model: type[DeclarativeBase], *rows: Mapping[str, Any]) -> int:
        """Inserts those rows whose unique keys are not there yet; returns how many went in."""
        into = _insert_of(self.connection.dialect.name)
        return self._insert(into(table_of(model)).on_conflict_do_nothing(), rows)

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


def _insert_of(dialect: str) -> Any:
    """The dialect's `insert`, which knows of conflicts."""
    if dialect == "sqlite":
        return sqlite.insert
    from sqlalchemy.dialects import postgresql  # a tenth of what starting costs, and only for such a database

    return postgresql.insert


@dataclass(frozen=True, slots=True)
class Database:
    """Opens transactions. `read` and `write` commit at the end of the block and roll back if it raises.

    Both raise `Unavailable` when the database is locked for too long, gone or full (`Full`); nothing is saved then.
    """

    engine: Engine
    memory: Memory = field(default_factory=Memory)
    _glances: GlanceConnections = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_glances", GlanceConnections(self.engine))

    def read(self, workspace_id: str = "") -> AbstractContextManager[Tx]:
        """A transaction that only reads. Without a workspace, walled statements find nothing."""
        return self._transaction(workspace_id, writes=False)

    def write(self, workspace_id: str = "") -> AbstractContextManager[Tx]:
        """A transaction that may write; on SQLite it holds the write lock from its first moment."""
        return self._transaction(workspace_id, writes=True)

    @contextmanager
    def _transaction(self, workspace_id: str, *, writes: bool) -> Iterator[Tx]:
        # what a transaction learns about rows it wrote is shared once they are there for all
        memory = Memory(self.memory) if writes else self.memory
        try:
            with _Opening(self.engine, self._glances, writes=writes) as opening:
                yield Tx(workspace_id, memory, opening, writes=writes)
        except PoolTimeout as error:
            raise Unavailable("too many transactions at once") from error
        except DBAPIError as error:
            if is_full(error):
                raise Full("its disk is full") from error
            if may_pass(error):
                raise Unavailable(type(error.orig).__name__) from error
            raise
        self.memory.learn(memory)


def _driver_of(connection: Connection) -> Driver:
    return Driver(connection.dialect, connection.connection)


class _Opening:
    """Opens what a transaction turns out to need, once, and closes it: committed, or rolled back by an error."""

    __slots__ = ("_connection", "_engine", "_glances", "_stack", "_writes")

    def __init__(self, engine: Engine, glances: GlanceConnections, *, writes: bool) -> None:
        self._engine, self._glances, self._writes = engine, glances, writes
        self._connection: Connection | None = None
        self._stack: ExitStack | None = None

    def connection(self) -> Connection:
        if self._connection is None:
            with ExitStack() as stack:
                plain = stack.enter_context(self._engine.connect())
                connection = plain.execution_options(**transaction_options(self._engine, writes=self._writes))
                stack.enter_context(connection.begin())
                self._connection, self._stack = connection, stack.pop_all()
        return self._connection

    def glance(self, question: Glance, values: dict[str, str]) -> list[tuple[Any, ...]]:
        if self._connection is None:
            return self._glances.ask(question, values)
        return question.ask(_driver_of(self._connection), values)

    def __enter__(self) -> "_Opening":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return self._stack.__exit__(kind, error, trace) if self._stack else None
