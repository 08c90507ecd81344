"""The whole country, from the packages of the build: what `resourceloop geo load` promises, and real names of areas."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from resource_app.cli import group
from resource_app.database import make_engine, read_only
from resource_app.directory import coverage
from resource_app.directory.asking import ask
from resource_app.directory.gazetteer import Gazetteer, gazetteer_of
from resource_app.directory.gazetteer.home import Home
from resource_app.directory.models import County, Town, ZipCode
from tests.stores import environment_of, make_empty, url_of

pytestmark = pytest.mark.acceptance
NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose gazetteer `resourceloop geo load` filled."""
    folder = tmp_path_factory.mktemp("country")
    make_empty(folder)
    run(folder, "db", "upgrade")
    said = run(folder, "geo", "load", "--if-empty")
    assert "counties" in said
    return folder


def run(folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(group, list(arguments), env=environment_of(folder))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def session(country: Path) -> Iterator[Session]:
    engine = make_engine(url_of(country))
    with Session(read_only(engine)) as opened:
        yield opened
    engine.dispose()


@pytest.fixture(scope="module")
def gazetteer(session: Session) -> Gazetteer:
    return gazetteer_of(session)


def test_every_zip_has_a_county_of_its_state_and_a_zone(session: Session, gazetteer: Gazetteer) -> None:
    rows = session.query(ZipCode).all()
    assert len(rows) > 40_000
    assert [row.zip for row in rows if gazetteer.counties[row.county_fips].state != row.state] == []
    assert [row.zip for row in rows if "/" not in row.zone] == []
    assert session.query(County).count() > 3_200
    assert session.query(Town).count() > 35_000


def test_a_second_load_if_empty_does_nothing(country: Path) -> None:
    assert run(country, "geo", "load", "--if-empty") == ""


@pytest.mark.parametrize(
    ("code", "lat", "lon", "county", "zone"),
    [
        ("02118", 42.336, -71.073, "Suffolk County", "America/New_York"),
        ("94063", 37.481, -122.209, "San Mateo County", "America/Los_Angeles"),
        ("06106", 41.750, -72.695, "Capitol Planning Region", "America/New_York"),
        ("00901", 18.466, -66.106, "San Juan Municipio", "America/Puerto_Rico"),
        ("21218", 39.328, -76.601, "Baltimore city", "America/New_York"),
        ("70112", 29.957, -90.077, "Orleans Parish", "America/Chicago"),
    ],
)
def test_known_zips_lie_where_they_should(
    gazetteer: Gazetteer, code: str, lat: float, lon: float, county: str, zone: str
) -> None:
    row = gazetteer.zip_row(code)
    assert row is not None
    assert (row.lat, row.lon) == (pytest.approx(lat, abs=0.03), pytest.approx(lon, abs=0.03))
    assert (gazetteer.counties[row.county_fips].name, row.zone) == (county, zone)


@pytest.mark.parametrize(
    ("typed", "near", "label"),
    [
        ("New York", "", "New York, NY"),
        ("NY", "", "New York"),
        ("NYC", "", "New York, NY"),
        ("Washington", "", "Washington"),
        ("Washington", "DC", "Washington, DC"),
        ("springfield", "MO", "Springfield, MO"),
        ("chelsea", "", "Chelsea, MA"),
        ("Suffolk", "MA", "Suffolk County, MA"),
        ("Suffolk County", "", "Suffolk County, NY"),
        ("Baltimore city", "", "Baltimore, MD"),
        ("Baltimore County", "", "Baltimore County, MD"),
        ("St. Louis, MO", "", "Saint Louis, MO"),
        ("Marin", "", "Marin County, CA"),
        ("Queens", "", "Queens County, NY"),
        ("Hartford County", "", "Hartford County, CT"),
        ("Carson City NV", "", "Carson City, NV"),
        ("Condado de Hampden", "", "Hampden County, MA"),
    ],
)
def test_famous_names_mean_what_people_mean(gazetteer: Gazetteer, typed: str, near: str, label: str) -> None:
    place = gazetteer.place(typed, Home((near,)))
    assert place is not None
    assert place.label == label


@pytest.mark.parametrize(
    "question",
    [
        "help with light bill",
        "free food for my kids",
        "who can help me fill out tax forms",
        "reading help for adults",
        "senior rides to doctor",
        "mobile dental van",
        "grief support after losing my mother",
        "cheap internet at home",
        "shelter for women and children",
        "english classes",
        "legal help for immigrants from mexico",
        "ayuda para pagar la renta",
        "ropa de invierno para bebé",
        "hope house",
        "meals on wheels for disabled people",
    ],
)
@pytest.mark.parametrize("home", ["", "MA", "California", "RI"])
def test_ordinary_questions_name_no_place(session: Session, question: str, home: str) -> None:
    asked = ask(session, text=question, home_area=home, now=NOW)
    assert (asked.query.place, asked.query.text) == (None, question)


@pytest.mark.real_data
def test_nearly_all_real_area_names_are_read(gazetteer: Gazetteer, real_data: Path) -> None:
    """95 of 100 names; the rest are parts of counties, other countries and mistakes, and stay unknown."""
    names: list[str] = []
    with gzip.open(real_data / "data" / "smc-cip" / "services.hsds-3.1.ndjson.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            names += [area["name"] for area in json.loads(line).get("service_areas", [])]
    read = {name: coverage.of_name(name, gazetteer, "CA") for name in set(names)}
    assert len(names) == 7_191
    assert sum(bool(read[name].areas) for name in names) / len(names) > 0.95
    parts = [name for name in read if read[name].unread and read[name].unread[0].why == "part"]
    assert {"northern California", "Unincorporated San Mateo County", "western United States"} <= set(parts)
    assert not any(read[name].areas for name in ("Canada", "Japan", "British Columbia", "Chinese (Mandarin)"))
