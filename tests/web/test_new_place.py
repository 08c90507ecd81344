"""A service is offered at one more place: at once where its organization is trusted, else when a curator publishes it."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.actor import importing
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.applying import apply_batch
from resource_app.directory.models import Listing, Location, Organization, ProposedListing
from resource_app.keys import Keys
from search import stored
from search.documents import Document
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern, load
from tests.web.people import BY, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
ADD = f"/listings/{LISTING}/places"
NEW = {"place": "Front hall", "address_1": "4 Canary Street", "city": "Revere", "state_province": "MA"} | {
    "postal_code": "02151"
}
OTHER_SERVICE = "99999999-9999-4999-8999-999999999999"


@pytest.fixture
def staff(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))


@pytest.fixture
def trusted(staff: Visitor, listed: Connections) -> Visitor:
    with listed.transaction() as session:
        session.get_one(Organization, ORGANIZATION).trusted = True
    return staff


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))


def places(listed: Connections) -> list[Document]:
    """The documents of the service's places, the first one first."""
    with listed.reading() as session:
        ids = session.scalars(select(Listing.id).where(Listing.service_id == SERVICE)).all()
        found = stored.load(session.connection(), sorted(ids))
        return sorted(found.values(), key=lambda each: each.id != LISTING)


def with_another_service(listed: Connections) -> None:
    """A service of the organization at a place where the pantry is not."""
    body = lantern(id=OTHER_SERVICE, name="Lantern Rides", phones=[], service_areas=[])
    at = body["service_at_locations"][0]
    at["id"], at["location"] = (
        "1" * 8 + "-9999-4999-8999-999999999999",
        {
            **at["location"],
            "id": "2" * 8 + "-9999-4999-8999-999999999999",
            "name": "Boat house",
            "addresses": [{**at["location"]["addresses"][0], "id": "3" * 8 + "-9999-4999-8999-999999999999"}],
            "phones": [],
        },
    )
    at["location"]["addresses"][0]["address_1"] = "7 Wharf Road"
    with listed.transaction() as session:
        apply_batch(session, [entry_of("service", body)], NOW, importing("demo"))


def test_a_trusted_organization_adds_a_place_at_once(trusted: Visitor, listed: Connections) -> None:
    assert "Add this place" in trusted.get(ADD).text
    assert "¿Dónde más se ofrece?" in trusted.get(f"{ADD}?lang=es").text
    answer = trusted.post(ADD, **NEW)
    assert answer.status_code == 303
    first, second = places(listed)
    assert answer.location == f"/listings/{second.id}/edit?done=shown"
    assert "Front hall" in trusted.get(answer.location).text
    assert (first.city, second.city, second.rough, second.hidden) == ("Chelsea", "Revere", True, "")
    assert second.display["place"]["address"]["lines"] == ["4 Canary Street"]
    assert "4 Canary Street" in trusted.get(f"/services/{SERVICE}?place={second.id}").text
    assert trusted.post(ADD, **NEW).status_code == 422
    assert len(places(listed)) == 2


