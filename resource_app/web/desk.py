"""What waits for a curator? All kinds of work in one list, to be taken, given back and done."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, get_args
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app import phrases
from resource_app.access import holders_of, open_to, own_path
from resource_app.accounts.queries import names
from resource_app.directory.subjects import listings_of, titles
from resource_app.errors import BadInput, NotFound
from resource_app.jobs.posting import TASK, TO_A_PERSON
from resource_app.tasks import operations
from resource_app.tasks.models import Task
from resource_app.tasks.queries import Asked, Whose, open_ones
from resource_app.web import call_words, identity, problem_words
from resource_app.web.call_words import day_words
from resource_app.web.desk_acts import ACTS
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.letters import said_of
from resource_app.web.sent import keep_nothing
from resource_app.web.shown import listings_now
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading
from resource_app.web.work_kinds import BY_CODE, KINDS, WorkKind
from validation.queue import marks

blueprint = Blueprint("page_desk", __name__)
CURATOR = holders_of("curator")
WHOSE: tuple[Whose, ...] = get_args(Whose)
_STATES = {"confirm": call_words.states, "problem": problem_words.states}  # what a row says of where its work stands
LONGEST_ID, LONGEST_PAGE = 9, 6  # digits: an integer of PostgreSQL has no ten of every kind


class TakeForm(Form):
    """Which page to go back to, and who held the work when it was shown."""

    back = line(required=False, most=2_000)
    holder = line(required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task on a page. `spoken` is its title, numbered where others have the same. `holder` is a name, empty where nobody
    holds it; `is_mine` whether whoever looks does. `marks` are one to three for its risk, 0 where that is not known; `due`
    and `state` are words, empty where there is nothing to say.
    """

    id: int
    title: str
    spoken: str
    kind: WorkKind
    way: str
    since: str
    holder: str
    holder_id: str
    is_mine: bool
    marks: int
    due: str
    state: str


@blueprint.get("/desk")
@open_to(CURATOR)
def index() -> Page:
    """The list."""
    return _list(Filled())


@blueprint.get("/desk/tasks/<task_id>")
@open_to(CURATOR)
def show(task_id: str) -> Page:
    """A task that has no page of its own: what it is about, and the listings it concerns."""
    keep_nothing()
    with reading() as session:
        task = _work(session, task_id)
        [row] = rows_of(session, [task])
        if row.kind.has_own_page:
            return redirect(row.way, SEE_OTHER)
        identity.looked("opened", f"task:{task.id}", subject=task.subject)
        listings = listings_now(session, listings_of(session, task.subject))
        letter = said_of(session, task) if task.kind == TASK else None
        return render_template("desk/task.html", row=row, note=task.note, letter=letter, listings=listings)


@blueprint.post("/desk/tasks/<task_id>/take")
@open_to(CURATOR)
def take(task_id: str) -> Page:
    """Take work on, from nobody or from whom the page showed."""
    fields = read(TakeForm)
    try:
        with identity.connections().transaction() as session:
            operations.take(session, _number(task_id), fields["holder"] or None, identity.by())
    except BadInput as error:
        return _list(Filled({}, error.field, error.message)), 422
    return _back(fields)


@blueprint.post("/desk/tasks/<task_id>/give-back")
@open_to(CURATOR)
def give_back(task_id: str) -> Page:
    """Let others take it."""
    fields = read(TakeForm)
    with identity.connections().transaction() as session:
        operations.give_back(session, _number(task_id), identity.by())
    return _back(fields)


@blueprint.post("/desk/tasks/<task_id>/done")
@open_to(CURATOR)
def done(task_id: str) -> Page:
    """Say that it is done; work with a page of its own is closed there."""
    fields = read(TakeForm)
    with identity.connections().transaction() as session:
        task = _work(session, task_id)
        if BY_CODE[task.kind].has_own_page:
            raise NotFound("task", task_id)
        operations.close(session, task.kind, task.subject, "done", identity.by())
    return _back(fields)


