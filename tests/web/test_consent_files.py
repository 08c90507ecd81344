"""The paper that somebody signed is a file of a consent: sealed, for the team alone, written down, and gone with the person."""

import io
import re

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from werkzeug.test import TestResponse

from referrals.consents.files import MOST
from referrals.consents.models import Consent, ConsentFile
from referrals.people import holds, operations
from referrals.people.models import Person
from resource_app import uploads
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.web.people import BY, Visitor, Watch, a_person
from tests.web.test_referrals import Scene
from tests.web.test_referrals import text as said_by

pytestmark = pytest.mark.usefixtures("quick")
PAPER = b"%PDF-1.7 Qzsigned by Ada Lantern"


class Papers(Scene):
    """A member who agreed to something on paper."""

    def __init__(self, site: Flask, connections: Connections, keys: Keys, watch: Watch) -> None:
        super().__init__(site, connections, keys, watch)
        self.sent()
        with connections.reading() as session:
            self.person, consent = session.execute(select(Consent.person_id, Consent.id)).one()
        self.way = f"/members/{self.person}/consents/{consent}"

    def keep(self, raw: bytes, name: str = "scan.pdf", **more: str) -> TestResponse:
        """The team sends a file."""
        given = {"document": (io.BytesIO(raw), name), "csrf_token": self.nurse.token(self.way), **more}
        return self.nurse.client.post(f"{self.way}/files", data=given, content_type="multipart/form-data")

    def kept(self) -> list[str]:
        """The addresses of the files on the page of the consent."""
        return re.findall(rf'href="({self.way}/files/[^"]+)"', said_by(self.nurse.get(self.way)))

    def acts(self, *actions: str) -> list[str]:
        """What was written down of these acts."""
        asked = select(AuditEvent.action).where(AuditEvent.action.in_(actions)).order_by(AuditEvent.at)
        with self.connections.reading() as session:
            return list(session.scalars(asked))


@pytest.fixture
def papers(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Papers:
    return Papers(site, connections, keys, watch)


@pytest.mark.parametrize(
    ("raw", "mime", "ending"),
    [
        (PAPER, "application/pdf", "pdf"),
        (b"\xff\xd8\xff Qzphoto", "image/jpeg", "jpg"),
        (b"\x89PNG\r\n\x1a\n Qzphoto", "image/png", "png"),
    ],
)
def test_a_signed_paper_is_kept_sealed_and_opened_as_a_file_by_the_team(
    papers: Papers, raw: bytes, mime: str, ending: str
) -> None:
    assert papers.keep(raw, name="called.exe").status_code == 303
    [way] = papers.kept()
    opened = papers.nurse.get(way)
    assert (opened.data, opened.mimetype) == (raw, mime)
    assert re.fullmatch(rf"attachment; filename=consent-\w{{8}}\.{ending}", opened.headers["Content-Disposition"])
    assert "no-store" in opened.headers["Cache-Control"]
    assert papers.acts("consent_file_added", "exported") == ["consent_file_added", "exported"]
    with papers.connections.reading() as session:
        [row] = session.execute(text("SELECT * FROM consent_file")).all()
    assert "Qz" not in repr(row)


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"", "Choose a file that is a PDF"),
        (b"<html>", "Choose a file that is a PDF"),
        (b"MZ", "Choose a file that is a PDF"),
        (b"%PDF-" + b"0" * 200, "larger than 5 MB"),
    ],
)
def test_what_is_no_paper_is_not_kept(papers: Papers, monkeypatch: pytest.MonkeyPatch, raw: bytes, wrong: str) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 100)
    refused = papers.keep(raw)
    assert (refused.status_code, wrong in said_by(refused), papers.kept()) == (422, True, [])


def test_a_file_that_is_sent_twice_is_one_and_ten_are_enough(papers: Papers) -> None:
    for _ in range(2):
        assert papers.keep(PAPER, once="99999999-9999-4999-8999-999999999990").status_code == 303
    assert len(papers.kept()) == 1
    for _ in range(MOST - 1):
        papers.keep(PAPER)
    refused = papers.keep(PAPER)
    assert (refused.status_code, len(papers.kept())) == (422, MOST)


def test_nobody_but_the_team_opens_or_changes_a_signed_paper(papers: Papers) -> None:
    papers.keep(PAPER)
    [way] = papers.kept()
    other_team = Visitor(papers.site).sign_in(a_person(papers.connections, papers.keys, Held("care_team", "others")))
    for who, told in ((other_team, 404), (papers.staff, 403)):
        assert who.get(way).status_code == told
        assert who.post(f"{way}/remove", "/").status_code == told
    assert Visitor(papers.site).get(way).status_code == 303
    elsewhere = re.sub("consents/[^/]+", "consents/another", way)
    assert papers.nurse.get(elsewhere).status_code == 404
    with pytest.raises(DatabaseError), papers.connections.transaction() as session:
        session.execute(text("UPDATE consent_file SET person_id = person_id"))
    assert len(papers.kept()) == 1


def test_item_69_referral_a_wrong_paper_is_erased_unless_a_legal_hold_keeps_it(papers: Papers) -> None:
    papers.keep(PAPER)
    [way] = papers.kept()
    with papers.connections.transaction() as session:
        holds.begin(session, session.get_one(Person, papers.person), "Lawsuit 12", BY)
    refused = papers.nurse.post(f"{way}/remove", papers.way)
    assert (refused.status_code, papers.kept()) == (422, [way])
    with papers.connections.transaction() as session:
        holds.end(session, session.get_one(Person, papers.person), BY)
    assert papers.nurse.post(f"{way}/remove", papers.way).status_code == 303
    assert (papers.kept(), papers.nurse.get(way).status_code) == ([], 404)
    assert papers.acts("consent_file_removed") == ["consent_file_removed"]


def test_item_70_referral_a_signed_paper_goes_with_the_person(papers: Papers) -> None:
    papers.keep(PAPER)
    [way] = papers.kept()
    with papers.connections.transaction() as session:
        operations.forget(session, session.get_one(Person, papers.person), BY)
        assert session.scalars(select(ConsentFile.id)).all() == []
    assert papers.nurse.get(way).status_code == 404
