"""Suggestions learn from shared wins alone: the index of the latest wins says who may see each."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = ["workspace_id", "confirmed", "state", "id", "owner_id", "revision", "visibility"]


def upgrade() -> None:
    op.drop_index(op.f("ix_evidence_latest"), "evidence")
    op.create_index(op.f("ix_evidence_latest"), "evidence", _COLUMNS)
