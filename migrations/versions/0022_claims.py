"""Organizations that are asked for by who works there, and invitations that come of it."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("does", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("proved_at", UtcTime(), nullable=True),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name=op.f("ck_claim_decided")),
        sa.CheckConstraint("outcome IN ('granted', 'refused', 'withdrawn')", name=op.f("ck_claim_outcome")),
        sa.CheckConstraint("proof IN ('mail', 'call', 'document')", name=op.f("ck_claim_proof")),
        sa.ForeignKeyConstraint(["object_id"], ["listing.id"], name=op.f("fk_claim_object_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_claim_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_object_id"), "claim", ["object_id"])
    op.create_index(op.f("ix_claim_organization_id"), "claim", ["organization_id"])
    op.add_column("invitation", sa.Column("claim_id", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("invitation", "claim_id")
    op.drop_table("claim")
