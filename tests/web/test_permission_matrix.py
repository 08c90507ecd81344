"""Who gets what: every route, every method, every kind of asker, really asked, against a table that knows nothing of access.py.

The answers are kept in permission_matrix.txt, reviewed by people: a change of who may do what shows there as a difference.
Write it anew with `python -m pytest tests/web/test_permission_matrix.py --rewrite-matrix` after looking at it.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from referrals.cases import entries, intake
from referrals.cases import operations as cases
from referrals.cases.models import Case
from referrals.consents import files, terms
from referrals.consents import operations as consents
from referrals.consents.operations import Signed
from referrals.offers import links, member_links, queries
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer as OfferRow
from referrals.offers.referring import Wanted, refer
from referrals.people import operations as members
from referrals.people import related, sealing
from referrals.people.models import BreakGlass
from referrals.people.models import Person as Member
from resource_app.accounts import inboxes, invitations, people, resets, setting_up, sign_ins
from resource_app.accounts.devices import Browser
from resource_app.accounts.invitations import Offer
from resource_app.accounts.models import Inbox, Membership, Reset, SignIn
from resource_app.accounts.roles import Held
from resource_app.accounts.sign_ins import Stage
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import claims, new_listings, problems
from resource_app.directory.claims import Asking
from resource_app.directory.models import Change, Listing
from resource_app.directory.problems import Report
from resource_app.keys import Keys
from resource_app.tasks.models import Task
from resource_app.tasks.operations import open_tasks
from tests.factories import LISTING, ORGANIZATION, SERVICE, a_lookalike, load, load_wharf
from tests.web.conftest import NOW
from tests.web.people import BY, Visitor, a_person
from validation.beginning import begin
from validation.letters import path_of
from validation.models import Ask, Cycle

pytestmark = pytest.mark.usefixtures("quick")
MATRIX = Path(__file__).with_name("permission_matrix.txt")
LONG_AGO = NOW - timedelta(minutes=11)  # a proof is worth ten minutes for what is sensitive
MAILBOX = "info@lantern.example.org"
HOME = {"id": ORGANIZATION, "name": "Lantern Neighbors", "description": "They share.", "email": MAILBOX}
ELSEWHERE = "77777777-7777-4777-8777-777777777777"

# Which routes are for whom, as people decided it. A route that is not here fails the test.
FOR_EVERYBODY = """
GET /  GET /search  POST /search  GET /services/<service_id>  GET /services/<service_id>/print  POST /services/<service_id>
GET /organizations/<organization_id>  GET /categories  GET /categories/<code>  GET /about  GET /robots.txt
GET /map/counties.json  GET /map/places.json  GET /healthz  GET /readyz  GET /network
GET /api/  GET /api/services  GET /api/services/<id>  GET /api/organizations
GET /api/organizations/<id>  GET /api/service_at_locations/<id>  GET /api/openapi.json
GET /sign-in  POST /sign-in  GET /forgot  POST /forgot  GET /reset/<reset_id>/<token>  POST /reset/<reset_id>/<token>
GET /invitations/<invitation_id>/<token>  POST /invitations/<invitation_id>/<token>
GET /listings/<listing_id>/problem  POST /listings/<listing_id>/problem
GET /set-up/<token>  POST /set-up/<token>  GET /inboxes/<inbox_id>/<token>  POST /inboxes/<inbox_id>/<token>
GET /listings/<listing_id>/claim  POST /listings/<listing_id>/claim
GET /claims/<claim_id>/<token>  POST /claims/<claim_id>/<token>
GET /claims/<claim_id>/asked/<token>  POST /claims/<claim_id>/asked/<token>
GET /confirm/<ask_id>/<secret>  POST /confirm/<ask_id>/<secret>  POST /confirm/<ask_id>/<secret>/again
GET /answer  POST /answer  GET /answer/<link_id>/<link_token>  POST /answer/<link_id>/<link_token>
POST /answer/<link_id>/<link_token>/more  POST /answer/<link_id>/<link_token>/stop
GET /offers/<offer_id>/<secret>  GET /offers/<offer_id>/<secret>/<move>  POST /offers/<offer_id>/<secret>/<move>
POST /offers/<offer_id>/<secret>/again
"""
FOR_WHO_IS_HALF_SIGNED_IN = """
GET /sign-in/code  POST /sign-in/code  POST /sign-out  GET /account/authenticator  POST /account/authenticator
POST /account/authenticator/begin  POST /invitations/<invitation_id>/<token>/accept  POST /sign-in/code/send
POST /sign-out/everywhere
"""
FOR_WHO_IS_SIGNED_IN = """
GET /account  POST /account/sessions/<session_id>/end  POST /account/stay  GET /account/password  POST /account/password
POST /account/authenticator/remove  POST /account/recovery-codes  GET /account/prove  POST /account/prove
POST /account/devices/<device_id>/forget  GET /account/email  POST /account/email
GET /account/email/<change_id>/<token>  POST /account/email/<change_id>/<token>
GET /listings/new  POST /listings/new  GET /listings/proposed  GET /hand-in  POST /hand-in
"""
FOR_ROLES = {
    "network_admin": """GET /people  POST /people  POST /people/letters/<task_id>/done
        POST /people/invite  POST /people/mail-again
        POST /people/<user_id>/<any(disable, enable):act>
        GET /network/rules  POST /network/rules  GET /organizations  POST /organizations
        GET /organizations/<organization_id>/clearances  POST /organizations/<organization_id>/clearances""",
    "network_admin organization_admin": """GET /organizations/<organization_id>/staff
        GET /organizations/<organization_id>/asking  POST /organizations/<organization_id>/asking
        POST /organizations/<organization_id>/staff
        POST /organizations/<organization_id>/staff/invite  POST /invitations/<invitation_id>/withdraw
        POST /organizations/<organization_id>/inbox  POST /organizations/<organization_id>/inbox/end
        POST /memberships/<membership_id>/end  POST /people/<user_id>/authenticator/take
        POST /people/<user_id>/sessions/end""",
    "organization_staff organization_admin curator": """GET /listings/<listing_id>/edit
        GET /listings/<listing_id>/edit/<part>  POST /listings/<listing_id>/edit/<part>
        GET /listings/<listing_id>/now  POST /listings/<listing_id>/now
        GET /listings/<listing_id>/places  POST /listings/<listing_id>/places
        GET /listings/mine  GET /listings/<listing_id>/history
        GET /organizations/<organization_id>/numbers  GET /listings/<listing_id>/numbers  GET /listings/<listing_id>/numbers.csv
        GET /listings/<listing_id>/history/on  POST /listings/<listing_id>/history/<edit_id>/undo""",
    "curator supervisor network_admin": """GET /freshness  GET /freshness/weeks.csv
        GET /freshness/<table>.csv  GET /freshness/plan  GET /jobs""",
    "supervisor": "GET /network/hand-overs  GET /network/mistakes  POST /network/mistakes",
    "supervisor network_admin": "GET /network/numbers  GET /network/numbers.csv",
    "privacy_officer": "GET /audit  POST /audit  GET /audit.csv",
    "privacy_officer network_admin": """GET /members/opened  POST /members/opened/<glass_id>
        GET /members/erase  POST /members/erase  POST /members/hold""",
    "care_team advocate": """GET /members  POST /members  GET /members/new  POST /members/new  POST /members/emergency
        GET /members/<person_id>/copy  GET /members/<person_id>/copy.json
        GET /members/<person_id>  GET /members/<person_id>/edit  POST /members/<person_id>/edit
        POST /members/<person_id>/lock  POST /members/<person_id>/case
        POST /members/<person_id>/help  POST /members/help/end  POST /refer/<draft_id>/also
        GET /members/<person_id>/household  POST /members/<person_id>/household
        GET /members/<person_id>/proxies  POST /members/<person_id>/proxies
        POST /members/<person_id>/related/<related_id>/remove
        POST /members/<person_id>/consents/<consent_id>/files  GET /members/<person_id>/consents/<consent_id>/files/<file_id>
        POST /members/<person_id>/consents/<consent_id>/files/<file_id>/remove
        GET /members/<person_id>/consents  GET /members/<person_id>/consents/new  POST /members/<person_id>/consents/new
        GET /members/<person_id>/consents/<consent_id>  POST /members/<person_id>/consents/<consent_id>/narrow
        POST /members/<person_id>/consents/<consent_id>/revoke
        GET /cases/<case_id>/<way>  POST /cases/<case_id>/<way>  POST /cases/<case_id>/entries/<entry_id>/end
        POST /cases/<case_id>/close  POST /referrals/<referral_id>/again
        GET /referrals/<referral_id>/<offer_id>/amend  POST /referrals/<referral_id>/<offer_id>/amend
        POST /work/tasks/<entry_id>  GET /intake  POST /intake/<intake_id>/accept  POST /intake/<intake_id>/decline
        GET /refer  POST /refer  GET /refer/<draft_id>  POST /refer/<draft_id>
        GET /refer/<draft_id>/need  POST /refer/<draft_id>/need
        GET /refer/<draft_id>/consent  POST /refer/<draft_id>/consent
        GET /referrals  GET /referrals/<referral_id>  GET /referrals/<referral_id>/<offer_id>/<move>
        POST /referrals/<referral_id>/<offer_id>/<move>  POST /referrals/<referral_id>/answer
        POST /referrals/<referral_id>/close  POST /referrals/<referral_id>/links
        GET /referrals/<referral_id>/links/<link_id>  POST /referrals/<referral_id>/links/<link_id>/end
        GET /referrals/<referral_id>/result  GET /work  POST /work/<offer_id>
        GET /referrals/<referral_id>/<offer_id>/call  GET /referrals/<referral_id>/<offer_id>/sheet
        POST /referrals/<referral_id>/<offer_id>/name""",
    "organization_staff organization_admin": """GET /organizations/<organization_id>/confirm
        POST /organizations/<organization_id>/confirm  GET /inbox  GET /inbox/<offer_id>  GET /inbox/<offer_id>/<move>
        POST /inbox/<offer_id>/<move>  POST /inbox/<offer_id>/accept_again  POST /inbox/<offer_id>/detail
        GET /inbox/<offer_id>/amend  POST /inbox/<offer_id>/amend""",
    "organization_staff organization_admin care_team advocate": "GET /shared  GET /shared/<shared_id>",
    "curator": """GET /desk/new/<proposed_id>  POST /desk/new/<proposed_id>
        GET /desk/new/<proposed_id>/edit  POST /desk/new/<proposed_id>/edit
        GET /listings/<listing_id>/address  POST /listings/<listing_id>/address
        GET /desk/look-alikes/<candidate_id>  POST /desk/look-alikes/<candidate_id>
        GET /desk/proposals  POST /desk/proposals  GET /desk/proposals/<kind>/<object_id>
        POST /desk/proposals/<kind>/<object_id>  GET /desk  GET /desk/tasks/<task_id>  POST /desk/tasks/<task_id>/take
        POST /desk/tasks/<task_id>/give-back  POST /desk/tasks/<task_id>/done
        GET /desk/claims/<claim_id>  GET /desk/claims/<claim_id>/document  POST /desk/claims/<claim_id>/grant
        POST /desk/claims/<claim_id>/refuse  POST /desk/claims/<claim_id>/trust
        GET /desk/confirm/<turn_id>  POST /desk/confirm/<turn_id>
        GET /desk/problems/<listing_id>  POST /desk/problems/<listing_id>/likely
        POST /desk/problems/<listing_id>/close  GET /desk/bulk  POST /desk/bulk
        GET /desk/confirm/<turn_id>/calls  POST /desk/confirm/<turn_id>/calls  POST /desk/confirm/<turn_id>/asking
        POST /desk/confirm/<turn_id>/closed  POST /desk/confirm/<turn_id>/listed
        GET /freshness/plan/<turn_id>/<from_day>  POST /freshness/plan/<turn_id>/<from_day>""",
}
SENSITIVE = """
GET /account/password  POST /account/password  GET /account/email  POST /account/email
POST /account/authenticator/remove  POST /account/recovery-codes
POST /people/invite  POST /people/<user_id>/<any(disable, enable):act>  POST /people/<user_id>/authenticator/take
POST /people/<user_id>/sessions/end  POST /people/mail-again
POST /network/rules  POST /organizations  POST /organizations/<organization_id>/staff/invite
POST /organizations/<organization_id>/clearances  POST /members/erase  POST /members/hold
POST /organizations/<organization_id>/inbox  POST /organizations/<organization_id>/inbox/end
POST /organizations/<organization_id>/asking
POST /invitations/<invitation_id>/withdraw  POST /memberships/<membership_id>/end  GET /audit.csv
POST /desk/claims/<claim_id>/grant  POST /desk/claims/<claim_id>/refuse  POST /desk/claims/<claim_id>/trust
"""
OF_AN_ORGANIZATION = (
    "<organization_id>",
    "<membership_id>",
    "/withdraw",
    "/authenticator/take",
    "/people/<user_id>/sessions/end",
)  # what only its own administrator reaches


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks, or nobody; `stage` is how far they have signed in, and `authenticator` whether they have one: without
    it a mailed code was shown.
    """

    name: str
    held: tuple[Held, ...] = ()
    stage: Stage | None = "factor"
    disabled: bool = False
    authenticator: bool = True
    proved_at: datetime = NOW

    @property
    def roles(self) -> set[str]:
        return {each.role for each in self.held}

    @property
    def may_use_mail(self) -> bool:
        """As people decided it: who works for an organization, and is nothing else."""
        return not self.authenticator and self.roles == {"organization_staff"}

    @property
    def knows_mailbox(self) -> bool:
        """Whether codes were mailed to them, and no authenticator has come since."""
        return not self.authenticator and "organization_staff" in self.roles

    @property
    def is_half(self) -> bool:
        return self.stage == "password" or not (self.authenticator or self.may_use_mail)


