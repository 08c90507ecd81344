"""The second factor by email, and remembered devices, as a browser does it. Numbers are items of docs/security/items.md."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from resource_app import mail
from resource_app.accounts import mailed_codes, people, resets
from resource_app.accounts.models import MailedCode, Membership, RememberedDevice, Reset, SignIn, User
from resource_app.accounts.roles import ROLES, Held, mailed_code_does
from resource_app.audit.models import AuditEvent
from resource_app.audit.verifying import verify
from resource_app.connections import Connections
from resource_app.factory import create_app
from resource_app.jobs import work
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.factories import ORGANIZATION
from tests.stores import settings_in
from tests.web.people import BY, KEY, PASSWORD, TOKEN, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
STAFF = Held("organization_staff", ORGANIZATION)
NEW = "harbor bells at seven in the fog"


@pytest.fixture
def volunteer(connections: Connections, keys: Keys) -> Person:
    """Somebody who works for an organization, and has set up no authenticator."""
    return a_person(connections, keys, STAFF, factor=False)


@pytest.fixture
def half(visitor: Visitor, volunteer: Person) -> Visitor:
    """A browser in which their password was right."""
    assert visitor.password(volunteer).location == "/sign-in/code"
    return visitor


@pytest.fixture
def known(half: Visitor, connections: Connections, keys: Keys) -> Visitor:
    """The same after the code, in a browser that is remembered."""
    answer = half.post("/sign-in/code", code=newest(connections, keys), remember="yes")
    assert (answer.status_code, answer.location) == (303, "/account")
    return half


def newest(connections: Connections, keys: Keys) -> str:
    """The code in the newest letter."""
    with connections.reading() as session:
        made = session.scalars(
            select(MailedCode).order_by(MailedCode.ended_at.is_not(None), MailedCode.made_at.desc())
        ).first()
        assert made is not None
        return mailed_codes.code(keys, made, people.get(session, made.user_id))


def letters(connections: Connections) -> list[str]:
    with connections.reading() as session:
        return list(session.scalars(select(mail.LetterRow.kind).order_by(mail.LetterRow.made_at)))


def acts(connections: Connections) -> list[str]:
    with connections.reading() as session:
        assert not verify(session).faults
        rows = session.execute(select(AuditEvent.action, AuditEvent.outcome).where(AuditEvent.at > BY.at))
        return sorted(f"{action} {outcome}" for action, outcome in rows)


def remembered(connections: Connections) -> int:
    with connections.reading() as session:
        return len(session.scalars(select(RememberedDevice.id).where(RememberedDevice.ended_at.is_(None))).all())


def needs_code(visitor: Visitor, person: Person, password: str = PASSWORD) -> bool:
    """Whether this browser is asked for a code after the password."""
    visitor.post("/sign-out", page="/account")
    assert visitor.password(person, password).status_code == 303
    return visitor.get("/account").status_code == 303


def test_a_mailed_code_is_the_second_factor(
    half: Visitor, connections: Connections, keys: Keys, volunteer: Person
) -> None:
    assert letters(connections) == ["code"]
    assert half.get("/account").location == "/sign-in/code?next=%2Faccount"
    shown = half.get("/sign-in/code").get_data(as_text=True)
    assert 'autocomplete="one-time-code" inputmode="numeric"' in shown
    assert re.fullmatch(r"\d{8}", newest(connections, keys))
    assert half.post("/sign-in/code", code=newest(connections, keys)).status_code == 303
    assert half.get("/account").status_code == 200
    assert acts(connections) == ["code_mailed done", "confirmed done", "signed_in done"]
    assert remembered(connections) == 0
    assert needs_code(half, volunteer)


def test_item_7_only_who_sees_an_organizations_offers_may_use_a_mailed_code() -> None:
    assert [role.code for role in ROLES if mailed_code_does([Held(role.code, "o-1")])] == ["organization_staff"]
    assert mailed_code_does([Held("organization_staff", "o-1"), Held("organization_staff", "o-2")])
    assert not mailed_code_does([])
    for role in ROLES:
        both = [Held("organization_staff", "o-1"), Held(role.code, "o-1")]
        assert mailed_code_does(both) is (role.code == "organization_staff")


@pytest.mark.parametrize("role", [role.code for role in ROLES if role.code != "organization_staff"])
def test_item_7_everybody_else_sets_up_an_authenticator(
    visitor: Visitor, connections: Connections, keys: Keys, role: str
) -> None:
    home = ORGANIZATION if role in {"care_team", "advocate", "organization_admin"} else None
    visitor.password(a_person(connections, keys, Held(role, home), factor=False))
    assert visitor.get("/sign-in/code").location == "/account/authenticator"
    assert visitor.post("/sign-in/code/send", page="/account/authenticator").status_code == 303
    assert letters(connections) == []


def test_item_7_another_role_ends_what_a_mailed_code_opened(
    known: Visitor, connections: Connections, keys: Keys, volunteer: Person
) -> None:
    assert known.get("/account").status_code == 200
    with connections.transaction() as session:
        people.give(session, volunteer.id, Held("organization_admin", ORGANIZATION), "community", None, BY)
    assert known.get("/account").location.startswith("/sign-in/code")
    assert known.get("/sign-in/code").location == "/account/authenticator"
    assert known.get("/account/authenticator").status_code == 200
    assert remembered(connections) == 0
    with connections.transaction() as session:
        made = session.scalars(select(Membership).where(Membership.role == "organization_admin")).one()
        made.ended_at = BY.at
    assert needs_code(known, volunteer)  # the device is not known again when that role ends


def test_item_7_a_password_alone_sets_up_no_authenticator(
    half: Visitor, watch: Watch, connections: Connections
) -> None:
    assert half.get("/account/authenticator").location.startswith("/sign-in/code")
    assert half.post("/account/authenticator/begin", page="/sign-in/code").location == "/sign-in/code"
    assert half.post("/account/authenticator", page="/sign-in/code", code="123456").location == "/sign-in/code"


def test_who_may_use_a_mailed_code_may_use_an_authenticator_instead(
    known: Visitor, site: Flask, volunteer: Person, connections: Connections, keys: Keys, watch: Watch
) -> None:
    other = Visitor(site)
    other.password(volunteer)
    other.post("/sign-in/code", code=newest(connections, keys))
    assert "/account/authenticator" in known.get("/account").get_data(as_text=True)
    assert known.post("/account/authenticator/begin", page="/account").status_code == 303
    shown = known.get("/account/authenticator").get_data(as_text=True)
    seed = re.findall(r"<code>([A-Z2-7 ]+)</code>", shown)[0].replace(" ", "")
    now_theirs = Person(volunteer.id, volunteer.email, seed)
    assert known.post("/account/authenticator", code=now_theirs.code(watch.at)).status_code == 200
    assert known.get("/account").status_code == 200
    assert other.get("/account").status_code == 303  # what the other way has opened ends
    assert remembered(connections) == 0
    assert letters(connections)[-1] == "changed"
    assert needs_code(known, now_theirs)
    known.sign_in(now_theirs)
    answer = known.post("/account/authenticator/remove", page="/account")
    assert answer.status_code == 303  # and back: a code by email, after which all is as before
    assert known.get("/account/authenticator").location.startswith("/sign-in/code")
    assert known.post("/sign-in/code", code=newest(connections, keys)).status_code == 303


def test_a_change_of_the_way_asks_for_a_proof(known: Visitor, watch: Watch) -> None:
    watch.forward(minutes=11)
    assert known.get("/account/authenticator").location.startswith("/account/prove")
    assert known.post("/account/authenticator/begin", page="/account").location == "/account/prove"
    for path in ("/account/recovery-codes", "/account/authenticator/remove"):
        assert known.post(path, page="/account").status_code == 303
    with known.app.extensions["connections"].reading() as session:
        assert session.scalars(text("SELECT code FROM recovery_code")).all() == []


def test_item_8_a_mailed_code_counts_once(half: Visitor, site: Flask, connections: Connections, keys: Keys) -> None:
    code = newest(connections, keys)
    assert half.post("/sign-in/code", code=f" {code[:4]} {code[4:]} ").status_code == 303
    with connections.transaction() as session:
        session.execute(text("UPDATE sign_in SET stage = 'password'"))
    assert half.post("/sign-in/code", code=code).status_code == 422
    assert half.get("/account").status_code == 303


@pytest.mark.parametrize(("minutes", "status"), [(9.9, 303), (10, 422), (29, 422)])
def test_item_8_a_mailed_code_is_good_for_ten_minutes(
    half: Visitor, connections: Connections, keys: Keys, watch: Watch, minutes: float, status: int
) -> None:
    watch.forward(minutes=minutes)
    assert half.post("/sign-in/code", code=newest(connections, keys)).status_code == status


@pytest.mark.parametrize("code", ["", "0", "abcdefgh", "١٢٣٤٥٦٧٨", "²³", "1234567", "123456789"])
def test_item_8_what_is_no_code_opens_nothing(half: Visitor, connections: Connections, code: str) -> None:
    assert half.post("/sign-in/code", code=code).status_code == 422
    assert half.get("/account").status_code == 303


def test_item_8_a_new_code_ends_the_old_one(half: Visitor, connections: Connections, keys: Keys, watch: Watch) -> None:
    first = newest(connections, keys)
    watch.forward(seconds=30)
    answer = half.post("/sign-in/code/send", page="/sign-in/code", next="/account/password")
    assert (answer.status_code, answer.location) == (303, "/sign-in/code?next=%2Faccount%2Fpassword&sent=mail")
    assert "A new code is on its way" in half.get(answer.location).text
    second = newest(connections, keys)
    assert first != second
    assert half.post("/sign-in/code", code=first).status_code == 422
    assert half.post("/sign-in/code", code=second, next="/account/password").location == "/account/password"


def test_item_8_a_code_is_good_in_the_browser_that_asked_only(
    half: Visitor, site: Flask, volunteer: Person, connections: Connections, keys: Keys, watch: Watch
) -> None:
    watch.forward(seconds=1)
    other = Visitor(site)
    other.password(volunteer)
    code = newest(connections, keys)
    assert half.post("/sign-in/code", code=code).status_code == 422
    assert other.post("/sign-in/code", code=code).status_code == 303


def test_item_6_mailed_codes_cannot_be_tried_out(half: Visitor, connections: Connections, keys: Keys) -> None:
    statuses = [half.post("/sign-in/code", code=f"{number:08}").status_code for number in range(8)]
    assert statuses == [422] * 6 + [429] * 2
    assert half.post("/sign-in/code", code=newest(connections, keys)).status_code == 429
    assert acts(connections).count("sign_in_refused denied") == 6


def test_item_63_codes_are_not_mailed_without_end(
    half: Visitor, connections: Connections, watch: Watch, volunteer: Person
) -> None:
    statuses = [half.post("/sign-in/code/send", page="/sign-in/code").status_code for _ in range(11)]
    assert statuses == [303] * 9 + [429] * 2
    assert letters(connections) == ["code"] * 10
    watch.forward(minutes=61)
    assert half.password(volunteer).status_code == 303  # nobody is locked out
    assert len(letters(connections)) == 11


def from_(address: str) -> dict[str, dict[str, str]]:
    return {"environ_overrides": {"REMOTE_ADDR": address}}


def sends(visitor: Visitor, path: str, page: str, address: str, **fields: str) -> TestResponse:
    data = {"csrf_token": visitor.token(page), **fields}
    return visitor.client.post(path, data=data, **from_(address))  # type: ignore[arg-type]


def test_item_6_who_has_the_password_stops_no_code_on_its_way(
    half: Visitor, site: Flask, volunteer: Person, connections: Connections, keys: Keys, watch: Watch
) -> None:
    theirs = newest(connections, keys)
    watch.forward(seconds=1)
    thief = Visitor(site)
    fields = {"email": volunteer.email, "password": PASSWORD}
    assert sends(thief, "/sign-in", "/sign-in", "192.0.2.9", **fields).status_code == 303
    assert sends(thief, "/sign-in/code", "/sign-in/code", "192.0.2.9", code=theirs).status_code == 422
    assert half.post("/sign-in/code", code=theirs).status_code == 303


def test_item_6_letters_asked_for_elsewhere_stop_none_to_where_somebody_signs_in(
    known: Visitor, site: Flask, volunteer: Person
) -> None:
    thief = Visitor(site)
    fields = {"email": volunteer.email, "password": PASSWORD}
    asked = [
        sends(thief, "/sign-in", "/forgot", f"192.0.2.{number // 8}", **fields).status_code for number in range(25)
    ]
    assert asked == [303] * 19 + [429] * 6  # one was the owner's, before they were familiar here
    fresh = Visitor(site)  # at the owner's address, in a browser that is not remembered
    assert fresh.password(volunteer).location == "/sign-in/code"
    assert "A code is on its way" in fresh.get("/sign-in/code").text
    assert sends(Visitor(site), "/sign-in", "/forgot", "198.51.100.3", **fields).status_code == 429


def test_the_code_stands_nowhere(half: Visitor, connections: Connections, keys: Keys) -> None:
    code = newest(connections, keys)
    with connections.reading() as session:
        for table in ("mailed_code", "letter", "outbox", "audit_event"):
            assert code not in repr(session.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608 - names above


def test_a_code_dies_with_the_address(connections: Connections, half: Visitor, keys: Keys, volunteer: Person) -> None:
    code = newest(connections, keys)
    with connections.transaction() as session:
        people.get(session, volunteer.id).email = "another@example.org"
    assert half.post("/sign-in/code", code=code).status_code == 422


def test_item_74_a_new_key_does_not_spoil_a_code(settings: Settings, connections: Connections, watch: Watch) -> None:
    old, new = KEY, KEY[::-1]
    before = create_app(settings_in(settings.data_dir, SECRET_KEY=old), connections)
    after = create_app(settings_in(settings.data_dir, SECRET_KEY=new, SECRET_KEY_FALLBACKS=old), connections)
    for each in (before, after):
        each.extensions["clock"] = watch
    visitor, later = Visitor(before), Visitor(after)
    visitor.password(a_person(connections, before.extensions["keys"], STAFF, factor=False))
    kept = visitor.client.get_cookie("session")
    assert kept is not None
    later.client.set_cookie("session", kept.value)
    assert later.post("/sign-in/code", code=newest(connections, before.extensions["keys"])).status_code == 303


def test_a_remembered_device_needs_no_code_for_thirty_days(
    known: Visitor, site: Flask, volunteer: Person, connections: Connections, watch: Watch
) -> None:
    assert "device_remembered done" in acts(connections)
    watch.forward(days=29, hours=23)
    assert not needs_code(known, volunteer)
    assert needs_code(Visitor(site), volunteer)
    watch.forward(hours=2)
    assert needs_code(known, volunteer)


def test_item_11_a_remembered_device_proves_nothing_anew(
    known: Visitor, volunteer: Person, watch: Watch, connections: Connections, keys: Keys
) -> None:
    watch.forward(days=2)
    assert not needs_code(known, volunteer)
    assert known.get("/account/password").location == "/account/prove?next=%2Faccount%2Fpassword"
    sent = known.post("/sign-in/code/send", page="/account/prove", next="/account/password")
    assert sent.location == "/account/prove?next=%2Faccount%2Fpassword&sent=mail"
    assert "A new code is on its way" in known.get(sent.location).text
    wrong = known.post("/account/prove", password=PASSWORD, code="12345678", next="/account/password")
    assert wrong.status_code == 422
    code = newest(connections, keys)
    answer = known.post("/account/prove", password=PASSWORD, code=code, next="/account/password")
    assert answer.location == "/account/password"
    assert known.get("/account/password").status_code == 200


def test_item_16_the_database_holds_no_secret_of_a_device(known: Visitor, connections: Connections) -> None:
    [secret] = [cookie.value for name, cookie in cookies(known.client).items() if name.startswith("device-")]
    assert len(secret) >= 43
    with connections.reading() as session:
        assert secret not in repr(session.execute(text("SELECT * FROM remembered_device")).all())


def cookies(client: FlaskClient) -> dict[str, object]:
    return {cookie.key: cookie for cookie in client._cookies.values()}  # type: ignore[union-attr]


def test_a_device_is_one_persons(known: Visitor, connections: Connections, keys: Keys, volunteer: Person) -> None:
    """In one browser several may be remembered, and none by the cookie of another."""
    [secret] = [cookie.value for name, cookie in cookies(known.client).items() if name.startswith("device-")]
    colleague = a_person(connections, keys, STAFF, factor=False)
    for name in [name for name in cookies(known.client) if name.startswith("device-")]:
        assert needs_code(known, colleague)
        known.post("/sign-in/code", code=newest(connections, keys), remember="yes")
        assert not needs_code(known, volunteer)
        assert not needs_code(known, colleague)
        for each in cookies(known.client):
            if each.startswith("device-") and each != name:
                known.client.set_cookie(each, secret)
    assert needs_code(known, colleague)


def test_item_19_devices_are_listed_and_forgotten(
    known: Visitor, connections: Connections, keys: Keys, volunteer: Person
) -> None:
    shown = known.get("/account").get_data(as_text=True)
    [number] = re.findall(r'action="/account/devices/([^/]+)/forget"', shown)
    stranger = Visitor(known.app).sign_in(a_person(connections, keys, STAFF))
    bodies = [
        re.sub(
            r'message: \w+|value="[^"]*"', "", stranger.post(f"/account/devices/{each}/forget", page="/account").text
        ).replace(each, "")
        for each in (number, "00000000-0000-4000-8000-000000000000")
    ]
    assert bodies[0] == bodies[1]
    assert remembered(connections) == 1
    assert known.post(f"/account/devices/{number}/forget", page="/account").status_code == 303
    assert known.post(f"/account/devices/{number}/forget", page="/account").status_code == 404
    assert "device_forgotten done" in acts(connections)
    assert needs_code(known, volunteer)


@pytest.mark.parametrize("way", ["new password", "reset", "disabled", "everywhere"])
def test_item_19_what_ends_every_session_forgets_every_device(
    known: Visitor, site: Flask, connections: Connections, volunteer: Person, way: str
) -> None:
    assert remembered(connections) == 1
    password = PASSWORD
    if way == "new password":
        password = NEW
        assert known.post("/account/password", old=PASSWORD, password=NEW).status_code == 303
    elif way == "reset":
        with connections.transaction() as session:
            people.choose_password(session, volunteer.id, people.get(session, volunteer.id).password, BY)
    elif way == "disabled":
        with connections.transaction() as session:
            people.disable(session, people.get(session, volunteer.id), BY)
            people.enable(session, people.get(session, volunteer.id), BY)
    else:
        answer = known.post("/sign-out/everywhere", page="/account")
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
        with connections.reading() as session:
            assert session.scalars(select(SignIn.id).where(SignIn.ended_at.is_(None))).all() == []
    assert remembered(connections) == 0
    fresh = Visitor(site)
    for name, cookie in cookies(known.client).items():
        if name.startswith("device-"):
            fresh.client.set_cookie(name, cookie.value)
    assert needs_code(fresh, volunteer, password)


def test_item_20_the_cookie_of_a_device(settings: Settings, connections: Connections, watch: Watch) -> None:
    made = create_app(settings_in(settings.data_dir, PUBLIC_URL="https://help.example.org"), connections)
    made.extensions["clock"] = watch
    person = a_person(connections, made.extensions["keys"], STAFF, factor=False)
    client = made.test_client()
    there = {"base_url": "https://help.example.org", "headers": {"Origin": "https://help.example.org"}}

    def send(path: str, **fields: str) -> list[str]:
        token = TOKEN.search(client.get("/sign-in", follow_redirects=True, **there).get_data(as_text=True))
        assert token
        answer = client.post(path, data={"csrf_token": token[1], **fields}, **there)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return answer.headers.getlist("Set-Cookie")

    send("/sign-in", email=person.email, password=PASSWORD)
    code = newest(connections, made.extensions["keys"])
    [cookie] = [each for each in send("/sign-in/code", code=code, remember="yes") if "device" in each]
    parts = {part.strip() for part in cookie.split(";")}
    assert cookie.startswith("__Host-device-")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= parts
    assert f"Max-Age={int(timedelta(days=30).total_seconds())}" in parts
    assert "Domain" not in cookie


def test_what_passes_is_forgotten_after_ninety_days(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    """A code goes before its session; the person, and what was written down, stay."""
    visitor = Visitor(site)
    visitor.password(a_person(connections, keys, STAFF, factor=False))
    assert str(work.tidy_sign_ins(connections, watch.at + timedelta(days=89))).startswith("0 rows")
    assert str(work.tidy_sign_ins(connections, watch.at + timedelta(days=91))).startswith("2 rows")
    with connections.reading() as session:
        assert list(session.scalars(select(SignIn.id))) == []
        assert len(list(session.scalars(select(User.id)))) == 1


def test_an_office_of_volunteers_behind_one_address_gets_its_codes(
    site: Flask, connections: Connections, keys: Keys
) -> None:
    people_there = [a_person(connections, keys, STAFF, factor=False) for _ in range(22)]
    assert {Visitor(site).password(each).status_code for each in people_there} == {303}


def test_item_7_whose_address_no_letter_reaches_is_told_so_and_whom_to_ask(
    site: Flask, half: Visitor, connections: Connections, volunteer: Person, admin: Person, watch: Watch
) -> None:
    promise = "A code is on its way"
    assert promise in half.get("/sign-in/code").text
    with connections.transaction() as session:
        session.add(mail.Suppressed(address=volunteer.email, at=watch.at))
    text = half.get("/sign-in/code").text
    assert (promise in text, "We cannot send you a code" in text, "/sign-in/code/send" in text) == (False, True, False)
    network = Visitor(site).sign_in(admin)
    assert "No letter reaches this address" in network.get("/people").text
    assert network.post("/people/mail-again", page="/people", address=volunteer.email).status_code == 303
    assert "No letter reaches this address" not in network.get("/people").text
    assert network.post("/people/mail-again", page="/people", address=volunteer.email).status_code == 422
    assert promise in half.get("/sign-in/code").text


def test_item_12_the_mailbox_alone_is_enough_where_codes_are_mailed_and_the_threat_model_says_so(
    site: Flask, connections: Connections, keys: Keys, volunteer: Person
) -> None:
    """What is so is written: whoever changes one changes the other."""
    thief = Visitor(site)
    thief.post("/forgot", email=volunteer.email)
    with connections.reading() as session:
        path = resets.LINK.path(session, keys, session.scalars(select(Reset)).one())
    assert thief.post(path, password=NEW).location == "/sign-in"
    thief.password(volunteer, NEW)
    assert thief.post("/sign-in/code", code=newest(connections, keys)).location == "/account"
    threats = (Path(__file__).parents[2] / "docs" / "security" / "threats.md").read_text()
    assert "so the mailbox alone opens the account" in " ".join(threats.split())


def becomes_admin(connections: Connections, person: Person) -> None:
    with connections.transaction() as session:
        people.give(session, person.id, Held("organization_admin", ORGANIZATION), "community", None, BY)


def test_item_7_a_password_alone_takes_over_nobody_who_becomes_an_administrator(
    half: Visitor, site: Flask, connections: Connections, keys: Keys, volunteer: Person, watch: Watch
) -> None:
    """Who waits at the page for the code is out, and comes no further with the password than to that page."""
    becomes_admin(connections, volunteer)
    assert half.get("/account/authenticator").location.startswith("/sign-in?")
    watch.forward(seconds=1)
    thief = Visitor(site)
    assert thief.password(volunteer).location == "/sign-in/code"
    for path in ("/account/authenticator", "/account"):
        assert thief.get(path).location.startswith("/sign-in/code")
    assert thief.post("/account/authenticator/begin", page="/sign-in/code").location == "/sign-in/code"
    assert thief.post("/account/authenticator", page="/sign-in/code", code="123456").location == "/sign-in/code"
    with connections.reading() as session:
        assert session.scalars(text("SELECT seed FROM factor")).all() == []
    code = newest(connections, keys)
    assert thief.post("/sign-in/code", code=code, remember="yes").location == "/account"
    assert remembered(connections) == 0  # it opens the one page
    assert thief.get("/account").location.startswith("/sign-in/code")
    assert thief.get("/sign-in/code").location == "/account/authenticator"
    assert thief.post("/account/authenticator/begin", page="/account/authenticator").status_code == 303
    watch.forward(minutes=11)
    assert thief.get("/account/authenticator").location.startswith("/sign-in/code")
    shown = thief.get("/sign-in/code").text
    assert ("No code is on its way" in shown, "A code is on its way" in shown) == (True, False)
    thief.post("/sign-in/code/send", page="/sign-in/code")
    assert thief.post("/sign-in/code", code=newest(connections, keys)).status_code == 303
    assert thief.get("/account/authenticator").status_code == 200


@pytest.mark.parametrize("ended", [False, True])
def test_item_7_a_first_authenticator_after_one_was_taken_away_asks_for_the_mailbox(
    site: Flask, connections: Connections, keys: Keys, ended: bool
) -> None:
    """Where codes once went there, also under a role that has ended."""
    person = a_person(connections, keys, STAFF, Held("organization_admin", ORGANIZATION))
    before = Visitor(site)
    before.password(person)
    with connections.transaction() as session:
        if ended:
            session.scalars(select(Membership).where(Membership.role == STAFF.role)).one().ended_at = BY.at
        people.remove_factor(session, person.id, BY)
    assert before.get("/sign-in/code").location.startswith("/sign-in?")  # every session ends
    visitor = Visitor(site)
    visitor.password(person)
    assert visitor.get("/account/authenticator").location.startswith("/sign-in/code")
    assert letters(connections) == ["changed", "code"]


def test_item_7_where_there_was_never_a_mailed_code_the_password_sets_one_up_and_the_threat_model_says_so(
    visitor: Visitor, connections: Connections, keys: Keys
) -> None:
    visitor.password(a_person(connections, keys, Held("curator", None), factor=False))
    assert visitor.get("/account/authenticator").status_code == 200
    threats = (Path(__file__).parents[2] / "docs" / "security" / "threats.md").read_text()
    assert "the password alone sets up the first authenticator" in " ".join(threats.split())
