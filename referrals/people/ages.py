"""How old is somebody on a day, and are they under age then? Pure."""

from datetime import date

MAJORITY_YEARS = 18


def years(born: date, today: date) -> int:
    """Age in whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def is_minor(born_on: str, today: date) -> bool:
    """Whether somebody who was born on a day (empty: nobody knows) is under age."""
    return bool(born_on) and years(date.fromisoformat(born_on), today) < MAJORITY_YEARS
