"""What checks find and how far they have come; what is disputed, and which listings take no referrals because of it."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("validation_finding", sa.Column("told_at", UtcTime(), nullable=True))
    op.create_table(
        "validation_walk",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("looked", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_validation_walk")),
    )
    op.create_table(
        "validation_dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("turn_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("came_by", sa.String(), nullable=False),
        sa.Column("told_at", UtcTime(), nullable=False),
        sa.Column("cleared_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "reason IN ('phone_wrong', 'no_longer_offered', 'place_moved', 'org_closed', 'not_as_said')",
            name=op.f("ck_validation_dispute_reason"),
        ),
        sa.CheckConstraint("came_by IN ('referral', 'problem')", name=op.f("ck_validation_dispute_came_by")),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_validation_dispute_listing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_dispute")),
        sa.UniqueConstraint(
            "listing_id",
            "reason",
            "said_on",
            "came_by",
            name=op.f("uq_validation_dispute_listing_id_reason_said_on_came_by"),
        ),
    )
    uncleared = sa.text("cleared_at IS NULL")
    op.create_index(
        op.f("ix_validation_dispute_turn"),
        "validation_dispute",
        ["turn_id"],
        sqlite_where=uncleared,
        postgresql_where=uncleared,
    )
    op.create_table(
        "validation_suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("before_on", sa.Date(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_validation_suspension_listing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_suspension")),
    )
    still = sa.text("ended_at IS NULL")
    op.create_index(
        op.f("uq_validation_suspension_open"),
        "validation_suspension",
        ["listing_id"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def downgrade() -> None:
    op.drop_table("validation_suspension")
    op.drop_table("validation_dispute")
    op.drop_table("validation_walk")
    op.drop_column("validation_finding", "told_at")
