"""Referrals that are put to an organization together; with which others one is, never changes."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0058"
branch_labels = None
depends_on = None

REPOINTED = "what this belongs to never changes"


def upgrade() -> None:
    op.add_column("referral", sa.Column("package", sa.String(), nullable=True))
    op.create_index(op.f("ix_referral_package"), "referral", ["package"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER referral_package_stays BEFORE UPDATE OF package ON referral FOR EACH ROW "
            f"WHEN (NEW.package IS DISTINCT FROM OLD.package) EXECUTE FUNCTION referral_refuse('{REPOINTED}')"
        )
    else:
        op.execute(
            "CREATE TRIGGER referral_package_stays BEFORE UPDATE OF package ON referral "
            f"WHEN NEW.package IS NOT OLD.package BEGIN SELECT RAISE(ABORT, '{REPOINTED}'); END"
        )


def downgrade() -> None:
    on_table = " ON referral" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER referral_package_stays{on_table}")
    op.drop_index(op.f("ix_referral_package"), table_name="referral")
    op.drop_column("referral", "package")
