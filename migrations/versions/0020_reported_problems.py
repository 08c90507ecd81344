"""What somebody says is wrong with a listing."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "problem",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_at", UtcTime(), nullable=False),
        sa.Column("likely_at", UtcTime(), nullable=True),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('phone', 'closed', 'moved', 'not as said', 'other')", name=op.f("ck_problem_kind")
        ),
        sa.CheckConstraint("outcome IN ('mended', 'nothing wrong')", name=op.f("ck_problem_outcome")),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_problem_closed")),
        sa.ForeignKeyConstraint(["object_id"], ["listing.id"], name=op.f("fk_problem_object_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    op.create_index(op.f("ix_problem_object_id"), "problem", ["object_id"])
    kept = sa.text("text IS NOT NULL OR email IS NOT NULL")
    op.create_index("ix_problem_kept", "problem", ["closed_at"], sqlite_where=kept, postgresql_where=kept)


def downgrade() -> None:
    op.drop_table("problem")
