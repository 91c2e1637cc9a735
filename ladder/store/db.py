"""Transactions: one place knows the workspace wall, one names what may pass and be tried again."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

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
from ladder.store.cache import Cache
from ladder.store.engine import is_full, may_pass, transaction_options

Value = TypeVar("Value")


def table_of(model: type[DeclarativeBase]) -> Table:
    """The Core table behind a model: hot statements are Core, built once at import."""
    return cast("Table", model.__table__)


def walled(table: FromClause) -> ColumnElement[bool]:
    """The workspace wall for a statement: `Tx` alone supplies the value."""
    condition: ColumnElement[bool] = table.c.workspace_id == bindparam("workspace")
    return condition


class Tx:
    """One transaction inside one workspace. Statements built with `walled` see only that workspace."""

    __slots__ = ("_cache", "connection", "workspace_id", "writes")

    def __init__(self, workspace_id: str, connection: Connection, cache: Cache, *, writes: bool) -> None:
        self.workspace_id, self.connection, self.writes = workspace_id, connection, writes
        self._cache = cache

    def cached(self, kind: str, key: Hashable, make: Callable[[], Value]) -> Value:
        """The workspace's value of a kind, under a key that says all it is made from; made at first use.

        A transaction that writes keeps nothing, because what it sees may be undone.
        """
        return self._cache.get_or_make(kind, (self.workspace_id, key), make, keep=not self.writes)

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
    cache: Cache = field(default_factory=Cache)

    def read(self, workspace_id: str = "") -> AbstractContextManager[Tx]:
        """A transaction that only reads. Without a workspace, walled statements find nothing."""
        return self._transaction(workspace_id, writes=False)

    def write(self, workspace_id: str = "") -> AbstractContextManager[Tx]:
        """A transaction that may write; on SQLite it holds the write lock from its first moment."""
        return self._transaction(workspace_id, writes=True)

    @contextmanager
    def _transaction(self, workspace_id: str, *, writes: bool) -> Iterator[Tx]:
        try:
            with self.engine.connect() as connection:
                connection.execution_options(**transaction_options(self.engine, writes=writes))
                with connection.begin():
                    yield Tx(workspace_id, connection, self.cache, writes=writes)
        except PoolTimeout as error:
            raise Unavailable("too many transactions at once") from error
        except DBAPIError as error:
            if is_full(error):
                raise Full("its disk is full") from error
            if may_pass(error):
                raise Unavailable(type(error.orig).__name__) from error
            raise
