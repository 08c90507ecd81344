"""How does a row of standing bars look? Weeks or days with how much is due, drawn once for wide pages and once for phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

TOP, BOTTOM, GRID = 28, 26, 3  # units of the picture: room above for figures, below for days; lines above the zero
LARGEST_GAP, DIGIT, LETTER = 14, 9, 8
STEPS = (3, 6, 9, 12, 15, 18, 24, 30, 45, 60, 75, 90, 120, 150, 180, 240)  # ends of the scale that three lines divide


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture of one width: about so many bars have a day below."""

    name: str
    width: int
    height: int
    labels: int
    has_figures: bool


CANVASES = (Canvas("narrow", 326, 220, 3, has_figures=False), Canvas("wide", 1060, 240, 7, has_figures=True))


@dataclass(frozen=True, slots=True)
class Due:
    """How much is due in a week or on a day, and how that is called below its bar. One that is `over` stands out."""

    label: str
    due: int
    over: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; `figure` stands above it and `label` below, where there are any."""

    x: float
    y: float
    width: float
    height: float
    over: bool
    figure: str
    label: str

    @property
    def middle(self) -> float:
        """Of the bar, from the left."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing. Bars begin at `left`; `grid` are the heights of lines with their figures, `line` that of the dashed one."""

    canvas: Canvas
    left: int
    bars: tuple[Bar, ...]
    grid: tuple[tuple[float, str], ...]
    line: float | None

    @property
    def floor(self) -> int:
        """Where the bars stand."""
        return self.canvas.height - BOTTOM


@dataclass(frozen=True, slots=True)
class Chart:
    """What the picture finds, how it is to be read, what the dashed line means, and its figures for who does not see it."""

    name: str
    title: str
    about: str
    line: str
    words: str
    pictures: tuple[Picture, ...]


def pictures(every: Sequence[Due], line: int = 0) -> tuple[Picture, ...]:
    """The drawings of these bars, with a dashed line at that height where it is not 0."""
    most = scale(max((line, *(each.due for each in every))))
    return tuple(_picture(canvas, every, line, most) for canvas in CANVASES)


def scale(most: int) -> int:
    """The end of the scale: a number at or above that three lines divide evenly."""
    size = 1
    while True:
        for step in STEPS:
            if step * size >= most:
                return step * size
        size *= 10


def _picture(canvas: Canvas, every: Sequence[Due], line: int, most: int) -> Picture:
    room, floor = canvas.height - TOP - BOTTOM, canvas.height - BOTTOM
    left = DIGIT * len(f"{most:,}") + 12
    each_wide = (canvas.width - left) / max(1, len(every))
    gap = min(LARGEST_GAP, each_wide * 0.3)

    def y_of(count: float) -> float:
        return round(floor - room * count / most, 1)

    longest = LETTER * (1 + max((len(each.label) for each in every), default=0))
    labelled = max(1, ceil(len(every) / canvas.labels), ceil(longest / each_wide))
    bars = tuple(
        Bar(
            round(left + place * each_wide + gap / 2, 1),
            y_of(each.due),
            round(each_wide - gap, 1),
            round(floor - y_of(each.due), 1),
            each.over,
            f"{each.due:,}" if each.over and canvas.has_figures else "",
            each.label if place % labelled == 0 and left + place * each_wide + longest <= canvas.width else "",
        )
        for place, each in enumerate(every)
    )
    grid = tuple((y_of(most * step / GRID), f"{most * step // GRID:,}") for step in range(GRID + 1))
    return Picture(canvas, left, bars, grid, y_of(line) if line else None)
