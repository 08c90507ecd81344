"""Each way to try something has its limit, and each proof ends what was before: tests that fail when one is taken away."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app import mail
from resource_app.accounts import people, resets, sign_ins, throttles
from resource_app.accounts.devices import Browser
from resource_app.accounts.models import SignIn
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import ORGANIZATION
from tests.web.conftest import NOW
from tests.web.people import BY, PASSWORD, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
TOO_MANY = 429


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of one try."""
    monkeypatch.setattr(throttles, "LIMITS", tuple(replace(each, most=1) for each in throttles.LIMITS))


def tries(visitor: Visitor, path: str, page: str, **fields: str) -> list[int]:
    return [visitor.post(path, page=page, **fields).status_code for _ in range(2)]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/sign-in", {"email": "nobody@example.org", "password": "wrong"}),
        ("/forgot", {"email": "nobody@example.org"}),
        ("/reset/x/y", {"password": PASSWORD}),
        ("/invitations/x/y", {"name": "Fen", "password": PASSWORD}),
        ("/inboxes/x/y", {}),
        ("/set-up/x", {"email": "fen@example.org", "name": "Fen", "password": PASSWORD}),
    ],
)
def test_item_6_a_stranger_tries_once(site: Flask, strict: None, path: str, fields: dict[str, str]) -> None:
    first, second = tries(Visitor(site), path, "/sign-in", **fields)
    assert (first < TOO_MANY, second) == (True, TOO_MANY)


def test_item_6_a_code_is_tried_once(site: Flask, admin: Person, strict: None) -> None:
    visitor = Visitor(site)
    visitor.password(admin)
    assert tries(visitor, "/sign-in/code", "/sign-in/code", code="000000") == [422, TOO_MANY]


@pytest.mark.parametrize(
    ("path", "page", "fields"),
    [
        ("/account/prove", "/account/prove", {"password": "wrong", "code": "000000"}),
        ("/people/invite", "/people", {"email": "fen@example.org", "role": "curator", "group": ""}),
        ("/account/email", "/account/email", {"email": "fen@example.org"}),
    ],
)
def test_item_6_who_is_signed_in_tries_once(
    signed_in: Visitor, strict: None, path: str, page: str, fields: dict[str, str]
) -> None:
    first, second = tries(signed_in, path, page, **fields)
    assert (first < TOO_MANY, second) == (True, TOO_MANY)


def test_item_65_a_limit_that_is_reached_is_written_down_once(
    visitor: Visitor, admin: Person, connections: Connections
) -> None:
    statuses = [visitor.password(admin, "not the password").status_code for _ in range(15)]
    assert statuses == [422] * 10 + [TOO_MANY] * 5
    with connections.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.action == "limit_reached")).all()
        assert (row.subject, row.outcome, row.address) == ("limit:sign_in", "denied", "127.0.0.1")
        assert row.details == {"of": "account address", "route": "POST /sign-in"}
        refused = select(AuditEvent).where(AuditEvent.action == "sign_in_refused")
        assert len(session.scalars(refused).all()) == 10


def wrong_codes(site: Flask, person: Person, addresses: list[str]) -> list[int]:
    """Of somebody who has the password."""
    thief = Visitor(site)
    thief.password(person)
    tried = []
    for address in addresses:
        data = {"csrf_token": thief.token("/sign-in/code"), "code": "000000"}
        place = {"REMOTE_ADDR": address}
        tried.append(thief.client.post("/sign-in/code", data=data, environ_overrides=place).status_code)
    return tried


def test_item_6_wrong_codes_elsewhere_stop_nobody_where_they_signed_in(
    site: Flask, admin: Person, watch: Watch
) -> None:
    """Neither signing in nor a further proof of an open session, wherever that one is."""
    here = Visitor(site).sign_in(admin)
    one = wrong_codes(site, admin, ["192.0.2.1"] * 8)
    assert one == [422] * 6 + [TOO_MANY] * 2
    many = wrong_codes(site, admin, [f"192.0.3.{number}" for number in range(20)])
    assert many == [422] * 18 + [TOO_MANY] * 2  # 24 an hour from everywhere, whatever the machines
    Visitor(site).sign_in(admin)
    watch.forward(minutes=11)
    fields = {"csrf_token": here.token("/account/prove"), "password": PASSWORD, "code": admin.code(watch.at)}
    moved = {"REMOTE_ADDR": "198.51.100.3"}
    assert here.client.post("/account/prove", data=fields, environ_overrides=moved).status_code == 303


def test_item_6_who_is_familiar_tries_no_code_without_end(connections: Connections) -> None:
    """24 an hour from all familiar places, beside the 24 from everywhere else."""

    def tried(number: int) -> bool:
        whose = {"account": "u-1", "address": f"192.0.2.{number}"}
        try:
            throttles.spend(connections, "code", NOW, familiar=True, **whose)
        except throttles.TooMany:
            return False
        return True

    assert [tried(number) for number in range(30)] == [True] * 24 + [False] * 6