def at(role: str, organization: str | None) -> tuple[Held, ...]:
    return (Held(role, organization),)


ASKERS = (
    Asker("visitor", stage=None),
    Asker("half", at("network_admin", None), stage="password"),
    Asker("disabled", at("network_admin", None), disabled=True),
    Asker("no_role"),
    Asker("care_team", at("care_team", ORGANIZATION)),
    Asker("advocate", at("advocate", ORGANIZATION)),
    Asker("staff", at("organization_staff", ORGANIZATION)),
    Asker("mail_half", at("organization_staff", ORGANIZATION), stage="password", authenticator=False),
    Asker("mail", at("organization_staff", ORGANIZATION), authenticator=False),
    Asker(
        "mail_more",
        (*at("organization_staff", ORGANIZATION), *at("organization_admin", ORGANIZATION)),
        stage="password",
        authenticator=False,
    ),
    Asker(
        "mail_shown",
        (*at("organization_staff", ORGANIZATION), *at("organization_admin", ORGANIZATION)),
        authenticator=False,
    ),
    Asker("admin_own", at("organization_admin", ORGANIZATION)),
    Asker("admin_other", at("organization_admin", ELSEWHERE)),
    Asker("curator", at("curator", None)),
    Asker("supervisor", at("supervisor", None)),
    Asker("privacy", at("privacy_officer", None)),
    Asker("network", at("network_admin", None)),
    Asker("admin_stale", at("organization_admin", ORGANIZATION), proved_at=LONG_AGO),
    Asker("priv_stale", at("privacy_officer", None), proved_at=LONG_AGO),
    Asker("cur_stale", at("curator", None), proved_at=LONG_AGO),
    Asker("net_stale", at("network_admin", None), proved_at=LONG_AGO),
)
PROVE = "prove"
OPEN, SIGN_IN, CODE, NO, UNKNOWN = "open", "sign-in", "code", "no", "unknown"


