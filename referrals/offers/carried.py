"""What goes with a referral? The form of a need as it was filled in, checked; and what of it anybody outside is ever told.

Pure. Everything that an organization reads before it accepts is a choice from a table: no free text (minimum data set and
stage gates: docs/referrals.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from referrals.cases.needs import FOUND, NEED, Found
from referrals.consents.terms import DATA_CLASSES
from referrals.offers.clocks import Priority
from referrals.people.fields import called
from resource_app.errors import N_, BadInput

Answer = Literal["yes", "no"]
MOST_LETTERS = 2000  # of a note
MOST_PEOPLE = 30  # in a household
LATEST = timedelta(days=366)  # until something can be wanted
PRIORITIES: tuple[tuple[Priority, str], ...] = (
    ("routine", N_("Routine: an answer within two working days")),
    ("urgent", N_("Urgent: an answer within four working hours")),
)
ACCESS: tuple[tuple[str, str], ...] = (
    ("interpreter", N_("An interpreter")),
    ("sign_language", N_("Sign language")),
    ("step_free", N_("A way without steps")),
    ("large_print", N_("Large print or reading aloud")),
    ("companion", N_("Somebody comes along")),
)
QUESTIONS: tuple[tuple[str, str], ...] = (
    ("low_income", N_("Income under twice the federal poverty level")),
    ("benefits", N_("Gets SNAP, WIC or Medicaid")),
    ("young_child", N_("A child under five at home")),
    ("senior", N_("Sixty or older")),
    ("veteran", N_("Served in the military")),
    ("disability", N_("Lives with a disability")),
    ("notice_to_quit", N_("Has a notice to leave the home")),
    ("shutoff_notice", N_("Has a notice that power, gas or water will be cut off")),
)
TEXTS = ("note", "private_note", "detail")
# The classes that a health detail may be of: each is agreed to by name, and none is one that the law keeps apart.
DETAILED: tuple[tuple[str, str], ...] = tuple(
    (each.code, each.name) for each in DATA_CLASSES if each.sensitive and each.kind is None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A need and all that goes with it. `note` is told after acceptance, `private_note` never; `detail`, which is of the data
    class `detail_class`, to whoever shows a code then. `call_back` is the number of whoever refers. `comes_home` and
    `needs_birth_date` say that the service cannot do without address or birth date. `alone` is the ground on which somebody
    under age agrees to it without a parent (`minors.GROUNDS`); empty where none does.
    """

    need: str
    found: Found
    priority: Priority
    call_back: str
    wanted_by: date | None = None
    adults: int = 0
    children: int = 0
    access: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    note: str = ""
    private_note: str = ""
    detail: str = ""
    detail_class: str = ""
    comes_home: bool = False
    needs_birth_date: bool = False
    alone: str = ""


def kept(typed: Mapping[str, str], today: date | None) -> Carried:
    """What was filled in; `today` is None once it is sent, whatever day it is since. Raises BadInput naming the field that is
    missing or cannot be.
    """
    given = {name: text.strip() for name, text in typed.items() if text.strip()}
    _require_choices(given)
    if not called(given.get("call_back", "")):
        raise BadInput(N_("Give the number on which the organization can reach your team."), "call_back")
    for name in TEXTS:
        if len(given.get(name, "")) > MOST_LETTERS:
            raise BadInput(N_("This is too long."), name)
    if given.get("detail") and given.get("detail_class") not in dict(DETAILED):
        raise BadInput(N_("Say what this is about: they agree to it by name."), "detail_class")
    return Carried(
        need=given["need"],
        found=next(each for each in FOUND if each == given["found"]),
        priority="urgent" if given["priority"] == "urgent" else "routine",
        call_back=given["call_back"],
        wanted_by=_day(given.get("wanted_by", ""), today),
        adults=_number(given, "adults"),
        children=_number(given, "children"),
        access=tuple(code for code, _words in ACCESS if f"access_{code}" in given),
        answers=_answers(given),
        note=given.get("note", ""),
        private_note=given.get("private_note", ""),
        detail=given.get("detail", ""),
        detail_class=given["detail_class"] if given.get("detail") else "",
        comes_home="comes_home" in given,
        needs_birth_date="needs_birth_date" in given,
        alone=given.get("alone", ""),
    )


def _require_choices(given: Mapping[str, str]) -> None:
    for name, choices, sentence in (
        ("need", NEED, N_("Choose what is needed.")),
        ("found", FOUND, N_("Say how the need came to be known.")),
        ("priority", dict(PRIORITIES), N_("Choose how soon it is needed.")),
    ):
        if given.get(name) not in choices:
            raise BadInput(sentence, name)


def _answers(given: Mapping[str, str]) -> dict[str, Answer]:
    found = {code: given.get(f"qualifies_{code}") for code, _words in QUESTIONS}
    return {code: "yes" if said == "yes" else "no" for code, said in found.items() if said in ("yes", "no")}


def _day(typed: str, today: date | None) -> date | None:
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if today is not None and not today <= day <= today + LATEST:
        raise BadInput(N_("Choose a day that is still to come, within a year."), "wanted_by")
    return day


def _number(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "0")
    if not (text.isascii() and text.isdigit() and int(text) <= MOST_PEOPLE):
        raise BadInput(N_("Give a number, such as 2."), name)
    return int(text)
