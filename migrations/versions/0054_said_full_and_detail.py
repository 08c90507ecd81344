"""A listing that had no room for a referral comes later in results for a while; a health detail is read for a while."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0054"
down_revision = "0053b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("listing", sa.Column("said_full_until", sa.Date(), nullable=True))
    op.create_table(
        "detail_opening",
        sa.Column("offer_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("until", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_detail_opening_offer_id")),
        sa.PrimaryKeyConstraint("offer_id", "session_id", name=op.f("pk_detail_opening")),
    )


def downgrade() -> None:
    op.drop_table("detail_opening")
    op.drop_column("listing", "said_full_until")
