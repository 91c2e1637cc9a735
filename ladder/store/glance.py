"""Glances: the few questions that nearly every request asks, compiled once and put to the driver itself.

A transaction with one Core statement costs about 280 µs, of which the database needs 9; a glance costs 30
(docs/benchmarks.md). It sees one moment, as any single statement does, and takes and gives plain values.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import msgspec
from sqlalchemy import Dialect, Engine, PoolProxiedConnection, Select, event, func, select
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

_TURN_SECONDS = 0.05
_ROWS: msgspec.json.Decoder[list[tuple[Any, ...]]] = msgspec.json.Decoder(list[tuple[Any, ...]])
_Compiled = tuple[str, dict[str, Any], tuple[str, ...] | None]


def as_day(value: Any) -> date | None:
    """A day as the driver gives it, ISO text on SQLite and a date on PostgreSQL, as a date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_instant(value: Any) -> datetime | None:
    """A moment as the driver gives it, ISO text on SQLite and a datetime on PostgreSQL, as an aware UTC datetime."""
    moment: datetime | None = datetime.fromisoformat(value) if isinstance(value, str) else value
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Driver:
    """A connection of the driver from the pool, and the dialect that statements are written for."""

    dialect: Dialect
    pooled: PoolProxiedConnection

    @property
    def errors(self) -> type[Exception]:
        """What all errors of the driver are."""
        dialect: Any = self.dialect
        return dialect.loaded_dbapi.Error  # type: ignore[no-any-return]


@contextmanager
def errors_of(driver: Driver, sql: object) -> Iterator[None]:
    """What the driver raises within, raised as Core would: SQLAlchemy's `DBAPIError`, without the parameters."""
    try:
        yield
    except driver.errors as error:
        raise _as_core(driver, sql, error) from error


def _as_core(driver: Driver, sql: object, error: Any) -> DBAPIError:
    dialect: Any = driver.dialect
    gone = dialect.is_disconnect(error, driver.pooled.dbapi_connection, None)
    core: DBAPIError = DBAPIError.instance(
        str(sql), None, error, driver.errors, hide_parameters=True, connection_invalidated=gone
    )
    return core


class Glance:
    """One question. Its parameters are texts; its statement is walled like any other."""

    def __init__(self, statement: Select[Any]) -> None:
        self.statement = statement
        self._compiled: dict[str, _Compiled] = {}
        self._lock = Lock()

    def ask(self, driver: Driver, values: dict[str, str]) -> list[tuple[Any, ...]]:
        """All rows, as the driver gives them. Raises SQLAlchemy's `DBAPIError`, as Core does."""
        sql, constants, order = self._for(driver.dialect)
        given = constants | values if constants else values
        try:  # without `errors_of`, whose block is a tenth of a glance
            cursor = driver.pooled.cursor()
            cursor.execute(sql, [given[name] for name in order] if order else given)
            rows = cursor.fetchall()
        except driver.errors as error:
            raise _as_core(driver, sql, error) from error
        return _ROWS.decode(rows[0][0]) if driver.dialect.name == "sqlite" else list(rows)

    def _for(self, dialect: Dialect) -> _Compiled:
        found = self._compiled.get(dialect.name)
        if found is None:
            with self._lock:
                found = self._compiled[dialect.name] = self._compile(dialect)
        return found

    def _compile(self, dialect: Dialect) -> _Compiled:
        statement = _as_one_text(self.statement) if dialect.name == "sqlite" else self.statement
        compiled: Any = statement.compile(dialect=dialect)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        plain = {name: value.value if isinstance(value, Enum) else value for name, value in fixed.items()}
        return str(compiled), plain, tuple(compiled.positiontup) if compiled.positional else None


def _as_one_text(statement: Select[Any]) -> Select[Any]:
    """The same question, answered by one text: a list of rows in JSON.

    The driver of SQLite gives up the interpreter's lock for each column of each row. Where other threads want it, every
    time is a wait, and all of them together were most of what a request took (docs/decisions/statements.md).
    """
    rows = statement.subquery()
    return select(func.json_group_array(func.json_array(*rows.c)))


class GlanceConnections:
    """The connections of an engine that answer glances outside a transaction: each glance is one, by itself.

    They are kept for the next one, since to take a connection from the pool and give it back costs as much as the
    question (docs/decisions/statements.md). There are as many as there were glances at once. Safe for threads.

    On SQLite one is asked at a time: it takes 10 µs, and several at once only wake each other for the interpreter's
    lock. Turns are taken from a queue, where whoever is awake gets the next; a lock gives it to one it has to wake.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: deque[Driver] = deque()  # its ends need no lock
        self._turns: SimpleQueue[None] | None = None
        if engine.dialect.name == "sqlite":
            self._turns = SimpleQueue()
            self._turns.put(None)
        event.listen(engine, "engine_disposed", partial(_end_all, self._idle))

    def ask(self, glance: Glance, values: dict[str, str]) -> list[tuple[Any, ...]]:
        """All rows of a glance. Raises SQLAlchemy's `DBAPIError`.

        If the database has hung up on a kept connection, the question is put once more on a new one.
        """
        if self._turns is None:
            return self._answer(glance, values)
        try:
            self._turns.get(timeout=_TURN_SECONDS)
        except Empty:  # one that is stuck does not keep the others waiting
            return self._answer(glance, values)
        try:
            return self._answer(glance, values)
        finally:
            self._turns.put(None)

    def _answer(self, glance: Glance, values: dict[str, str]) -> list[tuple[Any, ...]]:
        with suppress(IndexError):
            kept = self._idle.pop()
            try:
                return self._ask(kept, glance, values)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
        return self._ask(self._new(), glance, values)

    def _ask(self, driver: Driver, glance: Glance, values: dict[str, str]) -> list[tuple[Any, ...]]:
        try:
            rows = glance.ask(driver, values)
        except BaseException:
            driver.pooled.invalidate()
            raise
        self._idle.append(driver)
        return rows

    def _new(self) -> Driver:
        dialect, pooled = self._engine.dialect, self._engine.raw_connection()
        dialect.set_isolation_level(cast("DBAPIConnection", pooled.dbapi_connection), "AUTOCOMMIT")
        return Driver(dialect, pooled)


def _end_all(idle: deque[Driver], _engine: Engine) -> None:
    while idle:
        idle.pop().pooled.invalidate()  # closed, not given back: the pool it came from has been left behind
