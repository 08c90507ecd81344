"""Is everything whole that referrals have done? What holds after every move, whoever made it and whatever died meanwhile."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.offers import notices, replay, ticking
from referrals.offers.clocks import BY_CODE, CLOCKS
from referrals.offers.listings import REFUSES, ROOM
from referrals.offers.models import Offer, OfferClock, OfferEvent, Outcome, Referral, ReferralAnswer
from referrals.offers.moves import HOLDING, LIVE, OUT, TAKES
from referrals.offers.reasons import DISPUTES
from referrals.offers.timing import STARTS
from resource_app.audit.verifying import verify
from resource_app.directory.problems import DISPUTED
from resource_app.mail import TOPIC, LetterRow
from resource_app.outbox import Outgoing

WRITES = {clock for clock, each in BY_CODE.items() if notices.tell in ticking.EFFECTS[each.does]}
TOLD = {"send", "answer"}  # moves of which an organization hears by a letter
GOES_ON = {"decline", "expire", "unable"}


class Everything:
    """All that is stored of referrals, read once."""

    def __init__(self, session: Session) -> None:
        self.referrals = {each.id: each for each in session.scalars(select(Referral))}
        self.offers = {each.id: each for each in session.scalars(select(Offer).order_by(Offer.id))}
        self.of: dict[str, list[Offer]] = {each: [] for each in self.referrals}
        for offer in self.offers.values():
            self.of[offer.referral_id].append(offer)
        self.events = list(session.scalars(select(OfferEvent)))
        self.clocks = list(session.scalars(select(OfferClock)))
        self.letters = list(session.scalars(select(LetterRow)))
        self.outgoing = list(session.scalars(select(Outgoing)))
        self.reports = {(*row,) for row in session.execute(select(Outcome.offer_id, Outcome.number))}
        self.answers = list(session.scalars(select(ReferralAnswer)))


def violations(session: Session) -> list[str]:
    """What does not hold; nothing, where all is well."""
    all_of_it = Everything(session)
    found = [f"{about}: {what}" for about, what in replay.faults(session)]
    found += [f"{fault.chain} {fault.seq}: {fault.what}" for fault in verify(session).faults]
    for look in (_holders, _ends, _going_on, _running, _set, _letters, _disputes, _half_reported):
        found += [f"{about}: {what}" for about, what in look(all_of_it)]
    return found


def _holders(known: Everything) -> Iterator[tuple[str, str]]:
    for referral_id, offers in known.of.items():
        states = [offer.state for offer in offers]
        held = sum(state in HOLDING for state in states)
        if held > 1:
            yield referral_id, "two have it"
        if held and {"queued", "sent"} & set(states):
            yield referral_id, "somebody has it, and somebody else waits for an answer"


def _ends(known: Everything) -> Iterator[tuple[str, str]]:
    for referral_id, offers in known.of.items():
        if known.referrals[referral_id].closed_at is not None and any(offer.state in LIVE for offer in offers):
            yield referral_id, "it has ended, and somebody has it"
    for answer in known.answers:
        first = known.offers[answer.offer_id]
        asked = (other for other in known.of[answer.referral_id] if other.state not in ("queued", "dropped"))
        elsewhere = first.disputed and any(
            other is not first for other in asked
        )  # after a no, which the answer is beside
        if answer.said != "no" and known.referrals[answer.referral_id].closed_at is None and not elsewhere:
            yield answer.referral_id, "it was confirmed, and has not ended"


def _going_on(known: Everything) -> Iterator[tuple[str, str]]:
    let_go = {event.offer_id for event in known.events if event.move in GOES_ON}
    for referral_id, offers in known.of.items():
        states = {offer.state for offer in offers}
        asked = states & {*OUT, *HOLDING, "completed"}
        if "queued" in states and not asked and any(offer.id in let_go for offer in offers):
            yield referral_id, "nobody has it, and the next was not asked"


def _running(known: Everything) -> Iterator[tuple[str, str]]:
    idle, asking = set(), set()
    for clock in known.clocks:
        offer = known.offers[clock.offer_id]
        if clock.ended_at is not None:
            continue
        if clock.clock == "T10":
            idle.add(offer.referral_id)
        if clock.clock == "T9":
            asking.add(offer.referral_id)
        if offer.state not in BY_CODE[clock.clock].runs or known.referrals[offer.referral_id].closed_at is not None:  # type: ignore[index]  # its CHECK
            yield offer.id, f"{clock.clock} runs, and is over"
    for referral_id, offers in known.of.items():
        states = {offer.state for offer in offers if not offer.disputed}
        moved = any(offer.version > 1 for offer in offers)
        nobody = moved and known.referrals[referral_id].closed_at is None
        if (nobody and not states & {*OUT, *HOLDING, "completed"}) != (referral_id in idle):
            yield referral_id, "nobody is told that nobody has it, or somebody is told wrongly"
        reported = "completed" in states and not states & {*HOLDING} and known.referrals[referral_id].closed_at is None
        if reported != (referral_id in asking):
            yield referral_id, "nobody asks whether it helped, or somebody asks too early"


def _set(known: Everything) -> Iterator[tuple[str, str]]:
    there = {(clock.offer_id, clock.clock) for clock in known.clocks}
    for event in known.events:
        for clock in CLOCKS:
            starts = STARTS.get(event.move) == clock.since and event.state in clock.runs
            if starts and (event.offer_id, clock.code) not in there:
                yield event.offer_id, f"{clock.code} was not set"


def _letters(known: Everything) -> Iterator[tuple[str, str]]:
    wanted = Counter(event.offer_id for event in known.events if event.move in TOLD)
    wanted.update(clock.offer_id for clock in known.clocks if clock.clock in WRITES and clock.done_at is not None)
    written = Counter(letter.about.partition(":")[0] for letter in known.letters if letter.kind == notices.LETTER)
    for offer_id in known.offers:
        if wanted[offer_id] != written[offer_id]:
            yield offer_id, f"{written[offer_id]} letters for {wanted[offer_id]} reasons to write one"
    waiting = Counter(letter.id for letter in known.letters if not letter.outcome)
    if waiting != Counter(row.subject for row in known.outgoing if row.topic == TOPIC):
        yield "outbox", "other letters are to be sent than were written"


def _disputes(known: Everything) -> Iterator[tuple[str, str]]:
    said = sum(event.move in ("decline", "unable") and event.reason in DISPUTES for event in known.events)
    told = sum(row.topic == DISPUTED for row in known.outgoing)
    if said != told:
        yield "outbox", f"{told} disputes left for {said} that were said"
    spoken = sum(
        event.move in TAKES or (event.move in REFUSES and event.reason == "at_capacity") for event in known.events
    )
    told = sum(row.topic == ROOM for row in known.outgoing)
    if spoken != told:
        yield "outbox", f"{told} words of room left for {spoken} that were said"


def _half_reported(known: Everything) -> Iterator[tuple[str, str]]:
    done = {(event.offer_id, 1) for event in known.events if event.move == "complete"}
    for offer_id, _ in done ^ {report for report in known.reports if report[1] == 1}:
        yield offer_id, "it is completed without a report, or reported without being so"
