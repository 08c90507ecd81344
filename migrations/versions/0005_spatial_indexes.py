"""GiST indexes of the shapes, where the database has them."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEXES = (("ix_location_geom", "location", "geom"), ("ix_county_outline", "county", "outline"))


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, table, column in INDEXES:
            op.create_index(name, table, [column], postgresql_using="gist")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, table, _ in INDEXES:
            op.drop_index(name, table)
