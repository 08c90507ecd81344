"""What is kept of a person? One table of fields, each of which is sealed by itself, and what a person is found again by.

Pure. A value that cannot be is refused with a sentence; what is left out is left out, and never guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from resource_app.accounts import people
from resource_app.directory.facts.phones import phones_of
from resource_app.directory.folding import folded, letters_of
from resource_app.errors import N_, BadInput

MOST_LETTERS = 500  # of one value
OLDEST_YEARS = 130
ZIP_CODE = re.compile(r"\d{5}(-\d{4})?")
Values = Mapping[str, str]
LookupKind = Literal["name and birth date", "phone", "plan id"]
Part = Literal["who", "contact", "safe", "preferences", "home", "plan"]  # of what is kept, as a form shows it
Choices = tuple[tuple[str, str], ...]  # codes with their names

YES: Choices = (("yes", N_("Yes")),)
CHANNELS: Choices = (
    ("call", N_("Phone call")),
    ("text", N_("Text message")),
    ("email", N_("Email")),
    ("mail", N_("Letter")),
    ("in_person", N_("In person")),
)
DAYS: Choices = (
    ("mon", N_("Monday")),
    ("tue", N_("Tuesday")),
    ("wed", N_("Wednesday")),
    ("thu", N_("Thursday")),
    ("fri", N_("Friday")),
    ("sat", N_("Saturday")),
    ("sun", N_("Sunday")),
)
WORKER_GENDERS: Choices = (("woman", N_("A woman")), ("man", N_("A man")))


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name for people, and `kept`, which gives what is kept of what was typed on a day, or raises ValueError; then
    `otherwise` says what to do. Where there are `choices` one of their codes is kept, or of `many` any, with spaces between.
    """

    code: str
    name: str
    kept: Callable[[str, date], str] = lambda typed, _today: typed
    otherwise: str = ""
    needed: bool = False
    part: Part = "who"
    choices: Choices = ()
    many: bool = False


def _born(typed: str, today: date) -> str:
    born = date.fromisoformat(typed)
    if not today.year - OLDEST_YEARS <= born.year or born > today:
        raise ValueError(typed)
    return born.isoformat()


def _phone(typed: str, _today: date) -> str:
    if not called(typed):
        raise ValueError(typed)
    return typed


def _email(typed: str, _today: date) -> str:
    try:
        return people.folded(typed)
    except BadInput as error:
        raise ValueError(typed) from error


def _zip(typed: str, _today: date) -> str:
    if not ZIP_CODE.fullmatch(typed):
        raise ValueError(typed)
    return typed


def _time(typed: str, _today: date) -> str:
    return time.fromisoformat(typed).isoformat("minutes")


def _until(typed: str, _today: date) -> str:
    return date.fromisoformat(typed).isoformat()


def _chosen(field: Field, typed: str) -> str:
    chosen = frozenset(typed.split())
    codes = [code for code, _name in field.choices if code in chosen]
    if len(codes) < len(chosen) or (len(codes) > 1 and not field.many):
        raise ValueError(typed)
    return " ".join(codes)


_CHOOSE = N_("Choose one of these, or leave it open.")
_TIME = N_("Give the time as hours and minutes: 15:00.")
_BORN = N_("Give the birth date as a day that has been, year first: 1984-02-29.")
_PHONE = N_("Give the phone number with its area code.")
FIELDS: tuple[Field, ...] = (
    Field("name", N_("Name"), needed=True),
    Field("called", N_("What they like to be called")),
    Field("born_on", N_("Birth date"), _born, _BORN),
    Field("plan_id", N_("Health plan id"), part="plan"),
    Field("phone", N_("Phone"), _phone, _PHONE, part="contact"),
    Field("email", N_("Email"), _email, N_("Give an email address such as name@example.org."), part="contact"),
    Field("street", N_("Street and number"), part="home"),
    Field("city", N_("City or town"), part="home"),
    Field("zip", N_("ZIP code"), _zip, N_("Give the ZIP code with its five digits."), part="home"),
    Field("mail_address", N_("Address that stands for the real one"), part="home"),
    Field("language", N_("Language"), part="preferences"),
    Field("culture", N_("Culture, faith and traditions"), part="preferences"),
    Field("diet", N_("Diet"), part="preferences"),
    Field("worker_gender", N_("Helped by"), otherwise=_CHOOSE, part="preferences", choices=WORKER_GENDERS),
    Field("no_contact", N_("Nobody may contact them"), otherwise=_CHOOSE, part="safe", choices=YES),
    Field("channels", N_("Safe ways"), otherwise=_CHOOSE, part="safe", choices=CHANNELS, many=True),
    Field("safe_days", N_("Safe days"), otherwise=_CHOOSE, part="safe", choices=DAYS, many=True),
    Field("safe_from", N_("Safe from"), _time, _TIME, part="safe"),
    Field("safe_until", N_("Safe until"), _time, _TIME, part="safe"),
    Field("safe_times", N_("Safe times, in words"), part="safe"),
    Field("no_message", N_("Leave no message"), otherwise=_CHOOSE, part="safe", choices=YES),
    Field("safe_words", N_("What callers say, and who they say they are"), part="safe"),
    Field("alternate", N_("Somebody else who may be asked"), part="safe"),
    Field("alternate_how", N_("How to reach that person"), part="safe"),
)
FIELD: Mapping[str, Field] = {field.code: field for field in FIELDS}
HOME = ("street", "city", "zip")  # nobody is told them where `mail_address` stands for them