def test_item_6_the_page_says_how_long_to_wait_and_a_new_password_counts_anew(
    site: Flask, admin: Person, connections: Connections, keys: Keys, watch: Watch
) -> None:
    visitor = Visitor(site)
    for _ in range(10):
        visitor.password(admin, "not the password")
    answer = visitor.password(admin)
    minutes = -(-int(answer.headers["Retry-After"]) // 60)
    assert answer.status_code == TOO_MANY
    assert f"Wait {minutes} minute" in answer.text
    assert "Nobody is locked out" not in answer.text
    assert 'href="/forgot"' in answer.text
    for new in ("harbor bells at seven in the fog", "quiet lanterns on a wooden pier"):
        with connections.transaction() as session:
            resets.ask(session, admin.email, replace(BY, at=watch.at))
            session.flush()
            made = session.scalars(select(resets.Reset).where(resets.Reset.used_at.is_(None))).one()
            path = resets.LINK.path(session, keys, made)
        assert visitor.post(path, password=new).location == "/sign-in"
    assert visitor.password(admin, "quiet lanterns on a wooden pier").status_code == 303


def test_item_6_the_mailbox_alone_begins_three_times_a_day_to_count_anew(connections: Connections) -> None:
    def tried() -> int:
        count = 0
        for number in range(30):
            try:
                throttles.spend(connections, "code", NOW, account="u-1", address=f"192.0.2.{number}")
            except throttles.TooMany:
                continue
            count += 1
        return count

    counts = []
    for _ in range(5):
        counts.append(tried())
        throttles.begin_anew(connections, NOW, "u-1", "wren@example.org")
    assert counts == [24, 24, 24, 24, 0]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("::ffff:192.0.2.9", "192.0.2.9"),
        ("64:ff9b::192.0.2.9", "192.0.2.9"),
        ("192.0.2.9", "192.0.2.9"),
        ("2001:db8:0:1::9", "2001:db8:0:1::/64"),
        ("unix:", "unix:"),
    ],
)
def test_items_6_65_an_address_of_ipv4_is_itself_in_every_form(
    site: Flask, connections: Connections, address: str, counted: str
) -> None:
    """A server that listens on :: sees every visitor of IPv4 in one network of IPv6."""
    assert throttles.network_of(address) == counted
    visitor = Visitor(site)
    fields = {"csrf_token": visitor.token(), "email": "nobody@example.org", "password": "wrong"}
    for _ in range(2):
        visitor.client.post("/sign-in", data=fields, environ_overrides={"REMOTE_ADDR": address})
    with connections.reading() as session:
        rows = session.scalars(select(AuditEvent.address).where(AuditEvent.action == "sign_in_refused"))
        assert set(rows) == {throttles.plain(address)}


def test_item_6_a_mailbox_is_named_once(site: Flask, listed: Connections, keys: Keys, strict: None) -> None:
    boss = Visitor(site).sign_in(a_person(listed, keys, Held("organization_admin", ORGANIZATION)))
    place = f"/organizations/{ORGANIZATION}"
    assert tries(boss, f"{place}/inbox", f"{place}/staff", mailbox="fen@example.org") == [303, TOO_MANY]


def test_item_6_everybody_together_has_a_limit(connections: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = tuple(replace(each, most=2) for each in throttles.LIMITS if each.of == throttles.EVERYBODY)
    monkeypatch.setattr(throttles, "LIMITS", wide)
    for number in range(2):
        throttles.spend(connections, "sign_in", NOW, account=f"{number}@example.org", address=f"192.0.2.{number}")
    with pytest.raises(throttles.TooMany):
        throttles.spend(connections, "sign_in", NOW, account="other@example.org", address="192.0.2.7")


def test_item_17_nothing_planted_in_a_cookie_outlives_signing_in(site: Flask, admin: Person) -> None:
    visitor = Visitor(site)
    with visitor.client.session_transaction() as planted:
        planted["planted"] = "x"
    visitor.sign_in(admin)
    with visitor.client.session_transaction() as held:
        assert "planted" not in held


def test_item_17_signing_in_again_ends_what_this_browser_had(
    signed_in: Visitor, admin: Person, connections: Connections
) -> None:
    signed_in.password(admin)
    with connections.reading() as session:
        ended = list(session.scalars(select(SignIn.ended_at).order_by(SignIn.made_at)))
    assert [each is not None for each in ended] == [True, False]


def test_item_15_who_is_disabled_gets_no_new_password(connections: Connections, keys: Keys, site: Flask) -> None:
    """Neither asks for a link, nor uses the one they had."""
    person = a_person(connections, keys, Held("curator", None))
    with connections.transaction() as session:
        resets.ask(session, person.email, BY)
        session.flush()
        made = session.scalars(select(resets.Reset)).one()
        path = resets.LINK.path(session, keys, made)
        made.made_at = NOW
        people.get(session, person.id).disabled_at = NOW
    assert Visitor(site).get(path).status_code == 404
    with connections.transaction() as session:
        resets.ask(session, person.email, BY)
        session.flush()
        assert {None} < set(session.scalars(select(resets.Reset.user_id)))


def test_an_authenticator_that_is_removed_ends_every_session_and_is_told(
    signed_in: Visitor, admin: Person, connections: Connections
) -> None:
    with connections.transaction() as session:
        elsewhere = sign_ins.begin(session, admin.id, "factor", Browser("", ""), NOW).id
    signed_in.post("/account/authenticator/remove", page="/account")
    with connections.reading() as session:
        assert session.get_one(SignIn, elsewhere).ended_at is not None
        assert "changed" in list(session.scalars(select(mail.LetterRow.kind)))


def test_new_recovery_codes_are_told(signed_in: Visitor, connections: Connections) -> None:
    signed_in.post("/account/recovery-codes", page="/account")
    with connections.reading() as session:
        assert list(session.scalars(select(mail.LetterRow.kind))) == ["changed"]
