"""An address that was kept secret is seen again when a curator says so, twice and with a reason; what was emptied stays so."""

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.actor import importing
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.applying import apply_batch
from resource_app.directory.hsds import placeless_id
from resource_app.directory.models import Change, Location, Proposal
from resource_app.keys import Keys
from resource_app.tasks.models import Task
from resource_app.tasks.operations import open_tasks
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern
from tests.web.people import BY, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
WAY = f"/listings/{LISTING}/address"
PLACE_PART = f"/listings/{LISTING}/edit/place"
WHY = "Wren of the organization called on 2 October."
TWIN, TWIN_SERVICE = "d" * 8 + PLACE[8:], "d" * 8 + SERVICE[8:]


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))


@pytest.fixture
def staff(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))


@pytest.fixture
def secret(listed: Connections) -> Connections:
    with listed.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
        open_tasks(session, "confidential place", [(f"location:{PLACE}", "")], NOW)
    return listed


def visibility(listed: Connections) -> dict[str, str]:
    with listed.reading() as session:
        return {row.id: row.address_visibility for row in session.scalars(select(Location))}


def test_a_curator_lets_people_see_it_with_a_reason_asked_once_more(
    secret: Connections, curator: Visitor, staff: Visitor, site: Flask
) -> None:
    assert WAY in curator.get(PLACE_PART).text
    assert WAY not in (theirs := staff.get(PLACE_PART).text)
    assert "Ask a curator if people may see it" in theirs
    page = curator.get(WAY).text
    assert "9 Lantern Street" in page
    assert "Lantern Pantry" in page
    without = curator.post(WAY, why=" ")
    assert (without.status_code, "Say who told you" in without.text) == (422, True)
    once_more = curator.post(WAY, why=WHY).text
    assert "Should everybody see this address?" in once_more
    assert WHY in once_more
    assert visibility(secret) == {PLACE: "private"}
    reader = Visitor(site)
    assert "Lantern Street" not in reader.get(f"/services/{SERVICE}").text
    assert curator.post(WAY, why=WHY, sure="yes").location == f"/listings/{LISTING}/edit?done=shown"
    assert visibility(secret) == {PLACE: "public"}
    assert "9 Lantern Street" in reader.get(f"/services/{SERVICE}").text
    assert WHY in curator.get(f"/listings/{LISTING}/history").text
    assert WHY not in (history := staff.get(f"/listings/{LISTING}/history").text)
    assert "Everybody sees it" in history
    with secret.reading() as session:
        assert session.scalars(select(Task.outcome).where(Task.kind == "confidential place")).all() == ["shown"]
        last = session.scalars(select(Change).order_by(Change.id.desc())).first()
        assert last
        assert (last.who, last.was, last.became, last.why) == ("curator", "private", "public", WHY)
        opened = session.scalars(select(AuditEvent.subject).where(AuditEvent.action == "opened")).all()
        assert f"location:{PLACE}" in opened
    assert curator.get(WAY).location == PLACE_PART
    again = curator.post(WAY, page="/account", why=WHY, sure="yes")
    assert (again.status_code, "People see this address already." in again.text) == (422, True)


def test_what_was_emptied_stays_empty(listed: Connections, curator: Visitor) -> None:
    with listed.transaction() as session:
        said = {"kind": "service", "object_id": SERVICE, "field": "description", "source": "demo", "made_at": NOW}
        session.add(Proposal(**said, was="Groceries every week.", proposed="Ring at 9 Lantern Street."))
        session.flush()
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    curator.post(WAY, why=WHY, sure="yes")
    assert visibility(listed) == {PLACE: "public"}
    with listed.reading() as session:
        assert session.execute(select(Proposal.was, Proposal.proposed, Proposal.state)).all() == [
            (None, None, "superseded")
        ]


