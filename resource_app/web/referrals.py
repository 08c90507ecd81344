"""How do the referrals of a care team stand? A list, and each with its offers and what happened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from referrals.cases.needs import NEED
from referrals.offers import closing, drafts, queries, results
from referrals.offers.facts import is_told_nowhere
from referrals.offers.guards import Refusal
from referrals.offers.making import NotPossible, Refused
from referrals.offers.models import Offer
from referrals.offers.queries import Opened
from referrals.offers.standings import Stands
from referrals.people.queries import CARERS, briefly
from resource_app.access import holders_of, open_to
from resource_app.errors import N_, BadInput, NotFound
from resource_app.phrases import Said
from resource_app.web import (
    asking_members,
    doing,
    identity,
    language,
    members_words,
    offer_moves,
    offer_words,
    sent_offers,
    told_words,
)
from resource_app.web.cards import Reader
from resource_app.web.forms import Filled, Form, line, page_number, read, typed
from resource_app.web.sent import keep_nothing
from resource_app.web.sent_offers import OfferRow
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_referrals", __name__)
CARER = holders_of(*CARERS)
CONFLICT = 409
ANSWERS: Mapping[str, str] = {"yes": N_("Yes, it helped"), "partly": N_("Partly"), "no": N_("No")}
SOURCES: Mapping[str, str] = {"member": N_("The member"), "caregiver": N_("Who cares for them")}


class AnswerForm(Form):
    """Whether it helped, and who says so."""

    said = line(required=False, most=10)
    source = line(required=False, most=10)


class CloseForm(Form):
    """Why it is closed."""

    reason = line(required=False, most=40)


class AgainForm(Form):
    """Which of its places it is offered to again."""

    listing = line(required=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A referral: whom it is for, what is needed, and how it stands. `loop` is how well that is known, 0 to 4; nothing
    is said of that before it is sent. `listing` is the first of its places; its `offers` stand on its own page alone.
    """

    id: str
    number: str
    person_id: str
    who: str
    title: str
    made_on: str
    tag: Said
    loop: int
    loop_words: str
    listing: str
    offers: tuple[OfferRow, ...] = ()


@blueprint.get("/referrals")
@open_to(CARER)
def index() -> Page:
    """The referrals of my cases, or of the whole team."""
    keep_nothing()
    mine = request.args.get("whose", "mine") != "team"
    page = page_number(request.args.get("page", ""))
    with reading() as session:
        found = queries.of_teams(session, identity.somebody(), page, mine=mine)
        identity.looked("listed", "referral:mine", shown=[f"referral:{each.referral.id}" for each in found])
        who = {each.id: each.called for each in briefly(session, [one.person.id for one in found])}
        here = reader(session)
        rows = [_row(here, each, who[each.person.id]) for each in found[: queries.PAGE]]
        begun = [(id_, here.day(saved_at)) for id_, saved_at in drafts.begun_by(session, identity.somebody())]
    return render_template(
        "referrals/index.html", rows=rows, mine=mine, page=page, more=len(found) > queries.PAGE, begun=begun
    )


@blueprint.get("/referrals/<referral_id>")
@open_to(CARER)
def show(referral_id: str) -> Page:
    """One referral."""
    return page(referral_id)


@blueprint.get("/referrals/<referral_id>/<offer_id>/<move>")
@open_to(CARER)
def ask(referral_id: str, offer_id: str, move: str) -> Page:
    """What has to be said with a move."""
    return _form(referral_id, offer_id, move, Filled())


@blueprint.post("/referrals/<referral_id>/<offer_id>/<move>")
@open_to(CARER)
def do(referral_id: str, offer_id: str, move: str) -> Page:
    """Make a move: the team's own, or what an organization said by phone."""
    fields = typed()
    try:
        with doing.transaction() as session:
            offer_of(queries.open_referral(session, referral_id, identity.somebody()), offer_id)
            called = offer_moves.move_called(move, "referrer")
            offer_moves.do(session, offer_id, called, "referrer", identity.by())
    except BadInput as error:
        return _form(referral_id, offer_id, move, Filled(fields, error.field, error.message)), 422
    except Refused as error:
        if any(each.yields for each in error.refusals):
            return _form(referral_id, offer_id, move, Filled(fields), tuple(error.refusals)), 422
        return page(referral_id, error), CONFLICT
    except NotPossible as error:
        return page(referral_id, error), CONFLICT
    return redirect(f"/referrals/{referral_id}", SEE_OTHER)


