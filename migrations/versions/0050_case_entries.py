"""What a team writes down in a case: the care team, tasks, contacts, hand-overs."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0050"
down_revision = "0044"
branch_labels = None
depends_on = None
WAITS, HANDED_OVER = sa.text("ended_at IS NULL"), sa.text("kind = 'transfer' AND ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "case_entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("who_id", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.CheckConstraint("kind IN ('member', 'task', 'contact', 'transfer')", name=op.f("ck_case_entry_kind")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_entry_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entry")),
    )
    op.create_index(op.f("ix_case_entry_case_id"), "case_entry", ["case_id"], unique=False)
    for name, columns, unique, where in (
        ("ix_case_entry_waits", ["kind", "due_on"], False, WAITS),
        ("uq_case_entry_transfer", ["case_id"], True, HANDED_OVER),
    ):
        op.create_index(name, "case_entry", columns, unique=unique, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_table("case_entry")