def test_another_organization_waits_for_a_curator(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    assert staff.post(ADD, **NEW).location == f"/listings/{LISTING}/edit?done=waiting"
    assert len(places(listed)) == 1
    with listed.reading() as session:
        page = f"/desk/new/{session.scalars(select(ProposedListing.id)).one()}"
    for words in ("Lantern Pantry", "4 Canary Street", "One more place for a service we have"):
        assert words in curator.get(page).text
    assert curator.post(page, act="publish", answer="").location == f"/services/{SERVICE}"
    assert [each.city for each in places(listed)] == ["Chelsea", "Revere"]


def test_one_place_is_sent_once(staff: Visitor, listed: Connections) -> None:
    assert staff.post(ADD, **NEW).status_code == 303
    answer = staff.post(ADD, **{**NEW, "place": "", "address_1": "4 canary st."})
    assert (answer.status_code, "This place was sent already" in answer.text) == (422, True)
    assert staff.post(ADD, **{**NEW, "address_1": "8 Canary Street"}).status_code == 303
    with listed.reading() as session:
        assert len(session.scalars(select(ProposedListing.id)).all()) == 2


def test_a_place_where_the_service_is_meanwhile_is_not_published_again(
    staff: Visitor, curator: Visitor, listed: Connections
) -> None:
    staff.post(ADD, **NEW)
    with listed.transaction() as session:
        page = f"/desk/new/{session.scalars(select(ProposedListing.id)).one()}"
        session.get_one(Organization, ORGANIZATION).trusted = True
    staff.post(ADD, **{**NEW, "address_1": "4 Canary St"})
    answer = curator.post(page, act="publish", answer="")
    assert (answer.status_code, "The service is at this place already." in answer.text) == (422, True)
    assert len(places(listed)) == 2
    assert curator.post(page, act="refuse", answer="").status_code == 303


def test_a_place_of_the_organization_is_chosen(trusted: Visitor, listed: Connections) -> None:
    assert "One of your places" not in trusted.get(ADD).text
    with_another_service(listed)
    page = trusted.get(ADD).text
    assert "Boat house · 7 Wharf Road" in page
    assert "9 Lantern Street" not in page  # it is there already
    with listed.reading() as session:
        chosen = session.scalars(select(Location.id).where(Location.id != PLACE)).one()
    assert trusted.post(ADD, location_id=chosen).status_code == 303
    with listed.reading() as session:
        assert len(session.scalars(select(Listing.id).where(Listing.location_id == chosen)).all()) == 2
    assert trusted.post(ADD, location_id=chosen).status_code == 422


def test_a_private_place_stays_private(trusted: Visitor, listed: Connections) -> None:
    with_another_service(listed)
    with listed.transaction() as session:
        chosen = session.scalars(select(Location.id).where(Location.id != PLACE)).one()
        operations.mark_confidential(session, chosen, NOW, BY.actor)
    page = trusted.get(ADD).text
    assert "Private address" in page
    assert "7 Wharf Road" not in page
    trusted.post(ADD, location_id=chosen)
    _, second = places(listed)
    assert (second.point, second.located, second.city) == (None, (), "")
    assert "Wharf" not in trusted.get(f"/services/{SERVICE}").text


@pytest.mark.parametrize(
    ("fields", "box", "words"),
    [
        ({}, "address_1", "give the street"),
        ({"address_1": "4 Canary Street"}, "address_1", "give the street"),
        ({"location_id": PLACE}, "location_id", "Choose one of your places."),
        ({**NEW, "postal_code": "2151"}, "postal_code", "five digits of the ZIP code"),
        ({"address_1": "9 lantern st.", "city": "Chelsea", "postal_code": "02150"}, "address_1", "You have a place"),
    ],
)
def test_what_is_wrong_is_named(
    trusted: Visitor, listed: Connections, fields: dict[str, str], box: str, words: str
) -> None:
    answer = trusted.post(ADD, **fields)
    assert answer.status_code == 422
    assert f'href="#{box}"' in answer.text
    assert answer.text.count(words) == 1 + (f'id="{box}"' in answer.text)  # in the summary, and at the box
    assert len(places(listed)) == 1


def test_a_new_place_is_kept_secret_from_its_beginning(trusted: Visitor, listed: Connections) -> None:
    assert trusted.post(ADD, **NEW, secret="yes").status_code == 303
    with listed.reading() as session:
        made = session.scalars(select(Location).where(Location.id != PLACE)).one()
        assert made.address_visibility == "private"
    assert NEW["address_1"] not in trusted.get(f"/services/{SERVICE}").text


SHELTER = {"name": "Lantern House", "description": "Shelter for survivors of domestic violence."}


def test_a_street_of_a_service_whose_people_are_in_danger_is_asked_about(trusted: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        load(session, NOW, **SHELTER)
    asked = trusted.post(ADD, **NEW)
    assert asked.status_code == 422
    assert "People may be in danger if somebody finds this place." in asked.text
    assert "People may see this address" in asked.text
    assert len(places(listed)) == 1
    assert trusted.post(ADD, **NEW, secret="yes").status_code == 303
    assert "Canary" not in trusted.get(f"/services/{SERVICE}").text
    seen = NEW | {"address_1": "8 Office Street"}
    assert trusted.post(ADD, **seen, shown="yes").status_code == 303
    assert "8 Office Street" in trusted.get(f"/services/{SERVICE}").text


def test_a_curator_chooses_whether_the_street_of_such_a_place_is_shown(
    staff: Visitor, curator: Visitor, listed: Connections
) -> None:
    with listed.transaction() as session:
        load(session, NOW, **SHELTER)
    assert staff.post(ADD, **NEW, shown="yes").status_code == 303
    with listed.reading() as session:
        [waiting] = session.scalars(select(ProposedListing.id)).all()
    desk = f"/desk/new/{waiting}"
    assert re.search(r"name=.address.[^>]* checked", curator.get(desk).text) is None
    undecided = curator.post(desk, act="publish", answer="")
    assert undecided.status_code == 422
    assert "Choose whether people may see the address." in undecided.text
    assert len(places(listed)) == 1
    assert curator.post(desk, act="publish", answer="", address="secret").status_code == 303
    assert "Canary" not in staff.get(f"/services/{SERVICE}").text


def test_a_hint_says_that_a_place_seems_secret_and_keeps_nothing(trusted: Visitor, listed: Connections) -> None:
    said = NEW | {"place": "Confidential location"}
    answer = trusted.post(ADD, **said, act="look")
    assert answer.status_code == 200
    assert "The text says that the place is confidential." in answer.text
    assert "People may see this address" in answer.text
    assert (
        "The text says that the place is confidential." not in trusted.post(ADD, **said, secret="yes", act="look").text
    )
    assert "<li>" not in re.search(r'<div id="look".*?</div>', trusted.post(ADD, **NEW, act="look").text, re.DOTALL)[0]
    assert len(places(listed)) == 1


def test_another_language_keeps_what_was_typed(trusted: Visitor, listed: Connections) -> None:
    page = trusted.post(ADD, **NEW | {"city": "", "postal_code": ""})
    assert page.status_code == 422
    button = re.search(
        r'<button type="submit" form="new" formaction="([^"]+)" name="act" value="language" lang="es"', page.text
    )
    assert button
    spanish = trusted.post(button[1], page=ADD, act="language", **NEW)
    assert spanish.status_code == 200
    assert "¿Dónde más" in spanish.text
    assert 'value="4 Canary Street"' in spanish.text
    assert len(places(listed)) == 1
