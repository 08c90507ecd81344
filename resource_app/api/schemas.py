"""What may a request to the API say? One marshmallow schema for each endpoint; anything else is refused by name.

The parameters are those of the HSDS 3.1 API; they add up (AND).
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from marshmallow import RAISE, Schema, fields, validate

WORDS_MAX = 300
ID_MAX = 100
PAGE_MAX = 1_000_000
PER_PAGE = 20
PER_PAGE_MAX = 100
_DIGITS = re.compile(r"[0-9]{1,9}")
_LOST_PLUS = re.compile(r"(?<=\d) (?=\d\d:?\d\d$)")  # a "+" of a time zone that was not escaped reads as a space


class WholeNumber(fields.Integer):
    """Digits and nothing else: "5", not "5.0", "+5" or "1_000"."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if not _DIGITS.fullmatch(str(value)):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Moment(fields.DateTime):
    """A date, or a date and time; without a zone it is UTC."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        del attr, data, kwargs
        try:
            moment = datetime.fromisoformat(_LOST_PLUS.sub("+", str(value)) if "T" in str(value) else str(value))
        except ValueError as error:
            raise self.make_error("invalid", input=value, obj_type="datetime") from error
        return moment.replace(tzinfo=moment.tzinfo or UTC)


def _yes_or_no(about: str) -> fields.Boolean:
    return fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"}, metadata={"description": about})


def _id(about: str) -> fields.String:
    return fields.String(validate=validate.Length(max=ID_MAX), metadata={"description": about})


class NoQuery(Schema):
    """An endpoint that takes no parameter."""

    class Meta:
        """Anything else is refused."""

        unknown = RAISE


class OneOrganizationQuery(NoQuery):
    """What may be said about one organization."""

    full_service = _yes_or_no("Whole services inside the organization instead of their plain fields.")


class ListQuery(NoQuery):
    """What every list takes."""

    search = fields.String(
        load_default="",
        validate=validate.Length(max=WORDS_MAX),
        metadata={"description": "Words to look for, in English or Spanish, best matches first."},
    )
    page = WholeNumber(
        load_default=1, validate=validate.Range(1, PAGE_MAX), metadata={"description": "Number of the page, from 1."}
    )
    per_page = WholeNumber(
        validate=validate.Range(1, PER_PAGE_MAX),
        metadata={"description": f"Entries on a page; {PER_PAGE} when not given."},
    )
    full = _yes_or_no("Whole objects with everything in them, as at the address of one.")
    format = fields.String(
        load_default="json", validate=validate.OneOf(("json",)), metadata={"description": "Only json."}
    )


class ServicesQuery(ListQuery):
    """What the list of services takes."""

    minimal = _yes_or_no("Only id and last_modified; everything on one page unless per_page is given. Wins over full.")
    modified_after = Moment(
        metadata={"description": "Only services modified then or later; a date or a date and time."}
    )
    organization_id = _id("Only services of this organization.")
    taxonomy_term_id = _id("Only services that carry this taxonomy term.")
    taxonomy_id = _id("Only services that carry a term of this taxonomy.")


class OrganizationsQuery(ListQuery):
    """What the list of organizations takes."""

    full_service = _yes_or_no("Whole organizations with whole services in them.")
