"""How is a setting read? Each takes the text and gives the value, or raises ValueError for what it cannot be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parent / "translations"
SOURCE_LANGUAGE = "en"  # the sentences in the code
LAST_PORT = 65_535
ENVIRONMENTS = ("development", "production")
SHORTEST_SECRET = 32  # characters
LEAST_SIGNS = 10  # different ones, of a secret
LEAST_NEWS = 16  # characters of a secret that are no step in a row ("abc", "321", "aaa")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number every page names, for example 988."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Where something listens."""

    host: str
    port: int


def text(raw: str) -> str:
    """Any text."""
    return raw.strip()


def database_url(raw: str) -> str:
    """Empty, or the URL of an SQLite file or a PostgreSQL database."""
    url = raw.strip()
    if url and not re.fullmatch(r"sqlite:///.+|postgresql\+psycopg://.+", url):
        raise ValueError
    return url


def file(raw: str) -> str:
    """Empty, or a file that is there."""
    if raw.strip() and not Path(raw.strip()).is_file():
        raise ValueError
    return raw.strip()


def prefix(raw: str) -> str:
    """Small letters, digits and hyphens."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", raw.strip()):
        raise ValueError
    return raw.strip()


def environment(raw: str) -> str:
    """One of ENVIRONMENTS."""
    if raw.strip() not in ENVIRONMENTS:
        raise ValueError
    return raw.strip()


def between(least: int, most: int, raw: str) -> int:
    """A whole number of a range."""
    number = int(raw)
    if not least <= number <= most:
        raise ValueError
    return number


def months_by_category(raw: str) -> Mapping[str, int]:
    """Numbers of months by the code of a kind of help."""
    found: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in raw.split(","))):
        code, _, months = part.partition("=")
        if months.strip() not in {"1", "3", "6"} or not re.fullmatch(r"[a-z0-9-]+", code.strip()):
            raise ValueError
        found[code.strip()] = int(months)
    return found


def secret(raw: str) -> str:
    """Empty, or long and mixed enough that nobody guesses it: no row of signs, and not the same ones over again."""
    text = _long_secret(raw)
    steps = sum(abs(ord(one) - ord(other)) <= 1 for one, other in pairwise(text))
    again = any(text[size:] == text[:-size] for size in range(1, len(text) // 2 + 1))
    if text and (len(text) - steps < LEAST_NEWS or again):
        raise ValueError
    return text


def secrets(raw: str) -> tuple[str, ...]:
    """Earlier secrets, by comma: one that would be refused today is believed until it is replaced everywhere."""
    return tuple(_long_secret(word) for word in words(raw))


def _long_secret(raw: str) -> str:
    text = raw.strip()
    if text and (len(text) < SHORTEST_SECRET or len(set(text)) < LEAST_SIGNS):
        raise ValueError
    return text


def mail_url(raw: str) -> str:
    """Where letters go."""
    url = raw.strip()
    if not re.fullmatch(r"console:|file:/.+|smtps?://.+", url):
        raise ValueError
    return url


def mail_address(raw: str) -> str:
    """An address letters come from."""
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", raw.strip()):
        raise ValueError
    return raw.strip()


def languages(raw: str) -> tuple[str, ...]:
    """Codes of languages the pages are translated into."""
    codes = words(raw)
    if not codes or any(code not in translated() for code in codes):
        raise ValueError
    return codes


def translated() -> tuple[str, ...]:
    """The languages there are."""
    return (SOURCE_LANGUAGE, *sorted(file.parent.parent.name for file in TRANSLATIONS.glob("*/LC_MESSAGES/*.po")))


def port(raw: str) -> int:
    """A port."""
    value = positive(raw)
    if value > LAST_PORT:
        raise ValueError
    return value


def listen(raw: str) -> Listen | None:
    """Empty, or host:port."""
    if not raw.strip():
        return None
    host, _, number = raw.strip().rpartition(":")
    if not host:
        raise ValueError
    return Listen(host, port(number))


def positive(raw: str) -> int:
    """A whole number from 1."""
    value = int(raw)
    if value < 1:
        raise ValueError
    return value


def count(raw: str) -> int:
    """A whole number from 0."""
    value = int(raw)
    if value < 0:
        raise ValueError
    return value


def words(raw: str) -> tuple[str, ...]:
    """Words, by comma."""
    return tuple(word.strip() for word in raw.split(",") if word.strip())


def help_lines(raw: str) -> tuple[HelpLine, ...]:
    """Numbers with their labels."""
    lines = []
    for part in words(raw):
        number, _, label = part.partition(" ")
        if not number.replace("-", "").isdigit():
            raise ValueError
        lines.append(HelpLine(number, label.strip()))
    return tuple(lines)


def web_address(raw: str) -> str:
    """Empty, or a web address without a slash at its end."""
    address = raw.strip().rstrip("/")
    if address and not address.startswith(("http://", "https://")):
        raise ValueError
    return address
