"""Since when the history of what had a secret place may be told."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0051"
down_revision = "0046"
branch_labels = None
depends_on = None

TABLES = ("organization", "program", "service", "location", "listing")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("told_since", UtcTime(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "told_since")
