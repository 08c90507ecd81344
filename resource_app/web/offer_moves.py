"""How is an offer moved from a page? One form for every move, read from its row in the table; and who was quicker, where
somebody was.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy.orm import Session

from referrals.offers import again, days, making, moves, outcomes, queries
from referrals.offers.asking import QUESTION
from referrals.offers.guards import GUARDS, Refusal
from referrals.offers.making import Refused
from referrals.offers.models import Offer, OfferEvent
from referrals.offers.moves import Move, Party
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.accounts.queries import names
from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput, NotFound, ResourceLoopError
from resource_app.phrases import moment
from resource_app.web import answer_times, identity, language, near, offer_words
from resource_app.web.forms import Filled, Form, line, number, read
from resource_app.web.offer_words import Box
from resource_app.web.surroundings import now, reader
from search import stored
from search.documents import Document

MOST = 2000
SHOWN: Mapping[Party, tuple[str, ...]] = {  # the moves that have a button, the most usual first
    "organization": (
        "accept", "slot_open", "start", "complete", "resume", "waitlist", "ask", "tried", "pause", "decline", "unable",
    ),
    "referrer": (
        "send", "accept", "start", "complete", "slot_open", "resume", "waitlist", "tried", "pause", "decline", "unable",
        "answer", "cancel", "drop",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """A move that is possible now."""

    code: str
    words: str
    asks: bool  # something has to be said with it


def buttons(offer: Offer, party: Party, *, questioned: bool = False) -> list[Button]:
    """What somebody may do with an offer now; an answer needs a question that waits for one."""
    possible = {move.code for move in moves.possible(cast("moves.State", offer.state), party)}
    possible -= set() if questioned else {"answer"}
    known = (moves.BY_CODE[code] for code in SHOWN[party] if code in possible)
    return [Button(move.code, offer_words.button(move, party), bool(move.needs)) for move in known]


def move_called(code: str, party: Party) -> Move:
    """A move by the word in an address; raises NotFound for none that has a button."""
    if code not in SHOWN[party]:
        raise NotFound("move", code)
    return moves.BY_CODE[code]


def after_all(session: Session, offer_id: str) -> str:
    """Take an offer after all; the id of the one that stands in its place. Raises what `do` does."""
    said: dict[str, Any] = read(form_of(moves.ACCEPT_AGAIN))
    version = said.pop("version")
    asked = making.Asked(offer_id=offer_id, move="accept_again", version=version, party="organization", said=said)
    return again.accept_again(session, asked, identity.by())


def boxes(session: Session, offer: Offer, move: Move) -> list[Box]:
    """The fields of the form of a move of an offer; for a better fit, other services like it and near it."""
    every = offer_words.boxes(move)
    if "better_fit" not in move.may:
        return every
    document = stored.load(session.connection(), [offer.listing_id]).get(offer.listing_id)
    like = [hit.document for hit in near.similar(session, document, now())] if document is not None else []
    fits = tuple((each.id, ", ".join(dict.fromkeys((each.name, each.organization)))) for each in like)
    return [
        replace(box, choices=fits) if box.name == "better_fit" else box
        for box in every
        if fits or box.name in move.needs
    ]


def begun(session: Session, move: Move, filled: Filled) -> Filled:
    """The form of a move as it is shown: before anybody filled it in, what has been was today, and by phone."""
    if filled.values:
        return filled
    today = reader(session).now.date().isoformat()
    boxes = offer_words.boxes(move)
    return Filled({box.name: today if days.has_been(box.name) else box.usual for box in boxes})


def suggested(session: Session, person: Person, offer_ids: list[str]) -> list[Document]:
    """The places that organizations which declined say would fit better, the last first."""
    said = (_unsealed(session, person, each) for each in queries.events_of(session, offer_ids))
    ids = list(dict.fromkeys(each["better_fit"] for each in said if "better_fit" in each))
    return list(stored.load(session.connection(), ids).values())


def form_of(move: Move) -> type[Form]:
    """What is read of the form of a move."""
    names = (name for box in offer_words.boxes(move) for name in box.names)
    boxes = {name: line(required=False, most=MOST) for name in names}
    why: dict[str, Any] = {
        guard.code: line(required=False, most=MOST) for guard in GUARDS if guard.code in move.guards and guard.yields
    }
    return cast("type[Form]", Form.from_dict({"version": number(), **boxes, **why}, name=f"{move.code.title()}Form"))


def do(session: Session, offer_id: str, move: Move, party: Party, by: By) -> None:
    """Make the move that was sent. Raises BadInput, Refused and NotPossible: then nothing has happened."""
    said: dict[str, Any] = read(form_of(move))
    version = said.pop("version")
    told = {box.name: box.value(said) for box in offer_words.boxes(move)}
    for box in offer_words.boxes(move):
        if box.choices and not box.many and told[box.name] not in {"", *(code for code, _words in box.choices)}:
            raise BadInput(N_("Choose one of these."), box.name)
    codes = {guard.code for guard in GUARDS}
    asked = making.Asked(
        offer_id=offer_id,
        move=move.code,
        version=version,
        party=party,
        said=told,
        overrides={code: why for code, why in said.items() if code in codes},
    )
    making.make_move(session, asked, by)


def refusals_of(error: ResourceLoopError | None) -> tuple[Refusal, ...]:
    """What stands in the way, in sentences."""
    return tuple(error.refusals) if isinstance(error, Refused) else ()


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to an offer: what, by whom, at which minute where its place is, and why."""

    offer_id: str
    what: str
    who: str
    at: str
    why: str
    said: tuple[tuple[str, str], ...]


