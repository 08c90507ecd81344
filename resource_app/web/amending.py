"""Was a report wrong? It is reported anew, by the organization or by the team; both reports are kept."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, make_response, redirect, render_template
from sqlalchemy.orm import Session

from referrals.offers import moves, outcomes, queries
from referrals.offers.models import Offer, Referral
from referrals.offers.moves import Party
from referrals.people.operations import ChangedMeanwhile
from resource_app.access import open_to
from resource_app.errors import N_, BadInput
from resource_app.web import doing, identity, language, offer_words
from resource_app.web.forms import Filled, read, typed
from resource_app.web.inbox import ANSWERER, CONFLICT
from resource_app.web.offer_moves import form_of
from resource_app.web.referrals import CARER, offer_of
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading

blueprint = Blueprint("page_amending", __name__)
Door = Callable[[Session], tuple[Offer, Referral]]
REPORT = moves.BY_CODE["complete"]
WORDS = N_("Report it anew")
FASTER = N_("Somebody else reported it anew meanwhile. Look at what they said; if it is wrong, send yours once more.")


@blueprint.get("/inbox/<offer_id>/amend")
@open_to(ANSWERER)
def ask_organization(offer_id: str) -> Page:
    """What really came of it, as the organization says."""
    return _form(_theirs(offer_id), f"/inbox/{offer_id}", Filled())


@blueprint.post("/inbox/<offer_id>/amend")
@open_to(ANSWERER)
def amend(offer_id: str) -> Page:
    """Keep it beside the report that was wrong."""
    return _amend(_theirs(offer_id), "organization", f"/inbox/{offer_id}")


@blueprint.get("/referrals/<referral_id>/<offer_id>/amend")
@open_to(CARER)
def ask_team(referral_id: str, offer_id: str) -> Page:
    """What really came of it, as the organization told the team."""
    return _form(_ours(referral_id, offer_id), f"/referrals/{referral_id}", Filled())


@blueprint.post("/referrals/<referral_id>/<offer_id>/amend")
@open_to(CARER)
def amend_for(referral_id: str, offer_id: str) -> Page:
    """The same, written down by the team."""
    return _amend(_ours(referral_id, offer_id), "referrer", f"/referrals/{referral_id}")


def _theirs(offer_id: str) -> Door:
    def opened(session: Session) -> tuple[Offer, Referral]:
        asked = queries.open_offer(session, offer_id, identity.somebody())
        return asked.offer, asked.referral

    return opened


def _ours(referral_id: str, offer_id: str) -> Door:
    def opened(session: Session) -> tuple[Offer, Referral]:
        found = queries.open_referral(session, referral_id, identity.somebody())
        return offer_of(found, offer_id), found.referral

    return opened


def _amend(door: Door, party: Party, back: str) -> Page:
    fields = typed()
    try:
        with doing.transaction() as session:
            offer, _referral = door(session)
            if outcomes.newest(session, offer.id) is not None:
                said: dict[str, Any] = read(form_of(REPORT))
                told = {box.name: box.value(said) for box in offer_words.boxes(REPORT)}
                outcomes.amend(session, offer.id, said["version"], told, party, identity.by())
    except BadInput as error:
        return make_response(_form(door, back, Filled(fields, error.field, error.message)), 422)
    except ChangedMeanwhile:
        del fields["version"]
        return make_response(_form(door, back, Filled(fields, REPORT.needs[0], FASTER)), CONFLICT)
    return redirect(back, SEE_OTHER)


def _form(door: Door, back: str, filled: Filled) -> Page:
    keep_nothing()
    with reading() as session:
        offer, referral = door(session)
        identity.opened(f"referral:{referral.id}")
        last = outcomes.newest(session, offer.id)
        if last is None:
            return redirect(back, SEE_OTHER)
        return render_template(
            "inbox/move.html",
            form=filled,
            row={"number": referral.number, "version": last.number, "title": N_("Both reports are kept.")},
            move="amend",
            words=language.translator().gettext(WORDS),
            boxes=offer_words.boxes(REPORT),
            refusals=(),
            action=f"{back}/amend" if back.startswith("/inbox/") else f"{back}/{offer.id}/amend",
            back=back,
        )
