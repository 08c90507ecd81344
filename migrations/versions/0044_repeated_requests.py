"""Requests that were answered, so that the same again is not done twice."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "repeated_request",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "key", name=op.f("pk_repeated_request")),
    )
    op.create_index(op.f("ix_repeated_request_at"), "repeated_request", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("repeated_request")
