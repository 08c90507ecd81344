"""When the public last came to see something else of a service though its source had changed nothing."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service", sa.Column("shown_otherwise_at", UtcTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("service", "shown_otherwise_at")
