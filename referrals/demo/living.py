"""How is a story lived? By the verbs that pages and jobs use, each at its moment; between them clocks ring as they would."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from referrals.cases import entries, intake
from referrals.cases import operations as cases
from referrals.cases.models import Case, Intake
from referrals.cases.needs import NEED
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.demo.stories import Step, Story
from referrals.offers import again, carried, closing, drafts, links, moves, outcomes, ticking
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer, OfferClock, OfferEvent
from referrals.offers.referring import Wanted, refer
from referrals.offers.standing import Answer, Source
from referrals.offers.viewing import view
from referrals.people import fields, operations, related
from referrals.people.models import Person, RelatedKind
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.mail import TOPIC, LetterRow
from resource_app.outbox import Outgoing

LATER = timedelta(minutes=5)  # a job finds what is due
HANDED_IN = {"reason": "needs", "source": "provider", "knows": "yes", "words": "They ask to be called."}
FAMILY: Mapping[RelatedKind, fields.Values] = {
    "household": {"name": "Pip Make-Believe", "relation": "child"},
    "proxy": {"name": "Wanda Make-Believe", "relation": "sibling", "authority": "health_care_proxy", "told": "yes"},
}
OWN_LINK: frozenset[str] = frozenset((*links.ANSWERS, "ask"))  # what an organization may do without an account


@dataclass(frozen=True, slots=True)
class Place:
    """A listing somebody may be referred to; `staff_id` is the user who answers there, empty where nobody has an account."""

    listing_id: str
    organization_id: str
    staff_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Whose story it is: what is kept of them, their team, who answers for the case, what they need, the places to ask, and
    when it begins.
    """

    values: fields.Values
    team: str
    owner_id: str
    need: str
    places: Sequence[Place]
    begins: datetime


@dataclass(slots=True)
class Life:
    """A story so far."""

    session: Session
    setting: Setting
    person: Person
    at: datetime
    consent_id: str = ""
    referral_ids: list[str] = field(default_factory=list)

    @property
    def by(self) -> By:
        """The one who answers for the case, now."""
        return By(Actor("user", self.setting.owner_id), Origin(), self.at)

    @property
    def case(self) -> Case:
        """The person's case; it is opened with the first need."""
        theirs = select(Case).where(Case.person_id == self.person.id)
        found = self.session.scalars(theirs).one_or_none()
        return found or cases.open_case(self.session, self.person, self.setting.owner_id, self.by)

    def offer(self, number: int) -> Offer:
        """The offer of that number, in the order in which they were made."""
        made = (OfferEvent.offer_id == Offer.id) & (OfferEvent.version == 1)
        theirs = select(Offer).join(OfferEvent, made).where(Offer.referral_id.in_(self.referral_ids))
        return self.session.scalars(theirs.order_by(OfferEvent.at, Offer.rank)).all()[number]


def live(session: Session, story: Story, setting: Setting, now: datetime) -> Person:
    """Live a story from its beginning until now; the person whose it is."""
    life = Life(session, setting, _first_known(session, story, setting), setting.begins)
    if story.agrees:
        _agree(life)
    for step in story.steps:
        _pass_time(life, life.at + step.after)
        act = ACTS.get(step.act, _move)
        act(life, step)
    _pass_time(life, now)
    _deliver(life)
    return life.person


def _first_known(session: Session, story: Story, setting: Setting) -> Person:
    """The person, added by their team, or handed in to it by a colleague at the first place."""
    by = By(Actor("user", setting.owner_id), Origin(), setting.begins)
    if not story.handed_in:
        return session.get_one(Person, operations.add(session, setting.values, setting.team, by))
    place = setting.places[0]
    if place.staff_id:
        by = replace(by, actor=Actor("user", place.staff_id, place.organization_id))
    made = intake.send(session, {**setting.values, **HANDED_IN}, setting.team, by)
    return session.get_one(Person, session.get_one(Intake, made).person_id)


