"""Spanish is complete, and what pages say is what the catalogs hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.support import Translations
from flask.testing import FlaskClient

from resource_app.web.language import TRANSLATIONS

ROOT = Path(__file__).parents[2]
SPANISH = TRANSLATIONS / "es/LC_MESSAGES/messages.po"


def catalog(path: Path) -> Catalog:
    with path.open("rb") as lines:
        return read_po(lines)


def ids(messages: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", str(message.id)) for message in messages if message.id}


def test_extraction_changes_nothing(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.pot"
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        "-F",
        "babel.cfg",
        "-k",
        "pgettext:1c,2",
    ]
    subprocess.run(
        [*command, "--no-location", "--sort-output", "--omit-header", "-o", str(fresh), "."], cwd=ROOT, check=True
    )
    extracted = ids(catalog(fresh))
    assert ids(catalog(TRANSLATIONS / "messages.pot")) == extracted
    assert ids(catalog(SPANISH)) == extracted


def test_spanish_has_no_empty_and_no_fuzzy_sentence() -> None:
    spanish = catalog(SPANISH)
    assert [message.id for message in spanish if message.id and message.fuzzy] == []
    assert [message.id for message in spanish if message.id and not all(said(message.string))] == []
    assert list(spanish.obsolete) == []


def said(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def test_spanish_keeps_every_placeholder() -> None:
    wrong = [
        message.id
        for message in catalog(SPANISH)
        if message.id and any(names_in(text) != names_in(said(message.id)[-1]) for text in said(message.string))
    ]
    assert wrong == []


def test_spanish_has_one_word_for_a_listing() -> None:
    """Services are what people look for; a listing is what the directory says of one."""
    wrong = [
        message.id
        for message in catalog(SPANISH)
        if message.id and re.search(r"\blistings?\b", said(message.id)[-1], re.IGNORECASE)
        if not all(re.search(r"\bfichas?\b", text, re.IGNORECASE) for text in said(message.string))
    ]
    assert wrong == []


def names_in(text: str) -> list[str]:
    return sorted(part.partition(")")[0] for part in text.split("%(")[1:])


def test_the_compiled_catalog_is_the_newest() -> None:
    """When it fails: `make setup` compiles the catalogs."""
    compiled = Translations.load(str(TRANSLATIONS), ["es"])
    plain = [
        message for message in catalog(SPANISH) if isinstance(message.id, str) and message.id and not message.context
    ]
    assert [message.id for message in plain if compiled.gettext(message.id) != message.string] == []


def test_the_reader_chooses_and_the_choice_is_kept(client: FlaskClient) -> None:
    assert '<html lang="en"' in client.get("/").get_data(as_text=True)
    assert '<html lang="es"' in client.get("/", headers={"Accept-Language": "fr, es;q=0.8"}).get_data(as_text=True)
    answer = client.get("/about?lang=es")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert "Privacidad" in client.get("/about").get_data(as_text=True)
    assert "Privacy" in client.get("/about?lang=en").get_data(as_text=True)
    assert "Privacy" in client.get("/about?lang=xx").get_data(as_text=True)


def test_the_switch_keeps_the_page(client: FlaskClient) -> None:
    text = client.get("/search?what=food&where=02150&cost=free").get_data(as_text=True)
    assert 'href="/search?what=food&amp;where=02150&amp;cost=free&amp;lang=es"' in text


@pytest.mark.parametrize("path", ["/", "/search?what=food&where=02150", "/services/service-pantry", "/about", "/nope"])
def test_no_english_is_left_on_a_spanish_page(client: FlaskClient, path: str) -> None:
    english = catalog(TRANSLATIONS / "messages.pot")
    spanish = {str(said(m.id)[0]): said(m.string)[0] for m in catalog(SPANISH) if m.id}
    text = client.get(path, headers={"Accept-Language": "es"}).get_data(as_text=True)
    long = [m for m in english if m.id and len(str(said(m.id)[0])) > 25 and not set("%<{") & set(str(said(m.id)[0]))]
    left = [m.id for m in long if f">{said(m.id)[0]}<" in text and spanish[str(said(m.id)[0])] != said(m.id)[0]]
    assert left == []