RELATIONS: Choices = (
    ("partner", N_("Husband, wife or partner")),
    ("child", N_("Child")),
    ("parent", N_("Parent")),
    ("sibling", N_("Brother or sister")),
    ("grandparent", N_("Grandparent")),
    ("relative", N_("Another relative")),
    ("friend", N_("Friend or neighbor")),
    ("professional", N_("Somebody by profession")),
)
MINORS_PARENT = "minors_parent"
AUTHORITIES: Choices = (
    (MINORS_PARENT, N_("Parent of a minor")),
    ("guardian", N_("Guardian appointed by a court")),
    ("health_care_proxy", N_("Health care proxy")),
    ("power_of_attorney", N_("Power of attorney")),
    ("asked_by_them", N_("The person wants it so")),
)
HOUSEHOLD: tuple[Field, ...] = (
    Field("name", N_("Name"), needed=True),
    Field("born_on", N_("Birth date"), _born, _BORN),
    Field("relation", N_("What they are to the person"), otherwise=_CHOOSE, choices=RELATIONS),
)
PROXY: tuple[Field, ...] = (
    Field("name", N_("Name"), needed=True),
    Field("relation", N_("What they are to the person"), otherwise=_CHOOSE, choices=RELATIONS),
    Field("authority", N_("By what right"), otherwise=_CHOOSE, needed=True, choices=AUTHORITIES),
    Field("phone", N_("Phone"), _phone, _PHONE),
    Field("until", N_("Until"), _until, N_("Give the last day, year first: 2027-06-30.")),
    Field("told", N_("May be told about the person"), otherwise=_CHOOSE, choices=YES),
    Field("decides", N_("May decide for the person"), otherwise=_CHOOSE, choices=YES),
)


def kept(typed: Values, today: date, of: tuple[Field, ...] = FIELDS) -> dict[str, str]:
    """What is kept of what was typed into the fields of a table; empty values are left out. Raises BadInput naming the field,
    KeyError for no field.
    """
    values: dict[str, str] = {}
    known = {field.code: field for field in of}
    for code, raw in typed.items():
        field, text = known[code], " ".join(raw.split())
        if len(text) > MOST_LETTERS:
            raise BadInput(N_("This is too long."), code)
        if text:
            values[code] = _value(field, text, today)
    for field in of:
        if field.needed and field.code not in values:
            raise BadInput(N_("Fill this in."), field.code)
    return values


def _value(field: Field, text: str, today: date) -> str:
    try:
        return _chosen(field, text) if field.choices else field.kept(text, today)
    except ValueError as error:
        raise BadInput(field.otherwise, field.code) from error


def lookups(values: Values) -> dict[LookupKind, tuple[str, ...]]:
    """What a person with these values is found by, each in the one writing that all writings of it come to."""
    found: dict[LookupKind, tuple[str, ...]] = {}
    if values.get("name") and values.get("born_on"):
        found["name and birth date"] = (named(values["name"]), values["born_on"])
    if number := called(values.get("phone", "")):
        found["phone"] = (number,)
    if plan_id := letters_of(folded(values.get("plan_id", ""))):
        found["plan id"] = (plan_id,)
    return found


def named(name: str) -> str:
    """A name as it is looked for: small letters, without accents and signs; "Lantern, Ada" is Ada Lantern."""
    last, comma, first = name.partition(",")
    return letters_of(folded(f"{first} {last}" if comma else name))


def called(phone: str) -> str:
    """A phone number in E.164, without an extension; empty for what is none."""
    numbers = phones_of([{"number": phone}]) if phone else ()
    return numbers[0].call if numbers else ""


def without_secret_home(values: Values) -> dict[str, str]:
    """What is kept, without the home where another address stands for it."""
    secret = HOME if values.get("mail_address") else ()
    return {code: value for code, value in values.items() if code not in secret}
