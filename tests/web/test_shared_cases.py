"""What an outside organization on the care team of a case reads of it: what was ticked, as far as a consent covers it. Wherever
one of the two is missing or over there is nothing to be found.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.cases import entries
from referrals.cases import operations as cases
from referrals.cases.models import Case, CaseEntry
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.offers import clearing, closing
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer
from referrals.offers.partners import CLASS_OF
from referrals.offers.referring import Wanted, refer
from referrals.offers.statements import NAMED, UNNAMED
from referrals.people import operations as people
from referrals.people.models import Person as Member
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import LISTING
from tests.referrals.test_consents import SIGNED
from tests.web.conftest import NOW
from tests.web.people import BY, Visitor, Watch, a_person
from tests.web.test_mailed_codes import newest
from tests.web.test_referrals import Scene, text

pytestmark = pytest.mark.usefixtures("quick")
EVERYTHING = {f"sees-{code}": "yes" for code, _words in entries.SEES}
ADA = {
    "name": "Ada Lantern",
    "phone": "617-555-0103",
    "email": "ada@example.org",
    "zip": "02139",
    "street": "9 Ropewalk",
    "channels": "call",
    "born_on": "1951-03-17",
}
NAME, REACH, NEED, MIND, STANDS, TASK = (
    "Ada Lantern",
    "617-555-0103",
    "Food",
    "Help with stress",
    "Accepted",
    "Ask about",
)
NEVER = (
    "Ropewalk",
    "02139",
    "ada@example.org",
    "1951-03-17",
    "March 1951",
    "Bring the key",
    "her sister",
    "Understanding health",
)
AGREED = terms.Terms(
    kind="platform",
    purposes=frozenset({"coordination"}),
    data_classes=terms.USUAL,
    recipients=frozenset({terms.EVERYBODY}),
    starts_on=BY.at.date(),
)


class Together(Scene):
    """A member with a case, in whose care team the organization is; nothing is agreed to yet."""

    def __init__(self, site: Flask, connections: Connections, keys: Keys, watch: Watch) -> None:
        super().__init__(site, connections, keys, watch)
        with connections.transaction() as session:
            self.person = people.add(session, ADA, self.team, BY)
            case = cases.open_case(session, session.get_one(Member, self.person), "olive", BY)
            self.case = case.id
            need = cases.add_need(session, case, "food-insecurity", "talk", BY)
            agreed = replace(AGREED, purposes=frozenset({"referral"}))
            consents.give(session, session.get_one(Member, self.person), agreed, SIGNED, BY)
            refer(session, case, need, Wanted(listing_ids=(LISTING,)), BY)
            entries.add(session, case, "task", {"words": "Bring the key", "due_on": NOW.date().isoformat()}, BY)
            contact = {"whom": "member", "channel": "call", "result": "no_answer", "words": "Call her sister"}
            entries.add(session, case, "contact", contact | {"again_on": NOW.date().isoformat()}, BY)
            told = {"words": "Ask about the pills", "due_on": NOW.date().isoformat(), "told": "yes"}
            entries.add(session, case, "task", told, BY)
        for move in ("send", "accept"):
            self.move(move)
        assert self.staff  # an organization for which nobody signs in cannot be chosen
        added = self.nurse.post(f"/cases/{self.case}/team", act="save", **self.partner)
        assert added.status_code == 303, text(added)

    @property
    def partner(self) -> dict[str, str]:
        """What is written down of the organization."""
        return {"name": "Cleo Harbor", "part": "primary_care", "who": self.organization, **EVERYTHING}

    def move(self, code: str, **said: str) -> None:
        """The only offer goes on, as the organization says."""
        with self.connections.transaction() as session:
            offer = session.scalars(select(Offer)).one()
            party = "referrer" if code == "send" else "organization"
            given = {"contact_person": "Front desk"} if code == "accept" else said
            asked = Asked(offer_id=offer.id, move=code, version=offer.version, party=party, said=given)
            make_move(session, asked, BY)

    def agree(self, **more: object) -> str:
        """The member agrees that they work together; the id of the consent."""
        with self.connections.transaction() as session:
            member = session.get_one(Member, self.person)
            return consents.give(session, member, replace(AGREED, **more), SIGNED, BY)  # type: ignore[arg-type]

    def need(self, code: str) -> None:
        """Something else is needed."""
        with self.connections.transaction() as session:
            cases.add_need(session, session.get_one(Case, self.case), code, "talk", BY)

    @property
    def entry(self) -> str:
        """The id of the organization's place in the care team."""
        with self.connections.reading() as session:
            return session.scalars(select(CaseEntry.id).where(CaseEntry.kind == "member")).one()

    def reads(self, who: Visitor) -> tuple[str, ...]:
        """What somebody reads of the case; the list and the page agree on whether there is any."""
        listed, page = text(who.get("/shared")), who.get(f"/shared/{self.entry}")
        assert (f"/shared/{self.entry}" in listed) == (page.status_code == 200)
        assert page.status_code in {200, 403, 404}
        if page.status_code != 200:
            assert not [words for words in (NAME, REACH, "Northpoint") if words in listed + text(page)]
            return ()
        assert not [words for words in NEVER if words in text(page)]
        return tuple(words for words in (NAME, REACH, NEED, MIND, STANDS, TASK) if words in text(page))


