"""What becomes of an answer? It is kept as they go, and sent once: then right fields are confirmed, others are changed or wait,
and a curator is told the rest.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, cast

from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.audit.recording import By, Entry, record
from resource_app.directory import confirmations, editing, new_listings, operations
from resource_app.directory.confirmations import Said
from resource_app.directory.editing import Kind, Saying
from resource_app.directory.history import Edit
from resource_app.directory.keepers import Keeper
from resource_app.directory.proposals import Key
from resource_app.directory.statuses import STATUSES, Tap
from resource_app.errors import N_, BadInput
from resource_app.tasks.operations import open_tasks
from validation import beginning, calls, disputes
from validation.asking import ALL, NEW, NOW, Form, Line, Question, Sheet, as_answered, is_missing
from validation.evidence import PHONE, Evidence, checked
from validation.fields import BY_PATH, HOURS, Field, public_body_of, reads_surely, taken_away
from validation.models import ANSWERS, Answer

GONE: Final = "no longer offered"
CAPACITIES = {status.code: status for status in STATUSES if status.capacity}
SAY_WHAT = N_("Write what it is now.")
IS_SO = N_("That is what we show already. Write what it is now, or choose “Right”.")
CHANGED_SINCE = N_("What stands here was changed since you opened the page. Please look again.")
SHARED_TEXT = N_(
    "Both places share this text. You wrote “%(one)s” for one and “%(other)s” for the other. Write the same for both."
)


@dataclass
class AnswersDiffer(BadInput):
    """Two answers change the same, which listings share, each to something else."""

    answers: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Given:
    """What was chosen for a question, and written where it changed. `shown` is the digest of what stood there, `had` that of
    the answer the page was opened with.
    """

    said: str
    typed: str = ""
    shown: str = ""
    had: str = ""

    @property
    def digest(self) -> str:
        return as_answered(self.said, self.typed)

    @property
    def is_news(self) -> bool:
        """Whether it says something else than the page did when it was opened."""
        return bool(self.said) and self.digest != self.had


def keep(session: Session, sheet: Sheet, given: Mapping[str, Given], by: By) -> dict[str, str]:
    """Keep what was answered on a page, and not sent yet; by question, what is wrong with an answer that is not kept. What
    was said of something that is no longer shown is not kept: it is asked anew. Nor is what the page was opened with, which
    a colleague may have answered otherwise since.
    """
    wrong = {}
    for question in sheet.questions:
        said = given.get(question.key)
        if said is None or said.said not in ANSWERS:
            continue
        if why := _why_not(question, said):
            wrong[question.key] = why
        elif said.is_news and said.digest != question.kept:
            _keep(session, question, said.said, said.typed.strip() if said.said == "changed" else "", by)
    session.flush()
    return wrong


def _why_not(question: Question, said: Given) -> str:
    """Why an answer cannot be kept; empty where it can, or is no other than the one that is kept."""
    is_stale = said.shown != question.digest
    if not said.is_news or said.digest == question.kept:
        return CHANGED_SINCE if is_stale and not question.is_done else ""
    if is_stale or said.had != question.kept:
        return CHANGED_SINCE
    if said.said != "changed" or question.field.is_private(question.line.document):
        return ""
    if not said.typed.strip():
        return SAY_WHAT
    return IS_SO if question.field.is_same(question.line.parts, said.typed) else ""


def _keep(session: Session, question: Question, said: str, typed: str, by: By) -> None:
    pairs = question.pairs
    if question.is_row and said == "gone":  # of the listing: nothing else of it is asked
        pairs = tuple((line, asked) for line, asked in pairs if asked.whole)[:1]
    for line, asked in pairs:
        value = asked.digest(line.document) if said == "right" else typed
        known = line.answers.get(asked.path)
        if known is None or (known.said, known.value) != (said, value):
            put(session, line, asked.path, said, value, by)


def put(session: Session, line: Line, path: str, said: str, value: str, by: By) -> None:
    """Keep one answer about a listing, in the place of what was answered before."""
    answer = line.answers.get(path)
    kind, key = by.actor.kind, by.actor.id
    if answer is None:
        answer = Answer(
            cycle_id=line.cycle.id, path=path, said=said, value=value, actor_kind=kind, actor_id=key, said_at=by.at
        )
        line.answers[path] = answer
        session.add(answer)
    else:
        answer.said, answer.value, answer.said_at, answer.sent_at = said, value, by.at, None
        answer.actor_kind, answer.actor_id = kind, key


def put_missing(session: Session, line: Line, name: str, about: str, by: By) -> None:
    """Keep that a service is missing, beside those they told of before; of one with the same name that is not sent yet, what is
    said now. The same, sent twice, counts once.
    """
    told = {path: answer for path, answer in line.answers.items() if is_missing(path)}
    if any(answer.value == f"{name}\n{about}" for answer in told.values()):
        return
    same = (path for path, each in told.items() if each.sent_at is None and each.value.partition("\n")[0] == name)
    path = next(same, f"{NEW}.{len(told) + 1}" if told else NEW)
    put(session, line, path, "changed", f"{name}\n{about}", by)


@dataclass(slots=True)
class _Sending:
    """What is being sent: by whom, for whom, and what it comes to."""

    session: Session
    form: Form
    by: By
    actor: Actor
    evidence: Evidence
    changes: Mapping[Key, Answer]  # what is changed, by field: many listings share some
    keys: set[Key] = field(default_factory=set)  # fields that were changed already
    counts: Counter[str] = field(default_factory=Counter)
    confirmed: dict[str, Said] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    call: bool = False

    def keeper(self, line: Line) -> Keeper:
        return keeper_of(self.form, line)


def keeper_of(form: Form, line: Line) -> Keeper:
    """In whose name a listing changes: its organization's where it answers itself, the curator's on the phone."""
    document, home, by_organization = line.document, form.organization, form.by_organization
    return Keeper(
        document.id,
        document.service_id,
        line.parts.row.location_id,
        home.id if home else None,
        who="organization" if by_organization else "curator",
        trusted=not by_organization or bool(home and home.trusted),
    )


def send(
    session: Session, form: Form, by: By, evidence: Evidence | None = None, tried: calls.Tried | None = None
) -> bool:
    """Let what was answered count; whether there was anything. A curator says with `evidence` how it is known, and may say with
    `tried` what came of the call. Raises BadInput, with the key of the question, for what cannot be; then nothing is sent.
    """
    if tried is not None:
        calls.log(session, form.turn.id, tried, by)
    waiting = [(line, line.unsent) for line in form.lines]
    if not any(unsent for _, unsent in waiting):
        return False
    home = form.organization.id if form.organization else None
    known = Evidence(form.how) if form.by_organization else checked(evidence or Evidence(), form)
    sending = _Sending(session, form, by, replace(by.actor, organization_id=home), known, _changes(form, waiting))
    for line, unsent in waiting:
        if unsent:
            _send(sending, line, unsent)
    confirmations.confirm_all(session, sending.confirmed, by.at, sending.actor)
    whole = [listing_id for listing_id, said in sending.confirmed.items() if said.whole]
    disputes.settle(session, whole, by.at)
    beginning.restart(session, whole, by.at)
    open_tasks(session, GONE, ((f"listing:{each}", "") for each in sending.gone), by.at)
    session.flush()
    disputes.weigh(session, sending.gone, by.at)
    if sending.call:
        due = min(line.cycle.due_on for line in form.lines)
        open_tasks(session, beginning.TASK, [(form.turn.id, "")], by.at, due)
    if tried is None and known.how == PHONE.code:
        calls.log(session, form.turn.id, calls.Tried(result=calls.REACHED), by)
    details = {"how": known.how, "confirmed": whole, **sending.counts}
    record(
        session,
        Entry(action="listings_answered", subject=form.turn.id, details=details),
        replace(by, actor=sending.actor),
    )
    return True


def _changes(form: Form, waiting: Iterable[tuple[Line, Mapping[str, Answer]]]) -> Mapping[Key, Answer]:
    """What is changed, by field. Raises AnswersDiffer where two listings share it and each says something else of it."""
    found: dict[Key, Answer] = {}
    for line, unsent in waiting:
        for asked in line.fields:
            answer = unsent.get(asked.path)
            if answer is None or not _is_change(line, asked, answer):
                continue
            first = found.setdefault(_key(form, line, ".".join(asked.target(line.parts))), answer)
            if as_answered(first.said, first.value) != as_answered(answer.said, answer.value):
                raise AnswersDiffer(SHARED_TEXT, _question(line, asked), (first.value, answer.value))
    return found


def _key(form: Form, line: Line, path: str) -> Key:
    kind, _, name = path.partition(".")
    return kind, editing.objects_of(keeper_of(form, line)).get(cast("Kind", kind), ""), name


def _question(line: Line, asked: Field) -> str:
    return f"c{line.cycle.id}-{asked.kind}-{asked.name}"


def _is_change(line: Line, asked: Field, answer: Answer) -> bool:
    """Whether an answer changes a field, or proposes to."""
    if asked.is_private(line.document) or (asked.whole and answer.said == "gone"):
        return False
    return answer.said in {"changed", "gone"}


def _send(sending: _Sending, line: Line, unsent: Mapping[str, Answer]) -> None:
    """What was said of one listing."""
    whole, fields = line.is_confirmed, list[str]()
    for path, answer in unsent.items():
        asked = BY_PATH.get(path)
        if asked is None:
            _beside(sending, line, answer)
        elif answer.said == "right":
            paths = asked.paths(line.parts)
            fields += [path for path in paths if _key(sending.form, line, path) not in sending.changes]
        elif _is_change(line, asked, answer):
            fields += _change(sending, line, asked, answer)
        elif asked.whole and answer.said == "gone":
            sending.gone.append(line.document.id)
        else:
            sending.call = True
        sending.counts[answer.said] += 1
    if fields:
        sending.confirmed[line.document.id] = _confirmed(sending, tuple(dict.fromkeys(fields)), whole=whole)
    for answer in unsent.values():
        answer.sent_at = sending.by.at


def _confirmed(sending: _Sending, fields: tuple[str, ...], *, whole: bool) -> Said:
    known = sending.evidence
    on = known.on or sending.form.today
    return Said(fields, on, known.way.by, known.how, whole=whole, told_by=known.told_by, found_at=known.found_at)


def _change(sending: _Sending, line: Line, asked: Field, answer: Answer) -> list[str]:
    """Change a field, or propose to; the paths of what is shown now."""
    keeper, (kind, name) = sending.keeper(line), asked.target(line.parts)
    body = editing.bodies_of(sending.session, keeper)[kind]
    public = public_body_of(line.parts, kind)
    gone = answer.said == "gone"
    value = taken_away(body, public, name) if gone else asked.typed.put(body, public, name, answer.value)
    saying = Saying(kind, editing.objects_of(keeper)[kind], name, value)
    if saying.key in sending.keys:
        return [f"{kind}.{name}"] if goes_live(asked, answer, keeper) else []
    sending.keys.add(saying.key)
    change, seen = Edit(sending.actor), editing.last_change(sending.session, keeper)
    keeper = replace(keeper, trusted=goes_live(asked, answer, keeper))
    try:
        done = editing.edit(sending.session, keeper, [saying], seen, sending.by.at, change)
    except BadInput as error:
        raise BadInput(error.message, _question(line, asked)) from error
    return [f"{each[0]}.{each[2]}" for each in done.shown]


def goes_live(asked: Field, answer: Answer, keeper: Keeper) -> bool:
    """Whether what somebody says is shown at once: what leads people elsewhere, is taken away or cannot be read waits."""
    if asked.path == HOURS and answer.said == "changed" and not reads_surely(answer.value):
        return False
    return keeper.trusted and (keeper.who == "curator" or not (asked.waits or answer.said == "gone"))


def _beside(sending: _Sending, line: Line, answer: Answer) -> None:
    """What is said beside the fields: how many people it can take, that these are all services, one that is missing."""
    session, now = sending.session, sending.by.at
    if answer.path == NOW:
        operations.say(session, sending.keeper(line), Tap(CAPACITIES[answer.value]), now, sending.actor)
    elif is_missing(answer.path):
        home = sending.form.organization
        name, _, about = answer.value.partition("\n")
        said = {
            "name": name,
            "organization": home.name if home else line.document.organization or name,
            "description": about,
        }
        new_listings.propose(session, said, home.id if home else None, now, sending.actor)
    elif answer.path == ALL:
        sending.counts["all"] += 1
