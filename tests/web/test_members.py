"""Members: looked up, added, opened, changed, locked, as browsers do it. Nothing of them stands in an address or a title."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.cases import intake
from referrals.cases import operations as cases
from referrals.cases.models import Intake
from referrals.people import operations, sealing
from referrals.people.models import Person as Member
from resource_app.accounts import people
from resource_app.accounts.models import Membership
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.keys import Keys
from tests.factories import LISTING, ORGANIZATION, load
from tests.web.people import BY, Person, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
ELSEWHERE = "77777777-7777-4777-8777-777777777777"
ADA = {
    "name": "Ada Lantern",
    "born_on": "1984-02-29",
    "phone": "617-555-0142",
    "street": "77 Marigold Way",
    "city": "Chelsea",
    "channels": "text",
    "safe_from": "15:00",
    "no_message": "yes",
}
FORM = {"name": "Ben Harbor", "born_on": "03/01/1990", "channels-call": "yes", "channels-mail": "yes", "act": "save"}


@pytest.fixture
def nora(connections: Connections, keys: Keys) -> Person:
    return a_person(connections, keys, Held("care_team", ORGANIZATION))


@pytest.fixture
def nurse(site: Flask, nora: Person) -> Visitor:
    return Visitor(site).sign_in(nora)


@pytest.fixture
def ada(connections: Connections) -> str:
    return add(connections)


def add(connections: Connections, organization_id: str = ORGANIZATION, **more: str) -> str:
    with connections.transaction() as session:
        return operations.add(session, ADA | more, organization_id, BY)


def values(connections: Connections, person_id: str) -> dict[str, str]:
    with connections.reading() as session:
        return sealing.values_of(session, session.get_one(Member, person_id))


def acts(connections: Connections, chain: str) -> list[tuple[str, dict]]:
    with connections.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.chain == chain).order_by(AuditEvent.seq)).all()
        return [(each.action, dict(each.details)) for each in rows if each.action not in {"signed_in", "device_set"}]


def title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page)
    assert found
    return found[1]


def test_referral_members_are_found_by_what_is_known_as_a_whole_and_it_is_written_down_once(
    nurse: Visitor, nora: Person, connections: Connections, ada: str
) -> None:
    answer = nurse.post("/members", name="lantern, ada", born_on="1984-02-29", act="save")
    assert answer.status_code == 200
    for told in (f'href="/members/{ada}"', "Ada Lantern", "born in 1984", "Chelsea"):
        assert told in answer.text
    assert "617-555-0142" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert title(answer.text).startswith("Members")
    assert [each for each in acts(connections, f"user:{nora.id}") if each[1].get("shown") == [f"person:{ada}"]] == [
        ("listed", {"shown": [f"person:{ada}"]})
    ]


@pytest.mark.parametrize("typed", [{"name": "Ada Lantern"}, {"phone": "617"}, {"born_on": "yesterday"}])
def test_referral_members_too_little_is_refused_and_counts_for_nothing(nurse: Visitor, typed: dict[str, str]) -> None:
    for _ in range(21):
        answer = nurse.post("/members", act="save", **typed)
        assert answer.status_code == 422
    assert next(iter(typed.values())) in answer.text
    assert nurse.post("/members", act="save", phone="617-555-0142").status_code == 200


def test_referral_members_are_looked_up_twenty_times_an_hour(nurse: Visitor, ada: str) -> None:
    for _ in range(20):
        assert f"/members/{ada}" in nurse.post("/members", act="save", phone=ADA["phone"]).text
    stopped = nurse.post("/members", act="save", phone=ADA["phone"])
    assert stopped.status_code == 429
    assert ada not in stopped.text


def test_referral_members_of_others_and_locked_ones_are_found_by_nobody(
    nurse: Visitor, connections: Connections
) -> None:
    theirs, locked = add(connections, ELSEWHERE), add(connections)
    with connections.transaction() as session:
        operations.lock(session, session.get_one(Member, locked), BY, locked=True)
    answer = nurse.post("/members", act="save", phone=ADA["phone"])
    assert "Nobody in your team" in answer.text
    assert theirs not in answer.text
    assert locked not in answer.text
    assert nurse.get(f"/members/{theirs}").status_code == 404
    assert nurse.get(f"/members/{locked}").status_code == 200


def test_referral_members_one_is_added_once_and_a_second_time_only_when_it_is_somebody_else(
    nurse: Visitor, connections: Connections
) -> None:
    answer = nurse.post("/members/new", **FORM)
    assert answer.status_code == 303
    ben = answer.location.rpartition("/")[2]
    assert values(connections, ben) == {"name": "Ben Harbor", "born_on": "1990-03-01", "channels": "call mail"}
    asked = nurse.post("/members/new", **FORM | {"diet": "no pork"})
    assert asked.status_code == 200
    assert f'href="/members/{ben}"' in asked.text
    assert 'value="no pork"' in asked.text
    made = nurse.post("/members/new", **FORM | {"sure": "yes"})
    assert made.status_code == 303
    assert made.location != answer.location


def test_referral_members_what_is_sent_twice_is_added_once(nurse: Visitor, connections: Connections) -> None:
    page = nurse.get("/members/new").text
    [key] = re.findall(r'name="once" value="([^"]*)"', page)
    first, again = (nurse.post("/members/new", **FORM, once=key) for _ in range(2))
    assert (first.status_code, again.status_code, again.location) == (303, 303, first.location)
    assert nurse.post("/members/new", **FORM | {"once": "nonsense"}).status_code == 422
    way = f"{first.location}/household"
    [key] = re.findall(r'name="once" value="([^"]*)"', nurse.get(way).text)
    for _ in range(2):
        assert nurse.post(way, name="Cleo Lantern", once=key).status_code == 303
    assert "2 people in the household" in nurse.get(first.location).text
    with connections.reading() as session:
        assert len(session.scalars(select(Member)).all()) == 1


def test_referral_members_a_form_of_others_does_not_lead_to_their_members(
    nurse: Visitor, connections: Connections
) -> None:
    theirs = add(connections, ELSEWHERE)
    answer = nurse.post("/members/new", **FORM, once=theirs)
    assert nurse.get(answer.location).status_code == 404
    assert values(connections, theirs) == ADA


def test_referral_members_two_records_of_one_person_are_seen_by_the_privacy_officer(
    site: Flask, keys: Keys, connections: Connections
) -> None:
    pair = [add(connections), add(connections, name="lantern, ada", phone="")]
    others = [add(connections, ELSEWHERE), add(connections, name="Abe Lantern")]  # elsewhere, and of the same phone
    officer = Visitor(site).sign_in(a_person(connections, keys, Held("privacy_officer", None)))
    page = officer.get("/members/opened").text
    assert "the same name and birth date" in page
    assert [each in page for each in (*pair, *others)] == [True, True, False, False]
    assert "Lantern" not in page


def test_referral_members_a_colleague_of_two_teams_says_for_which(
    site: Flask, keys: Keys, connections: Connections
) -> None:
    with connections.transaction() as session:
        teams = [add_care_organization(session, name, BY.at, BY.actor) for name in ("Lantern Clinic", "Harbor Plan")]
    both = Visitor(site).sign_in(a_person(connections, keys, *(Held("care_team", each) for each in teams)))
    asked = both.post("/members/new", **FORM)
    assert (asked.status_code, 'href="#team"' in asked.text, "Harbor Plan" in asked.text) == (422, True, True)
    assert both.post("/members/new", **FORM, team=ORGANIZATION).status_code == 422
    answer = both.post("/members/new", **FORM, team=teams[1])
    with connections.reading() as session:
        made = session.get_one(Member, answer.location.rpartition("/")[2])
        assert made.organization_id == teams[1]


def test_referral_members_many_are_added_in_an_hour_but_the_form_finds_no_more_than_a_look_up(
    nurse: Visitor, ada: str
) -> None:
    form = FORM | {"name": ADA["name"], "born_on": ADA["born_on"]}
    token = nurse.token("/members/new")
    answers = [nurse.client.post("/members/new", data={"csrf_token": token, **form}) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert ada in answers[59].text
    assert answers[60].status_code == 429
    assert nurse.post("/members", act="save", phone=ADA["phone"]).status_code == 200


def test_referral_members_what_was_typed_is_kept_where_something_is_wrong(
    nurse: Visitor, connections: Connections
) -> None:
    answer = nurse.post("/members/new", **FORM | {"zip": "nowhere", "culture": "Marigold Day"})
    assert answer.status_code == 422
    assert 'href="#zip"' in answer.text
    assert 'value="Marigold Day"' in answer.text
    assert re.search(r'id="channels-call"[^>]* checked', answer.text)
    with connections.reading() as session:
        assert session.scalars(select(Member)).all() == []


def test_referral_members_the_page_says_how_to_reach_them_and_is_written_down_before(
    nurse: Visitor, nora: Person, connections: Connections, ada: str
) -> None:
    page = nurse.get(f"/members/{ada}")
    assert page.status_code == 200
    for told in ("617-555-0142", "from 3", "Leave no message", "77 Marigold Way"):
        assert told in page.text
    assert "Not by" in page.text
    assert "Lantern" not in title(page.text)
    assert page.headers["Cache-Control"] == "no-store"
    opened = [each for each in acts(connections, f"person:{ada}") if each[0] == "opened"]
    assert opened == [("opened", {"page": "all"})]
    assert "Wren Alder" in nurse.get(f"/members/{ada}").text  # who looked before


def test_referral_members_nobody_is_told_that_a_way_is_safe_that_nobody_asked_about(
    nurse: Visitor, connections: Connections
) -> None:
    unasked, never = add(connections, channels=""), add(connections, no_contact="yes")
    assert "Nobody has asked them yet" in nurse.get(f"/members/{unasked}").text
    page = nurse.get(f"/members/{never}").text
    assert "Nobody may contact them" in page
    assert "Text message" not in page


def test_referral_members_a_secret_home_is_shown_on_the_page_that_changes_it_alone(
    nurse: Visitor, connections: Connections
) -> None:
    ada = add(connections, mail_address="PO Box 7, Boston", channels="mail")
    page = nurse.get(f"/members/{ada}").text
    assert "PO Box 7, Boston" in page
    found = nurse.post("/members", act="save", phone=ADA["phone"]).text
    assert f"/members/{ada}" in found
    for told in ("77 Marigold Way", "Chelsea"):
        assert told not in page
        assert told not in found
    assert "77 Marigold Way" in nurse.get(f"/members/{ada}/edit").text


def test_referral_members_of_two_who_change_one_the_slower_is_told_by_whom_and_loses_nothing(
    nurse: Visitor, site: Flask, keys: Keys, connections: Connections, ada: str
) -> None:
    other = Visitor(site).sign_in(a_person(connections, keys, Held("advocate", ORGANIZATION)))
    way, form = f"/members/{ada}/edit", {"name": "Ada Lantern", "version": "1", "act": "save"}
    assert other.post(way, **form, diet="no pork").status_code == 303
    late = nurse.post(way, **form, phone="617-555-0199")
    assert late.status_code == 409
    for told in ("Wren Alder", "Diet", 'value="617-555-0199"', 'name="version" value="2"'):
        assert told in late.text
    assert values(connections, ada)["diet"] == "no pork"
    assert nurse.post(way, **form | {"version": "2"}, phone="617-555-0199").status_code == 303
    assert values(connections, ada) == {"name": "Ada Lantern", "phone": "617-555-0199"}


def test_referral_members_a_switch_of_language_keeps_what_was_typed_and_changes_nothing(
    nurse: Visitor, connections: Connections, ada: str
) -> None:
    way = f"/members/{ada}/edit"
    page = nurse.client.post(
        f"{way}?lang=es", data={"csrf_token": nurse.token(way), "name": "Ada L.", "version": "1", "act": "language"}
    )
    assert (page.status_code, '<html lang="es"' in page.text, 'value="Ada L."' in page.text) == (200, True, True)
    assert values(connections, ada) == ADA


def test_referral_members_a_case_is_opened_once_and_says_how_much_there_is_to_do(
    nurse: Visitor, nora: Person, connections: Connections, ada: str
) -> None:
    way = f"/members/{ada}"
    assert nurse.post(f"{way}/case", page=way, intensity="somehow").status_code == 422
    for _ in range(2):
        assert nurse.post(f"{way}/case", page=way, intensity="high").status_code == 303
    page = nurse.get(way).text
    assert page.count("Close work") == 1
    assert "Open a case" not in page
    assert f'href="{way}"' in nurse.get("/members").text
    assert "guide: 20 to 40" in nurse.get("/members").text
    assert ("listed", {"shown": [f"person:{ada}"]}) in acts(connections, f"user:{nora.id}")


def test_referral_members_of_a_team_that_a_colleague_has_left_are_named_to_them_no_more(
    site: Flask, connections: Connections, keys: Keys, ada: str
) -> None:
    nora = a_person(connections, keys, Held("care_team", ORGANIZATION), Held("advocate", ELSEWHERE))
    browser, way = Visitor(site).sign_in(nora), f"/members/{ada}"
    assert browser.post(f"{way}/case", page=way, intensity="middle").status_code == 303
    with connections.transaction() as session:
        load(session, BY.at)
    pages = ("/members", f"/refer?listing={LISTING}")
    assert all("Ada Lantern" in browser.get(page).text for page in pages)
    with connections.transaction() as session:
        here = select(Membership).where(Membership.user_id == nora.id, Membership.organization_id == ORGANIZATION)
        people.end_membership(session, session.scalars(here).one(), BY)
    browser = Visitor(site).sign_in(nora)
    for page in pages:
        assert browser.get(page).status_code == 200
        assert "Ada Lantern" not in browser.get(page).text


def test_referral_members_are_locked_and_let_be_found_again(nurse: Visitor, connections: Connections, ada: str) -> None:
    way = f"/members/{ada}"
    for locked, found in (("yes", False), ("no", True)):
        assert nurse.post(f"{way}/lock", page=way, locked=locked).status_code == 303
        assert (way in nurse.post("/members", act="save", phone=ADA["phone"]).text) is found


def test_referral_members_household_and_proxies_are_added_and_taken_out(nurse: Visitor, ada: str) -> None:
    way = f"/members/{ada}"
    assert (
        nurse.post(f"{way}/household", name="Cleo Lantern", born_on="2019-05-01", relation="child").status_code == 303
    )
    wrong = nurse.post(f"{way}/proxies", name="Ben Harbor")
    assert (wrong.status_code, 'value="Ben Harbor"' in wrong.text) == (422, True)
    assert nurse.post(f"{way}/proxies", name="Ben Harbor", authority="minors_parent").status_code == 303
    page = nurse.get(way).text
    assert "2 people in the household" in page
    assert "Ben Harbor, Parent of a minor · not any more" in page
    found = re.search(r'action="(/members/[^"]*/related/[^"]*/remove)"', nurse.get(f"{way}/household").text)
    assert found
    assert nurse.post(found[1], page=way).status_code == 303
    assert "1 person in the household" in nurse.get(way).text
    assert nurse.post(found[1], page=way).status_code == 404


EMERGENCY = {"phone": ADA["phone"], "reason": "danger", "words": "Found at the door without keys."}


def test_referral_members_an_emergency_opens_a_record_to_read_alone(
    nurse: Visitor, nora: Person, connections: Connections
) -> None:
    theirs = add(connections, ELSEWHERE, plan_id="LP 0077")
    with connections.transaction() as session:
        case = cases.open_case(session, session.get_one(Member, theirs), "olive", BY)
        for code in ("food-insecurity", "intimate-partner-violence", "substance-use"):
            cases.add_need(session, case, code, "talk", BY)
    asked = nurse.post("/members", act="save", phone=ADA["phone"]).text
    assert theirs not in asked
    assert 'action="/members/emergency"' in asked
    wrong = nurse.post("/members/emergency", page="/members", **EMERGENCY | {"words": ""})
    assert (wrong.status_code, ADA["phone"] in wrong.text, theirs in wrong.text) == (422, True, False)
    found = nurse.post("/members/emergency", page="/members", **EMERGENCY)
    assert f'href="/members/{theirs}"' in found.text
    page = nurse.get(f"/members/{theirs}").text
    for told in ("You opened this in an emergency", "617-555-0142", "Food"):
        assert told in page
    for held_back in ("Safety", "Support group", "LP 0077", "/edit", "/lock", "/household"):
        assert held_back not in page
    for way in ("edit", "household", "proxies"):
        assert nurse.get(f"/members/{theirs}/{way}").status_code == 404
    for way in ("lock", "case", "edit"):
        answer = nurse.post(f"/members/{theirs}/{way}", page="/members", locked="yes", intensity="low", name="X")
        assert answer.status_code in {404, 422}
    assert values(connections, theirs) == ADA | {"plan_id": "LP 0077"}
    assert ("listed", {"shown": [f"person:{theirs}"], "reason": "danger"}) in acts(connections, f"user:{nora.id}")


def test_referral_members_an_emergency_tells_nothing_of_why_they_were_handed_in(
    nurse: Visitor, site: Flask, keys: Keys, connections: Connections
) -> None:
    said = {"name": ADA["name"], "phone": ADA["phone"], "reason": "behavioral", "source": "plan", "words": "Ask Cleo."}
    with connections.transaction() as session:
        handed = session.get_one(Intake, intake.send(session, said, ELSEWHERE, BY))
        theirs = intake.accept(session, handed, "", BY)
    nurse.post("/members/emergency", page="/members", **EMERGENCY)
    own = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", ELSEWHERE)))
    for browser, told in ((nurse, False), (own, True)):
        page = browser.get(f"/members/{theirs}").text
        assert "617-555-0142" in page
        assert [words in page for words in ("Mental health or substance use", "Ask Cleo.")] == [told, told]


def test_referral_members_an_emergency_is_judged_by_the_privacy_officer(
    nurse: Visitor, site: Flask, keys: Keys, connections: Connections
) -> None:
    theirs = add(connections, ELSEWHERE)
    nurse.post("/members/emergency", page="/members", **EMERGENCY)
    officer = Visitor(site).sign_in(a_person(connections, keys, Held("privacy_officer", None)))
    page = officer.get("/members/opened").text
    for told in ("Wren Alder", "Found at the door without keys.", "Somebody is in danger", theirs):
        assert told in page
    assert "Lantern" not in page
    found = re.search(r'action="(/members/opened/[^"]*)"', page)
    assert found
    assert officer.post(found[1], page="/members/opened").status_code == 422
    assert officer.post(found[1], page="/members/opened", verdict="wrong").status_code == 303
    assert "Nothing waits." in officer.get("/members/opened").text
    assert nurse.get("/members/opened").status_code == 403


def test_referral_members_nothing_of_them_stands_in_an_address_a_title_a_log_or_the_audit(
    nurse: Visitor, connections: Connections, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {
        "name": "Zephyrine Quillfeather",
        "called": "Zephie",
        "born_on": "1971-07-17",
        "phone": "617-555-0188",
        "plan_id": "QX-99-ZEPH",
        "street": "404 Zephyr Lane",
        "safe_words": "Say zephyrwood",
        "alternate": "Balthazar Quill",
    }
    made = nurse.post("/members/new", **told, act="save")
    ada = made.location
    answers = [
        nurse.post("/members", act="save", name=told["name"], born_on=told["born_on"]),
        nurse.post("/members/new", **told, act="save"),
        nurse.get(ada),
        nurse.get(f"{ada}/edit"),
        nurse.post(f"{ada}/edit", **told | {"zip": "x"}, version="1", act="save"),
        nurse.post(f"{ada}/edit", **told | {"diet": "zephyrfruit"}, version="1", act="save"),
        nurse.post(f"{ada}/edit", **told, version="1", act="save"),
        nurse.post(f"{ada}/household", name="Zephyrus Quillfeather"),
        nurse.post(f"{ada}/proxies", name="Zephyrus Quillfeather", authority="guardian"),
        nurse.post(f"{ada}/lock", page=ada, locked="yes"),
        nurse.get("/members"),
        nurse.post("/members/emergency", page="/members", reason="danger", words="Zephyr!", phone=told["phone"]),
    ]
    seen = " ".join(
        f"{answer.request.path} {answer.location} {title(answer.text) if answer.status_code != 303 else ''}"
        for answer in answers
    )
    logged = "".join(capsys.readouterr())
    with connections.reading() as session:
        audited = " ".join(map(str, session.execute(select(AuditEvent.details, AuditEvent.subject))))
    for place in (seen, logged, audited):
        assert not re.search("zeph|quill|1971|0188|QX", place, re.IGNORECASE)


def test_referral_members_nobodys_looks_hide_those_of_another(
    site: Flask, connections: Connections, keys: Keys, nurse: Visitor, ada: str
) -> None:
    other = a_person(connections, keys, Held("advocate", ORGANIZATION))
    Visitor(site).sign_in(other).get(f"/members/{ada}")
    for _ in range(12):
        nurse.get(f"/members/{ada}")
    page = nurse.get(f"/members/{ada}").text
    looked = page[page.index('id="looks"') : page.index('id="lock"')]
    assert looked.count("<li>") == 2
