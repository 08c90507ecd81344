"""The addresses places had before, which stay withheld where the place is private."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.String(), nullable=False),
        sa.Column("hsds", sa.JSON(), nullable=False),
        sa.Column("noted_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_former_address_location_id_location")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_address")),
    )
    op.create_index(op.f("ix_former_address_location_id"), "former_address", ["location_id"])


def downgrade() -> None:
    op.drop_table("former_address")