def test_where_people_may_be_in_danger_somebody_says_that_they_are_not(listed: Connections, curator: Visitor) -> None:
    shelter = lantern(name="Lantern House", description="A safe house for survivors of domestic violence.")
    with listed.transaction() as session:
        apply_batch(session, [entry_of("service", shelter)], NOW, importing("demo"))
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    assert "People may be in danger" in curator.get(WAY).text
    assert 'name="safe"' in curator.post(WAY, why=WHY).text
    refused = curator.post(WAY, why=WHY, sure="yes")
    assert refused.status_code == 422
    assert 'href="#safe"' in refused.text
    assert visibility(listed) == {PLACE: "private"}
    assert curator.post(WAY, why=WHY, sure="yes", safe="yes").status_code == 303
    assert visibility(listed) == {PLACE: "public"}


@pytest.mark.parametrize("said", ["text", "mark"])
def test_what_still_says_so_is_changed_first(listed: Connections, curator: Visitor, said: str) -> None:
    body = lantern(description="Our location is confidential.") if said == "text" else lantern()
    if said == "mark":
        body["service_at_locations"][0]["location"]["x_address_visibility"] = "private"
    with listed.transaction() as session:
        apply_batch(session, [entry_of("service", body)], NOW, importing("demo"))
    assert visibility(listed) == {PLACE: "private"}
    refused = curator.post(WAY, why=WHY, sure="yes", safe="yes")
    assert refused.status_code == 422
    assert "still says that the address is secret" in refused.text
    assert visibility(listed) == {PLACE: "private"}
    with listed.reading() as session:
        assert "public" not in session.scalars(select(Change.became).where(Change.field == "address_visibility")).all()


def test_a_text_that_tells_where_the_place_was_before_is_changed_first(secret: Connections, curator: Visitor) -> None:
    def told(description: str) -> None:
        body = lantern(description=description)
        body["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "40 Harbor Way"
        with secret.transaction() as session:
            apply_batch(session, [entry_of("service", body)], NOW, importing("demo"))

    told("Groceries. The house at 9 Lantern Street, Chelsea, was ours before.")
    refused = curator.post(WAY, why=WHY, sure="yes", safe="yes")
    assert refused.status_code == 422
    assert "another secret address before" in refused.text
    assert "Lantern Street" not in refused.text
    assert visibility(secret) == {PLACE: "private"}
    told("Groceries at 40 Harbor Way, Chelsea.")
    assert curator.post(WAY, why=WHY, sure="yes", safe="yes").status_code == 303
    assert visibility(secret) == {PLACE: "public"}


def test_other_records_of_the_place_are_seen_with_it(listed: Connections, curator: Visitor) -> None:
    twin = lantern(id=TWIN_SERVICE, name="Lantern Kitchen", phones=[])
    [there] = twin["service_at_locations"]
    twin["service_at_locations"] = [{"id": "d" * 8 + LISTING[8:], "location": {**there["location"], "id": TWIN}}]
    with listed.transaction() as session:
        apply_batch(session, [entry_of("service", twin)], NOW, importing("second"))
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    assert visibility(listed) == {PLACE: "private", TWIN: "private"}
    assert "Lantern Kitchen" in curator.get(WAY).text
    assert curator.post(WAY, why=WHY, sure="yes").status_code == 303
    assert visibility(listed) == {PLACE: "public", TWIN: "public"}


def test_a_listing_without_a_place_has_no_such_page(listed: Connections, curator: Visitor, staff: Visitor) -> None:
    line = lantern(id=TWIN_SERVICE, name="Lantern Line", service_at_locations=[])
    with listed.transaction() as session:
        apply_batch(session, [entry_of("service", line)], NOW, importing("demo"))
    assert curator.get(f"/listings/{placeless_id(TWIN_SERVICE)}/edit").status_code == 200
    assert curator.get(f"/listings/{placeless_id(TWIN_SERVICE)}/address").status_code == 404
    assert staff.get(WAY).status_code == 403
