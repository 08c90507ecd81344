"""Staff work: one open row for each kind and subject, one holder, and lists that count right."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Origin
from resource_app.errors import BadInput, NotFound
from resource_app.tasks.models import Task
from resource_app.tasks.operations import close, give_back, open_tasks, take
from resource_app.tasks.queries import PER_PAGE, Asked, Whose, open_ones

ORDER = ("problem", "claim")


def by(name: str, now: datetime) -> By:
    return By(Actor("user", name), Origin(), now)


def a_task(session: Session, now: datetime, subject: str = "problem:1", kind: str = "problem") -> Task:
    open_tasks(session, kind, [(subject, "")], now)
    return session.scalars(select(Task).filter_by(kind=kind, subject=subject, closed_at=None)).one()


def holders(session: Session) -> list[str | None]:
    session.expire_all()
    return list(session.scalars(select(Task.holder).order_by(Task.id)))


def test_there_is_one_open_row_for_a_kind_and_a_subject(session: Session, now: datetime) -> None:
    first = a_task(session, now)
    assert open_tasks(session, "problem", [("problem:1", "again")], now) == 0
    assert open_tasks(session, "claim", [("problem:1", "")], now) == 1
    assert close(session, "problem", "problem:1", "mended", by("a", now))
    assert (first.outcome, first.closed_at) == ("mended", now)
    assert not close(session, "problem", "problem:1", "mended", by("a", now))
    second = a_task(session, now)
    assert second.id != first.id
    row = {"kind": "problem", "subject": "problem:1", "note": "", "opened_at": now}
    with pytest.raises(IntegrityError):
        session.execute(insert(Task), [row])


def test_one_holds_it_and_another_may_take_over_knowingly(session: Session, now: datetime) -> None:
    task = a_task(session, now)
    take(session, task.id, None, by("a", now))
    assert holders(session) == ["a"]
    with pytest.raises(BadInput, match="Somebody else"):
        take(session, task.id, None, by("b", now))
    give_back(session, task.id, by("b", now))
    assert holders(session) == ["a"]
    take(session, task.id, "a", by("b", now))
    assert holders(session) == ["b"]
    give_back(session, task.id, by("b", now))
    assert holders(session) == [None]
    assert list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq))) == [
        *("task_taken", "task_taken", "task_given_back"),
    ]


def test_what_is_done_is_nobodys_to_take(session: Session, now: datetime) -> None:
    task = a_task(session, now)
    close(session, "problem", "problem:1", "done", by("a", now))
    for verb in (lambda: take(session, task.id, None, by("a", now)), lambda: give_back(session, task.id, by("a", now))):
        with pytest.raises(NotFound):
            verb()
    with pytest.raises(NotFound):
        take(session, 10_000, None, by("a", now))


@pytest.mark.parametrize(
    ("kind", "whose", "subjects"),
    [
        ("", "all", ["problem:1", "problem:2", "claim:1", "other:1"]),
        ("claim", "all", ["claim:1"]),
        ("", "mine", ["problem:2"]),
        ("", "nobody", ["problem:1", "claim:1", "other:1"]),
        ("claim", "mine", []),
        ("no such kind", "all", []),
    ],
)
def test_the_list_is_by_kind_and_then_by_how_long_it_waits(
    session: Session, now: datetime, kind: str, whose: Whose, subjects: list[str]
) -> None:
    earlier = now - timedelta(days=1)
    a_task(session, now - timedelta(days=9), "other:1", "other")
    a_task(session, earlier, "claim:1", "claim")
    mine = a_task(session, now, "problem:2")
    a_task(session, earlier, "problem:1")
    take(session, mine.id, None, by("a", now))
    found = open_ones(session, Asked("a", now.date(), ORDER, kind, whose))
    assert [task.subject for task in found.rows] == subjects
    assert found.total == len(subjects)
    assert found.of_whose == {"all": 4, "mine": 1, "nobody": 3}
    if whose == "all":
        assert found.of_kind == {"problem": 2, "claim": 1, "other": 1}


def test_a_list_has_pages(session: Session, now: datetime) -> None:
    open_tasks(session, "problem", [(f"problem:{number}", "") for number in range(PER_PAGE + 1)], now)
    first, last = (open_ones(session, Asked("a", now.date(), ORDER, page=page)) for page in (1, 99))
    assert (len(first.rows), first.page, first.is_last) == (PER_PAGE, 1, False)
    assert (len(last.rows), last.page, last.is_last) == (1, 2, True)
