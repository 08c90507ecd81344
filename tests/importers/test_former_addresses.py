"""A file often marks a place and replaces its address in one go: what was public until then must go from everywhere."""

import copy
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from importers.results import RowResult
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory import applying, unhiding
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.exporting import export_objects
from resource_app.directory.history import Edit
from resource_app.directory.operations import mark_confidential
from resource_app.factory import create_app
from resource_app.settings import Settings
from tests.importers.forms import as_nested, as_raw, as_tables
from tests.importers.invented import NOW, bring, key, place, service

STREET = "61 Zyxwhisper Lane"
CANARIES = ("zyxwhisper", "42.398765", "-71.037654", "02150-7788", "5550177", "555-0177")
WHO = command("test")
Object = dict[str, Any]
Files = list[list[Object]]
WRITERS: tuple[Callable[[Path, list[Object]], Path], ...] = (as_nested, as_tables, as_raw)


def house(number: int = 1, **changes: Any) -> Object:
    """A place that gives everything away."""
    own = [{"id": key("house phone", number), "number": "617-555-0177"}]
    spot = {"latitude": 42.398765, "longitude": -71.037654}
    made = place(number, **{"name": "The house", "phones": own, **spot, **changes})
    made["addresses"][0] |= {"address_1": STREET, "postal_code": "02150-7788"}
    return made


def blanked(said: str = "Confidential", **changes: Any) -> Object:
    """The same place as the file says it from now on."""
    made = place(1, **{"name": "The house", "latitude": None, "longitude": None, **changes})
    made["addresses"][0] |= {"address_1": said, "postal_code": "02150"}
    return made


def marked(said: str = "Confidential") -> Object:
    return blanked(said, x_address_visibility="private")


def organization(number: int, description: str) -> Object:
    return {"id": key("organization", number), "name": f"Lantern Neighbors {number}", "description": description}


def teller(said: str = f"We run a desk at {STREET}, Chelsea.", number: int = 3) -> Object:
    return service(number, name="Other thing", description=said)


def twin() -> Object:
    """Another organization's record of the same street."""
    return service(3, name="Counseling", at=house(3, phones=[], latitude=None, longitude=None))


def told_by_another() -> Files:
    return [[service(1, at=house()), teller()], [service(1, at=marked())]]


def told_by_another_organization() -> Files:
    loud = service(3, name="Other thing", organization=organization(3, f"Come to {STREET}, Chelsea."))
    return [[service(1, at=house()), loud], [service(1, at=marked())]]


def told_by_its_own() -> Files:
    loud = organization(1, "We are on Zyxwhisper Lane.")
    sibling = service(2, at=place(9), organization=loud)
    return [[service(1, at=house(), organization=loud), sibling], [service(1, at=marked(), organization=loud)]]


def has_a_twin() -> Files:
    return [[service(1, at=house()), twin()], [service(1, at=marked())]]


def says_it_in_words_only() -> Files:
    return [[service(1, at=house()), teller()], [service(1, at=blanked("Confidential location"))]]


def loses_its_address() -> Files:
    gone = {**marked(), "addresses": []}
    return [[service(1, at=house()), teller()], [service(1, at=gone)]]


def loses_its_address_before() -> Files:
    return [[service(1, at=house()), teller()], [service(1, at=blanked("Call us"))], [service(1, at=marked("Call us"))]]


def is_marked_before() -> Files:
    private = service(1, at={**house(), "x_address_visibility": "private"})
    return [[service(1, at=house())], [private], [service(1, at=marked())], [teller()]]


def is_told_later() -> Files:
    return [[service(1, at=house())], [service(1, at=marked())], [teller()]]


def has_a_twin_later() -> Files:
    return [[service(1, at=house())], [service(1, at=marked())], [twin()]]


def is_told_by_its_point() -> Files:
    return [[service(1, at=house()), teller("GPS 42.398765, -71.037654")], [service(1, at=marked())]]


def is_told_by_its_zip() -> Files:
    return [[service(1, at=house()), teller("Write to 02150-7788.")], [service(1, at=marked())]]


