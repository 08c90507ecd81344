"""The same street is found however a text writes it, and no other."""

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resource_app.directory.giveaways import (
    any_holds,
    fields_holding,
    holds_any,
    secrets_of,
    told_by_its_own,
    whereabouts_of,
)
from resource_app.directory.looked_for import LookedAt, Street, Words
from resource_app.directory.private_places import PrivatePlaces

LANE = {"addresses": [{"address_1": "61 Canaryoak Lane"}]}
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
    assert holds_any(text, whereabouts_of(PLACE))


@pytest.mark.parametrize(
    "text",
    [
        "123 Canaryaok Lane",
        "123 Canarioak Ln",
        "123 N. Canaryoaks Lane",
        "One Twenty-Three Canaryoak Lane",
        "one hundred and twenty three Canaryoak",
        "One two three Canaryoak Lane",
        "Ciento veintitrés Canaryoak",
        "one twenty-three canariyoak lane",
    ],
)
def test_a_slip_or_a_number_in_words_is_no_other_street(text: str) -> None:
    place = {"addresses": [{"address_1": "123 Canaryoak Lane", "city": "Chelsea"}]}
    assert any_holds(["Ring twice.", text], whereabouts_of(place))
    assert PrivatePlaces([orjson.dumps(place).decode()]).told_in(text)


@pytest.mark.parametrize(
    "text",
    ["124 Canaryaok Lane", "123 Canaryrock Lane", "One twenty Canaryoak Lane", "123 canaries", "One of 123 lanes"],
)
def test_two_slips_or_another_number_are_another_street(text: str) -> None:
    place = {"addresses": [{"address_1": "123 Canaryoak Lane", "city": "Chelsea"}]}
    assert not any_holds([text], whereabouts_of(place))


@pytest.mark.parametrize(
    "text",
    [
        "61&nbsp;Canaryoak&nbsp;Lane",
        "<b>61</b> Canaryoak <i>Lane</i>",
        "Come to 61 Canaryoak.",
        "61 N. Canaryoak Lane",
        "61-63 Canaryoak Ln",
        "061 Canary-oak Lane",
        "61B Canaryoak",
        "Canaryoak Lane 61",
        "Canaryoak Lane, number 61",
        "61-B Canaryoak Lane",
        "61½ Canaryoak Ln.",
        "61\u200b Canary\u00adoak",
        "https://example.org/?go=61%2520Canaryoak%2520Lane",
        "61, rue Canaryoak",
    ],
)
def test_its_number_and_name_are_enough(text: str) -> None:
    assert holds_any(text, whereabouts_of({"addresses": [{"address_1": "61 Canaryoak Lane"}]}))
    assert any_holds(["Ring twice.", text], whereabouts_of({"addresses": [{"address_1": "61 Canaryoak Lane"}]}))


@pytest.mark.parametrize("text", ["161 Canaryoak", "Canaryoak for 6 of 1", "61 people meet below the canary oak", "61"])
def test_its_number_or_name_alone_is_not(text: str) -> None:
    assert not holds_any(text, whereabouts_of({"addresses": [{"address_1": "61 Canaryoak Lane"}]}))


@pytest.mark.parametrize("text", ["61B Elm St", "61 N. Elm Street", "61-63 Elm Rd", "Elm St. 61"])
def test_a_short_name_needs_its_kind_of_street(text: str) -> None:
    secrets = whereabouts_of({"addresses": [{"address_1": "61 Elm Street"}]})
    assert holds_any(text, secrets)
    assert not holds_any("61 elms", secrets)


@pytest.mark.parametrize(
    "written", ["61 Canaryoak Lane, 2R", "Canaryoak Lane", "Oak House, 61 Canaryoak Ln", "Calle Olmo 9"]
)
def test_its_own_organization_does_not_name_the_street(written: str) -> None:
    secrets = told_by_its_own({"addresses": [{"address_1": written}]})
    assert holds_any("Our house is on Canaryoak Lane, or on Calle Olmo.", secrets)
    assert not holds_any("Our office: 40 Canaryoak Lane", secrets)
    assert not holds_any("Our office: 40B N. Canaryoak Ln.", secrets)


@pytest.mark.parametrize(
    "text",
    [
        "Open since 1999. Canaryoak Lane, behind the mill",
        "Call 617-555-0101: Canaryoak Lane",
        "40 Canaryoak Lane is the office, the house is on Canaryoak Lane too",
        "https://canaryoakln.example.org",
        "Canary Oak Lane",
    ],
)
def test_a_number_that_is_no_house_number_hides_no_street(text: str) -> None:
    secrets = [each for each in told_by_its_own(LANE) if isinstance(each, Street)]
    assert holds_any(text, secrets)
    assert fields_holding({"x_units": 7, "description": text}, secrets) == ["description"]


@pytest.mark.parametrize("text", ["112 Peña Street", "12 Peña", "Street 12", "", "The 12 of Peña on the street"])
def test_another_text_is_none(text: str) -> None:
    assert not holds_any(text, whereabouts_of(PLACE))


@pytest.mark.parametrize("written", ["Confidential", "Call for the address", "PO Box 12", "P.O. Box 9", ""])
def test_words_in_place_of_a_street_are_no_secret(written: str) -> None:
    assert whereabouts_of({"addresses": [{"address_1": written}]}) == ()


