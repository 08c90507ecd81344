"""The public's views on PostgreSQL are renewed: ours, and those behind a barrier for whoever asks in SQL of their own."""

from alembic import op

from resource_app.directory.search_profile import make_backend

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        make_backend(dialect).create(op.get_bind())


def downgrade() -> None:
    """Nothing to do: what read the earlier views reads these."""
