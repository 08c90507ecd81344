"""A new password may be asked for by nobody we know: it takes as long."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reset") as reset:
        reset.alter_column("user_id", existing_type=sa.String(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM reset WHERE user_id IS NULL")
    with op.batch_alter_table("reset") as reset:
        reset.alter_column("user_id", existing_type=sa.String(), nullable=False)
