"""The rules a network gives itself."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network_rule",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("changed_at", UtcTime(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_network_rule")),
    )


def downgrade() -> None:
    op.drop_table("network_rule")
