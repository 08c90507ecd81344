"""Clocks of referrals, how they end, and what must happen once."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


WAITS = sa.text("done_at IS NULL AND ended_at IS NULL")


def upgrade() -> None:
    op.add_column("offer", sa.Column("viewed_at", UtcTime(), nullable=True))
    op.add_column("offer", sa.Column("disputed", sa.Boolean(), server_default=sa.false(), nullable=False))
    _make_clocks()


def _make_clocks() -> None:
    op.create_table(
        "offer_clock",
        sa.Column("offer_id", sa.String(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("done_at", UtcTime(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "clock IN ('T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'W1', 'W2')",
            name=op.f("ck_offer_clock_clock"),
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_offer_clock_offer_id")),
        sa.PrimaryKeyConstraint("offer_id", "clock", "due_at", name=op.f("pk_offer_clock")),
    )
    op.create_index(
        "ix_offer_clock_waits", "offer_clock", ["due_at"], unique=False, sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    op.drop_table("offer_clock")
    for column in ("disputed", "viewed_at"):
        op.drop_column("offer", column)
