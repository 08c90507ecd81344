"""The form of a listing: what is typed is kept, shown or waits; a wrong box is named; two at once lose nothing."""

import re
from dataclasses import replace
from datetime import timedelta

import html5lib
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.test import TestResponse

from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.editing import Saying, edit
from resource_app.directory.history import Edit
from resource_app.directory.keepers import keeper_of
from resource_app.directory.models import Change, Draft, Listing, Location, Organization, Proposal, Service
from resource_app.errors import BadInput, NotFound
from resource_app.jobs import work
from resource_app.keys import Keys
from resource_app.tasks.models import Task
from resource_app.web.edit_parts import PARTS
from search import stored
from search.documents import Document
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE
from tests.web.people import BY, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
EDIT = f"/listings/{LISTING}/edit"
WHAT, HOURS, PHONES = f"{EDIT}/what", f"{EDIT}/hours", f"{EDIT}/phones"
NAMES = {"service-name": "Lantern Pantry", "organization-name": "Lantern Neighbors"}


@pytest.fixture
def staff(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    """Staff of an organization that is trusted."""
    with listed.transaction() as session:
        session.get_one(Organization, ORGANIZATION).trusted = True
    return Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))


def document(listed: Connections) -> Document:
    with listed.reading() as session:
        return stored.load(session.connection(), [LISTING])[LISTING]


