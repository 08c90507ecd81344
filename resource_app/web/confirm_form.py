"""What was sent in the form that asks whether listings are right, and what does it lead to? Behind a link, and on the phone."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, cast

from markupsafe import Markup
from marshmallow import fields as shapes
from sqlalchemy.orm import Session

from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput
from resource_app.web import language, sent
from resource_app.web.call_form import call_fields, tried_of
from resource_app.web.forms import Form, line, read
from resource_app.web.status import chosen_day
from validation import answers
from validation.answers import CAPACITIES, CHANGED_SINCE, AnswersDiffer, Given
from validation.asking import ALL, LONGEST, NOW, Question, Sheet
from validation.asking import Form as Asked
from validation.calls import REACHED
from validation.evidence import PHONE, Evidence
from validation.fields import NO_LONGER

ASKED = re.compile(r"(?:c\d{1,9}|all)(?:-[a-z_]+){0,3}")  # the names of what is asked, of any listing
WRITTEN, SHOWN, HAD = "-new", "-shown", "-had"
UNANSWERED = N_("Some questions have no answer yet. Answer them, or send what you have: we ask about the rest again.")
KNOWN = {"how": 20, "seen_on": 40, "told_by": 200, "found_at": 500}  # how a curator knows it: fields and characters
SENDING = ("send", "anyway")  # acts that let answers count
Opened = Callable[[Session], Asked]  # what is asked, held
Writing = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the page to show next, and where on it; whether all was sent; by question, what is wrong."""

    sheet: str = ""
    at: str = ""
    sent: bool = False
    wrong: Mapping[str, str] = field(default_factory=dict)
    unanswered: bool = False


def posted(*, on_desk: bool = False) -> dict[str, str]:
    """The fields that were sent: those every page has, and whatever of any listing; on the desk also how it is known, and
    what came of the call.
    """
    beside = {name: line(required=False, most=most) for name, most in KNOWN.items()} | call_fields() if on_desk else {}
    named: dict[str, Any] = beside | {
        "act": line(most=60),
        "sheet": line(required=False, most=20),
        "complete": line(required=False, most=10),
        "new-name": line(required=False, most=200),
        "new-about": line(required=False, most=LONGEST),
    }
    for name in sent.form():
        if ASKED.fullmatch(name):
            named[name] = _asked(name)
    return cast("dict[str, str]", read(cast("type[Form]", Form.from_dict(named, name="ConfirmForm"))))


def _asked(name: str) -> shapes.String:
    return line(required=False, most=LONGEST if name.endswith(WRITTEN) else 40)


def answered(writing: Writing, opened: Opened, said: Mapping[str, str], by: By) -> Outcome:
    """Keep what was sent, then do what the button says: two transactions, so that what was kept stays."""
    act, _, which = said["act"].partition(":")
    with writing() as session:
        form = opened(session)
        if not form.lines:
            return Outcome(sent=True)
        sheet = form.sheet(said["sheet"])
        given = _given(sheet, said, _all_right(sheet, act, which))
        wrong = dict(answers.keep(session, sheet, given, by))
        wrong |= _keep_beside(session, form, sheet, said, by)
        first = next((each.key for each in sheet.questions if not each.is_done), "")
        left = any(not each.is_done for each in form.questions)
        following = sheet.code if wrong or (first and act != "page") else form.sheet("").code
    if wrong:
        return Outcome(sheet.code, wrong=wrong)
    if act in SENDING and left and act != "anyway":
        return Outcome(following, unanswered=True)
    if act in SENDING:
        outcome = _sent(writing, opened, said, by)
        return replace(outcome, unanswered=left and not outcome.sent)
    if act == "open":
        return Outcome(which, "main")  # from its name on
    return Outcome(following, first if following == sheet.code else "")


def _sent(writing: Writing, opened: Opened, said: Mapping[str, str], by: By) -> Outcome:
    gettext = language.translator().gettext
    try:
        with writing() as session:
            evidence = _evidence(said)
            tried = tried_of(said, REACHED if evidence.how == PHONE.code else "")
            answers.send(session, opened(session), by, evidence, tried)
    except AnswersDiffer as error:
        one, other = (each or gettext(NO_LONGER) for each in error.answers)
        message = Markup(gettext(error.message)) % {"one": one, "other": other}  # noqa: S704 - our own sentence
        return Outcome(
            _page_of(error), wrong={error.field: message.replace("%", "%%")}
        )  # the page takes it for a pattern
    except BadInput as error:
        return Outcome(_page_of(error), wrong={error.field: error.message})
    return Outcome(sent=True)


def _evidence(said: Mapping[str, str]) -> Evidence:
    """How a curator says that it is known."""
    on = chosen_day(said.get("seen_on", ""), "seen_on")
    return Evidence(said.get("how") or PHONE.code, on, said.get("told_by", ""), said.get("found_at", ""))


def _page_of(error: BadInput) -> str:
    """The page of the listing that an answer is wrong of."""
    return error.field.partition("-")[0]


def _all_right(sheet: Sheet, act: str, which: str) -> list[Question]:
    """The questions that a button answers "right"."""
    if act == "page":
        return sheet.questions
    return [each for block in sheet.blocks if act == "block" and block.code == which for each in block.questions]


def _given(sheet: Sheet, said: Mapping[str, str], all_right: list[Question]) -> dict[str, Given]:
    """What was chosen; what a button answers is what nothing else was chosen of, now or before."""
    found = {}
    for each in sheet.questions:
        sent = given_of(each.key, said)
        if sent.said:
            found[each.key] = sent
        elif each in all_right and not each.is_done and not each.is_begun:
            found[each.key] = replace(sent, said="right")
    return found


def given_of(key: str, said: Mapping[str, str]) -> Given:
    """What was sent for a question."""
    return Given(*(said.get(key + each, "") for each in ("", WRITTEN, SHOWN, HAD)))


def _keep_beside(session: Session, form: Asked, sheet: Sheet, said: Mapping[str, str], by: By) -> dict[str, str]:
    """What was said beside the fields, where it is news: the same, sent twice, counts once. By question, what is wrong."""
    first, wrong = form.lines[0], {}
    for each in form.lines if sheet.own is None else [sheet.own]:
        key = f"c{each.cycle.id}-now"
        code, had = said.get(key, ""), said.get(key + HAD, "")
        if code not in CAPACITIES or code == had or not _is_news(each.answers, NOW, code):
            continue
        if each.capacity == had:
            answers.put(session, each, NOW, "changed", code, by)
        else:
            wrong[key] = CHANGED_SINCE
    if said["complete"] and ALL not in first.answers:
        answers.put(session, first, ALL, "right", "", by)
    if name := " ".join(said["new-name"].split()):
        answers.put_missing(session, first, name, said["new-about"].strip(), by)
    session.flush()
    return wrong


def _is_news(known: Mapping[str, Any], path: str, value: str) -> bool:
    return path not in known or known[path].value != value
