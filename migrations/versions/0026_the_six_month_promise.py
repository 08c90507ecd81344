"""The six-month promise: whose turn it is, each listing's cycle and its steps, who was asked and what they said."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("listing", sa.Column("unconfirmed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "validation_pace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_validation_pace_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_pace")),
    )
    op.create_table(
        "validation_turn",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("next_at", UtcTime(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.CheckConstraint("channel IN ('mail', 'phone')", name=op.f("ck_validation_turn_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_turn")),
    )
    op.create_index(op.f("ix_validation_turn_next_at"), "validation_turn", ["next_at"])

    op.create_table(
        "validation_ask",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("turn_id", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["turn_id"], ["validation_turn.id"], name=op.f("fk_validation_ask_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_ask")),
        sa.UniqueConstraint("turn_id", "asked_on", name=op.f("uq_validation_ask_turn_id_asked_on")),
    )
    op.create_index(op.f("ix_validation_ask_asked_at"), "validation_ask", ["asked_at"])

    op.create_table(
        "validation_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("called_at", UtcTime(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("call_back_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "result IN ('reached', 'no answer', 'left a message', 'call back', 'wrong number', 'closed')",
            name=op.f("ck_validation_call_result"),
        ),
        sa.ForeignKeyConstraint(["turn_id"], ["validation_turn.id"], name=op.f("fk_validation_call_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_call")),
    )
    op.create_index(op.f("ix_validation_call_turn_id"), "validation_call", ["turn_id"])

    op.create_table(
        "validation_cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("turn_id", sa.String(), nullable=False),
        sa.Column("anchor_on", sa.Date(), nullable=False),
        sa.Column("periods", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("ladder", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rung", sa.String(), nullable=True),
        sa.Column("next_at", UtcTime(), nullable=True),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint("outcome IN ('confirmed', 'unanswered', 'gone')", name=op.f("ck_validation_cycle_outcome")),
        sa.CheckConstraint("(outcome IS NULL) = (ended_at IS NULL)", name=op.f("ck_validation_cycle_ended")),
        sa.CheckConstraint("ladder IN (6, 3, 1)", name=op.f("ck_validation_cycle_ladder")),
        sa.CheckConstraint("months IN (6, 3, 1)", name=op.f("ck_validation_cycle_months")),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_validation_cycle_listing_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["validation_turn.id"], name=op.f("fk_validation_cycle_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_cycle")),
    )
    op.create_index(
        "ix_validation_cycle_due",
        "validation_cycle",
        ["due_on"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_validation_cycle_listing_id"), "validation_cycle", ["listing_id"])
    op.create_index(
        "ix_validation_cycle_turn",
        "validation_cycle",
        ["turn_id", "next_at"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "uq_validation_cycle_open",
        "validation_cycle",
        ["listing_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "validation_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("first_at", UtcTime(), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("cleared_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_validation_finding_listing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_finding")),
    )
    op.create_index(op.f("ix_validation_finding_listing_id"), "validation_finding", ["listing_id"])
    op.create_index(
        "uq_validation_finding_open",
        "validation_finding",
        ["listing_id", "code"],
        unique=True,
        sqlite_where=sa.text("cleared_at IS NULL"),
        postgresql_where=sa.text("cleared_at IS NULL"),
    )

    op.create_table(
        "validation_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("said_at", UtcTime(), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.CheckConstraint("said IN ('right', 'changed', 'gone', 'unsure')", name=op.f("ck_validation_answer_said")),
        sa.ForeignKeyConstraint(["cycle_id"], ["validation_cycle.id"], name=op.f("fk_validation_answer_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_answer")),
        sa.UniqueConstraint("cycle_id", "path", name=op.f("uq_validation_answer_cycle_id_path")),
    )
    op.create_table(
        "validation_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("done_at", UtcTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("ask_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "rung IN ('mail', 'reminder', 'next contact', 'call', 'last notice', 'leave', 'unpublish')",
            name=op.f("ck_validation_step_rung"),
        ),
        sa.ForeignKeyConstraint(["ask_id"], ["validation_ask.id"], name=op.f("fk_validation_step_ask_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["validation_cycle.id"], name=op.f("fk_validation_step_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation_step")),
        sa.UniqueConstraint("cycle_id", "rung", name=op.f("uq_validation_step_cycle_id_rung")),
    )
    op.create_index(op.f("ix_validation_step_ask_id"), "validation_step", ["ask_id"])


def downgrade() -> None:
    op.drop_table("validation_step")
    op.drop_table("validation_answer")
    op.drop_table("validation_finding")
    op.drop_table("validation_cycle")
    op.drop_table("validation_call")
    op.drop_table("validation_ask")
    op.drop_table("validation_turn")
    op.drop_table("validation_pace")
    op.drop_column("listing", "unconfirmed")