def seen(visitor: Visitor, path: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', visitor.get(path).text)
    assert found
    return found[1]


def save(visitor: Visitor, path: str, **fields: str) -> str:
    """Save a part; where it leads."""
    answer = visitor.post(path, act="save", seen=seen(visitor, path), **fields)
    assert answer.status_code == 303, answer.text
    return answer.location.removeprefix(EDIT)


def test_every_part_opens_in_both_languages(staff: Visitor) -> None:
    listed_parts = staff.get(EDIT).text
    for part in PARTS:
        assert f"{EDIT}/{part.code}" in listed_parts
        assert staff.get(f"{EDIT}/{part.code}").status_code == 200
        assert 'lang="es"' in staff.get(f"{EDIT}/{part.code}?lang=es").text
    assert staff.get(f"{EDIT}/nothing").status_code == 404


def test_a_trusted_organization_is_read_at_once(staff: Visitor, listed: Connections) -> None:
    text = "Bread and soup for everybody, every Monday morning."
    assert save(staff, WHAT, **{**NAMES, "service-description": text}) == "?done=shown"
    assert document(listed).description == text
    assert text in staff.get(f"/services/{SERVICE}").text
    assert save(staff, WHAT, **{**NAMES, "service-description": text}) == "?done=same"
    with listed.reading() as session:
        [event] = session.scalars(select(AuditEvent).where(AuditEvent.details["shown"].as_integer() == 1))
        assert (event.action, event.subject) == ("listing_changed", f"listing:{LISTING}")


def test_another_organizations_words_wait(site: Flask, listed: Connections, keys: Keys) -> None:
    visitor = Visitor(site).sign_in(a_person(listed, keys, Held("organization_admin", ORGANIZATION)))
    text = "Bread and soup for everybody, every Monday morning."
    assert save(visitor, WHAT, **{**NAMES, "service-description": text}) == "?done=waiting"
    assert document(listed).description == "Groceries every week."
    assert "1 change waits for a curator" in visitor.get(EDIT).text
    form = visitor.get(WHAT).text
    assert "Your change of 13 October 2026 waits for a curator" in form
    assert f'href="/listings/{LISTING}/history#offers"' in form
    assert "Su cambio del 13 de octubre de 2026 espera" in visitor.get(f"{WHAT}?lang=es").text
    assert "waits for a curator" not in visitor.get(f"{HOURS}?lang=en").text


CLOSED = "Closed 24 December to 26 December: Winter rest"


def test_hours_are_set_day_by_day(staff: Visitor, listed: Connections) -> None:
    times = {"MO-0-opens": "10:00", "MO-0-closes": "14:00", "FR-0-opens": "22:00", "FR-0-closes": "02:00"}
    more = {"other-0-which": "1", "other-0-day": "SA", "other-0-opens": "09:00", "other-0-closes": "12:00"}
    off = {"off-0-first": "2026-12-24", "off-0-last": "2026-12-26", "off-0-why": "Winter rest"}
    assert save(staff, HOURS, **times, **more, **off, **{"holiday-thanksgiving": "yes"}) == "?done=shown"
    opening = document(listed).opening
    assert opening.sure
    assert opening.holidays == ("thanksgiving",)
    text = staff.get(HOURS).text
    for words in ("Monday 10 a.m. to 2 p.m.", "2 a.m. is the next morning.", "First Saturday of the month 9", CLOSED):
        assert words in text.replace("\xa0", " ")
    assert 'value="2026-12-24"' in text
    with listed.reading() as session:
        schedules = session.scalars(select(Location.hsds)).one().get("schedules")
        assert schedules is None  # they are the listing's own


def test_a_night_is_hinted_at_while_typing(staff: Visitor) -> None:
    """What the page's script asks for on every change, and puts in the place of what people will read."""
    typed = {"FR-0-opens": "22:00", "FR-0-closes": "02:00"}
    for language, words in (("en", "Friday: 2 a.m. is the next morning."), ("es", "Viernes: ")):
        staff.get(f"{HOURS}?lang={language}")
        text = staff.post(f"{HOURS}?lang={language}", page=HOURS, act="look", seen="0", **typed).text
        look = re.search(r'<div id="look".*?</div>', text.replace("\xa0", " "), re.DOTALL)
        assert look
        assert words in look[0]
    assert 'hx-select="#look"' in text
    assert "Igual que el jueves" in text


def test_times_that_overlap_and_a_season_are_told_while_typing(staff: Visitor) -> None:
    typed = {"MO-0-opens": "09:00", "MO-0-closes": "13:00", "MO-1-opens": "12:00", "MO-1-closes": "17:00"}
    summer = {"other-0-which": "0", "other-0-day": "TU", "other-0-opens": "08:00", "other-0-closes": "12:00"}
    summer |= {"other-0-first": "2027-06-01", "other-0-last": "2027-08-31"}
    text = staff.post(HOURS, act="look", seen="0", **typed, **summer).text.replace("\xa0", " ")
    assert "Monday: These times overlap; people will read 9 a.m. to 5 p.m." in text
    assert re.search(r"From 1 June( 2027)? to 31 August( 2027)?: Tuesday 8 a.m. to noon", text)
    apart = staff.post(HOURS, act="look", seen="0", **(typed | {"MO-1-opens": "13:00"})).text
    assert "These times overlap" not in apart


def test_small_buttons_help(staff: Visitor) -> None:
    typed = {"MO-0-opens": "10:00", "MO-0-closes": "14:00", "TU-0-opens": "14:00", "TU-0-closes": "02:00"}
    page = staff.post(HOURS, act="same:TU", seen="0", **typed).text
    assert page.count('<option value="10:00" selected') == 2
    page = staff.post(HOURS, act="later:TU-0-closes", seen="0", **(typed | {"TU-0-closes": "04:00"})).text
    assert '<option value="16:00" selected' in page
    assert 'id="WE-1-opens"' in staff.post(HOURS, act="more:WE", seen="0", **typed).text


@pytest.mark.parametrize(
    ("path", "fields", "box", "words"),
    [
        (HOURS, {"TH-0-opens": "10:00"}, "TH-0-closes", "Choose when you close."),
        (HOURS, {"TH-0-closes": "10:00"}, "TH-0-opens", "Choose when you open."),
        (HOURS, {"TH-0-opens": "10:00", "TH-0-closes": "10:00"}, "TH-0-closes", "at the same time"),
        (HOURS, {"TH-0-opens": "10", "TH-0-closes": "noon"}, "TH-0-opens", "Choose one of the times."),
        (HOURS, {"off-0-first": "2026-12-24", "off-0-last": "2026-12-20"}, "off-0-last", "before the first"),
        (HOURS, {"off-0-first": "Christmas"}, "off-0-first", "year, month and day"),
        (HOURS, {"other-0-opens": "10:00", "other-0-closes": "11:00"}, "other-0-day", "day of the week"),
        (WHAT, {**NAMES, "service-name": " "}, "service-name", "Fill this in."),
        (PHONES, {"service-phones-1-extension": "12"}, "service-phones-1-number", "Fill this in."),
        (f"{EDIT}/who", {"service-minimum_age": "old"}, "service-minimum_age", "Write a number"),
        (f"{EDIT}/referrals", {"listing-accepts_referrals": "perhaps"}, "listing-accepts_referrals", "Choose one"),
        (f"{EDIT}/place", {"location-latitude": "by the church"}, "location-latitude", "Write degrees"),
        (
            f"{EDIT}/before",
            {
                "service-cost_options-free": "yes",
                "service-cost_options-0-option": "Box",
                "service-cost_options-0-amount": "5",
            },
            "service-cost_options-free",
            "It is free, or it has a price.",
        ),
        (
            f"{EDIT}/before",
            {"service-cost_options-0-option": "Box", "service-cost_options-0-amount": "five"},
            "service-cost_options-0-amount",
            "Write the amount as a number",
        ),
        (
            f"{EDIT}/place",
            {"location-accessibility-wheelchair": "yes", "location-accessibility-no-wheelchair": "yes"},
            "location-accessibility-wheelchair",
            "It cannot be both.",
        ),
        (WHAT, {**NAMES, "service-description": "x" * 5_001}, "service-description", "too long"),
    ],
)
def test_what_is_wrong_is_named_and_kept(
    staff: Visitor, listed: Connections, path: str, fields: dict[str, str], box: str, words: str
) -> None:
    before = document(listed)
    answer = staff.post(path, act="save", seen=seen(staff, path), **fields)
    assert answer.status_code == 422
    assert f'href="#{box}"' in answer.text
    assert f'id="{box}"' in answer.text
    assert words in answer.text
    assert document(listed) == before
    assert "You typed this before and did not save it." in staff.get(path).text


def test_a_draft_nobody_goes_on_with_is_forgotten(staff: Visitor, listed: Connections, watch: Watch) -> None:
    assert staff.post(WHAT, act="keep", seen="0", **NAMES).status_code == 303
    assert str(work.tidy_drafts(listed, watch.at + timedelta(days=90))) == "0 forgotten"
    assert str(work.tidy_drafts(listed, watch.at + timedelta(days=90, seconds=1))) == "1 forgotten"


def test_a_draft_stays_until_it_is_saved_or_thrown_away(staff: Visitor, listed: Connections) -> None:
    typed = {**NAMES, "service-description": "Half a sente"}
    assert staff.post(WHAT, act="keep", seen="0", **typed).status_code == 303
    assert "Half a sente" in staff.get(WHAT).text
    assert "A draft of yours, not saved" in staff.get(EDIT).text
    assert document(listed).description == "Groceries every week."
    assert "It is kept for 90 days." in staff.get(WHAT).text
    staff.post(WHAT, act="discard")
    assert "Half a sente" not in staff.get(WHAT).text
    staff.post(WHAT, act="look", seen="0", **typed)
    save(staff, WHAT, **NAMES)
    with listed.reading() as session:
        assert session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize("act", ["look", "save"])
def test_another_language_is_the_same_page_with_what_was_typed(staff: Visitor, listed: Connections, act: str) -> None:
    """Also on the page that answers a form: its buttons send the form, and what was typed is kept as a draft."""
    before, typed = document(listed), {**NAMES, "service-name": "", "service-description": "Half a sente"}
    page = staff.post(WHAT, act=act, seen=seen(staff, WHAT), **typed).text
    button = re.search(
        r'<button type="submit" form="part" formaction="([^"]+)" name="act" value="language" lang="es"', page
    )
    assert button
    first = re.search(r'<button[^>]* form="part"[^>]*>', page)
    assert first
    assert 'value="save"' in first[0], "Enter in a box would switch the language"
    answer = staff.post(button[1], act="language", seen="0", **typed)
    assert (answer.status_code, answer.location) == (303, WHAT)
    spanish = staff.get(WHAT).text
    assert '<html lang="es"' in spanish
    assert "Half a sente" in spanish
    assert "Se guarda 90 días." in spanish
    assert document(listed) == before


@pytest.mark.parametrize("path", [f"{EDIT}/{part.code}" for part in PARTS])
def test_another_language_makes_no_draft_of_what_stands_there(staff: Visitor, listed: Connections, path: str) -> None:
    page = staff.get(path)
    if page.status_code == 200:
        staff.post(f"{path}?lang=es", act="language", **fields_of(page.text))
    with listed.reading() as session:
        assert session.scalars(select(Draft)).all() == []
    assert '<html lang="es"' in staff.get(path).text


def fields_of(page: str) -> dict[str, str]:
    """What a browser sends of the part's form as it stands."""
    form = html5lib.parse(page, namespaceHTMLElements=False).find(".//form[@id='part']")
    sent = {}
    for each in form.iter():
        if each.tag == "select":
            options = list(each.iter("option"))
            chosen = next((option for option in options if "selected" in option.attrib), options[0])
            sent[each.get("name")] = chosen.get("value")
        elif each.tag in {"input", "textarea"} and (each.get("type") != "checkbox" or "checked" in each.attrib):
            sent[each.get("name")] = each.text or "" if each.tag == "textarea" else each.get("value", "")
    return {name: value for name, value in sent.items() if name != "csrf_token"}


def test_two_at_once_see_who_was_faster(staff: Visitor, curator: Visitor, listed: Connections) -> None:
    at = seen(staff, WHAT)
    save(curator, WHAT, **{**NAMES, "service-description": "What the curator wrote."})
    mine = {**NAMES, "service-description": "What I wrote."}
    answer = staff.post(WHAT, act="save", seen=at, **mine)
    assert answer.status_code == 409
    for words in (
        "Somebody was faster",
        "<b>A curator</b>, 13 October 2026",
        "What the curator wrote.",
        "What I",
    ):
        assert words in answer.text
    assert "Wren Alder" not in re.sub(r"<header.*?</header>", "", answer.text, flags=re.DOTALL)
    assert document(listed).description == "What the curator wrote."
    assert save(staff, WHAT, **mine) == "?done=shown"  # having seen it
    assert document(listed).description == "What I wrote."


def test_a_list_keeps_what_a_form_does_not_show(staff: Visitor, listed: Connections) -> None:
    fields = {"service-phones-0-number": "617-555-0142", "service-phones-0-type": "voice"}
    fields |= {"service-phones-1-number": "617-555-0143", "service-phones-1-description": "Evenings"}
    assert save(staff, PHONES, **fields, **{"location-phones-0-number": ""}) == "?done=shown"
    with listed.reading() as session:
        service, place = session.get_one(Service, SERVICE), session.get_one(Location, PLACE)
        first, second = service.hsds["phones"]
        assert first["id"] == "55555555-5555-4555-8555-555555555555"
        assert (second["number"], second["description"]) == ("617-555-0143", "Evenings")
        assert "phones" not in place.hsds


def test_a_choice_nobody_made_says_nothing(staff: Visitor, listed: Connections) -> None:
    as_shown = {"service-phones-0-number": "617-555-0142", "service-phones-0-type": "voice"}
    as_shown |= {"location-phones-0-number": "617-555-0177", "location-phones-0-type": "voice"}
    assert save(staff, PHONES, **as_shown) == "?done=same"
    assert save(staff, PHONES, **as_shown | {"location-phones-0-type": "text"}) == "?done=shown"
    with listed.reading() as session:
        assert "type" not in session.get_one(Service, SERVICE).hsds["phones"][0]
        assert session.get_one(Location, PLACE).hsds["phones"][0]["type"] == "text"


def test_how_referrals_are_taken(staff: Visitor, listed: Connections) -> None:
    fields = {"listing-accepts_referrals": "yes", "listing-referral_method": "Call the intake line"}
    assert save(staff, f"{EDIT}/referrals", **fields) == "?done=shown"
    assert document(listed).accepts_referrals is True
    with listed.reading() as session:
        changed = session.scalars(select(Change.field).where(Change.actor_kind == "user")).all()
        assert sorted(changed) == ["accepts_referrals", "referral_method"]


@pytest.mark.parametrize("held", [Held("organization_staff", "4"), Held("care_team", "5"), Held("curator", None)])
def test_a_listing_of_others_is_like_one_that_is_none(site: Flask, listed: Connections, keys: Keys, held: Held) -> None:
    with listed.transaction() as session:
        for key in ("4", "5"):
            body = {"id": key, "name": f"Home {key}"}
            session.add(
                Organization(id=key, name=body["name"], listed=key == "4", hsds=body, source="t", updated_at=NOW)
            )
    visitor = Visitor(site).sign_in(a_person(listed, keys, held))
    none = EDIT.replace("2", "9")
    answers = [visitor.get(path) for path in (EDIT, none)]
    if held.role == "curator":
        assert [answer.status_code for answer in answers] == [200, 404]
        return
    assert answers[0].status_code == answers[1].status_code in {403, 404}
    sent = [visitor.post(f"{path}/what", page="/account", act="save", seen="0", **NAMES) for path in (EDIT, none)]
    assert sent[0].status_code == sent[1].status_code in {403, 404}
    with listed.reading() as session:
        assert session.scalars(select(Draft)).all() == []


def test_who_opens_a_private_address_is_written_down(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    assert "9 Lantern Street" in staff.get(f"{EDIT}/place").text
    with listed.reading() as session:
        [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "opened"))
        assert event.subject == f"location:{PLACE}"


def test_a_private_address_that_is_changed_is_nowhere_in_the_history(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    address = {"location-addresses-address_1": "4 Canary Street", "location-addresses-city": "Chelsea"}
    save(staff, f"{EDIT}/place", **address)
    with listed.reading() as session:
        assert "Canary" in str(session.get_one(Location, PLACE).hsds)
        assert "Canary" not in str(session.execute(select(Change.was, Change.became)).all())
        assert session.scalars(select(Proposal)).all() == []
    assert "Canary" not in staff.get(f"/services/{SERVICE}").text


def test_hints_do_not_stop_anybody(staff: Visitor) -> None:
    fields = {"service-phones-0-number": "12"}
    page = staff.post(PHONES, act="look", seen=seen(staff, PHONES), **fields).text
    assert "Nobody can call one of the numbers." in page
    assert save(staff, PHONES, **fields) == "?done=shown"


@pytest.mark.parametrize(
    ("part", "box", "right", "wrong", "words"),
    [
        ("areas", "service-service_areas", "Chelsea, MA\nSuffolk County\n02150", "Chelsae", "one of the areas."),
        ("languages", "service-languages", "English\ncriollo haitiano", "Spannish", "one of the languages."),
    ],
)
def test_what_nobody_finds_by_is_hinted_at(
    staff: Visitor, part: str, box: str, right: str, wrong: str, words: str
) -> None:
    way = f"{EDIT}/{part}"
    for typed, hinted in ((right, False), (wrong, True)):
        page = staff.post(way, act="look", seen=seen(staff, way), **{box: typed}).text
        assert (words in page) is hinted, typed
    assert save(staff, way, **{box: wrong}) == "?done=shown"


def test_a_zip_code_that_is_none_is_refused_where_it_was_typed(staff: Visitor) -> None:
    way, box = f"{EDIT}/place", "location-addresses-postal_code"
    wrong = ADDRESS | {box: "0215"}
    assert "five digits of the ZIP code" in staff.post(way, act="look", seen=seen(staff, way), **wrong).text
    refused = staff.post(way, act="save", seen=seen(staff, way), **wrong)
    assert refused.status_code == 422
    assert f'<a href="#{box}">ZIP code: Write the five digits of the ZIP code' in refused.text
    assert 'value="0215"' in refused.text
    assert save(staff, way, **ADDRESS | {box: "02150-1234"}) == "?done=shown"


ADDRESS = {
    "location-name": "Side door",
    "location-addresses-address_1": "9 Lantern Street",
    "location-addresses-city": "Chelsea",
    "location-addresses-state_province": "MA",
    "location-addresses-postal_code": "02150",
    "location-latitude": "42.39",
    "location-longitude": "-71.03",
}
PLACE_PART = f"{EDIT}/place"
MOVED = ADDRESS | {
    "location-addresses-address_1": "4 Canary Street",
    "location-addresses-city": "Revere",
    "location-addresses-postal_code": "02151",
}
REVERE = (42.4138, -71.0052)


def test_a_place_that_moved_leaves_its_point_behind(staff: Visitor, listed: Connections) -> None:
    assert save(staff, PLACE_PART, **(ADDRESS | {"location-addresses-address_2": "Floor 2"})) == "?done=shown"
    assert (document(listed).point, document(listed).rough) == ((42.39, -71.03), False)
    assert save(staff, PLACE_PART, **MOVED) == "?done=shown"
    assert (document(listed).point, document(listed).rough) == (REVERE, True)
    page = staff.get(f"/services/{SERVICE}").text
    assert "data-lat" not in page
    assert 'class="button button-second directions"' not in page
    near = staff.get("/search?what=pantry&where=02150").text
    assert "about 2\N{NO-BREAK SPACE}miles away, Revere" in near
    assert "has no pin: by phone, at home, a private address, or one not yet on the map" in near
    with listed.reading() as session:
        place = session.get_one(Location, PLACE)
        assert not {"latitude", "longitude"} & place.hsds.keys()
        assert place.origins["latitude"]["confirmed_by"] == "organization"  # so that no import brings the old one back
        edit_id = session.scalars(select(Change.edit_id).where(Change.field == "latitude")).one()
    past = f"/listings/{LISTING}/history"
    assert staff.post(f"{past}/{edit_id}/undo", page=past).status_code == 303
    assert (document(listed).point, document(listed).rough) == ((42.39, -71.03), False)


def test_a_point_is_said_with_a_new_address(staff: Visitor, listed: Connections) -> None:
    save(staff, PLACE_PART, **(MOVED | {"location-latitude": "42.41", "location-longitude": "-71.01"}))
    assert (document(listed).point, document(listed).rough) == ((42.41, -71.01), False)
    page = staff.post(
        PLACE_PART, act="look", seen=seen(staff, PLACE_PART), **(MOVED | {"location-longitude": "71.03"})
    ).text
    assert "Longitude is below zero there." in page
    assert (
        save(staff, PLACE_PART, **(MOVED | {"location-latitude": "", "location-longitude": "71.03"})) == "?done=shown"
    )
    assert document(listed).rough


def test_where_somebody_moves_waits_with_the_rest(
    site: Flask, listed: Connections, keys: Keys, curator: Visitor
) -> None:
    visitor = Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))
    assert save(visitor, PLACE_PART, **MOVED) == "?done=waiting"
    assert document(listed).point == (42.39, -71.03)
    page = f"/desk/proposals/location/{PLACE}"
    assert take_all(curator, listed, page).status_code == 303
    assert (document(listed).point, document(listed).rough, document(listed).city) == (REVERE, True, "Revere")


