"""Clocks of referrals, how they end, and what must happen once."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0038"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offer", sa.Column("viewed_at", UtcTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("offer", "viewed_at")