def expected(route: str, asker: Asker) -> str:
    """By the tables above alone."""
    nobody = asker.stage is None or asker.disabled
    if asker.knows_mailbox and asker.stage == "password" and "/account/authenticator" in route:
        return CODE  # else a password alone would set up another way
    if route in listed(FOR_EVERYBODY) or (route in listed(FOR_WHO_IS_HALF_SIGNED_IN) and not nobody):
        return OPEN
    if nobody or asker.is_half:
        return SIGN_IN if nobody else CODE
    told = OPEN if route in listed(FOR_WHO_IS_SIGNED_IN) else for_roles(route, asker)
    return PROVE if told == OPEN and asker.proved_at < NOW and route in listed(SENSITIVE) else told


def for_roles(route: str, asker: Asker) -> str:
    [roles] = [set(roles.split()) for roles, routes in FOR_ROLES.items() if route in listed(routes)]
    if not roles & asker.roles:
        return NO
    of_listings = "<listing_id>" in route or route.endswith(("<organization_id>/numbers", "<organization_id>/confirm"))
    if not of_listings and "network_admin" not in asker.roles and any(each in route for each in OF_AN_ORGANIZATION):
        return OPEN if asker.name in {"admin_own", "admin_stale"} else UNKNOWN
    if of_listings and "curator" not in asker.roles:
        return OPEN if any(each.organization_id == ORGANIZATION for each in asker.held) else UNKNOWN
    if "/inbox/<offer_id>" in route or "<shared_id>" in route:
        return OPEN if any(each.organization_id == ORGANIZATION for each in asker.held) else UNKNOWN
    return OPEN


