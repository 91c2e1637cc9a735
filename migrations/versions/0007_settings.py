"""Settings that people can change: whether the time zone was chosen, and what the last change found."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspace", sa.Column("tz_chosen", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("workspace", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workspace", sa.Column("settled_through", sa.Date(), nullable=True))
