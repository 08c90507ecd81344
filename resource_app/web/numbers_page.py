"""What does the page of a listing's figures show? Bars with their places in the picture, rows of tables, lines of a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resource_app.directory.small_counts import Quarter, Told
from resource_app.directory.use import Figures
from resource_app.phrases import Translator, full_date, month, months
from resource_app.web import kinds
from resource_app.web.bars import HELD, Chart, chart, figure, in_words

HEAD = ("part", "from", "to", "of", "found", "opened")


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
        figure(newest.found.total),
        figure(newest.opened.total),
        tuple(chart for chart in charts if chart is not None),
        tuple(Row(_begun(month(t, each)), figure(found[each]), figure(opened[each])) for each in found),
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


def _parts(t: Translator, of: Figures, cuts: tuple[Told, Told], named: Callable[[str], str]) -> tuple[Row, ...]:
    """The parts of which something may be known, and what the others make together."""
    made = [Row(named(key), figure(found), figure(opened)) for key, found, opened in _known(*cuts)]
    others = of.found.others(cuts[0]), of.opened.others(cuts[1])
    if made and any(others):
        made.append(Row(t.gettext("All others together"), *map(figure, others)))
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
    title %= {"month": month(t, most), "num": figure(known[most])}
    cells = [(month(t, each), count) for each, count in counts.items()]
    return chart(name, title, [(_begun(label), count) for label, count in cells], in_words(cells))


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
