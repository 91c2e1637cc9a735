"""A database whose disk is full: it can be read, and takes nothing new."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, text

_TABLES = ("evidence", "delivery", "person", "workspace", "access_ledger", "heartbeat", "inbox")


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """While the block runs, the database says that its disk is full, in its own words."""
    with (_full_file if engine.dialect.name == "sqlite" else _full_server)(engine):
        yield


@contextmanager
def _full_file(engine: Engine) -> Iterator[None]:
    """SQLite's own limit for a file's pages, at those it has: nothing can grow. What fits into the pages still goes."""

    def limit(connection: Any, *_: object) -> None:
        pages, free = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
        connection.execute(f"PRAGMA max_page_count={pages - free}")

    event.listen(engine, "checkout", limit)
    try:
        yield
    finally:
        event.remove(engine, "checkout", limit)
        event.listen(engine, "checkout", _unlimited)


def _unlimited(connection: Any, *_: object) -> None:
    connection.execute("PRAGMA max_page_count=4294967294")


@contextmanager
def _full_server(engine: Engine) -> Iterator[None]:
    """PostgreSQL's own error, raised by the server wherever a row would be written."""
    fail = "BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ {fail} $$"))
        for table in _TABLES:
            when = f"BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT"
            connection.execute(text(f"CREATE TRIGGER no_space {when} EXECUTE FUNCTION no_space()"))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP FUNCTION no_space CASCADE"))
