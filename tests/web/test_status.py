"""One tap of whoever keeps a listing: said at once in search, on its page and on paper, taken back, and nobody else's."""

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.actor import VISITOR, command
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.models import Listing
from resource_app.keys import Keys
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, lantern, load
from tests.web.conftest import NOW
from tests.web.people import Visitor, Watch, a_person
from validation import disputes

pytestmark = pytest.mark.usefixtures("quick")
PAGE = f"/listings/{LISTING}/now"
ELSEWHERE = "77777777-7777-4777-8777-777777777777"
SECOND, SECOND_PLACE = "22222222-2222-4222-8222-222222222223", "33333333-3333-4333-8333-333333333334"
STAFF, CURATOR = Held("organization_staff", ORGANIZATION), Held("curator", None)


@pytest.fixture
def staff(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    """Somebody who works for the organization, which has a food pantry."""
    with listed.transaction() as session:
        load(session, NOW, name="Lantern Food Pantry")
    return Visitor(site).sign_in(a_person(listed, keys, STAFF))


@pytest.fixture
def two_places(listed: Connections) -> Connections:
    """The service has a second place."""
    first = lantern()["service_at_locations"][0]
    place = first["location"] | {"id": SECOND_PLACE, "name": "Back room", "addresses": [], "phones": []}
    with listed.transaction() as session:
        load(session, NOW, name="Lantern Food Pantry", service_at_locations=[first, {"id": SECOND, "location": place}])
    return listed


def listing(connections: Connections, listing_id: str = LISTING) -> Listing:
    with connections.reading() as session:
        found = session.get(Listing, listing_id)
        assert found is not None
        session.expunge(found)
        return found


def words_of(visitor: Visitor, path: str, language: str = "en") -> str:
    text = visitor.get(path, headers={"Accept-Language": language}).text
    return " ".join(re.sub(r"<[^>]+>", " ", text.replace("\u00a0", " ")).split())


SAID = [
    ({"status": "out"}, "Out of food today", "Hoy ya no hay comida"),
    (
        {"status": "closed", "until": "2026-10-19"},
        "Closed until Monday 19 October",
        "Cerrado hasta el lunes 19 de octubre",
    ),
    (
        {"status": "closed", "until": "10/19/2026"},
        "Closed until Monday 19 October",
        "Cerrado hasta el lunes 19 de octubre",
    ),
    ({"status": "full"}, "Full. Said 13 October", "Lleno. Dicho el 13 de octubre"),
    ({"status": "limited"}, "A few places. Said 13 October", "Pocos cupos. Dicho el 13 de octubre"),
    ({"status": "available"}, "Taking new people. Said 13 October", "Acepta personas. Dicho el 13 de octubre"),
    ({"status": "waitlist"}, "Waitlist. Said 13 October", "Lista de espera. Dicho el 13 de octubre"),
    (
        {"status": "waitlist", "number": "3", "unit": "W"},
        "Waitlist, about 3 weeks. Said 13 October",
        "Lista de espera, unas 3 semanas. Dicho el 13 de octubre",
    ),
    (
        {"status": "waitlist", "number": "1", "unit": "M"},
        "Waitlist, about 1 month. Said 13 October",
        "Lista de espera, 1 mes más o menos. Dicho el 13 de octubre",
    ),
    (
        {"status": "no_referrals", "until": "2027-05-03"},
        "No new referrals until 3 May",
        "Sin nuevas referencias hasta el 3 de mayo",
    ),
    (
        {"status": "no_referrals", "until": "2027-10-12"},
        "No new referrals until 12 October 2027",
        "Sin nuevas referencias hasta el 12 de octubre de 2027",
    ),
    (
        {"status": "closed", "until": "2027-10-12"},
        "Closed until Tuesday 12 October 2027",
        "Cerrado hasta el martes 12 de octubre de 2027",
    ),
]


@pytest.mark.parametrize(("fields", "english", "spanish"), SAID)
def test_one_tap_is_read_everywhere_at_once_until_it_is_taken_back(
    staff: Visitor, visitor: Visitor, fields: dict[str, str], english: str, spanish: str
) -> None:
    service = listing(staff.app.extensions["connections"]).service_id
    public = ("/search?what=pantry", f"/services/{service}", f"/services/{service}/print")
    assert staff.post(PAGE, page=PAGE, **fields).location == f"{PAGE}?done=1#said"
    for path in public:
        assert english in words_of(visitor, path)
        assert spanish in words_of(visitor, path, "es")
    told = words_of(staff, f"{PAGE}?done=1")
    assert f"Done. From now on people read this. What people read now {english}" in told
    assert "Ends by itself: " in told
    assert spanish in words_of(staff, PAGE, "es")
    staff.post(PAGE, page=PAGE, status=fields["status"], back="yes")
    assert "Nothing special: the usual hours." in words_of(staff, PAGE)
    for path in public:
        assert english not in words_of(visitor, path)


def test_what_is_said_to_be_no_more_is_being_checked_until_somebody_confirms_it(
    staff: Visitor, visitor: Visitor, listed: Connections
) -> None:
    for day in (11, 12, 13):
        with listed.transaction() as session:
            disputes.hear(session, disputes.Said(LISTING, "no_longer_offered", date(2026, 10, day)), NOW)
    public = ("/search?what=pantry", f"/services/{SERVICE}", f"/services/{SERVICE}/print")
    for path in public:
        assert "No new referrals: we are checking whether it is still offered" in words_of(visitor, path)
        assert "Sin nuevas referencias: estamos comprobando si todavía se ofrece" in words_of(visitor, path, "es")
        assert not re.search("9999|2027", words_of(visitor, path))
    assert "Ends as soon as somebody confirms the listing." in words_of(staff, PAGE)
    told = words_of(staff, f"/listings/{LISTING}/history")
    assert "No new referrals until" in told
    assert "The next confirmation" in told
    with listed.transaction() as session:
        confirm(session, LISTING, Said(("service.name",), NOW.date(), "organization", "phone"), NOW, VISITOR)
        disputes.settle(session, [LISTING], NOW)
    assert "No new referrals" not in words_of(visitor, public[0])


def test_each_ends_by_itself(staff: Visitor, visitor: Visitor, watch: Watch) -> None:
    for fields in ({"status": "out"}, {"status": "full"}, {"status": "no_referrals", "until": "2026-10-19"}):
        staff.post(PAGE, page=PAGE, **fields)
    before = words_of(visitor, "/search?what=pantry")
    assert "Out of food today" in before
    assert "Full" not in before  # one thing at a time
    watch.forward(days=1)
    after = words_of(visitor, "/search?what=pantry")
    assert "Out of food today" not in after
    assert "Full. Said 13 October No new referrals until 19 October" in after
    watch.forward(days=29)
    assert "Full" not in words_of(visitor, "/search?what=pantry")


WRONG = [
    ({"status": "closed", "until": ""}, "until-closed", "Choose the day from which it is as ever again."),
    ({"status": "closed", "until": "2026-10-13"}, "until-closed", "Choose a day after today."),
    ({"status": "no_referrals", "until": "2027-12-01"}, "until-no_referrals", "Choose a day within a year from now."),
    ({"status": "closed", "until": "soon"}, "until-closed", "Type the day as month/day/year, like 5/3/2027."),
    ({"status": "closed", "until": "2026-02-30"}, "until-closed", "Type the day as month/day/year, like 5/3/2027."),
    (
        {"status": "waitlist", "number": "many", "unit": "W"},
        "number-waitlist",
        "Type how long the wait is as a number from 1 to 99, or leave it out.",
    ),
    ({"status": "sold"}, "said", "Choose one of these."),
    ({}, "said", "Fill this in."),
]


@pytest.mark.parametrize(("fields", "field", "message"), WRONG)
def test_what_cannot_be_is_said_where_it_was_typed(
    staff: Visitor, fields: dict[str, str], field: str, message: str
) -> None:
    answer = staff.post(PAGE, page=PAGE, **fields)
    assert answer.status_code == 422
    assert f'href="#{field}">{message}</a>' in answer.text
    assert f'id="{field}"' in answer.text
    spanish = staff.client.post(
        PAGE, data={"csrf_token": staff.token(PAGE), **fields}, headers={"Accept-Language": "es"}
    )
    assert f'href="#{field}">' in spanish.text
    assert message not in spanish.text
    for name in ("until", "number"):
        assert fields.get(name, "") in answer.text
    assert listing(staff.app.extensions["connections"]).closed_until is None


def test_what_nobody_asked_for_is_refused(staff: Visitor) -> None:
    assert staff.post(PAGE, page=PAGE, status="out", held="x").status_code >= 400
    assert listing(staff.app.extensions["connections"]).out_until is None


def test_a_listing_of_others_is_one_that_is_none(site: Flask, listed: Connections, keys: Keys) -> None:
    other = Visitor(site).sign_in(a_person(listed, keys, Held("organization_admin", ELSEWHERE)))
    unknown = f"/listings/{ELSEWHERE}/now"
    for path in (PAGE, unknown):
        assert other.get(path).status_code == 404
        assert other.post(path, page="/account", status="out").status_code == 404
    assert listing(listed).out_until is None


def test_who_said_it_is_written_down(site: Flask, listed: Connections, keys: Keys) -> None:
    people = {held: a_person(listed, keys, held) for held in (STAFF, CURATOR)}
    for held, person in people.items():
        visitor = Visitor(site).sign_in(person)
        visitor.post(PAGE, page=PAGE, status="closed", until="2026-10-19")
        visitor.post(PAGE, page=PAGE, status="closed", back="yes")
        with listed.reading() as session:
            of_it = select(AuditEvent).where(AuditEvent.subject == f"listing:{LISTING}")
            rows = session.scalars(of_it.where(AuditEvent.actor_id == person.id).order_by(AuditEvent.seq))
            assert [(row.action, row.organization_id, row.details) for row in rows] == [
                ("status_said", held.organization_id, {"status": "closed", "until": "2026-10-19"}),
                ("status_taken_back", held.organization_id, {"status": "closed"}),
            ]


def test_all_places_of_a_service_are_said_together(staff: Visitor, two_places: Connections) -> None:
    text = words_of(staff, PAGE)
    assert "All our 2 places" in text
    everywhere = f"{PAGE}?places=all"
    answer = staff.post(PAGE, page=everywhere, status="closed", until="2026-10-19", places="all")
    assert answer.location == f"{PAGE}?done=1&places=all#said"
    assert {listing(two_places, each).closed_until for each in (LISTING, SECOND)} == {date(2026, 10, 19)}
    assert words_of(staff, everywhere).count("Closed until Monday 19 October Ends by itself") == 2
    second = f"/listings/{SECOND}/now"
    staff.post(second, page=second, status="closed", back="yes")
    assert listing(two_places, SECOND).closed_until is None
    assert listing(two_places).closed_until == date(2026, 10, 19)


def test_a_wrong_day_for_all_places_changes_none(staff: Visitor, two_places: Connections) -> None:
    answer = staff.post(PAGE, page=PAGE, status="closed", until="2026-10-12", places="all")
    assert answer.status_code == 422
    assert 'name="places" value="all"' in answer.text
    assert {listing(two_places, each).closed_until for each in (LISTING, SECOND)} == {None}


def test_the_private_address_is_not_on_the_page(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, command("test"))
    assert "Lantern Street" not in staff.get(PAGE).text


def test_what_a_source_says_of_capacity_is_no_word_of_ours(site: Flask, listed: Connections, keys: Keys) -> None:
    said = {"id": "99999999-9999-4999-8999-999999999998", "available": 0, "maximum": 9, "updated": "2026-10-12"}
    with listed.transaction() as session:
        load(session, NOW, capacities=[said])
    curator = Visitor(site).sign_in(a_person(listed, keys, CURATOR))
    text = words_of(curator, PAGE)
    assert "Full. Said 12 October Said by the source of this listing." in text
    assert "Take it back" not in text
    curator.post(PAGE, page=PAGE, status="available")
    assert "Taking new people. Said 13 October Ends by itself: Thursday 12 November" in words_of(curator, PAGE)
