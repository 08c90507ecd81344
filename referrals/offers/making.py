"""The only way an offer changes its state. What the table of moves allows, the guards let pass, and nobody did before, is done
with all that follows from it, in the caller's transaction; everything else changes nothing and says why.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.offers import asking, days, guards, listings, moves, news, notices, outcomes, timing, tries
from referrals.offers.facts import Put, facts, put
from referrals.offers.models import Offer, OfferEvent
from referrals.offers.moves import GuardCode, Move, Party, State
from referrals.offers.standing import level_of
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound, ResourceLoopError

IN_SPITE = "in spite of "  # and the code of a guard: why it was done all the same
_ONLY_REASON = {move.code: move.reasons[0] for move in moves.MOVES if len(move.reasons) == 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A move that somebody asks for: the version of the offer they had before them, as whom they act, what is said with it
    (`Move.needs`), and why in spite of a guard that yields to a reason.
    """

    offer_id: str
    move: str
    version: int
    party: Party
    said: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[GuardCode, str] = field(default_factory=dict)


@dataclass
class NotPossible(ResourceLoopError):
    """The offer is in another state than the move starts from, or it was moved since it was read: `state` is where it is."""

    state: str
    version: int


@dataclass
class Refused(ResourceLoopError):
    """Guards stand in the way; each says so in a sentence."""

    refusals: Sequence[guards.Refusal]


def make_move(session: Session, asked: Asked, by: By) -> State:
    """Make a move; the state of the offer then. Raises NotFound, NotPossible, Refused, or BadInput naming what is missing."""
    move = moves.BY_CODE[asked.move]
    at = put(session, asked.offer_id)
    if at is None or asked.party not in move.by or move.code in moves.APART:
        raise NotFound("offer", asked.offer_id)
    if at.offer.state not in move.sources or at.offer.version != asked.version:
        raise NotPossible(at.offer.state, at.offer.version)
    require_said(session, at, move, asked.said, by.at.date())
    found = facts(session, at, asked.version, by.at.date()) if move.guards else None
    if found is not None and (refusals := guards.refusals(move, found, asked.overrides)):
        raise Refused(refusals)
    target = move.target or at.offer.state
    _change(session, at, move, target, asked, by)
    if move.code == "complete":
        outcomes.add(session, at, asked.said, asked.party, by)
    follow_up(session, at, move, by)
    if move.code in timing.LOOKS_AGAIN:
        timing.look_again(session, at, move.code, date.fromisoformat(asked.said["review_on"].strip()))
    return target


def follow_up(session: Session, at: Put, move: Move, by: By) -> None:
    """Everything that a move brings with it."""
    timing.follow(session, at, move.code, by)
    for follow in FOLLOWS.get(move.code, ()):
        follow(session, at, by)


def require_said(session: Session, at: Put, move: Move, said: Mapping[str, str], today: date) -> None:
    """Raise BadInput for what is missing of what is said with a move, or cannot be."""
    for name in move.needs:
        if not said.get(name, "").strip():
            raise BadInput(N_("Fill this in."), name)
    if move.reasons and said.get("reason", move.reasons[0]) not in move.reasons:
        raise BadInput(N_("Choose one of these reasons."), "reason")
    days.require_days(move.code, said, today)
    if "better_fit" in move.may:
        listings.require_other(session, said.get("better_fit", ""), at.offer.listing_id)
    if move.code == "complete":
        outcomes.require_resolution(said["resolution"])
    elif move.code == "unable" and said["reason"] == tries.NEEDING:
        tries.require_enough(session, at)
    elif move.code == "ask":
        asking.require_questions(said["question"])
    elif move.code == "answer":
        asking.require_answer(
            said["answer"], sealing.values_of(session, session.get_one(Person, at.referral.person_id))
        )


def _change(session: Session, at: Put, move: Move, target: State, asked: Asked, by: By) -> None:
    """The new state, where nobody was quicker, with the event and the row of the audit."""
    offer = at.offer
    mine = (
        update(Offer)
        .where(Offer.id == offer.id, Offer.version == asked.version, Offer.state == offer.state)
        .values(state=target, version=asked.version + 1, moved_at=by.at)
    )
    try:
        with session.begin_nested():
            changed = session.execute(mine).rowcount  # type: ignore[attr-defined]  # of an UPDATE
    except IntegrityError as error:  # the one holder of a referral; whoever was quicker is seen when it is read again
        raise Refused([guards.TAKEN]) from error
    if not changed:
        raise NotPossible(offer.state, offer.version)
    write_down(session, at, move, target, asked, by)


