"""How likely is it that one word was typed for another? Slips of the finger and of the ear cost little, the rest much."""

from itertools import product

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEXT = frozenset(
    frozenset(pair)
    for row, below in ((0, 0), (1, 1), (2, 2), (0, 1), (1, 2))
    for place, letter in enumerate(_ROWS[row])
    for pair in ((letter, other) for other in _ROWS[below][max(0, place - 1) : place + 2])
)
# Letters that sound alike in English or Spanish.
_ALIKE = frozenset(
    map(frozenset, ("bv", "ck", "cs", "sz", "gj", "iy", "mn", "dt", "ou", "hj", "lr", "kq", "cq", "yj", "pb", "xs"))
)
_VOWELS = frozenset(map(frozenset, product("aeiou", repeat=2)))
_EASY = _NEXT | _ALIKE | _VOWELS

SWAPPED, DOUBLED, MISSING, EXTRA, EASY, HARD = 0.7, 0.5, 0.9, 1.0, 0.8, 1.6
SILENT = "h"
FIRST = 0.5  # more, when the first letter is wrong: people get it right


def cost(typed: str, meant: str) -> float:
    """What it costs to have typed `typed` for `meant`: about 1.0 for one ordinary slip."""
    before: list[float] = []
    row = [place * MISSING for place in range(len(meant) + 1)]
    for number, letter in enumerate(typed):
        earlier, before, row = before, row, [(number + 1) * EXTRA]
        for place, wanted in enumerate(meant):
            least = min(
                before[place] + _instead(letter, wanted),
                before[place + 1] + (DOUBLED if number and letter == typed[number - 1] else EXTRA),
                row[place] + (DOUBLED if _goes_unheard(wanted, meant[:place]) else MISSING),
            )
            if number and place and letter == meant[place - 1] and typed[number - 1] == wanted and letter != wanted:
                least = min(least, earlier[place - 1] + SWAPPED)
            row.append(least)
    begins_alike = typed[0] == meant[0] or typed[:2] == meant[1::-1] or SILENT + typed[0] == meant[:2]
    return row[-1] + (0.0 if begins_alike else FIRST)


def lacks_a_letter(typed: str, meant: str) -> bool:
    """Whether nothing but one letter is missing, and not the first."""
    return typed[0] == meant[0] and any(meant[:place] + meant[place + 1 :] == typed for place in range(1, len(meant)))


def _goes_unheard(letter: str, before: str) -> bool:
    """Whether a letter is easily left out: the second of two, and an h at the beginning ("ambre" for "hambre")."""
    return before.endswith(letter) if before else letter == SILENT


def _instead(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    return EASY if frozenset((letter, wanted)) in _EASY else HARD
