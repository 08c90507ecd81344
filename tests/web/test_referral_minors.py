"""What somebody under age agreed to without a parent shows to no parent: on no page of theirs, in no letter, through no
organization; and none of them stops it (acceptance 8).
"""

import uuid

import pytest
from flask import Flask
from sqlalchemy import Row, select, text
from sqlalchemy.exc import DatabaseError

from referrals.consents.models import Consent
from referrals.offers.models import Offer, Referral
from referrals.offers.work import tries
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.mail import LetterRow
from tests.factories import LISTING
from tests.web.people import Visitor, Watch
from tests.web.test_member_links import SAFE, Asking
from tests.web.test_referrals import ADA, CONSENT, NEED
from tests.web.test_referrals import text as said_by

pytestmark = [pytest.mark.usefixtures("quick"), pytest.mark.acceptance]
YEAR = "2012"
TEENAGER = {"born_on": f"{YEAR}-05-05"}
MOTHER = "Qzmother Lantern"
ALONE = NEED | {"need": "social-connection", "note": "Qznote: the group on Mondays.", "alone": "ma_apart"}
CANARIES = ("Company and support groups", "Qznote")


class Under(Asking):
    """Somebody under age with two referrals: to one their mother agreed, to the other they agreed alone."""

    alone = ""
    mother = ""

    def begin(self) -> None:
        """Both are sent."""
        draft = self.drafted(**TEENAGER)
        assert self.nurse.post(f"{draft}/need", **NEED).status_code == 303
        signed = CONSENT | {"signer": MOTHER, "relation": "other", "authority": "Parent", "recipients": "all"}
        assert self.nurse.post(f"{draft}/consent", **signed).status_code == 303
        self.referral = str(self.nurse.post(draft, act="send").headers["Location"])
        self.change(**SAFE, alternate=MOTHER, alternate_how="617-555-0177")
        self.mother = self.caregiver(name=MOTHER, authority="minors_parent")
        self.alone = self.send_alone()

    def send_alone(self) -> str:
        """What their mother agreed to does not stand for it."""
        chosen = {"act": "choose", "listing": LISTING, "person": self.person}
        draft = str(self.nurse.post("/refer", f"/refer?listing={LISTING}", **chosen).headers["Location"])[
            : -len("/need")
        ]
        page = said_by(self.nurse.get(f"{draft}/need"))
        assert "M.G.L. c. 112, § 12F" in page
        asked = self.nurse.post(f"{draft}/need", **ALONE)
        assert asked.headers["Location"] == f"{draft}/consent"
        assert MOTHER not in said_by(self.nurse.get(f"{draft}/consent"))
        by_mother = self.nurse.post(f"{draft}/consent", **CONSENT | {"relation": "other", "authority": "Parent"})
        assert by_mother.status_code == 422
        assert self.nurse.post(f"{draft}/consent", **CONSENT | {"signer": ADA["name"]}).status_code == 303
        sent = self.nurse.post(draft, act="send")
        assert sent.status_code == 303, said_by(sent)
        return str(sent.headers["Location"])

    def offer_of(self, referral: str) -> Row[str, str, int]:
        """The offer of one of them: its id, state and version."""
        mine = Offer.referral_id == referral.rpartition("/")[2]
        with self.connections.reading() as session:
            return session.execute(select(Offer.id, Offer.state, Offer.version).where(mine)).one()

    def accept(self, referral: str) -> str:
        """The organization accepts, and opens it."""
        offer = self.offer_of(referral)
        way = f"/inbox/{offer.id}"
        taken = self.staff.post(f"{way}/accept", way, version=str(offer.version), contact_person="Front desk")
        assert taken.status_code == 303, said_by(taken)
        return said_by(self.staff.get(way))


