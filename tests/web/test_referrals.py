"""A referral, from a listing to an answer, by two people in two browsers; and what never leaves the team."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from referrals.cases.models import Case
from referrals.consents import queries as consents
from referrals.offers import closing, moves, queries
from referrals.offers.models import Offer, Referral
from referrals.people.models import Person
from referrals.people.operations import forget
from resource_app.accounts import people
from resource_app.accounts.models import User
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory.models import Listing, Service
from resource_app.directory.operations import add_care_organization, set_do_not_refer
from resource_app.keys import Keys
from resource_app.web import offer_words
from tests.factories import LISTING, SERVICE, load, load_wharf
from tests.referrals.consistency import violations
from tests.referrals.offering import move
from tests.web.people import BY, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
NEED = {
    "need": "food-insecurity",
    "found": "talk",
    "priority": "routine",
    "call_back": "617-555-0121",
    "adults": "2",
    "note": "She can come on Fridays.",
    "private_note": "Her brother must not know.",
    "act": "go",
}
ADA = {
    "name": "Ada Lantern",
    "born_on": "1984-02-29",
    "phone": "617-555-0103",
    "language": "Spanish",
    "zip": "02139",
    "channels-call": "yes",
}
CONSENT = {"act": "give", "signer": "Ada Lantern", "method": "said aloud", "recipients": "these", "relation": "self"}


class Scene:
    """A care team, an organization that it refers to, and browsers for both and for others."""

    def __init__(self, site: Flask, connections: Connections, keys: Keys, watch: Watch) -> None:
        self.site, self.connections, self.keys, self.watch = site, connections, keys, watch
        with connections.transaction() as session:
            load(session, watch.at)
            self.team = add_care_organization(session, "Northpoint Care Team", watch.at, command("test"))
            found = session.scalar(
                select(Service.organization_id).join(Listing, Listing.service_id == Service.id).limit(1)
            )
            assert found is not None
            self.organization: str = found
        self.nurse = self.browser("care_team", self.team)

    @cached_property
    def staff(self) -> Visitor:
        """Somebody of the organization; until they are asked for, nobody signs in for it."""
        return self.browser("organization_staff", self.organization)

    def another(self) -> Visitor:
        """A colleague of the organization's."""
        return self.browser("organization_staff", self.organization)

    def evening(self) -> None:
        """It is the evening of the thirteenth where everybody is, and the fourteenth in UTC."""
        self.watch.at = datetime.fromisoformat("2026-10-14T02:30:00+00:00")
        self.nurse = self.browser("care_team", self.team)

    def browser(self, role: str, organization_id: str) -> Visitor:
        """Somebody new in a browser of their own."""
        return Visitor(self.site).sign_in(a_person(self.connections, self.keys, Held(role, organization_id)))

    @property
    def today(self) -> str:
        """The day, as a form has it."""
        now: datetime = self.site.extensions["clock"]()
        return now.date().isoformat()

    def drafted(self, **more: str) -> str:
        """Somebody new is being referred; the address of the draft."""
        answer = self.nurse.post(
            "/refer", f"/refer?listing={LISTING}", act="new", listing=LISTING, **(ADA | {"sure": "yes"} | more)
        )
        assert answer.status_code == 303, text(answer)
        return str(answer.headers["Location"]).removesuffix("/need")

    def sent(self, **more: str) -> str:
        """A referral that was sent, for a need of which `more` is said; its address."""
        draft = self.drafted()
        assert self.nurse.post(f"{draft}/need", **(NEED | more)).status_code == 303
        assert self.nurse.post(f"{draft}/consent", **CONSENT).status_code == 303
        answer = self.nurse.post(draft, act="send")
        assert answer.status_code == 303, text(answer)
        return str(answer.headers["Location"])

    def offer_of(self, referral: str) -> str:
        """The only offer of a referral, by its address."""
        with self.connections.reading() as session:
            theirs = select(Offer.id).where(Offer.referral_id == referral.rpartition("/")[2])
            return session.scalars(theirs).one()

    def offer(self) -> str:
        """The only offer there is."""
        with self.connections.reading() as session:
            return session.scalars(select(Offer.id)).one()