def is_told_by_its_phone() -> Files:
    own = organization(1, "Neighbors.")
    loud = service(2, at=place(9), description="Ring 617-555-0177.", organization=own)
    return [[service(1, at=house(), organization=own), loud], [service(1, at=marked(), organization=own)]]


def moves_while_it_is_private() -> Files:
    private = service(1, at={**house(), "x_address_visibility": "private"})
    return [[private], [service(1, at=marked("9 Quillwort Road"))], [teller()]]


def is_marked_by_its_service() -> Files:
    after = service(1, at=blanked("Ask us"), description="Our location is confidential.")
    return [[service(1, at=house()), teller()], [after]]


def gets_another_id() -> Files:
    """As files without ids have it: what makes a row the same one is its address, too."""
    other = {**marked(), "id": key("place", "new")}
    return [[service(1, at=house()), teller()], [service(1, at=other)]]


SHAPES = (
    told_by_another, told_by_another_organization, told_by_its_own, has_a_twin, says_it_in_words_only, loses_its_address,
    loses_its_address_before, is_marked_before, is_told_later, has_a_twin_later, is_told_by_its_point, is_told_by_its_zip,
    is_told_by_its_phone, moves_while_it_is_private, is_marked_by_its_service, gets_another_id,
)  # fmt: skip
NO_RAW = {told_by_another_organization, told_by_its_own, is_told_by_its_phone}


def bring_all(
    connections: Connections, tmp_path: Path, files: Files, writer: Callable[[Path, list[Object]], Path] = as_nested
) -> list[RowResult]:
    last: list[RowResult] = []
    for number, rows in enumerate(files):
        _, last = bring(connections, writer(tmp_path / f"file{number}", copy.deepcopy(rows)))
    return last


def public(connections: Connections, settings: Settings) -> str:
    """All the public sees, and what is kept of imports, in small letters."""
    with connections.reading() as session:
        kinds = ("organization", "program", "service", "service_at_location", "location")
        said = [json.dumps(list(export_objects(session, kind, Counter(), NOW.date()))) for kind in kinds]
        shown = "SELECT d.doc FROM search_document d JOIN listing l ON l.id = d.id WHERE l.held IS NULL AND NOT l.staff_only"
        said += [bytes(doc).decode() if isinstance(doc, bytes) else str(doc) for doc in session.scalars(text(shown))]
        kept = (
            "SELECT original, CAST(issues AS TEXT) FROM import_row "
            "UNION ALL SELECT CAST(was AS TEXT), CAST(proposed AS TEXT) FROM proposal"
        )
        said += [str(tuple(row)) for row in session.execute(text(kept))]
        ids = [(kind, list(session.scalars(text(f"SELECT id FROM {kind}")))) for kind in ("service", "organization")]  # noqa: S608
    client = create_app(settings, connections).test_client()
    pages = [f"{start}{kind}s/{each}" for kind, found in ids for each in found for start in ("/", "/api/")]
    pages += [
        "/search?what=zyxwhisper",
        "/search?what=lantern",
        "/search?what=thing",
        "/api/services?full=true",
        "/api/organizations",
    ]
    for page in pages:
        answer = client.get(page).get_data(as_text=True)
        said.append(answer if "what=zyx" not in page else answer.replace("zyxwhisper", ""))
    return " ".join(said).lower().replace("+", " ")


