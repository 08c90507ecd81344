"""A member says without an account whether a referral helped, by a link or a code; neither says anything of them."""

import re

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from referrals.consents.models import Consent
from referrals.offers.models import MemberLink, Offer, Referral, ReferralAnswer
from referrals.people import operations, related, sealing
from referrals.people.models import Person
from resource_app.connections import Connections
from resource_app.jobs import deliveries, posting
from resource_app.keys import Keys
from resource_app.mail import LetterRow, Suppressed
from resource_app.tasks.models import Task
from tests.web.people import BY, Visitor, Watch
from tests.web.test_referrals import CONSENT, NEED, Scene, text, version_of

pytestmark = pytest.mark.usefixtures("quick")
EMAIL = "ada@example.org"
SAFE = {"channels": "call email in_person", "email": EMAIL}
SECRETS = ("Ada", "Lantern", "0103", "1984", "Northpoint", "Food", "02139", "Fridays", EMAIL)


class Asking(Scene):
    """A referral of somebody who may be asked, and what their team and they do with links."""

    referral = ""

    @property
    def person(self) -> str:
        with self.connections.reading() as session:
            return session.scalars(select(Person.id)).one()

    def report(self) -> None:
        """The organization accepts, and says that it helped."""
        offer = self.offer()
        for act, said in (
            ("accept", {"contact_person": "Front desk"}),
            ("start", {"contacted_on": "2026-10-13", "contact_kind": "phone"}),
            ("complete", {"served_on": "2026-10-13", "given": "2 boxes", "resolution": "resolved"}),
        ):
            page = text(self.staff.get(f"/inbox/{offer}" if act == "accept" else f"/inbox/{offer}/{act}"))
            answer = self.staff.post(f"/inbox/{offer}/{act}", f"/inbox/{offer}", version=version_of(page), **said)
            assert answer.status_code == 303, text(answer)

    def change(self, **values: str) -> None:
        """What is kept of the member changes."""
        with self.connections.transaction() as session:
            person = session.get_one(Person, self.person)
            before = sealing.values_of(session, person)
            operations.change(session, person, before | values, person.version, BY)

    def ask(self, way: str = "paper", **more: str) -> TestResponse:
        """The team makes a link."""
        said = {"asked": "member", "way": way, "language": "en"} | more
        return self.nurse.post(f"{self.referral}/links", self.referral, **said)

    def code(self, **more: str) -> str:
        """A code on paper."""
        answer = self.ask(**more)
        assert answer.status_code == 303, text(answer)
        found = re.search(r'code-sheet-code">([^<]+)<', text(self.nurse.get(answer.location)))
        assert found
        return found[1]

    def link(self, **more: str) -> str:
        """Where a code leads, without the language."""
        answer = Visitor(self.site).post("/answer", code=self.code(**more))
        assert answer.status_code == 303, text(answer)
        return str(answer.location).partition("?")[0]

    def caregiver(self, **more: str) -> str:
        """Somebody who may be told about the member and decide for them; their id."""
        values = {"name": "Bo Lantern", "authority": "health_care_proxy", "told": "yes", "decides": "yes"} | more
        with self.connections.transaction() as session:
            person = session.get_one(Person, self.person)
            kept = {code: value for code, value in values.items() if value}
            return related.add(session, person, "proxy", kept, BY)

    def answers(self) -> list[tuple[str, str, str]]:
        with self.connections.reading() as session:
            rows = session.scalars(select(ReferralAnswer).order_by(ReferralAnswer.number)).all()
            return [(each.said, each.source, each.actor_kind) for each in rows]


