"""Phones of every shape sources write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_app.directory.facts import Phone, phones_of


def only(number: str, **body: object) -> Phone:
    (phone,) = phones_of([{"number": number, **body}])
    return phone


@pytest.mark.parametrize(
    ("number", "call", "extension"),
    [
        ("617 555-0142", "+16175550142", ""),
        ("(617) 555-0142", "+16175550142", ""),
        ("(617) 555- 0142", "+16175550142", ""),
        ("617.555.0142", "+16175550142", ""),
        ("617/555-0142", "+16175550142", ""),
        ("6175550142", "+16175550142", ""),
        ("1-617-555-0142", "+16175550142", ""),
        ("+1 617 555 0142", "+16175550142", ""),
        ("617-555-0142 x26618", "+16175550142", "26618"),
        ("617-555-0142x12", "+16175550142", "12"),
        ("617-555-0142 (Ext. 7)", "+16175550142", "7"),
        ("617-555-0142, extension 5", "+16175550142", "5"),
        ("800 555-HELP", "+18005554357", ""),
        ("1-800-GET-HELPNOW", "+18004384357", ""),
        ("211", "211", ""),
        ("988", "988", ""),
        ("+44 20 7946 0018", "+442079460018", ""),
        ("555-0142", "", ""),
        ("(   ) 999-", "", ""),
        ("xOPT3", "", ""),
        ("12345", "", ""),
        ("All 800 numbers above", "", ""),
    ],
)
def test_a_number_is_dialled_only_when_it_can_be(number: str, call: str, extension: str) -> None:
    phones = phones_of([{"number": number}])
    assert [(phone.call, phone.extension) for phone in phones] == (
        [(call, extension)] if any(map(str.isdigit, number)) else []
    )


def test_two_numbers_in_one_cell_are_two_phones() -> None:
    first, second = phones_of([{"number": "617-555-0101 (o) / 617-555-0102 (c)"}])
    assert (first.number, first.call, first.about) == ("617-555-0101", "+16175550101", "o")
    assert (second.number, second.call, second.about) == ("617-555-0102", "+16175550102", "c")
    assert [phone.call for phone in phones_of([{"number": "555-0163 (o) / 555-0165 (c)"}])] == ["", ""]


def test_the_words_beside_a_number_say_what_it_is_for() -> None:
    assert only("617-555-0142 (Monday-Friday, 9-5)").about == "Monday-Friday, 9-5"
    assert only("617-555-0142", description="(24 hours daily)").about == "24 hours daily"
    assert only("617-555-0142 Intake", description="Office").about == "Intake; Office"


def test_the_kind_is_stated_or_read_from_the_words() -> None:
    assert only("617-555-0142", type="fax").kind == "fax"
    assert only("617-555-0142", type="textphone").kind == "tty"
    assert only("Fax: 617-555-0142").kind == "fax"
    assert only("617-555-0142 (TTY)").kind == "tty"
    assert only("617-555-0142", description="Text line").kind == "sms"
    assert only("617-555-0142", type="voice", description="Fax on request").kind == "voice"
    assert only("617-555-0142").kind == "voice"


def test_the_best_phone_comes_first_and_each_only_once() -> None:
    bodies = [
        {"number": "617-555-0149", "type": "fax"},
        {"number": "555-0100"},
        {"number": "617-555-0142", "extension": 4, "languages": [{"name": "Spanish"}]},
        {"number": "(617) 555-0142", "extension": "4"},
        {},
    ]
    phones = phones_of(bodies)
    assert [phone.number for phone in phones] == ["617-555-0142", "555-0100", "617-555-0149"]
    assert (phones[0].extension, phones[0].languages) == ("4", ("Spanish",))


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_it_and_what_is_dialled_is_digits(text: str) -> None:
    for phone in phones_of([{"number": text, "description": text}]):
        assert phone.number
        assert phone.call.removeprefix("+").isdigit() or phone.call == ""
