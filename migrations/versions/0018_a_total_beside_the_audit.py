"""What the audit's totals are, and no row put over one that is there: SQLite's REPLACE asks no trigger on DELETE."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TRIGGER = """CREATE TRIGGER {0}_no_replace BEFORE INSERT ON {0} WHEN EXISTS (SELECT 1 FROM {0} WHERE {1})
    BEGIN SELECT RAISE(ABORT, 'what was written down is not changed'); END"""
SAME = {
    # A row is also replaced by its hidden number, where one is given.
    "audit_event": "(chain = NEW.chain AND seq = NEW.seq) OR rowid = NEW.rowid",
    "audit_anchor": "number = NEW.number",
    "audit_anchored_head": "(anchor = NEW.anchor AND chain = NEW.chain) OR rowid = NEW.rowid",
}


def upgrade() -> None:
    op.create_table(
        "audit_total",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sum", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_audit_total")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table, same in SAME.items():
            op.execute(TRIGGER.format(table, same))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in SAME:
            op.execute(f"DROP TRIGGER {table}_no_replace")
    op.drop_table("audit_total")