def listed(routes: str) -> list[str]:
    return [each.strip() for each in re.split(r"\s{2,}|\n", routes.strip()) if each.strip()]


KEPT_OF_PEOPLE = (
    "person",
    "related",
    "consent",
    "glass",
    "referral",
    "offer",
    "case",
    "entry",
    "shared",
    "intake",
    "link",
    "file",
)
HANDED_IN = {"name": "Bo Lantern", "reason": "needs", "source": "provider"}
KINDS = ("organization", "service_at_location", "service", "")


@dataclass(frozen=True, slots=True)
class Objects:
    """What the parameters of routes stand for: things that are there, of the organization and of the asker."""

    ids: dict[str, str]

    def path(self, rule: str, asker_session: str) -> str:
        """An address of the rule."""
        special = {
            "/reset/<reset_id>/<token>": f"/reset/{self.ids['reset']}/{self.ids['reset token']}",
            "/set-up/<token>": f"/set-up/{self.ids['set-up token']}",
            "/inboxes/<inbox_id>/<token>": f"/inboxes/{self.ids['inbox']}/{self.ids['inbox token']}",
            "/offers/<offer_id>/<secret>": self.ids["offer link"],
            "/offers/<offer_id>/<secret>/<move>": f"{self.ids['offer link']}/accept",
            "/claims/<claim_id>/<token>": f"/claims/{self.ids['claim']}/{self.ids['claim token']}",
            "/claims/<claim_id>/asked/<token>": f"/claims/{self.ids['claim']}/asked/{self.ids['claim own token']}",
        }
        if rule in special:
            return special[rule]
        values = {
            **dict.fromkeys(("service_id", "id"), self.ids[next(kind for kind in KINDS if kind in rule)]),
            "code": "food-services",
            "organization_id": self.ids["organization"],
            "listing_id": self.ids["service_at_location"],
            "claim_id": self.ids["claim with document" if rule.endswith("/document") else "claim"],
            "invitation_id": self.ids["invitation"],
            "token": self.ids["invitation token"],
            "membership_id": self.ids["membership"],
            "user_id": self.ids["user"],
            "session_id": asker_session,
            "part": "what",
            "device_id": ELSEWHERE,
            "change_id": ELSEWHERE,
            "task_id": self.ids["letter task" if "/letters/" in rule else "task"],
            "any": "disable",
            "edit_id": self.ids["edit"],
            "ask_id": self.ids["ask"],
            "secret": self.ids["ask secret"],
            "turn_id": f"organization:{ORGANIZATION}",
            "proposed_id": self.ids["proposed"],
            "candidate_id": self.ids["candidate"],
            "kind": "service",
            "object_id": self.ids["service"],
            "table": "kinds",
            **{f"{kind}_id": self.ids[kind] for kind in KEPT_OF_PEOPLE},
            "link_token": self.ids["link token"],
            "draft_id": ELSEWHERE,
            "move": "accept",
            "way": "tasks",
            "from_day": self.ids["due"],
        }
        return re.sub(r"<(?:(any)\([^>]*|(?:string:)?(\w+))>", lambda found: values[found[1] or found[2]], rule)