@pytest.fixture
def scene(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Scene:
    return Scene(site, connections, keys, watch)


def text(answer: TestResponse) -> str:
    return unescape(answer.get_data(as_text=True))


def tidy(answer: TestResponse) -> str:
    """What stands on a page, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text(answer))).replace("\u00a0", " ").split())


def version_of(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def test_from_a_listing_to_an_accepted_referral(scene: Scene) -> None:
    assert f"/refer?listing={LISTING}" in text(scene.nurse.get(f"/services/{SERVICE}"))
    looked = {key: ADA[key] for key in ("name", "born_on")}
    nobody = text(scene.nurse.post("/refer", f"/refer?listing={LISTING}", act="find", listing=LISTING, **looked))
    assert "Nobody like this is in your team’s list" in nobody
    referral = scene.sent()
    shown = text(scene.nurse.get(referral))
    assert "Waiting for an answer" in shown
    assert "Her brother must not know." in shown

    before = text(scene.staff.get("/inbox"))
    assert "1 to answer" in before
    assert "Age 25 to 44" in before
    assert "Spanish" in before
    for secret in ("Ada", "0103", "Fridays", "brother", "1984", "02139"):
        assert secret not in before

    offer = scene.offer()
    accepted = scene.staff.post(
        f"/inbox/{offer}/accept", "/inbox", version=version_of(before), contact_person="Front desk"
    )
    assert accepted.status_code == 303
    after = text(scene.staff.get(f"/inbox/{offer}"))
    for told in ("Ada Lantern", "617-555-0103", "She can come on Fridays."):
        assert told in after
    for secret in ("brother", "1984", "02139"):
        assert secret not in after
    assert "Accepted" in text(scene.nurse.get(referral))


def test_referral_a_member_is_not_sent_a_second_time_where_it_is_open_for_the_same_need(scene: Scene) -> None:
    first = scene.sent()
    with scene.connections.reading() as session:
        person = session.scalars(select(Person.id)).one()

    def again(need: str) -> TestResponse:
        begun = scene.nurse.post("/refer", f"/refer?listing={LISTING}", act="choose", listing=LISTING, person=person)
        draft = begun.headers["Location"].removesuffix("/need")
        assert scene.nurse.post(f"{draft}/need", **(NEED | {"need": need})).headers["Location"] == draft
        return scene.nurse.post(draft, act="send")

    refused = again("food-insecurity")
    assert refused.status_code == 422
    assert "It is there already, and still open." in text(refused)
    assert again("legal-help").status_code == 303
    offer = f"{first}/{scene.offer_of(first)}/cancel"
    assert scene.nurse.post(offer, offer, version="2", reason="recalled").status_code == 303
    assert again("food-insecurity").status_code == 303


def test_referral_why_somebody_is_sent_there_all_the_same_is_read_by_the_team_and_by_nobody_else(scene: Scene) -> None:
    draft = scene.drafted()
    with scene.connections.transaction() as session:
        set_do_not_refer(session, LISTING, BY.at, BY.actor, refuse=True)
    assert scene.nurse.post(f"{draft}/need", **NEED).status_code == 303
    assert scene.nurse.post(f"{draft}/consent", **CONSENT).status_code == 303
    assert scene.nurse.post(draft, act="send").status_code == 422
    why = "Their director told me that they are open."
    referral = scene.nurse.post(draft, act="send", G2=why).headers["Location"]
    assert why in text(scene.nurse.get(referral))
    assert why not in text(scene.staff.get(f"/inbox/{scene.offer()}"))


def test_referral_days_are_those_of_the_place_where_the_work_is_also_in_the_evening(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    watch.at = datetime(2026, 10, 15, 2, 30, tzinfo=UTC)  # half past ten in the evening of the 14th
    scene = Scene(site, connections, keys, watch)
    referral = scene.sent(wanted_by="2026-10-14")
    offer = scene.offer()
    refused = scene.nurse.post(f"{scene.drafted()}/need", **(NEED | {"wanted_by": "2026-10-13"}))
    assert refused.status_code == 422
    assert scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Desk").status_code == 303
    pages = (referral, f"{referral}/result", "/referrals", f"/inbox/{offer}")
    for who, page in zip((scene.nurse, scene.nurse, scene.nurse, scene.staff), pages, strict=True):
        shown = text(who.get(page))
        assert ("14 October 2026" in shown, "15 October 2026" in shown) == (True, False), page


def test_a_result_leads_staff_to_a_sent_referral_in_five_pages_and_nobody_else(scene: Scene) -> None:
    search = "/search?what=lantern"
    refer = f'href="/refer?listing={LISTING}"'
    assert refer not in text(Visitor(scene.site).get(search))
    assert refer not in text(scene.staff.get(search))
    for page in (search, f"/services/{SERVICE}"):
        card = text(scene.nurse.get(page))
        assert card.count(refer) == 1
        assert 'class="button button-second call"' in card  # to refer is the main thing to do
    draft = scene.drafted()  # 1: who it is
    pages = [f"/refer?listing={LISTING}", f"{draft}/need"]
    pages.append(str(scene.nurse.post(f"{draft}/need", **NEED).headers["Location"]))
    pages.append(str(scene.nurse.post(pages[-1], **CONSENT).headers["Location"]))
    pages.append(str(scene.nurse.post(pages[-1], act="send").headers["Location"]))
    assert [scene.nurse.get(each).status_code for each in pages[:1] + pages[-1:]] == [200, 200]
    assert len(pages) == 5
    assert "Waiting for an answer" in text(scene.nurse.get(pages[-1]))


def test_a_known_member_is_found_again_and_needs_no_second_consent(scene: Scene) -> None:
    scene.sent()
    found = text(
        scene.nurse.post("/refer", f"/refer?listing={LISTING}", act="find", listing=LISTING, phone="(617) 555 0103")
    )
    person = re.search(r'name="person" value="([^"]+)"', found)
    assert "Ada Lantern" in found
    assert person
    begun = scene.nurse.post("/refer", "/referrals", act="choose", listing=LISTING, person=person[1])
    need = str(begun.headers["Location"])
    assert "Referred there already" in text(scene.nurse.get(need))
    kept = scene.nurse.post(need, **NEED | {"need": "legal-help"})
    assert str(kept.headers["Location"]) == need.removesuffix("/need")
    assert scene.nurse.post(need.removesuffix("/need"), act="send").status_code == 303


def test_who_is_added_while_referred_is_asked_about_where_they_could_be_there(scene: Scene) -> None:
    scene.drafted()
    page = f"/refer?listing={LISTING}"
    again = text(scene.nurse.post("/refer", page, act="new", listing=LISTING, **ADA))
    assert "Is it the same person?" in again
    sure = scene.nurse.post("/refer", page, act="new", listing=LISTING, sure="yes", **ADA)
    assert sure.status_code == 303


def test_nobody_finds_a_referral_of_somebody_who_was_forgotten(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    with scene.connections.transaction() as session:
        forget(session, session.scalars(select(Person)).one(), BY)
    assert scene.nurse.get(referral).status_code == 404
    assert scene.nurse.get("/referrals").status_code == 200
    assert "0 to answer" in text(scene.staff.get("/inbox"))
    assert scene.staff.get("/inbox").status_code == 200
    assert scene.staff.get(f"/inbox/{offer}").status_code == 404


def test_nobody_of_another_team_finds_or_opens_anything_of_a_referral(scene: Scene) -> None:
    referral, draft = scene.sent(), scene.drafted()
    with scene.connections.transaction() as session:
        other = add_care_organization(session, "Another Team", scene.site.extensions["clock"].at, command("test"))
    stranger = scene.browser("care_team", other)
    colleague = scene.browser("advocate", scene.team)
    for address in (referral, draft, f"{draft}/need", f"{draft}/consent"):
        assert stranger.get(address).status_code == 404
    assert "Ada" not in text(
        stranger.post("/refer", f"/refer?listing={LISTING}", act="find", listing=LISTING, phone=ADA["phone"])
    )
    assert "There are none yet" in text(stranger.get("/referrals?whose=team"))
    assert colleague.get(referral).status_code == 200
    assert colleague.get(draft).status_code == 404


def test_an_organization_that_was_not_asked_finds_nothing_of_a_referral(scene: Scene) -> None:
    scene.sent()
    stranger = scene.browser("organization_staff", "somebody-else")
    offer = scene.offer()
    assert "0 to answer" in text(stranger.get("/inbox"))
    assert stranger.get(f"/inbox/{offer}").status_code == 404
    assert stranger.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Me").status_code == 404
    assert scene.nurse.get("/inbox").status_code == 403
    assert scene.staff.get("/referrals").status_code == 403


def test_two_people_who_answer_a_referral_at_once_learn_of_each_other(scene: Scene) -> None:
    scene.sent()
    colleague, offer = scene.browser("organization_admin", scene.organization), scene.offer()
    version = version_of(text(scene.staff.get("/inbox")))
    scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version=version, contact_person="Front desk")
    late = colleague.post(f"/inbox/{offer}/decline", "/inbox", version=version, reason="at_capacity")
    assert late.status_code == 409
    assert "Somebody was faster" in text(late)


def test_who_answered_a_referral_and_at_which_minute_stands_where_two_were_at_it_and_in_both_histories(
    scene: Scene,
) -> None:
    scene.evening()
    with scene.connections.transaction() as session:
        for user in session.scalars(select(User)):  # of the care team alone, so far
            user.name = "Ivy Harbor"
    referral, offer = scene.sent(), scene.offer()
    version, colleague = version_of(text(scene.staff.get(f"/inbox/{offer}"))), scene.another()
    scene.watch.at = datetime.fromisoformat("2026-10-14T02:41:00+00:00")
    late, some_time = "13 October 2026, 10:41 p.m.", r"13 October 2026, \d+:\d+ p\.m\."
    scene.staff.post(f"/inbox/{offer}/accept", f"/inbox/{offer}", version=version, contact_person="Front desk")
    stale = colleague.post(f"/inbox/{offer}/decline", f"/inbox/{offer}", version=version, reason="at_capacity")
    assert stale.status_code == 409
    assert f"It was accepted: Wren Alder, {late}" in tidy(stale)
    theirs, ours = tidy(colleague.get(f"/inbox/{offer}")), tidy(scene.nurse.get(referral))
    assert re.search(rf"It was accepted Who .*: Front desk {late}, Wren Alder", theirs)
    assert re.search(rf"It was sent {some_time}, the care team", theirs)
    assert "Ivy Harbor" not in theirs.partition("What happened")[2]
    assert f"{late}, Wren Alder" in ours
    assert re.search(rf"It was sent {some_time}, Ivy Harbor", ours)
    spanish = text(scene.staff.get(f"/inbox/{offer}", headers={"Accept-Language": "es"}))
    assert "Se aceptó" in spanish
    assert "Se envió" in spanish


def test_every_move_of_a_referral_has_words_for_what_was_done() -> None:
    assert offer_words.DONE.keys() == moves.BY_CODE.keys()


def test_days_of_a_referral_are_those_of_the_place_also_in_the_evening(scene: Scene) -> None:
    scene.evening()
    referral = scene.sent()
    pages = (referral, f"{referral}/result", "/referrals", f"{further(scene, LISTING)}/need")
    for page in (tidy(scene.nurse.get(each)) for each in pages):
        assert "13 October 2026" in page
        assert "14 October 2026" not in page


def test_a_referral_is_declined_with_a_reason_that_who_referred_reads(scene: Scene) -> None:
    referral = scene.sent()
    offer, version = scene.offer(), version_of(text(scene.staff.get("/inbox")))
    missing = scene.staff.post(f"/inbox/{offer}/decline", "/inbox", version=version, reason="")
    assert missing.status_code == 422
    assert "Fill this in." in text(missing)
    done = scene.staff.post(f"/inbox/{offer}/decline", "/inbox", version=version, reason="at_capacity")
    assert done.status_code == 303
    shown = text(scene.nurse.get(referral))
    assert "Somebody has to act" in shown
    assert "No room now" in shown


def test_what_an_organization_says_of_a_referral_by_phone_is_written_down(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    page = text(scene.nurse.get(referral))
    assert "They accepted" in page
    form = text(scene.nurse.get(f"{referral}/{offer}/accept"))
    scene.nurse.post(
        f"{referral}/{offer}/accept", referral, version=version_of(form), contact_person="Mr. Ash at the front desk"
    )
    assert "Accepted" in text(scene.nurse.get(referral))


def test_a_referral_without_consent_is_not_sent_and_hides_nothing(scene: Scene) -> None:
    draft = scene.drafted()
    scene.nurse.post(f"{draft}/need", **NEED)
    said_no = scene.nurse.post(f"{draft}/consent", **CONSENT | {"act": "refuse"})
    assert "They said no. It is written down" in text(scene.nurse.get(str(said_no.headers["Location"])))
    refused = scene.nurse.post(draft, act="send")
    assert refused.status_code == 422
    assert "There is no consent that covers this now." in text(refused)
    assert "0 to answer" in text(scene.staff.get("/inbox"))


def test_a_referral_waits_until_somebody_asked_how_to_reach_them_safely(scene: Scene) -> None:
    draft = scene.drafted(**{"channels-call": ""})
    scene.nurse.post(f"{draft}/need", **NEED)
    scene.nurse.post(f"{draft}/consent", **CONSENT)
    refused = scene.nurse.post(draft, act="send")
    assert refused.status_code == 422
    assert "Ask first how they may be reached safely" in text(refused)


def test_a_sensitive_need_of_a_referral_is_agreed_to_by_name_and_hides_who_sends(scene: Scene) -> None:
    draft = scene.drafted()
    scene.nurse.post(f"{draft}/need", **NEED | {"need": "substance-use"})
    unnamed = scene.nurse.post(f"{draft}/consent", **CONSENT | {"method": "signed on paper"})
    assert unnamed.status_code == 303
    assert "There is no consent yet that covers this." in text(scene.nurse.get(draft))
    aloud = scene.nurse.post(f"{draft}/consent", **CONSENT | {"tell_part_2": "yes"})
    assert aloud.status_code == 422
    assert "This has to be signed." in text(aloud)
    scene.nurse.post(f"{draft}/consent", **CONSENT | {"tell_part_2": "yes", "method": "signed on paper"})
    assert "a care team of this network" in text(scene.nurse.get(draft))
    refused = scene.nurse.post(draft, act="send")
    assert refused.status_code == 422
    assert "This organization is not cleared for such a need." in text(refused)
    admin = Visitor(scene.site).sign_in(a_person(scene.connections, scene.keys, Held("network_admin", None)))
    clear = f"/organizations/{scene.organization}/clearances"
    assert admin.post(clear, clear, part_2="yes").status_code == 303
    assert scene.nurse.post(draft, act="send").status_code == 303
    seen = text(scene.staff.get("/inbox"))
    assert "Northpoint" not in seen
    assert "Support group" in seen


def test_what_was_typed_of_a_referral_is_kept_and_what_is_missing_is_named(scene: Scene) -> None:
    draft = scene.drafted()
    wrong = scene.nurse.post(f"{draft}/need", **NEED | {"call_back": "soon"})
    assert wrong.status_code == 422
    assert "Give the number on which the organization can reach your team." in text(wrong)
    again = text(scene.nurse.get(f"{draft}/need"))
    assert "Her brother must not know." in again
    assert "Begun and not sent" in text(scene.nurse.get("/referrals"))
    assert scene.nurse.post(draft, f"{draft}/need", act="discard").status_code == 303
    assert scene.nurse.get(draft).status_code == 404


def test_a_draft_of_a_referral_that_has_no_need_yet_asks_for_it(scene: Scene) -> None:
    draft = scene.drafted()
    for address in (draft, f"{draft}/consent"):
        assert str(scene.nurse.get(address).headers["Location"]).endswith("/need")


def test_whoever_opens_a_referral_is_written_down_in_its_own_chain(scene: Scene) -> None:
    referral = scene.sent().rsplit("/", 1)[1]
    scene.nurse.get(f"/referrals/{referral}")
    scene.staff.get(f"/inbox/{scene.offer()}")
    with scene.connections.reading() as session:
        opened = select(AuditEvent).where(AuditEvent.chain == f"referral:{referral}", AuditEvent.action == "opened")
        assert len(session.scalars(opened).all()) == 2


@pytest.mark.parametrize("address", ["/refer", "/refer?listing=nothing", "/refer?listing="])
def test_a_referral_to_no_listing_says_where_to_begin(scene: Scene, address: str) -> None:
    assert "Choose a place first" in text(scene.nurse.get(address))


def test_no_address_or_title_of_a_referral_holds_anything_of_a_person(scene: Scene) -> None:
    referral = scene.sent()
    pages = (text(scene.nurse.get(referral)), text(scene.nurse.get("/referrals")), text(scene.staff.get("/inbox")))
    for page in pages:
        told = " ".join(re.findall(r'(?:href|action)="([^"]+)"|<title>(.*?)</title>', page).__str__().split())
        assert "Ada" not in told
        assert "0103" not in told


def test_an_organization_asks_before_it_accepts_and_no_answer_tells_who_it_is(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    asked = {"question-when": "yes", "question-transport": "yes"}
    nothing = scene.staff.post(f"/inbox/{offer}/ask", f"/inbox/{offer}/ask", version="2")
    assert nothing.status_code == 422
    assert scene.staff.post(f"/inbox/{offer}/ask", f"/inbox/{offer}/ask", version="2", **asked).status_code == 303
    assert "Can they come to us?" in text(scene.nurse.get(referral))
    answer = f"{referral}/{offer}/answer"
    telling = scene.nurse.post(answer, answer, version="3", answer="Ask for Lantern at the desk.")
    assert telling.status_code == 422
    assert "Leave out the name" in text(telling)
    assert scene.nurse.post(answer, answer, version="3", answer="On Fridays, by bus.").status_code == 303
    assert "On Fridays, by bus." in text(scene.staff.get(f"/inbox/{offer}"))


@pytest.mark.parametrize("ended", ["decline", "cancel"])
def test_referral_an_organization_that_lets_it_go_reads_its_own_words_and_no_answer_any_more(
    scene: Scene, ended: str
) -> None:
    referral, offer = scene.sent(), scene.offer()
    scene.staff.post(f"/inbox/{offer}/ask", f"/inbox/{offer}/ask", version="2", **{"question-income": "yes"})
    answer = f"{referral}/{offer}/answer"
    scene.nurse.post(answer, answer, version="3", answer="About 900 dollars, from night work.")
    assert "night work" in text(scene.staff.get(f"/inbox/{offer}"))
    who, way = (scene.staff, f"/inbox/{offer}") if ended == "decline" else (scene.nurse, f"{referral}/{offer}")
    reason = {"decline": "no_funds", "cancel": "recalled"}[ended]
    assert who.post(f"{way}/{ended}", f"{way}/{ended}", version="4", reason=reason).status_code == 303
    left = text(scene.staff.get(f"/inbox/{offer}"))
    assert "About how much do they earn in a month?" in left
    assert "night work" not in left
    assert "night work" in text(scene.nurse.get(referral))


@pytest.mark.parametrize("ended", ["unable", "complete"])
def test_referral_an_organization_reads_no_name_that_ends_what_was_on_its_waitlist_alone(
    scene: Scene, ended: str
) -> None:
    scene.sent()
    offer, day = scene.offer(), scene.today
    said = {
        "unable": {"reason": "no_funds"},
        "complete": {"served_on": day, "given": "2 boxes", "resolution": "resolved"},
    }
    for version, code, told in (("2", "waitlist", {"review_on": day}), ("3", ended, said[ended])):
        way = f"/inbox/{offer}/{code}"
        assert scene.staff.post(way, way, version=version, **told).status_code == 303
        read = text(scene.staff.get(f"/inbox/{offer}"))
        assert "Age 25 to 44" in read
        for secret in ("Ada", "0103", "Fridays"):
            assert secret not in read


def test_referral_inbox_shows_what_is_due_first_however_many_wait_and_the_others_on_further_pages(
    scene: Scene, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []
    for priority in ("routine", "routine", "urgent"):
        sent.append(scene.offer_of(scene.sent(priority=priority)))
        watch.forward(minutes=5)
    monkeypatch.setattr(queries, "PAGE", 1)
    for page, offer in enumerate((sent[2], sent[0], sent[1]), 1):
        shown = text(scene.staff.get(f"/inbox?page={page}"))
        assert "3 to answer" in shown
        assert [each for each in sent if f"/inbox/{each}/" in shown] == [offer]
        assert (f"page={page + 1}" in shown, f"page={page - 1}" in shown) == (page < len(sent), page > 1)


def test_that_an_organization_opened_a_referral_makes_no_page_an_old_one(scene: Scene) -> None:
    scene.sent()
    offer, version = scene.offer(), version_of(text(scene.staff.get("/inbox")))
    scene.staff.get(f"/inbox/{offer}")
    with scene.connections.reading() as session:
        assert session.get_one(Offer, offer).viewed_at is not None
    accepted = scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version=version, contact_person="Front desk")
    assert accepted.status_code == 303


def given(scene: Scene) -> str:
    """A referral of which the organization reports that it helped; its address."""
    referral, offer = scene.sent(), scene.offer()
    scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Front desk")
    done = {"served_on": "2026-10-14", "given": "2 boxes", "resolution": "resolved"}
    assert scene.staff.post(f"/inbox/{offer}/complete", "/inbox", version="3", **done).status_code == 303
    return referral


@pytest.mark.parametrize(("said", "stands"), [("yes", "Closed: it helped"), ("no", "Somebody has to act")])
def test_what_the_member_says_of_a_referral_ends_it_or_brings_it_back(scene: Scene, said: str, stands: str) -> None:
    referral = given(scene)
    assert "Did it help?" in text(scene.nurse.get(referral))
    nothing = scene.nurse.post(f"{referral}/answer", referral, source="member")
    assert nothing.status_code == 422
    answered = scene.nurse.post(f"{referral}/answer", referral, said=said, source="member")
    assert answered.status_code == 303
    assert stands in text(scene.nurse.get(referral))


def test_the_result_of_a_referral_stands_on_one_page(scene: Scene) -> None:
    referral = given(scene)
    assert "so far" in text(scene.nurse.get(f"{referral}/result"))
    scene.nurse.post(f"{referral}/answer", referral, said="partly", source="caregiver")
    assert f'href="{referral}/result"' in text(scene.nurse.get(referral))
    page = text(scene.nurse.get(f"{referral}/result"))
    for told in (
        "Ada Lantern",
        "2 boxes",
        "14 October 2026",
        "The need is met",
        "Partly; Who cares for them",
        "in part",
    ):
        assert told in page
    assert "Confirmed by the member" in page
    assert "brother" not in page
    with scene.connections.transaction() as session:
        other = add_care_organization(session, "Another Team", scene.site.extensions["clock"].at, command("test"))
    assert scene.browser("care_team", other).get(f"{referral}/result").status_code == 404
    assert scene.staff.get(f"{referral}/result").status_code == 403


def test_the_result_of_a_referral_that_nobody_could_help_with_says_why(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    scene.staff.post(f"/inbox/{offer}/decline", "/inbox", version="2", reason="at_capacity")
    scene.nurse.post(f"{referral}/close", referral, reason="at_capacity")
    page = text(scene.nurse.get(f"{referral}/result"))
    for told in ("Closed: it did not help", "No room now", "Declined"):
        assert told in page


def test_a_referral_that_nobody_could_help_with_is_closed_with_a_reason(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    early = scene.nurse.post(f"{referral}/close", referral, reason="at_capacity")
    assert early.status_code == 409
    scene.staff.post(f"/inbox/{offer}/decline", "/inbox", version="2", reason="at_capacity")
    assert scene.nurse.post(f"{referral}/close", referral, reason="nothing").status_code == 422
    assert scene.nurse.post(f"{referral}/close", referral, reason="at_capacity").status_code == 303
    assert "Closed: it did not help" in text(scene.nurse.get(referral))
    again = scene.nurse.post(f"{referral}/close", referral, reason="at_capacity")
    assert again.status_code == 409


def test_staff_read_that_a_listing_was_full_for_a_referral_until_it_says_otherwise_with_one_tap(scene: Scene) -> None:
    scene.sent()
    inbox = text(scene.staff.get("/inbox"))
    assert f'action="/listings/{LISTING}/now"' in inbox
    scene.staff.post(f"/inbox/{scene.offer()}/decline", "/inbox", version="2", reason="at_capacity")
    page, words = f"/services/{SERVICE}", "Said full to a referral on"
    curator = Visitor(scene.site).sign_in(a_person(scene.connections, scene.keys, Held("curator", None)))
    for reader in (scene.nurse, curator):
        assert words in text(reader.get(page))
    for reader in (scene.staff, Visitor(scene.site)):
        assert words not in text(reader.get(page))
    assert f"/listings/{LISTING}/now" not in text(scene.staff.get("/inbox"))
    said = scene.staff.post(f"/listings/{LISTING}/now", f"/listings/{LISTING}/now", status="available")
    assert said.status_code == 303
    assert words not in text(scene.nurse.get(page))


def test_who_declines_a_referral_names_a_place_that_fits_better_and_the_sender_reads_it(scene: Scene) -> None:
    with scene.connections.transaction() as session:
        other = load_wharf(session, scene.site.extensions["clock"].at)
    referral, form = scene.sent(), f"/inbox/{scene.offer()}/decline"
    assert f'<option value="{other}">Wharf Food Pantry, Wharf Neighbors</option>' in text(scene.staff.get(form))
    for wrong in ("nowhere", LISTING):
        refused = scene.staff.post(form, form, version="2", reason="wrong_service", better_fit=wrong)
        assert refused.status_code == 422
        assert "Choose one of these places." in text(refused)
    assert scene.staff.post(form, form, version="2", reason="wrong_service", better_fit=other).status_code == 303
    shown = text(scene.nurse.get(referral))
    assert re.search(
        rf'They say that this fits better: <a href="/services/[^"]+place={other}">Wharf Food Pantry</a>', shown
    )


def further(scene: Scene, listing: str) -> str:
    """The member of the only referral is referred to another listing; the draft's address."""
    with scene.connections.reading() as session:
        person = session.scalars(select(Person.id)).one()
    answer = scene.nurse.post("/refer", f"/refer?listing={listing}", act="choose", listing=listing, person=person)
    return str(answer.headers["Location"]).removesuffix("/need")


def test_a_referral_that_nobody_has_goes_to_a_further_place_with_what_was_said_in_it(scene: Scene) -> None:
    with scene.connections.transaction() as session:
        wharf = load_wharf(session, BY.at)
    referral = scene.sent()
    assert "Nobody has these yet" not in text(scene.nurse.get(f"{further(scene, wharf)}/need"))
    scene.staff.post(f"/inbox/{scene.offer()}/decline", "/inbox", version="2", reason="at_capacity")
    draft = further(scene, wharf)
    assert "Nobody has these yet" in text(scene.nurse.get(f"{draft}/need"))
    number = referral.rpartition("/")[2]
    assert scene.nurse.post(f"{draft}/also", f"{draft}/need", also=number).headers["Location"] == f"{draft}/consent"
    scene.nurse.post(f"{draft}/consent", **CONSENT)
    assert "She can come on Fridays." in text(scene.nurse.get(draft))
    sent = scene.nurse.post(draft, act="send")
    assert sent.status_code == 303, re.sub(r"<[^>]+>|\s+", " ", text(sent))[1000:3500]
    assert sent.headers["Location"] == referral
    page = text(scene.nurse.get(referral))
    assert "Wharf Food Pantry" in page
    assert "Waiting for an answer" in page
    with scene.connections.reading() as session:
        assert [each for each in violations(session) if "letters" not in each] == []  # one of them has no mailbox
    again = further(scene, wharf)
    scene.nurse.post(f"{again}/also", f"{again}/need", also=number)
    assert "This place has the referral already." in text(scene.nurse.post(again, act="send"))


def test_what_is_shared_of_a_referral_names_who_answers_for_the_case_as_the_inbox_will(scene: Scene) -> None:
    sent_as = "From Wren Alder, Northpoint Care Team"
    draft = scene.drafted()
    scene.nurse.post(f"{draft}/need", **NEED)
    assert sent_as in text(scene.nurse.get(draft))  # a case begins, and whoever sends answers for it
    scene.nurse.post(f"{draft}/consent", **CONSENT)
    scene.nurse.post(draft, act="send")
    with scene.connections.transaction() as session:
        owner = people.add(session, "ivy@example.org", "Ivy Harbor", "en", BY.at)
        session.scalars(select(Case)).one().owner_id = owner.id
        wharf = load_wharf(session, BY.at)
    draft = further(scene, wharf)
    scene.nurse.post(f"{draft}/need", **NEED)
    assert sent_as.replace("Wren Alder", "Ivy Harbor") in text(scene.nurse.get(draft))
    assert sent_as.replace("Wren Alder", "Ivy Harbor") in text(scene.staff.get("/inbox"))


def test_a_referral_of_others_goes_to_no_further_place(scene: Scene) -> None:
    referral = scene.sent().rpartition("/")[2]
    stranger = scene.browser("care_team", "another-team")
    added = stranger.post(
        "/refer",
        f"/refer?listing={LISTING}",
        act="new",
        listing=LISTING,
        **(ADA | {"sure": "yes", "name": "Ben Harbor"}),
    )
    draft = str(added.headers["Location"]).removesuffix("/need")
    assert stranger.post(f"{draft}/also", f"{draft}/need", also=referral).status_code == 404
    assert "begin anew" not in text(stranger.get(f"{draft}/need"))


def test_a_referral_declined_by_mistake_is_taken_after_all(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    scene.staff.post(f"/inbox/{offer}/decline", "/inbox", version="2", reason="at_capacity")
    page = text(scene.staff.get(f"/inbox/{offer}"))
    assert "Was that a mistake?" in page
    taken = scene.staff.post(
        f"/inbox/{offer}/accept_again", f"/inbox/{offer}", version="3", contact_person="Front desk"
    )
    assert taken.status_code == 303
    assert "617-555-0103" in text(scene.staff.get(str(taken.headers["Location"])))
    assert "Accepted" in text(scene.nurse.get(referral))


def test_a_consent_taken_back_ends_the_referral_for_the_organization_at_once(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Front desk")
    person = re.search(r'href="(/members/[^"/]+)"', text(scene.nurse.get(referral)))
    assert person
    consent = re.search(rf'href="({person[1]}/consents/(?!new)[^"/]+)"', text(scene.nurse.get(f"{person[1]}/consents")))
    assert consent
    revoked = scene.nurse.post(f"{consent[1]}/revoke", consent[1], why="not_said")
    assert revoked.status_code == 303, text(revoked)
    left = text(scene.staff.get(f"/inbox/{offer}"))
    assert "This was withdrawn." in left
    assert 'told-title">Withdrawn<' in left
    assert ">Food<" not in text(scene.staff.get("/inbox?list=done"))
    for secret in ("Ada", "0103", "Fridays", "Northpoint", ">Food<"):
        assert secret not in left
    assert "Closed: withdrawn" in text(scene.nurse.get(referral))


def test_a_wrong_report_of_a_referral_is_amended_by_either_side_and_both_are_kept(scene: Scene) -> None:
    referral, offer = given(scene), scene.offer()
    theirs, ours = f"/inbox/{offer}/amend", f"{referral}/{offer}/amend"
    assert "Report it anew" in text(scene.staff.get(theirs))
    less = {"served_on": "2026-10-14", "given": "1 box", "resolution": "partially_resolved"}
    wrong = scene.staff.post(theirs, theirs, version="1", **less | {"given": ""})
    assert wrong.status_code == 422
    assert scene.staff.post(theirs, theirs, version="1", **less).status_code == 303
    slower = scene.nurse.post(ours, ours, version="1", **less | {"given": "3 boxes"})
    assert slower.status_code == 409
    assert "3 boxes" in text(slower)
    page = text(scene.nurse.get(referral))
    for words in ("It was reported anew", "1 box", "2 boxes"):
        assert words in page
    assert "It was reported anew" in text(scene.staff.get(f"/inbox/{offer}"))
    stranger = scene.browser("advocate", "another-team")
    assert stranger.post(ours, "/work", version="2", **less).status_code == 404


def test_nothing_of_a_referral_is_amended_before_it_was_reported(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    way = f"/inbox/{offer}/amend"
    assert scene.staff.get(way).location == f"/inbox/{offer}"
    less = {"served_on": "2026-10-14", "given": "1 box", "resolution": "partially_resolved"}
    assert scene.staff.post(way, "/inbox", version="1", **less).status_code == 303
    assert "1 box" not in text(scene.nurse.get(referral))


def test_a_closed_referral_that_is_needed_again_begins_again_once(scene: Scene) -> None:
    referral = given(scene)
    assert scene.nurse.post(f"{referral}/again", referral, listing=LISTING).status_code == 409
    scene.nurse.post(f"{referral}/answer", referral, said="yes", source="member")
    assert "It is needed again" in text(scene.nurse.get(referral))
    assert scene.nurse.post(f"{referral}/again", referral, listing="").status_code == 422
    again = scene.nurse.post(f"{referral}/again", referral, listing=LISTING)
    assert again.status_code == 303
    assert again.location != referral
    begun = text(scene.nurse.get(again.location))
    for words in ("Next in line", "Not sent yet", "Nothing has been sent yet."):
        assert words in begun
    listed = text(scene.nurse.get("/referrals"))
    assert "Not sent yet" in listed
    assert "Waiting for an answer" not in begun + listed
    new = again.location.rpartition("/")[2]
    with scene.connections.reading() as session:
        offer = session.scalars(select(Offer.id).where(Offer.referral_id == new)).one()
    sent = scene.nurse.post(f"{again.location}/{offer}/send", again.location, version=version_of(begun))
    assert sent.status_code == 303
    sent_page = text(scene.nurse.get(again.location))
    assert "Waiting for an answer" in sent_page
    assert "Nothing has been sent yet." not in sent_page
    assert scene.nurse.post(f"{referral}/again", referral, listing=LISTING).status_code == 409


def test_referral_a_page_for_the_members_answer_is_offered_once_somebody_has_it(scene: Scene) -> None:
    words = "A page on which they say whether it helped"
    referral = scene.sent()
    assert words not in text(scene.nurse.get(referral))
    page = text(scene.staff.get("/inbox"))
    said = {"version": version_of(page), "contact_person": "Front desk"}
    assert scene.staff.post(f"/inbox/{scene.offer()}/accept", "/inbox", **said).status_code == 303
    assert words in text(scene.nurse.get(referral))


def test_referral_no_page_for_an_answer_is_offered_where_it_was_declined(scene: Scene) -> None:
    referral = scene.sent()
    form = text(scene.staff.get(f"/inbox/{scene.offer()}/decline"))
    said = {"version": version_of(form), "reason": "no_funds"}
    assert scene.staff.post(f"/inbox/{scene.offer()}/decline", "/inbox", **said).status_code == 303
    assert "A page on which they say whether it helped" not in text(scene.nurse.get(referral))


def test_referral_an_organization_writes_down_how_it_tried_before_it_says_that_nobody_was_reached(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    way = f"/inbox/{offer}"
    scene.staff.post(f"{way}/accept", "/inbox", version="2", contact_person="Front desk")
    lost = scene.staff.post(f"{way}/unable", way, version="3", reason="could_not_contact")
    assert (lost.status_code, "Write down first how you tried" in text(lost)) == (422, True)
    assert f'href="{way}/tried"' in text(scene.staff.get(way))
    odd = scene.staff.post(f"{way}/tried", way, version="3", tried_on="2026-10-13", tried_how="by owl")
    assert (odd.status_code, "Choose one of these." in text(odd)) == (422, True)
    for version, (day, how) in enumerate(
        (("2026-10-12", "phone"), ("2026-10-13", "message"), ("2026-10-13", "phone")), 3
    ):
        tried = scene.staff.post(f"{way}/tried", way, version=str(version), tried_on=day, tried_how=how)
        assert tried.status_code == 303, text(tried)
    assert scene.staff.post(f"{way}/unable", way, version="6", reason="could_not_contact").status_code == 303
    page = text(scene.nurse.get(referral))
    assert page.count("Somebody tried to reach them") == 3
    assert "By message" in page


def test_item_41_referral_to_who_may_not_tell_how_it_went_asks_anew_and_is_not_sent(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    with scene.connections.transaction() as session:
        person = session.scalars(select(Person)).one()
        consent = consents.of_person(session, person.id)[0]
        silent = replace(consents.terms_of(consent), share_back=False)
        closing.narrow(session, person, consent.id, silent, replace(BY, at=scene.site.extensions["clock"].at))
    assert "Waiting for an answer" in text(scene.nurse.get(referral))
    taken = scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Front desk")
    assert (taken.status_code, "There is no consent that covers this now." in text(taken)) == (409, True)
    draft = further(scene, LISTING)
    need = scene.nurse.post(f"{draft}/need", **NEED | {"need": "legal-help"})
    assert need.headers["Location"] == f"{draft}/consent"
    assert "The organization tells the care team how it went." in text(scene.nurse.get(f"{draft}/consent"))
    assert scene.nurse.post(draft, act="send").status_code == 422


def test_nothing_is_chosen_for_who_declines_or_closes_a_referral(scene: Scene) -> None:
    """The first reason of the list says that the phone number of the listing is wrong: nobody says that by mistake."""
    unchosen = r'<select[^>]*id="reason"[^>]*>\s*<option value="">Choose</option>'
    referral, offer = scene.sent(), scene.offer()
    for page in (scene.staff.get(f"/inbox/{offer}/decline"), scene.nurse.get(f"{referral}/{offer}/decline")):
        assert re.search(unchosen, text(page))
    scene.staff.post(f"/inbox/{offer}/decline", "/inbox", version="2", reason="at_capacity")
    assert re.search(unchosen, text(scene.nurse.get(referral)))


def test_a_move_of_a_referral_begins_with_the_day_it_is_and_without_a_result(scene: Scene) -> None:
    scene.sent()
    offer = scene.offer()
    scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Front desk")
    page = text(scene.staff.get(f"/inbox/{offer}/complete"))
    assert re.search(r'id="served_on"[^>]* value="2026-10-13"', page)
    assert re.search(r'<textarea[^>]*id="given"[^>]* maxlength="2000"', page)
    assert re.search(r'<select[^>]*id="resolution"[^>]*>\s*<option value="">Choose</option>', page)


def test_how_somebody_agrees_to_a_referral_is_a_choice(scene: Scene) -> None:
    draft = scene.drafted()
    scene.nurse.post(f"{draft}/need", **NEED)
    assert 'name="method" value="signed here" required>' in text(scene.nurse.get(f"{draft}/consent"))
    answer = scene.nurse.post(f"{draft}/consent", **CONSENT | {"method": ""})
    assert answer.status_code == 422
    assert "Choose how they agreed." in text(answer)


def test_who_refers_reads_what_comes_next_of_a_referral_and_by_when(scene: Scene) -> None:
    assert scene.staff
    referral = scene.sent()
    assert "They have until 15 October 2026 to answer. If they do not, it comes back to you." in text(
        scene.nurse.get(referral)
    )


def test_a_question_about_a_referral_is_shown_where_it_is_answered(scene: Scene) -> None:
    referral, offer = scene.sent(), scene.offer()
    assert "Answer their question" not in text(scene.nurse.get(referral))
    asked = {"question-income": "yes", "question-papers": "yes"}
    scene.staff.post(f"/inbox/{offer}/ask", "/inbox", version="2", **asked)
    shown = text(scene.nurse.get(referral))
    assert "They asked a question" in shown
    form = text(scene.nurse.get(f"{referral}/{offer}/answer"))
    assert "About how much do they earn in a month?" in form
    assert "Which papers do they have at hand?" in form
    assert "You asked a question." in text(scene.staff.get(f"/inbox/{offer}"))
    scene.nurse.post(f"{referral}/{offer}/answer", referral, version="3", answer="About 1,200 a month.")
    assert "Answer their question" not in text(scene.nurse.get(referral))
    assert "You asked a question." not in text(scene.staff.get(f"/inbox/{offer}"))


def test_thirty_days_after_a_referral_ended_its_organization_reads_its_own_words_alone(
    scene: Scene, watch: Watch
) -> None:
    scene.sent()
    for code in ("accept", "complete"):
        move(scene.connections, scene.offer(), code, at=watch.at)
    for days, told in ((29, True), (2, False)):
        watch.forward(days=days)
        read = text(scene.browser("organization_staff", scene.organization).get(f"/inbox/{scene.offer()}"))
        assert ("Age 25 to 44" in read) == told
        assert "2 boxes" in read


def test_who_refers_reads_that_the_member_said_no_to_a_referral(scene: Scene, watch: Watch) -> None:
    referral, offer = scene.sent(), scene.offer()
    for code in ("accept", "complete"):
        move(scene.connections, offer, code, at=watch.at)
    scene.nurse.post(f"{referral}/answer", referral, said="no", source="member")
    shown = text(scene.nurse.get(referral))
    assert re.search(r"The member: No\. 13 October 2026, \d[^<]+", shown)
    assert "It did not help" in shown


def test_who_refers_reads_that_the_consent_of_a_referral_has_ended(scene: Scene, watch: Watch) -> None:
    referral, offer = scene.sent(), scene.offer()
    for code in ("accept", "complete"):
        move(scene.connections, offer, code, at=watch.at)
    assert "The consent that this stood on has ended." not in text(scene.nurse.get(referral))
    with scene.connections.transaction() as session:
        closing.stop(session, session.scalars(select(Referral)).one(), "not_said", replace(BY, at=watch.at))
    assert "The consent that this stood on has ended." in text(scene.nurse.get(referral))


def test_the_menu_of_a_care_team_leads_to_no_inbox_from_a_referral(scene: Scene) -> None:
    assert 'href="/inbox"' not in text(scene.nurse.get(scene.sent()))


def test_the_history_of_a_referral_names_ones_own_colleagues_and_says_when(scene: Scene) -> None:
    scene.sent()
    offer = scene.offer()
    scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Front desk")
    late = text(scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Front desk"))
    assert re.search(r"It was accepted: (?!the organization)[^,<]+, 13 October 2026, \d[^<]+", late)
    happened = late[late.index('id="happened"') :]
    assert "the care team" in happened
    assert "Ada" not in happened


def test_a_member_is_looked_up_by_phone_alone_on_the_way_to_a_referral(scene: Scene) -> None:
    scene.drafted()
    for page in (f"/refer?listing={LISTING}", "/members"):
        asked = text(scene.nurse.get(page))
        assert re.search(r'id="phone"', asked)
        assert not re.search(r'<input[^>]*id="name"[^>]* required', asked), page
    found = scene.nurse.post(
        "/refer", f"/refer?listing={LISTING}", act="find", listing=LISTING, name="", phone=ADA["phone"]
    )
    assert "Found in your team’s list" in text(found)


def test_the_needs_of_a_referral_can_be_told_from_one_another(scene: Scene) -> None:
    page = text(scene.nurse.get(f"{scene.drafted()}/need"))
    names = re.findall(r"<option[^>]*>([^<]+)</option>", page[page.index('id="need"') :].partition("</select>")[0])
    assert len(names) == len(set(names)) > 20


def test_a_colleague_who_refers_reads_the_sender_that_the_organization_will_read(scene: Scene) -> None:
    scene.sent()
    owner = re.search(r"From ([^<]+)", text(scene.staff.get("/inbox")))
    assert owner
    colleague = scene.browser("care_team", scene.team)
    looked = {key: ADA[key] for key in ("name", "born_on")}
    found = text(colleague.post("/refer", f"/refer?listing={LISTING}", act="find", listing=LISTING, **looked))
    person = re.search(r'name="person" value="([^"]+)"', found)
    assert person
    begun = colleague.post("/refer", f"/refer?listing={LISTING}", act="choose", listing=LISTING, person=person[1])
    draft = str(begun.headers["Location"]).removesuffix("/need")
    colleague.post(f"{draft}/need", **NEED)
    assert f"From {owner[1]}" in text(colleague.get(draft))


def test_a_safe_way_of_which_nobody_knows_the_address_is_told_so_with_a_referral(scene: Scene) -> None:
    draft = scene.drafted(**{"channels-email": "yes"})
    scene.nurse.post(f"{draft}/need", **NEED)
    scene.nurse.post(f"{draft}/consent", **CONSENT)
    assert "Email: not known yet" in text(scene.nurse.get(draft))
    with_address = scene.drafted(name="Bo Lantern", email="bo@example.org", **{"channels-email": "yes"})
    scene.nurse.post(f"{with_address}/need", **NEED)
    scene.nurse.post(f"{with_address}/consent", **CONSENT)
    assert "Email: bo@example.org" in text(scene.nurse.get(with_address))


def test_going_back_to_a_draft_of_a_referral_that_was_sent_says_what_became_of_it(scene: Scene) -> None:
    draft = scene.drafted()
    scene.nurse.post(f"{draft}/need", **NEED)
    scene.nurse.post(f"{draft}/consent", **CONSENT)
    scene.nurse.post(draft, act="send")
    for page in (draft, f"{draft}/need", f"{draft}/consent"):
        gone = scene.nurse.get(page)
        assert gone.status_code == 404
        assert "It was sent, or thrown away." in text(gone)


def test_who_reads_the_numbers_of_referrals_finds_them_on_their_account(scene: Scene) -> None:
    way = 'href="/network/numbers"'
    found = [role for role in ("supervisor", "network_admin") if way in text(scene.browser(role, None).get("/account"))]
    assert found == ["supervisor", "network_admin"]
    assert way not in text(scene.nurse.get("/account"))


def test_the_same_need_is_not_a_referral_to_the_same_service_twice(scene: Scene) -> None:
    first = scene.sent()
    with scene.connections.reading() as session:
        person = session.scalars(select(Person.id)).one()
    begun = scene.nurse.post("/refer", f"/refer?listing={LISTING}", act="choose", listing=LISTING, person=person)
    draft = str(begun.headers["Location"]).removesuffix("/need")
    assert first in text(scene.nurse.get(f"{draft}/need"))
    scene.nurse.post(f"{draft}/need", **NEED)
    again = scene.nurse.post(draft, act="send")
    assert again.status_code == 422
    assert "It is there already, and still open." in text(again)
    assert scene.offer()
    assert scene.nurse.post(f"{draft}/need", **NEED | {"need": "utility-insecurity"}).status_code == 303
    assert scene.nurse.post(draft, act="send").status_code == 303


def test_a_referral_that_ended_without_a_service_is_said_so_in_spanish(scene: Scene) -> None:
    scene.sent()
    offer = scene.offer()
    scene.staff.post(f"/inbox/{offer}/accept", "/inbox", version="2", contact_person="Front desk")
    scene.staff.post(f"/inbox/{offer}/unable", f"/inbox/{offer}", version="3", reason="no_show")
    page = text(scene.staff.get(f"/inbox/{offer}?lang=es"))
    assert "No dieron el servicio" in page
    assert "No lo dicen" not in page
