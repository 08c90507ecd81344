"""A listing that had no room for a referral comes later in results for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("listing", sa.Column("said_full_until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("listing", "said_full_until")
