"""How often listings are found and opened, by day, kind of help and ZIP3, and how far each file of uses was added up."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing_use",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("zip3", sa.String(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_listing_use_listing_id")),
        sa.PrimaryKeyConstraint("day", "listing_id", "category", "zip3", name=op.f("pk_listing_use")),
    )
    op.create_index(op.f("ix_listing_use_listing_id"), "listing_use", ["listing_id"])
    op.create_table(
        "use_file",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_use_file")),
    )


def downgrade() -> None:
    op.drop_table("use_file")
    op.drop_table("listing_use")