def take_all(curator: Visitor, listed: Connections, page: str) -> TestResponse:
    """Accept everything that waits of one object."""
    with listed.reading() as session:
        ids = session.scalars(select(Proposal.id).where(Proposal.state == "open")).all()
    return curator.post(page, seen=seen(curator, page), answer="", **{f"d{each}": str(each) for each in ids})


def test_a_private_place_is_given_no_point(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    assert "location-latitude" not in staff.get(PLACE_PART).text
    save(staff, PLACE_PART, **(MOVED | {"location-latitude": "42.41", "location-longitude": "-71.01"}))
    assert (document(listed).point, document(listed).located, document(listed).rough) == (None, (), False)
    with listed.reading() as session:
        place = session.get_one(Location, PLACE)
        assert not {"latitude", "longitude"} & place.hsds.keys()
        assert (place.lat, place.lon, place.geom) == (None, None, None)


WORDS = st.text(max_size=40)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(part=st.sampled_from(PARTS), data=st.data())
def test_nonsense_never_breaks_the_form(staff: Visitor, part: object, data: st.DataObject) -> None:
    names = [name for field in part.fields for name in field.names()]  # type: ignore[attr-defined]
    chosen = data.draw(st.dictionaries(st.sampled_from([*names, "act", "seen"]), WORDS, max_size=6))
    answer = staff.post(f"{EDIT}/{part.code}", **chosen)  # type: ignore[attr-defined]
    assert answer.status_code in {200, 303, 409, 422}


OFFERED = f"{EDIT}/offered"


def held(listed: Connections) -> str | None:
    with listed.reading() as session:
        return session.get_one(Listing, LISTING).held


def test_what_is_no_longer_offered_is_found_no_more_and_comes_back(staff: Visitor, listed: Connections) -> None:
    assert save(staff, OFFERED, **{"listing-held": "no"}) == "?done=shown"
    assert (document(listed).hidden, held(listed)) == ("withdrawn", "withdrawn")
    assert "Lantern Pantry" not in staff.get("/search?what=pantry&where=02150").text
    assert "Lantern Pantry" in staff.get("/listings/mine").text
    with listed.reading() as session:
        [change] = session.scalars(select(Change).where(Change.field == "held"))
        assert (change.who, change.was, change.became) == ("organization", None, "withdrawn")
        edit_id = change.edit_id
    past = f"/listings/{LISTING}/history"
    assert "No longer offered" in staff.get(past).text
    assert staff.post(f"{past}/{edit_id}/undo", page=past).status_code == 303
    assert (document(listed).hidden, held(listed)) == ("", None)
    assert save(staff, OFFERED, **{"listing-held": "yes"}) == "?done=same"


def test_an_end_waits_for_a_curator(site: Flask, listed: Connections, keys: Keys, curator: Visitor) -> None:
    visitor = Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))
    assert save(visitor, OFFERED, **{"listing-held": "no"}) == "?done=waiting"
    assert held(listed) is None
    page = f"/desk/proposals/listing/{LISTING}"
    assert "No longer offered" in curator.get(page).text
    assert take_all(curator, listed, page).status_code == 303
    assert held(listed) == "withdrawn"


