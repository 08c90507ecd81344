"""What stands on the pages that ask whether listings are right? Questions in the reader's words, and how far it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import render_template

from resource_app import phrases
from resource_app.errors import N_
from resource_app.web import language
from resource_app.web.cards import address_lines
from resource_app.web.confirm_form import UNANSWERED, Outcome, given_of
from resource_app.web.field_words import field_words
from validation.answers import CAPACITIES, CHANGED_SINCE
from validation.asking import ONE_BY_ONE, Form, Line, Question, Sheet
from validation.fields import HOURS, NAME, Field, reads_surely
from validation.models import Answer
from validation.told import Reader

CAPACITY_WORDS = {
    "available": N_("Taking new people"),
    "limited": N_("A few places"),
    "waitlist": N_("Waitlist"),
    "full": N_("Full"),
}
SAID = {
    "right": N_("Last time you said: right"),
    "changed": N_("Last time you said: changed"),
    "gone": N_("Last time you said: no longer so"),
    "unsure": N_("Last time you said: not sure"),
}
ANSWERED_SINCE = {
    "right": N_("Since you opened the page a colleague answered: right"),
    "changed": N_("Since you opened the page a colleague answered: changed"),
    "gone": N_("Since you opened the page a colleague answered: no longer so"),
    "unsure": N_("Since you opened the page a colleague answered: not sure"),
    ONE_BY_ONE: N_("Since you opened the page a colleague answered it field by field"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question on a page. `kept` is the digest of its answer, `last` says what was said of it before; `is_begun`: it was
    answered in part. `facts` are what a row shows, a label and its words.
    """

    key: str
    digest: str
    kept: str
    label: str
    told: tuple[str, ...]
    said: str
    typed: str
    gone: str
    takes_text: bool
    long: bool
    last: str
    wrong: str
    is_begun: bool
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BlockView:
    """Questions that stand together, and how many are not answered yet."""

    code: str
    title: str
    questions: tuple[QuestionView, ...]
    left: int


def page(template: str, form: Form, sheet: Sheet, outcome: Outcome, typed: Mapping[str, str], **more: Any) -> str:
    """A page of the form."""
    reader = Reader(language.translator(), language.current(), form.today)
    questions, sheets = form.questions, form.sheets
    done = sum(each.is_done for each in questions)
    blocks = [
        BlockView(
            block.code,
            block.title,
            tuple(_view(each, reader, outcome, typed) for each in block.questions),
            sum(not each.is_done for each in block.questions),
        )
        for block in sheet.blocks
    ]
    codes = [each.code for each in sheets]
    return render_template(
        template,
        form=form,
        sheet=sheet,
        blocks=blocks,
        done=done,
        of=len(questions),
        number=codes.index(sheet.code) + 1 if sheet.code in codes else 0,
        sheets=codes,
        is_last=sheet.code == codes[-1],
        only_here=all(each.is_answered for each in sheets if each.code != sheet.code),
        about=_about(sheet.own, reader) if sheet.own else "",
        due=due_of(form),
        notice=UNANSWERED if outcome.unanswered else "",
        unanswered=next((each.key for each in sheet.questions if not each.is_done), ""),
        labels={view.key: view.label for block in blocks for view in block.questions},
        wrong=dict(outcome.wrong),
        capacities=[(code, CAPACITY_WORDS[code]) for code in CAPACITIES],
        now=_now(sheet),
        typed=typed,
        **more,
    )


def end(form: Form, rows: Sequence[tuple[Answer, str]], way: str, *, signed_in: bool = False) -> str:
    """What was sent, each with its listing's id, what shows when, who reads it, and how many listings are left until when."""
    sent = [each for each, _ in rows]
    return render_template(
        "confirm/end.html",
        counts=counted(sent),
        trusted=form.organization is not None and form.organization.trusted,
        whole={listing_id for _, listing_id in rows} - {line.document.id for line in form.lines},
        left=len(form.lines),
        due=due_of(form),
        way=way,
        at=sent_on(sent),
        home=signed_in,
    )


