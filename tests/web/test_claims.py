"""An organization asks for its listing: a proof by what the listing gives, a curator's answer, nothing told to anybody else."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from resource_app.accounts import inboxes, invitations, throttles
from resource_app.accounts.models import Inbox, Invitation, Membership
from resource_app.accounts.roles import Held
from resource_app.actor import Actor, importing
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.database import Base
from resource_app.directory import claim_facts, claims, operations
from resource_app.directory.applying import apply_batch
from resource_app.directory.models import Claim, Organization
from resource_app.factory import BODY_BYTES
from resource_app.jobs.deliveries import drain
from resource_app.jobs.work import erase_claims
from resource_app.keys import Keys
from resource_app.tasks.models import Task
from resource_app.uploads import FILE_KINDS
from resource_app.web.claims import MOST_SENT
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern, load
from tests.web.conftest import NOW
from tests.web.people import BY, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
CLAIM = f"/listings/{LISTING}/claim"
LISTED = "info@lantern.example.org"
HOME = {"id": ORGANIZATION, "name": "Lantern Neighbors", "description": "Neighbors who share."}
WHO = {"name": "Lark Rowan", "email": "Lark@lantern.example.org", "does": "I run the pantry"}
PDF = b"%PDF-1.7 an invented letter"
OTHER = "99999999-9999-4999-8999-999999999999"
OTHER_SERVICE = "99999999-9999-4999-8999-999999999998"
SMALL = 200  # bytes a file may have where that is tried
CURATOR = Held("curator", None)


@pytest.fixture
def place(connections: Connections) -> Connections:
    """A directory with one organization that gives a mail address and a web page, and another record of the same."""
    home = {**HOME, "email": LISTED, "website": "https://www.lantern.example.org/"}
    other = {"id": OTHER, "name": "Lantern Neighbors West", "description": "", "website": "lantern.example.org"}
    service = {"id": OTHER_SERVICE, "name": "Lantern Meals", "status": "active", "organization": other}
    with connections.transaction() as session:
        load(session, NOW, organization=home)
        apply_batch(session, [entry_of("service", service)], NOW, importing("demo"))
    return connections


@pytest.fixture
def visitor(site: Flask, place: Connections) -> Visitor:
    return Visitor(site)


@pytest.fixture
def curator(place: Connections, keys: Keys) -> Person:
    return a_person(place, keys, CURATOR)


@pytest.fixture
def desk(site: Flask, curator: Person) -> Visitor:
    return Visitor(site).sign_in(curator)


def asked(visitor: Visitor, proof: str = "mail", **more: object) -> str:
    """The address the claimant is led to."""
    answer = visitor.post(CLAIM, **{**WHO, "proof": proof, **more})
    assert answer.status_code == 303, answer.text
    return answer.location


def claim_of(connections: Connections) -> Claim:
    """The one asked last."""
    with connections.reading() as session:
        found = session.scalars(select(Claim).order_by(Claim.asked_at.desc())).first()
        session.expunge_all()
        return found


def link(connections: Connections, keys: Keys) -> str:
    made = claim_of(connections)
    return f"/claims/{made.id}/{claims.secret(keys, made, LISTED)}"


def page_of(connections: Connections) -> str:
    return f"/desk/claims/{claim_of(connections).id}"


def decide(desk: Visitor, connections: Connections, answer: str = "grant", **fields: str) -> int:
    way = page_of(connections)
    return desk.post(f"{way}/{answer}", page=way, **fields).status_code


def open_tasks(connections: Connections) -> list[tuple[str, str]]:
    with connections.reading() as session:
        waiting = select(Task).where(Task.kind == "claim", Task.closed_at.is_(None))
        return [(task.subject, task.note) for task in session.scalars(waiting)]


def invited(connections: Connections) -> list[tuple[str, str, str]]:
    with connections.reading() as session:
        made = session.scalars(select(Invitation).order_by(Invitation.made_at, Invitation.organization_id))
        return [(each.email, each.role, str(each.organization_id)) for each in made]


def letters(connections: Connections, watch: Watch, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    drain(connections, watch)
    return capsys.readouterr().err


def test_every_listing_leads_to_its_claim(visitor: Visitor) -> None:
    assert f'href="{CLAIM}"' in visitor.get(f"/services/{SERVICE}").text
    text = visitor.get(CLAIM).text
    assert LISTED in text
    assert "9 Lantern Street" not in text
    assert visitor.get(f"/listings/{OTHER}/claim").status_code == 404


def test_mail_to_the_listed_address_proves_and_a_curator_decides(
    visitor: Visitor,
    desk: Visitor,
    place: Connections,
    keys: Keys,
    watch: Watch,
    site: Flask,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = asked(visitor)
    assert "Ask whoever reads it" in visitor.get(own).text
    told = letters(place, watch, capsys)
    path = link(place, keys)
    assert f"mail to {LISTED}: Did one of you ask for your listing?" in told
    assert path in told
    assert "lark@lantern.example.org asks to keep the listings of Lantern Neighbors" in " ".join(told.split())
    assert not [
        each for each in (WHO["name"], WHO["does"]) if each in told
    ]  # no letter of ours says what anybody typed
    assert "the listed address has not answered" in desk.get(page_of(place)).text
    stranger = Visitor(site)
    shown = stranger.get(path).text
    assert "Lantern Neighbors" in shown
    assert "Lark Rowan asks" in shown
    assert "lark@lantern.example.org" in shown
    assert "We have not made sure" in shown
    assert WHO["does"] not in shown
    assert claim_of(place).proved_at is None
    assert stranger.post(path).status_code == 200
    assert stranger.get(path).status_code == stranger.post(path, page="/sign-in").status_code == 404
    text = desk.get(page_of(place)).text
    assert "Waits, proved by mail" in text
    assert "of the same domain" in text
    assert invited(place) == []
    assert decide(desk, place) == 303
    assert invited(place) == [("lark@lantern.example.org", "organization_admin", ORGANIZATION)]
    assert open_tasks(place) == []
    told = letters(place, watch, capsys)
    assert "mail to lark@lantern.example.org: You can keep your listings right now" in told
    taken = re.search(r"/invitations/\S+", told)
    assert taken
    fields = {"name": "Lark Rowan", "password": "seven herons over the weir"}
    assert stranger.post(taken[0], **fields).status_code == 303
    with place.reading() as session:
        roles = session.scalars(select(Membership.role).where(Membership.organization_id == ORGANIZATION)).all()
    assert roles == ["organization_admin"]
    assert visitor.get(own).status_code == 404  # decided


def test_who_asks_the_same_twice_has_asked_once(
    visitor: Visitor, place: Connections, keys: Keys, site: Flask, watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = asked(visitor)
    assert asked(Visitor(site)) == first
    assert letters(place, watch, capsys).count("Did one of you ask") == 1
    assert asked(Visitor(site), does="I sweep the floor") != first  # whoever only knows the address comes by nothing
    assert asked(visitor, "call") != first
    assert len(open_tasks(place)) == 3
    known = Visitor(site).sign_in(a_person(place, keys, Held("care_team", OTHER)))
    own = asked(known)
    assert own != first
    assert asked(known, does="I run the other pantry") == own
    known.post(own)
    assert asked(known) not in {own, first}


def test_a_document_once_more_is_the_same_and_another_is_news(visitor: Visitor, place: Connections) -> None:
    first = asked(visitor, "document", document=(io.BytesIO(PDF), "letter.pdf"))
    assert asked(visitor, "document", document=(io.BytesIO(PDF), "letter.pdf")) == first
    assert asked(visitor, "document", document=(io.BytesIO(PDF + b" more"), "letter.pdf")) != first
    assert len(open_tasks(place)) == 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_link_that_was_answered_speaks_of_no_invitation(
    language: str, visitor: Visitor, place: Connections, keys: Keys
) -> None:
    own = asked(visitor)
    path = link(place, keys)
    visitor.get(path)
    visitor.post(path, says="yes")
    visitor.post(own)
    for used in (path, own):
        text = visitor.get(f"{used}?lang={language}").text
        assert {"en": "can ask again at the listing", "es": "puede volver a pedirlo"}[language] in text
        for wrong in ("invited", "invitó", "/forgot", '/sign-in"'):
            assert wrong not in text[text.index("<main") : text.index("</main")]


def test_the_listed_mailbox_says_that_it_knows_no_such_person_and_the_curator_sees_it(
    visitor: Visitor,
    desk: Visitor,
    place: Connections,
    keys: Keys,
    site: Flask,
    watch: Watch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked(visitor)
    path, stranger = link(place, keys), Visitor(site)
    stranger.get(path)
    assert "you do not know them" in stranger.post(path, says="no").text
    assert stranger.get(path).status_code == stranger.post(path, page="/sign-in", says="yes").status_code == 404
    made, text = claim_of(place), desk.get(page_of(place)).text
    assert (made.proved_at, made.decided_at) == (None, None)
    assert "Waits, the listed address does not know them" in text
    assert f"We asked {LISTED}: whoever reads it says that they do not know them." in text
    assert len(open_tasks(place)) == 1
    capsys.readouterr()
    assert decide(desk, place, "refuse", reason="not_proved") == 303
    assert "make sure" in letters(place, watch, capsys)


@pytest.mark.parametrize(("own", "words"), [(True, "it is theirs"), (False, "We have not made sure")])
def test_an_address_is_said_to_be_theirs_who_sign_in_with_it(
    site: Flask, place: Connections, keys: Keys, words: str, *, own: bool
) -> None:
    person = a_person(place, keys, Held("organization_staff", OTHER))
    asked(Visitor(site).sign_in(person), email=person.email if own else WHO["email"])
    assert words in Visitor(site).get(link(place, keys)).text


@pytest.mark.parametrize("lapse", [timedelta(days=7), timedelta(days=700)])
def test_the_link_is_good_for_a_week(
    visitor: Visitor, place: Connections, keys: Keys, watch: Watch, lapse: timedelta
) -> None:
    asked(visitor)
    path = link(place, keys)
    assert visitor.get(path[:-1] + ("x" if path[-1] != "x" else "y")).status_code == 404
    watch.at += lapse - timedelta(seconds=1) if lapse < timedelta(days=8) else timedelta(0)
    assert visitor.get(path).status_code == 200
    watch.at += lapse
    assert visitor.get(path).status_code == visitor.post(path, page="/sign-in").status_code == 404


def test_a_link_dies_when_the_listing_gives_another_address(visitor: Visitor, place: Connections, keys: Keys) -> None:
    asked(visitor)
    path = link(place, keys)
    with place.transaction() as session:
        load(session, NOW, organization={**HOME, "email": "new@lantern.example.org"})
    assert visitor.get(path).status_code == 404


def test_the_claimants_own_link_proves_nothing_and_takes_it_back(
    visitor: Visitor, place: Connections, keys: Keys
) -> None:
    own = asked(visitor)
    claim_id, token = own.split("/")[2], own.rpartition("/")[2]
    assert visitor.get(f"/claims/{claim_id}/{token}").status_code == 404
    assert visitor.get(f"/claims/{claim_id}/asked/{link(place, keys).rpartition('/')[2]}").status_code == 404
    assert "Nothing changes" in visitor.post(own).text
    assert (claim_of(place).outcome, open_tasks(place)) == ("withdrawn", [])
    assert visitor.get(own).status_code == visitor.get(link(place, keys)).status_code == 404


@pytest.mark.parametrize(
    ("proof", "fields", "wrong"),
    [
        ("mail", {"name": ""}, "name"),
        ("mail", {"email": "lark"}, "email"),
        ("mail", {"name": " \t"}, "name"),
        ("mail", {"does": ""}, "does"),
        ("mail", {"does": " "}, "does"),
        ("fax", {}, "proof"),
        ("", {}, "proof"),
        ("document", {}, "document"),
        ("document", {"document": b""}, "document"),
        ("document", {"document": b"<html><script>alert(1)</script>"}, "document"),
        ("document", {"document": b"MZ\x90\x00 a program called letter.pdf"}, "document"),
        ("document", {"document": PDF + b" " * SMALL}, "document"),
    ],
)
def test_what_cannot_be_is_said_where_it_was_typed_and_the_rest_is_kept(
    visitor: Visitor, place: Connections, proof: str, fields: dict, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resource_app.uploads.LARGEST", SMALL)
    sent = {**WHO, "proof": proof, **fields}
    if "document" in fields:
        sent["document"] = (io.BytesIO(fields["document"]), "letter.pdf")
    answer = visitor.post(CLAIM, **sent)
    assert answer.status_code == 422
    assert f'href="#{wrong}"' in answer.text
    assert f'id="{wrong}"' in answer.text
    assert wrong != "name" or "Your name: " in answer.text
    assert "Lark Rowan" in answer.text or wrong == "name"
    assert claim_of(place) is None


def test_a_file_that_is_far_too_large_is_not_read(visitor: Visitor, place: Connections) -> None:
    token = visitor.token(CLAIM)
    for path, most in ((CLAIM, MOST_SENT), ("/forgot", BODY_BYTES)):
        said = {"CONTENT_LENGTH": str(most + 1)}
        sent = {"csrf_token": token, "document": (io.BytesIO(PDF), "letter.pdf")}
        assert visitor.client.post(path, data=sent, environ_overrides=said).status_code == 413
    assert claim_of(place) is None


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.ending)
def test_a_document_is_a_file_for_curators_alone(
    visitor: Visitor, desk: Visitor, place: Connections, kind: object
) -> None:
    raw = kind.begins + b" invented"  # type: ignore[attr-defined]
    asked(visitor, "document", document=(io.BytesIO(raw), '"><script>.exe'))
    path = f"{page_of(place)}/document"
    assert visitor.get(path).status_code == 303
    answer = desk.get(path)
    assert (answer.data, answer.mimetype, answer.headers["Cache-Control"]) == (raw, kind.mime, "no-store")  # type: ignore[attr-defined]
    expected = f"attachment; filename=claim-{claim_of(place).id}.{kind.ending}"  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == expected
    with place.reading() as session:
        acts = session.scalars(select(AuditEvent.action).where(AuditEvent.chain == f"claim:{claim_of(place).id}"))
        assert list(acts) == ["claim_asked", "exported"]


def test_a_document_is_kept_only_as_the_proof(visitor: Visitor, desk: Visitor, place: Connections) -> None:
    asked(visitor, "call", document=(io.BytesIO(PDF), "letter.pdf"))
    assert desk.get(f"{page_of(place)}/document").status_code == 404
    text = desk.get(page_of(place)).text
    assert "617-555-0142" in text
    assert "Waits for you to call" in text


def test_of_two_claims_the_second_becomes_staff_and_the_administrator_is_told(
    visitor: Visitor,
    desk: Visitor,
    place: Connections,
    keys: Keys,
    watch: Watch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    admin = a_person(place, keys, Held("organization_admin", ORGANIZATION))
    asked(visitor)
    first = page_of(place)
    watch.forward(seconds=1)
    asked(visitor, "call", email="sorrel@lantern.example.org")
    assert first in desk.get(page_of(place)).text
    letters(place, watch, capsys)
    assert decide(desk, place) == 303
    assert invited(place) == [("sorrel@lantern.example.org", "organization_staff", ORGANIZATION)]
    told = letters(place, watch, capsys)
    assert f"mail to {admin.email}: Somebody was invited to your organization" in told
    assert "sorrel" not in told.partition(f"mail to {admin.email}")[2].partition("---")[0]
    assert desk.post(f"{first}/grant", page=first).status_code == 303
    assert [role for _, role, _ in invited(place)] == ["organization_staff"] * 2


def test_before_the_first_has_taken_it_a_second_is_staff(visitor: Visitor, desk: Visitor, place: Connections) -> None:
    asked(visitor)
    first = page_of(place)
    assert desk.post(f"{first}/grant", page=first).status_code == 303
    desk.app.extensions["clock"].forward(seconds=1)
    asked(visitor, email="sorrel@example.org")
    assert decide(desk, place) == 303
    assert sorted(role for _, role, _ in invited(place)) == ["organization_admin", "organization_staff"]


def test_of_two_that_are_granted_at_once_one_administers(
    visitor: Visitor, place: Connections, curator: Person, watch: Watch
) -> None:
    asked(visitor)
    asked(visitor, email="sorrel@example.org")
    with place.reading() as session:
        both = session.scalars(select(Claim.id)).all()
    by = By(Actor("user", curator.id), Origin(), watch.at)

    def grant(claim_id: str) -> None:
        with place.transaction() as session:
            claims.grant(session, claims.get(session, claim_id), (), [CURATOR], by)

    with ThreadPoolExecutor(2) as curators:
        list(curators.map(grant, both))
    assert sorted(role for _, role, _ in invited(place)) == ["organization_admin", "organization_staff"]


def test_a_claim_is_decided_once(visitor: Visitor, desk: Visitor, place: Connections) -> None:
    asked(visitor)
    assert decide(desk, place, "refuse", reason="not_proved") == 303
    way = page_of(place)
    for answer, fields in (("grant", {}), ("refuse", {"reason": "other"})):
        again = desk.post(f"{way}/{answer}", page=way, **fields)
        assert again.status_code == 422
        assert "decided already" in again.text
    assert invited(place) == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("reason", claims.REASONS)
def test_who_is_refused_hears_why_and_nothing_typed(
    visitor: Visitor,
    desk: Visitor,
    place: Connections,
    watch: Watch,
    capsys: pytest.CaptureFixture[str],
    reason: str,
    language: str,
) -> None:
    visitor.get(f"/?lang={language}")
    asked(visitor)
    letters(place, watch, capsys)
    assert decide(desk, place, "refuse", reason="because") == 422
    assert decide(desk, place, "refuse", reason=reason) == 303
    told = letters(place, watch, capsys)
    assert told.count("--- mail to lark@lantern.example.org") == 1
    words = {"not_proved": ("make sure", "comprobar"), "other_organization": ("another", "otra"), "other": ("look", "")}
    assert words[reason][language == "es"] in told
    assert not [each for each in ("Lark Rowan", WHO["does"]) if each in told]


def test_other_records_with_the_same_domain_come_along_when_they_are_ticked(
    visitor: Visitor, desk: Visitor, place: Connections
) -> None:
    asked(visitor)
    assert "Lantern Neighbors West" in desk.get(page_of(place)).text
    assert decide(desk, place, **{"also-elsewhere": "yes"}) == 422
    assert decide(desk, place, trusted="yes", **{f"also-{OTHER}": "yes"}) == 303
    assert {each for _, _, each in invited(place)} == {ORGANIZATION, OTHER}
    with place.reading() as session:
        assert session.scalars(select(Organization.trusted)).all() == [True, True]


def test_trust_is_taken_away_again(visitor: Visitor, desk: Visitor, place: Connections) -> None:
    asked(visitor)
    decide(desk, place, trusted="yes")
    way = page_of(place)
    assert "shown at once" in desk.get(way).text
    assert desk.post(f"{way}/trust", page=way).status_code == 303
    with place.reading() as session:
        assert session.get(Organization, ORGANIZATION).trusted is False
        told = session.scalars(select(AuditEvent.details).where(AuditEvent.action == "trust_changed")).all()
    assert told == [{"trusted": {"from": False, "to": True}}, {"trusted": {"from": True, "to": False}}]


def test_who_is_signed_in_finds_their_name_and_takes_the_role_with_their_account(
    site: Flask, desk: Visitor, place: Connections, keys: Keys
) -> None:
    person = a_person(place, keys, Held("care_team", OTHER))
    known = Visitor(site).sign_in(person)
    assert f'value="{person.email}"' in known.get(CLAIM).text
    assert known.post(CLAIM, **{**WHO, "email": person.email, "proof": "call"}).status_code == 303
    assert "They were signed in." in desk.get(page_of(place)).text
    assert decide(desk, place) == 303
    with place.reading() as session:
        made = session.scalars(select(Invitation)).one()
        path = invitations.LINK.path(session, keys, made)
    assert known.post(f"{path}/accept", page=path).status_code == 303
    with place.reading() as session:
        held = session.scalars(select(Membership.role).where(Membership.user_id == person.id)).all()
    assert set(held) == {"care_team", "organization_admin"}


def test_whether_an_address_is_known_changes_no_answer(
    visitor: Visitor, place: Connections, keys: Keys, watch: Watch
) -> None:
    known = a_person(place, keys, Held("organization_admin", ORGANIZATION))

    def answer(email: str) -> tuple[int, str, str]:
        got = visitor.post(CLAIM, **{**WHO, "email": email, "proof": "call"})
        shown = visitor.get(got.location).text
        return got.status_code, re.sub(r"[\w-]{20,}", "", got.location), re.sub(r"[\w.-]{20,}", "", shown)

    assert answer(known.email) == answer("nobody@example.org")


def test_item_38_nobody_grants_what_they_asked_for_themselves(
    desk: Visitor, place: Connections, curator: Person
) -> None:
    for email in (curator.email, "second@example.org"):
        assert desk.post(CLAIM, **{**WHO, "email": email, "proof": "call"}).status_code == 303
        answer = desk.post(f"{page_of(place)}/grant", page=page_of(place))
        assert answer.status_code == 422
        assert "another curator decides" in answer.text
        desk.app.extensions["clock"].forward(seconds=1)
    assert invited(place) == []


def test_item_15_what_a_curator_granted_ends_with_them(
    visitor: Visitor, desk: Visitor, place: Connections, keys: Keys, curator: Person
) -> None:
    asked(visitor)
    decide(desk, place)
    with place.reading() as session:
        path = invitations.LINK.path(session, keys, session.scalars(select(Invitation)).one())
    assert visitor.get(path).status_code == 200
    with place.transaction() as session:
        session.execute(update(Membership).where(Membership.user_id == curator.id).values(ended_at=NOW))
    assert visitor.get(path).status_code == 404


def test_item_38_a_curator_gives_roles_through_a_claim_alone(desk: Visitor, place: Connections) -> None:
    staff = f"/organizations/{ORGANIZATION}/staff"
    fields = {"email": "lark@example.org", "role": "organization_admin", "group": ""}
    assert desk.post(f"{staff}/invite", page="/account", **fields).status_code == 403


def test_who_works_there_already_is_not_invited_again(
    site: Flask, desk: Visitor, place: Connections, keys: Keys
) -> None:
    person = a_person(place, keys, Held("organization_staff", ORGANIZATION))
    Visitor(site).post(CLAIM, **{**WHO, "email": person.email, "proof": "call"})
    assert decide(desk, place) == 422
    assert decide(desk, place, "refuse", reason="other") == 303


def test_a_claim_is_forgotten_ninety_days_after_the_decision(
    visitor: Visitor, desk: Visitor, place: Connections, watch: Watch
) -> None:
    asked(visitor, "document", document=(io.BytesIO(PDF), "letter.pdf"))
    assert str(erase_claims(place, watch.at + timedelta(days=900))) == "0 erased"  # nobody has decided
    decide(desk, place, "refuse", reason="not_proved")
    assert str(erase_claims(place, watch.at + timedelta(days=89))) == "0 erased"
    assert str(erase_claims(place, watch.at + timedelta(days=91))) == "1 erased"
    made = claim_of(place)
    with place.reading() as session:
        document = session.scalar(select(Claim.document))
    assert (made.name, made.email, made.does, document, made.outcome) == (None, None, None, None, "refused")
    assert "What they sent was erased." in desk.get(page_of(place)).text


def test_who_asked_stands_in_no_other_table(visitor: Visitor, place: Connections, watch: Watch) -> None:
    asked(visitor, "document", does="canary work", document=(io.BytesIO(PDF), "letter.pdf"))
    with place.reading() as session:
        for table in Base.metadata.sorted_tables:
            rows = [str(tuple(row)) for row in session.execute(select(table))] if table.name != "claim" else []
            assert not [row for row in rows for each in ("Lark Rowan", "lark@", "canary work") if each in row], table


def test_marking_the_place_confidential_empties_what_was_typed_of_it(visitor: Visitor, place: Connections) -> None:
    asked(visitor, "document", does="I work at 9 Lantern Street", document=(io.BytesIO(PDF), "letter.pdf"))
    with place.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    with place.reading() as session:
        assert session.execute(select(Claim.does, Claim.document)).one() == (None, None)


def test_of_a_confidential_place_no_address_is_said(visitor: Visitor, desk: Visitor, place: Connections) -> None:
    with place.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    asked(visitor)
    for text in (visitor.get(CLAIM).text, desk.get(page_of(place)).text):
        assert "9 Lantern" not in text
        assert "02150" not in text


def test_an_address_the_public_does_not_see_is_masked(
    visitor: Visitor, place: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = "resource_app.directory.claim_ways._public_mails"
    monkeypatch.setattr(hidden, lambda _document: iter(()))
    text = visitor.get(CLAIM).text
    assert "i…@lantern.example.org" in text
    assert LISTED not in text
    with place.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    text = visitor.get(CLAIM).text
    assert "lantern.example.org" not in text.replace("https://www.lantern.example.org", "")
    assert "We have an email address" in text


def test_without_an_address_or_a_number_only_a_document_is_offered(site: Flask, connections: Connections) -> None:
    bare = lantern(organization={**HOME, "email": "ask at the door"}, phones=[])
    bare["service_at_locations"][0]["location"].pop("phones")
    with connections.transaction() as session:
        apply_batch(session, [entry_of("service", bare)], NOW, importing("demo"))
    visitor = Visitor(site)
    assert re.findall(r'name="proof" value="(\w+)"', visitor.get(CLAIM).text) == ["document"]
    assert visitor.post(CLAIM, **WHO, proof="mail").status_code == 422


def test_what_is_not_shown_cannot_be_claimed(visitor: Visitor, place: Connections) -> None:
    token = visitor.token(CLAIM)
    with place.transaction() as session:
        operations.withdraw(session, LISTING, NOW, BY.actor)
    assert visitor.get(CLAIM).status_code == 404
    sent = {"csrf_token": token, **WHO, "proof": "call"}
    assert visitor.client.post(CLAIM, data=sent).status_code == 404


def test_item_63_claims_from_one_address_and_letters_to_one_mailbox_are_limited(
    visitor: Visitor, place: Connections, watch: Watch
) -> None:
    most = {limit.name: limit.most for limit in reversed(throttles.LIMITS)}
    statuses = [visitor.post(CLAIM, **WHO, proof="mail").status_code for _ in range(most["claim_mail"] + 1)]
    assert statuses == [303] * most["claim_mail"] + [429]
    left = most["claim"] - len(statuses)
    statuses = [visitor.post(CLAIM, **WHO, proof="call").status_code for _ in range(left + 1)]
    assert statuses == [303] * left + [429]
    watch.forward(hours=1)
    assert visitor.post(CLAIM, **WHO, proof="call").status_code == 303


def test_it_speaks_spanish(visitor: Visitor, desk: Visitor, place: Connections, keys: Keys) -> None:
    visitor.get("/?lang=es")
    assert "¿Es esta su organización?" in visitor.get(CLAIM).text
    own = asked(visitor)
    assert "Gracias" in visitor.get(own).text
    assert "Sí, somos nosotros" in visitor.get(link(place, keys)).text
    desk.get("/?lang=es")
    assert "Quién lo pide" in desk.get(page_of(place)).text


def test_a_shared_mailbox_is_told_instead_of_administrators(
    visitor: Visitor, desk: Visitor, place: Connections, keys: Keys, watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_person(place, keys, Held("organization_admin", ORGANIZATION))
    with place.transaction() as session:
        inboxes.ask(session, ORGANIZATION, "staff@example.org", "en", BY)
        session.flush()
        session.execute(update(Inbox).values(confirmed_at=NOW))
    asked(visitor, "call")
    decide(desk, place)
    assert "mail to staff@example.org: Somebody was invited" in letters(place, watch, capsys)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("lark@Lantern.example.org", "lantern.example.org"),
        ("https://www.lantern.example.org/about", "lantern.example.org"),
        ("lantern.example.org", "lantern.example.org"),
        ("lark@gmail.com", ""),
        ("https://www.facebook.com/lantern", ""),
        ("", ""),
        ("ask at the door", ""),
        ("http://[", ""),
    ],
)
def test_whose_domain_an_address_is_of(address: str, domain: str) -> None:
    assert claim_facts.domain_of(address) == domain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("lantern.example.org", "lantern.example.org", True),
        ("mail.lantern.example.org", "lantern.example.org", True),
        ("lantern.example.org", "pantry.lantern.example.org", True),
        ("notlantern.example.org", "lantern.example.org", False),
    ],
)
def test_when_two_domains_agree(one: str, other: str, *, same: bool) -> None:
    assert claim_facts.agree(one, other) is same
