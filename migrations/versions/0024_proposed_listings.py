"""Listings that somebody proposed."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposed_listing",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("organization_id", sa.String(), nullable=True),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'published', 'refused')", name=op.f("ck_proposed_listing_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_listing")),
    )


def downgrade() -> None:
    op.drop_table("proposed_listing")
