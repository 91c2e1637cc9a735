"""Alembic's entry point. `bot.schema` hands over an open connection; on its own it opens what bot.config says."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from bot.config import read
from ladder.store.columns import TextList, UTCDateTime
from ladder.store.engine import open_engine
from ladder.store.models import Base


def render(kind: str, what: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our column types as the plain ones they are stored as: a migration must not change when our code does."""
    if kind == "type" and isinstance(what, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(what, TextList):
        return "sa.Text()"
    return False


def migrate(connection: Connection) -> None:
    """Runs what Alembic was asked for on `connection`."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    migrate(given)
else:
    engine = open_engine(read().database_url)
    with engine.begin() as own:
        migrate(own)
    engine.dispose()
