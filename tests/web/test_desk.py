"""The curator's list: every kind of work in it, who holds it, and the page of work that has no other."""

import re
from typing import get_args

import pytest
from flask import Flask
from sqlalchemy import select, update

from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory.models import Listing, Organization
from resource_app.jobs.posting import TO_A_PERSON
from resource_app.keys import Keys
from resource_app.tasks.models import Task, TaskKind
from resource_app.tasks.operations import open_tasks
from resource_app.web.work_kinds import BY_CODE, KINDS
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE
from tests.web.conftest import NOW
from tests.web.people import Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
CURATOR = Held("curator", None)


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, CURATOR))


@pytest.fixture
def other(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, CURATOR))


def work(connections: Connections, kind: TaskKind = "missing from source", subject: str = f"listing:{LISTING}") -> int:
    with connections.transaction() as session:
        open_tasks(session, kind, [(subject, "Its source no longer has it.")], NOW)
        return session.scalars(select(Task.id).filter_by(kind=kind, subject=subject, closed_at=None)).one()


def text_of(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Cache-Control"] == "no-store"
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True).partition("<main")[2]).split())


def acts(connections: Connections) -> list[tuple[str, str]]:
    with connections.reading() as session:
        rows = session.execute(select(AuditEvent.action, AuditEvent.subject).where(AuditEvent.at > NOW))
        return [(row.action, row.subject) for row in rows]


def test_every_kind_of_work_has_its_row_and_no_row_is_of_no_kind() -> None:
    assert [kind.code for kind in KINDS] == list(BY_CODE)
    assert {*BY_CODE, TO_A_PERSON} == set(get_args(TaskKind))  # the one waits for the administrator of the network
    assert TO_A_PERSON not in BY_CODE


def test_an_empty_list_says_so(curator: Visitor) -> None:
    assert "Nothing waits." in text_of(curator, "/desk")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_is_shown_and_leads_somewhere(curator: Visitor, listed: Connections, language: str) -> None:
    subjects = {"confidential place": f"location:{PLACE}", "address in name": f"organization:{ORGANIZATION}"}
    for kind in KINDS:
        work(listed, kind.code, subjects.get(kind.code, f"listing:{LISTING}"))
    curator.get(f"/desk?lang={language}")
    page = curator.get("/desk").get_data(as_text=True)
    assert page.count('class="queue-row"') == len(KINDS)
    assert "Lantern Pantry" in page
    assert ("Parecidas" if language == "es" else "Look-alikes") in page
    for way in re.findall(r'href="(/desk/tasks/\d+)"', page):
        assert "Lantern Pantry" in text_of(curator, way)


def test_chips_count_and_narrow(curator: Visitor, listed: Connections) -> None:
    work(listed)
    work(listed, "candidate listing")
    mine = work(listed, "confidential place", f"location:{PLACE}")
    curator.post(f"/desk/tasks/{mine}/take", page="/desk")
    shown = text_of(curator, "/desk")
    assert "3 open, 1 mine" in shown
    assert "Look-alikes 1" in shown
    assert "Look-alikes" not in text_of(curator, "/desk?whose=mine")
    assert "Missing from imports 1" in text_of(curator, "/desk?whose=nobody&kind=candidate+listing")
    assert "Nothing of this waits." in text_of(curator, "/desk?whose=mine&kind=candidate+listing")
    for odd in ("kind=nothing", "whose=somebody", "page=0", "page=-1", "page=9999999999999999999999", "page=x"):
        assert "3 open, 1 mine" in text_of(curator, f"/desk?{odd}")


