"""Households, proxies and emergencies: who belongs to a person, and who of another team opened their record."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLES = ("person_related", "break_glass")
REPOINTED = "what this belongs to never changes"


def upgrade() -> None:
    op.create_table(
        "person_related",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('household', 'proxy')", name=op.f("ck_person_related_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_related_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_related")),
    )
    op.create_index(op.f("ix_person_related_person_id"), "person_related", ["person_id"])
    op.create_table(
        "break_glass",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("until", UtcTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("reviewed_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_break_glass_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_glass")),
    )
    op.create_index(op.f("ix_break_glass_person_id"), "break_glass", ["person_id"])
    op.create_index(op.f("ix_break_glass_user_id"), "break_glass", ["user_id"])
    for table in TABLES:
        _let_stay(table)


def _let_stay(table: str) -> None:
    """No write gives a row to another person."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF person_id ON {table} FOR EACH ROW "
            f"WHEN (NEW.person_id IS DISTINCT FROM OLD.person_id) EXECUTE FUNCTION referral_refuse('{REPOINTED}')"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF person_id ON {table} "
            f"WHEN NEW.person_id IS NOT OLD.person_id BEGIN SELECT RAISE(ABORT, '{REPOINTED}'); END"
        )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
