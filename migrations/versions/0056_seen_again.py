"""What people were let see of a place whose secret time ended: where it was before stays secret."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

FORMER = sa.table(
    "former_address",
    sa.column("id", sa.Integer()),
    sa.column("location_id", sa.String()),
    sa.column("noted_at", UtcTime()),
    sa.column("seen", sa.JSON(none_as_null=True)),
)
PLACE = sa.table(
    "location",
    sa.column("id", sa.String()),
    sa.column("hsds", sa.JSON()),
    sa.column("address_visibility", sa.String()),
    sa.column("told_since", UtcTime()),
)


def upgrade() -> None:
    op.add_column("former_address", sa.Column("seen", sa.JSON(none_as_null=True), nullable=True))
    again = sa.select(FORMER.c.id, PLACE.c.hsds).join(PLACE, FORMER.c.location_id == PLACE.c.id)
    again = again.where(PLACE.c.address_visibility == "public", FORMER.c.noted_at <= PLACE.c.told_since)
    for row in op.get_bind().execute(again).all():
        op.execute(sa.update(FORMER).where(FORMER.c.id == row.id).values(seen=[row.hsds]))


def downgrade() -> None:
    op.drop_column("former_address", "seen")
