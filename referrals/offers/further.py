"""Nobody of the list has it: the same referral is offered to a further place, with what was said in it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.offers import making, referring
from referrals.offers.facts import hold
from referrals.offers.models import Offer
from referrals.offers.moves import LIVE, GuardCode
from referrals.people.models import Person
from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput, NotFound


def offer_also(
    session: Session,
    person: Person,
    referral_id: str,
    listing_ids: Sequence[str],
    overrides: Mapping[GuardCode, str],
    by: By,
) -> None:
    """Put the referral of a person to these listings, too, after those it was put to before; where nobody has it, the first of
    them is asked. Raises NotFound, making.Refused, and BadInput for a closed one, for a place that has it already, and for
    one that is not in the directory.
    """
    referral = hold(session, referral_id)
    if referral.person_id != person.id:
        raise NotFound("referral", referral_id)
    if referral.closed_at is not None:
        raise BadInput(N_("This referral is closed. Begin a new one."), "also")
    live = select(Offer.listing_id, Offer.state).where(Offer.referral_id == referral.id, Offer.state.in_(LIVE))
    having = {row.listing_id: row.state for row in session.execute(live)}
    if not having.keys().isdisjoint(listing_ids):
        raise BadInput(N_("This place has the referral already."), "also")
    last = session.scalar(select(func.max(Offer.rank)).where(Offer.referral_id == referral.id)) or 0
    documents = referring.documents_of(session, listing_ids)
    added = [referring.queue_up(session, referral, each, last + number, by) for number, each in enumerate(documents, 1)]
    if not {*having.values()} - {"queued"}:
        asked = making.Asked(offer_id=added[0], move="send", version=1, party="referrer", overrides=overrides)
        making.make_move(session, asked, by)
