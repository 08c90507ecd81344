"""What goes with a referral, and referrals that are not sent yet."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral", sa.Column("said", sa.String(), server_default="", nullable=False))
    op.create_table(
        "referral_draft",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("listing_ids", sa.JSON(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("saved_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_draft")),
    )
    for column in ("person_id", "saved_at", "user_id"):
        op.create_index(op.f(f"ix_referral_draft_{column}"), "referral_draft", [column], unique=False)


def downgrade() -> None:
    op.drop_table("referral_draft")
    op.drop_column("referral", "said")
