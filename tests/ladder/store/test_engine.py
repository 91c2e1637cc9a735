"""Engines before they connect, what is left of PostgreSQL's errors, and statements that meet trouble."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import ExceptionContext, bindparam, column, event, select, table

from ladder.errors import Unavailable
from ladder.store.db import Database
from ladder.store.engine import open_engine, transaction_options
from tests.conftest import House

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


def connecting(url: str, **options: Any) -> dict[str, Any]:
    """What the driver is told when this engine connects; it does not really connect."""
    told: dict[str, Any] = {}
    engine = open_engine(url, **options)

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, _arguments: object, parameters: dict[str, Any]) -> None:
        told.update(parameters)
        raise ConnectionRefusedError

    with pytest.raises(ConnectionRefusedError):
        engine.connect()
    return told


def test_postgresql_is_told_how_long_anything_may_take() -> None:
    told = connecting(NOWHERE, busy_seconds=1.5)
    assert told["options"].split("-c ")[1:] == [
        "statement_timeout=1500 ",
        "lock_timeout=1500 ",
        "idle_in_transaction_session_timeout=60000",
    ]
    assert told["connect_timeout"] == 2
    assert connecting(NOWHERE)["connect_timeout"] == 30


def test_reading_on_postgresql_sees_one_moment_and_cannot_write() -> None:
    engine = open_engine(NOWHERE)
    reading = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    assert transaction_options(engine, writes=False) == reading
    assert transaction_options(engine, writes=True) == {}


def test_an_error_of_postgresql_keeps_its_first_line_only() -> None:
    engine = open_engine(NOWHERE)
    original, wrapped, empty = (
        ValueError("duplicate key\nDETAIL:  Key (name)=(a secret) already exists.", 7),
        ValueError("(UniqueViolation) duplicate key\nDETAIL:  Key (name)=(a secret) already exists."),
        ValueError(),
    )
    for first, second in ((original, wrapped), (empty, None)):
        context = SimpleNamespace(original_exception=first, sqlalchemy_exception=second)
        for listener in engine.dialect.dispatch.handle_error:
            listener(cast("ExceptionContext", context))
    assert original.args == ("duplicate key", 7)
    assert wrapped.args == ("(UniqueViolation) duplicate key",)
    assert empty.args == ()


_nothing = table("nothing", column("workspace_id"), column("secret"))
_ASK = select(_nothing.c.secret).where(
    _nothing.c.workspace_id == bindparam("workspace"), _nothing.c.secret == bindparam("secret")
)


def test_a_statement_that_fails_shows_no_parameter(house: House) -> None:
    with pytest.raises(Exception, match="nothing") as caught:
        _look(house.database)
    assert "pa55word" not in f"{caught.value} {caught.value.__cause__}"


def _look(database: Database) -> None:
    try:
        with database.read("T1") as tx:
            tx.all(_ASK, secret="pa55word")
    except Unavailable as error:
        raise LookupError(str(error.__cause__)) from error.__cause__
