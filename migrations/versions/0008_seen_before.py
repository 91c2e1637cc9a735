"""A message may be logged twice, when its owner says so; and words wait while Ladder asks about them."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_UNIQUE = "uq_evidence_workspace_id_owner_id_source_channel_source_ts"
_SOURCE = ["workspace_id", "owner_id", "source_channel", "source_ts"]


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _remake_evidence()
    else:
        op.drop_constraint(_UNIQUE, "evidence")
    op.create_index(op.f("ix_evidence_workspace_id_owner_id_source_channel_source_ts"), "evidence", _SOURCE)
    _make_held_win()


def _remake_evidence() -> None:
    """SQLite drops no constraint: the table is made once more as it stands, without it, and all rows are copied."""
    parts = "SELECT sql FROM sqlite_master WHERE tbl_name = 'evidence' AND sql IS NOT NULL AND type = '{}'"
    [[made]] = op.get_bind().exec_driver_sql(parts.format("table"))
    indexes = [row[0] for row in op.get_bind().exec_driver_sql(parts.format("index"))]
    without = re.sub(rf",\s*CONSTRAINT {_UNIQUE} UNIQUE \([^)]*\)", "", made)
    op.execute(re.sub(r"^CREATE TABLE \"?evidence\"?", "CREATE TABLE evidence_new", without))
    op.execute("INSERT INTO evidence_new SELECT * FROM evidence")
    op.drop_table("evidence")
    op.rename_table("evidence_new", "evidence")
    for index in indexes:
        op.execute(index)


def _make_held_win() -> None:
    op.create_table(
        "held_win",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_held_win_workspace_id_owner_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "owner_id", "id", name=op.f("pk_held_win")),
    )
    op.create_index(op.f("ix_held_win_held_at"), "held_win", ["held_at"])
