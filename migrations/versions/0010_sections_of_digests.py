"""Whose wins a sent digest shows, and where: so that it can be made anew when one of them is taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_section",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("recipient_id", sa.String(32), nullable=False),
        sa.Column("period", sa.String(64), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("wins", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_digest_section_workspace_id_owner_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "recipient_id", "period", "part", "owner_id", name=op.f("pk_digest_section")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_digest_section_workspace_id_owner_id"), "digest_section", ["workspace_id", "owner_id"])
