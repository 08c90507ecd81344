"""What does somebody mean who typed a number, a price, degrees or a day? The value, or a BadInput on how to write one."""

import re
from datetime import date

from resource_app.errors import N_, BadInput

MOST_AGE = 120
WRONG_DATE = N_("Write the date as year, month and day: 2026-11-26.")
_AMOUNT = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?)")
_DEGREES = re.compile(r"[-+]?\d{1,3}(?:\.\d{1,12})?")


def number(typed: str, name: str) -> int | None:
    """An age, or None for nothing; `name` is the box."""
    if not typed:
        return None
    if not typed.isdecimal() or int(typed) > MOST_AGE:
        raise BadInput(N_("Write a number, or nothing."), name)
    return int(typed)


def degrees(typed: str, name: str) -> float | None:
    """Degrees of latitude or longitude, or None for nothing."""
    if not typed:
        return None
    if not _DEGREES.fullmatch(typed):
        raise BadInput(N_("Write degrees as a number like 42.3601, or nothing."), name)
    return float(typed)


def amount(typed: str, name: str) -> float:
    """A price: "7.50", "$1,200"."""
    if not (found := _AMOUNT.fullmatch(typed)):
        raise BadInput(N_("Write the amount as a number, like 7.50."), name)
    return float(found[1].replace(",", ""))


def day(typed: str, name: str) -> str:
    """A date as HSDS writes it: "2026-11-26"."""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as error:
        raise BadInput(WRONG_DATE, name) from error
