"""Texts that give away where a place is, and texts that only sound like it."""

import json

import pytest

from resource_app.directory.addresses import holds_street_address, may_say_confidential, says_confidential


@pytest.mark.parametrize(
    "text",
    [
        "Come to 12 Elm Street.",
        "12 Elm St., Apt 4",
        "We meet at 1500 N. Harbor View Blvd on Mondays",
        "55-57 ELM AVE",
        "221B Baker Lane",
        "400 1st Avenue",
        "12 elm street, side door",
        "7 old mill road",
        "1401 Broadway",
        "88 Route 9",
        "Estamos en Calle Olmo 12",
        "Avenida de la Paz, 340",
        "At the corner of Elm and Main",
        "En la esquina de Olmo y Mayor",
    ],
)
def test_a_house_number_with_a_street_is_an_address(text: str) -> None:
    assert holds_street_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Open 24 hours. Ages 18 and over.",
        "3 blocks from Main Street",
        "2 miles south on the old road",
        "P.O. Box 12, Chelsea",
        "Call 617-555-0142 any day.",
        "A 12 week program in Court Ordered counseling",
        "Serves 400 people on Elm Street",
        "$25 per class",
        "2 years in a row",
        "Suffolk County, MA 02150",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not holds_street_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "Emergency shelter at a confidential location.",
        "The location of the shelter is confidential",
        "Our address is kept strictly confidential.",
        "The address is not published for safety reasons.",
        "Undisclosed address",
        "(Undisclosed)",
        "DO NOT PUBLISH",
        "A confidential domestic violence shelter",
        "Secure, confidential housing for survivors",
        "Located in a confidential facility.",
        "For safety, the address is not provided.",
        "The address of the shelter is never disclosed.",
        "We do not publicize our location.",
        "Refugio confidencial para mujeres",
        "Refugio en lugar confidencial.",
        "Secret location",
        "Address: confidential",
        "CONFIDENTIAL",
        "We do not disclose our location.",
        "The location is private. Call first.",
        "A confidential safe house for women",
        "Ubicación confidencial",
        "La dirección del refugio es confidencial.",
        "No se publica la dirección.",
        "Nuestra ubicación se mantiene secreta",
        "Location withheld for client safety",
        "We keep our location private.",
        "Address not listed for safety",
        "Address: N/A (confidential)",
        "Por seguridad, la dirección no se comparte",
        "The location is only shared after screening",
        "Our address is given once you have spoken with us",
        "At a safe, secret place",
        "The address is protected",
        "Address withheld at request of agency",
        "Address available upon intake only.",
        "La dirección está protegida.",
        "Housed at a non-disclosed location",
        "Unlisted address for safety",
        "Secure, undisclosed facility",
        "El refugio está en un lugar secreto",
        "Albergue en sitio confidencial",
    ],
)
def test_a_text_says_that_the_place_is_confidential(text: str) -> None:
    assert says_confidential(text)
    # The quick look at a whole object, as it is stored or as Python shows it, must miss none.
    assert may_say_confidential(json.dumps({"id": "1", "description": text}))
    assert may_say_confidential(repr({"id": "1", "description": text}))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Free and confidential counseling",
        "All services are confidential.",
        "Confidential HIV testing at our Elm Street location",
        "A safe, confidential place to talk",
        "Your address is kept confidential.",
        "Names and addresses are kept confidential.",
        "Your email address will not be shared",
        "Help with the address confidentiality program",
        "Consejería confidencial en todas nuestras oficinas",
        "Locations vary. Calls are confidential.",
        "The site is protected by a fence.",
        "Locations shared with the library",
        "Our address is 12 Elm Street, given to us by the town",
        "Location: private rooms and quiet corners",
        "Call for our location, it is given below",
        "A private location for your wedding",
    ],
)
def test_confidential_services_are_not_confidential_places(text: str) -> None:
    assert not says_confidential(text)
