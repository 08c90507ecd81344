"""Names of the fields of an organization or a program that would give a private place away."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("organization", "program")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("withheld", sa.JSON(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "withheld")
