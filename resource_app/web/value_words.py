"""What does the value of a field say in words? One line for each thing it holds: a phone, an address, a day of the week."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resource_app import phrases
from resource_app.database import Json
from resource_app.directory import display, facts, hours
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.parts import text_of
from resource_app.errors import N_
from resource_app.web import language
from resource_app.web.field_words import field_words
from resource_app.web.surroundings import now
from search.documents import UNTIL_CONFIRMED

# Codes that stand for words, by field.
_CHOICES: dict[str, dict[str, str]] = {
    "status": {
        "active": N_("Active"),
        "inactive": N_("Not active"),
        "defunct": N_("Closed for good"),
        "temporarily closed": N_("Closed for now"),
    },
    "location_type": {
        "physical": N_("A place people go to"),
        "postal": N_("An address for letters"),
        "virtual": N_("By phone or online"),
    },
    "capacity": {
        "available": N_("Taking new people"),
        "limited": N_("A few places"),
        "waitlist": N_("Waitlist"),
        "full": N_("Full"),
    },
    "held": {
        "candidate": N_("It looks like another listing"),
        "address in text": N_("A text may give a private address away"),
        "merged": N_("Merged into another listing"),
        "withdrawn": N_("No longer offered"),
    },
    "secret": {"yes": N_("It is private")},
    "address_visibility": {"public": N_("Everybody sees it"), "private": N_("It is private")},
}
_TOLD_BY_ID = frozenset({"id", "metadata", "attributes", "taxonomy_term_id", "link_id", "link_type", "link_entity"})
_WORDS = re.compile(r"\S+|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a value; `marked` where they differ from the other value."""

    text: str
    marked: bool = False


Line = tuple[Piece, ...]


def value_words(kind: str, field: str, value: Any) -> tuple[str, ...]:
    """The value of a field, a line for each thing; empty where it says nothing."""
    if value is None or value in ("", [], {}):
        return ()
    known = KINDS.get({"listing": "service_at_location"}.get(kind, kind))
    described = known.fields.get(field) if known else None
    of = described.of if described else ""
    if of == "schedule" and isinstance(value, list):
        return tuple(_schedules([each for each in value if isinstance(each, dict)]))
    if of == "language" and isinstance(value, list):
        return tuple(_languages([each for each in value if isinstance(each, dict)]))
    things = value if isinstance(value, list) else [value]
    return tuple(line for each in things for line in _lines(field, of, each) if line)


