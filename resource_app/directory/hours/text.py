"""What do hours written as a sentence mean? "Monday-Friday, 9-12, 1-5; first Saturday of the month, 10-2" as rules.

The text is cut into lexemes by one table, each lexeme is one letter, and a pattern over those letters says what may follow
what. A single word outside the table makes the reading unsure: "some evenings" must not become "closed".
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from resource_app.directory.hours.clock import DAY, Clock, read_clock, span
from resource_app.directory.hours.words import CLOSED_TOO, HOLIDAY_NAMES, LEXEMES, ORDINALS, OTHER_HOLIDAYS, WEEKDAYS
from search.holidays import CODES
from search.opening import Rule

WHOLE_DAY = (0, DAY)
EVERY_DAY = tuple(range(7))


@dataclass(frozen=True, slots=True)
class Reading:
    """`rules` are empty for "by appointment"; when `sure` is false they are empty and the words must be shown.

    `holidays` are the codes of those it is closed on. `told` says that rules and holidays hold all that the words say.
    """

    rules: tuple[Rule, ...] = ()
    sure: bool = True
    appointment: bool = False
    holidays: tuple[str, ...] = ()
    told: bool = False


UNSURE = Reading(sure=False)


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str  # one letter
    text: str
    clock: Clock | None = None
    days: tuple[int, ...] = ()
    ordinal: int = 0


_LEXER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, _kind, pattern in LEXEMES))
_HALVES = (
    (re.compile(r"\b([ap])\.?\s?m\b\.?"), r"\1m"),
    (re.compile(r"(?<=\d) de la mañana\b"), "am"),
    (re.compile(r"(?<=\d) de la (?:tarde|noche)\b"), "pm"),
)
_HOLIDAY_NAMES = tuple((code, re.compile(pattern)) for code, pattern in HOLIDAY_NAMES)
_BESIDE = "HW"  # kinds of lexemes that stand anywhere in a statement
_KINDS = {name: kind for name, kind, _pattern in LEXEMES}
_ONE = "(?:O(?:,*O)*)?D"
_DAYS = f"{_ONE}(?:-D)?(?:,*{_ONE}(?:-D)?)*"
_SPAN = "(?:[TM]-[TM]|MM)"  # "9-5", and "9:00 AM 5:00 PM" with no dash at all
_HOURS = f"(?:A|{_SPAN}(?:,*{_SPAN})*)"
_STATEMENTS = re.compile(
    f"(?P<hours>{_DAYS}[,:]*{_HOURS})|(?P<back>{_HOURS}[,:]*{_DAYS})|(?P<visit>{_DAYS}[,:-]*P)|(?P<off>{_DAYS}[,:-]*C)"
    f"|(?P<break>[CX][,:]*{_HOURS})|(?P<shut>[CX][,:]*{_DAYS})|(?P<always>A)|(?P<ask>P)|(?P<gap>[,;:])"
)


@lru_cache(maxsize=4096)
def parse(text: str, before: tuple[Rule, ...] = ()) -> Reading:
    """The rules `text` states, or a reading that is not sure. English and Spanish.

    With rules `before` it speaks of those, and may say only when they do not hold: "closed for lunch 12-1", "closed holidays".
    """
    said = _lexemes(text)
    holidays = _holidays(said)
    lexemes = [lexeme for lexeme in said if lexeme.kind not in _BESIDE]
    kinds = "".join(lexeme.kind for lexeme in lexemes)
    unsure = replace(UNSURE, holidays=holidays)
    statements = list(_statements(kinds))
    if not (statements or (before and holidays)) or "?" in kinds:
        return unsure
    rules = list(before)
    for name, start, end in statements:
        stated = _rules_of(name, lexemes[start:end], rules)
        if stated is None:
            return unsure
        rules += stated
    new, appointment = tuple(rules[len(before) :]), "P" in kinds
    opens = any(not rule.closed for rule in new)
    if opens if before else _clash(rules) or not (opens or (appointment and not rules)):
        return unsure
    told = not appointment and not any(_says_more(lexeme) for lexeme in said)
    return Reading(new, appointment=appointment, holidays=holidays, told=told)


def _holidays(lexemes: list[_Lexeme]) -> tuple[str, ...]:
    """The codes of the holidays the lexemes name; all, where they name none."""
    found: set[str] = set()
    for lexeme in lexemes:
        if lexeme.kind == "H":
            found.update([code for code, name in _HOLIDAY_NAMES if name.search(lexeme.text)] or CODES)
    return tuple(code for code in CODES if code in found)


def _says_more(lexeme: _Lexeme) -> bool:
    return lexeme.kind == "W" or (lexeme.kind == "H" and OTHER_HOLIDAYS.search(lexeme.text) is not None)


def _lexemes(text: str) -> list[_Lexeme]:
    found = [_lexeme(match) for match in _LEXER.finditer(_plain(text))]
    if any(lexeme.kind == "E" for lexeme in found):
        marked = all(lexeme.clock is None or lexeme.clock.half for lexeme in found)
        found = [replace(lexeme, kind=" " if marked else "?") if lexeme.kind == "E" else lexeme for lexeme in found]
    return [lexeme for lexeme in found if lexeme.kind != " "]


def _plain(text: str) -> str:
    """Lower case, one kind of dash, "a.m." as "am"."""
    folded = html.unescape(text).lower().replace("\\n", "\n").replace("\u00a0", " ").replace("’", "'")
    folded = re.sub("[‐-―−~]", "-", folded)
    for pattern, mark in _HALVES:
        folded = pattern.sub(mark, folded)
    return CLOSED_TOO.sub(r"\1\2 closed ", folded)


def _lexeme(match: re.Match[str]) -> _Lexeme:
    name, text = match.lastgroup or "", match.group()
    kind = _KINDS[name]
    if name == "time":
        clock = read_clock(match["hour"], match["minute"], match["mark"], seconds=bool(match["second"]))
        return _Lexeme("?" if clock is None else "M" if match["mark"] else kind, text, clock=clock)
    if name in {"noon", "midnight"}:
        return _Lexeme(kind, text, clock=Clock(12 if name == "noon" else 0, 0, "24"))
    if name == "ordinal":
        return _Lexeme(kind, text, ordinal=ORDINALS[text.strip()])
    if kind == "D":
        return _Lexeme(kind, text, days=_weekdays(name, text))
    return _Lexeme(kind, text)


def _weekdays(name: str, text: str) -> tuple[int, ...]:
    fixed = {"daily": EVERY_DAY, "weekdays": EVERY_DAY[:5], "weekends": EVERY_DAY[5:]}
    if name in fixed:
        return fixed[name]
    if name == "letters":
        return tuple(sorted({WEEKDAYS[part] for part in re.findall("th|tu|sa|su|[mtwf]", text)}))
    return (WEEKDAYS[text.strip(".")],)


def _statements(kinds: str) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of each statement; one named "" for what no statement holds."""
    position = 0
    while position < len(kinds):
        match = _STATEMENTS.match(kinds, position)
        if match is None:
            yield "", position, len(kinds)
            return
        if match.lastgroup != "gap":
            yield match.lastgroup or "", position, match.end()
        position = match.end()


