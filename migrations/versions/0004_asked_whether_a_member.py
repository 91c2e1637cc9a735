"""When Slack last said that a person is a full, living member: of nobody at first, so everybody is asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
