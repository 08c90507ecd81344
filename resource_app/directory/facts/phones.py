"""Which numbers can a person call? Phones as sources write them, as numbers a phone can dial."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import phonenumbers

from resource_app.directory.facts.languages import languages_of

SHORT_CODES = frozenset({"211", "311", "411", "511", "711", "811", "911", "988"})
NATIONAL_DIGITS = 10  # of a number in the United States, with its area code
_KINDS: tuple[tuple[str, str], ...] = (
    ("fax", r"\bfax|facsimile"),
    ("tty", r"\btt[yd]\b|\btdd\b|text ?phone|teletype|hearing impaired"),
    ("sms", r"\bsms\b|\btext(?:ing)?\b"),
)
_ORDER = {"voice": 0, "sms": 1, "tty": 2, "fax": 3}
_EXTENSION = re.compile(
    r"[,;]?\s*\(?(?:\b(?:extension|ext|opt(?:ion)?)\b\.?|(?<![A-Za-z])x)\s*#?\s*(?P<extension>(?=\w*\d)\w{1,8})\b\)?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\(+(?P<note>[^()]*)\)+")
_AREA = r"(?:\+?1[\s.-]*)?\(?\s*[2-9]\d{2}\s*\)?[\s./-]*"
_NUMBER = re.compile(
    rf"(?<!\w)(?:{_AREA}[2-9]\d{{2}}[\s.-]*\d{{4}}(?!\d)"
    rf"|{_AREA}(?=[A-Z\d\s-]*[A-Z]{{3}})[A-Z\d](?:[\s-]?[A-Z\d]){{6,10}}(?!\w)"  # vanity words
    r"|[2-9]\d{2}[\s.-]\d{4}(?!\d)|\+[2-9][\d\s.()-]{7,17}\d|[2-9]11\b|988\b)"
)
_LETTER_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` is as written, `call` in E.164 ("+16175550142") or a short code; empty when nobody can dial it.

    `about` says whose it is or when it is answered, in the source's words.
    """

    number: str
    call: str
    extension: str
    kind: str  # voice, fax, tty, sms
    about: str
    languages: tuple[str, ...]


def phones_of(bodies: Iterable[Mapping[str, Any]], region: str = "US") -> tuple[Phone, ...]:
    """The numbers HSDS phone bodies hold, each once: those a person can call first, fax last."""
    found: dict[tuple[str, str, str], Phone] = {}
    for body in bodies:
        for phone in _phones(body, region):
            found.setdefault((phone.call or phone.number, phone.extension, phone.kind), phone)
    return tuple(sorted(found.values(), key=lambda phone: (_ORDER[phone.kind], not phone.call)))


def _phones(body: Mapping[str, Any], region: str) -> Iterator[Phone]:
    written = " ".join(str(body.get("number") or "").split())
    description = " ".join(str(body.get("description") or "").split())
    languages = tuple(language.name for language in languages_of(body.get("languages") or []))
    given = str(body.get("extension") or "").strip()
    for number, rest in _pieces(written):
        plain, extension = _extension(rest)
        about = _about(plain, number, description)
        kind = _kind(str(body.get("type") or ""), f"{plain} {description} {number}")
        call = _call(number, region) if _NUMBER.match(number) else ""
        yield Phone(number, call, given or extension, kind, about, languages)


def _pieces(written: str) -> Iterator[tuple[str, str]]:
    """(number, the words beside it) for each number in a cell; the whole cell when it holds none that can be read."""
    matches = list(_NUMBER.finditer(written))
    if not matches:
        if re.search(r"\d", written):
            yield written, ""
        return
    ends = [match.start() for match in matches[1:]] + [len(written)]
    for index, (match, end) in enumerate(zip(matches, ends, strict=True)):
        before = written[: match.start()] if index == 0 else ""
        yield match.group().strip(), f"{before} {written[match.end() : end]}".strip()


def _extension(rest: str) -> tuple[str, str]:
    """The words without the extension, and the extension."""
    match = _EXTENSION.search(rest)
    return (rest.replace(match.group(), " "), match["extension"]) if match else (rest, "")


def _about(rest: str, number: str, description: str) -> str:
    notes = _NOTE.sub(lambda match: f" {match['note']} ", rest).replace(number, " ")
    plain = " ".join(notes.split()).strip(" ,;:/-&")
    words = description.strip()
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1]
    return "; ".join(part for part in (plain, words) if part and part.lower() not in {"and", "or"})


def _kind(stated: str, words: str) -> str:
    for text in (stated, words):
        for kind, pattern in _KINDS:
            if re.search(pattern, text, re.IGNORECASE):
                return kind
        if text == stated and stated.lower() in {"voice", "cell", "mobile"}:
            return "voice"
    return "voice"


def _call(number: str, region: str) -> str:
    """E.164, or the short code itself; empty for a number without its area code and for one nobody has."""
    digits = re.sub(r"\D", "", number)
    if digits in SHORT_CODES and not re.search("[A-Z]", number.upper()):
        return digits
    dialled = number if number.startswith("+") else number.upper().translate(_LETTER_KEYS)
    if region == "US" and not number.startswith("+"):
        keys = re.sub(r"\D", "", dialled)
        keys = keys.removeprefix("1") if len(keys) > NATIONAL_DIGITS else keys
        # A vanity word may be longer than a number: phones ignore the rest. Seven digits lack their area code.
        return f"+1{keys[:NATIONAL_DIGITS]}" if len(keys) >= NATIONAL_DIGITS else ""
    try:
        parsed = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if _dialable(parsed) else ""


def _dialable(parsed: phonenumbers.PhoneNumber) -> bool:
    """Possible, with an area code. Numbers kept for fiction (555-01xx) are no line of anybody's but have the right shape."""
    return phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
