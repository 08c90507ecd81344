"""How does a curator know that listings are right? They were told on the phone, somebody went there, or another source says so.

One table of ways. What a way asks for is kept with the confirmation, and read by staff alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from resource_app.directory.rules import WEB_ADDRESS
from resource_app.errors import N_, BadInput
from validation.asking import Form

LONGEST_AGO = timedelta(days=30)  # what was seen before that says too little of today


@dataclass(frozen=True, slots=True)
class Way:
    """A way to know. `by` is who confirms; `dated`: it was on a day that is said; `cited`: the source is named."""

    code: str
    name: str
    by: str = "curator"
    dated: bool = True
    cited: bool = False


LINK = Way("link", "", by="organization", dated=False)
PORTAL = Way("portal", "", by="organization", dated=False)
PHONE = Way("phone", N_("They told me on the phone"), by="organization", dated=False)
WAYS: tuple[Way, ...] = (
    PHONE,
    Way("visit", N_("Somebody went there")),
    Way("outside", N_("Another source says so"), cited=True),
)
BY_CODE: Mapping[str, Way] = {each.code: each for each in (LINK, PORTAL, *WAYS)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """How it is known, and on which day (None: today). `told_by` is who went there, or what the source is called; `found_at` is
    the source's web address.
    """

    how: str = PHONE.code
    on: date | None = None
    told_by: str = ""
    found_at: str = ""

    @property
    def way(self) -> Way:
        return BY_CODE[self.how]


def checked(said: Evidence, form: Form) -> Evidence:
    """What counts of what a curator says. Raises BadInput for what cannot be: a day to come, too long ago, or before a
    listing was confirmed last; a source without its name and address.
    """
    way = next((each for each in WAYS if each.code == said.how), None)
    if way is None:
        raise BadInput(N_("Choose how you know it."), "how")
    if not way.dated:
        return Evidence(way.code)
    answered = [
        line.document.confirmed_on for line in form.lines if line.unsent and line.document.confirmed_by != "source"
    ]
    on = _day(said.on, form.today, answered)
    told_by, found_at = " ".join(said.told_by.split()), said.found_at.strip()
    if not way.cited:
        return Evidence(way.code, on, told_by)
    if not told_by:
        raise BadInput(N_("Say what the source is called."), "told_by")
    if not WEB_ADDRESS.fullmatch(found_at):
        raise BadInput(N_("Give the web address of the source. Start it with https://."), "found_at")
    return Evidence(way.code, on, told_by, found_at)


def _day(on: date | None, today: date, confirmed: Iterable[date | None]) -> date:
    if on is None or not today - LONGEST_AGO <= on <= today:
        raise BadInput(N_("Choose the day: today, or one of the last 30 days."), "seen_on")
    if any(each is not None and each > on for each in confirmed):
        raise BadInput(N_("It was confirmed after that day already. What was seen before says nothing new."), "seen_on")
    return on
