"""Which kinds of work wait on the curator's list, what is to be done about each, and where? The most pressing first."""

from dataclasses import dataclass

from resource_app.errors import N_
from resource_app.tasks.models import TaskKind

PLAIN = "/desk/tasks/{task}"  # where work is done that has no page of its own


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of task: what one is called, what several are, and what to do. `way` is the page for it: {task} is the task's id,
    {kind} and {id} are those of its subject.
    """

    code: TaskKind
    name: str
    names: str
    todo: str
    way: str = PLAIN

    @property
    def has_own_page(self) -> bool:
        """Whether it is done on a page of its own, and closed there."""
        return self.way != PLAIN


KINDS: tuple[WorkKind, ...] = (
    WorkKind(
        "address in text",
        N_("A text may give a private address away"),
        N_("Addresses in texts"),
        N_("Nobody but staff sees the listing. Take the address out of its texts, then publish it."),
    ),
    WorkKind(
        "address in name",
        N_("A name holds a private address"),
        N_("Addresses in names"),
        N_("The public sees it without a name. Give it another one."),
    ),
    WorkKind(
        "confidential place",
        N_("A place was taken for confidential"),
        N_("Confidential places"),
        N_("Its address is hidden. Ask the organization whether it should be."),
    ),
    WorkKind(
        "problem",
        N_("Somebody reported a problem"),
        N_("Problems"),
        N_("Look or call, then say what you found."),
        "/desk/problems/{id}",
    ),
    WorkKind(
        "claim",
        N_("An organization asks for its listing"),
        N_("Claims"),
        N_("Check the proof, then decide."),
        "/desk/claims/{id}",
    ),
    WorkKind(
        "proposal",
        N_("Changes wait"),
        N_("Changes"),
        N_("Compare what is shown with what is new, field by field."),
        "/desk/proposals/{kind}/{id}",
    ),
    WorkKind(
        "new listing",
        N_("A new listing waits"),
        N_("New listings"),
        N_("See that it is none we have, and that it is right, then publish it."),
        "/desk/new/{id}",
    ),
    WorkKind(
        "confirm",
        N_("Somebody has to call and ask"),
        N_("To confirm by phone"),
        N_("Call and go through the listings with them, field by field."),
        "/desk/confirm/{kind}:{id}",
    ),
    WorkKind(
        "check failed",
        N_("A check finds the same again and again"),
        N_("Failed checks"),
        N_("Look at what is wrong, and mend it or call. The task closes by itself when the check passes."),
    ),
    WorkKind(
        "no longer offered",
        N_("They say it is no longer offered"),
        N_("No longer offered"),
        N_("See that it is so, then take it out. Until then it is shown."),
    ),
    WorkKind(
        "candidate listing",
        N_("It looks like a listing we have"),
        N_("Look-alikes"),
        N_("Compare the two. If they are one, merge them; if not, publish it."),
        "/desk/look-alikes/{id}",
    ),
    WorkKind(
        "missing from source",
        N_("Its source no longer has it"),
        N_("Missing from imports"),
        N_("Call and ask whether it is still offered. If not, take it out."),
    ),
    WorkKind(
        "mail refused",
        N_("A letter could not be delivered"),
        N_("Letters"),
        N_("Find out the right address, and mend it below. The letter is not sent again by itself."),
    ),
)
BY_CODE = {kind.code: kind for kind in KINDS}