@pytest.fixture
def together(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Together:
    return Together(site, connections, keys, watch)


def narrowed(scene: Together) -> None:
    consent = scene.agree()
    with scene.connections.transaction() as session:
        less = replace(AGREED, data_classes=frozenset({"need"}))
        closing.narrow(session, session.get_one(Member, scene.person), consent, less, BY)


def revoked(scene: Together) -> None:
    consent = scene.agree()
    with scene.connections.transaction() as session:
        closing.revoke(session, session.get_one(Member, scene.person), consent, "private", BY)


def taken_out(scene: Together) -> None:
    scene.agree()
    way = f"/cases/{scene.case}/team"
    assert (
        scene.nurse.post(f"/cases/{scene.case}/entries/{scene.entry}/end", way, result="taken_out").status_code == 303
    )


def locked(scene: Together) -> None:
    scene.agree()
    with scene.connections.transaction() as session:
        people.lock(session, session.get_one(Member, scene.person), BY, locked=True)


def forgotten(scene: Together) -> None:
    scene.agree()
    with scene.connections.transaction() as session:
        people.forget(session, session.get_one(Member, scene.person), BY)


def closed(scene: Together) -> None:
    scene.agree()
    with scene.connections.transaction() as session:
        session.get_one(Case, scene.case).closed_at = BY.at


def stressed(scene: Together) -> None:
    scene.agree()
    scene.need("stress")


def stressed_by_name(scene: Together) -> None:
    scene.agree(data_classes=terms.USUAL | {"mental_health"})
    scene.need("stress")


def discreet(scene: Together) -> None:
    scene.agree(data_classes=terms.USUAL | {"health", "mental_health"})
    scene.need("substance-use")


def alone(scene: Together) -> None:
    scene.agree()
    with scene.connections.transaction() as session:
        case = session.get_one(Case, scene.case)
        need = cases.add_need(session, case, "personal-health-literacy", "talk", BY)
        refer(session, case, need, Wanted(listing_ids=(LISTING,), alone=True), BY)


ALL = (NAME, REACH, NEED, STANDS, TASK)
SHARED: tuple[tuple[str, Callable[[Together], object], tuple[str, ...]], ...] = (
    ("nothing is agreed to but the referral", lambda _scene: None, ()),
    ("agreed", Together.agree, ALL),
    ("for another purpose", lambda scene: scene.agree(purposes=frozenset({"messages"})), ()),
    ("to them by name", lambda scene: scene.agree(recipients=frozenset({scene.organization})), ALL),
    ("to another organization", lambda scene: scene.agree(recipients=frozenset({"somebody-else"})), ()),
    ("not yet", lambda scene: scene.agree(starts_on=NOW.date() + timedelta(days=30)), ()),
    ("over", lambda scene: scene.agree(ends_on=BY.at.date() + timedelta(days=2)), ()),
    ("contact alone", lambda scene: scene.agree(data_classes=frozenset({"contact"})), (NAME, REACH)),
    ("by a minor alone", lambda scene: scene.agree(alone=True, recipients=frozenset({scene.organization})), ()),
    ("narrowed", narrowed, (NEED, STANDS, TASK)),
    ("revoked", revoked, ()),
    ("taken out", taken_out, ()),
    ("locked", locked, ()),
    ("forgotten", forgotten, ()),
    ("closed", closed, ()),
    ("a sensitive need that is not named", stressed, (NAME, REACH, NEED, STANDS)),
    ("a sensitive need that is named", stressed_by_name, (*ALL[:3], MIND, *ALL[3:])),
    ("a discreet need", discreet, ()),
    ("what a minor agreed to alone", alone, (NAME, REACH, NEED, STANDS)),
)


@pytest.mark.parametrize(("prepare", "read"), [each[1:] for each in SHARED], ids=[each[0] for each in SHARED])
def test_referral_case_shared_with_an_organization_is_read_as_far_as_was_agreed(
    together: Together, prepare: Callable[[Together], object], read: tuple[str, ...]
) -> None:
    prepare(together)
    assert together.reads(together.staff) == read


def test_referral_case_shared_is_read_by_nobody_else(together: Together) -> None:
    together.agree()
    for role, organization in (
        ("organization_staff", "another-place"),
        ("organization_admin", "another-place"),
        ("care_team", "another-team"),
        ("care_team", together.team),
    ):
        assert together.reads(together.browser(role, organization)) == ()
    assert together.reads(together.browser("organization_admin", together.organization)) == ALL
    assert together.reads(together.browser("advocate", together.organization)) == ALL


@pytest.mark.parametrize("seen", CLASS_OF)
def test_referral_case_shared_shows_no_more_than_was_ticked(together: Together, seen: str) -> None:
    assert set(CLASS_OF) == dict(entries.SEES).keys()
    together.agree()
    taken_out(together)
    ticked = {"name": "Cleo Harbor", "part": "behavioral", "who": together.organization, f"sees-{seen}": "yes"}
    assert together.nurse.post(f"/cases/{together.case}/team", act="save", **ticked).status_code == 303
    with together.connections.reading() as session:
        open_one = select(CaseEntry.id).where(CaseEntry.kind == "member", CaseEntry.ended_at.is_(None))
        entry = session.scalars(open_one).one()
    page = text(together.staff.get(f"/shared/{entry}"))
    shown = {"contact": (NAME, REACH), "needs": (NEED,), "referrals": (NEED, STANDS), "tasks": (TASK,)}[seen]
    assert tuple(words for words in ALL if words in page) == shown
    assert (NAME in text(together.staff.get("/shared"))) == (seen == "contact")


def test_referral_case_shared_each_reading_is_written_down_with_the_member(together: Together) -> None:
    together.agree()
    together.reads(together.staff)
    with together.connections.reading() as session:
        looks = session.scalars(select(AuditEvent).where(AuditEvent.subject == f"person:{together.person}")).all()
        [opened] = [each for each in looks if each.details.get("page") == "shared case"]
        [listed] = session.scalars(select(AuditEvent).where(AuditEvent.subject == "case:shared")).all()
        assert (opened.action, opened.details["organization"]) == ("opened", together.organization)
        assert listed.details["shown"] == [f"person:{together.person}"]
    with together.connections.transaction() as session:
        people.lock(session, session.get_one(Member, together.person), BY, locked=True)
    assert together.staff.get(f"/shared/{together.entry}").status_code == 404
    with together.connections.reading() as session:
        refused = session.scalars(select(AuditEvent.subject).where(AuditEvent.outcome == "denied")).all()
    assert refused == [f"shared case:{together.entry}"]


def test_item_7_a_case_shared_is_not_read_with_a_mailed_code(together: Together) -> None:
    together.agree()
    volunteer = a_person(
        together.connections, together.keys, Held("organization_staff", together.organization), factor=False
    )
    browser = Visitor(together.site)
    browser.password(volunteer)
    browser.post("/sign-in/code", code=newest(together.connections, together.keys))
    assert "to answer" in text(browser.get("/inbox"))
    for path in ("/shared", f"/shared/{together.entry}"):
        page = text(browser.get(path))
        assert "For this you need an authenticator." in page
        assert not [words for words in (*ALL, "Northpoint") if words in page]


def test_referral_case_of_a_discreet_need_is_read_by_name_clearance_and_law_alone(together: Together) -> None:
    together.agree()
    together.need("substance-use")
    named = {"kind": "part_2", "recipients": frozenset({together.organization}), "data_classes": frozenset({"part_2"})}
    together.agree(**named)
    assert together.reads(together.staff) == ()
    with together.connections.transaction() as session:
        clearing.clear(session, together.organization, "part_2", BY, cleared=True)
    assert together.reads(together.staff) == ALL
    page = text(together.staff.get(f"/shared/{together.entry}"))
    for said in (*NAMED["part_2"], "Support group", "a care team of this network"):
        assert said in page
    for hidden in ("Northpoint", "Wren Alder, ", UNNAMED):
        assert hidden not in page
    assert "Northpoint" not in text(together.staff.get("/shared"))


def test_referral_case_team_shows_what_each_organization_reads_today(together: Together) -> None:
    way = f"/cases/{together.case}/team"
    assert "nothing today." in text(together.nurse.get(way))
    together.agree(data_classes=frozenset({"contact"}))
    assert "How to reach the member" in text(together.nurse.get(way)).split("Reads here")[1].split("</dd>")[0]
    for who in ("nobody", together.team):
        wrong = together.nurse.post(way, act="save", **(together.partner | {"who": who}))
        assert wrong.status_code == 422
        assert "Choose an organization of the list." in text(wrong)


def test_referral_acceptance_13_the_partner_on_the_care_team_reads_how_it_ended(together: Together) -> None:
    together.agree(ends_on=NOW.date() + timedelta(days=30))
    together.move("start", contacted_on=BY.at.date().isoformat(), contact_kind="phone")
    together.move("complete", served_on=BY.at.date().isoformat(), given="2 boxes", resolution="resolved")
    before = text(together.staff.get(f"/shared/{together.entry}"))
    assert "Did it help? Nobody has said yet." in before
    with together.connections.transaction() as session:
        closing.answer(session, session.scalars(select(Offer.id)).one(), "yes", "caregiver", BY)
    after = text(together.staff.get(f"/shared/{together.entry}"))
    for words in ("Closed: it helped", "Confirmed by the member", "to work together on their case, until"):
        assert words in after
    assert "2 boxes" not in after
