"""`resourceloop categories coverage` on a database."""

from datetime import datetime

from click.testing import CliRunner
from sqlalchemy.orm import Session

from resource_app.cli.categories import categories
from resource_app.connections import Connections
from resource_app.directory.models import Service
from resource_app.settings import Settings


def add(session: Session, now: datetime, name: str, *terms: str) -> None:
    attributes = [{"taxonomy_term": {"name": term, "taxonomy": "Ours"}} for term in terms]
    body = {"id": name, "name": name, "status": "active", "attributes": attributes}
    session.add(Service(id=name, hsds=body, source="test", updated_at=now, name=name, status="active"))


def test_the_share_and_the_commonest_unmapped_terms_are_printed(
    connections: Connections, settings: Settings, now: datetime
) -> None:
    with connections.transaction() as session:
        add(session, now, "Lantern Pantry", "Food Pantry", "Zymurgy")
        add(session, now, "Zymurgists", "Zymurgy", *(f"Rare term {number:02}" for number in range(30)))
    result = CliRunner().invoke(categories, ["coverage"], obj=settings)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "1 of 2 services have a category (50.0%)."
    assert lines[1].startswith("31 terms lead to no category")
    assert lines[2].split() == ["2", "Zymurgy"]
    assert len(lines) == 22


def test_an_empty_directory_has_nothing_to_map(settings: Settings) -> None:
    result = CliRunner().invoke(categories, ["coverage"], obj=settings)
    assert result.output.splitlines() == ["0 of 0 services have a category (100.0%).", "Every term is known."]
