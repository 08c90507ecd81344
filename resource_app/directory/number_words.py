"""Which house numbers does a text say in words? "One Twenty-Three Maple Street", "ciento veintitrés". Pure."""

import re
from collections.abc import Iterable, Iterator

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
)
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho"
    " diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
)
_TENS = (
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    ("veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"),
)
_HUNDREDS = ("ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos")
VALUES: dict[str, int] = {
    **{word: value for words in (_ENGLISH, _SPANISH) for value, word in enumerate(words.split())},
    **{word: 10 * value for words in _TENS for value, word in enumerate(words, 2)},
    **{word: 100 * value for value, word in enumerate(_HUNDREDS, 1)},
    "oh": 0,
    "cien": 100,
}
_HUNDRED = 100
_LEAST_TENS = 20
_WORD = rf"(?:{'|'.join(sorted(VALUES, key=len, reverse=True))})"
# The words of a number, and up to five behind it, in which the street is.
_SAID = re.compile(rf"\b({_WORD}(?:[\s-]+(?:(?:and|y)\s+)?(?:hundred|{_WORD})\b)*)\b((?:\W+[^\W\d_]+){{1,5}})")


def houses_said(folded: str) -> Iterator[str]:
    """Each number a folded text says in words, as digits, with the words behind it: "123 maple street"."""
    for found in _SAID.finditer(folded):
        yield f"{number_of_words(re.split(r'[^a-z]+', found[1]))}{found[2]}"


def number_of_words(words: Iterable[str]) -> str:
    """The digits that words of a number say; "one twenty-three" is read side by side, "one hundred twenty-three" counted."""
    parts: list[int] = []
    for word in words:
        value = VALUES.get(word)
        if word == "hundred" and parts:
            parts[-1] *= _HUNDRED
        elif value is not None and parts and value < _room_in(parts[-1]):
            parts[-1] += value
        elif value is not None:
            parts.append(value)
    return "".join(map(str, parts))


def _room_in(number: int) -> int:
    """What may still be counted to a number: below a hundred to hundreds, below ten to tens."""
    if number and number % _HUNDRED == 0:
        return _HUNDRED
    return 10 if number % 10 == 0 and number % _HUNDRED >= _LEAST_TENS else 0
