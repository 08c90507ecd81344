"""Seasons, closures and holidays as people read them: on the page of a listing, on cards, and in what waits for a curator."""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory.models import Proposal
from resource_app.keys import Keys
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, SERVICE, load
from tests.web.people import Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
PAGE = f"/services/{SERVICE}"
HOURS = f"/listings/{LISTING}/edit/hours"
WEEK = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
FALL = {**WEEK, "byday": "WE", "valid_from": "2026-10-20", "valid_to": "2026-11-30"}
BREAK = {"description": "Closed: moving house", "valid_from": "2026-10-22", "valid_to": "2026-10-23"}
SEASON_SAID = "From 20 October to 30 November: Wednesday 9 a.m. to 5 p.m."
BREAK_SAID = "Closed 22 October to 23 October: moving house."
WEEK_SAID = "At other times: Monday to Tuesday 9 a.m. to 5 p.m."


def with_hours(connections: Connections, *schedules: dict[str, Any]) -> None:
    with connections.transaction() as session:
        numbered = [{"id": f"{number}" * 8 + SERVICE[8:], **each} for number, each in enumerate(schedules, 1)]
        load(session, NOW, schedules=numbered)


def read(text: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_page_tells_a_season_and_a_closure_until_they_are_over(
    site: Flask, connections: Connections, watch: Watch
) -> None:
    with_hours(connections, WEEK, FALL, BREAK)
    visitor = Visitor(site)
    before = read(visitor.get(PAGE).text)
    assert SEASON_SAID in before
    assert BREAK_SAID in before
    assert "p.m.." not in before
    spanish = read(visitor.get(f"{PAGE}?lang=es").text)
    assert "Del 20 de octubre al 30 de noviembre: miércoles 9 a.m. a 5 p.m." in spanish
    assert "Cerrado del 22 de octubre al 23 de octubre: moving house." in spanish
    watch.forward(days=8)  # 21 October, a Wednesday
    within = read(visitor.get(f"{PAGE}?lang=en").text)
    assert "Today, Wednesday Wednesday 9 a.m. to 5 p.m." in within
    assert "Monday Closed" in within
    assert WEEK_SAID in within
    watch.forward(days=3)
    assert "moving house" not in read(visitor.get(PAGE).text)
    watch.forward(days=50)
    after = read(visitor.get(PAGE).text)
    assert "30 November" not in after
    assert "Monday 9 a.m. to 5 p.m." in after


def test_a_day_off_shows_in_the_week(site: Flask, connections: Connections) -> None:
    with_hours(connections, WEEK, {**BREAK, "valid_from": "2026-10-13", "valid_to": "2026-10-14"})
    text = read(Visitor(site).get(PAGE).text)
    assert "Closed today: moving house" in text
    assert "Opens Monday" in text


def test_hours_since_a_day_replace_the_week(site: Flask, connections: Connections, watch: Watch) -> None:
    with_hours(connections, WEEK, {**WEEK, "byday": "TH", "valid_from": "2026-10-20"})
    visitor = Visitor(site)
    assert "From 20 October: Thursday 9 a.m. to 5 p.m." in read(visitor.get(PAGE).text)
    assert "Lantern Pantry" in visitor.get("/search?what=pantry&open=now").text
    watch.forward(days=14)  # 27 October, a Tuesday
    since = read(visitor.get(PAGE).text)
    assert "Today, Tuesday Tuesday Closed" in since
    assert "Thursday 9 a.m. to 5 p.m." in since
    assert 'id="listing-' not in visitor.get("/search?what=pantry&open=now").text


def test_cards_tell_what_changes_within_two_weeks(site: Flask, connections: Connections) -> None:
    far = {**BREAK, "description": "Closed: winter rest", "valid_from": "2026-12-24", "valid_to": "2026-12-26"}
    saturdays = {**WEEK, "freq": "MONTHLY", "byday": "1SA"}
    with_hours(connections, WEEK, FALL, BREAK, far, saturdays)
    text = read(Visitor(site).get("/search?what=pantry").text)
    assert f"{SEASON_SAID} {BREAK_SAID.removesuffix('.')}" in text
    on_paper = (
        "Hours Monday to Tuesday 9 a.m. to 5 p.m., first Saturday of the month 9 a.m. to 5 p.m. "
        f"{SEASON_SAID} {BREAK_SAID.removesuffix('.')}"
    )
    assert on_paper in text
    assert "winter rest" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Monday 9 a.m. to 5 p.m.", SEASON_SAID, BREAK_SAID, "Closed on these holidays: Thanksgiving")),
        (
            "es",
            (
                "Del 20 de octubre al 30 de noviembre: miércoles 9 a.m. a 5 p.m.",
                "Cerrado del 22 de octubre al 23 de octubre: moving house",
                "Cierra estos días feriados: Día de Acción de Gracias",
            ),
        ),
    ],
)
def test_a_curator_reads_what_would_change_in_sentences(
    site: Flask, listed: Connections, keys: Keys, language: str, words: tuple[str, ...]
) -> None:
    staff = Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))
    typed = {"MO-0-opens": "09:00", "MO-0-closes": "17:00", "holiday-thanksgiving": "yes"}
    typed |= {"other-0-which": "0", "other-0-day": "WE", "other-0-opens": "09:00", "other-0-closes": "17:00"}
    typed |= {"other-0-first": "2026-10-20", "other-0-last": "2026-11-30"}
    typed |= {"off-0-first": "2026-10-22", "off-0-last": "2026-10-23", "off-0-why": "moving house"}
    answer = staff.post(HOURS, act="save", seen="0", **typed)
    assert answer.location.endswith("?done=waiting")
    with listed.reading() as session:
        kind, key = session.execute(select(Proposal.kind, Proposal.object_id)).one()
    curator = Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))
    text = read(curator.get(f"/desk/proposals/{kind}/{key}?lang={language}").text)
    for each in words:
        assert each.removesuffix(".") in text
