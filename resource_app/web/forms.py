"""What was sent in a form, checked: marshmallow is the one shape check, and what nobody asked for is refused."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from resource_app.errors import N_, BadInput
from resource_app.web import sent

TOKEN = "csrf_token"  # noqa: S105 - the name of a field
REQUEST_KEY = "request_key"  # a form that is sent again has the same
OURS = frozenset({TOKEN, REQUEST_KEY})  # fields that every form has
# Control signs and what Unicode calls noncharacters (HTML, 13.2.3.5): a page that holds one is broken.
_NOT_IN_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17))
    + "]"
)
DAY_WRITTEN = (
    "%Y-%m-%d",
    "%m/%d/%Y",
)  # as browsers send a day, and as people type one where the browser has no calendar
MOST_NUMBER = 2**31 - 1  # a database keeps
LONGEST = 500  # characters of a field
EMPTY = N_("Fill this in.")
TOO_LONG = N_("This is too long.")
NO_TEXT = N_("There is a sign in this that cannot be read. Type it again.")


class Form(Schema):
    """The shape of a form."""

    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE


class NoFields(Form):
    """A button, and nothing else."""


def line(*, required: bool = True, most: int = LONGEST) -> fields.String:
    """A field of one line."""
    messages: dict[str, Any] = dict.fromkeys(("required", "null", "invalid"), EMPTY)
    checks = (
        validate.Length(min=1 if required else 0, error=EMPTY),
        validate.Length(max=most, error=TOO_LONG),
        _require_readable,
    )
    if required:
        return fields.String(required=True, validate=checks, error_messages=messages)
    return fields.String(load_default="", validate=checks, error_messages=messages)


def number() -> fields.Integer:
    """A number that a page of ours put into its form; 0 where it has none."""
    messages: dict[str, Any] = dict.fromkeys(("null", "invalid", "too_large"), EMPTY)
    return fields.Integer(load_default=0, validate=validate.Range(0, MOST_NUMBER, error=EMPTY), error_messages=messages)


def once() -> fields.UUID:
    """The id that a page of ours made for what its form adds: sent twice, it is added once."""
    return fields.UUID(load_default=uuid.uuid4, error_messages=dict.fromkeys(("null", "invalid_uuid"), EMPTY))


def day_of(typed: str) -> date | None:
    """The day somebody chose or typed; None for what is no day."""
    for pattern in DAY_WRITTEN:
        try:
            return datetime.strptime(typed.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _require_readable(text: str) -> None:
    """No sign that is none: a database may refuse it, a page may not hold it, and nobody typed it."""
    if _NOT_IN_HTML.search(text):
        raise ValidationError(NO_TEXT)


def read(form: type[Form]) -> dict[str, Any]:
    """The fields that were sent. Raises BadInput for the first that is wrong, ValidationError for one nobody asked for."""
    given = sent.form()
    values = {name: given[name] for name in given if name not in OURS}
    if any(len(given.getlist(name)) > 1 for name in values):
        raise ValidationError("a field was sent twice")
    try:
        loaded: dict[str, Any] = form().load(values)
    except ValidationError as error:
        known = form().fields
        for name in error.messages_dict:
            if name not in known:
                raise
        name, messages = next(iter(error.messages_dict.items()))
        raise BadInput(messages[0], name) from error
    return loaded


def typed() -> dict[str, str]:
    """What was sent, as it was typed: a form that is shown again keeps it."""
    return {name: value for name, value in sent.form().items() if name not in OURS}


def printable(text: str) -> str:
    """The text without signs that no page may hold."""
    return _NOT_IN_HTML.sub("", text)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is shown: what stands in its fields, without signs that no page may hold, and which is wrong and why."""

    values: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""
    message: str = ""

    def __post_init__(self) -> None:
        kept = {name: printable(value) for name, value in self.values.items()}
        object.__setattr__(self, "values", kept)


def page_number(typed_number: str) -> int:
    """Which page of a list an address asks for; the first where it says no such thing."""
    is_one = typed_number.isascii() and typed_number.isdigit() and len(typed_number) < 5  # noqa: PLR2004 - no more pages than that
    return max(1, int(typed_number)) if is_one else 1
