"""What is a turn asked just now, on which pages, and what was answered already? The form behind a link, and on the phone.

Up to three listings have a page each, field by field. More of them are asked together: what all share once, then ten rows a
page, each a listing; whatever changed is said on a page of its own. On the phone several are on one page: nobody waits for the
next one while somebody talks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from resource_app.directory.models import Listing, Organization
from resource_app.directory.parts import Parts, public_parts
from resource_app.errors import NotFound
from search import stored
from search.documents import Document
from validation.fields import BLOCKS, BY_PATH, Field, asked_of, digest_of, shared_by
from validation.ladder import AHEAD
from validation.levelling import MOST_AT_ONCE
from validation.models import Answer, Ask, Cycle, Dispute, Turn

How = Literal["link", "portal", "phone"]
Said = Literal["right", "changed", "gone", "unsure"]
MANY, MANY_CALLED = 4, 2  # listings: from so many on they are asked together, and on the phone
ROWS, ROWS_CALLED = 10, MOST_AT_ONCE  # of them on a page
ONE_BY_ONE = "each"  # how a listing was answered whose fields were, on its own page
LONGEST = 2_000  # characters of what is written
NOW = "listing.capacity"  # beside the fields: how many people it can take
ALL = "organization.services"  # whether these are all
NEW = "organization.new"  # one that is missing; the next is ….2
SHOWN_THOUGH = frozenset({"", "unconfirmed"})  # a listing that is hidden for another reason is no link's business


def is_missing(path: str) -> bool:
    """Whether an answer tells of a service that is missing."""
    return path == NEW or path.startswith(f"{NEW}.")


def is_for_staff(said: Answer, asked: Field, document: Document) -> bool:
    """Whether an answer leaves the field to a curator: it is no longer so, nobody knows, or the address may not be shown."""
    return said.said in {"gone", "unsure"} or (said.said == "changed" and asked.is_private(document))


def as_answered(said: str, typed: str = "") -> str:
    """What was chosen, and written where it changed, for comparing; empty where nothing was."""
    text = "\n".join(typed.strip().splitlines()) if said == "changed" else ""
    return digest_of([said, text]) if said else ""


@dataclass(slots=True, eq=False)
class Line:
    """One listing: its cycle, what the public is told, and what was said of each field, in this cycle and in the last one."""

    cycle: Cycle
    document: Document
    parts: Parts
    answers: dict[str, Answer]
    before: Mapping[str, Answer]
    fields: tuple[Field, ...]

    def answer(self, asked: Field) -> Answer | None:
        """What counts as answered: nothing that was said of what is no longer shown, or that a curator was already told."""
        said = self.answers.get(asked.path)
        if said is None or self.was_told(asked):
            return None
        if said.said == "right" and said.value != asked.digest(self.document):
            return None
        return said

    @property
    def is_gone(self) -> bool:
        """Whether they say that the whole listing is offered no more: then nothing else of it is asked."""
        answers = (self.answer(each) for each in self.fields if each.whole)
        return any(each is not None and each.said == "gone" for each in answers)

    @property
    def was_gone(self) -> bool:
        """Whether a curator was told so."""
        answers = (self.answers.get(each.path) for each in self.fields if each.whole)
        return any(each is not None and each.said == "gone" and each.sent_at is not None for each in answers)

    def was_told(self, asked: Field) -> bool:
        """Whether a curator was told of the field, and sees to it."""
        said = self.answers.get(asked.path)
        return said is not None and said.sent_at is not None and is_for_staff(said, asked, self.document)

    @property
    def is_confirmed(self) -> bool:
        """Whether every field that is shown was answered "right" or "changed"."""
        return all(self._stands(each, self.answer(each)) for each in self.fields)

    def _stands(self, asked: Field, said: Answer | None) -> bool:
        if said is None or said.said not in {"right", "changed"}:
            return False
        return said.said == "right" or not asked.is_private(self.document)

    @property
    def capacity(self) -> str:
        """How many people it can take, as it was said and not sent; empty where it was not."""
        said = self.answers.get(NOW)
        return said.value if said is not None and said.sent_at is None else ""

    @property
    def unsent(self) -> dict[str, Answer]:
        """What was answered and not sent, and still counts."""
        fields = {each.path: each for each in self.fields}
        kept = (each for each in self.answers.values() if each.sent_at is None)
        return {each.path: each for each in kept if each.path not in fields or self.answer(fields[each.path]) is each}


@dataclass(frozen=True, slots=True)
class Question:
    """What is answered with one choice: one field of one listing, one that many share, or a whole row."""

    key: str
    pairs: tuple[tuple[Line, Field], ...]
    is_row: bool = False

    @property
    def line(self) -> Line:
        return self.pairs[0][0]

    @property
    def field(self) -> Field:
        return self.pairs[0][1]

    @property
    def digest(self) -> str:
        """What is shown of it."""
        return digest_of([asked.digest(line.document) for line, asked in self.pairs])

    @property
    def said(self) -> str:
        """How it was answered; empty where it was not, or not wholly."""
        if self.is_row and self.line.is_gone:
            return "gone"
        answers = [line.answer(asked) for line, asked in self.pairs if not line.is_gone]
        if not all(answers):
            return ""
        said = {each.said for each in answers if each is not None}
        if self.is_row and said not in ({"right"}, {"unsure"}):
            return ONE_BY_ONE
        return min(said) if said else "gone"

    @property
    def is_begun(self) -> bool:
        """Whether it was answered in part: what was said of the part stands, whatever is said of many at once."""
        return not self.said and any(line.answer(asked) for line, asked in self.pairs)

    @property
    def kept(self) -> str:
        """How it was answered, for comparing; a row that was answered in part, or one by one, by all that was said of it."""
        if self.said not in {"", ONE_BY_ONE}:
            return as_answered(self.said, self.typed)
        answers = [line.answer(asked) for line, asked in self.pairs]
        return digest_of([f"{each.said} {each.value}" if each else "" for each in answers]) if any(answers) else ""

    @property
    def is_done(self) -> bool:
        """Whether nothing is to be asked any more: it was answered, or a curator sees to it."""
        return bool(self.said) or all(
            line.was_gone or line.was_told(asked) or line.answer(asked) for line, asked in self.pairs
        )

    @property
    def typed(self) -> str:
        """What was written where it changed."""
        found = self.line.answer(self.field)
        return found.value if found is not None and found.said == "changed" else ""

    @property
    def stands(self) -> str:
        """What is shown of it, for the box in which somebody writes what it is now."""
        text = self.field.stands(self.line.parts)
        return text if len("\r\n".join(text.splitlines())) <= LONGEST else ""

    @property
    def suggested(self) -> str:
        """What is chosen before anybody chooses: "unsure" where that was the last word of it, and nobody has confirmed the
        listing since. Nothing else is: what nobody chose would be confirmed, taken away or put back.
        """
        before = [line.before.get(asked.path) for line, asked in self.pairs]
        confirmed_on = self.line.document.confirmed_on or date.min
        was_unsure = all(each and each.said == "unsure" and each.said_at.date() >= confirmed_on for each in before)
        return "unsure" if was_unsure and not any(asked.path in line.answers for line, asked in self.pairs) else ""

    @property
    def last(self) -> Answer | None:
        """What was said of it before: earlier in this cycle, or in the last one."""
        now = self.line.answers.get(self.field.path)
        return (
            now if now is not None and self.line.answer(self.field) is None else self.line.before.get(self.field.path)
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that stand together; `title` is to be translated."""

    code: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the form. `own` is the listing it is about, where it is about one."""

    code: str
    blocks: tuple[Block, ...]
    own: Line | None = None

    @property
    def questions(self) -> list[Question]:
        return [each for block in self.blocks for each in block.questions]

    @property
    def is_answered(self) -> bool:
        return all(each.is_done for each in self.questions)


@dataclass(eq=False)
class Form:
    """What a turn is asked, and how."""

    turn: Turn
    today: date
    lines: Sequence[Line]
    organization: Organization | None
    how: How
    shared: tuple[Field, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        if self.is_long:
            self.shared = shared_by([line.document for line in self.lines])

    @property
    def by_organization(self) -> bool:
        """Whether its organization answers itself: then it reads what the public does, and only that."""
        return self.how != "phone"

    @property
    def is_long(self) -> bool:
        """Whether listings are asked together."""
        return len(self.lines) >= (MANY if self.by_organization else MANY_CALLED)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Its pages, in order."""
        if not self.is_long:
            return [self.own(line) for line in self.lines]
        rows = [Question(f"c{line.cycle.id}", self._pairs(line), is_row=True) for line in self.lines]
        first = (Block("shared", "", tuple(self._shared(each) for each in self.shared)),) if self.shared else ()
        most = ROWS if self.by_organization else ROWS_CALLED
        return [
            Sheet(str(at // most + 1), (*(() if at else first), Block("rows", "", tuple(rows[at : at + most]))))
            for at in range(0, len(rows), most)
        ]

    def own(self, line: Line) -> Sheet:
        """The page of one listing."""
        pairs = self._pairs(line)
        blocks = (
            Block(code, title, tuple(_one(*pair) for pair in pairs if pair[1].block == code)) for code, title in BLOCKS
        )
        return Sheet(f"c{line.cycle.id}", tuple(block for block in blocks if block.questions), line)

    def sheet(self, code: str) -> Sheet:
        """The page with this code; the first with something to answer, else the last, for any other."""
        sheets = self.sheets
        own = (self.own(line) for line in self.lines if f"c{line.cycle.id}" == code)
        named = next((each for each in sheets if each.code == code), None) or next(own, None)
        return named or next((each for each in sheets if not each.is_answered), sheets[-1])

    @property
    def questions(self) -> list[Question]:
        return [each for sheet in self.sheets for each in sheet.questions]

    @property
    def missing(self) -> list[str]:
        """The services that they say are missing, by name, as it was said and not sent."""
        said = (answer for line in self.lines for path, answer in line.unsent.items() if is_missing(path))
        return [answer.value.partition("\n")[0] for answer in sorted(said, key=lambda each: each.id)]

    @property
    def unsent(self) -> int:
        """How many answers wait to be sent."""
        return sum(len(line.unsent) for line in self.lines)

    def _pairs(self, line: Line) -> tuple[tuple[Line, Field], ...]:
        return tuple((line, each) for each in line.fields if each not in self.shared)

    def _shared(self, asked: Field) -> Question:
        return Question(f"all-{asked.kind}-{asked.name}", tuple((line, asked) for line in self.lines))


def _one(line: Line, asked: Field) -> Question:
    return Question(f"c{line.cycle.id}-{asked.kind}-{asked.name}", ((line, asked),))


def by_link(session: Session, ask: Ask, now: datetime, *, hold: bool = False) -> Form:
    """What a link asks: every listing that was to be asked when the letter was written, and that still is. Whoever is about to
    answer must `hold` the turn: nobody else answers meanwhile.
    """
    turn = session.get_one(Turn, ask.turn_id, with_for_update=hold or None)
    wanted = (Cycle.due_on <= ask.until_on) & (Cycle.began_at <= ask.asked_at)
    return _form(session, turn, wanted, now, "link")


def by_phone(session: Session, turn_id: str, now: datetime, *, hold: bool = False) -> Form:
    """What is asked on the phone: every listing that is due within sixty days and was not confirmed today, and every one that
    somebody disputes, whenever it is due.
    """
    return _unasked(session, turn_id, now, "phone", hold=hold)


def by_portal(session: Session, organization_id: str, now: datetime, *, hold: bool = False) -> Form:
    """What the signed-in staff of an organization are asked: the same, of what the public sees."""
    return _unasked(session, f"organization:{organization_id}", now, "portal", hold=hold)


def _unasked(session: Session, turn_id: str, now: datetime, how: How, *, hold: bool) -> Form:
    """What can be said of a turn without a letter."""
    turn = session.get(Turn, turn_id, with_for_update=hold or None)
    if turn is None:
        raise NotFound("turn", turn_id)
    today = _today(turn, now)
    soon = select(Listing.id).where(
        Listing.due_on <= today + AHEAD
    )  # also what was asked about in vain: its day is over
    due = Cycle.listing_id.in_(soon) & or_(Cycle.periods == 0, Cycle.anchor_on < today)
    disputed = select(Dispute.listing_id).where(Dispute.turn_id == turn.id, Dispute.cleared_at.is_(None))
    return _form(session, turn, or_(due, Cycle.listing_id.in_(disputed)), now, how)


def _today(turn: Turn, now: datetime) -> date:
    return now.astimezone(ZoneInfo(turn.zone)).date()


def _form(session: Session, turn: Turn, wanted: object, now: datetime, how: How) -> Form:
    mine = select(Cycle).where(Cycle.turn_id == turn.id, Cycle.ended_at.is_(None), wanted)  # type: ignore[arg-type]
    cycles = session.scalars(mine.order_by(Cycle.due_on, Cycle.id)).all()
    documents = stored.load(session.connection(), [cycle.listing_id for cycle in cycles])
    shown = [
        cycle
        for cycle in cycles
        if (document := documents.get(cycle.listing_id))
        and (how == "phone" or (document.hidden in SHOWN_THOUGH and not document.staff_only))
    ]
    every = public_parts(session, [cycle.listing_id for cycle in shown])
    answers, before = _answers(session, shown), _last(session, shown)
    lines = [
        Line(
            cycle,
            documents[cycle.listing_id],
            every[cycle.listing_id],
            answers.get(cycle.id, {}),
            before.get(cycle.listing_id, {}),
            asked_of(documents[cycle.listing_id]),
        )
        for cycle in shown
    ]
    lines.sort(key=lambda line: (line.cycle.due_on, line.document.name, line.cycle.id))
    kind, _, key = turn.id.partition(":")
    home = session.get(Organization, key) if kind == "organization" else None
    return Form(turn, _today(turn, now), lines, home, how)


def _answers(session: Session, cycles: Iterable[Cycle]) -> dict[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = {}
    for answer in session.scalars(select(Answer).where(Answer.cycle_id.in_([cycle.id for cycle in cycles]))):
        found.setdefault(answer.cycle_id, {})[answer.path] = answer
    return found


def _last(session: Session, cycles: Sequence[Cycle]) -> dict[str, dict[str, Answer]]:
    """What was answered of listings in the last cycle that has ended, by listing."""
    mine = Cycle.listing_id.in_([cycle.listing_id for cycle in cycles])
    asked = select(Cycle.listing_id, Answer).join(Answer, Answer.cycle_id == Cycle.id)
    found: dict[str, dict[str, Answer]] = {}
    for listing_id, answer in session.execute(asked.where(mine, Cycle.ended_at.is_not(None)).order_by(Cycle.id)):
        if answer.path in BY_PATH:
            found.setdefault(listing_id, {})[answer.path] = answer
    return found
