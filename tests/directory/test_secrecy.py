"""Texts that say that a place is kept secret, and texts that only sound like it."""

import json

import pytest

from resource_app.directory.secrecy import may_say_confidential, says_confidential


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
        "Location cannot be disclosed.",
        "Shelter address is never shared.",
        "Protected address.",
        "Safe house; address protected.",
        "Address provided upon acceptance.",
        "Address known only to residents",
        "Location disclosed only to clients.",
        "We can not reveal where we are.",
        "Confidential loc.",
        "Addr confidential",
        "Addres confidential",
        "Emergency shelter (confidential)",
        "Endereço confidencial.",
        "No damos la dirección por teléfono.",
        "Lugar seguro y secreto.",
        "For safety we don't list our address.",
        "We don’t give our location out over the phone.",
        "Dirección oculta",
        "El domicilio no se da por teléfono",
        "Não divulgamos o endereço.",
        "Local sigiloso.",
        "El lugar es secreto",
        "The shelter's whereabouts are known to staff only.",
        "Address is released only upon intake",
        "Location shared once you enroll",
        "Exact location cannot be given",
        "The location of this program is not public",
        "Our address isn't published",
        "We don't publicise our address",
        "Address suppressed",
        "Not for publication",
        "Address given by phone only",
        "Site is secure and undisclosed",
        "Dirección no disponible al público",
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
        "We will not share your address.",
        "This site does not provide meals.",
        "On-site lunch provided only to members",
        "Services not provided at this location.",
        "No se publica su nombre.",
        "Free. Confidential. Open daily.",
        "Confidential, free counseling",
        "Location: private residence",
        "Site is not available on weekends",
        "Un lugar seguro y confidencial para hablar",
        "Call for locations and times. Information given only by phone.",
        "We do not share client information with other sites.",
        "Sites listed only on our website",
        "Location not known",
        "Location varies",
        "Location: call for the address of a class",
        "Address not available",
        "This location is only open to residents",
        "Confidential testing at sites across the city",
        "No walk-in locations that are advertised for referral",
    ],
)
def test_confidential_services_are_not_confidential_places(text: str) -> None:
    assert not says_confidential(text)


@pytest.mark.parametrize(
    "text",
    [
        "Confidential; we pick you up",
        "CONFIDENTIAL - do not publish",
        "Do not disclose",
        "Shelter staff (confidential)",
        "Hidden for safety",
        "Keep confidential",
    ],
)
def test_what_a_place_says_of_itself_needs_no_word_for_it(text: str) -> None:
    assert says_confidential(text, of_place=True)


@pytest.mark.parametrize(
    "text", ["Private", "Private parking", "Confidential counseling rooms", "Bus 9, not on Sundays"]
)
def test_what_a_place_says_of_itself_is_mostly_something_else(text: str) -> None:
    assert not says_confidential(text, of_place=True)
