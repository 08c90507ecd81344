"""Which language a listing's own words are in."""

import pytest

from resource_app.directory.text_language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A cart of groceries once a week", "en"),
        ("Anyone living in Chelsea, Revere or East Boston", "en"),
        ("Comida gratis para familias los martes", "es"),
        ("Traiga una prueba de su dirección", "es"),
        ("Chelsea 02150", ""),
        ("", ""),
    ],
)
def test_the_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language
