"""Engines with the house's settings: how SQLite and PostgreSQL are set up, and which of their errors may pass."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError

_WRITES = "ladder_writes"


def normal_url(url: str) -> URL:
    """The URL with its driver: `postgres://` and `postgresql://` become psycopg 3, as `DATABASE_URL` may say."""
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
        "pool_use_lifo": True,  # the connection that was used last knows the statements, and has the pages
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
    engine = create_engine(target, **options, pool_pre_ping=True, connect_args=waits)
    event.listen(engine, "handle_error", _strip_detail)
    return engine


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


def _strip_detail(context: ExceptionContext) -> None:
    """Leaves an error its first line: in those below PostgreSQL repeats the row, which holds what people wrote."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


def transaction_options(engine: Engine, *, writes: bool) -> dict[str, Any]:
    """The execution options with which a connection begins a transaction."""
    if engine.dialect.name == "sqlite":
        return {_WRITES: writes}
    # several statements of one reading see one moment, as they do on SQLite
    return {} if writes else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def may_pass(error: DBAPIError) -> bool:
    """True for a database that is locked, gone, full or damaged; False for a wrong statement or value."""
    # SQLite says OperationalError of a wrong statement too, and then gives this most general of its codes
    wrong = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_ERROR"
    return (isinstance(error, OperationalError) and not wrong) or error.connection_invalidated or is_damage(error)


def is_full(error: DBAPIError) -> bool:
    """True if the database's disk has no room left (sqlite.org/rescode.html; PostgreSQL, Appendix A, class 53)."""
    name, state = getattr(error.orig, "sqlite_errorname", ""), getattr(error.orig, "sqlstate", "")
    return name == "SQLITE_FULL" or state == "53100"


def is_damage(error: DBAPIError) -> bool:
    """True if a SQLite file is not whole, or no database at all."""
    return getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
