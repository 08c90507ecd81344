"""People who are helped: each under a key of their own, which is what forgetting throws away."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0032"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_organization_id"), "person", ["organization_id"])
    op.create_table(
        "person_field",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_field_person_id")),
        sa.PrimaryKeyConstraint("person_id", "code", name=op.f("pk_person_field")),
    )
    op.create_table(
        "person_lookup",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('name and birth date', 'phone', 'plan id')", name=op.f("ck_person_lookup_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_lookup_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_person_lookup")),
    )
    op.create_index(op.f("ix_person_lookup_found"), "person_lookup", ["kind", "digest"])


def downgrade() -> None:
    op.drop_table("person_lookup")
    op.drop_table("person_field")
    op.drop_table("person")
