"""Work has a priority and may wait for a day; an organization may ask not to be listed; a visit stands in the log of calls."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"
branch_labels = None
depends_on = None

BEFORE = "'reached', 'no answer', 'left a message', 'call back', 'wrong number', 'closed'"


def upgrade() -> None:
    op.add_column("task", sa.Column("priority", sa.Integer(), nullable=True))
    op.add_column("task", sa.Column("waits_until", sa.Date(), nullable=True))
    op.add_column("organization", sa.Column("asked_out", sa.Boolean(), server_default=sa.false(), nullable=False))
    _allow(f"{BEFORE}, 'visit'")


def downgrade() -> None:
    op.execute("DELETE FROM validation_call WHERE result = 'visit'")
    _allow(BEFORE)
    op.drop_column("organization", "asked_out")
    op.drop_column("task", "waits_until")
    op.drop_column("task", "priority")


def _allow(results: str) -> None:
    name = op.f("ck_validation_call_result")
    with op.batch_alter_table("validation_call") as call:
        call.drop_constraint(name, type_="check")
        call.create_check_constraint(name, f"result IN ({results})")