@pytest.fixture
def asking(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Asking:
    made = Asking(site, connections, keys, watch)
    made.referral = made.sent()
    made.change(**SAFE)
    return made


@pytest.fixture
def member(site: Flask) -> Visitor:
    """A browser of somebody who never signs in."""
    return Visitor(site)


def title_of(answer: TestResponse) -> str:
    found = re.search("<title>(.*?)</title>", text(answer))
    assert found
    return found[1]


@pytest.mark.parametrize(("said", "ends"), [("yes", "resolved"), ("partly", "partially_resolved"), ("no", None)])
def test_referral_is_confirmed_by_a_member_without_an_account(
    asking: Asking, member: Visitor, said: str, ends: str | None
) -> None:
    way = asking.link()
    assert "There is nothing to answer yet" in text(member.get(way))
    early = member.post(way, said="yes")
    assert (early.status_code, asking.answers()) == (422, [])
    asking.report()
    shown = member.get(way)
    assert "Did it help?" in text(shown)
    assert "617-555-0121" in text(shown)
    assert asking.answers() == []
    nothing = member.post(way)
    assert (nothing.status_code, "Choose one of these." in text(nothing)) == (422, True)
    for _ in range(2):
        assert member.post(way, said=said).status_code == 303
    assert "Thank you" in text(member.get(way))
    assert member.post(way, said="no").status_code == 303
    assert asking.answers() == [(said, "member", "link")]
    with asking.connections.reading() as session:
        kept = session.scalars(select(Referral)).one()
        assert (kept.resolution, kept.loop_level) == ((ends, 4) if ends else (None, 3 - 1))
    assert "Answered" in text(asking.nurse.get(asking.referral))


def test_referral_link_says_nothing_of_anybody_before_the_birth_year(
    asking: Asking, member: Visitor, capfd: pytest.CaptureFixture[str]
) -> None:
    place = text(asking.nurse.get(asking.referral))
    listing = re.search(r'class="row-title"[^>]*><a[^>]*>([^<]+)<', place)
    assert listing
    secrets = (*SECRETS, listing[1])
    assert asking.ask("email").status_code == 303
    way = asking.link()
    asking.report()
    capfd.readouterr()
    answers = [
        member.get("/answer"),
        member.post("/answer", code="23456-789AB"),
        member.get(way),
        member.post(way),
        member.post(f"{way}/more", way, year="1985"),
        member.post(f"{way}/stop", way, year="1985"),
        member.post(way, said="partly"),
        member.get(way),
        member.get(f"{way}x"),
        member.get("/answer/nobody/nothing"),
    ]
    logged = "".join(capfd.readouterr())
    for answer in answers:
        assert not [secret for secret in secrets if secret in text(answer)], answer.request.path
        assert answer.headers["Referrer-Policy"] == "no-referrer" or answer.request.path == "/answer"
        assert answer.headers["Cache-Control"] == "no-store"
        if answer.status_code != 303:
            assert title_of(answer) in ("Your list", "Error: Your list")
    token = way.rpartition("/")[2]
    assert not [secret for secret in (*secrets, token) if secret in logged]
    seen = member.post(f"{way}/more", way, year="1984")
    assert listing[1] in text(seen)
    assert title_of(seen) == "Your list"
    for secret in ("Ada", "0103", "02139", "1984-02-29", "Fridays"):
        assert secret not in text(seen)


def test_referral_letter_to_a_member_holds_nothing_but_a_link(
    asking: Asking, member: Visitor, watch: Watch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert asking.ask("email", language="es").status_code == 303
    with asking.connections.reading() as session:
        letters = {row.about for row in session.scalars(select(LetterRow)) if row.kind == "member question"}
        assert letters == {session.scalars(select(MemberLink.id)).one()}
    capfd.readouterr()
    deliveries.drain(asking.connections, watch)
    sent = next(each for each in capfd.readouterr().err.split("--- mail to ") if each.startswith(EMAIL))
    assert not [secret for secret in SECRETS if secret in sent.replace(EMAIL, "")]
    lines = [line for line in sent.partition("\n---")[0].splitlines() if line]
    assert len(lines) == 3
    asking.report()
    shown = text(member.get("/answer" + lines[2].partition("/answer")[2]))
    assert 'lang="es"' in shown
    assert asking.answers() == []
    found = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    assert found


def test_referral_link_is_never_made_where_the_member_may_not_be_reached(asking: Asking) -> None:
    for way in ("aloud", "email", "paper"):
        assert asking.ask(way).status_code == 303
    asking.change(channels="call")
    assert [asking.ask(way).status_code for way in ("email", "paper")] == [422, 422]
    assert asking.ask("aloud").status_code == 303
    asking.report()
    assert "Make one" in text(asking.nurse.get(asking.referral))
    asking.change(no_contact="yes")
    assert [asking.ask(way).status_code for way in ("email", "paper", "aloud", "")] == [422] * 4
    assert "Make one" not in text(asking.nurse.get(asking.referral))


def test_referral_letter_that_is_not_safe_any_more_is_not_sent(
    asking: Asking, watch: Watch, capfd: pytest.CaptureFixture[str]
) -> None:
    asking.ask("email")
    asking.change(channels="in_person")
    capfd.readouterr()
    deliveries.drain(asking.connections, watch)
    assert EMAIL not in capfd.readouterr().err


def test_referral_letter_that_does_not_arrive_is_told_to_the_team_and_to_nobody_else(asking: Asking) -> None:
    asking.ask("email")
    with asking.connections.transaction() as session:
        letter = session.scalars(select(LetterRow.id).where(LetterRow.kind == "member question")).one()
        posting.settle(session, letter, "refused", EMAIL, BY.at)
    assert "The letter did not arrive" in text(asking.nurse.get(asking.referral))
    with asking.connections.reading() as session:
        assert session.scalars(select(Task.id).where(Task.kind.in_(("mail refused", "mail to a person")))).all() == []
        assert session.scalars(select(Suppressed.address)).all() == []


def test_referral_link_works_no_more_once_it_is_over(asking: Asking, member: Visitor, watch: Watch) -> None:
    first = asking.link()
    second = asking.link()
    assert member.get(first).status_code == 404
    assert member.get(second).status_code == 200
    over = text(member.get(first))
    for wrong in (f"{second}x", "/answer/nobody/nothing", first):
        assert text(member.get(wrong)) == over.replace(first, wrong)
    asking.change(no_contact="yes")
    assert member.get(second).status_code == 404
    asking.change(no_contact="")
    asking.report()
    member.post(second, said="yes")
    watch.forward(days=29)
    assert member.get(second).status_code == 200
    watch.forward(days=1, minutes=5)
    assert member.get(second).status_code == 404
    for act, said in (("", {"said": "no"}), ("/more", {"year": "1984"}), ("/stop", {"year": "1984"})):
        assert member.post(f"{second}{act}", "/answer", **said).status_code == 404


def test_referral_link_is_ended_by_its_team_alone(asking: Asking, member: Visitor) -> None:
    way = asking.link()
    with asking.connections.reading() as session:
        link = session.scalars(select(MemberLink.id)).one()
    stranger = asking.browser("care_team", "another-team")
    assert stranger.post(f"{asking.referral}/links/{link}/end", "/referrals").status_code == 404
    assert stranger.get(f"{asking.referral}/links/{link}").status_code == 404
    assert (
        stranger.post(f"{asking.referral}/links", "/referrals", asked="member", way="paper", language="en").status_code
        == 404
    )
    assert member.get(way).status_code == 200
    assert asking.nurse.post(f"{asking.referral}/links/{link}/end", asking.referral).status_code == 303
    assert member.get(way).status_code == 404
    assert "This code has ended" in text(asking.nurse.get(f"{asking.referral}/links/{link}"))


def test_referral_code_is_tried_a_few_times_only_and_however_it_is_written(asking: Asking, member: Visitor) -> None:
    code = asking.code()
    assert len(code.replace(" ", "")) == 10
    for written in (code, code.lower(), code.replace(" ", ""), f" {code[:5]}-{code[6:]} "):
        assert member.post("/answer", code=written).status_code == 303
    with asking.connections.reading() as session:
        assert code.replace(" ", "") not in session.scalars(select(MemberLink.code)).one()
    for _ in range(16):
        assert member.post("/answer", code="AAAAA AAAAA").status_code == 422
    assert member.post("/answer", code=code).status_code == 429


def test_referral_link_opens_what_was_shared_after_the_birth_year_five_tries(asking: Asking, member: Visitor) -> None:
    way = asking.link()
    asking.report()
    before = text(member.get(way))
    assert "Year of birth" in before
    seen = text(member.post(f"{way}/more", way, year=" 1984 "))
    for told in (
        "what you need",
        "your name and how to reach you",
        "What we shared",
        "13 October 2026",
    ):
        assert told in seen
    for untold in ("how many live with you", "your wishes"):  # nobody had agreed to that
        assert untold not in seen
    for _ in range(5):
        assert member.post(f"{way}/more", way, year="1983").status_code == 422
    assert member.post(f"{way}/more", "/answer", year="1984").status_code == 422
    assert "Year of birth" not in text(member.get(way))
    assert member.post(f"{way}/stop", "/answer", year="1984").status_code == 422
    with asking.connections.reading() as session:
        assert {each.said for each in session.scalars(select(Consent))} == {"given"}


def test_referral_a_place_that_took_it_after_all_stands_once_as_it_is_now(asking: Asking, member: Visitor) -> None:
    offer = asking.offer()
    asking.staff.post(f"/inbox/{offer}/decline", "/inbox", version="2", reason="at_capacity")
    page = text(asking.staff.get(f"/inbox/{offer}"))
    again = asking.staff.post(
        f"/inbox/{offer}/accept_again", f"/inbox/{offer}", version=version_of(page), contact_person="Front desk"
    )
    assert again.status_code == 303, text(again)
    way = asking.link()
    seen = text(member.post(f"{way}/more", way, year="1984"))
    assert seen.count('<section class="panel answer-place"') == 1
    assert "They said yes. You can call them." in seen
    assert "They do not have this any more." not in seen
    assert "your name and how to reach you" in seen
    assert "13 October 2026" in seen


def test_referral_what_was_shared_says_that_a_health_detail_was_and_not_what_it_is_about(
    asking: Asking, member: Visitor
) -> None:
    draft = asking.drafted(**{"name": "Ida Lantern", "born_on": "1990-01-01", "channels-in_person": "yes"})
    asking.nurse.post(f"{draft}/need", **NEED | {"detail": "She takes it at noon.", "detail_class": "hiv"})
    asking.nurse.post(f"{draft}/consent", **CONSENT | {"tell_hiv": "yes"})
    asking.referral = str(asking.nurse.post(draft, act="send").headers["Location"])
    with asking.connections.reading() as session:
        newest = session.scalars(select(Offer.id).where(Offer.referral_id == asking.referral.rpartition("/")[2])).one()
    asking.staff.post(f"/inbox/{newest}/accept", "/inbox", version="2", contact_person="Front desk")
    way = asking.link()
    seen = text(member.post(f"{way}/more", way, year="1990"))
    assert "a health detail" in seen
    assert "HIV" not in seen
    assert "noon" not in seen


def test_referral_of_a_locked_member_is_never_opened_by_a_birth_year(asking: Asking, member: Visitor) -> None:
    asking.caregiver()
    way = asking.link()
    with asking.connections.transaction() as session:
        session.execute(update(Person).values(locked=True))
    assert "Year of birth" not in text(member.get(way))
    assert member.post(f"{way}/more", "/answer", year="1984").status_code == 422
    assert "Bo Lantern" not in text(asking.nurse.get(asking.referral))


def test_referral_ends_when_the_member_takes_the_consent_back(asking: Asking, member: Visitor) -> None:
    way = asking.link()
    member.post(f"{way}/more", way, year="1984")
    assert member.post(f"{way}/stop", "/answer", year="1984").status_code == 303
    assert "Nothing more is shared." in text(member.get(f"{way}?done=1"))
    with asking.connections.reading() as session:
        said = [(each.version, each.said) for each in session.scalars(select(Consent).order_by(Consent.version))]
        assert said[-1][1] == "revoked"
        ended = session.scalars(select(Referral)).one()
        assert (ended.resolution, ended.closed_for) == ("withdrawn", "consent_revoked")
    assert "Ada" not in text(asking.staff.get(f"/inbox/{asking.offer()}"))
    assert "Withdrawn" in text(asking.nurse.get(asking.referral)) or "withdrawn" in text(
        asking.nurse.get(asking.referral)
    )


def test_referral_is_answered_by_a_caregiver_beside_the_member(asking: Asking, member: Visitor) -> None:
    proxy = asking.caregiver(decides="")
    mine, theirs = asking.link(), asking.link(asked=proxy)
    asking.report()
    assert member.post(theirs, said="no").status_code == 303
    assert member.post(mine, said="yes").status_code == 303
    assert asking.answers() == [("no", "caregiver", "link"), ("yes", "member", "link")]
    with asking.connections.reading() as session:
        assert session.scalars(select(Referral)).one().resolution == "resolved"
    assert "Stop sharing" not in text(member.post(f"{theirs}/more", theirs, year="1984"))
    assert member.post(f"{theirs}/stop", "/answer", year="1984").status_code == 404


@pytest.mark.parametrize("less", [{"told": ""}, {"until": "2026-10-01"}])
def test_referral_is_asked_of_no_caregiver_who_may_not_be_told(asking: Asking, less: dict[str, str]) -> None:
    proxy = asking.caregiver(**less)
    assert "Bo Lantern" not in text(asking.nurse.get(asking.referral))
    assert asking.ask(asked=proxy).status_code == 422


def test_referral_link_that_is_sent_for_twice_is_made_once(asking: Asking) -> None:
    once = "5b6c4f5e-1b58-4d9e-9c7e-0a1b2c3d4e5f"
    for _ in range(2):
        assert asking.ask(once=once).status_code == 303
    with asking.connections.reading() as session:
        assert session.scalars(select(MemberLink.id)).all() == [once]
