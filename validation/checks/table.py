"""Which checks are there, how often do they look, and when is one worth a person's time? One table.

None hides a listing: one that fails again and again opens a task, which closes by itself when it passes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from resource_app.errors import N_
from resource_app.outward import Outward
from validation.checks import content, reach
from validation.checks.looks import Look, Verdict

Find = Callable[
    [Sequence[Look], Outward], Mapping[str, Verdict]
]  # -> by listing; one that is left out was not looked at
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check; `looked` says how far it has come. It looks at each listing `every` so often, `chunk` listings at once. After so
    many `failures` in a row `over` so long it opens a task; with none it is a signal only.
    """

    code: str
    name: str
    looked: str
    find: Find
    every: timedelta = timedelta(days=3)
    failures: int | None = 3
    over: timedelta = WEEK
    chunk: int = 200


def _each(judge: Callable[[Look], Verdict]) -> Find:
    return lambda looks, _outside: {look.document.id: judge(look) for look in looks}


CHECKS: tuple[Check, ...] = (
    Check(
        code="phone",
        name=N_("A phone number is nobody's"),
        looked=N_("looked at the phone numbers of %(num)s of %(of)s listings"),
        find=_each(content.phones),
    ),
    Check(
        code="hours",
        name=N_("Its hours cannot be"),
        looked=N_("looked at the hours of %(num)s of %(of)s listings"),
        find=_each(content.hours),
    ),
    Check(
        code="no hours",
        name=N_("It has a door and no hours"),
        looked=N_("looked at the doors without hours of %(num)s of %(of)s listings"),
        find=_each(content.no_hours),
        failures=None,
    ),
    Check(
        code="pin",
        name=N_("Its place on the map is elsewhere"),
        looked=N_("looked at the places on the map of %(num)s of %(of)s listings"),
        find=_each(content.pin),
    ),
    Check(
        code="says closed",
        name=N_("A text says that it is no more"),
        looked=N_("looked at the texts of %(num)s of %(of)s listings"),
        find=_each(content.says_closed),
    ),
    Check(
        code="mail",
        name=N_("No letter reaches its email address"),
        looked=N_("looked at the email addresses of %(num)s of %(of)s listings"),
        find=reach.mail_domains,
        chunk=50,
    ),
    Check(
        code="link",
        name=N_("A web address does not answer"),
        looked=N_("looked at the web addresses of %(num)s of %(of)s listings"),
        find=reach.links,
        chunk=20,
    ),
)
BY_CODE: Mapping[str, Check] = {check.code: check for check in CHECKS}
