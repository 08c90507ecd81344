"""Cases, needs, referrals and offers: what an offer points to never changes, and what happened to it is only added."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

FIXED = (  # (table, columns that point from one to another)
    ("person", ("organization_id",)),
    ("case_file", ("person_id", "organization_id")),
    ("case_need", ("case_id",)),
    ("referral", ("need_id", "case_id", "person_id")),
    ("offer", ("referral_id", "listing_id", "service_id", "organization_id")),
)
TABLES = ("offer_event", "offer", "referral", "case_need", "case_file")
REPOINTED, HAPPENED = "what this belongs to never changes", "what happened is never changed"


def upgrade() -> None:
    _make_tables()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _make_tables() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("intensity", sa.String(), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.CheckConstraint("intensity IN ('high', 'middle', 'low')", name=op.f("ck_case_file_intensity")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_file_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
    )
    op.create_index(op.f("ix_case_file_organization_id"), "case_file", ["organization_id"], unique=False)
    op.create_index(op.f("ix_case_file_owner_id"), "case_file", ["owner_id"], unique=False)
    op.create_index(op.f("ix_case_file_person_id"), "case_file", ["person_id"], unique=False)
    op.create_table(
        "case_need",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=True),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.CheckConstraint("found IN ('screening', 'talk', 'claim', 'self')", name=op.f("ck_case_need_found")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_need_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_need")),
    )
    op.create_index(op.f("ix_case_need_case_id"), "case_need", ["case_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("need_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("tells", sa.JSON(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("resolution", sa.String(), nullable=True),
        sa.Column("loop_level", sa.Integer(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.CheckConstraint("priority IN ('routine', 'urgent')", name=op.f("ck_referral_priority")),
        sa.CheckConstraint(
            "resolution IN ('resolved', 'partially_resolved', 'unresolved', 'withdrawn', 'unknown')",
            name=op.f("ck_referral_resolution"),
        ),
        sa.CheckConstraint("loop_level BETWEEN 0 AND 4", name=op.f("ck_referral_loop_level")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_referral_case_id")),
        sa.ForeignKeyConstraint(["need_id"], ["case_need.id"], name=op.f("fk_referral_need_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("number", name=op.f("uq_referral_number")),
    )
    op.create_index(op.f("ix_referral_case_id"), "referral", ["case_id"], unique=False)
    op.create_index(op.f("ix_referral_need_id"), "referral", ["need_id"], unique=False)
    op.create_index(op.f("ix_referral_person_id"), "referral", ["person_id"], unique=False)
    op.create_table(
        "offer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("referral_id", sa.String(), nullable=False),
        sa.Column("listing_id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("moved_at", UtcTime(), nullable=False),
        sa.CheckConstraint("eligible IN ('yes', 'unknown', 'no')", name=op.f("ck_offer_eligible")),
        sa.CheckConstraint(
            "state IN ('queued', 'sent', 'waitlisted', 'accepted', 'in_progress', 'on_hold', 'completed', 'not_completed', 'declined', 'expired', 'cancelled', 'dropped', 'void')",
            name=op.f("ck_offer_state"),
        ),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_offer_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index(op.f("ix_offer_listing_id"), "offer", ["listing_id"], unique=False)
    op.create_index(op.f("ix_offer_organization_id"), "offer", ["organization_id"], unique=False)
    op.create_index(op.f("ix_offer_referral_id"), "offer", ["referral_id"], unique=False)
    op.create_index(
        "uq_offer_holder",
        "offer",
        ["referral_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('accepted', 'in_progress', 'on_hold')"),
        postgresql_where=sa.text("state IN ('accepted', 'in_progress', 'on_hold')"),
    )
    op.create_table(
        "offer_event",
        sa.Column("offer_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_offer_event_offer_id")),
        sa.PrimaryKeyConstraint("offer_id", "version", name=op.f("pk_offer_event")),
    )


def _guard_on_sqlite() -> None:
    for table, columns in FIXED:
        moved = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {', '.join(columns)} ON {table} WHEN {moved} "
            f"BEGIN SELECT RAISE(ABORT, '{REPOINTED}'); END"
        )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER offer_event_no_{act.lower()} BEFORE {act} ON offer_event "
            f"BEGIN SELECT RAISE(ABORT, '{HAPPENED}'); END"
        )


def _guard_on_postgresql() -> None:
    op.execute(
        """CREATE FUNCTION referral_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    )
    for table, columns in FIXED:
        moved = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OF {', '.join(columns)} ON {table} FOR EACH ROW WHEN ({moved}) "
            f"EXECUTE FUNCTION referral_refuse('{REPOINTED}')"
        )
    op.execute(
        "CREATE TRIGGER offer_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON offer_event FOR EACH STATEMENT "
        f"EXECUTE FUNCTION referral_refuse('{HAPPENED}')"
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER person_stays")
    else:
        op.execute("DROP TRIGGER person_stays ON person")
        op.execute("DROP FUNCTION referral_refuse()")
