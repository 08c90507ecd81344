"""Invitations, forgotten passwords, who administers whom: as browsers do it. Numbers are items of docs/security/items.md."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from resource_app import mail
from resource_app.accounts import invitations, people, resets
from resource_app.accounts.handed_out import held_by
from resource_app.accounts.models import Invitation, Membership, Reset, User
from resource_app.accounts.roles import ROLES, Held, may_give
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory.queries import organization
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from tests.factories import ORGANIZATION
from tests.web.conftest import NOW
from tests.web.people import PASSWORD, TOKEN, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
STAFF = f"/organizations/{ORGANIZATION}/staff"
NEW = "harbor bells at seven in the fog"


@pytest.fixture
def boss(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    """An administrator of the organization that is listed."""
    return Visitor(site).sign_in(a_person(listed, keys, Held("organization_admin", ORGANIZATION)))


def link(connections: Connections, keys: Keys) -> str:
    """The address in the newest invitation."""
    with connections.reading() as session:
        made = session.scalars(select(Invitation).order_by(Invitation.made_at.desc())).first()
        assert made is not None
        return invitations.LINK.path(session, keys, made)


def letters(connections: Connections) -> list[str]:
    with connections.reading() as session:
        return list(session.scalars(select(mail.LetterRow.kind).order_by(mail.LetterRow.made_at)))


def acts(connections: Connections) -> list[str]:
    with connections.reading() as session:
        return list(session.scalars(select(AuditEvent.action).where(AuditEvent.at > NOW)))


def test_an_invitation_is_taken_once(boss: Visitor, site: Flask, listed: Connections, keys: Keys) -> None:
    answer = boss.post(f"{STAFF}/invite", page=STAFF, email="Lark@Example.org", role="organization_staff", group="")
    assert (answer.status_code, answer.location) == (303, f"{STAFF}?invited=1")
    assert letters(listed) == ["invitation"]
    path = link(listed, keys)
    newcomer = Visitor(site)
    shown = newcomer.get(path)
    assert "lark@example.org" in shown.get_data(as_text=True)
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert shown.headers["Cache-Control"] == "no-store"
    assert newcomer.post(path, name="Lark Fen", password="short").status_code == 422
    answer = newcomer.post(path, name="Lark Fen", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    assert Visitor(site).get(path).status_code == 404
    assert "Lark Fen" in boss.get(STAFF).get_data(as_text=True)
    assert {"invited", "invitation_taken", "membership_given"} <= set(acts(listed))


def test_an_invitation_and_the_account_name_the_organization(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys, watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    with listed.reading() as session:
        home = organization(session, ORGANIZATION)
    assert home is not None
    boss.post(f"{STAFF}/invite", page=STAFF, email="lark@example.org", role="organization_staff", group="")
    drain(listed, watch)
    assert f"works at {home.name}" in capsys.readouterr().err
    path = link(listed, keys)
    assert f"Your role at {home.name}: " in Visitor(site).get(path).text
    assert home.name in boss.get("/account").text
    assert Visitor(site).post(path, name="Lark Fen", password=f"{home.name} 2026!").status_code == 422


@pytest.mark.parametrize("wrong", ["x", "0000", ""])
def test_an_address_nobody_made_opens_nothing(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys, wrong: str
) -> None:
    boss.post(f"{STAFF}/invite", page=STAFF, email="lark@example.org", role="organization_staff", group="")
    path = link(listed, keys)
    assert Visitor(site).get(path[:-4] + wrong).status_code == 404


def test_an_invitation_ends_after_a_week_or_when_it_is_withdrawn(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys, watch: Watch
) -> None:
    boss.post(f"{STAFF}/invite", page=STAFF, email="lark@example.org", role="organization_staff", group="")
    path = link(listed, keys)
    number = path.split("/")[2]
    assert boss.post(f"/invitations/{number}/withdraw", page=STAFF).status_code == 303
    assert Visitor(site).get(path).status_code == 404
    watch.forward(seconds=1)
    boss.post(f"{STAFF}/invite", page=STAFF, email="fen@example.org", role="organization_staff", group="")
    path = link(listed, keys)
    watch.forward(days=6, hours=23)
    assert Visitor(site).get(path).status_code == 200
    watch.forward(hours=2)
    assert Visitor(site).get(path).status_code == 404


def test_item_5_whoever_invites_learns_nothing_of_who_is_there(
    boss: Visitor, listed: Connections, keys: Keys, site: Flask, watch: Watch
) -> None:
    known = a_person(listed, keys, Held("curator", None))
    answers = [
        boss.post(f"{STAFF}/invite", page=STAFF, email=email, role="organization_staff", group="")
        for email in (known.email, "nobody@example.org")
    ]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    with listed.reading() as session:
        made = session.scalars(select(Invitation).where(Invitation.email == known.email)).one()
        path = invitations.LINK.path(session, keys, made)
    assert 'name="password"' not in Visitor(site).get(path).get_data(as_text=True)
    stranger = Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))
    assert stranger.post(f"{path}/accept", page="/account").status_code == 404
    owner = Visitor(site).sign_in(known)
    assert owner.post(f"{path}/accept", page=path).status_code == 303
    with listed.reading() as session:
        assert Held("organization_staff", ORGANIZATION) in held_by(session, known.id)


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_item_38_nobody_grants_above_themselves(boss: Visitor, listed: Connections, role: str) -> None:
    status = boss.post(f"{STAFF}/invite", page=STAFF, email="lark@example.org", role=role, group="").status_code
    allowed = role in {"organization_staff", "organization_admin"}  # of a community organization
    assert status == 303 if allowed else status in {404, 422}
    with listed.reading() as session:
        assert len(session.scalars(select(Invitation)).all()) == allowed


def test_item_38_who_may_give_what() -> None:
    for role in ROLES:
        for other in ROLES:
            held = [Held(role.code, None if "network" in role.places else "o-1")]
            assert may_give(held, other.code, "o-1") is (
                role.code == "network_admin" or (role.code == "organization_admin" and "network" not in other.places)
            )
            assert not may_give([Held(role.code, "o-2")], other.code, "o-1")


def test_item_31_another_organization_is_as_unknown_as_one_there_is_not(boss: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        session.execute(Membership.__table__.update().values(organization_id="elsewhere"))  # type: ignore[attr-defined]
    bodies = []
    for number in (ORGANIZATION, "00000000-0000-4000-8000-000000000000"):
        answer = boss.get(f"/organizations/{number}/staff")
        assert answer.status_code == 404
        text = TOKEN.sub("", answer.get_data(as_text=True))  # a token holds the second it was made in
        bodies.append(re.sub(r"message: \w+", "", text).replace(number, ""))
    assert bodies[0] == bodies[1]


def test_item_15_an_invitation_ends_with_who_sent_it(
    site: Flask, listed: Connections, keys: Keys, boss: Visitor
) -> None:
    boss.post(f"{STAFF}/invite", page=STAFF, email="lark@example.org", role="organization_admin", group="")
    path, visitor = link(listed, keys), Visitor(site)
    assert visitor.get(path).status_code == 200
    with listed.transaction() as session:
        session.execute(update(Membership).values(ended_at=NOW))
    answer = visitor.get(path)
    assert (answer.status_code, "This link does not work any more" in answer.text) == (404, True)
    with listed.transaction() as session:
        session.execute(update(Membership).values(ended_at=None))
        session.execute(update(User).values(disabled_at=NOW))
    assert visitor.post(path, page="/sign-in", name="Lark", password=NEW).status_code == 404


def test_item_38_nobody_appoints_themselves(site: Flask, listed: Connections, keys: Keys) -> None:
    admin = a_person(listed, keys, Held("network_admin", None))
    visitor = Visitor(site).sign_in(admin)
    answer = visitor.post("/people/invite", page="/people", email=admin.email, role="privacy_officer", group="")
    assert answer.status_code == 422
    assert "Ask another administrator" in answer.text
    assert letters(listed) == []


def test_an_organization_of_many_volunteers_is_invited_in_one_go(boss: Visitor) -> None:
    answers = [
        boss.post(f"{STAFF}/invite", page=STAFF, email=f"{n}@example.org", role="organization_staff", group="")
        for n in range(25)
    ]
    assert {answer.status_code for answer in answers} == {303}


def test_who_takes_an_invitation_is_who_took_it(boss: Visitor, site: Flask, listed: Connections, keys: Keys) -> None:
    boss.post(f"{STAFF}/invite", page=STAFF, email="lark@example.org", role="organization_staff", group="")
    Visitor(site).post(link(listed, keys) + "?lang=es", name="Lark", password=NEW)
    with listed.reading() as session:
        user = people.known_by(session, "lark@example.org")
        assert user is not None
        taken = session.scalars(select(AuditEvent.actor_id).where(AuditEvent.action == "invitation_taken"))
        assert (list(taken), user.language) == ([user.id], "es")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Lark@Example.ORG", "lark@example.org"), ("weiß@example.org", "weiß@example.org"), ("a@faß.de", "a@faß.de")],
)
def test_an_address_keeps_its_letters(typed: str, kept: str) -> None:
    """ß and ss are two mailboxes."""
    assert people.folded(typed) == kept


def test_what_is_held_already_is_said(site: Flask, listed: Connections, keys: Keys, boss: Visitor) -> None:
    boss.post(f"{STAFF}/invite", page=STAFF, email="lark@example.org", role="organization_staff", group="")
    path = link(listed, keys)
    lark = a_person(listed, keys, Held("organization_staff", ORGANIZATION))
    with listed.transaction() as session:
        people.get(session, lark.id).email = "lark@example.org"
    visitor = Visitor(site).sign_in(replace(lark, email="lark@example.org"))
    answer = visitor.post(f"{path}/accept", page=path)
    assert (answer.status_code, "They have this role already." in answer.text) == (422, True)


def test_item_38_ones_own_role_is_for_somebody_else_to_end(boss: Visitor, listed: Connections) -> None:
    with listed.reading() as session:
        mine = session.scalars(select(Membership.id)).one()
    assert boss.post(f"/memberships/{mine}/end", page=STAFF).status_code == 422
    assert boss.get(STAFF).status_code == 200


def test_a_role_is_ended_at_once(boss: Visitor, site: Flask, listed: Connections, keys: Keys) -> None:
    staff = a_person(listed, keys, Held("organization_admin", ORGANIZATION))
    visitor = Visitor(site).sign_in(staff)
    assert visitor.get(STAFF).status_code == 200
    with listed.reading() as session:
        theirs = session.scalars(select(Membership.id).where(Membership.user_id == staff.id)).one()
    assert boss.post(f"/memberships/{theirs}/end", page=STAFF).status_code == 303
    assert visitor.get(STAFF).status_code == 403
    assert boss.post(f"/memberships/{theirs}/end", page=STAFF).status_code == 404


def test_what_no_button_takes_back_is_done_in_two_taps(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys
) -> None:
    """Also who can be let in again: it signs them out everywhere."""
    a_person(listed, keys, Held("organization_staff", ORGANIZATION))
    assert boss.post(f"/organizations/{ORGANIZATION}/inbox", page=STAFF, mailbox="all@example.org").status_code == 303
    everybody = Visitor(site).sign_in(a_person(listed, keys, Held("network_admin", None)))
    text = boss.get(STAFF).text + everybody.get("/people").text
    first_tap = re.compile(r"<details.*?</details>", re.DOTALL)
    acts = re.compile(r'action="[^"]+/(end|take|disable)"')
    assert {*acts.findall(text)} == {"end", "take", "disable"}
    assert {*acts.findall(first_tap.sub("", text))} == set()


def test_the_network_disables_and_enables(site: Flask, listed: Connections, keys: Keys, admin: Person) -> None:
    known = Visitor(site).sign_in(admin)
    other = a_person(listed, keys, Held("curator", None))
    visitor = Visitor(site).sign_in(other)
    assert other.email in known.get("/people").get_data(as_text=True)
    assert known.post(f"/people/{other.id}/disable", page="/people").status_code == 303
    assert visitor.get("/account").status_code == 303
    assert Visitor(site).password(other).status_code == 422
    assert known.post(f"/people/{other.id}/enable", page="/people").status_code == 303
    assert Visitor(site).password(other).status_code == 303
    assert known.post(f"/people/{admin.id}/disable", page="/people").status_code == 422
    assert visitor.get("/people").status_code in {303, 403}


def test_item_65_a_refusal_is_written_down(boss: Visitor, listed: Connections) -> None:
    assert boss.get("/people").status_code == 403
    with listed.reading() as session:
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "denied")).one()
        assert (row.outcome, row.details) == ("denied", {"route": "GET /people"})


def reset_link(connections: Connections, keys: Keys) -> str:
    with connections.reading() as session:
        made = session.scalars(select(Reset).order_by(Reset.made_at.desc())).first()
        assert made is not None
        return resets.LINK.path(session, keys, made)


def test_item_12_a_forgotten_password(
    visitor: Visitor, site: Flask, admin: Person, connections: Connections, keys: Keys, watch: Watch
) -> None:
    signed_in = Visitor(site).sign_in(admin)
    assert visitor.post("/forgot", email=admin.email.upper()).status_code == 200
    assert letters(connections) == ["reset"]
    path = reset_link(connections, keys)
    assert visitor.get(path).headers["Referrer-Policy"] == "no-referrer"
    assert visitor.get(path).status_code == 200  # looking spends nothing
    assert visitor.post(path, password="short").status_code == 422
    answer = visitor.post(path, password=NEW)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert visitor.get("/account").status_code == 303  # it signs nobody in
    assert signed_in.get("/account").status_code == 303  # and ends what was open
    assert visitor.get(path).status_code == 404
    assert letters(connections) == ["reset", "changed"]
    assert Visitor(site).password(admin).status_code == 422
    assert visitor.password(admin, NEW).location == "/sign-in/code"  # the second factor stays
    watch.forward(minutes=1)
    assert visitor.post("/sign-in/code", code=admin.code(watch.at)).status_code == 303


def test_item_12_the_link_ends_after_an_hour_and_with_the_password(
    visitor: Visitor, admin: Person, connections: Connections, keys: Keys, watch: Watch
) -> None:
    visitor.post("/forgot", email=admin.email)
    watch.forward(minutes=1)
    first = reset_link(connections, keys)
    visitor.post("/forgot", email=admin.email)
    second = reset_link(connections, keys)
    assert visitor.post(second, password=NEW).status_code == 303
    assert visitor.get(first).status_code == 404
    visitor.post("/forgot", email=admin.email)
    third = reset_link(connections, keys)
    watch.forward(minutes=61)
    assert visitor.get(third).status_code == 404


def test_item_5_whoever_asks_for_a_new_password_learns_nothing(
    visitor: Visitor, admin: Person, connections: Connections, watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    bodies = [visitor.post("/forgot", email=email).get_data(as_text=True) for email in (admin.email, "no@example.org")]
    assert bodies[0] == bodies[1]
    assert letters(connections) == ["reset", "reset"]  # as much is written, so that it takes as long
    drain(connections, watch)
    told = capsys.readouterr().err
    assert (told.count("mail to"), f"mail to {admin.email}" in told) == (1, True)


def test_item_63_letters_are_not_sent_without_end(visitor: Visitor, admin: Person, connections: Connections) -> None:
    statuses = [visitor.post("/forgot", email=admin.email).status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    assert letters(connections) == ["reset"] * 5


def test_item_13_an_evil_host_is_refused(site: Flask, admin: Person, connections: Connections) -> None:
    client = site.test_client()
    assert client.post("/forgot", data={"email": admin.email}, headers={"Host": "evil.example"}).status_code == 400
    assert letters(connections) == []


def test_item_65_a_list_of_people_is_written_down_with_who_was_shown(
    boss: Visitor, signed_in: Visitor, admin: Person, listed: Connections
) -> None:
    boss.get(STAFF)
    signed_in.get("/people")
    with listed.reading() as session:
        found = session.execute(
            select(AuditEvent.subject, AuditEvent.chain, AuditEvent.details).where(AuditEvent.action == "listed")
        )
        rows = {subject: (chain, sorted(details["shown"])) for subject, chain, details in found}
        everybody = [people.subject(user_id) for user_id in session.scalars(select(User.id))]
        workers = [
            people.subject(user_id)
            for user_id in session.scalars(select(Membership.user_id).where(Membership.organization_id == ORGANIZATION))
        ]
    assert rows[f"organization:{ORGANIZATION}"][1] == sorted(workers)
    assert rows["network:people"] == (people.subject(admin.id), sorted(everybody))


ELSEWHERE = "77777777-7777-4777-8777-777777777777"


@pytest.mark.parametrize(
    ("method", "path", "subject"),
    [
        ("GET", f"/organizations/{ELSEWHERE}/staff", f"organization:{ELSEWHERE}"),
        ("GET", "/organizations/somebody I looked for/staff", "organization:?"),
        ("POST", f"/invitations/{ELSEWHERE}/withdraw", f"invitation:{ELSEWHERE}"),
        ("POST", f"/memberships/{ELSEWHERE}/end", f"membership:{ELSEWHERE}"),
        ("POST", f"/account/sessions/{ELSEWHERE}/end", f"session:{ELSEWHERE}"),
    ],
)
def test_item_65_a_door_that_stays_shut_is_written_down(
    boss: Visitor, listed: Connections, method: str, path: str, subject: str
) -> None:
    answer = boss.get(path) if method == "GET" else boss.post(path, page=STAFF)
    assert answer.status_code == 404
    with listed.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.outcome == "denied")).all()
        assert (row.action, row.subject, row.chain) == ("denied", subject, f"user:{row.actor_id}")
        assert row.details["route"].startswith(f"{method} /")


def test_what_anybody_may_ask_for_is_not_written_down(boss: Visitor, site: Flask, listed: Connections) -> None:
    assert boss.get(f"/services/{ELSEWHERE}").status_code == 404
    assert boss.get("/nowhere").status_code == 404
    assert Visitor(site).get(f"/invitations/{ELSEWHERE}/x").status_code == 404
    with listed.reading() as session:
        assert session.scalars(select(AuditEvent).where(AuditEvent.outcome == "denied")).all() == []
