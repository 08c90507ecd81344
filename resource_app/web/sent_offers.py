"""How do the offers of a referral stand, and what comes next of each? For the care team that refers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from referrals.cases.needs import NEED
from referrals.offers import queries
from referrals.offers.facts import SEEN
from referrals.offers.models import Offer
from referrals.offers.queries import Opened
from resource_app.accounts import inboxes
from resource_app.errors import N_
from resource_app.phrases import Said, full_date
from resource_app.web import language, offer_moves, offer_words
from resource_app.web.answer_times import dues
from resource_app.web.offer_moves import Button
from resource_app.web.surroundings import now

BACK = N_("They have until %(day)s to answer. If they do not, it comes back to you.")
LATE = N_("Their time to answer was over on %(day)s. Call them, or offer the next place.")
QUESTIONED = N_("Answer their question. Until then their time stands still, for two working days at most.")
NEXT = N_("Then the next place of your list is asked.")
TO_CALL = N_("They accepted. Call them, and say who it is.")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer on the page of who refers; `then` says what comes next, and by when."""

    id: str
    number: str
    title: str
    listing: str
    organization: str
    service_url: str
    version: int
    tag: Said
    then: str
    buttons: tuple[Button, ...]
    reported: bool
    by_phone: bool  # nobody signs in for the organization, and it is still open


@dataclass(frozen=True, slots=True)
class _Beside:
    """What else is known of offers: organizations with an account, open questions, until when, and where the name was given."""

    reached: frozenset[str]
    asked: frozenset[str]
    due: dict[str, datetime]
    named: frozenset[str]


def rows(session: Session, opened: Opened, offers: Sequence[Offer]) -> tuple[OfferRow, ...]:
    """These offers of a referral, as they stand now."""
    ids = [each.id for each in offers]
    beside = _Beside(
        frozenset(inboxes.with_accounts(session, {each.organization_id for each in offers})),
        frozenset(queries.open_questions(session, ids)),
        dues(session, {each.id: each.listing_id for each in offers}),
        frozenset(each.offer_id for each in queries.events_of(session, ids) if each.move == "name_given"),
    )
    return tuple(_row(opened, each, beside) for each in offers)


def _row(opened: Opened, offer: Offer, beside: _Beside) -> OfferRow:
    snapshot, questioned = offer.snapshot or {}, offer.id in beside.asked
    return OfferRow(
        id=offer.id,
        number=opened.referral.number,
        title=NEED[opened.need.code].title,
        listing=snapshot.get("name", ""),
        organization=snapshot.get("organization", ""),
        service_url=f"/services/{offer.service_id}",
        version=offer.version,
        tag=offer_words.state_tag(offer.state, disputed=offer.disputed, questioned=questioned),
        then=_then(opened, offer, beside),
        buttons=tuple(offer_moves.buttons(offer, "referrer", questioned=questioned)),
        reported=offer.state == "completed",
        by_phone=offer.organization_id not in beside.reached and offer.state in SEEN,
    )


def _then(opened: Opened, offer: Offer, beside: _Beside) -> str:
    """What comes next, and by when; empty where nothing does by itself."""
    t, due = language.translator(), beside.due.get(offer.id)
    if offer.id in beside.asked:
        return t.gettext(QUESTIONED)
    if offer.state == "accepted" and offer.organization_id not in beside.reached and offer.id not in beside.named:
        return t.gettext(TO_CALL)
    if offer.state != "sent" or due is None:
        return ""
    said = t.gettext(LATE if due <= now() else BACK) % {"day": full_date(t, due.date())}
    more = any(each.state == "queued" for each in opened.offers)
    return f"{said} {t.gettext(NEXT)}" if more and opened.referral.automatic else said
