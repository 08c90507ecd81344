"""An organization without an account answers a referral by a link, on the phone or from paper, and reads no name on the way."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.consents import operations as consents
from referrals.consents import queries as given
from referrals.offers import notices
from referrals.offers.models import Offer, OfferEvent, Referral
from referrals.people.models import Person
from resource_app import logs
from resource_app.accounts.letters import Draft
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from resource_app.mail import LetterRow
from tests.factories import ORGANIZATION, load
from tests.referrals.offering import assert_whole
from tests.web.people import BY, Visitor, Watch
from tests.web.test_referrals import Scene, text, version_of

pytestmark = pytest.mark.usefixtures("quick")
MAILBOX = "intake@lantern.example.org"
CANARIES = ("Ada", "Lantern, Ada", "0103", "Fridays", "brother", "1984", "02139")


@pytest.fixture
def scene(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Scene:
    """An organization whose listing gives an address; nobody signs in for it."""
    made = Scene(site, connections, keys, watch)
    gives_address(made, MAILBOX)
    return made


def gives_address(scene: Scene, address: str) -> None:
    with scene.connections.transaction() as session:
        load(session, scene.site.extensions["clock"].at, email=address)


def letters(scene: Scene) -> list[Draft]:
    """Those that were asked for and somebody still needs, as they would be sent now."""
    [kind] = (each for each in notices.KINDS if each.code == notices.LETTER)
    at = scene.site.extensions["clock"].at
    with scene.connections.reading() as session:
        rows = session.scalars(select(LetterRow).where(LetterRow.kind == kind.code).order_by(LetterRow.made_at))
        drafts = [kind.draft(session, scene.keys, "", row.about, at) for row in rows]
    return [draft for draft in drafts if draft is not None]


def link(scene: Scene) -> str:
    """Where the letter leads."""
    return letters(scene)[-1].values["link"]


def events(scene: Scene) -> list[tuple[str, str, str]]:
    with scene.connections.reading() as session:
        rows = select(OfferEvent.move, OfferEvent.party, OfferEvent.actor_kind).order_by(OfferEvent.version)
        return [(row.move, row.party, row.actor_kind) for row in session.execute(rows)]


def answer(scene: Scene, way: str, move: str, **said: str) -> tuple[int, str]:
    """What somebody without an account is answered who sends a form of the link."""
    visitor = Visitor(scene.site)
    sent = visitor.post(f"{way}/{move}", f"{way}/{move}", version="2", **said)
    return sent.status_code, text(visitor.get(sent.location) if sent.status_code == 303 else sent)


def test_a_referral_goes_by_letter_that_holds_a_link_and_nothing_else(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.sent()
    [letter] = letters(scene)
    assert (letter.to, letter.template, letter.organization_id) == (MAILBOX, "referral_link", ORGANIZATION)
    assert set(letter.values) == {"link", "site"}
    assert re.fullmatch(rf"/offers/{scene.offer()}/[\w-]{{43}}", letter.values["link"])
    with scene.connections.reading() as session:
        assert [row.about for row in session.scalars(select(LetterRow).where(LetterRow.kind == "referral"))] == [
            f"{scene.offer()}:listing"
        ]
    drain(scene.connections, scene.site.extensions["clock"])
    written = capsys.readouterr().err
    assert f"{letter.values['link']}\n" in written
    assert not [secret for secret in (*CANARIES, "Food", "Age", "RL-", "Northpoint") if secret in written]


def test_a_referral_is_read_by_its_link_as_far_as_before_acceptance_and_reading_answers_nothing(scene: Scene) -> None:
    scene.sent()
    way = link(scene)
    for _ in range(2):
        page = Visitor(scene.site).get(way)
        assert page.status_code == 200
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
    assert "Age 25 to 44" in text(page)
    assert "617-555-0121" in text(page)
    for move in ("accept", "waitlist", "decline", "ask"):
        assert f'href="{way}/{move}"' in text(page)
        form = text(Visitor(scene.site).get(f"{way}/{move}"))
        assert not [secret for secret in CANARIES if secret in page.text + form]
    assert [move for move, _party, _kind in events(scene)] == ["create", "send"]
    with scene.connections.reading() as session:
        assert session.get_one(Offer, scene.offer()).viewed_at is None


def test_a_referral_is_accepted_by_its_link_and_the_name_is_told_on_the_listed_number_only(scene: Scene) -> None:
    referral = scene.sent()
    way = link(scene)
    status, page = answer(scene, way, "accept", contact_person="Front desk")
    assert status == 303
    assert "The care team calls you on 617-555-0142" in page
    every = page + text(Visitor(scene.site).get(way)) + text(Visitor(scene.site).get(f"{way}/accept"))
    assert not [secret for secret in (*CANARIES, "Age 25 to 44") if secret in every]
    assert events(scene)[-1] == ("accept", "organization", "link")
    shown = text(scene.nurse.get(referral))
    assert "the organization, by the link in a letter" in shown
    assert "Front desk" in shown
    waits = "Call the listed number and say who it is."
    assert waits in text(scene.nurse.get("/work"))
    call = f"{referral}/{scene.offer()}/call"
    told = text(scene.nurse.get(call))
    assert "They accepted: give the name" in told
    given = scene.nurse.post(f"{referral}/{scene.offer()}/name", call, version=version_of(told))
    assert given.status_code == 303
    assert waits not in text(scene.nurse.get("/work"))
    assert "Number that was called: 617-555-0142" in text(scene.nurse.get(referral))
    late = scene.nurse.post(f"{referral}/{scene.offer()}/name", call, version=version_of(told))
    assert late.status_code == 409
    assert letters(scene) == []
    assert_whole(scene.connections)
    with scene.connections.reading() as session:
        assert session.scalars(select(Referral.loop_level)).one() == 1


def test_a_referral_is_answered_once_by_its_link(scene: Scene) -> None:
    scene.sent()
    way = link(scene)
    visitor = Visitor(scene.site)
    token = visitor.token(f"{way}/decline")
    said = {"csrf_token": token, "version": "2", "reason": "at_capacity"}
    assert visitor.client.post(f"{way}/decline", data=said).status_code == 303
    again = visitor.client.post(f"{way}/decline", data=said)
    other = visitor.client.post(f"{way}/accept", data=said | {"contact_person": "Front desk"})
    for page in (again, other, visitor.get(way)):
        assert page.status_code == 200
        assert "You have declined it." in text(page)
    assert [move for move, _party, _kind in events(scene)] == ["create", "send", "decline"]


def test_a_decline_of_a_referral_by_its_link_needs_a_reason_and_an_old_page_is_told(scene: Scene) -> None:
    scene.sent()
    way = link(scene)
    status, page = answer(scene, way, "decline")
    assert (status, "Fill this in." in page) == (422, True)
    visitor = Visitor(scene.site)
    old = visitor.post(f"{way}/decline", f"{way}/decline", version="1", reason="at_capacity")
    assert old.status_code == 409
    assert "Somebody was faster" in text(old)
    assert visitor.get(f"{way}/cancel").status_code == 404


def test_a_question_about_a_referral_by_its_link_is_answered_there_and_the_link_still_works(scene: Scene) -> None:
    referral = scene.sent()
    way = link(scene)
    _, page = answer(scene, way, "ask", **{"question-when": "yes"})
    assert "By when is it needed" in page
    form = f"{referral}/{scene.offer()}/answer"
    assert scene.nurse.post(form, form, version="3", answer="On Mondays.").status_code == 303
    assert len(letters(scene)) == 2
    assert link(scene) == way
    assert "On Mondays." in text(Visitor(scene.site).get(way))


def ended(scene: Scene, how: str) -> None:
    """Something by which the link works no more."""
    if how == "another address":
        gives_address(scene, "other@lantern.example.org")
    elif how == "an account":
        assert scene.staff
    elif how == "called back":
        with scene.connections.reading() as session:
            form = f"/referrals/{session.scalars(select(Referral.id)).one()}/{scene.offer()}/cancel"
        assert scene.nurse.post(form, form, version="2", reason="recalled").status_code == 303
    else:
        scene.site.extensions["clock"].forward(days=30)


@pytest.mark.parametrize("how", ["another address", "an account", "called back", "thirty days"])
def test_a_link_to_a_referral_ends_and_tells_nothing_then(scene: Scene, how: str) -> None:
    scene.sent()
    way = link(scene)
    ended(scene, how)
    visitor = Visitor(scene.site)
    token = {"csrf_token": visitor.token("/sign-in")}
    pages = [visitor.get(way), visitor.get(f"{way}/accept")]
    pages.append(visitor.client.post(f"{way}/accept", data=token | {"version": "2", "contact_person": "Me"}))
    nobody = visitor.get(f"/offers/{scene.offer()}/{'x' * 43}")
    for page in (*pages, nobody):
        assert page.status_code == 404
        assert "This link has ended" in text(page)
        assert "RL-" not in text(page)
    assert events(scene)[-1][0] != "accept"


def test_an_organization_with_an_account_is_sent_no_link_to_a_referral(scene: Scene) -> None:
    assert scene.staff
    scene.sent()
    [letter] = letters(scene)
    assert (letter.template, letter.values["link"]) == ("referral", "/inbox")


def test_what_to_say_of_a_referral_on_the_phone_and_on_paper_names_nobody(scene: Scene) -> None:
    referral = scene.sent()
    pages = [text(scene.nurse.get(f"{referral}/{scene.offer()}/{page}")) for page in ("call", "sheet")]
    assert "What to say on the phone" in text(scene.nurse.get(referral))
    for page in pages:
        assert "Age 25 to 44" in page
        assert "Northpoint" in page
        assert "617-555-0121" in page
        assert not [secret for secret in CANARIES if secret in page]
    assert "617-555-0142" in pages[0]
    assert f"A letter with a link goes to {MAILBOX}" in pages[0]
    other = scene.browser("care_team", "another-team")
    assert [other.get(f"{referral}/{scene.offer()}/{page}").status_code for page in ("call", "sheet")] == [404, 404]
    accept = text(scene.nurse.get(f"{referral}/{scene.offer()}/accept"))
    scene.nurse.post(
        f"{referral}/{scene.offer()}/accept", referral, version=version_of(accept), contact_person="Mr. Ash"
    )
    assert "as the organization said by phone" in text(scene.nurse.get(referral))
    to_name = text(scene.nurse.get(f"{referral}/{scene.offer()}/call"))
    assert "Ask for Mr. Ash" in to_name
    assert "about the request that you accepted" in to_name
    assert "no name yet" not in to_name


def test_a_listing_without_an_address_is_called_about_a_referral(scene: Scene) -> None:
    gives_address(scene, "")
    referral = scene.sent()
    assert letters(scene) == []
    assert "A letter with a link" not in text(scene.nurse.get(f"{referral}/{scene.offer()}/call"))


def test_whoever_opens_a_referral_by_its_link_is_written_down_and_no_log_holds_the_secret(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.sent()
    way = link(scene)
    logs.configure()
    Visitor(scene.site).get(way)
    assert way.rpartition("/")[2] not in capsys.readouterr().out
    with scene.connections.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.actor_kind == "link")).all()
        assert [(row.action, row.details) for row in rows] == [("opened", {"offer": scene.offer()})]
        assert way.rpartition("/")[2] not in repr(rows)


def again(scene: Scene, way: str) -> tuple[int, str]:
    """What somebody reads who asks for a new link on the page of one that has ended."""
    visitor = Visitor(scene.site)
    over = visitor.get(way)
    assert over.status_code == 404
    assert f'action="{way}/again"' in text(over)
    sent = visitor.post(f"{way}/again", way)
    return sent.status_code, text(sent)


def test_referral_item_44_a_link_that_has_ended_sends_a_new_one_to_the_listed_address_alone(scene: Scene) -> None:
    scene.sent()
    old = link(scene)
    gives_address(scene, "desk@lantern.example.org")
    status, page = again(scene, old)
    assert status == 200
    assert not [secret for secret in (*CANARIES, "RL-", "lantern.example") if secret in page]
    assert [letter.to for letter in letters(scene)][-1] == "desk@lantern.example.org"
    assert link(scene) != old
    assert Visitor(scene.site).get(link(scene)).status_code == 200


def test_referral_item_44_the_answer_is_the_same_whether_or_not_a_letter_goes(scene: Scene) -> None:
    scene.sent()
    broken = f"/offers/{scene.offer()}/broken"
    assert [again(scene, broken)[0] for _ in range(3)] == [200] * 3
    assert len(letters(scene)) == 4
    scene.site.extensions["clock"].forward(hours=2)
    told = again(scene, broken)
    assert told[0] == 200
    assert len(letters(scene)) == 4
    unknown = "/offers/7b1b2b7e-0000-4000-8000-000000000000/broken"
    assert re.sub("csrf.*", "", again(scene, unknown)[1]) == re.sub("csrf.*", "", told[1])


@pytest.mark.parametrize("end", ["withdrawn", "account", "no address", "declined"])
def test_referral_item_44_no_letter_goes_where_nothing_waits_or_none_may(scene: Scene, end: str) -> None:
    scene.sent()
    broken, before = f"/offers/{scene.offer()}/broken", len(letters(scene))
    if end == "withdrawn":
        with scene.connections.transaction() as session:  # what follows from it is not done yet
            person = session.scalars(select(Person)).one()
            [consent] = given.of_person(session, person.id)
            consents.revoke(session, person, consent.id, "private", replace(BY, at=scene.site.extensions["clock"].at))
    elif end == "account":
        assert scene.staff
    elif end == "no address":
        gives_address(scene, "")
    else:
        answer(scene, link(scene), "decline", reason="at_capacity")
    with scene.connections.reading() as session:
        asked = len(session.scalars(select(LetterRow)).all())
    assert before == 1
    assert again(scene, broken)[0] == 200
    with scene.connections.reading() as session:
        assert len(session.scalars(select(LetterRow)).all()) == asked
