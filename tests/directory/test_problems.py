"""A problem is reported, shown once it is likely, closed with one letter, and forgotten; what was typed shows nowhere."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.letters import Draft
from resource_app.actor import Actor
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Origin
from resource_app.directory import operations, problem_letters, problems
from resource_app.directory.disputes import shown_disputes
from resource_app.directory.models import Listing
from resource_app.directory.models.problem import PROBLEM_KINDS, Problem
from resource_app.directory.problems import Report
from resource_app.errors import BadInput, NotFound
from resource_app.keys import Keys
from resource_app.tasks.models import Task
from search import stored
from tests.factories import LISTING, PLACE, SERVICE, load

TEXT = "Otter Quill told me the number belongs to a bakery, 9 Lantern Street."
EMAIL = "otter@example.org"
DAY = date(2026, 10, 9)


def by(now: datetime) -> By:
    return By(Actor("user", "a"), Origin(), now)


@pytest.fixture
def reported(session: Session, now: datetime) -> str:
    load(session, now)
    return report(session, now)


def report(session: Session, now: datetime, kind: str = "phone", **more: Any) -> str:
    plain = {"listing_id": LISTING, "kind": kind, "text": TEXT, "email": EMAIL, "language": "en", "on": DAY}
    return problems.report(session, Report(**(plain | more)), now)


def disputes(session: Session) -> list[dict]:
    return stored.load(session.connection(), [LISTING])[LISTING].display["disputes"]  # type: ignore[no-any-return]


def asked_letters(session: Session) -> list[tuple[str, str]]:
    return [(row.kind, row.about) for row in session.scalars(select(mail.LetterRow))]


def draft(session: Session, problem_id: str, now: datetime) -> Draft | None:
    return problem_letters.KINDS[0].draft(session, Keys(("k" * 32,)), "https://help.example.org", problem_id, now)


def test_a_report_opens_a_task_and_shows_nothing(session: Session, now: datetime, reported: str) -> None:
    task = session.scalars(select(Task)).one()
    assert (task.kind, task.subject, task.note) == ("problem", f"listing:{LISTING}", "")
    assert disputes(session) == []
    assert asked_letters(session) == []
    assert now == session.get_one(Problem, reported).reported_at


def test_a_likely_one_shows_its_kind_and_day_until_it_is_closed(session: Session, now: datetime, reported: str) -> None:
    problems.mark_likely(session, reported, by(now))
    assert disputes(session) == [{"kind": "phone", "on": "2026-10-09"}]
    raw = stored.encode(stored.load(session.connection(), [LISTING])[LISTING]).decode()
    assert "Otter" not in raw
    assert EMAIL not in raw
    problems.close(session, reported, "mended", by(now))
    assert disputes(session) == []
    assert session.scalars(select(Task.outcome)).one() == "mended"


def test_several_are_told_by_kind_with_the_newest_day(session: Session, now: datetime, reported: str) -> None:
    again = report(session, now, on=DAY + timedelta(days=2))
    other = report(session, now, "closed", on=DAY + timedelta(days=1))
    for each in (reported, again, other):
        problems.mark_likely(session, each, by(now))
    assert disputes(session) == [{"kind": "phone", "on": "2026-10-11"}, {"kind": "closed", "on": "2026-10-10"}]
    problems.close(session, again, "nothing wrong", by(now))
    assert disputes(session) == [{"kind": "closed", "on": "2026-10-10"}, {"kind": "phone", "on": "2026-10-09"}]


def test_a_place_for_people_in_danger_tells_no_day_and_a_private_one_no_move() -> None:
    days = {"phone": "2026-10-09", "moved": "2026-10-10"}
    assert [each["on"] for each in shown_disputes(days, sensitive=True, private=False)] == ["", ""]
    assert [each["kind"] for each in shown_disputes(days, sensitive=False, private=True)] == ["phone"]


def test_closing_asks_for_one_letter_without_a_typed_word(session: Session, now: datetime, reported: str) -> None:
    problems.close(session, reported, "mended", by(now))
    with pytest.raises(BadInput, match="Somebody else"):
        problems.close(session, reported, "nothing wrong", by(now))
    with pytest.raises(BadInput, match="Somebody else"):
        problems.mark_likely(session, reported, by(now))
    assert asked_letters(session) == [("problem", reported)]
    letter = draft(session, reported, now)
    assert letter is not None
    assert (letter.to, letter.language, letter.template) == (EMAIL, "en", "problem")
    assert letter.values == {
        "link": f"https://help.example.org/services/{SERVICE}",
        "site": "https://help.example.org",
        "outcome": "mended",
    }


def test_a_letter_about_a_hidden_or_sensitive_listing_does_not_name_it(
    session: Session, now: datetime, reported: str
) -> None:
    problems.close(session, reported, "nothing wrong", by(now))
    load(session, now, description="A safe house for people who flee domestic violence.")
    letter = draft(session, reported, now)
    assert letter is not None
    assert letter.values["link"] == "https://help.example.org/"
    load(session, now)
    operations.withdraw(session, LISTING, now, Actor("user", "a"))
    letter = draft(session, reported, now)
    assert letter is not None
    assert letter.values["link"] == "https://help.example.org/"


def test_who_left_no_address_gets_no_letter(session: Session, now: datetime) -> None:
    load(session, now)
    made = report(session, now, email="", text="")
    problems.close(session, made, "mended", by(now))
    assert asked_letters(session) == []
    assert draft(session, made, now) is None


def test_all_reports_of_a_listing_are_one_task_until_the_last_is_closed(session: Session, now: datetime) -> None:
    load(session, now)
    first, *others = (report(session, now, kind, email="") for kind in ("phone", "phone", "closed"))
    assert session.scalars(select(Task.subject)).all() == [f"listing:{LISTING}"]
    assert problems.open_kinds(session, [LISTING]) == {LISTING: {"phone": 2, "closed": 1}}
    problems.close(session, first, "mended", by(now))
    assert session.scalars(select(Task.outcome)).all() == [None]
    problems.close_all(session, others, "nothing wrong", by(now))
    assert session.scalars(select(Task.outcome)).all() == ["nothing wrong"]
    report(session, now)
    assert session.scalars(select(Task.outcome).order_by(Task.id)).all() == ["nothing wrong", None]


def test_closed_at_once_each_reporter_gets_one_letter(session: Session, now: datetime) -> None:
    load(session, now)
    made = [report(session, now, email=each) for each in (EMAIL, EMAIL, "wren@example.org", "")]
    problems.close_all(session, made, "mended", by(now))
    sent = [draft(session, about, now) for _kind, about in asked_letters(session)]
    assert sorted(each.to for each in sent if each) == [EMAIL, "wren@example.org"]
    assert len(sent) == 2


def test_of_several_none_is_closed_where_somebody_was_quicker(session: Session, now: datetime) -> None:
    load(session, now)
    quick, other = report(session, now), report(session, now)
    problems.close(session, quick, "mended", by(now))
    with pytest.raises(BadInput, match="Somebody else"):
        problems.close_all(session, [quick, other], "nothing wrong", by(now))
    assert session.get_one(Problem, other).closed_at is None


@pytest.mark.parametrize("outcome", ["", "open", "erased"])
def test_it_ends_in_one_of_two_ways(session: Session, now: datetime, reported: str, outcome: str) -> None:
    with pytest.raises(BadInput, match="Say what you found"):
        problems.close(session, reported, outcome, by(now))
    with pytest.raises(NotFound):
        problems.close(session, "nothing", "mended", by(now))


def test_text_and_address_are_erased_ninety_days_after_closing(session: Session, now: datetime, reported: str) -> None:
    waiting = report(session, now - timedelta(days=400))
    problems.close(session, reported, "mended", by(now))
    assert problems.erase(session, now + timedelta(days=90)) == 0
    assert problems.erase(session, now + timedelta(days=90, seconds=1)) == 1
    assert problems.erase(session, now + timedelta(days=91)) == 0
    session.expire_all()
    gone, kept = session.get_one(Problem, reported), session.get_one(Problem, waiting)
    assert (gone.text, gone.email, gone.kind) == (None, None, "phone")
    assert (kept.text, kept.email) == (TEXT, EMAIL)
    assert draft(session, reported, now) is None


def test_marking_a_place_confidential_empties_what_was_typed(session: Session, now: datetime, reported: str) -> None:
    operations.mark_confidential(session, PLACE, now, Actor("user", "a"))
    session.expire_all()
    assert session.get_one(Problem, reported).text is None


def test_what_is_written_down_holds_no_typed_word(session: Session, now: datetime, reported: str) -> None:
    problems.mark_likely(session, reported, by(now))
    problems.close(session, reported, "mended", by(now))
    events = session.scalars(select(AuditEvent)).all()
    assert {event.action for event in events} == {*("problem_likely", "problem_closed", "task_closed")}
    assert not [event for event in events if "Otter" in str(event.details) or EMAIL in str(event.details)]


@pytest.mark.parametrize("kind", PROBLEM_KINDS)
def test_every_kind_can_be_reported_and_told(session: Session, now: datetime, kind: str) -> None:
    load(session, now)
    problems.mark_likely(session, report(session, now, kind), by(now))
    assert disputes(session) == [{"kind": kind, "on": "2026-10-09"}]
    assert session.scalars(select(Listing.held)).one() is None
