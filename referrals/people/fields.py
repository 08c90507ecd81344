"""What is kept of a person? One table of fields, each of which is sealed by itself, and what a person is found again by.

Pure. A value that cannot be is refused with a sentence; what is left out is left out, and never guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from resource_app.accounts import people
from resource_app.directory.facts.phones import phones_of
from resource_app.directory.folding import folded, letters_of
from resource_app.errors import N_, BadInput

MOST_LETTERS = 500  # of one value
OLDEST_YEARS = 130
ZIP_CODE = re.compile(r"\d{5}(-\d{4})?")
WORKER_GENDERS = ("woman", "man")
Values = Mapping[str, str]
LookupKind = Literal["name and birth date", "phone", "plan id"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name for people, and `kept`, which gives what is kept of what was typed on a day, or raises ValueError; then
    `otherwise` says what to do.
    """

    code: str
    name: str
    kept: Callable[[str, date], str] = lambda typed, _today: typed
    otherwise: str = ""
    needed: bool = False


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


def _worker(typed: str, _today: date) -> str:
    return WORKER_GENDERS[WORKER_GENDERS.index(typed)]


FIELDS: tuple[Field, ...] = (
    Field("name", N_("Name"), needed=True),
    Field("called", N_("What they like to be called")),
    Field(
        "born_on", N_("Birth date"), _born, N_("Give the birth date as a day that has been, year first: 1984-02-29.")
    ),
    Field("plan_id", N_("Health plan id")),
    Field("phone", N_("Phone"), _phone, N_("Give the phone number with its area code.")),
    Field("email", N_("Email"), _email, N_("Give an email address such as name@example.org.")),
    Field("street", N_("Street and number")),
    Field("city", N_("City or town")),
    Field("zip", N_("ZIP code"), _zip, N_("Give the ZIP code with its five digits.")),
    Field("mail_address", N_("Address that stands for the real one (address confidentiality program)")),
    Field("language", N_("Language")),
    Field("culture", N_("Culture, faith and traditions")),
    Field("diet", N_("Diet")),
    Field("worker_gender", N_("Helped by"), _worker, N_("Choose who is to help, or leave it open.")),
)
FIELD: Mapping[str, Field] = {field.code: field for field in FIELDS}
HOME = ("street", "city", "zip")  # nobody is told them where `mail_address` stands for them


def kept(typed: Values, today: date) -> dict[str, str]:
    """What is kept of what was typed; empty values are left out. Raises BadInput naming the field, KeyError for no field."""
    values: dict[str, str] = {}
    for code, raw in typed.items():
        field, text = FIELD[code], " ".join(raw.split())
        if len(text) > MOST_LETTERS:
            raise BadInput(N_("This is too long."), code)
        if text:
            values[code] = _value(field, text, today)
    for field in FIELDS:
        if field.needed and field.code not in values:
            raise BadInput(N_("Fill this in."), field.code)
    return values


def _value(field: Field, text: str, today: date) -> str:
    try:
        return field.kept(text, today)
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
