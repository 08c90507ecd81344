"""Somebody reports that a listing is wrong; a curator looks; the listing says so, then no more; the reporter is told once."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from resource_app import mail
from resource_app.accounts.letters import Draft
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import document, problems
from resource_app.directory.exporting import export_objects
from resource_app.directory.models import Listing, Problem
from resource_app.directory.problems import Report
from resource_app.jobs import work
from resource_app.jobs.posting import _rendered
from resource_app.keys import Keys
from resource_app.network import operations as rules
from tests.factories import LISTING, SERVICE
from tests.web.conftest import NOW
from tests.web.people import BY, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
PAGE = f"/listings/{LISTING}/problem"
WAY = f"/desk/problems/{LISTING}"
TEXT = "Otter Quill says\nthe number is a bakery’s."
GIVEN = {"kind": "phone", "text": TEXT, "email": "otter@example.org"}
LIKELY = "Someone reported a wrong phone number on 13 October. We are checking."


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))


@pytest.fixture
def reported(visitor: Visitor, listed: Connections) -> str:
    assert visitor.post(PAGE, **GIVEN).status_code == 303
    return the_problem(listed).id


def the_problem(connections: Connections) -> Problem:
    with connections.reading() as session:
        found = session.scalars(select(Problem)).one()
        session.expunge(found)
        return found


def words(visitor: Visitor, path: str, status: int = 200) -> str:
    answer = visitor.get(path)
    assert answer.status_code == status, path
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True).partition("<main")[2]).split())


def public_pages(visitor: Visitor) -> Iterator[str]:
    for path in (f"/services/{SERVICE}", "/search?what=pantry&where=02150", f"/api/services/{SERVICE}"):
        yield visitor.get(path).get_data(as_text=True)


def test_a_listing_leads_to_the_form_and_the_form_to_thanks(visitor: Visitor, listed: Connections) -> None:
    assert f'href="{PAGE}"' in visitor.get(f"/services/{SERVICE}").get_data(as_text=True)
    answer = visitor.post(PAGE, **GIVEN)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?sent=1")
    assert "Somebody of our staff looks at it." in words(visitor, answer.location)
    problem = the_problem(listed)
    assert (problem.object_id, problem.kind, problem.text, problem.email) == (
        *(LISTING, "phone", TEXT, "otter@example.org"),
    )
    assert problem.reported_on.isoformat() == "2026-10-13"


def test_only_what_is_wrong_must_be_said_and_the_language_is_the_pages(visitor: Visitor, listed: Connections) -> None:
    page = visitor.get(f"{PAGE}?lang=es").get_data(as_text=True)
    assert "Un teléfono está equivocado" in page
    assert visitor.post(PAGE, kind="closed", text="", email="").status_code == 303
    problem = the_problem(listed)
    assert (problem.text, problem.email, problem.language) == (None, None, "es")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Choose what is wrong."),
        ({"kind": "nonsense"}, "Choose what is wrong."),
        ({"text": "x" * 1_001}, "This is too long."),
        ({"email": "not an address"}, "This is not an email address."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    visitor: Visitor, listed: Connections, wrong: dict[str, str], said: str
) -> None:
    given = GIVEN | wrong
    answer = visitor.post(PAGE, **given)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(said) == 2
    assert given["email"] in page
    assert given["text"].splitlines()[0] in page
    with listed.reading() as session:
        assert session.scalars(select(Problem)).all() == []


def test_a_thousand_letters_with_line_ends_fit(visitor: Visitor, listed: Connections) -> None:
    text = "\r\n".join(["x" * 99] * 10)
    assert visitor.post(PAGE, **(GIVEN | {"text": text})).status_code == 303
    assert the_problem(listed).text == text.replace("\r\n", "\n")


def test_signs_that_no_page_may_hold_are_asked_for_again(
    curator: Visitor, visitor: Visitor, listed: Connections
) -> None:
    refused = visitor.post(PAGE, **(GIVEN | {"text": "a\x85b\ufdd0c<b>"}))
    assert refused.status_code == 422
    assert "abc&lt;b&gt;" in refused.get_data(as_text=True)
    assert visitor.post(PAGE, **(GIVEN | {"text": "abc<b>"})).status_code == 303
    assert "c&lt;b&gt;" in curator.get(WAY).get_data(as_text=True)


@pytest.mark.parametrize("hiding", [{"staff_only": True}, {"do_not_refer": True}])
def test_a_listing_nobody_sees_and_one_there_is_not_are_the_same(
    visitor: Visitor, listed: Connections, hiding: dict[str, bool]
) -> None:
    with listed.transaction() as session:
        session.execute(update(Listing).values(**hiding))
        document.refresh(session, [LISTING])
    other = PAGE.replace(LISTING, "nothing")
    told = [words(visitor, path, 404) for path in (PAGE, other)]
    assert told[0] == told[1]
    token = visitor.token()
    for path in (PAGE, other):
        assert visitor.client.post(path, data={"csrf_token": token, **GIVEN}).status_code == 404
    with listed.reading() as session:
        assert session.scalars(select(Problem)).all() == []


def test_a_directory_for_who_signs_in_asks_visitors_to(visitor: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        rules.change(session, {"directory_access": "signed_in"}, BY)
    assert visitor.get(PAGE).status_code == 303


def test_too_many_from_one_address_have_to_wait(visitor: Visitor, listed: Connections, watch: Watch) -> None:
    del listed
    token = visitor.token(PAGE)
    codes = [visitor.client.post(PAGE, data={"csrf_token": token, **GIVEN}).status_code for _ in range(11)]
    assert codes == [303] * 10 + [429]
    watch.forward(minutes=61)
    assert visitor.post(PAGE, **GIVEN).status_code == 303


def test_a_form_without_its_token_is_refused(visitor: Visitor, listed: Connections) -> None:
    del listed
    assert visitor.client.post(PAGE, data=GIVEN).status_code == 400


def test_nothing_shows_until_it_is_likely_and_nothing_once_it_is_closed(
    visitor: Visitor, curator: Visitor, reported: str
) -> None:
    assert not any("Someone reported" in page for page in public_pages(visitor))
    assert "Somebody reported a problem" in words(curator, "/desk")
    assert curator.post(f"{WAY}/likely", page=WAY, problems=reported).location == WAY
    listing, results, _api = public_pages(visitor)
    assert LIKELY in listing
    assert LIKELY in results
    visitor.get("/?lang=es")
    assert "Alguien avisó de un teléfono equivocado el 13 de octubre." in words(visitor, f"/services/{SERVICE}")
    assert not any("Otter" in page or "bakery" in page for page in public_pages(visitor))
    answer = curator.post(f"{WAY}/close", page=WAY, problems=reported, outcome="mended")
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert not any("Someone reported" in page or "avisó" in page for page in public_pages(visitor))
    assert "Nothing waits." in words(curator, "/desk")


def test_opening_it_is_written_down_and_shows_the_listing(curator: Visitor, listed: Connections, reported: str) -> None:
    shown = words(curator, WAY)
    for expected in ("A phone number is wrong", "Otter Quill says", "Lantern Pantry", "617-555-0142", "Shown, because"):
        assert expected in shown
    assert "otter@example.org" not in shown
    page = curator.get(WAY)
    assert page.headers["Cache-Control"] == "no-store"
    assert f'href="/listings/{LISTING}/edit"' in page.get_data(as_text=True)
    with listed.reading() as session:
        opened = session.scalars(select(AuditEvent).filter_by(action="opened", subject=f"listing:{LISTING}")).all()
        assert [each.details["shown"] for each in opened] == [[f"problem:{reported}"]] * 2


def test_it_is_closed_once_with_one_letter(curator: Visitor, listed: Connections, reported: str, watch: Watch) -> None:
    page = curator.get(WAY).get_data(as_text=True)
    assert "get one letter when you close this" in page
    assert curator.post(f"{WAY}/close", page=WAY, problems=reported).status_code == 422
    token = curator.token(WAY)
    codes = [
        curator.client.post(
            f"{WAY}/close", data={"csrf_token": token, "problems": reported, "outcome": each}
        ).status_code
        for each in ("nothing wrong", "mended")
    ]
    assert codes == [303, 422]
    assert curator.client.post(f"{WAY}/likely", data={"csrf_token": token, "problems": reported}).status_code == 422
    with listed.reading() as session:
        [letter] = session.scalars(select(mail.LetterRow).filter_by(kind="problem")).all()
        assert letter.about == reported
    assert "Nothing was wrong, on 13 October 2026." in (told := words(curator, WAY))
    assert "Otter" not in told
    assert str(work.erase_problems(listed, watch.at)) == "0 erased"
    assert str(work.erase_problems(listed, watch.at + timedelta(days=91))) == "1 erased"
    assert (the_problem(listed).text, the_problem(listed).email) == (None, None)


@pytest.mark.parametrize("outcome", ["mended", "nothing wrong"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_letter_is_in_the_reporters_language(outcome: str, language: str) -> None:
    link = "https://help.example.org/services/1"
    values = {"link": link, "site": "https://help.example.org", "outcome": outcome}
    text = _rendered(Draft("otter@example.org", language, "problem", values))
    subject, _, body = text.partition("\n\n")
    assert (
        subject.strip()
        == {
            "en": "What you told us about a listing",
            "es": "Lo que nos avisó sobre una ficha",
        }[language]
    )
    assert link in body
    assert "\n\n\n" not in body.strip()


def test_a_problem_there_is_not(curator: Visitor) -> None:
    assert curator.get("/desk/problems/nothing").status_code == 404
    assert curator.post("/desk/problems/nothing/likely", page="/desk", problems="x").status_code == 404
    assert curator.post("/desk/problems/nothing/close", page="/desk", problems="x", outcome="mended").status_code == 404


def test_ten_reports_are_one_row_and_closed_at_once_or_one_by_one(
    visitor: Visitor, curator: Visitor, listed: Connections, watch: Watch
) -> None:
    for number in range(10):
        kind = "closed" if number % 5 == 0 else "phone"
        assert (
            visitor.post(PAGE, kind=kind, text=f"Report {number}.", email=f"a{number}@example.org").status_code == 303
        )
        watch.forward(minutes=1)
    row = curator.get("/desk").text
    assert row.count(f'href="{WAY}"') == 1
    assert "10 reports · A phone number is wrong (8) · It is closed (2)" in row
    page = curator.get(WAY).text
    assert all(f"Report {number}." in page for number in range(10))
    together, *one_by_one = dict.fromkeys(re.findall(r'name="problems" value="([^"]+)"', page))
    assert len(one_by_one) == len(together.split()) == 10
    with listed.transaction() as session:
        late = Report(listing_id=LISTING, kind="moved", text="", email="late@example.org", language="en", on=NOW.date())
        last = problems.report(session, late, watch.at)
    assert curator.post(f"{WAY}/close", page=WAY, problems=one_by_one[0], outcome="mended").location == WAY
    stale = curator.post(f"{WAY}/close", page=WAY, problems=together, outcome="mended")
    assert (stale.status_code, "Somebody else has closed this meanwhile" in stale.text) == (422, True)
    rest = " ".join(one_by_one[1:])
    assert curator.post(f"{WAY}/close", page=WAY, problems=rest, outcome="nothing wrong").location == WAY
    assert "1 report · It has moved" in curator.get("/desk").text
    with listed.reading() as session:
        assert len(session.scalars(select(mail.LetterRow).filter_by(kind="problem")).all()) == 10
    for nonsense in (f"{last} x", "x", " "):
        refused = curator.post(f"{WAY}/close", page=WAY, problems=nonsense, outcome="mended")
        assert refused.status_code in {404, 422}
    assert curator.post(f"{WAY}/close", page=WAY, problems=last, outcome="mended").location == "/desk"
    assert "Nothing waits." in words(curator, "/desk")
    assert "All of it is closed." in curator.get(WAY).text


def test_a_curator_sees_on_the_listing_why_it_is_shown(
    curator: Visitor, visitor: Visitor, signed_in: Visitor, listed: Connections
) -> None:
    assert "Shown, because" in words(curator, f"/services/{SERVICE}")
    assert curator.get(f"/services/{SERVICE}").headers["Cache-Control"] == "no-store"
    assert "Shown, because" not in words(Visitor(visitor.app), f"/services/{SERVICE}")
    assert "Shown, because" not in words(signed_in, f"/services/{SERVICE}")
    with listed.transaction() as session:
        session.execute(update(Listing).values(due_on=(NOW - timedelta(days=1)).date()))
        document.refresh(session, [LISTING])
    assert "Its confirmation is past due" in words(curator, f"/services/{SERVICE}")


def test_the_page_of_a_problem_leads_to_the_public_page_while_there_is_one(
    curator: Visitor, visitor: Visitor, listed: Connections
) -> None:
    visitor.post(PAGE, **GIVEN)
    for change, there in (({"due_on": (NOW - timedelta(days=1)).date()}, True), ({"held": "withdrawn"}, False)):
        with listed.transaction() as session:
            session.execute(update(Listing).values(**change))
            document.refresh(session, [LISTING])
        text = words(curator, WAY)
        assert ("Not shown, because" in text, "Its public page" in text) == (True, there)


def test_no_word_of_it_is_in_an_export_or_the_log(
    visitor: Visitor, listed: Connections, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor.post(PAGE, **GIVEN)
    with listed.reading() as session:
        whole = str(list(export_objects(session, "service", Counter(), None)))
    assert "Lantern Pantry" in whole
    assert "Otter" not in whole
    logged = capsys.readouterr()
    assert PAGE not in logged.out + logged.err
    assert "Otter" not in logged.out + logged.err
