"""Which counts of people may be shown? None under eleven, and none from which such a count could be worked out.

Only quarters that are over are shown, and none overlaps another: two looks at them give the same figures, so that no day is
found out by comparing. The total of a quarter is told, so a small part of it could be what the others leave. Of months the
small ones are held back where they are several and make eleven or more together, else all three; by kind of help and by ZIP3
the small ones and as many of the smallest others as that takes, and they are not named.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

LEAST = 11  # of people; design rule of this directory, as of public health statistics
QUARTERS = 4  # shown: twelve months
SETTLING = timedelta(days=7)  # after the end of a quarter its last counts may still come in
_MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months: `number` is 0 to 3."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The one a day is in."""
        return cls(day.year, (day.month - 1) // _MONTHS)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of its months."""
        return tuple(date(self.year, self.number * _MONTHS + each, 1) for each in (1, 2, 3))

    @property
    def first(self) -> date:
        """Its first day."""
        return self.months[0]

    @property
    def after(self) -> "Quarter":
        """The next one."""
        return Quarter.of(self.first + timedelta(days=100))

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return Quarter.of(self.first - timedelta(days=1))

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def shown_from(self) -> date:
        """The day from which it is shown, as it then stays."""
        return self.after.first + SETTLING


def shown_quarters(today: date) -> tuple[Quarter, ...]:
    """Those that are shown, the oldest first."""
    newest = Quarter.of(today - SETTLING).before
    quarters = [newest]
    while len(quarters) < QUARTERS:
        quarters.append(quarters[-1].before)
    return tuple(reversed(quarters))


Cells = Mapping[Any, int]
Told = dict[Any, int | None]  # None for what is held back


def guarded(months: Cells, *asked: Cells) -> tuple[int | None, Told, tuple[Told, ...]]:
    """The total of a quarter, its months, and its parts by what was asked for. None for what is held back: of parts by what
    was asked for the page must not name those either.
    """
    total = sum(months.values())
    secret = total < LEAST or all(count == LEAST - 1 for count in months.values())
    return (
        None if secret else total,
        _told(months, months.keys() if secret else _months_held(months)),
        tuple(_told(cells, cells.keys() if secret else _asked_held(cells)) for cells in asked),
    )


def parts(cells: Cells) -> tuple[int | None, Told]:
    """A total and its parts: a part that could be worked out from what is shown is held back, too."""
    total, _, (told,) = guarded({"": sum(cells.values())}, cells)
    return total, told


def _told(cells: Cells, held: Collection[Any]) -> Told:
    return {key: None if key in held else count for key, count in cells.items()}


def _months_held(cells: Cells) -> Collection[Any]:
    """Everybody knows which months there are: what is held back besides would be told by its order of size."""
    small = [key for key, count in cells.items() if count < LEAST]
    together = sum(cells[key] for key in small)
    enough = len(small) > 1 and LEAST <= together < (LEAST - 1) * len(small)  # where all are ten, their sum tells it
    return small if enough or not small else cells.keys()


def _asked_held(cells: Cells) -> Collection[Any]:
    """Nobody knows how many parts are not named."""
    held = {key for key, count in cells.items() if count < LEAST}
    for smallest in sorted(cells.keys() - held, key=lambda key: (cells[key], str(key))):
        if not held or (len(held) > 1 and sum(cells[key] for key in held) >= LEAST):
            break
        held.add(smallest)
    return held
