"""What does the page of a listing's figures show? Bars with their places in the picture, rows of tables, lines of a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resource_app.directory.small_counts import Quarter, Told
from resource_app.directory.use import Figures
from resource_app.phrases import Translator, full_date, month, months
from resource_app.web import kinds

HELD = "–"  # under eleven, or held back so that nobody works one out
HEAD = ("part", "from", "to", "of", "found", "opened")
ROW, BAR, TOP, GRID = 30, 18, 26, 4  # units of the picture; lines behind its bars


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where things stand in a picture of one width."""

    name: str
    width: int
    label: int  # where bars begin
    value: int  # kept free for a figure behind the longest bar
    numbered: int  # every so many lines have a figure


DRAWINGS = (Drawing("narrow", 326, 148, 52, 2), Drawing("wide", 680, 160, 64, 1))


@dataclass(frozen=True, slots=True)
class Bar:
    """One month. `length` is 0 where the figure is held back."""

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
    """Months of one measure: what it finds, what is drawn, and the figures in words for who does not see it."""

    name: str
    title: str
    words: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    label: str
    found: str
    opened: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page shows; `next_on` is when the quarter that runs, `next_months`, will be."""

    heading: str
    months: str
    found: str
    opened: str
    charts: tuple[Chart, ...]
    by_month: tuple[Row, ...]
    by_kind: tuple[Row, ...]
    by_place: tuple[Row, ...]
    next_months: str
    next_on: str


def page_of(t: Translator, locale: str, figures: Sequence[Figures]) -> Page:
    """The page of these quarters."""
    newest = figures[-1]
    following = newest.quarter.after
    found = {first: count for each in figures for first, count in each.found.months.items()}
    opened = {first: count for each in figures for first, count in each.opened.months.items()}
    charts = (
        _chart(t, "found", t.gettext("Found most often in %(month)s: %(num)s times"), found),
        _chart(t, "opened", t.gettext("Opened most often in %(month)s: %(num)s times"), opened),
    )
    no_kind, nowhere = t.gettext("No kind chosen"), t.gettext("No ZIP code given")
    return Page(
        _begun(_months(t, newest.quarter)),
        _months(t, newest.quarter),
        _figure(newest.found.total),
        _figure(newest.opened.total),
        tuple(chart for chart in charts if chart is not None),
        tuple(Row(_begun(month(t, each)), _figure(found[each]), _figure(opened[each])) for each in found),
        _parts(t, newest, _kinds(newest), lambda code: kinds.kind(code, locale).label if code else no_kind),
        _parts(t, newest, _places(newest), lambda zip3: f"{zip3}…" if zip3 else nowhere),
        _months(t, following),
        full_date(t, following.shown_from),
    )


def _begun(words: str) -> str:
    """The words as a line begins with them: in some languages months are written small."""
    return words[:1].upper() + words[1:]


def _months(t: Translator, quarter: Quarter) -> str:
    return months(t, quarter.first, quarter.last)


def _figure(count: int | None) -> str:
    return HELD if count is None else f"{count:,}"


def _parts(t: Translator, of: Figures, cuts: tuple[Told, Told], named: Callable[[str], str]) -> tuple[Row, ...]:
    """The parts of which something may be known, and what the others make together."""
    made = [Row(named(key), _figure(found), _figure(opened)) for key, found, opened in _known(*cuts)]
    others = of.found.others(cuts[0]), of.opened.others(cuts[1])
    if made and any(others):
        made.append(Row(t.gettext("All others together"), *map(_figure, others)))
    return tuple(made)


def _kinds(of: Figures) -> tuple[Told, Told]:
    return of.found.kinds, of.opened.kinds


def _places(of: Figures) -> tuple[Told, Told]:
    return of.found.places, of.opened.places


def _known(found: Told, opened: Told) -> list[tuple[str, int | None, int | None]]:
    """The parts of which something may be known, the largest first."""
    every = [(key, found.get(key), opened.get(key)) for key in {**found, **opened}]
    known = [each for each in every if each[1:] != (None, None)]
    return sorted(known, key=lambda each: (-(each[1] or 0), -(each[2] or 0), each[0]))


def _chart(t: Translator, name: str, title: str, counts: Told) -> Chart | None:
    """The months of one measure; None where nothing of them may be known."""
    known = {each: count for each, count in counts.items() if count is not None}
    if not known:
        return None
    most = max(known, key=lambda each: known[each])
    words = "; ".join(f"{month(t, each)}: {_figure(count)}" for each, count in counts.items())
    pictures = tuple(_picture(t, drawing, counts, _round(known[most])) for drawing in DRAWINGS)
    return Chart(name, title % {"month": month(t, most), "num": _figure(known[most])}, words, pictures)


def _picture(t: Translator, drawing: Drawing, counts: Told, most: int) -> Picture:
    room = drawing.width - drawing.label - drawing.value
    bars = tuple(
        Bar(_begun(month(t, each)), _figure(count), TOP + place * ROW, round((count or 0) * room / most))
        for place, (each, count) in enumerate(counts.items())
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


def lines(figures: Sequence[Figures]) -> Iterator[Sequence[object]]:
    """The lines of the file: every quarter and month, and the parts of the newest quarter."""
    for each in figures:
        yield _line("quarter", each.quarter.first, each.quarter.last, "", each.found.total, each.opened.total)
    for each in figures:
        for first, found in each.found.months.items():
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            yield _line("month", first, last, "", found, each.opened.months[first])
    for each in figures[-1:]:
        for part, cuts in (("kind of help", _kinds(each)), ("ZIP3", _places(each))):
            for key, found, opened in _known(*cuts):
                yield _line(part, each.quarter.first, each.quarter.last, key or "none", found, opened)


def _line(part: str, first: date, last: date, of: str, found: int | None, opened: int | None) -> Sequence[object]:
    counts = (HELD if count is None else str(count) for count in (found, opened))
    return (part, first.isoformat(), last.isoformat(), of, *counts)
