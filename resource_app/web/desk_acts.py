"""What can be done with several calls of the curator's list at once, and why not with some of them? One table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from resource_app.audit.recording import By
from resource_app.errors import N_
from resource_app.tasks import operations
from resource_app.tasks.models import Task
from validation import calls
from validation.models import Call

VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do with several. `why_not` says why it is not done with a task, of which these are the calls, newest first,
    for whoever has the id; empty where it is.
    """

    code: str
    name: str
    happens: str
    why_not: Callable[[Task, Sequence[Call], str], str]
    do: Callable[[Session, Task, By], None]


def _not_free(task: Task, _made: Sequence[Call], me: str) -> str:
    if task.holder is None:
        return ""
    return N_("You have it.") if task.holder == me else N_("Somebody else has it, and keeps it.")


def _not_mine(task: Task, _made: Sequence[Call], me: str) -> str:
    return "" if task.holder == me else N_("You do not have it.")


def _marked(_task: Task, made: Sequence[Call], _me: str) -> str:
    return N_("Somebody said already that one has to go there.") if made and made[0].result == VISIT else ""


def _take(session: Session, task: Task, by: By) -> None:
    operations.take(session, task.id, None, by)


def _give_back(session: Session, task: Task, by: By) -> None:
    operations.give_back(session, task.id, by)


def _mark(session: Session, task: Task, by: By) -> None:
    calls.log(session, task.subject, calls.Tried(result=VISIT), by)


ACTS: tuple[Act, ...] = (
    Act("take", N_("Assign to me"), N_("You will have it."), _not_free, _take),
    Act("give back", N_("Give back"), N_("Nobody will have it."), _not_mine, _give_back),
    Act(VISIT, N_("Mark for a visit"), N_("Its log will say that somebody has to go there."), _marked, _mark),
)
BY_CODE: Mapping[str, Act] = {act.code: act for act in ACTS}
