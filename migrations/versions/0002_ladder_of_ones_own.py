"""A ladder of one's own: drafts of it, who has seen which changes; and wins shown to colleagues as examples."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_ladder_draft()
    _make_level_move()
    op.add_column("person", sa.Column("ladder_seen", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE person SET ladder_seen ="
        " (SELECT max(number) FROM ladder_version WHERE ladder_version.workspace_id = person.workspace_id)"
    )
    op.add_column("evidence", sa.Column("example", sa.Boolean(), server_default=sa.false(), nullable=False))


def _make_ladder_draft() -> None:
    op.create_table(
        "ladder_draft",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_ladder_draft_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "author_id", name=op.f("pk_ladder_draft")),
    )


def _make_level_move() -> None:
    op.create_table(
        "level_move",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(8), nullable=False),
        sa.Column("old_level", sa.String(64), nullable=False),
        sa.Column("new_level", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_level_move_workspace_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", "version", "what", name=op.f("pk_level_move")),
    )