@blueprint.post("/referrals/<referral_id>/answer")
@open_to(CARER)
def keep_answer(referral_id: str) -> Page:
    """Write down what the member, or who cares for them, says to whether it helped."""
    fields = typed()
    try:
        said = read(AnswerForm)
        _require_choice(said["said"], ANSWERS, "said")
        _require_choice(said["source"], SOURCES, "source")
        with doing.transaction() as session:
            offer_id = _reported(queries.open_referral(session, referral_id, identity.somebody()))
            closing.answer(session, offer_id, said["said"], said["source"], identity.by())
    except BadInput as error:
        return page(referral_id, filled=Filled(fields, error.field, error.message)), 422
    except NotPossible as error:
        return page(referral_id, error), CONFLICT
    return redirect(f"/referrals/{referral_id}", SEE_OTHER)


@blueprint.post("/referrals/<referral_id>/close")
@open_to(CARER)
def close(referral_id: str) -> Page:
    """Close what nobody could help with, and say why."""
    fields = typed()
    try:
        said = read(CloseForm)
        with doing.transaction() as session:
            queries.open_referral(session, referral_id, identity.somebody())
            closing.close_unmet(session, referral_id, said["reason"], identity.by())
    except BadInput as error:
        return page(referral_id, filled=Filled(fields, error.field, error.message)), 422
    except NotPossible as error:
        return page(referral_id, error), CONFLICT
    return redirect(f"/referrals/{referral_id}", SEE_OTHER)


@blueprint.post("/referrals/<referral_id>/again")
@open_to(CARER)
def begin_again(referral_id: str) -> Page:
    """Put the need of a closed referral to the network again, to a place that it was offered to."""
    fields = typed()
    try:
        said = read(AgainForm)
        with doing.transaction() as session:
            opened = queries.open_referral(session, referral_id, identity.somebody())
            _require_choice(said["listing"], _places(opened), "listing")
            made = closing.reopen(session, referral_id, (said["listing"],), identity.by())
    except BadInput as error:
        return page(referral_id, filled=Filled(fields, error.field, error.message)), 422
    except NotPossible as error:
        return page(referral_id, error), CONFLICT
    return redirect(f"/referrals/{made}", SEE_OTHER)


def _reported(opened: Opened) -> str:
    """The offer that is asked about: the last that was completed and that nobody has disputed."""
    found = next((each for each in opened.completed if not each.disputed), None)
    if found is None:
        raise NotPossible(opened.standing, 0)
    return found.id


def _require_choice(said: str, choices: Mapping[str, str], field: str) -> None:
    if said not in choices:
        raise BadInput(N_("Choose one of these."), field)


def page(referral_id: str, error: Refused | NotPossible | None = None, filled: Filled | None = None) -> str:
    """The page of a referral, with what could not be done, or what was wrong with a form of it."""
    keep_nothing()
    t = language.translator()
    with reading() as session:
        opened = queries.open_referral(session, referral_id, identity.somebody())
        identity.opened(f"referral:{referral_id}")
        called = briefly(session, [opened.person.id])[0].called
        row = _row(reader(session), opened, called, sent_offers.rows(session, opened, opened.offers))
        happened = offer_moves.history(session, opened.person, [each.id for each in opened.offers])
        carried = drafts.carried_of(session, opened.person, opened.referral)
        stands, alone = opened.standing, opened.referral.alone
        places = _places(opened) if stands == "closed" else {}
        asking = asking_members.panel(session, opened)
        answered = list(_answered(session, opened))
        withdrawn = _is_withdrawn(session, opened)
        fits = offer_moves.suggested(session, opened.person, [each.id for each in opened.offers])
    return render_template(
        "referrals/show.html",
        row=row,
        carried=carried,
        happened=happened,
        called={each.id: each.listing for each in row.offers},
        quicker=happened[:1] if isinstance(error, NotPossible) else [],
        refusals=offer_moves.refusals_of(error),
        form=filled or Filled(),
        standing=stands,
        places=places,
        asking=asking,
        fits=fits,
        choices=tuple((code, words, "") for code, words in _words(ANSWERS)),
        answered=answered,
        withdrawn=withdrawn,
        alone=told_words.ALONE if alone else "",
        sources=tuple((code, words, "") for code, words in _words(_sources(alone=alone))),
        reasons=[(code, t.gettext(offer_words.reason_words(code))) for code in closing.UNMET],
    )


