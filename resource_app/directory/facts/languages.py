"""Which languages does a service speak? Names and codes as sources write them, as ISO 639-3."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from resource_app.directory.facts.language_table import LANGUAGES

_SPLIT = re.compile(r"\s*(?:[;,/|\n]|\band\b|&|\by\b)\s*", re.IGNORECASE)
_INTERPRETING = re.compile(
    r"interpret|translat|language line|traducc|telelanguage|languages? assistance|100\+? languages", re.IGNORECASE
)
_SIGN = re.compile(r"\bsign(?:ing)?\b|\basl\b|lengua(?:je)? de señas", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|not|none|without|bring (?:your|an) own)\b", re.IGNORECASE)
_DIALECT = re.compile(r"(?P<family>[^()]+?)\s*\((?P<dialect>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is ISO 639-3, empty for a name we do not know; `name` is English for a known code, else as written."""

    code: str
    name: str


_BY_CODE = {row.code: Language(row.code, row.name) for row in LANGUAGES}
_BY_WORD = {
    word: _BY_CODE[row.code]
    for row in reversed(LANGUAGES)  # an earlier row keeps a word two rows share
    for word in (row.code, row.short, row.name.lower(), row.spanish.lower(), *row.others)
    if word
}


def languages_of(bodies: Iterable[Mapping[str, Any]]) -> tuple[Language, ...]:
    """The languages HSDS language bodies name, each once, in their order. An interpreter is no language."""
    found: dict[Language, None] = {}
    for body in bodies:
        name, code = body.get("name"), str(body.get("code") or "")
        found.update(dict.fromkeys(_named(name, code) if isinstance(name, str) else _read(name, code)))
    return tuple(found)


def _read(name: object, code: str) -> tuple[Language, ...]:
    """The languages of one body."""
    names = [part for value in _values(name) for part in _parts(value)]
    known = tuple(language for language in map(_language, names) if language)
    coded = _BY_WORD.get(code.lower().split("-")[0])
    if coded and not any(language.code for language in known) and not any(map(is_interpreting, names)):
        return (coded,)
    return known


@lru_cache(maxsize=1024)
def _named(name: str, code: str) -> tuple[Language, ...]:
    """The same, remembered: a directory names the same few languages again and again."""
    return _read(name, code)


def is_interpreting(text: str) -> bool:
    """Whether `text` offers interpreting: "AT&T Language Line", "Interpreter", "translation services available"."""
    return bool(_INTERPRETING.search(text)) and not _NONE.search(text)


def interpretation_of(
    service: Mapping[str, Any], languages: Iterable[Mapping[str, Any]], extra: Iterable[str] = ()
) -> bool:
    """Whether people who speak another language are helped by an interpreter.

    Read from the service's `interpretation_services`, language bodies that name no language, and `extra` texts
    (accessibility: "Interpreter for the deaf available").
    """
    written = str(service.get("interpretation_services") or "").strip()
    if written and not _NONE.match(written):
        return True
    names = (f"{body.get('name') or ''} {body.get('note') or ''}" for body in languages)
    return any(is_interpreting(text) for text in (*names, *extra))


def _values(name: object) -> list[str]:
    """A name, or the names of a JSON array that a cell or the name itself holds."""
    if isinstance(name, str) and name.lstrip().startswith("["):
        try:
            name = json.loads(name)
        except ValueError:
            name = str(name).strip("[] ")
    values = name if isinstance(name, list) else [name]
    return [str(value).strip(" \"'") for value in values if value]


def _parts(value: str) -> list[str]:
    if _DIALECT.fullmatch(value) or value.lower() in _BY_WORD or is_interpreting(value):
        return [value]
    return [part for part in _SPLIT.split(value) if part]


def _language(name: str) -> Language | None:
    """The language of one name; None for an interpreter and for words that name none."""
    plain = " ".join(name.lower().split()).strip(" .*")
    for suffix in (" language", " speaking", "-speaking", " spoken"):
        plain = plain.removesuffix(suffix)
    if plain in _BY_WORD:
        return _BY_WORD[plain]
    if match := _DIALECT.fullmatch(plain):
        return _BY_WORD.get(match["dialect"]) or _BY_WORD.get(match["family"]) or Language("", name)
    if _SIGN.search(plain):
        return _BY_CODE["ase"]  # "Sign languages" in a directory of the United States
    if (
        is_interpreting(plain)
        or not plain
        or plain in {"other", "others", "various", "multilingual", "none", "n/a", "bilingual"}
    ):
        return None
    return Language("", name)
