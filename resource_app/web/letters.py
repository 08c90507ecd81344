"""Which letters did not arrive, what were they, and why? The same words for curators and for the network's administrator."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from resource_app.audit.recording import By
from resource_app.directory.queries import organization
from resource_app.errors import N_, NotFound
from resource_app.jobs.posting import KINDS, TO_A_PERSON
from resource_app.mail import LetterRow
from resource_app.tasks import operations
from resource_app.tasks.models import Task
from resource_app.tasks.queries import of_kind
from resource_app.web.surroundings import reader

LONGEST_ID = 9  # digits: an integer of PostgreSQL has no ten of every kind
WHY = {
    "refused": N_("The mail server there said that there is no such mailbox; nothing more is sent to it."),
    "given up": N_("It came back, or no mail server took it for a day."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a letter that did not arrive: what it was and why, to be translated; its organization, if listed."""

    kind: str
    why: str
    organization_id: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A letter to a person that did not arrive. `email` is empty where who it was to is not known any more."""

    task_id: int
    said: Said
    email: str
    since: str


def said_of(session: Session, task: Task) -> Said:
    """What the task about a letter says."""
    outcome, _, code = task.note.partition(": ")
    about, _, key = task.subject.partition(":")
    kind = KINDS.get(code)
    home = organization(session, key) if about == "organization" else None
    return Said(kind.name if kind else "", WHY.get(outcome, ""), key if home is not None and home.listed else "")


def to_people(session: Session) -> Sequence[Undelivered]:
    """Letters to people that did not arrive and that nobody has dealt with, the newest first."""
    who = reader(session)
    return [
        Undelivered(
            task.id,
            said_of(session, task),
            _email_of(session, task),
            who.day(task.opened_at),
        )
        for task in of_kind(session, TO_A_PERSON)
    ]


def deal_with(session: Session, task_id: str, by: By) -> None:
    """Close the task about such a letter; raises NotFound for any other."""
    if not task_id.isascii() or not task_id.isdigit() or len(task_id) > LONGEST_ID:
        raise NotFound("task", task_id)
    task = operations.get_open(session, int(task_id))
    if task.kind != TO_A_PERSON:
        raise NotFound("task", task_id)
    operations.close(session, task.kind, task.subject, "done", by)


def _email_of(session: Session, task: Task) -> str:
    row = session.get(LetterRow, task.subject.partition(":")[2])
    named = KINDS[row.kind].reader if row is not None else None
    return named(session, row.about) if row is not None and named is not None else ""
