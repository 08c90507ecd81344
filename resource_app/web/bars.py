"""What does a picture of counts show? Bars with their places, drawn once for wide pages and once for phones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HELD = "–"  # under eleven, or held back so that nobody works one out
ROW, TOP, GRID = 30, 26, 4  # units of the picture; lines behind its bars
Cell = tuple[str, int | None]  # what is counted, and how many; None where that is held back


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where things stand in a picture of one width."""

    name: str
    width: int
    label: int  # where bars begin
    value: int  # kept free for a figure behind the longest bar
    numbered: int  # every so many lines have a figure


DRAWINGS = (Drawing("narrow", 326, 148, 52, 2), Drawing("wide", 680, 160, 64, 1))
LONG = (Drawing("narrow", 326, 188, 52, 4), Drawing("wide", 680, 220, 64, 1))  # for labels of several words


@dataclass(frozen=True, slots=True)
class Bar:
    """One count. `length` is 0 where the figure is held back."""

    label: str
    figure: str
    y: int
    length: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing of a chart; `grid` are the places of its lines and their figures."""

    drawing: Drawing
    height: int
    bars: tuple[Bar, ...]
    grid: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts of one measure: what it finds, what is drawn, and the figures in words for who does not see it."""

    name: str
    title: str
    words: str
    pictures: tuple[Picture, ...]


def figure(count: int | None) -> str:
    """A count as people read it."""
    return HELD if count is None else f"{count:,}"


def in_words(cells: Iterable[Cell]) -> str:
    """The counts for who does not see the picture."""
    return "; ".join(f"{label}: {figure(count)}" for label, count in cells)


def chart(
    name: str, title: str, cells: Sequence[Cell], words: str = "", drawings: tuple[Drawing, ...] = DRAWINGS
) -> Chart:
    """The picture of counts, of which at least one is known."""
    most = _round(max(count or 0 for _, count in cells))
    return Chart(name, title, words or in_words(cells), tuple(_picture(drawing, cells, most) for drawing in drawings))


def _picture(drawing: Drawing, cells: Sequence[Cell], most: int) -> Picture:
    room = drawing.width - drawing.label - drawing.value
    bars = tuple(
        Bar(label, figure(count), TOP + place * ROW, round((count or 0) * room / most))
        for place, (label, count) in enumerate(cells)
    )
    lines = tuple(
        (drawing.label + room * line // GRID, "" if line % drawing.numbered else f"{most * line // GRID:,}")
        for line in range(GRID + 1)
    )
    return Picture(drawing, TOP + len(bars) * ROW, bars, lines)


def _round(most: int) -> int:
    """The end of the scale: the next number at or above that four lines divide evenly and people read easily."""
    size = 1
    while True:
        for step in (20, 40, 60, 80, 100, 120, 160):
            if step * size >= most:
                return step * size
        size *= 10
