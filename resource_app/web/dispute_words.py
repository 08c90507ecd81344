"""What was said against listings since somebody confirmed them? For who calls about it, in the reader's language."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.errors import N_
from resource_app.web.cards import Reader
from resource_app.web.surroundings import reader
from validation import disputes
from validation.models import Dispute

REASONS: Mapping[str, str] = {
    "phone_wrong": N_("The phone number is wrong"),
    "no_longer_offered": N_("It is no longer offered"),
    "place_moved": N_("It has moved"),
    "org_closed": N_("It is closed"),
    "not_as_said": N_("It is not what it says here"),
}
CAME_BY: Mapping[str, str] = {
    "referral": N_("%(what)s (said when a referral was declined, %(day)s)"),
    "problem": N_("%(what)s (reported, %(day)s)"),
}


def dispute_words(session: Session, listing_ids: Collection[str]) -> dict[str, list[str]]:
    """By listing, a sentence for each dispute that is open: what was said, the way it came, and when."""
    who = reader(session)
    found: dict[str, list[str]] = {}
    for each in disputes.open_of(session, listing_ids):
        found.setdefault(each.listing_id, []).append(_sentence(each, who))
    return found


def states(session: Session, turn_ids: Collection[str]) -> dict[str, str]:
    """What was said against listings of turns, in few words, for rows of a list; nothing of those of which nothing was."""
    t = reader(session).t
    said: dict[str, list[str]] = {}
    for each in disputes.open_of_turns(session, turn_ids):
        said.setdefault(each.turn_id, []).append(t.gettext(REASONS[each.reason]))
    return {turn_id: _counted(reasons) for turn_id, reasons in said.items()}


def _sentence(dispute: Dispute, who: Reader) -> str:
    told = {"what": who.t.gettext(REASONS[dispute.reason]), "day": phrases.full_date(who.t, dispute.said_on)}
    return who.t.gettext(CAME_BY[dispute.came_by]) % told


def _counted(reasons: Iterable[str]) -> str:
    """Like "It is no longer offered (3) · It has moved", the most frequent first."""
    counts = Counter(reasons).most_common()
    return " · ".join(words + (f" ({number})" if number > 1 else "") for words, number in counts)