def _rules_of(name: str, lexemes: list[_Lexeme], before: list[Rule]) -> list[Rule] | None:
    """What one statement adds; None when it cannot be read."""
    if name == "":
        return None
    spans, days = _spans(lexemes), _days(lexemes)
    if spans is None or days is None:
        return None
    return _stated(name, spans, days, before)


def _stated(
    name: str, spans: list[tuple[int, int]], days: tuple[tuple[int, int], ...], before: list[Rule]
) -> list[Rule] | None:
    if name in {"ask", "visit"}:
        return []
    if name in {"shut", "off"}:
        return [Rule(days=days, closed=True)]
    if name == "break":
        named = tuple(dict.fromkeys(day for rule in before for day in rule.days))
        return (
            [Rule(days=named, opens=opens, closes=closes, closed=True) for opens, closes in spans] if before else None
        )
    if set(days) == {(0, weekday) for weekday in EVERY_DAY}:
        days = ()
    return [Rule(days=days, opens=opens, closes=closes) for opens, closes in spans]


def _spans(lexemes: list[_Lexeme]) -> list[tuple[int, int]] | None:
    if any(lexeme.kind == "A" for lexeme in lexemes):
        return [WHOLE_DAY]
    clocks = [lexeme.clock for lexeme in lexemes if lexeme.clock]
    spans: list[tuple[int, int]] = []
    pairs = dict.fromkeys(zip(clocks[::2], clocks[1::2], strict=True))  # some machines write a span three times
    for start, end in pairs:
        read = span(start, end, spans[-1][1] if spans else 0)
        if read is None or (spans and spans[-1][1] <= spans[-1][0]):
            return None
        spans.append(read)
    return spans


def _days(lexemes: list[_Lexeme]) -> tuple[tuple[int, int], ...] | None:
    """(ordinal, weekday) pairs; None for a range that makes no sense, and for "first Saturday, Sunday"."""
    found: list[tuple[int, int]] = []
    ordinals: list[int] = []
    for lexeme in lexemes:
        if lexeme.kind == "O":
            ordinals.append(lexeme.ordinal)
        elif lexeme.kind == "D":
            if not ordinals and any(ordinal for ordinal, _day in found):
                return None
            found += [(ordinal, day) for day in lexeme.days for ordinal in ordinals or [0]]
            ordinals = []
    return _with_ranges(lexemes, found)


def _with_ranges(lexemes: list[_Lexeme], found: list[tuple[int, int]]) -> tuple[tuple[int, int], ...] | None:
    for index, lexeme in enumerate(lexemes[1:-1], 1):
        first, last = lexemes[index - 1], lexemes[index + 1]
        if lexeme.kind == "-" and first.kind == last.kind == "D":
            if len(first.days) != 1 or len(last.days) != 1 or (index > 1 and lexemes[index - 2].kind == "O"):
                return None
            length = (last.days[0] - first.days[0]) % 7
            found += [(0, (first.days[0] + step) % 7) for step in range(length + 1)]
    return tuple(sorted(set(found)))


def _clash(rules: list[Rule]) -> bool:
    """Whether two statements open the same weekday at overlapping hours: then one of them means something else."""
    opened = [rule for rule in rules if not rule.closed]
    return any(
        _overlap(first, second)
        for index, first in enumerate(opened)
        for second in opened[index + 1 :]
        if first != second
    )


def _overlap(first: Rule, second: Rule) -> bool:
    if first.days and second.days and not set(first.days) & set(second.days):
        return False
    ends = [rule.closes if rule.closes > rule.opens else rule.closes + DAY for rule in (first, second)]
    return first.opens < ends[1] and second.opens < ends[0]
