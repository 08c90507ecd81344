"""How do two writings of one address become alike? In small letters, without accents, marks and markup. Pure."""

import re
import unicodedata
from html import unescape
from typing import Any
from urllib.parse import unquote

_WORD = re.compile(r"[^\W_]+")
_NO_ALNUM = {number: None for number in range(128) if not chr(number).isalnum()}
_BLANKS = dict.fromkeys(_NO_ALNUM, " ")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_LINE_END = re.compile(r"\\[nrt]")  # as JSON writes it
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
# Read apart from the number before it, and not at all.
_FRACTIONS = str.maketrans(
    {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"} | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
SHORT = {
    "street": "st", "str": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd", "drive": "dr", "lane": "ln",
    "court": "ct", "place": "pl", "highway": "hwy", "parkway": "pkwy", "circle": "cir", "terrace": "ter", "square": "sq",
    "turnpike": "tpke", "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw",
    "southeast": "se", "southwest": "sw", "saint": "st", "mount": "mt", "crossing": "xing", "extension": "ext",
    "heights": "hts", "trl": "trail", "aly": "alley", "plz": "plaza",
}  # fmt: skip


def squeezed(text: Any) -> str:
    """Letters and digits only, without accents, in lower case: "77 Marigold Way" is found in "at 77 MARIGOLD  WAY,"."""
    return letters_of(folded(str(text)))


def words_of(text: str) -> str:
    """Its words in their short forms, with blanks around."""
    return short(folded(text))


def short(text: str) -> str:
    """The words of a folded text in their short forms, with blanks around."""
    words = text.translate(_BLANKS).split() if text.isascii() else _WORD.findall(text)
    return f" {' '.join([SHORT.get(word, word) for word in words])} "


def letters_of(text: str) -> str:
    """The letters and digits of a folded text."""
    return text.translate(_NO_ALNUM) if text.isascii() else "".join(_WORD.findall(text))


def folded(text: str) -> str:
    """In small letters, without markup, escapes, accents and marks nobody sees."""
    if "&" in text or "<" in text:
        text = _TAG.sub("", unescape(text))
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "\\" in text:
        text = _LINE_END.sub(" ", text)
    text = unquote(unquote(text)) if "%" in text else text
    if not text.isascii():
        text = text.translate(_FRACTIONS)
        text = _BEYOND_ASCII.sub(_without_accents, unicodedata.normalize("NFKD", text))
    return text.lower()


def _without_accents(found: re.Match[str]) -> str:
    return "".join(each for each in found[0] if not unicodedata.combining(each))
