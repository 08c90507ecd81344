"""What does the page of freshness show? The load of the weeks that come, rows of tables and lines of files, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from resource_app.phrases import Translator, day_and_month, full_date
from resource_app.web.columns import Chart, Due, pictures
from validation.freshness import Sum, Week

BAR = 120  # the length of the longest bar in a table
ROWS = 25  # of the table of organizations on a page
HEAD = (
    "of",
    "shown",
    "confirmed within six months",
    "not yet confirmed",
    "past due",
    "median age in days",
    "due in 30 days",
)
WEEKS_HEAD = ("week from", "due", "pace", "above the pace")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `bar` is the length of its age; `way` leads to what it is about, where there is a page."""

    label: str
    total: Sum
    bar: int
    way: str = ""

    @property
    def age(self) -> str:
        """The median age of its confirmations in days."""
        return "–" if self.total.age is None else f"{self.total.age:,}"


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week of the table."""

    label: str
    due: int
    over: bool


def rows(parts: Iterable[tuple[str, str, Sum]]) -> tuple[Row, ...]:
    """Rows of parts: what each is called, its page, and its listings."""
    every = list(parts)
    oldest = max((total.age or 0 for _, _, total in every), default=0) or 1
    return tuple(Row(label, total, BAR * (total.age or 0) // oldest, way) for label, way, total in every)


def worst_first(parts: Mapping[str, Sum]) -> list[tuple[str, Sum]]:
    """The oldest confirmations first, and before them what has none."""
    return sorted(parts.items(), key=lambda each: (each[1].age is not None, -(each[1].age or 0), each[0]))


def forecast(t: Translator, weeks: Sequence[Week], pace: int) -> Chart:
    """The picture of what comes due, and what it finds."""
    due = tuple(Due(day_and_month(t, each.first), each.due, is_over(each, pace)) for each in weeks)
    about = t.gettext("Listings due each week, the next %(num)s weeks.") % {"num": len(weeks)}
    line = ""
    if pace:
        line = t.gettext("Your pace: %(num)s a week") % {"num": pace}
        how = t.gettext("Dashed line: your pace, %(num)s a week. Brown: above it.") % {"num": pace}
        about = f"{about} {how}"
    words = "; ".join(f"{each.label}: {each.due:,}" for each in due)
    return Chart("forecast", _finding(t, weeks, pace), about, line, words, pictures(due, pace))


def _finding(t: Translator, weeks: Sequence[Week], pace: int) -> str:
    over = sum(is_over(each, pace) for each in weeks)
    if over:
        return t.ngettext("%(num)s week needs more hands", "%(num)s weeks need more hands", over) % {"num": over}
    if pace:
        return t.gettext("No week needs more hands than you have")
    most = max(weeks, key=lambda each: each.due)
    values = {"num": f"{most.due:,}", "date": day_and_month(t, most.first)}
    return t.gettext("Most come due in the week of %(date)s: %(num)s") % values


def is_over(week: Week, pace: int) -> bool:
    """Whether a week needs more hands than there are; nobody knows where nobody worked."""
    return 0 < pace < week.due


def week_rows(t: Translator, weeks: Iterable[Week], pace: int) -> tuple[WeekRow, ...]:
    """The same as rows."""
    return tuple(WeekRow(full_date(t, each.first), each.due, is_over(each, pace)) for each in weeks)


def line_of(row: Row) -> Sequence[object]:
    """A row of a file."""
    total = row.total
    age = "" if total.age is None else total.age
    return (row.label, total.shown, total.confirmed, total.first, total.late, age, total.soon)


def week_line(week: Week, pace: int) -> Sequence[object]:
    """A week of a file."""
    return (date.isoformat(week.first), week.due, pace or "", "yes" if is_over(week, pace) else "")
