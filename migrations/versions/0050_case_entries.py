"""What a team writes down in a case, the care team, tasks, contacts, hand-overs; and who is to be taken on by a team."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0050"
down_revision = "0044"
branch_labels = None
depends_on = None
WAITS, HANDED_OVER = sa.text("ended_at IS NULL"), sa.text("kind = 'transfer' AND ended_at IS NULL")

UNANSWERED = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.add_column("case_file", sa.Column("closed_for", sa.String(), server_default="", nullable=False))
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
    op.create_table(
        "intake",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("sender_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", UtcTime(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'accepted', 'declined')", name=op.f("ck_intake_state")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_intake_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
    )
    op.create_index(op.f("ix_intake_person_id"), "intake", ["person_id"], unique=False)
    op.create_index(op.f("ix_intake_sender_id"), "intake", ["sender_id"], unique=False)
    op.create_index(
        "ix_intake_waits", "intake", ["organization_id"], sqlite_where=UNANSWERED, postgresql_where=UNANSWERED
    )


def downgrade() -> None:
    op.drop_table("intake")
    op.drop_table("case_entry")
    op.drop_column("case_file", "closed_for")