def test_work_is_taken_given_back_and_taken_over(curator: Visitor, other: Visitor, listed: Connections) -> None:
    task = work(listed)
    answer = curator.post(f"/desk/tasks/{task}/take", page="/desk", back="/desk?whose=nobody#work")
    assert (answer.status_code, answer.location) == (303, "/desk?whose=nobody#work")
    assert "You have it." in text_of(curator, "/desk")
    page = other.get("/desk").get_data(as_text=True)
    assert "Wren Alder has it." in page
    late = other.post(f"/desk/tasks/{task}/take", page="/desk")
    assert late.status_code == 422
    assert "Somebody else has taken this meanwhile." in late.get_data(as_text=True)
    held = re.search(r'name="holder" value="([^"]+)"', page)
    assert held
    assert other.post(f"/desk/tasks/{task}/take", page="/desk", holder=held[1]).status_code == 303
    assert "You have it." in text_of(other, "/desk")
    assert curator.post(f"/desk/tasks/{task}/give-back", page="/desk").status_code == 303
    assert "You have it." in text_of(other, "/desk")
    assert other.post(f"/desk/tasks/{task}/give-back", page="/desk").status_code == 303
    assert "Nobody has it." in text_of(other, "/desk")
    assert [act for act in acts(listed) if act[1] == f"task:{task}"] == [
        *[("task_taken", f"task:{task}")] * 2,
        ("task_given_back", f"task:{task}"),
    ]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/people", ""])
def test_a_form_leads_back_to_the_list_only(curator: Visitor, listed: Connections, back: str) -> None:
    answer = curator.post(f"/desk/tasks/{work(listed)}/take", page="/desk", back=back)
    assert answer.location == "/desk"


def test_the_page_of_work_shows_the_listing_and_why_it_is_hidden(curator: Visitor, listed: Connections) -> None:
    task = work(listed)
    shown = text_of(curator, f"/desk/tasks/{task}")
    assert "Its source no longer has it" in shown
    assert "Call and ask whether it is still offered." in shown
    assert "Shown, because" in shown
    assert ("opened", f"task:{task}") in acts(listed)
    with listed.transaction() as session:
        session.execute(update(Listing).values(staff_only=True))
    shown = text_of(curator, f"/desk/tasks/{task}")
    assert "Not shown, because It is for staff only." in shown
    assert "Nobody holds it back." not in shown


def test_work_is_done_once(curator: Visitor, listed: Connections) -> None:
    task = work(listed)
    assert curator.post(f"/desk/tasks/{task}/done", page=f"/desk/tasks/{task}").location == "/desk"
    assert curator.get(f"/desk/tasks/{task}").status_code == 404
    assert curator.post(f"/desk/tasks/{task}/done", page="/desk").status_code == 404
    assert ("task_closed", f"task:{task}") in acts(listed)
    with listed.reading() as session:
        assert session.get_one(Task, task).outcome == "done"


def test_work_with_a_page_of_its_own_is_not_done_here(curator: Visitor, listed: Connections) -> None:
    task = work(listed, "proposal", f"service:{SERVICE}")
    answer = curator.get(f"/desk/tasks/{task}")
    assert (answer.status_code, answer.location) == (303, f"/desk/proposals/service/{SERVICE}")
    assert curator.post(f"/desk/tasks/{task}/done", page="/desk").status_code == 404


@pytest.mark.parametrize("odd", ["0", "x", "-1", "9" * 9, "9" * 10, "9" * 40, "١"])
def test_an_id_that_is_none_is_not_found(curator: Visitor, listed: Connections, odd: str) -> None:
    del listed
    assert curator.get(f"/desk/tasks/{odd}").status_code == 404


def test_a_name_that_may_give_an_address_away_is_on_no_list(curator: Visitor, listed: Connections) -> None:
    work(listed, "address in text")
    with listed.transaction() as session:
        session.execute(update(Listing).values(held="address in text"))
    page = text_of(curator, "/desk")
    assert "Lantern Neighbors" in page
    assert "Lantern Pantry" not in page
    with listed.transaction() as session:
        session.execute(update(Organization).values(withheld=["name"]))
    page = text_of(curator, "/desk")
    assert "Lantern" not in page


def test_the_way_to_the_list_is_shown_to_curators_alone(curator: Visitor, signed_in: Visitor) -> None:
    assert 'href="/desk"' in curator.get("/").get_data(as_text=True)
    assert 'href="/desk"' not in signed_in.get("/").get_data(as_text=True)
