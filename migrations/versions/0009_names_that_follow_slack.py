"""Whether the roster gave a person another name or address than Slack's: of nobody at first, so all follow Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("keeps_name", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("person", sa.Column("keeps_email", sa.Boolean(), server_default=sa.false(), nullable=False))
