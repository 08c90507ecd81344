"""A question whether a mailbox is an organization's ends with the role of whoever asked it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("asked_by", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("inbox", "asked_by")
