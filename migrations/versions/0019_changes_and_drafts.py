"""What became of fields, what somebody has typed and not saved, and which organizations are trusted."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organization", sa.Column("trusted", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("proposal", sa.Column("user_id", sa.String(), nullable=True))
    op.add_column("proposal", sa.Column("decided_at", UtcTime(), nullable=True))
    op.add_column("proposal", sa.Column("decided_by", sa.String(), nullable=True))
    op.add_column("proposal", sa.Column("answer", sa.String(), nullable=True))
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edit_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("was", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("became", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.CheckConstraint("who IN ('organization', 'curator', 'import')", name=op.f("ck_change_who")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_edit_id"), "change", ["edit_id"])
    op.create_index("ix_change_object", "change", ["object_id", "kind", "id"])

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("typed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("kept_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["object_id"], ["listing.id"], name=op.f("fk_draft_object_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("user_id", "object_id", "part", name="uq_draft_part"),
    )
    op.create_index(op.f("ix_draft_object_id"), "draft", ["object_id"])


def downgrade() -> None:
    op.drop_table("draft")
    op.drop_table("change")
    for name in ("answer", "decided_by", "decided_at", "user_id"):
        op.drop_column("proposal", name)
    op.drop_column("organization", "trusted")
