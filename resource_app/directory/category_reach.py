"""How much of the directory do the categories reach, and which terms lead nowhere?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.directory.categories import category_codes, is_mapped
from resource_app.directory.models import Service

CHUNK = 500  # services read at a time


@dataclass(frozen=True, slots=True)
class Coverage:
    """`mapped` of `services` have a category. `unmapped` are (term, services that carry it), the commonest first."""

    services: int
    mapped: int
    unmapped: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """From 0 to 1; 1 for an empty directory."""
        return self.mapped / self.services if self.services else 1.0


def terms_of(body: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name, code and taxonomy of the taxonomy terms an HSDS body carries."""
    attributes = [each for each in body.get("attributes") or [] if isinstance(each, dict)]
    terms = [each["taxonomy_term"] for each in attributes if isinstance(each.get("taxonomy_term"), dict)]
    name, code, taxonomy = (
        [str(term.get(part) or "").strip() for term in terms] for part in ("name", "code", "taxonomy")
    )
    return list(zip(name, code, taxonomy, strict=True))


def coverage_of(bodies: Iterable[Mapping[str, Any]]) -> Coverage:
    """The coverage of HSDS service bodies."""
    services = mapped = 0
    unmapped: Counter[str] = Counter()
    for body in bodies:
        terms = terms_of(body)
        services += 1
        mapped += bool(category_codes(terms, str(body.get("name") or ""), str(body.get("description") or "")))
        unmapped.update({name or code for name, code, taxonomy in terms if not is_mapped(name, code, taxonomy)})
    return Coverage(services, mapped, tuple(sorted(unmapped.items(), key=lambda item: (-item[1], item[0]))))


def stored_coverage(session: Session) -> Coverage:
    """The coverage of every service in the database."""
    return coverage_of(session.scalars(select(Service.hsds).execution_options(yield_per=CHUNK)))
