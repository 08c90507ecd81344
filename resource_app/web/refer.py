"""How is a member referred? From a listing in at most five pages: the member, the need, the consent, what is shared, sent."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from flask import Blueprint, redirect, request

from referrals.consents import operations as consents
from referrals.offers import drafts, queries
from referrals.offers.carried import ACCESS, QUESTIONS
from referrals.offers.guards import GUARDS
from referrals.offers.making import Refused
from referrals.offers.moves import GuardCode
from referrals.people import lately
from referrals.people import queries as persons
from referrals.people.queries import CARERS, Known
from resource_app.access import holders_of, open_to
from resource_app.errors import BadInput, NotFound
from resource_app.web import agreeing, doing, identity, members, refer_page
from resource_app.web.agreeing import AgreeForm
from resource_app.web.forms import Filled, Form, line, once, read, typed
from resource_app.web.members import find
from resource_app.web.members_fields import form_of, values_in
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading

blueprint = Blueprint("page_refer", __name__)
CARER = holders_of(*CARERS)
MOST_NOTE = 2000
YIELDING: tuple[GuardCode, ...] = tuple(guard.code for guard in GUARDS if guard.yields)


def _form(name: str, most: Mapping[str, int]) -> type[Form]:
    return cast(
        "type[Form]", Form.from_dict({field: line(required=False, most=at) for field, at in most.items()}, name=name)
    )


MemberForm = form_of(
    "MemberForm",
    refer_page.NEW,
    person=line(required=False),
    listing=line(most=1000),
    sure=line(required=False),
    once=once(),
)
NeedForm = _form(
    "NeedForm",
    {
        **dict.fromkeys(
            ("act", "need", "found", "priority", "call_back", "wanted_by", "adults", "children", "alone"), 40
        ),
        **dict.fromkeys(("note", "private_note", "detail"), MOST_NOTE),
        "detail_class": 40,
        **dict.fromkeys(("comes_home", "needs_birth_date"), 3),
        **{f"access_{code}": 3 for code, _words in ACCESS},
        **{f"qualifies_{code}": 3 for code, _words in QUESTIONS},
    },
)
AlsoForm = _form("AlsoForm", {drafts.ALSO: 40})
SendForm = _form("SendForm", {"act": 10, **dict.fromkeys(YIELDING, MOST_NOTE)})


@blueprint.get("/refer")
@open_to(CARER)
def ask() -> Page:
    """Ask who is to be referred to the listings of the address."""
    return refer_page.member(refer_page.listings_asked(request.args.getlist("listing")), Filled())


@blueprint.post("/refer")
@open_to(CARER)
def choose() -> Page:
    """Look a member up, add one, or go on with one."""
    fields = typed()
    listing_ids = refer_page.listings_asked(fields.get("listing", "").split())
    try:
        said = read(MemberForm)
        if said["act"] == "find":
            return refer_page.member(listing_ids, Filled(fields), find(values_in(members.ASKED, said)))
        person_id = said["person"] if said["act"] == "choose" else str(said["once"])
        alike = _kept(said) if said["act"] == "new" else ()
        if alike:
            return refer_page.member(listing_ids, Filled(fields), alike, is_new=True)
        with doing.transaction() as session:
            person = persons.open_person(session, person_id, identity.somebody())
            lately.remember(session, person, identity.somebody())
            made = drafts.begin(session, person, listing_ids, identity.by())
    except BadInput as error:
        added = () if fields.get("act") == "new" else None
        return refer_page.member(listing_ids, Filled(fields, error.field, error.message), added), 422
    return redirect(f"/refer/{made}/need", SEE_OTHER)


@blueprint.get("/refer/<draft_id>/need")
@open_to(CARER)
def ask_need(draft_id: str) -> Page:
    """What is needed, and what goes with it; what was filled in before stands there."""
    return refer_page.need(draft_id, None)


@blueprint.post("/refer/<draft_id>/need")
@open_to(CARER)
def keep_need(draft_id: str) -> Page:
    """Keep what was filled in, whatever it is, and go on where it can be."""
    said = {name: text for name, text in read(NeedForm).items() if text}
    act = said.pop("act", "")
    with doing.transaction() as session:
        drafts.keep(session, drafts.open_draft(session, draft_id, identity.somebody()), said, identity.by())
    if act == "language":
        return redirect(f"/refer/{draft_id}/need", SEE_OTHER)
    try:
        return _after_need(draft_id)
    except BadInput as error:
        return refer_page.need(draft_id, error), 422


@blueprint.post("/refer/<draft_id>/also")
@open_to(CARER)
def offer_also(draft_id: str) -> Page:
    """Offer a referral that nobody has to the place, instead of making another one; or another one after all."""
    also = read(AlsoForm)[drafts.ALSO]
    with doing.transaction() as session:
        drafted = drafts.open_draft(session, draft_id, identity.somebody())
        if not also:
            drafts.keep(session, drafted, {}, identity.by())
            return redirect(f"/refer/{draft_id}/need", SEE_OTHER)
        opened = queries.open_referral(session, also, identity.somebody())
        if opened.person.id != drafted.person.id:
            raise NotFound("referral", also)
        drafts.offer_also(session, drafted, opened.referral, reader(session).now.date(), identity.by())
    return _after_need(draft_id)


@blueprint.get("/refer/<draft_id>/consent")
@open_to(CARER)
def ask_consent(draft_id: str) -> Page:
    """What they would agree to, and how they do."""
    return _or_need(draft_id, lambda: refer_page.consent(draft_id, Filled()))


@blueprint.post("/refer/<draft_id>/consent")
@open_to(CARER)
def keep_consent(draft_id: str) -> Page:
    """Record that they agreed, or said no."""
    fields = typed()
    try:
        said = read(AgreeForm)
        with doing.transaction() as session:
            drafted = drafts.open_draft(session, draft_id, identity.somebody())
            asked = refer_page.asked_of(session, drafted)
            recorded = consents.refuse if said["act"] == "refuse" else consents.give
            alone, today = refer_page.alone(session, drafted), now().date()
            named = refer_page.organizations_of(session, drafted)
            for each in agreeing.agreed(said, asked, named, today, alone=bool(alone)):
                recorded(session, drafted.person, each, agreeing.signed(said, alone), identity.by())
    except BadInput as error:
        return refer_page.consent(draft_id, Filled(fields, error.field, error.message)), 422
    return redirect(f"/refer/{draft_id}" + ("?said=no" if said["act"] == "refuse" else ""), SEE_OTHER)


@blueprint.get("/refer/<draft_id>")
@open_to(CARER)
def show(draft_id: str) -> Page:
    """All that would be shared, as the organization will read it."""
    refused = request.args.get("said") == "no"
    return _or_need(draft_id, lambda: refer_page.shared(draft_id, Filled(), refused=refused))


@blueprint.post("/refer/<draft_id>")
@open_to(CARER)
def send(draft_id: str) -> Page:
    """Send it, or throw it away."""
    fields = typed()
    try:
        said = read(SendForm)
        with doing.transaction() as session:
            drafted = drafts.open_draft(session, draft_id, identity.somebody())
            if said["act"] == "discard":
                drafts.discard(session, drafted)
                return redirect("/referrals", SEE_OTHER)
            overrides, today = {code: said[code] for code in YIELDING}, reader(session).now.date()
            made = drafts.send(session, drafted, overrides, today, identity.by())
    except BadInput as error:
        wrong = Filled(fields, error.field, error.message)
        again = refer_page.shared(draft_id, wrong) if error.field == "reach" else refer_page.need(draft_id, error)
        return again, 422
    except Refused as error:
        return refer_page.shared(draft_id, Filled(fields), error.refusals), 422
    return redirect(f"/referrals/{made}", SEE_OTHER)


def _after_need(draft_id: str) -> Page:
    """On to the consent, or where that is there, to what is shared."""
    with reading() as session:
        agreed = refer_page.is_agreed(session, drafts.open_draft(session, draft_id, identity.somebody()))
    return redirect(f"/refer/{draft_id}" if agreed else f"/refer/{draft_id}/consent", SEE_OTHER)


def _or_need(draft_id: str, page: Callable[[], str]) -> Page:
    """A page that needs the need; where it is not filled in yet, that comes first."""
    try:
        return page()
    except BadInput:
        return redirect(f"/refer/{draft_id}/need", SEE_OTHER)


def _kept(said: Mapping[str, Any]) -> Sequence[Known]:
    """Keep somebody new, for the one team of the viewer; those whom it could be, unless it is sure."""
    values = values_in(refer_page.NEW, said)
    return members.keep_new(values, members.team_of(""), str(said["once"]), sure=bool(said["sure"]))
