"""Street addresses in texts, and numbers that are none."""

import pytest

from resource_app.directory.addresses import holds_street_address


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
