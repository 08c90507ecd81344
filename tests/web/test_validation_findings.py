"""What checks find is told to staff and to who mends it, in their language, and to nobody else."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.jobs.deliveries import DELIVERIES, drain
from resource_app.keys import Keys
from resource_app.outward import Outward
from resource_app.tasks.models import Task
from tests.factories import LISTING, ORGANIZATION, SERVICE, load
from tests.web.conftest import NOW
from tests.web.people import Visitor, a_person
from validation.beginning import begin
from validation.checking import check_listings

pytestmark = pytest.mark.usefixtures("quick")
OUTSIDE = Outward("https://directory.example.org", ask=lambda *_: [])
FOUND = "A text says that it is no more: permanently closed (found since 13 October 2026)"
IN_SPANISH = "Un texto dice que ya no existe: permanently closed (encontrado desde el 13 de octubre de 2026)"


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    with listed.transaction() as session:
        load(session, NOW, description="The pantry is permanently closed.")
    return Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))


def text_of(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True).partition("<main")[2]).split())


def test_validation_a_failed_check_is_work_that_says_what_is_wrong(curator: Visitor, listed: Connections) -> None:
    for days in (0, 3, 6, 9):
        check_listings(listed, NOW + timedelta(days=days), OUTSIDE)
    with listed.reading() as session:
        task = session.scalars(select(Task.id).where(Task.kind == "check failed")).one()
    assert "A check finds the same again and again" in text_of(curator, "/desk")
    page = text_of(curator, f"/desk/tasks/{task}")
    assert "Lantern Pantry" in page
    assert FOUND in page
    assert "The task closes by itself when the check passes." in page
    assert IN_SPANISH in text_of(curator, f"/desk/tasks/{task}?lang=es")


def test_validation_findings_stand_in_the_staff_line_and_in_no_public_page(
    curator: Visitor, visitor: Visitor, listed: Connections
) -> None:
    check_listings(listed, NOW, OUTSIDE)
    assert FOUND in text_of(curator, f"/services/{SERVICE}")
    public = text_of(visitor, f"/services/{SERVICE}")
    assert "Lantern Pantry" in public
    assert "found since" not in public


def test_validation_findings_are_hints_of_the_form_in_their_part(
    curator: Visitor, site: Flask, listed: Connections, keys: Keys
) -> None:
    check_listings(listed, NOW, OUTSIDE)
    keeper = Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))
    for whoever in (curator, keeper):
        assert FOUND in text_of(whoever, f"/listings/{LISTING}/edit/what")
        assert FOUND not in text_of(whoever, f"/listings/{LISTING}/edit/who")
        assert "It has a door and no hours" in text_of(whoever, f"/listings/{LISTING}/edit/hours")


def test_validation_a_problem_that_a_visitor_reports_is_a_call_on_the_desk(
    curator: Visitor, visitor: Visitor, listed: Connections
) -> None:
    begin(listed, NOW)
    way = f"/listings/{LISTING}/problem"
    visitor.get(way)
    assert visitor.post(way, kind="phone").status_code == 303
    drain(listed, lambda: NOW + timedelta(days=1), [each for each in DELIVERIES if each.topic == "problem_reported"])
    assert "Somebody has to call and ask" in text_of(curator, "/desk?kind=confirm")
    called = curator.get(f"/desk/confirm/organization:{ORGANIZATION}").text
    assert "Lantern Pantry" in called
    assert "Nothing is left to ask" not in called  # though it is not due for months