def history(
    session: Session,
    person: Person,
    offer_ids: list[str],
    *,
    named: Collection[str] = moves.PARTIES,
    said_by: Collection[str] = moves.PARTIES,
) -> list[Happened]:
    """What happened, the last first. People stand there by their names where they acted for a side that is `named`; of the
    others it says which side it was. What was said with it stands there as far as these parties said it, and what a supervisor
    said and why a guard was overridden for who refers alone.
    """
    t, events = language.translator(), queries.events_of(session, offer_ids)
    anew, zones = outcomes.amendments(session, person, offer_ids), answer_times.zones(session, offer_ids)
    acted = [(each.party, each.actor_kind, each.actor_id) for each in events]
    acted += [(each.row.party, each.row.actor_kind, each.row.actor_id) for each in anew]
    known = names(session, {user for party, kind, user in acted if kind == "user" and party in named})
    inside = "referrer" in named
    read = {*said_by} - (set() if inside else {"supervisor"})
    happened = [
        Happened(
            each.offer_id,
            t.gettext(offer_words.DONE[each.move]),
            _who(each, known if each.party in named else {}),
            moment(t, each.at.astimezone(zones[each.offer_id])),
            t.gettext(offer_words.reason_words(each.reason)) if each.reason else "",
            _said(session, person, each, inside=inside) if each.party in read else (),
        )
        for each in events
    ]
    reported = [
        Happened(
            each.row.offer_id,
            t.gettext(N_("It was reported anew")),
            (known.get(each.row.actor_id) if each.row.party in named else "") or _side(each.row.party),
            moment(t, each.row.at.astimezone(zones[each.row.offer_id])),
            "",
            tuple(offer_words.said_words(moves.BY_CODE["complete"], each.said)) if each.row.party in said_by else (),
        )
        for each in anew
    ]
    return reported + happened  # nothing happens to an offer after it was completed


def contact(session: Session, person: Person, offer_id: str) -> str:
    """Who can be asked for at an organization that accepted; empty before it did."""
    said = (_unsealed(session, person, each) for each in queries.events_of(session, [offer_id]))
    return next((each["contact_person"] for each in said if "contact_person" in each), "")


def questions(session: Session, person: Person, offer_id: str) -> list[str]:
    """What an organization asked and nobody answered, in the reader's language."""
    t, asked = language.translator(), queries.open_questions(session, [offer_id]).get(offer_id, [])
    said = [code for each in asked for code in _unsealed(session, person, each).get("question", "").split()]
    return [t.gettext(QUESTION[code].sentence) for code in dict.fromkeys(said)]


def _said(session: Session, person: Person, event: OfferEvent, *, inside: bool) -> tuple[tuple[str, str], ...]:
    said = _unsealed(session, person, event)
    if not said:
        return ()
    if fit := said.get("better_fit"):
        document = stored.load(session.connection(), [fit]).get(fit)
        said = said | {"better_fit": document.name if document is not None else ""}
    all_the_same = [why for name, why in said.items() if inside and name.startswith(making.IN_SPITE)]
    label = language.translator().gettext("Why all the same?")
    return (*offer_words.said_words(moves.BY_CODE[event.move], said), *((label, why) for why in all_the_same))


def _unsealed(session: Session, person: Person, event: OfferEvent) -> dict[str, str]:
    """What was said with it."""
    if not event.said:
        return {}
    return dict(sealing.unseal(session, person, f"offer {event.offer_id} {event.version}", event.said))


def _who(event: OfferEvent, known: Mapping[str, str]) -> str:
    """By whom, and how the answer of an organization without an account came."""
    t, name = language.translator(), known.get(event.actor_id, "")
    if event.actor_kind == "link":
        return t.gettext("the organization, by the link in a letter")
    if name and event.party == "referrer" and "organization" in moves.BY_CODE[event.move].by:
        return t.gettext("%(name)s, as the organization said by phone") % {"name": name}
    return name or _side(event.party)


def _side(party: str) -> str:
    t = language.translator()
    return {
        "organization": t.gettext("the organization"),
        "member": t.gettext("the member"),
        "supervisor": t.gettext("the supervisor"),
        "system": t.gettext("by itself"),
    }.get(party, t.gettext("the care team"))
