"""Glances: the few questions that nearly every request asks, compiled once and put to the driver itself.

A transaction with one Core statement costs about 280 µs, of which the database needs 9; a glance costs 30
(docs/benchmarks.md). It sees one moment, as any single statement does, and takes and gives plain values.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from threading import Lock
from typing import Any

from sqlalchemy import Dialect, PoolProxiedConnection, Select
from sqlalchemy.exc import DBAPIError

_Compiled = tuple[str, dict[str, Any], tuple[str, ...] | None]


def as_day(value: Any) -> date | None:
    """A day as the driver gives it, ISO text on SQLite and a date on PostgreSQL, as a date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Driver:
    """A pooled connection of the driver, and the dialect that statements are written for."""

    dialect: Dialect
    pooled: PoolProxiedConnection


@contextmanager
def errors_of(dialect: Dialect, sql: object) -> Iterator[None]:
    """What the driver raises within, raised as Core would: SQLAlchemy's `DBAPIError`, without the parameters."""
    dbapi: Any = dialect.loaded_dbapi
    try:
        yield
    except dbapi.Error as error:
        raise DBAPIError.instance(str(sql), None, error, dbapi.Error, hide_parameters=True) from error


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
        with errors_of(driver.dialect, sql):
            cursor = driver.pooled.cursor()
            cursor.execute(sql, [given[name] for name in order] if order else given)
            return list(cursor.fetchall())

    def _for(self, dialect: Dialect) -> _Compiled:
        found = self._compiled.get(dialect.name)
        if found is None:
            with self._lock:
                found = self._compiled[dialect.name] = self._compile(dialect)
        return found

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled: Any = self.statement.compile(dialect=dialect)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        plain = {name: value.value if isinstance(value, Enum) else value for name, value in fixed.items()}
        return str(compiled), plain, tuple(compiled.positiontup) if compiled.positional else None
