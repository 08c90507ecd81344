"""Why does an offer or a referral end? One table of codes; the side a reason lies on drives reports and what follows.

Pure. A reason of the side "listing" says that what the directory tells is wrong, and alone disputes the listing. Never among
them: anybody's immigration status.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from resource_app.errors import N_

Side = Literal["listing", "organization", "client", "consent", "system"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: `details` are codes that say more of it, where it asks for one."""

    code: str
    side: Side
    name: str
    details: tuple[str, ...] = ()


REASONS: tuple[Reason, ...] = (
    Reason("phone_wrong", "listing", N_("The phone number is wrong")),
    Reason("no_longer_offered", "listing", N_("It is no longer offered")),
    Reason("place_moved", "listing", N_("The place has moved")),
    Reason("org_closed", "listing", N_("The organization has closed")),
    Reason("at_capacity", "organization", N_("No room now")),
    Reason("no_funds", "organization", N_("No funds now")),
    Reason(
        "not_eligible",
        "organization",
        N_("Not eligible"),
        ("income", "area", "age", "household", "documents", "insurance", "other"),
    ),
    Reason("service_not_available", "organization", N_("The service is not available now")),
    Reason("out_of_area", "organization", N_("Outside the area served")),
    Reason("language_or_access", "organization", N_("No language or access for this person")),
    Reason("wrong_service", "organization", N_("Another service is needed")),
    Reason("duplicate_client", "organization", N_("They are served there already")),
    Reason("safety_conflict", "organization", N_("It would not be safe")),
    Reason("no_response", "organization", N_("No answer in time")),
    Reason("client_declined", "client", N_("They do not want it")),
    Reason("no_longer_needed", "client", N_("It is no longer needed")),
    Reason("found_help_elsewhere", "client", N_("They found help elsewhere")),
    Reason("could_not_contact", "client", N_("They could not be reached")),
    Reason("no_show", "client", N_("They did not come")),
    Reason("moved", "client", N_("They moved away")),
    Reason("chose_other_org", "client", N_("They chose another organization")),
    Reason("facility_stay", "client", N_("They are in a hospital or a facility")),
    Reason("deceased", "client", N_("They have died")),
    Reason("consent_revoked", "consent", N_("They took back their consent")),
    Reason("consent_expired", "consent", N_("Their consent has ended")),
    Reason("superseded", "system", N_("Somebody else took it")),
    Reason("recalled", "system", N_("The referrer took it back")),
    Reason("sent_in_error", "system", N_("It was sent by mistake")),
    Reason("disenrolled", "system", N_("They left the program")),
    Reason("transferred_program", "system", N_("Another program took them over")),
)
BY_CODE: Mapping[str, Reason] = {reason.code: reason for reason in REASONS}


def of_sides(*sides: Side) -> tuple[str, ...]:
    """The codes of all reasons of these sides."""
    return tuple(reason.code for reason in REASONS if reason.side in sides)


DISPUTES = of_sides("listing")  # the reasons that dispute a listing
_SILENCE = "no_response"  # is what the clock says, and nobody who answers
DECLINES = tuple(code for code in of_sides("listing", "organization", "client") if code != _SILENCE)
UNABLE = DECLINES
PAUSES = tuple(code for code in of_sides("organization", "client") if code != _SILENCE)
CANCELS = of_sides("client", "consent", "system")