def asking(proof: str) -> Asking:
    return Asking("Lark Rowan", "lark@example.org", "runs it", proof, "en", b"%PDF-", None)


def an_ask(session: Session) -> Ask:
    """A letter that asks whether the listing is right."""
    ask = Ask(
        id="99999999-9999-4999-8999-999999999995",
        turn_id=f"organization:{ORGANIZATION}",
        rung="mail",
        recipient=MAILBOX,
        language="en",
        asked_at=NOW,
        asked_on=NOW.date(),
        until_on=NOW.date() + timedelta(days=200),
        expires_at=NOW + timedelta(days=30),
    )
    session.add(ask)
    return ask


def a_referral(session: Session, person: Member, listing_id: str = LISTING) -> OfferRow:
    """Somebody's referral to the listing of their own organization, or another one, sent."""
    case = cases.open_case(session, person, "olive", BY)
    need = cases.add_need(session, case, "food-insecurity", "talk", BY)
    said = {"need": "food-insecurity", "found": "talk", "priority": "routine", "call_back": "617-555-0121"}
    made = refer(session, case, need, Wanted(listing_ids=(listing_id,), said=said), BY)
    offer = session.scalars(select(OfferRow).where(OfferRow.referral_id == made)).one()
    make_move(session, Asked(offer_id=offer.id, move="send", version=1, party="referrer"), BY)
    return offer


