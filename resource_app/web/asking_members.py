"""Who is asked whether a referral helped, and how does the question come to them? What stands of it on the team's page."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from referrals.offers import member_links
from referrals.offers.models import MemberLink
from referrals.offers.queries import Opened
from referrals.offers.standing import Standing
from referrals.people import related
from referrals.people.contact import Way
from resource_app.errors import N_, LinkOver
from resource_app.web import language
from resource_app.web.surroundings import now, reader

MEMBER = "member"  # as who is asked, beside the ids of caregivers
WAYS: Mapping[Way, str] = {
    "email": N_("By email: a link, and not a word more"),
    "paper": N_("On paper: a code to type in"),
    "aloud": N_("Read out: a code to type in"),
}
STANDS: Mapping[str, str] = {
    "lost": N_("The letter did not arrive"),
    "over": N_("Ended"),
    "answered": N_("Answered"),
    "open": N_("No answer yet"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A link: who was asked, how and when, and whether it still works. `sheet` leads to its code, where it has one."""

    id: str
    who: str
    way: str
    made_on: str
    stands: str
    works: bool
    sheet: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The links there are, and who may be asked how: no choices where nobody may."""

    rows: tuple[Row, ...]
    people: tuple[tuple[str, str, str], ...]
    ways: tuple[tuple[str, str, str], ...]
    languages: Mapping[str, str]
    wish: str


SERVED: tuple[Standing, ...] = ("matched", "in_service", "awaiting_confirmation", "closed")  # somebody has it, or had


def panel(session: Session, opened: Opened) -> Panel:
    """What stands on the page of a referral: links that there are, and who may be sent one once somebody has it."""
    t = language.translator()
    carers = member_links.caregivers(session, opened, now().date())
    people = [(MEMBER, t.gettext("The member"), "")] if member_links.ways(session, opened, "member") else []
    beside = member_links.ways(session, opened, "caregiver")
    people += [(each.id, each.values["name"], "") for each in carers] if beside else []
    allowed = {*member_links.ways(session, opened, "member"), *(beside if carers else ())}
    called = {each.id: each.values["name"] for each in related.of_person(session, opened.person)}
    people = people if opened.standing in SERVED else []
    return Panel(
        rows=tuple(_row(session, made, called) for made in member_links.of_referral(session, opened.referral.id)),
        people=tuple(people),
        ways=tuple((way, t.gettext(words), "") for way, words in WAYS.items() if way in allowed),
        languages={code: language.name_of(code) for code in language.offered()},
        wish=member_links.language_of(session, opened, language.offered()),
    )


def _row(session: Session, made: MemberLink, called: Mapping[str, str]) -> Row:
    t, who = language.translator(), reader(session)
    stands = _stands(session, made)
    works = stands != "over"
    return Row(
        id=made.id,
        who=t.gettext("The member")
        if made.proxy_id is None
        else called.get(made.proxy_id, t.gettext("Who cares for them")),
        way=t.gettext({str(way): words for way, words in WAYS.items()}[made.way]),
        made_on=who.day(made.made_at),
        stands=t.gettext(STANDS[stands]),
        works=works,
        sheet=f"/referrals/{made.referral_id}/links/{made.id}" if works and made.way != "email" else "",
    )


def _stands(session: Session, made: MemberLink) -> str:
    try:
        at = member_links.held(session, made, now())
    except LinkOver:
        return "over"
    if member_links.answered(session, at):
        return "answered"
    return "lost" if made.lost_at else "open"
