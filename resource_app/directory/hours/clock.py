"""Which minutes does "9-5" mean? Clock times as people write them, with morning and afternoon worked out.

Services for people keep daytime hours, so an unmarked "8-5" is a working day and an unmarked "1-5" an afternoon. Where
two readings are both likely ("7-9", "8-9"), there is no answer: a wrong hour sends somebody to a locked door.
"""

import re
from dataclasses import dataclass

HALF_DAY = 720
DAY = 1440
LONGEST_NIGHT = 14 * 60  # "15:00-6:00" is a slip
LONGEST_GUESS = 15 * 60  # a longer day than this is believed only when am and pm are written
NOON_HOUR, LAST_HOUR, MINUTES = 12, 24, 60
AFTERNOON_BEFORE = 6  # unmarked 1 to 5 is the afternoon
MORNING_FROM = 7  # unmarked 7 to 11 can be the start of a morning
DAYTIME_FROM, DAYTIME_TO = 8, 11  # "8-11", "9-11:30": a morning, unless the line is in its evening already
_ISO_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written. `half` is "am", "pm", "24" (a 24-hour clock), or "" when the text does not say."""

    hour: int
    minute: int = 0
    half: str = ""

    @property
    def possible(self) -> tuple[int, ...]:
        """The minutes after midnight this can mean, earliest first."""
        if self.half == "24":
            return (self.hour * 60 + self.minute,)
        morning = self.hour % 12 * 60 + self.minute
        return {"am": (morning,), "pm": (morning + HALF_DAY,)}.get(self.half, (morning, morning + HALF_DAY))


def read_clock(hour: str, minute: str | None, mark: str | None, *, seconds: bool = False) -> Clock | None:
    """The time that digits and a mark ("am", "p") write; None when no clock shows it. Only machines write seconds, and
    they keep a 24-hour clock.
    """
    half = {"a": "am", "p": "pm"}.get((mark or "")[:1], "")
    on_24_hours = seconds or int(hour) > NOON_HOUR or hour in {"0", "00"}
    clock = Clock(int(hour), int(minute or 0), half or ("24" if on_24_hours else ""))
    return (
        clock if clock.hour <= LAST_HOUR and clock.minute < MINUTES and not (half and clock.hour > NOON_HOUR) else None
    )


def span(start: Clock, end: Clock, after: int = 0) -> tuple[int, int] | None:
    """Opening and closing minutes; `after` is when the span before it on the same line closed. None when it is unsure.

    A closing time at or below the opening one is the next morning; midnight at the end is 1440.
    """
    if "24" in {start.half, end.half}:
        start, end = _on_24_hours(start), _on_24_hours(end)
    opens, closes = _both(start, end, after)
    if opens is None or closes is None or opens == closes or opens < after:
        return None
    if closes < opens and closes and closes + DAY - opens > LONGEST_NIGHT:
        return None
    return opens, closes or DAY


def _on_24_hours(clock: Clock) -> Clock:
    return clock if clock.half else Clock(clock.hour, clock.minute, "24")


def _both(start: Clock, end: Clock, after: int) -> tuple[int | None, int | None]:
    starts, ends = start.possible, end.possible
    if len(starts) == len(ends) == 1:
        return starts[0], ends[0]
    if len(starts) == 1:
        return starts[0], _end_for(starts[0], ends)
    if len(ends) == 1:
        return _start_for(start, ends[0], end.half), ends[0]
    return _unmarked(start, end, after)


def _end_for(opens: int, ends: tuple[int, ...]) -> int | None:
    """The end of "8 am-5" (later the same day) or "6 pm-6" (the next morning)."""
    later = [minutes for minutes in ends if minutes > opens]
    if len(later) > 1:
        return None  # "8 am-10"
    return later[0] if later else ends[0]


def _start_for(start: Clock, closes: int, half: str) -> int | None:
    """The start of "5-7 pm", "10-2 pm", "9-11 am"."""
    morning, afternoon = start.possible
    if half == "am":
        if closes == 0 and MORNING_FROM <= start.hour < NOON_HOUR:
            return None  # "9-12 am" may be meant as noon
        return morning if morning < closes else afternoon
    if closes == HALF_DAY:
        return morning if MORNING_FROM <= start.hour < NOON_HOUR else None
    if afternoon >= closes:
        return morning
    return (
        afternoon if start.hour <= MORNING_FROM or start.hour == NOON_HOUR else None
    )  # "8-10 pm" may start in the morning


def _unmarked(start: Clock, end: Clock, after: int) -> tuple[int | None, int | None]:
    """Neither end is marked."""
    first, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    if after >= HALF_DAY or start.hour == NOON_HOUR:
        opens, closes = start.possible[1], end.possible[1]
        return (opens, closes) if opens < closes else (None, None)
    if start.hour < AFTERNOON_BEFORE:
        return (first + HALF_DAY, last + HALF_DAY) if first < last < HALF_DAY else (None, None)
    if end.hour == NOON_HOUR:
        return (first, last) if start.hour >= MORNING_FROM else (None, None)
    if last <= first:
        return (first, last + HALF_DAY) if last + HALF_DAY - first <= LONGEST_GUESS else (None, None)
    return (first, last) if start.hour >= DAYTIME_FROM and end.hour >= DAYTIME_TO else (None, None)


def iso_minutes(value: object) -> tuple[int, str] | None:
    """Minutes after midnight and the offset ("", "Z", "-05:00") of an HSDS time; 24:00 and 23:59 are the day's end."""
    match = _ISO_TIME.fullmatch(str(value or "").strip())
    if not match:
        return None
    minutes = int(match[1]) * 60 + int(match[2])
    if minutes > DAY or int(match[2]) >= MINUTES:
        return None
    return (DAY if minutes == DAY - 1 else minutes), (match[3] or "").upper()