def _answered(session: Session, opened: Opened) -> Iterator[str]:
    """What was answered to whether it helped, the last first: like "The member: No. 13 October 2026, 2:40 p.m."."""
    t, who = language.translator(), reader(session)
    for each in reversed(results.answers(session, opened)):
        yield f"{t.gettext(SOURCES[each.source])}: {t.gettext(ANSWERS[each.said])}. {who.moment(each.at)}"


def _is_withdrawn(session: Session, opened: Opened) -> bool:
    """Whether somebody has to do something that no consent covers any more at any of its places."""
    if opened.standing not in ("needs_action", "awaiting_confirmation"):
        return False
    return is_told_nowhere(session, opened.referral, reader(session).now.date())


def _places(opened: Opened) -> dict[str, str]:
    """The listings that a referral was offered to, by id; one that is kept secret has no name."""
    return {each.listing_id: (each.snapshot or {}).get("name", "") for each in opened.offers if each.snapshot}


def _sources(*, alone: bool) -> dict[str, str]:
    """Who may be asked: of what somebody under age agreed to alone, nobody but them."""
    return {code: words for code, words in SOURCES.items() if code != "caregiver" or not alone}


def _words(choices: Mapping[str, str]) -> list[tuple[str, str]]:
    t = language.translator()
    return [(code, t.gettext(words)) for code, words in choices.items()]


def _form(referral_id: str, offer_id: str, code: str, filled: Filled, refusals: tuple[Refusal, ...] = ()) -> str:
    keep_nothing()
    move = offer_moves.move_called(code, "referrer")
    with reading() as session:
        opened = queries.open_referral(session, referral_id, identity.somebody())
        offer = offer_of(opened, offer_id)
        (row,) = sent_offers.rows(session, opened, [offer])
        asked = offer_moves.questions(session, opened.person, offer_id) if code == "answer" else []
        boxes = offer_moves.boxes(session, offer, move)
        form = offer_moves.begun(session, move, filled)
    return render_template(
        "inbox/move.html",
        form=form,
        row=row,
        move=code,
        words=offer_words.button(move, "referrer"),
        boxes=boxes,
        asked=asked,
        refusals=refusals,
        action=f"/referrals/{referral_id}/{offer_id}/{code}",
        back=f"/referrals/{referral_id}",
    )


def offer_of(opened: Opened, offer_id: str) -> Offer:
    """An offer of a referral; raises NotFound where it is another's."""
    found = next((each for each in opened.offers if each.id == offer_id), None)
    if found is None:
        raise NotFound("offer", offer_id)
    return found


def _row(here: Reader, opened: Opened, who: str, offers: tuple[OfferRow, ...] = ()) -> Row:
    t, referral = here.t, opened.referral
    return Row(
        id=referral.id,
        number=referral.number,
        person_id=opened.person.id,
        who=who,
        title=NEED[opened.need.code].title,
        made_on=here.day(referral.made_at),
        tag=members_words.standing_words(Stands(referral, NEED[opened.need.code], opened.standing)),
        loop=referral.loop_level,
        loop_words=t.gettext(offer_words.LOOP[referral.loop_level]) if opened.standing != "draft" else "",
        listing=next(((each.snapshot or {}).get("name", "") for each in opened.offers), ""),
        offers=offers,
    )
