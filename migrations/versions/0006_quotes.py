"""What somebody else wrote stands beside a win, for its owner alone, with the name of an app that wrote it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("source_author_name", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("source_quote", sa.Text(), nullable=True))