def rows_of(session: Session, tasks: Sequence[Task]) -> list[Row]:
    """How tasks are shown: names of what they are about, and of who holds them, are joined here."""
    called = titles(session, {task.subject for task in tasks})
    holders = names(session, {task.holder for task in tasks if task.holder})
    said = {
        kind: words(session, {task.subject for task in tasks if task.kind == kind}) for kind, words in _STATES.items()
    }
    rows = [_row(session, task, called, holders, said.get(task.kind, {}).get(task.subject, "")) for task in tasks]
    return _told_apart(rows)


def _told_apart(rows: Sequence[Row]) -> list[Row]:
    """Rows whose buttons can be told apart where titles are the same: those have a number."""
    seen = Counter(row.title for row in rows)
    numbers = {title: count(1) for title in seen}
    return [
        replace(row, spoken=f"{row.title} ({next(numbers[row.title])})") if seen[row.title] > 1 else row for row in rows
    ]


def _row(session: Session, task: Task, called: Mapping[str, str], holders: Mapping[str, str], state: str) -> Row:
    who = reader(session)
    kind = BY_CODE[task.kind]
    code, _, key = task.subject.partition(":")
    opened_on = task.opened_at.astimezone(who.now.tzinfo).date()
    return Row(
        id=task.id,
        title=(title := called.get(task.subject) or who.t.gettext(kind.name)),
        spoken=title,
        kind=kind,
        way=kind.way.format(task=task.id, kind=code, id=key),
        since=phrases.full_date(who.t, opened_on),
        holder=holders.get(task.holder or "", task.holder or ""),
        holder_id=task.holder or "",
        is_mine=task.holder == identity.somebody().user_id,
        marks=0 if task.priority is None else marks(task.priority),
        due=day_words(task.due_on, who) if task.due_on else "",
        state=state,
    )


def _work(session: Session, task_id: str) -> Task:
    """Open work of this list; raises NotFound for any other."""
    task = operations.get_open(session, _number(task_id))
    if task.kind not in BY_CODE:
        raise NotFound("task", task_id)
    return task


def _number(task_id: str) -> int:
    """The id of a task, as an address names it."""
    if not task_id.isascii() or not task_id.isdigit() or len(task_id) > LONGEST_ID:
        raise NotFound("task", task_id)
    return int(task_id)


def _back(fields: dict[str, Any]) -> Response:
    """To the page of the list that somebody came from."""
    way = own_path(fields["back"])
    return redirect(way if way.startswith("/desk") else "/desk", SEE_OTHER)


def _list(filled: Filled) -> str:
    keep_nothing()
    asked = _asked()
    with reading() as session:
        found = open_ones(session, asked)
        shown = [task.subject for task in found.rows]
        identity.looked("listed", "network:desk", shown=shown)
        return render_template(
            "desk/index.html",
            form=filled,
            asked=asked,
            found=found,
            rows=rows_of(session, found.rows),
            kinds=[kind for kind in KINDS if found.of_kind.get(kind.code) or kind.code == asked.kind],
            whose=WHOSE,
            acts=ACTS,
            way=_way(asked),
        )


def _asked() -> Asked:
    """What the address asks for; what it says that there is not is left aside. A list that follows a form is the first one."""
    args = request.args if request.method == "GET" else {}
    kind, whose, page = args.get("kind", ""), args.get("whose", ""), args.get("page", "")
    return Asked(
        me=identity.somebody().user_id,
        today=now().date(),
        order=[each.code for each in KINDS],
        without=[TO_A_PERSON],
        kind=kind if kind in BY_CODE else "",
        whose=next((each for each in WHOSE if each == whose), "all"),
        page=int(page) if page.isascii() and page.isdigit() and len(page) <= LONGEST_PAGE else 1,
    )


def _way(asked: Asked) -> Callable[..., str]:
    """The address of the list with something else asked for."""

    def way(**other: Any) -> str:
        wanted = {"kind": asked.kind, "whose": asked.whose, "page": 1} | other
        plain = {"kind": "", "whose": "all", "page": 1}
        query = {name: value for name, value in wanted.items() if value != plain[name]}
        return "/desk" + ("?" + urlencode(query) if query else "")

    return way
