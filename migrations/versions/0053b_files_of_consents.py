"""What a consent is shown by: the paper that was signed, as a file."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0053b"
down_revision = "0053a"
branch_labels = None
depends_on = None

STAYS = "a file that shows a consent never changes"


def upgrade() -> None:
    op.create_table(
        "consent_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("consent_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_file_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_file")),
    )
    for column in ("consent_id", "person_id"):
        op.create_index(op.f(f"ix_consent_file_{column}"), "consent_file", [column], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        refused = f"EXECUTE FUNCTION referral_refuse('{STAYS}')"
    else:
        refused = f"BEGIN SELECT RAISE(ABORT, '{STAYS}'); END"
    op.execute(f"CREATE TRIGGER consent_file_stays BEFORE UPDATE ON consent_file FOR EACH ROW {refused}")


def downgrade() -> None:
    op.drop_table("consent_file")
