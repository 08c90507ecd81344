"""A referral that is being written: begun for a person and some listings, kept at each step, sent as a whole or thrown away."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from referrals.cases import operations as cases
from referrals.cases.models import Case
from referrals.cases.needs import NEED
from referrals.consents import queries as consents
from referrals.consents.minors import require_ground
from referrals.consents.terms import Asked, Terms, uncovered
from referrals.offers import further, making
from referrals.offers.carried import Carried, kept
from referrals.offers.models import Offer, Referral, ReferralDraft
from referrals.offers.moves import GuardCode
from referrals.offers.referring import MOST_LISTINGS, TOLD, Wanted, refer
from referrals.offers.told import OPTIONAL
from referrals.people import holds, sealing
from referrals.people import queries as people
from referrals.people.contact import policy_of
from referrals.people.models import Person
from resource_app.accounts.sign_ins import Somebody
from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput, NotFound

NOT_ASKED = N_("Ask first how they may be reached safely, and write it down with the member.")
ALSO = "also"  # where the id of a referral stands that the draft is for
KEPT = timedelta(days=30)  # then a draft that nobody sent is gone


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, opened: whom it is for, the listings best first, and what was filled in so far."""

    id: str
    person: Person
    listing_ids: Sequence[str]
    said: Mapping[str, str]
    saved_at: datetime


def begin(session: Session, person: Person, listing_ids: Sequence[str], by: By) -> str:
    """Begin to refer a person to these listings; the id of the draft. Raises BadInput for none of them, or too many."""
    wanted = list(dict.fromkeys(listing_ids))
    if not 0 < len(wanted) <= MOST_LISTINGS:
        raise BadInput(N_("Choose up to 20 places, each once."), "listing")
    made = ReferralDraft(
        id=str(uuid.uuid4()), user_id=by.actor.id, person_id=person.id, listing_ids=wanted, saved_at=by.at
    )
    session.add(made)
    session.flush()
    return made.id


def open_draft(session: Session, draft_id: str, viewer: Somebody) -> Drafted:
    """A draft of the viewer's own; raises NotFound for any other, for none, and where the person is not theirs any more."""
    draft = session.get(ReferralDraft, draft_id)
    if draft is None or draft.user_id != viewer.user_id:
        raise NotFound("referral draft", draft_id)
    person = people.open_person(session, draft.person_id, viewer)
    said = sealing.unseal(session, person, _place(draft_id), draft.said) if draft.said else {}
    return Drafted(draft.id, person, draft.listing_ids, said, draft.saved_at)


def begun_by(session: Session, viewer: Somebody) -> Sequence[tuple[str, datetime]]:
    """The id of each draft of the viewer, and when it was last kept, the last first."""
    mine = select(ReferralDraft.id, ReferralDraft.saved_at).where(ReferralDraft.user_id == viewer.user_id)
    rows = session.execute(mine.order_by(ReferralDraft.saved_at.desc()).limit(MOST_LISTINGS))
    return [(row.id, row.saved_at) for row in rows]


def keep(session: Session, drafted: Drafted, said: Mapping[str, str], by: By) -> None:
    """Keep what was filled in, right or not: it is checked when it is sent."""
    sealed = sealing.seal(session, drafted.person, _place(drafted.id), said)
    session.execute(update(ReferralDraft).where(ReferralDraft.id == drafted.id).values(said=sealed, saved_at=by.at))


def discard(session: Session, drafted: Drafted) -> None:
    """Throw a draft away."""
    session.execute(delete(ReferralDraft).where(ReferralDraft.id == drafted.id))


def forget_old(session: Session, now: datetime) -> int:
    """Throw away the drafts that nobody sent, unless a legal hold keeps the person; how many."""
    old = delete(ReferralDraft).where(
        ReferralDraft.saved_at < now - KEPT, ReferralDraft.person_id.not_in(holds.held_ids())
    )
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]  # of a DELETE


def offer_also(session: Session, drafted: Drafted, referral: Referral, today: date, by: By) -> None:
    """Let a draft be for a referral of the same person that nobody has, with what was said in it."""
    said = sealing.unseal(session, drafted.person, f"referral {referral.id}", referral.said)
    still = said.get("wanted_by", "") >= today.isoformat()
    keep(session, drafted, {**said, "wanted_by": said["wanted_by"] if still else "", ALSO: referral.id}, by)