@pytest.mark.parametrize("reason", ["address in text", "candidate"])
def test_what_is_held_back_is_not_shown_by_its_form(staff: Visitor, listed: Connections, reason: str) -> None:
    with listed.transaction() as session:
        listing = session.get_one(Listing, LISTING)
        listing.held, listing.candidate_of = reason, LISTING if reason == "candidate" else None
    assert "A curator looks at it." in staff.get(OFFERED).text
    assert save(staff, OFFERED, **{"listing-held": "yes"}) == "?done=same"
    assert held(listed) == reason


def test_an_organization_does_not_offer_again_what_a_curator_took_out(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        operations.withdraw(session, LISTING, NOW, BY.actor)
    answer = staff.post(OFFERED, act="save", seen=seen(staff, OFFERED), **{"listing-held": "yes"})
    assert answer.status_code == 422
    assert "A curator took it out" in answer.text
    assert held(listed) == "withdrawn"


def test_a_text_that_gives_a_place_away_is_held_when_it_is_offered_again(staff: Visitor, listed: Connections) -> None:
    save(staff, OFFERED, **{"listing-held": "no"})
    save(staff, WHAT, **{**NAMES, "service-description": "Come to 9 Lantern Street in Chelsea."})
    with listed.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    save(staff, OFFERED, **{"listing-held": "yes"})
    assert held(listed) == "address in text"


BEFORE = f"{EDIT}/before"


def test_getting_in_is_ticked_and_told(staff: Visitor, listed: Connections) -> None:
    ticked = {"location-accessibility-wheelchair": "yes", "location-accessibility-quiet": "yes"}
    other = {
        "location-accessibility-0-description": "Guide dogs are welcome",
        "location-accessibility-0-details": "Two",
    }
    assert save(staff, PLACE_PART, **ADDRESS, **ticked, **other) == "?done=shown"
    assert document(listed).wheelchair is True
    page = staff.get(PLACE_PART).text
    assert 'name="location-accessibility-wheelchair" value="yes" checked' in page
    assert 'name="location-accessibility-ramp" value="yes">' in page
    assert 'value="Guide dogs are welcome"' in page
    assert save(staff, PLACE_PART, **ADDRESS, **ticked, **other) == "?done=same"
    assert "Wheelchair accessible. Quiet room. Guide dogs are welcome" in staff.get(f"/services/{SERVICE}").text
    assert "Sala tranquila" in staff.get(f"/services/{SERVICE}?lang=es").text
    found = "/search?what=pantry&where=02150&lang=en&wheelchair=yes"
    assert f'id="listing-{LISTING}"' in staff.get(found).text
    assert save(staff, PLACE_PART, **ADDRESS, **{"location-accessibility-no-wheelchair": "yes"}) == "?done=shown"
    assert document(listed).wheelchair is False
    assert f'id="listing-{LISTING}"' not in staff.get(found).text


def test_prices_are_given_changed_and_taken_away(staff: Visitor, listed: Connections) -> None:
    price = {"service-cost_options-0-option": "A box", "service-cost_options-0-amount": "$7.50"}
    more = {"service-cost_options-0-currency": "USD", "service-cost_options-0-valid_to": "2027-01-31"}
    assert save(staff, BEFORE, **price, **more) == "?done=shown"
    assert (document(listed).cost, document(listed).display["costs"]) == ("fee", ["A box, $7.50"])
    with listed.reading() as session:
        [option] = session.get_one(Service, SERVICE).hsds["cost_options"]
        assert (option["amount"], option["currency"], option["valid_to"]) == (7.5, "USD", "2027-01-31")
    assert save(staff, BEFORE, **(price | more | {"service-cost_options-0-amount": "7.5"})) == "?done=same"
    assert save(staff, BEFORE, **{"service-cost_options-free": "yes"}) == "?done=shown"
    assert document(listed).cost == "free"
    found = "/search?what=pantry&where=02150&cost=free"
    assert f'id="listing-{LISTING}"' in staff.get(found).text
    assert save(staff, BEFORE) == "?done=shown"
    assert document(listed).cost == ""
    assert f'id="listing-{LISTING}"' not in staff.get(found).text


def test_access_and_prices_wait_where_they_must(site: Flask, listed: Connections, keys: Keys, curator: Visitor) -> None:
    visitor = Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))
    assert save(visitor, BEFORE, **{"service-cost_options-free": "yes"}) == "?done=waiting"
    assert document(listed).cost == ""
    assert take_all(curator, listed, f"/desk/proposals/service/{SERVICE}").status_code == 303
    assert document(listed).cost == "free"
    ticked = {"location-accessibility-wheelchair": "yes"}
    assert save(visitor, PLACE_PART, **ADDRESS, **ticked) == "?done=waiting"
    assert document(listed).wheelchair is None
    assert take_all(curator, listed, f"/desk/proposals/location/{PLACE}").status_code == 303
    assert document(listed).wheelchair is True