@pytest.fixture
def under(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Under:
    made = Under(site, connections, keys, watch)
    made.begin()
    return made


def test_referral_acceptance_8_what_a_minor_agreed_to_alone_shows_to_no_parent_who_asks(
    under: Under, capsys: pytest.CaptureFixture[str]
) -> None:
    under.accept(under.alone)
    capsys.readouterr()
    parent, way = Visitor(under.site), under.link(asked=under.mother)
    pages = [parent.get(way), parent.post(f"{way}/more", way, year=YEAR)]
    number = under.nurse.get(under.alone).get_data(as_text=True).partition("RL-")[2][:6]
    for page in pages:
        assert page.status_code == 200
        assert [word for word in (*CANARIES, number) if word in said_by(page)] == []
    assert "Stop sharing" in said_by(pages[1])
    assert parent.post(f"{way}/stop", way, year=YEAR).status_code == 303
    assert (under.offer_of(under.referral).state, under.offer_of(under.alone).state) == ("cancelled", "accepted")
    written = capsys.readouterr()
    assert [word for word in (*CANARIES, MOTHER) if word in written.out + written.err] == []


def test_referral_acceptance_8_nobody_but_the_minor_is_asked_and_nothing_comes_to_their_home(under: Under) -> None:
    under.referral, parents = under.alone, under.referral
    page = said_by(under.nurse.get(under.alone))
    assert "Tell nobody at home" in page
    assert MOTHER not in page
    under.accept(parents)
    assert MOTHER in said_by(under.nurse.get(parents))
    for wanted in ({"asked": under.mother, "way": "aloud"}, {"way": "email"}):
        assert under.ask(**wanted).status_code == 422
    with under.connections.reading() as session:
        assert session.scalars(select(LetterRow).where(LetterRow.kind == "member question")).all() == []
    way, holder = under.link(), Visitor(under.site)
    for shown in (holder.get(way), holder.post(f"{way}/more", "/answer", year=YEAR)):
        assert "What we shared" not in said_by(shown)
        assert "See more" not in said_by(shown)
    assert holder.post(f"{way}/stop", "/answer", year=YEAR).status_code == 422
    under.accept(under.alone)
    assert under.offer_of(under.alone).state == "accepted"


def test_referral_acceptance_8_the_organization_reads_of_no_parent_and_that_none_is_told(under: Under) -> None:
    told = under.accept(under.alone)
    assert ADA["phone"] in told
    assert "Tell nobody at home, also no parent." in told
    assert MOTHER not in told
    assert "617-555-0177" not in told
    assert MOTHER in under.accept(under.referral)


def test_referral_acceptance_8_a_parents_word_is_no_answer_and_no_write_lifts_the_lock(under: Under) -> None:
    under.accept(under.alone)
    offer = under.offer_of(under.alone)
    way = f"/inbox/{offer.id}/complete"
    done = {"served_on": "2026-10-13", "given": "2 evenings", "resolution": "resolved", "version": str(offer.version)}
    assert under.staff.post(way, **done).status_code == 303
    page = said_by(under.nurse.get(under.alone))
    assert "Who cares for them" not in page
    refused = under.nurse.post(f"{under.alone}/answer", under.alone, said="yes", source="caregiver")
    assert (refused.status_code, under.answers()) == (422, [])
    assert "Tell nobody at home" in said_by(under.nurse.get(f"{under.alone}/result"))
    with pytest.raises(DatabaseError), under.connections.transaction() as session:
        session.execute(text("UPDATE referral SET alone = false WHERE alone"))
    with under.connections.reading() as session:
        assert sorted(session.scalars(select(Referral.alone))) == [False, True]
        assert sorted(session.scalars(select(Consent.alone))) == [False, True]


def test_referral_acceptance_8_a_copy_for_a_parent_holds_no_word_of_the_case_in_which_the_minor_agreed(
    under: Under,
) -> None:
    with under.connections.reading() as session:
        case = session.scalars(select(Referral.case_id).distinct()).one()
    written = {"contacts": {"words": CANARIES[1], "whom": "member", "channel": "call", "result": "reached"}}
    written["tasks"] = {"words": CANARIES[1], "due_on": "2026-10-20"}
    for way, said in written.items():
        page = f"/cases/{case}/{way}"
        assert under.nurse.post(page, page, once=str(uuid.uuid4()), **said).status_code == 303
    copy = f"/members/{under.person}/copy"
    parents, theirs = (said_by(under.nurse.get(f"{copy}{more}")) for more in ("", "?alone=yes"))
    assert [word for word in CANARIES if word in parents] == []
    assert "all that was written down in that case" in parents
    assert [word for word in CANARIES if word in theirs] == list(CANARIES)
    assert CANARIES[1] not in said_by(under.nurse.get(f"{copy}.json"))


def test_referral_a_call_to_a_parent_is_no_try_to_ask_a_minor_who_agreed_alone(under: Under, watch: Watch) -> None:
    for referral in (under.alone, under.referral):
        under.accept(referral)
        offer = under.offer_of(referral)
        done = {"served_on": "2026-10-13", "given": "2 evenings", "resolution": "resolved"}
        way = f"/inbox/{offer.id}/complete"
        assert under.staff.post(way, version=str(offer.version), **done).status_code == 303
    with under.connections.reading() as session:
        case = session.scalars(select(Referral.case_id).distinct()).one()
    watch.forward(days=7)
    nurse, page = under.browser("care_team", under.team), f"/cases/{case}/contacts"
    said = {"whom": "proxy", "channel": "call", "result": "no_answer"}
    assert nurse.post(page, page, once=str(uuid.uuid4()), **said).status_code == 303
    with under.connections.reading() as session:
        offers = [under.offer_of(each).id for each in (under.alone, under.referral)]
        assert {each: made.made for each, made in tries(session, offers).items()} == dict(
            zip(offers, (0, 1), strict=True)
        )


def test_referral_of_somebody_under_age_who_signs_for_themselves_asks_for_a_parent(under: Under) -> None:
    draft = under.drafted(**TEENAGER, phone="617-555-0104")
    under.nurse.post(f"{draft}/need", **NEED)
    signed = under.nurse.post(f"{draft}/consent", **CONSENT | {"signer": "Tess Lantern"})
    assert (signed.status_code, "a parent or guardian agrees for them" in said_by(signed)) == (422, True)
    assert '<details class="more" open>' in said_by(signed)


def test_referral_somebody_of_age_is_not_asked_whether_they_agree_alone(under: Under) -> None:
    under.change(born_on="1984-02-29")
    chosen = {"act": "choose", "listing": LISTING, "person": under.person}
    draft = str(under.nurse.post("/refer", f"/refer?listing={LISTING}", **chosen).headers["Location"])
    assert "agree to this alone" not in said_by(under.nurse.get(draft))
    wrong = under.nurse.post(draft, **ALONE)
    assert (wrong.status_code, "Only who is under 18" in said_by(wrong)) == (422, True)
