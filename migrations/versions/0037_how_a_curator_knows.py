"""A confirmation may come from another source, which stands with it, as does who went there; letters are found by what they are
about.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0035"
branch_labels = None
depends_on = None

BEFORE = "'link', 'portal', 'phone', 'visit', 'import'"


def upgrade() -> None:
    op.add_column("confirmation", sa.Column("told_by", sa.String(), server_default="", nullable=False))
    op.add_column("confirmation", sa.Column("found_at", sa.String(), server_default="", nullable=False))
    op.create_index(op.f("ix_letter_about"), "letter", ["about"])
    _allow("'link', 'portal', 'phone', 'visit', 'outside', 'import'")


def downgrade() -> None:
    op.execute("UPDATE confirmation SET how = 'visit' WHERE how = 'outside'")
    _allow(BEFORE)
    op.drop_index(op.f("ix_letter_about"), "letter")
    op.drop_column("confirmation", "found_at")
    op.drop_column("confirmation", "told_by")


def _allow(ways: str) -> None:
    name = op.f("ck_confirmation_how")
    with op.batch_alter_table("confirmation") as confirmation:
        confirmation.drop_constraint(name, type_="check")
        confirmation.create_check_constraint(name, f"how IN ({ways})")