SECRET = {"location-secret": "yes"}


@pytest.mark.parametrize("trusted", [True, False])
def test_an_address_is_kept_secret_late_and_is_nowhere(
    site: Flask, listed: Connections, keys: Keys, curator: Visitor, trusted: bool
) -> None:
    with listed.transaction() as session:
        session.get_one(Organization, ORGANIZATION).trusted = True
    visitor = Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))
    save(visitor, PLACE_PART, **MOVED)  # then they find out that it must be secret
    with listed.transaction() as session:
        session.get_one(Organization, ORGANIZATION).trusted = trusted
    assert "Canary" in visitor.get(f"/services/{SERVICE}").text
    assert "Keep this address secret" in visitor.get(PLACE_PART).text
    assert save(visitor, PLACE_PART, **MOVED, **SECRET) == "?done=shown"
    reader = Visitor(site)
    pages = (f"/services/{SERVICE}", f"/services/{SERVICE}/print", "/search?what=food&where=02151")
    for text in (*(reader.get(page).text for page in pages), curator.get(f"/listings/{LISTING}/history").text):
        assert "Canary" not in text
        assert "Lantern Street" not in text
    with listed.reading() as session:
        assert session.get_one(Location, PLACE).address_visibility == "private"
        kept = str(session.execute(select(Change.was, Change.became)).all())
        kept += str(session.execute(select(Proposal.was, Proposal.proposed)).all())
        kept += str(session.execute(select(Draft.typed)).all())
        assert "Canary" not in kept
        assert "Lantern Street" not in kept
        assert session.scalars(select(Task.subject).where(Task.kind == "confidential place")).all() == [
            f"location:{PLACE}"
        ]
        [hidden] = session.scalars(select(Change).where(Change.field == "address_visibility"))
        assert hidden.who == "organization"
    assert document(listed).point is None


