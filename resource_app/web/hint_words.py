"""What could be better in a listing, in the reader's language? A sentence for each finding of `directory.rules`."""

from collections.abc import Iterable

from resource_app.directory.new_places import WRONG_ZIP
from resource_app.directory.rules import Issue
from resource_app.errors import N_
from resource_app.phrases.moments import Translator

WORDS: dict[str, str] = {
    "missing-eligibility": N_("Say who can come. If everybody can, say that."),
    "email": N_("One of the email addresses is none. Write it as name@example.org."),
    "url": N_("The web page is no web address. Start it with https://."),
    "phone": N_("Nobody can call one of the numbers. Write all ten digits, as in 617-555-0142."),
    "short": N_("The description says little. Say what people get, and how."),
    "long": N_("The description is long. Keep what helps somebody decide."),
    "hard-to-read": N_("The description is hard to read. Use short sentences and everyday words: grade 6 to 8."),
    "ages": N_("The youngest age is above the oldest."),
    "closes-first": N_("It closes before it opens. Change one of the times."),
    "long-day": N_("These are long hours. Check morning and afternoon."),
    "area": N_("We do not know one of the areas. Write a city, a county, a ZIP code or a state, one a line."),
    "language": N_("We do not know one of the languages. Check how it is written."),
    "zip": WRONG_ZIP,
    "pin": N_("Latitude and longitude are no place on the map. Give both, or leave both empty."),
    "pin-outside": N_("Latitude and longitude are not in the United States. Longitude is below zero there."),
    "pin-astray": N_("Latitude and longitude are not where the address is, so the map does not show them."),
    "confidential": N_("The text says that the place is confidential. Tick below the address that it stays secret."),
    "address-in-text": N_("The text holds a street address. Take it out if the place is confidential."),
    "should-be-private": N_(
        "People may be in danger here, and the address is shown to everybody. Should it be secret? Tick that below the address."
    ),
}


def hints_of(t: Translator, found: Iterable[Issue], *, secret: bool, in_danger: bool) -> tuple[str, ...]:
    """A sentence for each finding, but for one that the form itself shows, or that its reader can do nothing about.

    `secret` says that the address is kept secret already, `in_danger` that people may be in danger where it is shown.
    """
    codes = [issue.code for issue in found if issue.code in WORDS and not (secret and issue.code == "confidential")]
    if in_danger and not secret:
        codes.append("should-be-private")
    return tuple(t.gettext(WORDS[code]) for code in dict.fromkeys(codes))
