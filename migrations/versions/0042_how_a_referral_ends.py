"""What came of a referral: reports and answers, which are only added, why it was closed, and what followed."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

ADDED = ("outcome", "referral_answer")
HAPPENED = "what happened is never changed"


def upgrade() -> None:
    op.create_table(
        "outcome",
        sa.Column("offer_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "resolution IN ('resolved', 'partially_resolved', 'unresolved', 'unknown')",
            name=op.f("ck_outcome_resolution"),
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_outcome_offer_id")),
        sa.PrimaryKeyConstraint("offer_id", "number", name=op.f("pk_outcome")),
    )
    op.create_table(
        "referral_answer",
        sa.Column("referral_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offer_id", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint("said IN ('yes', 'partly', 'no')", name=op.f("ck_referral_answer_said")),
        sa.CheckConstraint("source IN ('member', 'caregiver')", name=op.f("ck_referral_answer_source")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_referral_answer_offer_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_answer_referral_id")),
        sa.PrimaryKeyConstraint("referral_id", "number", name=op.f("pk_referral_answer")),
    )
    op.create_index(op.f("ix_referral_answer_offer_id"), "referral_answer", ["offer_id"], unique=False)
    op.add_column("offer", sa.Column("instead_of", sa.String(), nullable=True))
    op.add_column("referral", sa.Column("closed_for", sa.String(), server_default="", nullable=False))
    op.add_column("referral", sa.Column("replaces", sa.String(), nullable=True))
    op.create_index("uq_referral_replaces", "referral", ["replaces"], unique=True)
    for table in ADDED:
        _let_nobody_change(table)


def _let_nobody_change(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION referral_refuse('{HAPPENED}')"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{HAPPENED}'); END"
        )


def downgrade() -> None:
    op.drop_index("uq_referral_replaces", "referral")
    op.drop_column("referral", "replaces")
    op.drop_column("referral", "closed_for")
    op.drop_column("offer", "instead_of")
    for table in reversed(ADDED):
        op.drop_table(table)
