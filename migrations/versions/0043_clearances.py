"""Which organizations may be asked for discreet needs."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clearance",
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("data_class", sa.String(), nullable=False),
        sa.Column("cleared_by", sa.String(), nullable=False),
        sa.Column("cleared_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "data_class", name=op.f("pk_clearance")),
    )


def downgrade() -> None:
    op.drop_table("clearance")
