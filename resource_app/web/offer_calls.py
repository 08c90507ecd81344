"""How does a care team put a referral to an organization without an account? What to say on the phone, the same on paper, and
that the name was given once it was accepted.
"""

from flask import Blueprint, redirect, render_template
from sqlalchemy.orm import Session

from referrals.offers import links, making, queries
from referrals.offers.clearing import kept_quiet
from referrals.offers.making import NotPossible, Refused
from referrals.offers.models import Offer
from referrals.offers.moves import HOLDING
from referrals.offers.statements import statements
from resource_app.access import open_to
from resource_app.errors import NotFound
from resource_app.web import doing, identity, offer_moves, offer_rows
from resource_app.web.cards import Call, call_of
from resource_app.web.forms import Form, number, read
from resource_app.web.inbox import CONFLICT
from resource_app.web.referrals import CARER, offer_of
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading
from search import stored

blueprint = Blueprint("page_offer_calls", __name__)
AT = "/referrals/<referral_id>/<offer_id>"


class NameForm(Form):
    """That the name was given: the offer as it was read."""

    version = number()


@blueprint.get(f"{AT}/call")
@open_to(CARER)
def call(referral_id: str, offer_id: str) -> Page:
    """What to say on the phone."""
    return _page(referral_id, offer_id, "referrals/call.html")


@blueprint.get(f"{AT}/sheet")
@open_to(CARER)
def sheet(referral_id: str, offer_id: str) -> Page:
    """The same on paper."""
    return _page(referral_id, offer_id, "referrals/sheet.html")


@blueprint.post(f"{AT}/name")
@open_to(CARER)
def give_name(referral_id: str, offer_id: str) -> Page:
    """Write down that the name was given by phone, on the number that the listing gives."""
    try:
        version = read(NameForm)["version"]
        with doing.transaction() as session:
            offer = offer_of(queries.open_referral(session, referral_id, identity.somebody()), offer_id)
            listed = _listed(session, offer)
            if listed is None:
                raise NotFound("phone of the listing", offer.listing_id)
            said = {"number": listed.number}
            asked = making.Asked(offer_id=offer_id, move="name_given", version=version, party="referrer", said=said)
            making.make_move(session, asked, identity.by())
    except (Refused, NotPossible) as error:
        return _page(referral_id, offer_id, "referrals/call.html", error), CONFLICT
    return redirect(f"/referrals/{referral_id}", SEE_OTHER)


def _page(referral_id: str, offer_id: str, template: str, error: Refused | NotPossible | None = None) -> str:
    keep_nothing()
    with reading() as session:
        opened = queries.open_referral(session, referral_id, identity.somebody())
        offer = offer_of(opened, offer_id)
        asked = queries.asked_of(session, offer_id)
        if asked is None:
            raise NotFound("offer", offer_id)
        identity.opened(f"referral:{referral_id}")
        (row,) = offer_rows.rows(session, [asked], named=False)
        quiet = bool(kept_quiet(session, [opened.case.organization_id]))
        return render_template(
            template,
            row=row,
            way=f"/referrals/{referral_id}/{offer_id}",
            back=f"/referrals/{referral_id}",
            person_id=opened.person.id,
            organization=(offer.snapshot or {}).get("organization", ""),
            listed=_listed(session, offer),
            mailbox=links.mailbox(session, offer) if links.is_open(session, offer, now()) else "",
            buttons=offer_moves.buttons(
                offer, "referrer", questioned=bool(queries.open_questions(session, [offer_id]))
            ),
            accepted=offer.state in HOLDING,
            contact=offer_moves.contact(session, opened.person, offer_id),
            by_name=statements(asked.need.code, named=True, quiet=quiet),
            happened=offer_moves.history(session, opened.person, [offer_id])[:1] if error else [],
            refusals=offer_moves.refusals_of(error),
            today=reader(session).day(now()),
        )


def _listed(session: Session, offer: Offer) -> Call | None:
    """The number that the listing gives today."""
    document = stored.load(session.connection(), [offer.listing_id]).get(offer.listing_id)
    return call_of(document) if document is not None else None
