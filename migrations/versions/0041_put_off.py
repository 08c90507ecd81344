"""The day to which somebody puts off what is late."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offer_clock", sa.Column("put_off_to", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("offer_clock", "put_off_to")
