"""What the public sees of an organization or a program that says its place is hidden, and has no location to hide."""

from typing import Any

import pytest

from resource_app.directory.kept_inside import is_guess, telling
from resource_app.directory.policy import PublicContext, public_body

Object = dict[str, Any]
PHONES = [{"id": "p", "number": "617-555-0177"}]
ADDRESS = {"address_1": "61 Zyxwhisper Lane", "city": "Chelsea", "postal_code": "02150"}
MARKED = {"x_address_visibility": "private"}
SAYS = {"description": "Shelter for survivors; address confidential."}


@pytest.mark.parametrize("kind", ["organization", "program"])
@pytest.mark.parametrize("hiding", [MARKED, SAYS, {"x_site": {"confidential": True}}])
@pytest.mark.parametrize(
    "said",
    [
        {"x_street": "61 Zyxwhisper Lane"},
        {"x_zip": "02150-7788"},
        {"x_latitude": 42.398765},
        {"addresses": [ADDRESS]},
        {"x_home": {"door": "red"}},
        {"alternate_name": "The house at 61 Zyxwhisper Lane"},
        {"attributes": [{"id": "a", "label": "Street", "value": "Zyxwhisper"}]},
        {"attributes": [{"id": "a", "value": "42.398765, -71.037654"}]},
        {"metadata": [{"id": "m", "field_name": "x_street", "previous_value": "Zyxwhisper"}]},
    ],
)
def test_its_own_address_is_withheld(kind: str, hiding: Object, said: Object) -> None:
    body = {"id": "1", "name": "Lantern", **hiding, **said}
    shown = public_body(kind, body, PublicContext())
    assert not said.keys() & shown.keys()
    assert shown["name"] == "Lantern"
    assert said.keys() <= public_body(kind, {"id": "1", **said}, PublicContext()).keys()


def test_a_phone_beside_a_hidden_address_is_shown_only_where_nobody_has_another() -> None:
    body = {"id": "1", "name": "Lantern", **MARKED, "addresses": [ADDRESS], "phones": PHONES}
    assert "phones" not in public_body("organization", body, PublicContext())
    assert public_body("organization", body, PublicContext(phones_needed=True))["phones"] == PHONES


def test_without_an_address_the_phones_stay() -> None:
    body = {"id": "1", "name": "Lantern", **MARKED, "phones": PHONES}
    assert public_body("organization", body, PublicContext())["phones"] == PHONES


@pytest.mark.parametrize("description", ["Free, confidential counseling.", "Our office is open to all.", ""])
def test_who_hides_no_place_shows_everything(description: str) -> None:
    body = {"id": "1", "name": "Lantern", "description": description, "addresses": [ADDRESS], "phones": PHONES}
    assert public_body("organization", body, PublicContext()) == body


def test_the_ids_of_what_it_holds_are_no_address() -> None:
    held = {
        "contacts": [{"id": "12c45678-1234-5678-9abc-123456789abc", "name": "Desk"}],
        "website": "https://l.example.org",
    }
    assert telling("organization", {"id": "1", "name": "Lantern", **SAYS, **held}) == []


def test_only_a_doubt_is_a_guess() -> None:
    assert is_guess("organization", {"id": "1", **SAYS, "x_street": "61 Zyxwhisper Lane"})
    assert not is_guess("organization", {"id": "1", **MARKED, "x_street": "61 Zyxwhisper Lane"})
    assert not is_guess("organization", {"id": "1", **SAYS})