HOUSE = {
    "addresses": [{"address_1": "Ask us", "postal_code": "02150-7788"}],
    "phones": [{"number": "617-555-0177"}, {"number": "911"}],
    "latitude": 42.398765,
    "longitude": -71.037654,
}


@pytest.mark.parametrize(
    "text",
    [
        "Chelsea MA 02150 7788",
        "ZIP 021507788",
        "https://maps.example.org/@42.39876,-71.03765,17z",
        "https://maps.example.org/?q=-71.0377%2C42.3988",
        '{"latitude": "42.398", "longitude": "-71.037"}',
    ],
)
def test_zip_plus_four_and_point_tell_where_it_is(text: str) -> None:
    assert holds_any(text, whereabouts_of(HOUSE))


@pytest.mark.parametrize("text", ["02150", "42.398765", "https://maps.example.org/@42.35,-71.06", "Call 911", "7788"])
def test_a_town_or_another_point_tells_nothing(text: str) -> None:
    assert not holds_any(text, secrets_of(HOUSE))


def test_its_own_phone_is_a_secret_where_nobody_is_meant_to_call() -> None:
    assert holds_any("Desk: (617) 555.0177", secrets_of(HOUSE))
    assert not holds_any("Desk: (617) 555.0177", whereabouts_of(HOUSE))


def test_the_fields_that_hold_it_are_named() -> None:
    body = {"id": "1", "description": "At 12 Pena St", "contacts": [{"title": "Ask at 12 Peña Street"}], "url": "x"}
    assert fields_holding(body, whereabouts_of(PLACE)) == ["description", "contacts"]


STREETS = (
    "61-63 N. Canaryoak Lane",
    "7 Blue E Heron St",
    "0061 Canaryoak",
    "Elm Lane 61",
    "12B Peña Way",
    "The Old Mill",
)
WORDS = "6 61 063 61a 7 12b canaryoak elm blue heron e east n st street peña way lane the old mill é _ , 0"
PIECES = st.tuples(st.sampled_from(WORDS.split()), st.sampled_from(("", " ", "-")))


@given(st.sampled_from(STREETS), st.lists(PIECES, max_size=8))
@example("61-63 N. Canaryoak Lane", [("6", " "), ("163", "-"), ("n", ""), ("canaryoak", ""), ("lane", "s")])
def test_an_index_of_private_places_misses_nothing(street: str, pieces: list[tuple[str, str]]) -> None:
    text = "".join(part for piece in pieces for part in piece)
    place = orjson.dumps({"addresses": [{"address_1": street}]}).decode()
    secrets = whereabouts_of(orjson.loads(place))
    stands = {secret for secret in secrets if secret.stands_in(LookedAt(text))}
    assert PrivatePlaces([place]).told_in(text) == stands
    for secret in secrets:
        if isinstance(secret, Words) and (
            secret.words in LookedAt(text).words or secret.letters in LookedAt(text).letters
        ):
            assert secret.may_stand_in(LookedAt(text))


@pytest.mark.parametrize(
    "body",
    [
        {"extent": {"type": "Point", "coordinates": [-71.037654, 42.398765]}},
        {"x_point": {"lng": "-71.037654", "name": "here", "lat": "42.398765"}},
        {"x_point": {"lng": "-71.037654", "name": "version 1.25", "lat": 42.398765}},
        {"description": "42.3988° N, 71.0377° W"},
        {"description": "42°23'55.6\"N 71°02'15.6\"W"},
        {"attributes": [{"taxonomy_term": {"description": "Near 42.3988, -71.0377"}}]},
    ],
)
def test_a_point_is_found_as_numbers_and_in_degrees(body: dict) -> None:
    assert fields_holding(body, whereabouts_of(HOUSE)) == list(body)


def test_a_street_that_is_the_name_of_its_place_is_a_secret() -> None:
    assert holds_any("Come to 61 Canaryoak Lane.", whereabouts_of({"name": "61 Canaryoak Lane"}))
    assert whereabouts_of({"name": "Hall 61"}) == ()


@pytest.mark.parametrize(
    "text", ["On Canaryoak Ln behind the library", "Sixty-one Canaryoak Lane", "corner of Canaryoak and Main"]
)
def test_a_street_is_named_without_its_number(text: str) -> None:
    names = [each for each in told_by_its_own(LANE) if isinstance(each, Street)]
    assert holds_any(text, names)
    assert not holds_any("Canaryoak Neighbors", names)


def test_a_line_end_in_json_parts_words() -> None:
    stored = orjson.dumps({"description": "61\nCanaryoak\nLane"}).decode()
    assert holds_any(stored, whereabouts_of({"addresses": [{"address_1": "61 Canaryoak Lane"}]}))


@pytest.mark.parametrize(
    "text", ["At 42.3988, -71.0377", "42\u00b023'55.7\"N 71\u00b002'15.7\"W", "71.0377 W, 42.3988 N"]
)
def test_the_index_finds_a_point_however_it_is_written(text: str) -> None:
    places = PrivatePlaces([orjson.dumps({"latitude": 42.3988, "longitude": -71.0377}).decode()])
    assert len(places.told_in(text)) == 1
