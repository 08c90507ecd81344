"""Who answers for a referral hears of what others do with it, whoever had it that it was taken back, and the privacy officer
of a sensitive consent that is no more; never what, and never more than once an hour.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from referrals.cases.models import Case
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.offers import closing, making, news, notices, outcomes, ticking
from referrals.offers.making import Asked
from referrals.offers.models import Offer, Referral
from referrals.offers.moves import BY_CODE
from referrals.people.models import Person
from resource_app.accounts.models import Inbox, Membership, User
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.jobs.deliveries import drain
from resource_app.mail import Letter, LetterRow
from tests.referrals.offering import BY, LISTINGS, NOW, SAID, TODAY, move, put_to, referred
from tests.validation.listings import id_of, load_many

THEM = By(Actor("user", "somebody-there"), Origin(), NOW)
HOUR = timedelta(hours=1)


def add_user(session: Session, user_id: str, role: str, organization_id: str | None) -> None:
    """Somebody who signs in, and holds a role."""
    email = f"{user_id}@example.org"
    session.add(
        User(id=user_id, email=email, name=user_id, language="es" if user_id == "colleague" else "en", made_at=NOW)
    )
    session.flush()
    held = {"role": role, "organization_id": organization_id, "made_at": NOW}
    session.add(Membership(id=f"{user_id} {role}", user_id=user_id, **held))


@pytest.fixture
def site(connections: Connections) -> Connections:
    """The owner of every case and a colleague, a privacy officer, and a mailbox of the organization that is asked."""
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
        add_user(session, "volunteer", "care_team", "care-lantern")
        add_user(session, "colleague", "advocate", "care-lantern")
        add_user(session, "officer", "privacy_officer", None)
        home = {"organization_id": id_of("organization 1"), "email": "desk@circle1.example.org", "language": "en"}
        session.add(Inbox(id="box", asked_by="somebody", made_at=NOW, confirmed_at=NOW, **home))
    return connections


def told(site: Connections, kind: str = news.NEWS) -> list[str]:
    """Whom the letters of a kind are for that have not left."""
    with site.reading() as session:
        waiting = select(LetterRow.about).where(LetterRow.kind == kind, LetterRow.outcome == "")
        return list(session.scalars(waiting.order_by(LetterRow.about)))


def post(site: Connections, now: datetime) -> list[Letter]:
    """Send what is due; the letters that leave."""
    sent: list[Letter] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("resource_app.mail.ConsoleSender.send", lambda _self, letter, _now: sent.append(letter))
        drain(site, lambda: now)
    return sent


def they(site: Connections, offer_id: str, code: str, by: By = THEM) -> None:
    """Somebody else makes a move."""
    with site.transaction() as session:
        asked = Asked(
            offer_id=offer_id,
            move=code,
            version=session.get_one(Offer, offer_id).version,
            party=BY_CODE[code].by[0],
            said=SAID[code],
        )
        making.make_move(session, asked, by)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ((), "accept"),
        ((), "decline"),
        ((), "waitlist"),
        ((), "ask"),
        ((), "expire"),
        (("accept",), "unable"),
        (("accept",), "complete"),
        (("waitlist",), "slot_open"),
    ],
)
def test_referral_its_owner_is_told_of_what_an_organization_says(
    site: Connections, before: tuple[str, ...], code: str
) -> None:
    [offer] = referred(site, automatic=False)
    for each in ("send", *before):
        move(site, offer, each)
    assert told(site) == []  # of what they wrote down themselves
    said = SAID | {"slot_open": {}}
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(SAID, code, said[code])
        they(site, offer, code)
    assert told(site) == ["volunteer"]


def test_referral_its_owner_is_told_of_its_end_of_a_no_and_of_another_report(site: Connections) -> None:
    for said in ("yes", "no"):
        [offer] = referred(site)
        for each in ("send", "accept", "complete"):
            move(site, offer, each)
        with site.transaction() as session:
            closing.answer(session, offer, said, "member", THEM)
        assert told(site) == ["volunteer"], said
        post(site, NOW)
        with site.transaction() as session:
            outcomes.amend(session, offer, 1, SAID["complete"], "organization", replace(THEM, at=NOW + HOUR))
        assert told(site) == ["volunteer"], said
        post(site, NOW + 3 * HOUR)


def test_referral_the_letter_tells_its_owner_where_to_look_and_nothing_else(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    post(site, NOW)
    they(site, offer, "accept")
    [letter] = post(site, NOW)
    assert (letter.to, letter.subject) == ("volunteer@example.org", "There is something new for you")
    assert letter.text.count("/referrals\n") == 1
    for word in ("Lantern", "Food", "food", "RL-", "accept", "circle", offer):
        assert word not in letter.text


def test_referral_letters_to_its_owner_are_one_an_hour_and_none_is_forgotten(site: Connections) -> None:
    offers = [referred(site)[0] for _ in range(3)]
    for offer in offers:
        move(site, offer, "send")
    post(site, NOW)
    they(site, offers[0], "accept")
    they(site, offers[1], "decline")
    assert len(post(site, NOW)) == 1
    they(site, offers[2], "accept", replace(THEM, at=NOW + HOUR / 2))
    assert post(site, NOW + HOUR / 2) == []
    assert [each.to for each in post(site, NOW + HOUR)] == ["volunteer@example.org"]
    assert post(site, NOW + 3 * HOUR) == []


def test_referral_whose_owner_left_the_team_is_told_to_all_of_it(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    post(site, NOW)
    with site.transaction() as session:
        session.execute(update(Membership).where(Membership.user_id == "volunteer").values(ended_at=NOW))
    they(site, offer, "decline")
    assert told(site) == ["colleague:team"]
    [letter] = post(site, NOW)
    assert (letter.to, letter.subject) == ("colleague@example.org", "Hay algo nuevo para usted")
    assert "/referrals?whose=team\n" in letter.text


def test_referral_nobody_is_written_to_who_works_for_no_care_team_any_more(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    post(site, NOW)
    they(site, offer, "accept")
    with site.transaction() as session:
        session.execute(update(Membership).where(Membership.user_id == "volunteer").values(ended_at=NOW))
    assert post(site, NOW) == []


def test_referral_that_nobody_answers_is_told_to_its_owner_with_the_administrators(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    ticking.tick(site, NOW + timedelta(days=5))
    assert told(site) == []
    ticking.tick(site, NOW + timedelta(days=8))
    assert told(site) == ["volunteer"]


def test_referral_an_organization_is_told_that_its_list_has_changed(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    post(site, NOW)
    move(site, offer, "cancel")
    assert told(site, notices.ENDED) == ["box"]
    [letter] = post(site, NOW)
    assert (letter.to, letter.subject) == ("desk@circle1.example.org", "Your list has changed")
    assert "/inbox?list=done\n" in letter.text
    for word in ("Lantern", "Food", "RL-", "referral", "withdrawn", offer):
        assert word not in letter.text


def test_referral_another_who_was_asked_is_told_once_somebody_has_it(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    for offer in offers:
        move(site, offer, "send")
    move(site, offers[1], "accept")
    assert told(site, notices.ENDED) == ["box"]


def test_referral_nobody_is_told_where_nobody_signs_in(site: Connections) -> None:
    [offer] = referred(site, LISTINGS[1])
    move(site, offer, "send")
    move(site, offer, "cancel")
    assert told(site, notices.ENDED) == []


@pytest.mark.parametrize(("data_class", "hears"), [("hiv", True), ("household", False)])
def test_referral_privacy_officers_are_told_of_a_sensitive_consent_that_is_taken_back(
    site: Connections, data_class: str, *, hears: bool
) -> None:
    with site.transaction() as session:
        put_to(session)
        person = session.scalars(select(Person)).one()
        agreed = terms.Terms(
            kind="authorization",
            purposes=frozenset({"referral"}),
            data_classes=frozenset({"need", data_class}),
            recipients=frozenset({id_of("organization 1"), id_of("organization 2")}),
            starts_on=TODAY,
            method="signed here",
        )
        made = consents.give(session, person, agreed, Signed(name="Ada Lantern", language="en"), BY)
        less = replace(agreed, recipients=frozenset({id_of("organization 1")}))
        closing.narrow(session, person, made, less, BY)
        person_id = person.id
    about = ["officer"] if hears else []
    assert told(site, news.TAKEN_BACK) == about
    assert [each.subject for each in post(site, NOW)] == ["There is something for you to look at"] * hears
    with site.transaction() as session:
        for _ in range(2):
            closing.revoke(session, session.get_one(Person, person_id), made, "private", replace(BY, at=NOW + 2 * HOUR))
    assert told(site, news.TAKEN_BACK) == about
    letters = post(site, NOW + 2 * HOUR)
    assert [each.to for each in letters] == ["officer@example.org"] * hears
    assert all("/audit?action=consent_recorded\n" in each.text for each in letters)
    assert [word for word in ("HIV", person_id) if any(word in each.text for each in letters)] == []


def test_referral_its_owner_is_told_of_what_a_consent_ended(site: Connections) -> None:
    [offer] = referred(site, until=(NOW + timedelta(days=1)).date())
    move(site, offer, "send")
    post(site, NOW)
    ticking.tick(site, NOW + timedelta(days=1))
    assert (told(site), told(site, notices.ENDED)) == (["volunteer"], ["box"])
    with site.reading() as session:
        assert session.scalars(select(Referral.closed_at)).one() is not None
        assert session.scalars(select(Case.owner_id)).one() == "volunteer"
