"""What does a member read of what was shared? With whom, when, which kinds of facts, and how to reach the place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from referrals.consents.terms import DATA_CLASS
from referrals.offers.member_links import Held
from referrals.offers.moves import State
from referrals.offers.shared import Shared, shared
from resource_app.errors import N_
from resource_app.web import language
from resource_app.web.cards import Card, document_card
from resource_app.web.surroundings import reader
from search import stored

KINDS: Mapping[str, str] = {  # classes of data, said to whom they are about; to a caregiver by their own names
    "need": N_("what you need"),
    "contact": N_("your name and how to reach you"),
    "household": N_("how many live with you"),
    "preferences": N_("your wishes: culture, diet, who helps you"),
    "eligibility": N_("your answers about who qualifies"),
}
DETAIL = N_("a health detail")  # whatever it is about: who knows the birth year need not know that
STANDS: Mapping[State, str] = {
    "sent": N_("We asked them. They have not answered yet."),
    "waitlisted": N_("There is a place on their waitlist."),
    "accepted": N_("They said yes. You can call them."),
    "in_progress": N_("They have begun to help."),
    "on_hold": N_("They are taking a break, and go on later."),
    "completed": N_("They say that they helped."),
}
ENDED = N_("They do not have this any more.")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was asked. `card` is what the directory says of it today; None where it is not there any more."""

    name: str
    organization: str
    stands: str
    sent_on: str
    shared: tuple[str, ...]
    card: Card | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the birth year opens."""

    places: tuple[Place, ...]
    may_stop: bool


def seen(session: Session, at: Held) -> Seen:
    """What was shared of a referral, and how to reach the places: each once, as it stands there now."""
    places: dict[str, Shared] = {}
    for each in shared(session, at.opened):  # in the order in which they went out
        before = places.get(each.offer.listing_id, each)
        classes = tuple(dict.fromkeys(before.classes + each.classes))
        places[each.offer.listing_id] = replace(each, sent_at=before.sent_at, classes=classes)
    return Seen(tuple(_place(session, each, own=at.caregiver is None) for each in places.values()), at.may_stop)


def _kinds(classes: Sequence[str], *, own: bool) -> tuple[str, ...]:
    """What kinds of facts were shared, each once: to whom they are about, or to a caregiver."""
    t = language.translator()
    said = (KINDS[code] if own else DATA_CLASS[code].name for code in KINDS if code in classes)
    return tuple(t.gettext(each) for each in (*said, *((DETAIL,) if set(classes) - KINDS.keys() else ())))


def _place(session: Session, each: Shared, *, own: bool) -> Place:
    offer, who = each.offer, reader(session)
    document = stored.load(session.connection(), [offer.listing_id]).get(offer.listing_id)
    snapshot = offer.snapshot or {}
    return Place(
        name=snapshot.get("name", ""),
        organization=snapshot.get("organization", ""),
        stands=STANDS.get(offer.state, ENDED),  # type: ignore[call-overload]  # a CHECK holds it
        sent_on=who.day(each.sent_at),
        shared=_kinds(each.classes, own=own),
        card=document_card(document, who) if document is not None and not document.hidden else None,
    )
