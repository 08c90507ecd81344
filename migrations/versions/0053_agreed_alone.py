"""What somebody under age agreed to without a parent is told to no parent."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

STAYS = "to what somebody under age agreed alone, they agreed alone"


def upgrade() -> None:
    for table in ("consent", "referral"):
        op.add_column(table, sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        moved, refused = "IS DISTINCT FROM", f"EXECUTE FUNCTION referral_refuse('{STAYS}')"
    else:
        moved, refused = "IS NOT", f"BEGIN SELECT RAISE(ABORT, '{STAYS}'); END"
    op.execute(
        "CREATE TRIGGER referral_alone_stays BEFORE UPDATE OF alone ON referral "
        f"FOR EACH ROW WHEN (NEW.alone {moved} OLD.alone) {refused}"
    )


def downgrade() -> None:
    on = " ON referral" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER referral_alone_stays{on}")
    for table in ("referral", "consent"):
        op.drop_column(table, "alone")
