"""Legal holds: what is kept of a person stays until one is ended."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0053a"
down_revision = "0053"
branch_labels = None
depends_on = None

STANDS = sa.text("ended_at IS NULL")
STAYS = "whom a legal hold keeps, and why, never changes"


def upgrade() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("begun_by", sa.String(), nullable=False),
        sa.Column("begun_at", UtcTime(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_legal_hold_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(
        "uq_legal_hold_stands", "legal_hold", ["person_id"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS
    )
    if op.get_bind().dialect.name == "postgresql":
        moved, refused = "IS DISTINCT FROM", f"EXECUTE FUNCTION referral_refuse('{STAYS}')"
    else:
        moved, refused = "IS NOT", f"BEGIN SELECT RAISE(ABORT, '{STAYS}'); END"
    op.execute(
        "CREATE TRIGGER legal_hold_stays BEFORE UPDATE OF person_id, words ON legal_hold "
        f"FOR EACH ROW WHEN (NEW.person_id {moved} OLD.person_id OR NEW.words {moved} OLD.words) {refused}"
    )


def downgrade() -> None:
    op.drop_table("legal_hold")