def write_down(session: Session, at: Put, move: Move, target: State, asked: Asked, by: By) -> None:
    """What happened: ids and codes in the clear, what was written with it sealed for this one event; how well we know by it,
    and what it says of the listing.
    """
    row = {
        "offer_id": at.offer.id,
        "version": asked.version + 1,
        "move": move.code,
        "state": target,
        "party": asked.party,
        "actor_kind": by.actor.kind,
        "actor_id": by.actor.id,
        "reason": asked.said.get("reason", "") or _ONLY_REASON.get(move.code, ""),
        "at": by.at,
    }
    session.execute(insert(OfferEvent), [row | {"said": _sealed(session, at, move, asked)}])
    at.referral.loop_level = max(at.referral.loop_level, level_of(move.code, asked.party))
    told = {name: row[name] for name in ("offer_id", "version", "move", "state", "party", "reason")}
    details = told | {"overrides": sorted(_overridden(move, asked))}
    record(session, Entry(action="offer_moved", subject=f"referral:{at.referral.id}", details=details), by)
    listings.tell(session, at.offer.listing_id, move.code, str(row["reason"]), by.at)


def _sealed(session: Session, at: Put, move: Move, asked: Asked) -> str:
    said = {name: text for name, text in asked.said.items() if name != "reason" and text.strip()}
    said |= {f"{IN_SPITE}{code}": why for code, why in _overridden(move, asked).items()}
    if not said:
        return ""
    person = session.get_one(Person, at.referral.person_id)
    return sealing.seal(session, person, f"offer {at.offer.id} {asked.version + 1}", said)


def _overridden(move: Move, asked: Asked) -> dict[GuardCode, str]:
    return {code: why for code, why in asked.overrides.items() if code in move.guards and why.strip()}


def _place_elsewhere(session: Session, at: Put, by: By) -> None:
    """Somebody has it: what waits in the queue is left out, and who was asked is told that it is placed. Places on a waitlist
    stay, until the person gives them up, or two weeks are over.
    """
    for other in _siblings(session, at, "queued", "sent", "waitlisted"):
        if other.state == "waitlisted":
            timing.start(session, Put(session.get_one(Offer, other.id), at.referral, at.need), "placed", by.at)
            continue
        move, said = ("drop", {}) if other.state == "queued" else ("cancel", {"reason": "superseded"})
        make_move(session, Asked(offer_id=other.id, move=move, version=other.version, party="system", said=said), by)


def _go_on(session: Session, at: Put, by: By) -> None:
    """Nobody has it any more: the next of the ranked list is asked."""
    if not _siblings(session, at, "sent", "waitlisted", *moves.HOLDING):
        send_next(session, at, by)


def send_next(session: Session, at: Put, by: By) -> None:
    """Ask the next of the ranked list, the first that may be, where the referral goes on by itself."""
    for other in _siblings(session, at, "queued") if at.referral.automatic else ():
        with suppress(Refused):
            make_move(session, Asked(offer_id=other.id, move="send", version=other.version, party="system"), by)
            return


def _siblings(session: Session, at: Put, *states: State) -> Sequence[Row[str, str, int]]:
    """(id, state, version) of the other offers of the referral in these states, in the order of the list."""
    others = select(Offer.id, Offer.state, Offer.version).where(
        Offer.referral_id == at.referral.id, Offer.id != at.offer.id, Offer.state.in_(states)
    )
    return session.execute(others.order_by(Offer.rank, Offer.id)).all()


FOLLOWS: Mapping[str, tuple[Callable[[Session, Put, By], None], ...]] = {
    "send": (notices.tell,),
    "answer": (notices.tell,),
    "ask": (news.tell_team,),
    "accept": (_place_elsewhere, news.tell_team),
    "accept_again": (_place_elsewhere, news.tell_team),
    "slot_open": (_place_elsewhere, news.tell_team),
    "waitlist": (news.tell_team,),
    "decline": (_go_on, news.tell_team),
    "expire": (_go_on, news.tell_team),
    "unable": (_go_on, news.tell_team),
    "complete": (news.tell_team,),
    "cancel": (notices.tell_ended,),
    "void": (notices.tell_ended,),
}
