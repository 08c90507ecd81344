"""Which kinds of help are there, and which of them is a service? One table, and the readings that lead into it.

The table is table.toml, the words of other taxonomies are in terms.txt; docs/how-to/add-a-category.md.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from resource_app.directory.categories.words import NOTHING, Mapping, Trust, read_mappings

OWN_TAXONOMY = "resourceloop"
_PACKAGE = "resource_app.directory.categories"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of help. `parent` is empty for a top one; `icon` is a Tabler outline icon's name.

    `words` and `words_es` are what people call it. `open_eligibility` are 2.0 ids and 1.x codes of that taxonomy.
    """

    code: str
    label: str
    label_es: str
    parent: str
    icon: str
    words: tuple[str, ...]
    words_es: tuple[str, ...]
    open_eligibility: tuple[str, ...]

    def name(self, language: str) -> str:
        """The label in a language; English for any but Spanish."""
        return self.label_es if language == "es" else self.label


def _category(code: str, row: dict[str, str]) -> Category:
    words, words_es = (tuple(word.strip() for word in row[name].split(",")) for name in ("words", "words_es"))
    identifiers = tuple(row.get("open_eligibility", "").split())
    return Category(
        code, row["label"], row["label_es"], row.get("parent", ""), row["icon"], words, words_es, identifiers
    )


def _table() -> tuple[Category, ...]:
    rows = tomllib.loads(files(_PACKAGE).joinpath("table.toml").read_text("utf-8"))
    return tuple(_category(code, row) for code, row in rows.items())


CATEGORIES: tuple[Category, ...] = _table()
TOP_CATEGORIES: tuple[Category, ...] = tuple(category for category in CATEGORIES if not category.parent)
_BY_CODE = {category.code: category for category in CATEGORIES}
_BY_OPEN_ELIGIBILITY = {identifier: row.code for row in CATEGORIES for identifier in row.open_eligibility}
_BY_LABEL = {label.lower(): row.code for row in reversed(CATEGORIES) for label in (row.label, row.label_es)}

Term = tuple[str, str, str]  # name, code, taxonomy's name; an unknown part is empty


def category(code: str) -> Category:
    """The row of a code; KeyError for a code the table does not have."""
    return _BY_CODE[code]


def children_of(code: str) -> tuple[Category, ...]:
    """The categories under `code`, in the table's order."""
    return tuple(row for row in CATEGORIES if row.parent == code)


def category_codes(terms: Iterable[Term], name: str = "", description: str = "") -> tuple[str, ...]:
    """The categories of a service, each child behind its parent; those with the most evidence come first.

    A term is read by its code, else by its words; the service's name adds to that, more freely where no term has a code.
    Headings of half a directory count when neither says anything, the description when neither names a lower kind.
    """
    read = [_of_term(*term) for term in terms]
    sure = [code for codes in read for code in codes.sure]
    sure += _named(name, "anywhere" if any(codes.coded for codes in read) else "names" if sure else "hints")
    found = sure or [code for codes in read for code in codes.weak]
    if not any(_BY_CODE[code].parent for code in sure):
        found = [*found, *_named(description, "anywhere")]
    return _with_parents(found)


def is_mapped(name: str, code: str = "", taxonomy: str = "") -> bool:
    """Whether a term is known to the table: it leads to a category, or was looked at and names no kind of help."""
    codes = _of_term(name, code, taxonomy)
    return bool(codes.sure or codes.weak or codes.none)


@dataclass(frozen=True, slots=True)
class _Codes:
    sure: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    none: bool = False
    coded: bool = False


@cache
def _words() -> Mapping:
    return read_mappings(files(_PACKAGE).joinpath("terms.txt").read_text("utf-8"), frozenset(_BY_CODE))


@cache
def _of_term(name: str, code: str, taxonomy: str) -> _Codes:
    """What one term means. A code counts where its taxonomy is ours or Open Eligibility, or is not named at all."""
    own = taxonomy.lower().replace(" ", "") in {"", OWN_TAXONOMY}
    if own and code in _BY_CODE:
        return _Codes((code,), coded=True)
    if (own or "eligibility" in taxonomy.lower()) and code in _BY_OPEN_ELIGIBILITY:
        return _Codes((_BY_OPEN_ELIGIBILITY[code],), coded=True)
    if name.strip().lower() in _BY_LABEL:
        return _Codes((_BY_LABEL[name.strip().lower()],))
    sure = [] if _words().is_heading(name) else _words().read(name, "terms")
    weak = [] if sure else _words().read(name, "weak")
    return _Codes(_without(sure), _without(weak), NOTHING in (*sure, *weak))


def _named(text: str, trust: Trust) -> tuple[str, ...]:
    return _without(_words().read(text, trust))


def _without(codes: list[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code != NOTHING)


def _with_parents(codes: list[str]) -> tuple[str, ...]:
    """Parents before their children; the top category with the most evidence first, and so below it."""
    count = {code: codes.count(code) for code in codes}
    tops: dict[str, int] = {}
    for code, number in count.items():
        top = _BY_CODE[code].parent or code
        tops[top] = tops.get(top, 0) + number
    ordered: list[str] = []
    for top in sorted(tops, key=lambda code: -tops[code]):
        ordered.append(top)
        children = [code for code in count if _BY_CODE[code].parent == top]
        ordered += sorted(children, key=lambda code: -count[code])
    return tuple(ordered)
