"""The migrations make exactly the tables of the models, on every kind of database, and can be taken back."""

from pathlib import Path

from sqlalchemy import inspect

from migrations.check import check
from resource_app.database import make_engine
from tests.stores import ON_POSTGRESQL, drop, make_empty, url_of


def test_they_run_up_down_and_up_and_match_the_models(tmp_path: Path) -> None:
    make_empty(tmp_path)
    engine = make_engine(url_of(tmp_path))
    check(engine)
    indexes = {each["name"] for each in inspect(engine).get_indexes("location")}
    assert ("ix_location_geom" in indexes) == ON_POSTGRESQL
    engine.dispose()
    drop(tmp_path)
