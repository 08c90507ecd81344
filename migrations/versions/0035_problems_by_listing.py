"""All that is reported of a listing is one task: the first stays open and is about the listing, the others end."""

import sqlalchemy as sa
from alembic import op

from resource_app.database import UtcTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TASK = sa.table(
    "task",
    sa.column("id", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("subject", sa.String()),
    sa.column("note", sa.String()),
    sa.column("outcome", sa.String()),
    sa.column("opened_at", UtcTime()),
    sa.column("closed_at", UtcTime()),
)
PROBLEM = sa.table(
    "problem",
    sa.column("id", sa.String()),
    sa.column("object_id", sa.String()),
    sa.column("reported_at", UtcTime()),
    sa.column("closed_at", UtcTime()),
)
OPEN = sa.and_(TASK.c.kind == "problem", TASK.c.closed_at.is_(None))


def upgrade() -> None:
    database = op.get_bind()
    of_problem = TASK.c.subject == sa.literal("problem:") + PROBLEM.c.id
    found = sa.select(TASK.c.id, TASK.c.opened_at, PROBLEM.c.object_id).join(PROBLEM, of_problem).where(OPEN)
    known = set[str]()
    for task in database.execute(found.order_by(TASK.c.id)).all():
        first = task.object_id not in known
        known.add(task.object_id)
        now = {"subject": f"listing:{task.object_id}"} if first else {"outcome": "grouped", "closed_at": task.opened_at}
        database.execute(sa.update(TASK).where(TASK.c.id == task.id).values(now))


def downgrade() -> None:
    database = op.get_bind()
    database.execute(sa.delete(TASK).where(OPEN))
    for problem in database.execute(sa.select(PROBLEM).where(PROBLEM.c.closed_at.is_(None))).all():
        of_it = {"kind": "problem", "subject": f"problem:{problem.id}", "note": "", "opened_at": problem.reported_at}
        database.execute(sa.insert(TASK).values(of_it))
