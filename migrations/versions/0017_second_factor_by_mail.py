"""Codes sent by email, devices that are remembered, and new addresses."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "address_change",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("old_email", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_address_change_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_change")),
    )
    op.create_index(op.f("ix_address_change_user_id"), "address_change", ["user_id"])

    op.create_table(
        "remembered_device",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_remembered_device_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered_device")),
        sa.UniqueConstraint("secret", name=op.f("uq_remembered_device_secret")),
    )
    op.create_index(op.f("ix_remembered_device_user_id"), "remembered_device", ["user_id"])

    op.create_table(
        "mailed_code",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("sign_in_id", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["sign_in_id"], ["sign_in.id"], name=op.f("fk_mailed_code_sign_in_id")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_mailed_code_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_code")),
    )
    op.create_index(op.f("ix_mailed_code_user_id"), "mailed_code", ["user_id"])


def downgrade() -> None:
    op.drop_table("mailed_code")
    op.drop_table("remembered_device")
    op.drop_table("address_change")
