"""The migrations make exactly the tables of the models, on every kind of database, and can be taken back."""

from pathlib import Path

from alembic import command
from sqlalchemy import inspect, select

from migrations.check import check
from resource_app.connections import Connections
from resource_app.database import alembic_config, make_engine
from resource_app.directory.models import Problem
from resource_app.directory.problems import Report, report
from resource_app.tasks.models import Task
from tests.conftest import NOW
from tests.factories import LISTING, load
from tests.stores import ON_POSTGRESQL, drop, make_empty, url_of


def test_they_run_up_down_and_up_and_match_the_models(tmp_path: Path) -> None:
    make_empty(tmp_path)
    engine = make_engine(url_of(tmp_path))
    check(engine)
    indexes = {each["name"] for each in inspect(engine).get_indexes("location")}
    assert ("ix_location_geom" in indexes) == ON_POSTGRESQL
    engine.dispose()
    drop(tmp_path)


def test_what_was_reported_of_a_listing_becomes_one_task_and_comes_apart_again(connections: Connections) -> None:
    with connections.transaction() as session:
        load(session, NOW)
        for _ in range(3):
            report(
                session, Report(listing_id=LISTING, kind="phone", text="", email="", language="en", on=NOW.date()), NOW
            )

    def waiting() -> list[str]:
        with connections.reading() as session:
            return sorted(session.scalars(select(Task.subject).where(Task.closed_at.is_(None))))

    command.downgrade(alembic_config(connections.engine), "0034")
    with connections.reading() as session:
        assert waiting() == sorted(f"problem:{each}" for each in session.scalars(select(Problem.id)))
    command.upgrade(alembic_config(connections.engine), "head")
    assert waiting() == [f"listing:{LISTING}"]