def a_link(session: Session, keys: Keys, person_id: str) -> str:
    """Where the letter to an organization without an account leads."""
    offer = a_referral(session, session.get_one(Member, person_id), load_wharf(session, NOW))
    return links.path(keys, offer, links.mailbox(session, offer))


def a_member(session: Session) -> dict[str, str]:
    """Somebody of the organization, with a child and a consent, and who was opened in an emergency."""
    person_id = members.add(
        session, {"name": "Ada Lantern", "phone": "617-555-0142", "channels": "in_person"}, ORGANIZATION, BY
    )
    person = session.get_one(Member, person_id)
    agreed = terms.Terms(
        kind="platform",
        purposes=frozenset({"referral", "coordination"}),
        data_classes=frozenset({"need", "contact"}),
        recipients=frozenset({terms.EVERYBODY}),
        starts_on=BY.at.date(),
    )
    opened = str(uuid.uuid4())
    glass = BreakGlass(
        id=opened,
        person_id=person_id,
        user_id="olive",
        reason="danger",
        words=sealing.seal(session, person, f"break glass {opened}", {"words": "Found at the door."}),
        opened_at=NOW,
        until=NOW,
        due_on=NOW.date(),
    )
    session.add(glass)
    consent = consents.give(session, person, agreed, Signed(name="Ada Lantern", language="en"), BY)
    offer = a_referral(session, person)
    case = session.scalars(select(Case)).one()
    task = {"words": "Ask about the key", "due_on": BY.at.date().isoformat()}
    partner = {"name": "Cleo Harbor", "part": "primary_care", "sees": "contact"}
    (referral,) = queries.opened(session, [offer.referral_id])
    link = member_links.make(session, referral, member_links.Wanted(way="paper", language="en"), BY)
    return {
        "case": case.id,
        "intake": intake.send(session, HANDED_IN, ORGANIZATION, BY),
        "entry": entries.add(session, case, "task", task, BY),
        "shared": entries.add(session, case, "member", partner, BY, who_id=ORGANIZATION),
        "person": person_id,
        "referral": offer.referral_id,
        "offer": offer.id,
        "related": related.add(session, person, "household", {"name": "Cleo Lantern"}, BY),
        "consent": consent,
        "file": files.add(session, person, consent, b"%PDF-", BY),
        "glass": opened,
        "link": link.id,
        "link token": member_links.path_of(session, link).partition("?")[0].rpartition("/")[2],
    }