def _agree(life: Life) -> None:
    """They agree to be referred; a need that is discreet they let one organization know by its name."""
    life.consent_id = consents.give(life.session, life.person, _terms(life), _signed(life), life.by)
    need = NEED[life.setting.need]
    kind = terms.DATA_CLASS[need.data_class].kind
    if need.discreet and kind:
        named = replace(
            _terms(life),
            kind=kind,
            data_classes=frozenset({need.data_class}),
            recipients=frozenset({life.setting.places[0].organization_id}),
            ends_on=life.at.date() + terms.USUAL_VICTIM_SERVICES,
        )
        consents.give(life.session, life.person, named, _signed(life), life.by)


def _terms(life: Life) -> terms.Terms:
    need = NEED[life.setting.need]
    return terms.Terms(
        kind="platform",
        purposes=frozenset({"referral"}),
        data_classes=terms.USUAL | (frozenset() if need.discreet else {need.data_class}),
        recipients=frozenset({terms.EVERYBODY}),
        starts_on=life.at.date(),
        ends_on=life.at.date() + timedelta(days=365),
    )


def _signed(life: Life) -> Signed:
    return Signed(name=life.setting.values["name"], language="en")


def _pass_time(life: Life, until: datetime) -> None:
    """Let everything happen that is due until then."""
    waits = (
        select(OfferClock.offer_id, OfferClock.clock, OfferClock.due_at)
        .join(Offer, OfferClock.offer_id == Offer.id)
        .where(Offer.referral_id.in_(life.referral_ids), OfferClock.due_at <= until - LATER, *ticking.WAITS)
        .order_by(OfferClock.due_at, OfferClock.offer_id, OfferClock.clock)
    )
    while life.referral_ids and (due := life.session.execute(waits.limit(1)).one_or_none()):
        ticking.ring(life.session, due.offer_id, due.clock, due.due_at, due.due_at + LATER)
    life.at = until


def _deliver(life: Life) -> None:
    """No letter of a demo waits to be sent: each is taken to have arrived at once."""
    for letter in life.session.scalars(select(LetterRow).where(LetterRow.outcome == "")):
        letter.outcome, letter.settled_at = "sent", letter.made_at
    life.session.execute(delete(Outgoing).where(Outgoing.topic == TOPIC))


def _refer(life: Life, step: Step) -> None:
    del step
    said = {
        "need": life.setting.need,
        "found": "talk",
        "priority": "routine",
        "call_back": "617-555-0100",
        "adults": "2",
        "children": "1",
    }
    kept = carried.kept(said, life.at.date())
    need = cases.add_need(life.session, life.case, kept.need, kept.found, life.by)
    listed = tuple(place.listing_id for place in life.setting.places)
    wanted = Wanted(listing_ids=listed, priority=kept.priority, tells=drafts.needed(kept), said=said)
    life.referral_ids.append(refer(life.session, life.case, need, wanted, life.by))


def _move(life: Life, step: Step) -> None:
    offer, move = life.offer(step.offer), moves.BY_CODE[step.act]
    said = {name: text(life) for name, text in SAID.items() if name in move.needs}
    said |= {"reason": step.how} if move.reasons else {}
    party, by = _who(life, offer, move, by_phone=step.how == "phone")
    made = Asked(offer_id=offer.id, move=move.code, version=offer.version, party=party, said=said)
    make_move(life.session, made, by)


def _who(life: Life, offer: Offer, move: moves.Move, *, by_phone: bool = False) -> tuple[moves.Party, By]:
    """As whom a move is made: by whoever answers there, by the link in a letter, or by the team that was told by phone."""
    staff = next((each.staff_id for each in life.setting.places if each.listing_id == offer.listing_id), "")
    if "organization" not in move.by or by_phone:
        return next(party for party in ("referrer", *move.by) if party in move.by), life.by
    if staff:
        return "organization", replace(life.by, actor=Actor("user", staff, offer.organization_id))
    if move.code in OWN_LINK:
        return "organization", replace(life.by, actor=Actor("link", offer.id))
    return "referrer", life.by


def _view(life: Life, step: Step) -> None:
    offer = life.offer(step.offer)
    view(life.session, offer.id, _who(life, offer, moves.BY_CODE["accept"])[1])


def _answer(said: Answer, source: Source) -> Callable[[Life, Step], None]:
    def act(life: Life, step: Step) -> None:
        closing.answer(life.session, life.offer(step.offer).id, said, source, life.by)

    return act


