"""What an organization says of a listing ends by itself: everything given out, no referrals, and a word about capacity."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
DAYS = ("out_until", "no_referrals_until", "capacity_until")


def upgrade() -> None:
    for name in DAYS:
        op.add_column("listing", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("listing", sa.Column("capacity_wait", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    for name in ("capacity_wait", *DAYS):
        op.drop_column("listing", name)
