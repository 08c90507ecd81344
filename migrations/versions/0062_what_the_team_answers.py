"""A question of an organization, and a name that is to be given, wait for the team that refers."""

from alembic import op

revision = "0062"
down_revision = "0058"
branch_labels = None
depends_on = None

BEFORE = "'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'W1', 'W2'"


def upgrade() -> None:
    _allow(f"{BEFORE}, 'R1', 'R2'")


def downgrade() -> None:
    op.execute("DELETE FROM offer_clock WHERE clock IN ('R1', 'R2')")
    _allow(BEFORE)


def _allow(clocks: str) -> None:
    name = op.f("ck_offer_clock_clock")
    with op.batch_alter_table("offer_clock") as clock:
        clock.drop_constraint(name, type_="check")
        clock.create_check_constraint(name, f"clock IN ({clocks})")
