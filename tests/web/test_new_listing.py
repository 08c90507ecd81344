"""A listing that is missing is proposed, held against what is there, and published by a curator."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory import claims, new_places, operations
from resource_app.directory.models import Change, Claim, Listing, Organization, ProposedListing, Service
from resource_app.jobs.posting import KINDS, _rendered
from resource_app.jobs.work import erase_new_listings
from resource_app.keys import Keys
from resource_app.mail import LetterRow
from resource_app.outbox import Outgoing
from resource_app.tasks.models import Task
from search import stored
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE
from tests.web.people import BY, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
NEW = "/listings/new"
OWN = "/listings/proposed"
WHO = {"name": "Wren Alder", "email": "wren@example.org", "does": "Staff", "proof": "call"}
RIDES = {
    "name": "Harbor Rides",
    "organization": "Harbor Friends",
    "description": "Rides to the doctor for people over sixty.",
    "phone": "617-555-0199",
    "areas": "Suffolk County, MA\nRevere, MA",
}


@pytest.fixture
def staff(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))


def proposed(listed: Connections) -> ProposedListing:
    with listed.reading() as session:
        made = session.scalars(select(ProposedListing)).one()
        session.expunge(made)
        return made


def test_who_works_somewhere_starts_with_its_name(staff: Visitor) -> None:
    text = staff.get(NEW).text
    assert 'value="Lantern Neighbors"' in text
    assert f'name="organization_id" value="{ORGANIZATION}"' in text
    assert "Proponer una ficha" in staff.get(f"{NEW}?lang=es").text


def test_it_is_published_by_a_curator(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    assert staff.post(NEW, **RIDES).status_code == 303
    assert "A curator looks at it" in staff.get(f"{NEW}?sent=yes").text
    page = f"/desk/new/{proposed(listed).id}"
    assert page in (desk := curator.get("/desk").text)
    assert "Harbor Rides" in desk
    assert "617-555-0199" in curator.get(page).text
    with listed.reading() as session:
        assert session.scalars(select(Service.name)).all() == ["Lantern Pantry"]
    answer = curator.post(page, act="publish", answer="Thank you.")
    assert answer.status_code == 303
    assert "Harbor Rides" in staff.get(answer.location).text
    with listed.reading() as session:
        assert session.scalars(select(Task.outcome).where(Task.kind == "new listing")).all() == ["published"]
        service = session.scalars(select(Service).where(Service.name == "Harbor Rides")).one()
        assert (service.source, service.organization_id == ORGANIZATION) == ("curator", False)
        [listing] = session.scalars(select(Listing.id).where(Listing.service_id == service.id))
        found = stored.load(session.connection(), [listing])[listing]
        assert "county:25025" in {area.key for area in found.areas}
    assert curator.post(page, page=NEW, act="publish").status_code == 422


def test_a_new_place_is_found_near_without_a_point(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    place = {"address_1": "4 Canary Street", "city": "Revere", "state_province": "MA", "postal_code": "02151"}
    staff.post(NEW, **{**RIDES, "areas": "", **place})
    curator.post(f"/desk/new/{proposed(listed).id}", act="publish")
    near = staff.get("/search?what=rides&where=02150").text
    assert "about 2\N{NO-BREAK SPACE}miles away, Revere" in near


def test_one_s_own_organization_is_the_one_there_is(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    staff.post(NEW, **{**RIDES, "organization": "Lantern Neighbors", "organization_id": ORGANIZATION})
    curator.post(f"/desk/new/{proposed(listed).id}", act="publish")
    with listed.reading() as session:
        assert session.scalars(select(Service.organization_id)).all() == [ORGANIZATION, ORGANIZATION]
        assert len(session.scalars(select(Organization.id)).all()) == 1


def test_nobody_proposes_for_an_organization_that_is_not_theirs(curator: Visitor, listed: Connections) -> None:
    curator.post(NEW, **RIDES, organization_id=ORGANIZATION)
    assert proposed(listed).organization_id is None


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Lantern pantry"},
        {"phone": "(617) 555-0142"},
        {"phone": "617-555-0177", "name": "Something else"},
        {"address_1": "9 Lantern Street", "city": "Chelsea", "postal_code": "02150"},
        {"address_1": "9 lantern St.", "city": "Chelsea", "postal_code": "02150"},
    ],
)
def test_what_it_could_be_is_shown_first(staff: Visitor, listed: Connections, fields: dict[str, str]) -> None:
    page = staff.post(NEW, **RIDES | fields).text
    assert "Is it one of these?" in page
    assert "Lantern Pantry" in page
    assert 'value="Harbor Friends"' in page
    with listed.reading() as session:
        assert session.scalars(select(ProposedListing)).all() == []
    assert staff.post(NEW, **RIDES | fields, sure="yes").status_code == 303
    assert proposed(listed).state == "open"


def test_a_service_at_several_places_is_shown_once(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        new_places.add(session, SERVICE, {"address_1": "7 Wharf Road", "city": "Revere"}, NOW, BY.actor, "curator")
        assert len(stored.of_service(session.connection(), SERVICE)) == len({LISTING, "the other"})
    page = staff.post(NEW, **RIDES | {"name": "Lantern pantry"}).text
    assert page.count(">Lantern Pantry</a>") == 1


def test_a_private_address_is_not_found_by_typing_it(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    address = {"address_1": "9 Lantern Street", "city": "Chelsea", "postal_code": "02150"}
    assert staff.post(NEW, **RIDES | address).status_code == 303
    assert staff.post(NEW, **RIDES | {"phone": "617-555-0177"}).status_code == 303  # the place's own


@pytest.mark.parametrize(
    ("fields", "box", "words"),
    [
        ({"name": ""}, "name", "Name of the service: Fill this in."),
        ({"organization": ""}, "organization", "Name of the organization: Fill this in."),
        ({"phone": ""}, "phone", "people must be able to reach them"),
        ({"description": "x" * 5_001}, "description", "too long"),
        ({"phone": "12"}, "phone", "Write all ten digits"),
        ({"email": "wren at example"}, "email", "Write it as name@example.org"),
        ({"url": "harbor.example.org"}, "url", "Start it with https://"),
        ({"postal_code": "2150"}, "postal_code", "five digits"),
    ],
)
def test_what_is_wrong_is_named_and_kept(staff: Visitor, fields: dict[str, str], box: str, words: str) -> None:
    answer = staff.post(NEW, **RIDES | fields)
    assert answer.status_code == 422
    assert f'href="#{box}"' in answer.text
    assert words in answer.text
    assert answer.text.count(words.partition(": ")[2] or words) == len(("in the summary", "at the box"))
    assert "Suffolk County" in answer.text


def test_who_proposed_it_reads_what_became_of_it(
    staff: Visitor, curator: Visitor, listed: Connections, keys: Keys
) -> None:
    assert "None yet." in staff.get(OWN).text
    staff.post(NEW, **RIDES)
    assert "Waits for a curator" in staff.get(OWN).text
    assert "Harbor Rides" not in curator.get(OWN).text
    assert curator.post(f"/desk/new/{proposed(listed).id}", act="publish", answer="Thank <you>.").status_code == 303
    told = staff.get(OWN).text
    assert f'<a href="/services/{proposed(listed).service_id}">Harbor Rides</a>' in told
    for words in ("Published", "Thank &lt;you&gt;."):
        assert words in told
    spanish = staff.get(f"{OWN}?lang=es").text
    assert "Lo que usted envió" in spanish
    with listed.reading() as session:
        [letter] = session.scalars(select(LetterRow))
        assert session.scalars(select(Outgoing.subject).where(Outgoing.topic == "mail")).all() == [letter.id]
        draft = KINDS[letter.kind].draft(session, keys, "https://site.example", letter.about, NOW)
    assert draft is not None
    assert draft.values["link"] == f"https://site.example{OWN}"
    text = _rendered(draft)
    assert "Thank" not in text
    assert "Harbor" not in text


def test_nobody_is_written_to_about_their_own_decision(curator: Visitor, listed: Connections) -> None:
    curator.post(NEW, **RIDES)
    curator.post(f"/desk/new/{proposed(listed).id}", act="refuse", answer="It is there already.")
    told = curator.get(OWN).text
    assert "Not taken" in told
    assert "It is there already." in told
    with listed.reading() as session:
        assert session.scalars(select(LetterRow)).all() == []


def test_what_is_no_longer_shown_is_not_led_to(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    staff.post(NEW, **RIDES)
    curator.post(f"/desk/new/{proposed(listed).id}", act="publish")
    with listed.transaction() as session:
        made = session.scalars(select(Listing.id).join(Service).where(Service.name == "Harbor Rides")).one()
        operations.withdraw(session, made, NOW, BY.actor)
    assert "/services/" not in staff.get(OWN).text


def test_claims_stand_beside_them(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    assert staff.post(f"/listings/{LISTING}/claim", **WHO).status_code == 303
    assert "Listings you asked to keep right" in (page := staff.get(OWN).text)
    assert "Waits for a curator" in page
    with listed.transaction() as session:
        made = session.scalars(select(Claim)).one()
        claims.refuse(session, made, "not_proved", BY)
    assert "Not proved" in (page := staff.get(OWN).text)
    assert "Lantern Pantry" in page
    assert "Lantern Pantry" not in curator.get(OWN).text


def test_it_is_left_out(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    staff.post(NEW, **RIDES)
    page = f"/desk/new/{proposed(listed).id}"
    assert curator.post(page, act="refuse").location == "/desk"
    assert "This was decided already." in curator.get(page).text
    assert page not in curator.get("/desk").text
    assert curator.get("/desk/new/none").status_code == 404
    assert not re.search("Harbor Rides", staff.get("/search?what=rides").text)


HOUSE = {
    "name": "Wren House",
    "organization": "Harbor Friends",
    "description": "Shelter for survivors of domestic violence.",
    "phone": "617-555-0188",
    "address_1": "4 Canary Street",
    "city": "Revere",
    "state_province": "MA",
    "postal_code": "02151",
}


def everything_kept(listed: Connections) -> str:
    """What is kept of a proposal and of what was done, and what everybody may read of the listing."""
    with listed.reading() as session:
        said = [str(each) for each in session.scalars(select(ProposedListing.said))]
        told = [str(row) for row in session.execute(select(Change.was, Change.became))]
        ids = session.scalars(select(Listing.id)).all()
        return " ".join([*said, *told, *map(str, stored.load(session.connection(), ids).values())])


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"description": "Beds for six families.", "name": "A safe house"},
        {"description": "Our location is confidential."},
    ],
)
def test_whether_an_address_puts_people_in_danger_is_asked_before_it_is_shown(
    staff: Visitor, curator: Visitor, listed: Connections, words: dict[str, str]
) -> None:
    page = staff.post(NEW, **HOUSE | words).text
    assert "Should the address stay secret?" in page
    assert "4 Canary Street" in page
    with listed.reading() as session:
        assert session.scalars(select(ProposedListing)).all() == []
    assert staff.post(NEW, **HOUSE | words, sure="yes").status_code == 303
    desk = f"/desk/new/{proposed(listed).id}"
    assert "People may be in danger if somebody finds them here." in curator.get(desk).text
    assert "checked" not in curator.get(desk).text
    answer = curator.post(desk, act="publish")
    assert answer.status_code == 422
    assert 'href="#address"' in answer.text
    assert proposed(listed).state == "open"
    answer = curator.post(desk, act="publish", address="secret")
    assert answer.status_code == 303
    assert proposed(listed).state == "published"
    assert "Canary" not in everything_kept(listed)
    assert "Canary" not in staff.get(f"/services/{proposed(listed).service_id}").text
    assert "Canary" not in staff.get(OWN).text


def test_a_curator_says_that_an_address_may_be_shown(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    staff.post(NEW, **HOUSE, sure="yes")
    answer = curator.post(f"/desk/new/{proposed(listed).id}", act="publish", address="shown")
    assert "4 Canary Street" in staff.get(answer.location).text


def test_what_its_sender_keeps_secret_is_so_without_a_word_of_the_curator(
    staff: Visitor, curator: Visitor, listed: Connections
) -> None:
    assert staff.post(NEW, **HOUSE, secret="yes").status_code == 303
    desk = f"/desk/new/{proposed(listed).id}"
    assert re.search(r'value="secret" checked', curator.get(desk).text)
    answer = curator.post(desk, act="publish")
    assert "Wren House" in staff.get(answer.location).text
    assert "Canary" not in everything_kept(listed)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ({"secret": "yes"}, False),
        ({}, False),
        ({"address_1": "", "description": "Beds in a safe house behind Canary church."}, False),
        ({"name": "Food pantry", "description": "Groceries.", "address_1": "4 Canary Street"}, True),
    ],
)
def test_of_what_is_left_out_no_street_that_may_put_people_in_danger_is_kept(
    staff: Visitor, curator: Visitor, listed: Connections, words: dict[str, str], *, kept: bool
) -> None:
    staff.post(NEW, **HOUSE | words, sure="yes")
    page = f"/desk/new/{proposed(listed).id}"
    assert "Canary" in curator.get(page).text
    curator.post(page, act="refuse", answer="We have it.")
    assert ("Canary" in everything_kept(listed)) is kept
    assert ("Canary" in curator.get(page).text) is kept
    assert ("What they sent was erased." in curator.get(page).text) is not kept
    assert "We have it." in staff.get(OWN).text


def test_what_was_typed_is_erased_ninety_days_after_the_decision(
    staff: Visitor, curator: Visitor, listed: Connections, watch: Watch
) -> None:
    staff.post(NEW, **RIDES)
    assert str(erase_new_listings(listed, watch.at + timedelta(days=900))) == "0 erased"  # nobody has decided
    curator.post(f"/desk/new/{proposed(listed).id}", act="refuse")
    assert str(erase_new_listings(listed, watch.at + timedelta(days=89))) == "0 erased"
    assert str(erase_new_listings(listed, watch.at + timedelta(days=91))) == "1 erased"
    assert proposed(listed).said is None
    assert str(erase_new_listings(listed, watch.at + timedelta(days=92))) == "0 erased"
    assert "Harbor Rides" in staff.get(OWN).text


def test_what_is_held_back_leads_to_why(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    told = {"description": "Shelter for survivors of domestic violence. Come to 4 Canary Street."}
    staff.post(NEW, **HOUSE | told, secret="yes")
    answer = curator.post(f"/desk/new/{proposed(listed).id}", act="publish")
    assert answer.location.startswith("/desk/tasks/")
    page = curator.get(answer.location)
    assert page.status_code == 200
    assert "Not shown" in page.text


SHELTER = {
    "name": "Canary House",
    "description": "Beds for survivors of domestic violence.",
    "address_1": "4 Canary Street",
    "postal_code": "02151",
}
WHO_COMES = "Say who can come."
ASKED = "Should it be secret?"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, WHO_COMES),
        ({"description": "Rides."}, "The description says little."),
        (
            {"description": "Comprehensive interdisciplinary rehabilitation facilitates independent transportation."},
            "The description is hard to read.",
        ),
        ({"phone": "12"}, "Write all ten digits"),
        ({"email": "wren at example"}, "Write it as name@example.org"),
        ({"url": "harbor.example.org"}, "Start it with https://"),
        ({"description": "The location is confidential, so that everybody is safe."}, "Tick below the address"),
        (SHELTER, ASKED),
    ],
)
def test_hints_stand_beside_the_form_and_keep_nothing(
    staff: Visitor, listed: Connections, fields: dict[str, str], words: str
) -> None:
    answer = staff.post(NEW, **RIDES | fields, act="look")
    assert answer.status_code == 200
    assert words in _look(answer.text)
    assert 'value="Harbor Friends"' in answer.text
    with listed.reading() as session:
        assert session.scalars(select(ProposedListing)).all() == []


def test_what_is_said_and_decided_is_hinted_at_no_more(staff: Visitor) -> None:
    said = {"eligibility_description": "Anyone in Revere.", "description": "Beds for survivors of domestic violence."}
    text = _look(staff.post(NEW, **RIDES | SHELTER | said, secret="yes", act="look").text)
    assert WHO_COMES not in text
    assert ASKED not in text
    assert _look(staff.get(NEW).text) == ""


@pytest.mark.parametrize("fields", [{}, {"phone": "12"}])
def test_another_language_is_the_same_form_with_what_was_typed(staff: Visitor, fields: dict[str, str]) -> None:
    """Also on the page that names an error: its switch sends the form."""
    page = staff.post(NEW, **RIDES | fields, act="save" if fields else "look").text
    button = re.search(
        r'<button type="submit" form="new" formaction="([^"]+)" name="act" value="language" lang="es"', page
    )
    assert button
    first = re.search(r'<button[^>]* form="new"[^>]*>', page)
    assert first
    assert 'value="save"' in first[0], "Enter in a box would switch the language"
    spanish = staff.post(button[1], page=NEW, act="language", **RIDES | fields)
    assert spanish.status_code == 200
    assert '<html lang="es"' in spanish.text
    assert 'value="Harbor Rides"' in spanish.text
    assert "Diga quién puede venir" in _look(spanish.text)


def _look(page: str) -> str:
    """What stands beside the form."""
    found = re.search(r'<div id="look"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found
    return found[1].strip()


def test_a_curator_changes_it_before_it_is_published_and_the_history_says_what(
    staff: Visitor, curator: Visitor, visitor: Visitor, listed: Connections
) -> None:
    staff.post(NEW, **RIDES | {"organization": "Lantern Neighbors", "organization_id": ORGANIZATION})
    page = f"/desk/new/{proposed(listed).id}"
    assert f'href="{page}/edit"' in curator.get(page).text
    form = curator.get(f"{page}/edit").text
    assert RIDES["description"] in form
    assert 'name="organization"' not in form
    better = {"name": "Harbor Rides", "description": "Rides to any doctor.", "phone": "617-555-0198", "areas": ""}
    seen = form.split('name="seen" value="')[1].split('"')[0]
    wrong = curator.post(f"{page}/edit", **better | {"phone": "12"}, seen=seen)
    assert (wrong.status_code, 'href="#phone"' in wrong.text) == (422, True)
    assert curator.post(f"{page}/edit", **better, seen=seen).location == f"{page}?changed=yes"
    late = curator.post(f"{page}/edit", **better | {"name": "Rides"}, seen=seen)
    assert (late.status_code, "Somebody else has changed this meanwhile" in late.text) == (422, True)
    told = curator.get(f"{page}?changed=yes").text
    assert "617-555-0198" in told
    assert "A curator changed: Areas served, Phone, What you get" in told
    answer = curator.post(page, act="publish")
    shown = visitor.get(answer.location).text
    assert "Rides to any doctor." in shown
    assert "617-555-0198" in shown
    with listed.reading() as session:
        [listing] = session.scalars(select(Listing.id).join(Service).where(Service.name == "Harbor Rides"))
    history = curator.get(f"/listings/{listing}/history").text
    assert "Wren Alder" in history
    assert "617-555-0199" in history
    assert "over sixty" in history
    for everybody in (staff.get(f"/listings/{listing}/history"), visitor.get(f"/api{answer.location}")):
        assert everybody.status_code == 200
        assert "617-555-0199" not in everybody.text
        assert "over sixty" not in everybody.text
    assert curator.get(f"{page}/edit").status_code == 404


def test_what_a_curator_changed_is_kept_no_longer_than_what_was_typed(
    staff: Visitor, curator: Visitor, listed: Connections, watch: Watch
) -> None:
    secret, plain = HOUSE | {"secret": "yes"}, RIDES | {"name": "Pier Rides"}
    for given, act in ((secret, "refuse"), (secret, "publish"), (plain, "refuse")):
        staff.post(NEW, **given, sure="yes")
        with listed.reading() as session:
            made = session.scalars(select(ProposedListing.id).where(ProposedListing.state == "open")).one()
        page = f"/desk/new/{made}"
        said = given | {"description": "Call first.", "address_1": "5 Canary Street", "seen": "0"}
        assert curator.post(f"{page}/edit", **said).status_code == 303
        kept = everything_kept(listed)
        assert "survivors" in kept or "over sixty" in kept
        curator.post(page, act=act, address="secret")
        if given is secret:
            assert "Canary" not in everything_kept(listed)
            assert "survivors" not in everything_kept(listed)
    assert "over sixty" in everything_kept(listed)
    erase_new_listings(listed, watch.at + timedelta(days=91))
    assert "over sixty" not in everything_kept(listed)


def test_one_more_place_is_changed_in_its_own_form(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    place = {"place": "Front hall", "address_1": "4 Canary Street", "city": "Revere", "postal_code": "02151"}
    staff.post(f"/listings/{LISTING}/places", **place)
    page = f"/desk/new/{proposed(listed).id}"
    form = curator.get(f"{page}/edit").text
    assert 'name="place"' in form
    assert 'name="description"' not in form
    assert curator.post(f"{page}/edit", **place | {"address_1": ""}).status_code == 422
    assert curator.post(f"{page}/edit", **place | {"place": "Back hall"}).status_code == 303
    assert "Back hall" in curator.get(page).text
    curator.post(page, act="publish", address="shown")
    assert "Front</del>" in curator.get(f"/listings/{LISTING}/history").text
    with listed.reading() as session:
        assert session.scalars(select(Listing.id)).all()
        assert "Back hall" in {
            each.display["place"]["name"] for each in stored.of_service(session.connection(), SERVICE)
        }
