"""Whom a user helps in a session."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "helped_last",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("sign_in_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_helped_last_person_id")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_helped_last_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_helped_last")),
    )
    op.create_index(op.f("ix_helped_last_person_id"), "helped_last", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("helped_last")
