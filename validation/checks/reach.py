"""Do the servers answer that a listing names? Its web addresses and the domains of its mail addresses, as the public sees them.

A machine that is cut off finds nothing wrong: where nobody answers at all, nobody can say.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlsplit

from resource_app.outward import FIRST_BAD, Answer, Outward
from validation.checks.looks import RIGHT, UNSURE, Look, Verdict, wrong

T = TypeVar("T")
AT_ONCE = 8  # hosts
MOST_LINKS = 5  # of one listing
GONE = frozenset({404, 410})
FIRST_BROKEN = 500  # who refuses a machine (401, 403, 429) is there
SILENT = frozenset({"no such name", "unreachable", "slow"})  # then the host is not asked again in a hurry


def links(looks: Sequence[Look], outside: Outward) -> Mapping[str, Verdict]:
    """Whether web addresses lead to a page, for each listing that the public sees."""
    wanted = {look.document.id: _web_addresses(look) for look in looks if look.is_public}
    answers = _answers({url for urls in wanted.values() for url in urls}, outside)
    return {
        listing_id: _first_wrong((url, _leads(answers[url])) for url in urls) for listing_id, urls in wanted.items()
    }


def mail_domains(looks: Sequence[Look], outside: Outward) -> Mapping[str, Verdict]:
    """Whether letters can reach the mail addresses, for each listing that the public sees."""
    wanted = {look.document.id: _domains(look) for look in looks if look.is_public}
    takes = _at_once(sorted({each for domains in wanted.values() for each in domains}), outside.takes_mail)
    return {
        listing_id: _first_wrong((domain, takes[domain]) for domain in domains)
        for listing_id, domains in wanted.items()
    }


def _web_addresses(look: Look) -> list[str]:
    display = look.document.display
    more = [each["url"] for each in display["service"]["additional_urls"]]
    said = [display["service"]["url"], display["organization"]["website"], *more]
    return list(dict.fromkeys(filter(None, said)))[:MOST_LINKS]


def _domains(look: Look) -> list[str]:
    said = (look.document.display[kind]["email"] for kind in ("service", "organization"))
    return [each.rpartition("@")[2].strip().lower() for each in said if "@" in each]


def _answers(urls: Iterable[str], outside: Outward) -> dict[str, Answer]:
    """What each address answers. Those of a host come one after another."""
    hosts: dict[str, list[str]] = {}
    for url in sorted(urls):
        hosts.setdefault(_host(url), []).append(url)
    asked = _at_once(list(hosts), lambda host: _of_host(hosts[host], outside))
    answers = {url: answer for found in asked.values() for url, answer in found.items()}
    cut_off = len(hosts) > 1 and not any(answer.status for answer in answers.values())
    return dict.fromkeys(answers, Answer(trouble="unsure")) if cut_off else answers


def _of_host(urls: Sequence[str], outside: Outward) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for url in urls:
        last = next(reversed(found.values()), None)
        found[url] = last if last and last.trouble in SILENT else outside.look(url)
    return found


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _leads(answer: Answer) -> bool | None:
    if answer.trouble:
        return None if answer.trouble == "unsure" else False
    return answer.status < FIRST_BAD or (answer.status not in GONE and answer.status < FIRST_BROKEN)


def _first_wrong(said: Iterable[tuple[str, bool | None]]) -> Verdict:
    """Of what is there the first that is wrong; nobody can say it is right while one of them is unsure."""
    found = list(said)
    bad = next((each for each, right in found if right is False), None)
    if bad is not None:
        return wrong(bad)
    return UNSURE if any(right is None for _, right in found) else RIGHT


def _at_once(each: Sequence[str], work: Callable[[str], T]) -> dict[str, T]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(each, pool.map(work, each), strict=True))