@pytest.fixture
def objects(connections: Connections, keys: Keys) -> Objects:
    """A service, an organization, somebody who works there beside another administrator, an invitation, a reset."""
    with connections.transaction() as session:
        load(session, NOW, organization=HOME)
        session.execute(update(Listing).values(due_on=NOW.date() + timedelta(days=150)))
    begin(connections, NOW)
    staff = a_person(connections, keys, Held("organization_staff", ORGANIZATION))
    a_person(connections, keys, Held("network_admin", None))
    with connections.transaction() as session:
        offer = Offer("lark@example.org", Held("organization_staff", ORGANIZATION), "community", None, "en")
        invitation = invitations.invite(session, offer, [Held("network_admin", None)], BY)
        resets.ask(session, staff.email, BY)
        open_tasks(session, "missing from source", [(f"listing:{LISTING}", "")], NOW)
        open_tasks(session, "mail to a person", [("letter:x", "refused: invitation")], NOW)
        inboxes.ask(session, ORGANIZATION, "lantern@example.org", "en", BY)
        session.flush()
        inbox = session.scalars(select(Inbox)).one()
        reset = session.scalars(select(Reset)).one()
        by_mail = claims.ask(session, LISTING, asking("mail"), BY)
        by_document = claims.ask(session, LISTING, asking("document"), BY)
        edit_id = session.scalars(select(Change.edit_id)).first()
        proposed = new_listings.propose(session, {"name": "Lantern Rides"}, None, NOW, BY.actor)
        membership = session.scalars(select(Membership.id).where(Membership.user_id == staff.id)).one()
        reported = Report(listing_id=LISTING, kind="phone", text="", email="", language="en", on=NOW.date())
        problems.report(session, reported, NOW)
        found = {
            "service": SERVICE,
            "service_at_location": LISTING,
            "edit": edit_id,
            "": "",
            "due": session.scalars(select(Cycle.due_on)).one().isoformat(),
            "organization": ORGANIZATION,
            "user": staff.id,
            "membership": membership,
            "invitation": invitation.id,
            "invitation token": invitations.LINK.path(session, keys, invitation).rpartition("/")[2],
            "reset": reset.id,
            "reset token": resets.LINK.path(session, keys, reset).rpartition("/")[2],
            "letter task": str(session.scalars(select(Task.id).filter_by(kind="mail to a person")).one()),
            "task": str(session.scalars(select(Task.id).filter_by(kind="missing from source")).one()),
            "inbox": inbox.id,
            "inbox token": inboxes.LINK.path(session, keys, inbox).rpartition("/")[2],
            "claim": by_mail.id,
            "proposed": proposed.id,
            "candidate": a_lookalike(session, NOW),
            "claim token": claims.secret(keys, by_mail, MAILBOX),
            "claim own token": claims.own_secret(keys, by_mail.id),
            "claim with document": by_document.id,
            "set-up token": setting_up.token(keys, NOW),
        }
        found |= a_member(session)
        found["offer link"] = a_link(session, keys, found["person"])
        ask = an_ask(session)
        found |= {"ask": ask.id, "ask secret": path_of(keys, ask).rpartition("/")[2]}
        reset.made_at = invitation.made_at = inbox.made_at = by_mail.asked_at = NOW
    return Objects(found)


@pytest.fixture
def secrets(connections: Connections, keys: Keys) -> dict[str, tuple[str, str]]:
    """A session of each asker: its id and its secret."""
    made = {}
    for asker in ASKERS:
        if asker.stage is None:
            continue
        person = a_person(connections, keys, *asker.held, factor=asker.authenticator)
        with connections.transaction() as session:
            begun = sign_ins.begin(session, person.id, asker.stage, Browser("", ""), NOW)
            session.execute(update(SignIn).where(SignIn.id == begun.id).values(proved_at=asker.proved_at))
            made[asker.name] = (begun.id, begun.secret)
            if asker.disabled:
                people.get(session, person.id).disabled_at = NOW
    return made


