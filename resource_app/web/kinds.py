"""How is a kind of help shown? Its name in the reader's language, its icon, and the colour of its tile."""

from dataclasses import dataclass
from functools import lru_cache

from resource_app.directory.categories import CATEGORIES, TOP_CATEGORIES, Category, children_of
from search.documents import Document

BY_CODE: dict[str, Category] = {each.code: each for each in CATEGORIES}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of help for a page; `colour` names the tile's class."""

    code: str
    label: str
    icon: str
    colour: str


@lru_cache(maxsize=512)
def kind(code: str, locale: str) -> Kind:
    """The kind with this code; an unknown code is shown as plain help."""
    known = BY_CODE.get(code)
    if known is None:
        return Kind("", "", "heart", "none")
    return Kind(known.code, known.name(locale), known.icon, known.parent or known.code)


def top_kinds(locale: str) -> tuple[Kind, ...]:
    """The main kinds, in the table's order."""
    return tuple(kind(each.code, locale) for each in TOP_CATEGORIES)


def parts_of(code: str, locale: str) -> tuple[Kind, ...]:
    """The kinds below a main one."""
    return tuple(kind(each.code, locale) for each in children_of(code))


def is_narrow(code: str) -> bool:
    """Whether this is a kind below a main one."""
    return code in BY_CODE and bool(BY_CODE[code].parent)


def kind_of(document: Document, locale: str) -> Kind:
    """The main kind of a listing: the first of its categories that is one."""
    for code in document.categories:
        if code in BY_CODE and not BY_CODE[code].parent:
            return kind(code, locale)
    return kind(next(iter(document.categories), ""), locale)
