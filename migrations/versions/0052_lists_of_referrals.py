"""Indexes for the lists that people open every day: the inbox, what is late, consents that end, referrals by their day."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

RUNS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_offer_inbox", "offer", ["organization_id", "state", "moved_at"])
    op.drop_index(op.f("ix_offer_organization_id"), table_name="offer")
    op.create_index("ix_offer_clock_late", "offer_clock", ["clock", "due_at"], sqlite_where=RUNS, postgresql_where=RUNS)
    op.create_index(op.f("ix_consent_ends_on"), "consent", ["ends_on"])
    op.create_index(op.f("ix_referral_made_at"), "referral", ["made_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_referral_made_at"), table_name="referral")
    op.drop_index(op.f("ix_consent_ends_on"), table_name="consent")
    op.drop_index("ix_offer_clock_late", table_name="offer_clock")
    op.create_index(op.f("ix_offer_organization_id"), "offer", ["organization_id"])
    op.drop_index("ix_offer_inbox", table_name="offer")