def test_a_secret_address_stays_so_whatever_a_form_says(staff: Visitor, listed: Connections) -> None:
    save(staff, PLACE_PART, **ADDRESS, **SECRET)
    assert "The address is secret" in staff.get(PLACE_PART).text
    assert "location-secret" not in staff.get(PLACE_PART).text
    save(staff, PLACE_PART, **MOVED)
    with listed.transaction() as session:
        assert session.get_one(Location, PLACE).address_visibility == "private"
        keeper = keeper_of(session, LISTING, [Held("organization_staff", ORGANIZATION)])
        shown = Saying("location", PLACE, "address_visibility", "public")
        with pytest.raises(BadInput, match="stays secret"):
            edit(session, keeper, [shown], 10**6, NOW, Edit(BY.actor))
        with pytest.raises(NotFound):
            edit(session, keeper, [replace(shown, object_id=SERVICE, value="private")], 10**6, NOW, Edit(BY.actor))


def test_a_curator_keeps_an_address_secret(curator: Visitor, listed: Connections) -> None:
    assert save(curator, PLACE_PART, **ADDRESS, **SECRET) == "?done=shown"
    assert "Lantern Street" not in curator.get(f"/services/{SERVICE}").text
    with listed.reading() as session:
        assert session.scalars(select(Task).where(Task.kind == "confidential place")).all() == []
