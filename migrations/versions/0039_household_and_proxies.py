"""Households and proxies: who belongs to a person, sealed with the person's key."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

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
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER person_related_stays BEFORE UPDATE OF person_id ON person_related FOR EACH ROW "
            f"WHEN (NEW.person_id IS DISTINCT FROM OLD.person_id) EXECUTE FUNCTION referral_refuse('{REPOINTED}')"
        )
    else:
        op.execute(
            "CREATE TRIGGER person_related_stays BEFORE UPDATE OF person_id ON person_related "
            f"WHEN NEW.person_id IS NOT OLD.person_id BEGIN SELECT RAISE(ABORT, '{REPOINTED}'); END"
        )


def downgrade() -> None:
    op.drop_table("person_related")
