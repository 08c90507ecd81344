"""How does a curator do one thing with several calls at once? Tick, see what will happen to each, and then let it happen."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.models import Task
from resource_app.web import identity
from resource_app.web.desk import Row, rows_of
from resource_app.web.desk_acts import BY_CODE, Act
from resource_app.web.forms import MOST_NUMBER, Form, line, read
from resource_app.web.sent import form, keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading
from validation import calls
from validation.beginning import TASK

blueprint = Blueprint("page_desk_bulk", __name__)
CURATOR = holders_of("curator")
MOST = 100  # at once
NONE_CHOSEN = N_("Tick one at least.")
TOO_MANY = N_("Tick at most 100.")


@dataclass(frozen=True, slots=True)
class Fate:
    """What will happen to a task: a row of the list, and why nothing will; empty where the act will."""

    row: Row
    why_not: str


@blueprint.post("/desk/bulk")
@open_to(CURATOR)
def act() -> Page:
    """Show what will happen to those that were ticked, and then let it happen."""
    ticked = sorted(int(name[1:]) for name in form() if _is_tick(name))
    shape = {f"t{each}": line() for each in ticked}
    given = read(Form.from_dict({**shape, "act": line(), "sure": line(required=False)}))  # type: ignore[arg-type]  # one of our forms
    chosen = BY_CODE.get(given["act"])
    if chosen is None:
        raise NotFound("act", given["act"])
    if not ticked or len(ticked) > MOST:
        return _preview(chosen, [], TOO_MANY if ticked else NONE_CHOSEN), 422
    return _do(chosen, ticked) if given["sure"] else _preview(chosen, ticked, "")


@blueprint.get("/desk/bulk")
@open_to(CURATOR)
def done() -> Page:
    """What was done."""
    keep_nothing()
    number, late = (max(0, min(request.args.get(name, 0, type=int), MOST)) for name in ("done", "late"))
    return render_template("desk/bulk_done.html", done=number, late=late)


def _is_tick(name: str) -> bool:
    digits = name[1:]
    return name[:1] == "t" and digits.isascii() and digits.isdigit() and int(digits) <= MOST_NUMBER


def _preview(chosen: Act, ticked: Sequence[int], wrong: str) -> str:
    keep_nothing()
    me = identity.somebody().user_id
    with reading() as session:
        tasks = _waiting(session, ticked)
        made = calls.of_turns(session, [task.subject for task in tasks])
        rows = rows_of(session, tasks)
        fates = [Fate(row, chosen.why_not(task, made[task.subject], me)) for row, task in zip(rows, tasks, strict=True)]
        identity.looked("listed", "network:desk", shown=[task.subject for task in tasks])
    willing = [fate for fate in fates if not fate.why_not]
    return render_template(
        "desk/bulk.html",
        act=chosen,
        willing=willing,
        others=[fate for fate in fates if fate.why_not],
        gone=len(ticked) - len(fates),
        wrong=wrong,
    )


def _do(chosen: Act, ticked: Sequence[int]) -> Page:
    """Each in a transaction of its own: what somebody else was faster with stops nothing else."""
    number = 0
    for each in ticked:
        try:
            with identity.connections().transaction() as session:
                number += _done(session, chosen, each)
        except (BadInput, NotFound):
            continue
    return redirect(f"/desk/bulk?done={number}&late={len(ticked) - number}", SEE_OTHER)


def _done(session: Session, chosen: Act, task_id: int) -> bool:
    """Do it with one, where it still can be; whether it was done."""
    me = identity.somebody().user_id
    for task in _waiting(session, [task_id]):
        if not chosen.why_not(task, calls.of_turns(session, [task.subject])[task.subject], me):
            chosen.do(session, task, identity.by())
            return True
    return False


def _waiting(session: Session, ids: Sequence[int]) -> list[Task]:
    """Those of the tasks that still wait for a call."""
    wanted = select(Task).where(Task.id.in_(ids), Task.kind == TASK, Task.closed_at.is_(None))
    return list(session.scalars(wanted.order_by(Task.id)))