def _view(question: Question, reader: Reader, outcome: Outcome, typed: Mapping[str, str]) -> QuestionView:
    asked, document = question.field, question.line.document
    private = not question.is_row and asked.is_private(document)
    told = () if question.is_row else tuple(asked.told(reader, document))
    sent, wrong = given_of(question.key, typed), outcome.wrong.get(question.key, "")
    is_since = wrong == CHANGED_SINCE and question.said and sent.is_news
    return QuestionView(
        key=question.key,
        digest=question.digest,
        kept=question.kept,
        label=document.name if question.is_row else _label(asked, reader, private=private),
        told=told,
        said=sent.said if sent.is_news else question.said or question.suggested,
        typed=sent.typed
        if sent.is_news
        else question.typed or sent.typed or ("" if question.is_row else _stands(question, told)),
        gone=asked.gone,
        takes_text=not question.is_row and not private,
        long=asked.long,
        last=_since(question, reader) if is_since else _last(question.last, reader),
        wrong=wrong,
        is_begun=question.is_begun,
        facts=_facts(question, reader) if question.is_row else (),
    )


def _stands(question: Question, told: tuple[str, ...]) -> str:
    """What is shown, to be written otherwise; hours without words of their own as they are told, where they are read so."""
    if text := question.stands:
        return text
    words = "; ".join(told)
    return words if question.field.path == HOURS and reads_surely(words) else ""


def _label(asked: Field, reader: Reader, *, private: bool) -> str:
    if private:
        return reader.t.gettext("Private address")
    return field_words(asked.kind, asked.name)


def _facts(question: Question, reader: Reader) -> tuple[tuple[str, str], ...]:
    """What a row says beside its name, each field in one line; then, in one more, what nobody has given."""
    document = question.line.document
    rows = [
        (_label(asked, reader, private=asked.is_private(document)), "; ".join(asked.told(reader, document)))
        for _, asked in question.pairs
        if asked.path != NAME
    ]
    missing = ", ".join(label for label, words in rows if not words)
    given = tuple((label, words) for label, words in rows if words)
    return (*given, (reader.t.gettext("Not given"), missing)) if missing else given


def _since(question: Question, reader: Reader) -> str:
    """What a colleague answered while somebody else had the page open."""
    words = reader.t.gettext(ANSWERED_SINCE[question.said])
    return f"{words}: {question.typed}" if question.typed else words


def _last(answer: Answer | None, reader: Reader) -> str:
    if answer is None:
        return ""
    day = phrases.full_date(reader.t, answer.said_at.date())
    return f"{reader.t.gettext(SAID[answer.said])}, {day}"


def _about(line: Line, reader: Reader) -> str:
    """The listing's name, its address, and when it was confirmed last."""
    document, t = line.document, reader.t
    name = ", ".join((document.name, *address_lines(document)))
    said = t.gettext("Not yet confirmed.")
    if document.confirmed_on is not None:
        said = t.gettext("Last confirmed %(day)s.") % {"day": phrases.full_date(t, document.confirmed_on)}
    return f"{name}. {said}"


def due_of(form: Form) -> str:
    """By when an answer is wanted; empty where the day has gone by, or nothing is left to answer."""
    first: date = min((line.cycle.due_on for line in form.lines), default=date.min)
    return phrases.full_date(language.translator(), first) if first >= form.today else ""


def _now(sheet: Sheet) -> tuple[str, str]:
    """The name of the choice how many people can come, and what is chosen."""
    if sheet.own is None:
        return "", ""
    return f"c{sheet.own.cycle.id}-now", sheet.own.capacity


def counted(answers: list[Answer]) -> dict[str, int]:
    """How many fields were answered in which way."""
    found = dict.fromkeys(("right", "changed", "gone", "unsure"), 0)
    for each in answers:
        found[each.said] += 1
    return found


def sent_on(answers: list[Answer]) -> datetime | None:
    """When the last of them were sent."""
    return max((each.sent_at for each in answers if each.sent_at), default=None)
