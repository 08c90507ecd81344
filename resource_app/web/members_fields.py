"""How does a table of what is kept of people become a form, and what was sent in it values again?"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from referrals.people.fields import MOST_LETTERS, Field, Values
from resource_app.web.forms import Form, day_of, line

Table = tuple[Field, ...]
DAYS = frozenset({"born_on", "until", "due_on", "again_on"})  # of all the tables


def form_of(name: str, table: Table, **more: Any) -> type[Form]:
    """The shape of a form with the fields of a table and `more`; a field of many choices is a tick for each."""
    shape = {each: line(required=False, most=MOST_LETTERS) for field in table for each in _names(field)}
    return cast("type[Form]", Form.from_dict({**shape, "act": line(required=False), **more}, name=name))


def values_in(table: Table, said: Mapping[str, str]) -> dict[str, str]:
    """What was sent, by the codes of the fields; a day in the way that people write one too."""
    return {field.code: _value(field, said) for field in table}


def filled_in(table: Table, values: Values) -> dict[str, str]:
    """The same as it stands in the form."""
    filled: dict[str, str] = {}
    for field in table:
        if field.many:
            chosen = values.get(field.code, "").split()
            filled |= {tick(field, code): "yes" for code, _name in field.choices if code in chosen}
        else:
            filled[field.code] = values.get(field.code, "")
    return filled


def tick(field: Field, code: str) -> str:
    """What the tick of one of many choices is called."""
    return f"{field.code}-{code}"


def _names(field: Field) -> Iterator[str]:
    if field.many:
        yield from (tick(field, code) for code, _name in field.choices)
    else:
        yield field.code


def _value(field: Field, said: Mapping[str, str]) -> str:
    if field.many:
        return " ".join(code for code, _name in field.choices if said.get(tick(field, code)))
    text = said.get(field.code, "")
    day = day_of(text) if field.code in DAYS else None
    return day.isoformat() if day else text