def marked(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of both values, with the words in which they differ marked."""
    old, new = (_WORDS.findall("\n".join(lines)) for lines in (before, after))
    if not old or not new:
        return tuple((Piece(line),) for line in before), tuple((Piece(line),) for line in after)
    same = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        _put_together((old[start:end], tag != "equal") for tag, start, end, _, _ in same),
        _put_together((new[start:end], tag != "equal") for tag, _, _, start, end in same),
    )


def _put_together(runs: Iterator[tuple[list[str], bool]]) -> tuple[Line, ...]:
    lines: list[list[Piece]] = [[]]
    for words, differs in runs:
        for part in _split(words):
            if part is None:
                lines.append([])
            else:
                lines[-1].append(Piece(" ".join(part), differs))
    return tuple(tuple(line) for line in lines if line)


def _split(words: list[str]) -> Iterator[list[str] | None]:
    """Runs of words between the ends of lines, which are None."""
    run: list[str] = []
    for word in words:
        if word == "\n":
            yield from ([run] if run else [])
            yield None
            run = []
        else:
            run.append(word)
    yield from ([run] if run else [])


def _lines(field: str, of: str, value: Any) -> Iterator[str]:
    t = language.translator()
    if isinstance(value, dict):
        yield from _OBJECTS.get(of, _anything)(value)
    elif isinstance(value, bool):
        yield t.gettext("Yes") if value else t.gettext("No")
    elif isinstance(value, str) and field in _CHOICES:
        yield t.gettext(_CHOICES[field][value]) if value in _CHOICES[field] else value
    elif isinstance(value, str) and (day := _day(field, value)):
        yield t.gettext("The next confirmation") if day == UNTIL_CONFIRMED else phrases.full_date(t, day)
    else:
        yield from (" ".join(line.split()) for line in str(value).splitlines())


def _day(field: str, value: str) -> date | None:
    if not field.endswith(("_on", "_date", "_until", "last_modified")):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _schedules(said: Sequence[Json]) -> Iterator[str]:
    """The week by day, what is closed or only for a season, and what no rule says."""
    t, today = language.translator(), now().date()
    opening = hours.opening_of(said, "")
    usual = phrases.usual_rules(opening, today)
    for row in phrases.week_rows(t, replace(opening, rules=usual), today):
        if not row.closed:
            yield f"{row.name[:1].upper()}{row.name[1:]} {row.hours}"
    yield from phrases.told_with_dates(t, opening, today)
    yield from filter(None, [phrases.kept_holidays(t, opening)])
    told = opening.more if opening.sure and opening.rules else opening.texts
    yield from dict.fromkeys(" ".join(text.split()) for text in told if text.strip())


def _languages(said: Sequence[Json]) -> Iterator[str]:
    t, locale = language.translator(), language.current()
    names = [phrases.language_name(t, each.code, each.name, locale) for each in facts.languages_of(said)]
    yield ", ".join(dict.fromkeys(names))
    yield from (note for each in said if (note := text_of(each, "note")))


def _phone(phone: Json) -> Iterator[str]:
    t = language.translator()
    extension = phone.get("extension")
    words = (
        text_of(phone, "number"),
        t.gettext("ext. %(extension)s") % {"extension": extension} if extension else "",
        text_of(phone, "type").replace("voice", ""),
        text_of(phone, "description"),
    )
    yield ", ".join(word for word in words if word)


def _address(address: Json) -> Iterator[str]:
    town = " ".join(filter(None, (text_of(address, "state_province"), text_of(address, "postal_code"))))
    parts = (
        *(text_of(address, name) for name in ("attention", "address_1", "address_2", "city")),
        town,
        text_of(address, "country").replace("US", ""),
    )
    kind = text_of(address, "address_type")
    for_letters = language.translator().gettext("for letters")
    note = f" ({for_letters})" if kind == "postal" else ""
    yield ", ".join(part for part in parts if part) + note


def _contact(contact: Json) -> Iterator[str]:
    yield ", ".join(text for name in ("name", "title", "department", "email") if (text := text_of(contact, name)))
    for phone in contact.get("phones") or ():
        yield from _phone(phone) if isinstance(phone, dict) else ()


def _cost(option: Json) -> Iterator[str]:
    yield display.cost_words(option)


def _attribute(attribute: Json) -> Iterator[str]:
    term = attribute.get("taxonomy_term")
    named = text_of(term, "name") if isinstance(term, dict) else ""
    value, label = text_of(attribute, "value"), text_of(attribute, "label")
    yield ": ".join(dict.fromkeys(filter(None, (label, named, value))))


def _of(*names: str) -> Callable[[Json], Iterator[str]]:
    """A thing that is told by some of its texts."""

    def told(thing: Json) -> Iterator[str]:
        yield ", ".join(text for name in names if (text := text_of(thing, name)))

    return told


def _anything(thing: Json) -> Iterator[str]:
    """A thing nobody wrote words for: its texts and numbers by name."""
    said = {name: value for name, value in thing.items() if name not in _TOLD_BY_ID and not name.endswith("_id")}
    texts = ((name, value) for name, value in said.items() if isinstance(value, str | int | float) and value != "")
    yield "; ".join(f"{field_words('', name)}: {value}" for name, value in texts)


_OBJECTS: Mapping[str, Callable[[Json], Iterator[str]]] = {
    "phone": _phone,
    "address": _address,
    "contact": _contact,
    "cost_option": _cost,
    "attribute": _attribute,
    "service_area": _of("name", "description"),
    "accessibility": _of("description", "details"),
    "required_document": _of("document"),
    "url": _of("label", "url"),
    "funding": _of("source"),
}
