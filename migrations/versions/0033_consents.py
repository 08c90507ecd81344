"""What people agreed to: versions that are only added."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

REFUSED = "a consent is never changed: a new version says what holds"


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("data_classes", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("share_back", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("statements", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('platform', 'authorization', 'part_2', 'victim_services', 'messages')",
            name=op.f("ck_consent_kind"),
        ),
        sa.CheckConstraint("said IN ('given', 'refused', 'revoked')", name=op.f("ck_consent_said")),
        sa.CheckConstraint(
            "method IN ('signed here', 'signed on paper', 'said aloud')", name=op.f("ck_consent_method")
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_consent_ends_on")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"])
    if op.get_bind().dialect.name == "postgresql":
        _refuse_on_postgresql()
    else:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER consent_no_{act.lower()} BEFORE {act} ON consent BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )


def _refuse_on_postgresql() -> None:
    op.execute(
        f"""CREATE FUNCTION consent_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"""
    )
    op.execute(
        "CREATE TRIGGER consent_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON consent "
        "FOR EACH STATEMENT EXECUTE FUNCTION consent_refuse()"
    )


def downgrade() -> None:
    op.drop_table("consent")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION consent_refuse()")
