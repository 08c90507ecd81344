"""What do letters about a reported problem say? Nothing that somebody typed, and no listing of a sensitive kind."""

from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.accounts.letters import Draft, Kind
from resource_app.directory import problems
from resource_app.directory.models.problem import Problem
from resource_app.errors import N_
from resource_app.keys import Keys
from search import stored


def _problem(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """What became of a reported problem: to whoever reported it and left an address."""
    del keys, now
    problem = session.get(Problem, about)
    if problem is None or problem.email is None or problem.outcome is None:
        return None
    link = f"{origin}{_page_of(session, problem.object_id)}"
    values = {"link": link, "site": origin, "outcome": problem.outcome}
    return Draft(problem.email, problem.language, "problem", values)


def _page_of(session: Session, listing_id: str) -> str:
    """The listing's page; the first one where others may read the mail and must not learn which it is about."""
    listing = stored.load(session.connection(), [listing_id]).get(listing_id)
    if listing is None or listing.hidden or listing.staff_only:
        return "/"
    if listing.sensitive or (listing.display["place"] or {}).get("private"):
        return "/"
    return f"/services/{listing.service_id}"


KINDS = (Kind(problems.KIND, _problem, N_("what became of a reported problem"), leaves_traces=False),)
