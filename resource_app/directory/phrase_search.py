"""Is one of many phrases in a text? Regular expressions that are tried only where the text holds the letters they begin with.

A listing's texts are asked for hundreds of phrases, and most hold none: looking for plain letters first is what makes the
readers fast enough for imports.
"""

import re
from collections.abc import Iterable

_OPENINGS = {"(?:": 3, "(": 1}
_AROUND = ("(?=", "(?!", "(?<")  # looks around, takes no letters
_OPTIONAL = "?*{"
_PLAIN = re.compile(r"[\w' -]+")
SHORTEST_STEM = 2  # letters; a single one is in every text


class PhraseTable:
    """Rows of (key, expression): phrases in lower case, parted by bars, which may stand within a word."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._by_stem: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for key, expression in rows:
            for alternative in split(expression):
                for stem in stems_of(alternative):
                    self._by_stem.setdefault(stem, []).append((key, re.compile(alternative)))

    def keys_in(self, text: str) -> set[str]:
        """The keys of the rows that have a phrase in `text`, which must be in lower case."""
        found: set[str] = set()
        for stem in [stem for stem in self._by_stem if stem in text]:
            found.update(key for key, pattern in self._by_stem[stem] if key not in found and pattern.search(text))
        return found


def split(expression: str) -> list[str]:
    """The alternatives of an expression, parted at the bars outside brackets."""
    parts, depth, start, escaped = [], 0, 0, False
    for place, sign in enumerate(expression):
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "|" and depth == 0:
            parts.append(expression[start:place])
            start = place + 1
    return [*parts, expression[start:]]


def stems_of(alternative: str) -> tuple[str, ...]:
    """Letters one of which a text must hold to match; "" when there are none to go by, which every text holds."""
    rest = alternative
    while rest.startswith(("\\b", *_AROUND)):
        rest = rest[2:] if rest.startswith("\\b") else _group(rest, 0)[1]
    opening = next((size for mark, size in _OPENINGS.items() if rest.startswith(mark)), 0)
    if opening:
        inner, after = _group(rest, opening)
        if after[:1] and after[0] in _OPTIONAL:
            return stems_of(after[1:])
        stems = [stems_of(option) for option in split(inner)]
        return tuple(stem for found in stems for stem in found)
    plain = _PLAIN.match(rest)
    run = plain.group() if plain else ""
    if plain and rest[plain.end() : plain.end() + 1] and rest[plain.end()] in _OPTIONAL:
        run = run[:-1]
    return (run if len(run) >= SHORTEST_STEM else "",)


def _group(rest: str, opening: int) -> tuple[str, str]:
    """What stands in the bracket that `rest` begins with, and what follows it."""
    depth = 0
    for place, sign in enumerate(rest):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0:
            return rest[opening:place], rest[place + 1 :]
    return rest, ""
