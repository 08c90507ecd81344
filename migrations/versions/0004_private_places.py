"""An index of the private places, which are few and asked for with every document that is built."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PRIVATE = sa.text("address_visibility = 'private'")


def upgrade() -> None:
    op.create_index(
        "ix_location_private", "location", ["organization_id"], sqlite_where=PRIVATE, postgresql_where=PRIVATE
    )


def downgrade() -> None:
    op.drop_index("ix_location_private", "location")