def routes(site: Flask) -> Iterator[tuple[str, str]]:
    for rule in sorted(site.url_map.iter_rules(), key=lambda each: each.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule


def answer(site: Flask, connections: Connections, method: str, path: str, secret: str) -> str:
    """What somebody gets, in a copy of the directory that is thrown away."""
    with connections.rehearsal() as rehearsing:
        site.extensions["connections"] = rehearsing
        visitor = Visitor(site)
        if secret:
            with visitor.client.session_transaction() as held:
                held["_user_id"] = secret
        data = {"csrf_token": visitor.token("/forgot")} if method == "POST" else None
        got = visitor.client.open(path, method=method, data=data)
        told = kind_of(got.status_code, got.location or "")
        if told == NO:
            with rehearsing.reading() as session:
                assert session.scalars(select(AuditEvent).where(AuditEvent.outcome == "denied")).all(), path
    site.extensions["connections"] = connections
    return told


def kind_of(status: int, location: str) -> str:
    assert status < 500, location
    if status == 401 or (
        status == 303 and location.startswith("/sign-in") and not location.startswith("/sign-in/code")
    ):
        return SIGN_IN
    if status == 303 and location.startswith("/sign-in/code"):
        return CODE
    if status == 303 and location.startswith("/account/prove"):
        return PROVE
    return {403: NO, 404: UNKNOWN}.get(status, OPEN)


# Where these routes lead on is no answer to who may open them.
LEADS_TO_SIGNING_IN = {
    "GET /sign-in",
    "POST /reset/<reset_id>/<token>",
    "GET /account/authenticator",
    "GET /sign-in/code",
    "POST /sign-in/code/send",
}
# A one-time address is worth nothing while somebody is there, whoever asks.
WORTH_NOTHING = {"GET /set-up/<token>", "POST /set-up/<token>"}
# These are one person's, and none of those who ask: an invitation to another address, somebody's device, a new address.
SOMEBODY_ELSES = {
    "POST /invitations/<invitation_id>/<token>/accept",
    "POST /account/devices/<device_id>/forget",
    "GET /account/email/<change_id>/<token>",
    "POST /account/email/<change_id>/<token>",
    *(f"{method} /refer/<draft_id>{step}" for method in ("GET", "POST") for step in ("", "/need", "/consent")),
    "POST /refer/<draft_id>/also",
}


def test_items_29_30_permission_matrix(
    site: Flask,
    connections: Connections,
    objects: Objects,
    secrets: dict[str, tuple[str, str]],
    request: pytest.FixtureRequest,
) -> None:
    known = listed(FOR_EVERYBODY + FOR_WHO_IS_HALF_SIGNED_IN + FOR_WHO_IS_SIGNED_IN + "\n".join(FOR_ROLES.values()))
    assert set(known) ^ {f"{method} {rule}" for method, rule in routes(site)} == set()
    rows, wrong = [], []
    for method, rule in routes(site):
        route = f"{method} {rule}"
        answers = []
        for asker in ASKERS:
            session_id, secret = secrets.get(asker.name, ("x", ""))
            told = answer(site, connections, method, objects.path(rule, session_id), secret)
            answers.append(told)
            wanted = expected(route, asker)
            if route in LEADS_TO_SIGNING_IN and wanted == OPEN and told in {SIGN_IN, CODE, PROVE}:
                continue
            if route in WORTH_NOTHING | SOMEBODY_ELSES and wanted == OPEN and told == UNKNOWN:
                continue
            if told != wanted:
                wrong.append(f"{route} {asker.name}: {told}, not {wanted}")
        rows.append(f"{route:<62}" + " ".join(f"{each:<11}" for each in answers).rstrip())
    assert not wrong, chr(10).join(wrong)
    head = f"{'':<62}" + " ".join(f"{each.name:<11}" for each in ASKERS).rstrip()
    text = "\n".join([head, *rows]) + "\n"
    if request.config.getoption("--rewrite-matrix"):
        MATRIX.write_text(text, encoding="utf-8")
    assert MATRIX.read_text(encoding="utf-8") == text
