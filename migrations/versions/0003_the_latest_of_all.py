"""The latest wins of a workspace, whoever's they are: suggestions ask for them each time a form opens."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_evidence_latest"),
        "evidence",
        ["workspace_id", "confirmed", "state", "id", "owner_id", "revision"],
    )