def leaks(connections: Connections, settings: Settings) -> list[str]:
    said = public(connections, settings)
    return [canary for canary in CANARIES if canary in said]


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_former_address_goes_from_everywhere(
    shape: Callable[[], Files],
    writer: Callable[[Path, list[Object]], Path],
    size: str,
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if size == "large":
        monkeypatch.setattr(applying, "MOST_TO_READ", 0)
    if writer is as_raw and shape in NO_RAW:
        return
    last = bring_all(connections, tmp_path, shape(), writer)
    assert not leaks(connections, settings)
    assert "Zyxwhisper" not in str(last)


def test_a_confirmed_address_goes_too(settings: Settings, connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, [[service(1, at=house()), teller()]])
    with connections.transaction() as session:
        said = Said(("location.addresses",), NOW.date(), "organization", "link")
        confirm(session, key("listing", 1), said, NOW, WHO)
    bring(connections, as_nested(tmp_path / "later", [service(1, at=blanked())]))
    assert not leaks(connections, settings)


def test_a_place_marked_by_hand_after_its_address_went(
    settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    bring_all(connections, tmp_path, [[service(1, at=house()), teller()], [service(1, at=blanked("Call us"))]])
    with connections.transaction() as session:
        mark_confidential(session, key("place", 1), NOW, WHO)
    assert not leaks(connections, settings)


def at_its_new_address(**changes: Any) -> Object:
    return {**blanked("9 Quillwort Road", x_address_visibility=None), **changes}


def its_own(description: str, **changes: Any) -> Object:
    return service(1, at=at_its_new_address(), description=description, **changes)


LATER_WORDS: dict[str, Callable[[], list[Object]]] = {
    "another organization tells it": lambda: [teller()],
    "its service tells it": lambda: [its_own("We were at 61 Zyxwhisper Lane.")],
    "its service tells the street alone": lambda: [its_own("The house is on Zyxwhisper Lane no more.")],
    "its organization tells it": lambda: [its_own("Help.", organization=organization(1, f"We have left {STREET}."))],
    "the place tells it": lambda: [service(1, at=at_its_new_address(description=f"Moved from {STREET}."))],
    "it is said to be there again": lambda: [service(1, at=house())],
    "another record of it is there": lambda: [twin()],
    "its point is told": lambda: [teller("GPS 42.398765, -71.037654")],
    "its ZIP+4 is told": lambda: [teller("Write to 02150-7788.")],
}


@pytest.fixture
def seen_again(connections: Connections, tmp_path: Path) -> Connections:
    """A house that moved while it was secret, and which people see again."""
    secret = service(1, at={**house(), "x_address_visibility": "private"})
    bring_all(connections, tmp_path, [[secret], [service(1, at=marked("9 Quillwort Road"))]])
    bring(connections, as_nested(tmp_path / "no mark", [service(1, at=at_its_new_address())]))
    with connections.transaction() as session:
        unhiding.show(session, key("place", 1), NOW, Edit(WHO, "Wren called"), safe=True)
    return connections


@pytest.mark.parametrize("said", LATER_WORDS)
def test_canary_where_a_place_was_in_its_secret_time_stays_secret_when_it_is_seen_again(
    said: str, seen_again: Connections, settings: Settings, tmp_path: Path
) -> None:
    assert "9 quillwort road" in public(seen_again, settings)
    _, last = bring(seen_again, as_nested(tmp_path / "later", LATER_WORDS[said]()))
    assert not [each for each in leaks(seen_again, settings) if each not in {"5550177", "555-0177"}]
    assert "Zyxwhisper" not in str(last)


def test_what_people_were_let_see_is_no_secret(seen_again: Connections, settings: Settings, tmp_path: Path) -> None:
    bring(
        seen_again,
        as_nested(
            tmp_path / "later", [its_own("Ring at 9 Quillwort Road."), teller("A shelter on Quillwort Road, Chelsea")]
        ),
    )
    said = public(seen_again, settings)
    assert "ring at 9 quillwort road" in said
    assert "a shelter on quillwort road" in said


def test_a_curator_may_let_people_see_where_it_was(seen_again: Connections, settings: Settings, tmp_path: Path) -> None:
    bring(seen_again, as_nested(tmp_path / "later", [twin()]))
    with seen_again.transaction() as session:
        unhiding.show(session, key("place", 3), NOW, Edit(WHO, "Somebody else is there now"), safe=True)
    bring(seen_again, as_nested(tmp_path / "last", [teller(number=4)]))
    assert "our desk" not in public(seen_again, settings)
    assert public(seen_again, settings).count("61 zyxwhisper lane") > 1