def needed(carried: Carried) -> frozenset[str]:
    """The data classes without which nobody can be told of it at all."""
    return TOLD | {NEED[carried.need].data_class}


def useful(carried: Carried) -> frozenset[str]:
    """The data classes of all that would be told where there is consent for each."""
    return needed(carried) | OPTIONAL | ({carried.detail_class} if carried.detail else frozenset())


def covered(session: Session, person_id: str, organization_id: str, carried: Carried, at: datetime) -> frozenset[str]:
    """The data classes of what would be told that consents cover today, for an organization that tells how it went."""
    given = consents.given(session, [person_id])[person_id]
    return covered_by([each for each in given if each.share_back], organization_id, carried, at)


def covered_by(given: Collection[Terms], organization_id: str, carried: Carried, at: datetime) -> frozenset[str]:
    """The same, where it is known what they agreed to."""
    classes = useful(carried)
    asked = Asked(
        organization_id=organization_id,
        purpose="referral",
        day=at.date(),
        data_classes=classes,
        alone=bool(carried.alone),
    )
    return classes - uncovered(given, asked)


def filled_in(session: Session, drafted: Drafted, today: date) -> Carried:
    """What was filled in, as far as it can be sent. Raises BadInput naming a field."""
    carried = kept(drafted.said, today)
    born_on = sealing.values_of(session, drafted.person).get("born_on", "")
    require_ground(carried.alone, NEED[carried.need].data_class, born_on, today)
    return carried


def case_of(session: Session, drafted: Drafted) -> Case | None:
    """The open case that a draft goes into; where there is none, one begins, and whoever sends it answers for it."""
    known = select(Case).where(Case.person_id == drafted.person.id, Case.closed_at.is_(None)).order_by(Case.opened_at)
    if also := drafted.said.get(ALSO):
        known = known.join(Referral, Referral.case_id == Case.id).where(Referral.id == also)
    return session.scalars(known.limit(1)).first()


def send(session: Session, drafted: Drafted, overrides: Mapping[GuardCode, str], today: date, by: By) -> str:
    """Send it: the need is written into the person's case, the first of the list is asked, and the draft is gone; the id of the
    referral. Where the draft is for one that nobody has, that is offered to the place, too. Raises BadInput for what is not
    filled in, and making.Refused where guards stand in the way: then nothing is done. `today` is the day where the work is.
    """
    carried = filled_in(session, drafted, today)
    if policy_of(sealing.values_of(session, drafted.person)).is_unknown:
        raise BadInput(NOT_ASKED, "reach")
    if also := drafted.said.get(ALSO):
        further.offer_also(session, drafted.person, also, drafted.listing_ids, overrides, by)
        discard(session, drafted)
        return also
    case = case_of(session, drafted) or cases.open_case(session, drafted.person, by.actor.id, by)
    need = cases.add_need(session, case, carried.need, carried.found, by, carried.wanted_by)
    wanted = Wanted(
        listing_ids=tuple(drafted.listing_ids),
        priority=carried.priority,
        tells=needed(carried),
        said=drafted.said,
        alone=bool(carried.alone),
    )
    made = refer(session, case, need, wanted, by)
    first = session.scalars(select(Offer).where(Offer.referral_id == made).order_by(Offer.rank).limit(1)).one()
    asked = making.Asked(offer_id=first.id, move="send", version=first.version, party="referrer", overrides=overrides)
    making.make_move(session, asked, by)
    discard(session, drafted)
    return made


def carried_of(session: Session, person: sealing.Owner, referral: Referral) -> Carried:
    """What goes with a referral, opened. It was checked when it was sent: a day that has passed since is no fault of it."""
    return carried_in(session, person, referral.id, referral.said)


def carried_in(session: Session, person: sealing.Owner, referral_id: str, sealed: str) -> Carried:
    """The same, where no more is known of the referral."""
    return kept(sealing.unseal(session, person, f"referral {referral_id}", sealed), None)


def _place(draft_id: str) -> str:
    return f"referral draft {draft_id}"
