"""What is said on pages of what is written down in a case, and what stands on the work list?"""

from collections.abc import Mapping
from dataclasses import dataclass

from referrals.cases.models import EntryKind
from resource_app.errors import N_


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a kind of entry is called and says; `who` names the choice of somebody of the team, or of an
    organization, if there is one, and `hint` says what follows from it.
    """

    kind: EntryKind
    way: str
    title: str
    lead: str
    add: str
    who: str = ""
    hint: str = ""


ASKED: tuple[Asked, ...] = (
    Asked(
        "member",
        "team",
        N_("The care team"),
        N_("Who works with the member, here and elsewhere, and what each may be told."),
        N_("Add to the care team"),
        N_("The organization that reads it here"),
        N_("Whoever signs in for it reads what is ticked, as far as the member agreed that you work together."),
    ),
    Asked(
        "task",
        "tasks",
        N_("Tasks"),
        N_("On its day a task stands on the work list of who is to do it."),
        N_("Add a task"),
        N_("Who does it"),
    ),
    Asked(
        "contact",
        "contacts",
        N_("Contacts"),
        N_("Every time somebody called, wrote or met them, also when nobody answered."),
        N_("Write a contact down"),
    ),
    Asked(
        "transfer",
        "transfer",
        N_("Hand the case over"),
        N_(
            "The next one sees it on the work list. Until they accept, you answer for the case; its tasks then go with it. "
            "What is due stays due."
        ),
        N_("Hand it over"),
        N_("To whom"),
    ),
)
BY_WAY: Mapping[str, Asked] = {each.way: each for each in ASKED}
WAY_OF: Mapping[str, str] = {each.kind: each.way for each in ASKED}
ENDINGS: Mapping[str, tuple[str, str]] = {  # what its button says, what is read then
    "taken_out": (N_("Take out"), N_("not any more")),
    "done": (N_("Done"), N_("done")),
    "not_needed": (N_("Not needed any more"), N_("not needed any more")),
    "accepted": (N_("Accept: I answer for it now"), N_("accepted")),
    "declined": (N_("Decline"), N_("declined")),
    "taken_back": (N_("Take back"), N_("taken back")),
}
