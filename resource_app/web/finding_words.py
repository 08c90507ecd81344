"""What do checks find wrong with a listing now? Sentences for staff and for whoever keeps it right."""

from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.web.surroundings import reader
from validation import findings
from validation.checks.table import BY_CODE

# The part of a listing's form in which each is mended.
PARTS = {
    "phone": "phones",
    "hours": "hours",
    "no hours": "hours",
    "pin": "place",
    "says closed": "what",
    "mail": "what",
    "link": "what",
}


def finding_words(session: Session, listing_id: str, part: str = "") -> list[str]:
    """A sentence for each finding that is open: what is wrong, what it is about, since when. Only those that are mended in
    `part` of the form, where one is named.
    """
    who = reader(session)
    said = []
    for finding in findings.open_of(session, listing_id):
        if part and PARTS.get(finding.code) != part:
            continue
        name = who.t.gettext(BY_CODE[finding.code].name) if finding.code in BY_CODE else finding.code
        day = phrases.full_date(who.t, finding.first_at.astimezone(who.now.tzinfo).date())
        words = who.t.gettext("%(what)s: %(note)s") % {"what": name, "note": finding.note} if finding.note else name
        said.append(who.t.gettext("%(what)s (found since %(day)s)") % {"what": words, "day": day})
    return said
