"""An index for the cases that an organization on their care team reads of."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0056"
branch_labels = None
depends_on = None

SHARED = sa.text("kind = 'member' AND ended_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_case_entry_shared", "case_entry", ["who_id"], sqlite_where=SHARED, postgresql_where=SHARED)


def downgrade() -> None:
    op.drop_index("ix_case_entry_shared", table_name="case_entry")
