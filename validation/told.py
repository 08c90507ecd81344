"""What is the public told in a field of a listing? Read from its public document, and said in the reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from resource_app import phrases
from resource_app.phrases import Translator
from search.documents import Document


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the translator, the code of their language, and the day it is."""

    t: Translator
    locale: str
    today: date


Told = Callable[[Reader, Document], Iterable[str]]


def service(name: str) -> Callable[[Document], Any]:
    """One text of the service."""
    return lambda document: document.display["service"][name]


def lines_of(seen: Callable[[Document], Any]) -> Told:
    """Plain texts, a line each."""

    def told(_reader: Reader, document: Document) -> Iterable[str]:
        said = seen(document)
        return [line for text in (said if isinstance(said, list | tuple) else [said]) for line in text.splitlines()]

    return told


def phones(reader: Reader, document: Document) -> Iterable[str]:
    """Every number, with its extension, what kind it is and what for."""
    t = reader.t
    kinds = {"fax": t.gettext("Fax"), "tty": t.gettext("TTY"), "sms": t.gettext("For text messages")}
    for phone in document.display["phones"]:
        extension = t.gettext("ext. %(extension)s") % {"extension": phone["extension"]} if phone["extension"] else ""
        yield ", ".join(filter(None, (phone["number"], extension, kinds.get(phone["kind"], ""), phone["about"])))


def hours(reader: Reader, document: Document) -> Iterable[str]:
    """The week in sentences, else the directory's own words."""
    return phrases.told_week(reader.t, document.opening, reader.today) or document.display["hours_texts"]


def place(document: Document) -> tuple[str, ...]:
    """The name and the address of the place; nothing of a private one."""
    where = document.display["place"] or {}
    address = where.get("address") or {}
    if not address or where["private"]:
        return ()
    town = " ".join(filter(None, (address["city"], address["state"], address["zip"])))
    lines = dict.fromkeys((where["name"], *address["lines"], town))
    return tuple(line for line in lines if line)


def address(reader: Reader, document: Document) -> Iterable[str]:
    """The same in one line; of a private one, a question."""
    if (document.display["place"] or {}).get("private"):
        return (reader.t.gettext("Is the private address we hold still right?"),)
    return (", ".join(place(document)),)


def cost(document: Document) -> Any:
    """All that is known of it."""
    return document.display["service"]["fees"], document.display["costs"], document.cost


def cost_words(reader: Reader, document: Document) -> Iterable[str]:
    """The directory's own words, else the kind of cost."""
    fees, costs, _kind = cost(document)
    lines = (line for text in (fees, *costs) for line in text.splitlines())
    said = list({line.strip(" .").casefold(): line for line in lines}.values())
    return said or filter(None, (phrases.cost(reader.t, document),))


def languages(reader: Reader, document: Document) -> Iterable[str]:
    """Their names in one line."""
    spoken = document.display["languages"]
    names = [phrases.language_name(reader.t, each["code"], each["name"], reader.locale) for each in spoken]
    return filter(None, (", ".join(names),))


def areas(reader: Reader, document: Document) -> Iterable[str]:
    """Whom it serves, in one line."""
    return filter(None, (phrases.served(reader.t, document.display["served"]),))


def own(of: str, name: str) -> Callable[[Document], Any]:
    """The service's, else its organization's."""
    return lambda document: document.display["service"][of] or document.display["organization"][name]


def has_hours(document: Document) -> bool:
    """Whether any are given."""
    return bool(document.opening.rules or document.opening.texts or document.display["hours_texts"])
