"""How does a listing stand now, and why is it shown, or not? For pages of staff."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.directory.models import Listing, Organization, Service
from resource_app.directory.policy import Showing, judged
from resource_app.web.cards import Card, Reader, document_card, place_url
from resource_app.web.dispute_words import dispute_words
from resource_app.web.finding_words import finding_words
from resource_app.web.gone import is_shown
from resource_app.web.surroundings import reader
from search import stored
from validation.asked import LastAsked, last_asked


@dataclass(frozen=True, slots=True)
class Because:
    """Why a listing is shown, or is not: each rule that decided, whether it lets it show, and its words, to be translated; and
    what checks find wrong with it and what was said against it, in the reader's language, which hide nothing. `asked` says who
    was asked last about it and did not answer; empty where nobody was.
    """

    is_shown: bool
    rules: Sequence[tuple[bool, str]]
    findings: Sequence[str] = ()
    disputes: Sequence[str] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True)
class ListingNow:
    """A listing as the public would see it, whether or not it may; `page` is its public address, empty where there is none."""

    id: str
    page: str
    card: Card
    because: Because


def shown_because(session: Session, listing_id: str) -> Because | None:
    """Each rule and what it says of the listing; None for one there is not."""
    row = session.execute(
        select(
            *(Listing.held, Listing.staff_only, Listing.do_not_refer, Listing.due_on, Listing.unconfirmed),
            *(Service.status, Organization.asked_out),
        )
        .join(Service, Listing.service_id == Service.id)
        .outerjoin(Organization, Service.organization_id == Organization.id)
        .where(Listing.id == listing_id)
    ).first()
    if row is None:
        return None
    who = reader(session)
    rules = judged(Showing.of(row, row, who.now.date(), asked_out=bool(row.asked_out)))
    said = _asked(last_asked(session, listing_id), who)
    disputed = dispute_words(session, [listing_id]).get(listing_id, ())
    return Because(all(shown for shown, _words in rules), rules, finding_words(session, listing_id), disputed, said)


def _asked(last: LastAsked | None, who: Reader) -> str:
    if last is None:
        return ""
    ways = {
        "letter": who.t.gettext("Asked on %(day)s by letter, no answer yet."),
        "phone": who.t.gettext("Asked on %(day)s by phone, no answer yet."),
    }
    return ways[last.how] % {"day": phrases.day_and_month(who.t, last.at.astimezone(who.now.tzinfo).date())}


def listings_now(session: Session, ids: Sequence[str]) -> list[ListingNow]:
    """How listings stand, in this order."""
    documents = stored.load(session.connection(), ids)
    who = reader(session)
    found = []
    for each in ids:
        because = shown_because(session, each)
        if because is not None and each in documents:
            document = documents[each]
            page = place_url(document.service_id, each) if is_shown(document) else ""
            found.append(ListingNow(each, page, document_card(document, who), because))
    return found
