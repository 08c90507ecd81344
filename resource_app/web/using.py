"""What may the log know of a search or a listing that was opened, and is it somebody's use of what they found?

Never words, and nothing at all of what tells of a danger. Robots and those who keep listings right are in the log, but in no
organization's figures.
"""

import re
from urllib.parse import parse_qs, urlsplit

from flask import request

from resource_app import responses
from resource_app.directory.danger import help as danger_help
from resource_app.directory.keepers import KEEPING
from resource_app.logs import Use
from resource_app.web import identity
from resource_app.web.kinds import BY_CODE
from search.documents import Document
from search.query import Query, Results

# What programs that nobody sits before say of themselves. "Cubot" is a maker of phones.
ROBOTS = re.compile(
    r"(?<!cu)bot\b|bot[/;_-]|crawl|spider|slurp|archiver|scan|monitor|uptime|preview|lighthouse|headless"
    r"|facebookexternalhit|curl/|wget/|libwww|python-|httpx|go-http|java/|okhttp|ruby|perl|scrapy|axios|node-fetch",
    re.IGNORECASE,
)
ZIP_CODE = re.compile(r"\d{5}")


def is_robot(user_agent: str) -> bool:
    """Whether a program asks that nobody sits before, as far as it says so; one that says nothing is none of a person."""
    return not user_agent or ROBOTS.search(user_agent) is not None


def found(query: Query, results: Results, *, private: bool) -> None:
    """A page of results is shown; `private` where the search tells of a danger."""
    kinds_asked = query.filters.get("category", ())
    if private or danger_help.told_by(kinds_asked, "en"):
        return
    use = _use()
    use.hits = results.total
    use.category = next(iter(kinds_asked), "")
    use.zip3 = query.place.zip_code if query.place else ""
    use.shown = tuple(hit.document.id for hit in results.hits if not hit.document.sensitive)


def opened(document: Document) -> None:
    """A listing's page is shown, with what was chosen in the search that led there."""
    use = _use()
    use.private = document.sensitive
    use.opened = document.id
    use.category, use.zip3 = _asked_before()


def _use() -> Use:
    use, known = responses.use(), identity.current()
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    use.counts = not (ahead or is_robot(request.user_agent.string) or (known and known.roles & frozenset(KEEPING)))
    return use


def _asked_before() -> tuple[str, str]:
    """The kind of help and the ZIP code of the search whose page had the link: browsers tell our own pages where one comes
    from, and no other site.
    """
    try:
        came_from = urlsplit(request.referrer or "")
    except ValueError:
        return "", ""
    if came_from.netloc != request.host or came_from.path != "/search":
        return "", ""
    fields = parse_qs(came_from.query)
    kinds_asked = [code for code in fields.get("category", ()) if code in BY_CODE]
    if danger_help.told_by(kinds_asked, "en"):
        return "", ""
    where = fields.get("where", [""])[0].strip()
    return next(iter(kinds_asked), ""), where if ZIP_CODE.fullmatch(where) else ""
