"""Links and codes by which members say, without an account, whether a referral helped."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0046"
down_revision = "0050"
branch_labels = None
depends_on = None

FIXED = ("referral_id", "asked", "proxy_id", "code")
REPOINTED = "whom a link asks, and about what, never changes"


def upgrade() -> None:
    op.create_table(
        "member_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("referral_id", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("proxy_id", sa.String(), nullable=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("lost_at", UtcTime(), nullable=True),
        sa.CheckConstraint("asked IN ('member', 'caregiver')", name=op.f("ck_member_link_asked")),
        sa.CheckConstraint("way IN ('email', 'paper', 'aloud')", name=op.f("ck_member_link_way")),
        sa.CheckConstraint("(asked = 'caregiver') = (proxy_id IS NOT NULL)", name=op.f("ck_member_link_proxy_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_member_link_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_link")),
        sa.UniqueConstraint("code", name=op.f("uq_member_link_code")),
    )
    op.create_index(op.f("ix_member_link_referral_id"), "member_link", ["referral_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        moved, refused = "IS DISTINCT FROM", f"EXECUTE FUNCTION referral_refuse('{REPOINTED}')"
    else:
        moved, refused = "IS NOT", f"BEGIN SELECT RAISE(ABORT, '{REPOINTED}'); END"
    changed = " OR ".join(f"NEW.{column} {moved} OLD.{column}" for column in FIXED)
    op.execute(
        f"CREATE TRIGGER member_link_stays BEFORE UPDATE OF {', '.join(FIXED)} ON member_link "
        f"FOR EACH ROW WHEN ({changed}) {refused}"
    )


def downgrade() -> None:
    op.drop_table("member_link")
