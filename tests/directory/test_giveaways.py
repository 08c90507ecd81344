"""The same street is found however a text writes it, and no other."""

import pytest

from resource_app.directory.giveaways import fields_holding, holds_any, streets_of

PLACE = {"addresses": [{"address_1": "12 Peña Street, Apt 3", "city": "Chelsea"}]}


@pytest.mark.parametrize(
    "text",
    [
        "Ring at 12 PEÑA street twice.",
        "12 Pena St.",
        "https://maps.example.org/?q=12+Pe%C3%B1a+Street",
        "https://example.org/12-pena-street",
        '{"address_1": "12 PE\\u00d1A Street"}',
    ],
)
def test_a_secret_street_is_found(text: str) -> None:
    assert holds_any(text, streets_of(PLACE))


@pytest.mark.parametrize("text", ["112 Peña Street", "12 Peña", "Street 12", "", "The 12 of Peña on the street"])
def test_another_text_is_none(text: str) -> None:
    assert not holds_any(text, streets_of(PLACE))


@pytest.mark.parametrize("written", ["Confidential", "Call for the address", "PO Box 12", "P.O. Box 9", ""])
def test_words_in_place_of_a_street_are_no_secret(written: str) -> None:
    assert streets_of({"addresses": [{"address_1": written}]}) == ()


def test_the_fields_that_hold_it_are_named() -> None:
    body = {"id": "1", "description": "At 12 Pena St", "contacts": [{"title": "Ask at 12 Peña Street"}], "url": "x"}
    assert fields_holding(body, streets_of(PLACE)) == ["description", "contacts"]