def _again(life: Life, step: Step) -> None:
    offer = life.offer(step.offer)
    party, by = _who(life, offer, moves.ACCEPT_AGAIN)
    said = {"contact_person": SAID["contact_person"](life)}
    asked = Asked(offer_id=offer.id, move="accept_again", version=offer.version, party=party, said=said)
    again.accept_again(life.session, asked, by)


def _amend(life: Life, step: Step) -> None:
    offer = life.offer(step.offer)
    party, by = _who(life, offer, moves.BY_CODE["complete"])
    said = {name: SAID[name](life) for name in moves.BY_CODE["complete"].needs}
    outcomes.amend(life.session, offer.id, 1, said | {"resolution": "partially_resolved"}, party, by)


def _unmet(life: Life, step: Step) -> None:
    closing.close_unmet(life.session, life.referral_ids[-1], step.how, life.by)


def _void(life: Life, step: Step) -> None:
    del step
    closing.void(life.session, life.referral_ids[-1], "A trial of the form.", life.by)


def _reopen(life: Life, step: Step) -> None:
    del step
    places = tuple(place.listing_id for place in life.setting.places)
    life.referral_ids.append(closing.reopen(life.session, life.referral_ids[-1], places, life.by))


def _revoke(life: Life, step: Step) -> None:
    del step
    closing.revoke(life.session, life.person, life.consent_id, "private", life.by)


def _refuse(life: Life, step: Step) -> None:
    del step
    consents.refuse(life.session, life.person, _terms(life), replace(_signed(life), refused_for="private"), life.by)


def _lock(life: Life, step: Step) -> None:
    del step
    operations.lock(life.session, life.person, life.by, locked=True)


def _take_on(life: Life, step: Step) -> None:
    """The team accepts, writes down what else it hears, and asks them."""
    del step
    waits = life.session.scalars(select(Intake).where(Intake.person_id == life.person.id)).one()
    intake.accept(life.session, waits, "", life.by)
    operations.change(life.session, life.person, life.setting.values, life.person.version, life.by)
    _agree(life)


def _family(life: Life, step: Step) -> None:
    del step
    for kind, typed in FAMILY.items():
        related.add(life.session, life.person, kind, typed, life.by)


def _task(life: Life, step: Step) -> None:
    due_on = (life.at + timedelta(days=int(step.how))).date().isoformat()
    said = {"words": "Ask how it goes.", "due_on": due_on}
    entries.add(life.session, life.case, "task", said, life.by, who_id=life.setting.owner_id)


def _contact(life: Life, step: Step) -> None:
    del step
    said = {"whom": "organization", "channel": "call", "result": "no_answer"}
    entries.add(life.session, life.case, "contact", said, life.by)


def _close(life: Life, step: Step) -> None:
    closing.close_case(life.session, life.case, step.how, life.by)


SAID: Mapping[str, Callable[[Life], str]] = {  # what is said with a move
    "contact_person": lambda _life: "Front desk",
    "review_on": lambda life: (life.at + timedelta(days=14)).date().isoformat(),
    "contacted_on": lambda life: life.at.date().isoformat(),
    "contact_kind": lambda _life: "phone",
    "tried_on": lambda life: life.at.date().isoformat(),
    "tried_how": lambda life: ("phone", "message")[life.at.toordinal() % 2],
    "served_on": lambda life: life.at.date().isoformat(),
    "given": lambda _life: "What was asked for",
    "resolution": lambda _life: "resolved",
    "question": lambda _life: "household_size",
    "answer": lambda _life: "3",
}
ACTS: Mapping[str, Callable[[Life, Step], None]] = {  # all that is no move
    "wait": lambda _life, _step: None,
    "refer": _refer,
    "view": _view,
    "yes": _answer("yes", "member"),
    "partly": _answer("partly", "member"),
    "no": _answer("no", "member"),
    "caregiver": _answer("yes", "caregiver"),
    "again": _again,
    "amend": _amend,
    "unmet": _unmet,
    "void": _void,
    "reopen": _reopen,
    "revoke": _revoke,
    "refuse": _refuse,
    "lock": _lock,
    "take_on": _take_on,
    "family": _family,
    "task": _task,
    "contact": _contact,
    "close": _close,
}
