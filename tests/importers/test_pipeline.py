import gzip
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select

from importers.models import ImportRow, ImportRun
from importers.operations import MISSING
from importers.pipeline import CHUNK, Job, run_import
from importers.preparing import CANDIDATE, CONFIDENTIAL, HELD
from importers.sources import san_mateo
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.exporting import export_objects
from resource_app.directory.models import Listing, Location, Organization, Program, Proposal, Service
from resource_app.directory.operations import mark_confidential
from resource_app.errors import BadInput
from resource_app.tasks.models import Task
from search import stored
from search.query import Query
from tests.importers.invented import NOW, bring, codes, key, ndjson, outcomes, place, service


def tables(connections: Connections) -> dict[str, list[tuple]]:
    """What the directory, the tasks and the documents hold."""
    names = ("organization", "program", "service", "location", "listing", "proposal", "task", "search_document")
    with connections.reading() as session:
        connection = session.connection()
        return {name: list(connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2")) for name in names}  # noqa: S608


def tasks(connections: Connections, kind: str) -> list[str]:
    with connections.reading() as session:
        return sorted(session.scalars(select(Task.subject).where(Task.kind == kind)))


def get(connections: Connections, model: type, name: str) -> object:
    with connections.reading() as session:
        found = session.get_one(model, name)
        session.expunge(found)
        return found


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return ndjson(tmp_path / "two.ndjson", [service(1), service(2)])


def test_new_rows_are_accepted_and_the_same_file_changes_nothing(connections: Connections, two: Path) -> None:
    summary, rows = bring(connections, two)
    assert outcomes(rows) == ["accepted", "accepted"]
    assert [(row.line, row.kind, row.object_id) for row in rows] == [
        (1, "service", key("service", 1)),
        (2, "service", key("service", 2)),
    ]
    assert summary.as_json()["rows"] == 2
    before = tables(connections)
    _, again = bring(connections, two)
    assert outcomes(again) == ["unchanged", "unchanged"]
    assert tables(connections) == before


def test_a_changed_row_says_which_field(connections: Connections, two: Path, tmp_path: Path) -> None:
    bring(connections, two)
    _, rows = bring(connections, ndjson(tmp_path / "newer.ndjson", [service(1), service(2, description="More.")]))
    assert outcomes(rows) == ["unchanged", "changed"]
    assert (rows[1].field, rows[1].reason) == ("service.description", "Changed: service.description.")


def test_a_dry_run_says_the_same_and_changes_nothing(connections: Connections, two: Path) -> None:
    before = tables(connections)
    _, rows = bring(connections, two, dry_run=True)
    assert outcomes(rows) == ["accepted", "accepted"]
    assert tables(connections) == before
    with connections.reading() as session:
        assert session.scalar(select(func.count()).select_from(ImportRun)) == 0


def test_a_dry_run_knows_what_earlier_rows_would_have_brought(connections: Connections, tmp_path: Path) -> None:
    first = [service(number) for number in range(1, CHUNK + 1)]
    leaning = {"id": key("later"), "service_id": key("service", 1), "location": place(CHUNK + 1)}
    file = ndjson(tmp_path / "rows.ndjson", [*first, leaning])
    _, rehearsed = bring(connections, file, dry_run=True)
    _, rows = bring(connections, file)
    assert outcomes(rehearsed) == outcomes(rows) == ["accepted"] * (CHUNK + 1)


def test_a_killed_run_does_not_go_on_over_a_newer_file(connections: Connections, tmp_path: Path) -> None:
    old = ndjson(tmp_path / "old.ndjson", [service(number, description="Old.") for number in range(1, CHUNK + 2)])

    def kill(done: int, _total: int) -> None:
        if done == CHUNK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(connections, Job(old, "lantern"), NOW, kill)
    later = NOW + timedelta(hours=1)
    newer = ndjson(tmp_path / "newer.ndjson", [service(number, description="New.") for number in range(1, CHUNK + 2)])
    run_import(connections, Job(newer, "lantern"), later, lambda _done, _total: None)
    summary, rows = bring(connections, old)
    assert summary.resumed_at == 0
    assert outcomes(rows) == ["changed"] * (CHUNK + 1)
    with connections.reading() as session:
        assert {body["description"] for body in session.scalars(select(Service.hsds))} == {"Old."}


def test_every_run_and_row_is_kept(connections: Connections, tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson"
    file.write_text(json.dumps(service(1)) + "\nnot json\n" + json.dumps(service(1)) + "\n")
    _, rows = bring(connections, file)
    assert outcomes(rows) == ["accepted", "rejected", "rejected"]
    with connections.reading() as session:
        [run] = session.scalars(select(ImportRun))
        assert (run.state, run.rows_total, run.rows_done, run.source) == ("done", 3, 3, "lantern")
        assert (run.counts["accepted"], run.counts["rejected"], run.counts["rows"]) == (1, 2, 3)
        kept = session.execute(
            select(ImportRow.line, ImportRow.outcome, ImportRow.original).order_by(ImportRow.number)
        ).all()
    assert [tuple(row) for row in kept] == [
        (1, "accepted", None),
        (2, "rejected", "not json"),
        (3, "rejected", rows[2].original),
    ]
    assert codes(rows) == {"unreadable", "duplicate_id"}


def test_rows_that_contradict_each_other_settle_on_the_first(connections: Connections, tmp_path: Path) -> None:
    owner = {"id": key("owner"), "name": "Lantern", "description": "One."}
    rows = [
        service(1, organization=owner),
        service(2, organization={**owner, "description": "Two.", "email": "x@example.org"}),
    ]
    file = ndjson(tmp_path / "rows.ndjson", [*rows, {**owner, "description": "Three.", "tax_id": "1"}])
    bring(connections, file)
    found = get(connections, Organization, key("owner"))
    assert found.hsds == {**owner, "email": "x@example.org", "tax_id": "1"}
    before = tables(connections)
    _, again = bring(connections, file)
    assert set(outcomes(again)) == {"unchanged"}
    assert tables(connections) == before


def test_an_organization_further_down_is_linked(connections: Connections, tmp_path: Path) -> None:
    flat = service(1, organization_id=key("owner"))
    del flat["organization"]
    later = {"id": key("owner"), "name": "Lantern", "description": "Neighbors.", "legal_status": "x"}
    bring(connections, ndjson(tmp_path / "rows.ndjson", [flat, later]))
    assert get(connections, Service, key("service", 1)).organization_id == key("owner")


def test_a_listing_missing_from_a_newer_file_is_a_task(connections: Connections, two: Path, tmp_path: Path) -> None:
    bring(connections, two)
    newer = ndjson(tmp_path / "newer.ndjson", [service(1)])
    summary, _ = bring(connections, newer)
    assert summary.counts.tasks == {MISSING: 1}
    assert tasks(connections, MISSING) == [f"listing:{key('listing', 2)}"]
    assert get(connections, Listing, key("listing", 2)).held is None
    assert bring(connections, newer)[0].counts.tasks == {}
    assert "newer one" in bring(connections, two)[0].notes[0]
    with connections.reading() as session:
        [task] = session.scalars(select(Task).where(Task.kind == MISSING))
        assert task.outcome == "came back"  # the older file has it


def test_a_listing_that_comes_back_may_be_missing_again(connections: Connections, tmp_path: Path) -> None:
    files = [[service(1), service(2)], [service(1)], [service(1, alert="a"), service(2)], [service(1, alert="b")]]
    states = []
    for day, rows in enumerate(files):
        file = ndjson(tmp_path / f"{day}.ndjson", rows)
        run_import(connections, Job(file, "lantern"), NOW + timedelta(days=day), lambda _done, _total: None)
        with connections.reading() as session:
            states.append(session.scalars(select(Task.outcome).where(Task.kind == MISSING).order_by(Task.id)).all())
    assert states == [[], [None], ["came back"], ["came back", None]]


def test_a_rejected_row_is_not_missing(connections: Connections, two: Path, tmp_path: Path) -> None:
    bring(connections, two)
    summary, rows = bring(connections, ndjson(tmp_path / "newer.ndjson", [service(1), service(2, name="")]))
    assert outcomes(rows) == ["unchanged", "rejected"]
    assert summary.counts.tasks == {}


def test_what_a_run_beside_it_saw_last_is_not_missing(connections: Connections, tmp_path: Path) -> None:
    shared, own = service(1), service(2)
    bring(connections, ndjson(tmp_path / "first.ndjson", [shared, own]))
    other = ndjson(tmp_path / "other.ndjson", [shared, service(3)])
    newer = ndjson(tmp_path / "newer.ndjson", [shared, own, service(4)])

    def meanwhile(done: int, _total: int) -> None:
        if done:
            run_import(connections, Job(other, "other"), NOW + timedelta(minutes=1), lambda _done, _total: None)

    summary = run_import(connections, Job(newer, "lantern"), NOW + timedelta(seconds=1), meanwhile)
    assert summary.counts.tasks == {}


def test_a_part_of_a_large_directory_opens_no_tasks(connections: Connections, tmp_path: Path) -> None:
    bring(connections, ndjson(tmp_path / "all.ndjson", [service(n) for n in range(120)]))
    summary, _ = bring(connections, ndjson(tmp_path / "part.ndjson", [service(1)]))
    assert summary.counts.tasks == {}
    assert "taken as a part" in summary.notes[0]


def test_another_source_with_the_same_ids_is_the_same_record(connections: Connections, two: Path) -> None:
    bring(connections, two)
    _, rows = bring(connections, two, "other")
    assert outcomes(rows) == ["unchanged", "unchanged"]
    assert tasks(connections, CANDIDATE) == []


def test_what_looks_like_another_sources_listing_is_a_candidate(
    connections: Connections, two: Path, tmp_path: Path
) -> None:
    bring(connections, two)
    alike = service(1, id="77", organization={"id": "7", "name": "Lantern Neighbors 1", "description": "x"})
    alike["service_at_locations"] = [{"id": "8", "location": place(1, id="9")}]
    file = ndjson(tmp_path / "other.ndjson", [alike, service(90, name="River Clinic", phones=[])])
    summary, rows = bring(connections, file, "other")
    assert outcomes(rows) == ["candidate", "accepted"]
    assert rows[0].reason == f"Looks like listing {key('listing', 1)}."
    assert json.loads(rows[0].original)["id"] == "77"
    assert summary.counts.tasks == {CANDIDATE: 1}
    with connections.reading() as session:
        [listing] = session.scalars(select(Listing).where(Listing.held == "candidate"))
        assert listing.candidate_of == key("listing", 1)
    before = tables(connections)
    _, again = bring(connections, file, "other")
    assert outcomes(again) == ["unchanged", "unchanged"]
    assert tables(connections) == before


def test_the_same_source_in_another_format_has_candidates_too(connections: Connections, tmp_path: Path) -> None:
    raw = {
        "name": "Lantern Pantry 1",
        "agency": "Lantern Neighbors 1",
        "street_address": "1 Lantern Street",
        "city": "Chelsea",
        "zipcode": "02150",
        "how_to_apply": "x",
        "service_wait": "x",
        "ask_for": "x",
    }
    bring(connections, ndjson(tmp_path / "nested.ndjson", [service(1)]))
    file = ndjson(tmp_path / "raw.ndjson", [raw])
    assert san_mateo.recognizes(file, file.read_bytes())
    _, rows = bring(connections, file)
    assert outcomes(rows) == ["candidate"]


def test_a_confirmed_field_is_proposed(connections: Connections, two: Path, tmp_path: Path) -> None:
    bring(connections, two)
    said = Said(("service.description",), date(2026, 10, 1), "organization", "phone")
    with connections.transaction() as session:
        confirm(session, key("listing", 1), said, NOW, command("test"))
    newer = ndjson(tmp_path / "newer.ndjson", [service(1, description="Closed."), service(2)])
    summary, rows = bring(connections, newer)
    assert outcomes(rows) == ["unchanged", "unchanged"]
    assert summary.counts.proposals == 1
    assert "proposed" in rows[0].reason
    assert rows[0].original
    with connections.reading() as session:
        assert [each.proposed for each in session.scalars(select(Proposal))] == ["Closed."]
    before = tables(connections)
    bring(connections, newer)
    assert tables(connections) == before


def stored_text(connections: Connections) -> str:
    """Everything the tables of imports, tasks, proposals, documents and the index hold."""
    with connections.reading() as session:
        connection = session.connection()
        kept = [
            name
            for name in inspect(connection).get_table_names()
            if name.startswith(("import_", "search_", "task", "proposal"))
        ]
        return "".join(repr(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()) for name in kept)  # noqa: S608


def test_a_private_address_is_in_no_row_report_or_document(connections: Connections, tmp_path: Path) -> None:
    secret = place(1, x_address_visibility="private", name="Marigold house", latitude="0", longitude="0")
    secret["addresses"][0]["address_1"] = "77 Marigold Way"
    rows = [service(1, at=secret), service(2), service(1, at=secret), service(3, name="", at=secret)]
    file = ndjson(tmp_path / "rows.ndjson", rows)
    with file.open("a") as out:
        out.write('{"name": "x", "x_address_visibility": "private", "street": "77 Marigold Way"\n')
    _, ended = bring(connections, file)
    assert outcomes(ended) == ["accepted", "accepted", "rejected", "rejected", "rejected"]
    assert get(connections, Location, key("place", 1)).address_visibility == "private"
    assert "Marigold" not in json.dumps([row.as_json() for row in ended])
    assert "marigold" not in stored_text(connections).lower()


def test_a_candidate_for_a_private_place_is_private_too(connections: Connections, two: Path, tmp_path: Path) -> None:
    bring(connections, two)
    with connections.transaction() as session:
        mark_confidential(session, key("place", 1), NOW, command("test"))
    alike = service(1, id="77", organization={"id": "7", "name": "Lantern Neighbors 1", "description": "x"})
    alike["service_at_locations"] = [{"id": "8", "location": place(1, id="9")}]
    _, rows = bring(connections, ndjson(tmp_path / "other.ndjson", [alike]), "other")
    assert outcomes(rows) == ["candidate"]
    assert rows[0].original == ""
    with connections.reading() as session:
        assert set(session.scalars(select(Location.address_visibility).where(Location.source == "other"))) == {
            "private"
        }
    assert "1 Lantern Street" not in stored_text(connections)


def test_rows_that_are_not_taken_show_no_private_street(connections: Connections, two: Path, tmp_path: Path) -> None:
    bring(connections, two)
    with connections.transaction() as session:
        mark_confidential(session, key("place", 1), NOW, command("test"))
    rows = [service(1), service(1, description="Again."), service(1, id=key("other"), name=""), service(2)]
    file = ndjson(tmp_path / "rows.ndjson", rows)
    with file.open("a") as out:
        out.write(
            '{"name": "Broken", "address_1": "1 LANTERN street"\n{"name": "Broken", "address_1": "8 Elm Street"\n'
        )
    _, ended = bring(connections, file)
    assert outcomes(ended) == ["unchanged", "rejected", "rejected", "unchanged", "rejected", "rejected"]
    assert [bool(row.original) for row in ended] == [False, False, False, False, False, True]
    assert "1 lantern street" not in stored_text(connections).lower()


def test_words_of_a_confidential_place_hide_it_and_open_a_task(connections: Connections, tmp_path: Path) -> None:
    rows = [
        service(1, description="Shelter at a confidential location."),
        service(2, description="Confidential location at 12 Elm Street."),
    ]
    file = ndjson(tmp_path / "rows.ndjson", rows)
    summary, ended = bring(connections, file)
    assert outcomes(ended) == ["accepted", "accepted"]
    assert summary.counts.tasks == {CONFIDENTIAL: 2, HELD: 1}
    assert tasks(connections, HELD) == [f"listing:{key('listing', 2)}"]
    assert get(connections, Listing, key("listing", 1)).held is None
    assert get(connections, Listing, key("listing", 2)).held == "address in text"
    assert bring(connections, file)[0].counts.tasks == {}


def test_marks_of_the_source_reach_the_listing(connections: Connections, tmp_path: Path) -> None:
    rows = [service(1, exclude_from_website="yes"), service(2, status="Active, but do not refer")]
    bring(connections, ndjson(tmp_path / "rows.ndjson", rows))
    assert get(connections, Listing, key("listing", 1)).staff_only
    assert get(connections, Listing, key("listing", 2)).do_not_refer
    assert not get(connections, Listing, key("listing", 2)).staff_only
    with connections.reading() as session:
        found = stored.load(session.connection(), [key("listing", 2)])[key("listing", 2)]
        assert found.hidden == "do not refer"
        assert connections.search.search(session.connection(), Query(text="lantern pantry", now=NOW)).total == 0
        assert list(export_objects(session, "service", Counter(), NOW.date())) == []


_HIDDEN = {"id": key("organization", 1), "name": "Lantern Neighbors", "description": "Neighbors.", "staff_only": "yes"}
_SPLIT = {**service(1, organization_id=key("organization", 1)), "name": "Lantern Nights"}
_SPLIT.pop("organization")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("files", [1, 2])
def test_marks_of_an_organization_in_another_row_reach_the_listing(
    connections: Connections, tmp_path: Path, order: tuple[int, ...], files: int
) -> None:
    rows = [(_HIDDEN, _SPLIT)[at] for at in order]
    for number, part in enumerate([rows] if files == 1 else [[row] for row in rows]):
        bring(connections, ndjson(tmp_path / f"{number}.ndjson", part))
    assert get(connections, Listing, key("listing", 1)).staff_only
    _, again = bring(connections, ndjson(tmp_path / "again.ndjson", rows))
    assert outcomes(again) == ["unchanged"] * 2


def test_a_mark_on_a_service_row_reaches_listings_that_came_before(connections: Connections, tmp_path: Path) -> None:
    bring(connections, ndjson(tmp_path / "first.ndjson", [service(1)]))
    alone = {"id": key("service", 1), "name": "Lantern Pantry 1", "status": "active", "do_not_refer": True}
    bring(connections, ndjson(tmp_path / "marked.ndjson", [alone]))
    assert get(connections, Listing, key("listing", 1)).do_not_refer


def test_a_point_that_cannot_be_right_gives_no_column(connections: Connections, tmp_path: Path) -> None:
    _, rows = bring(
        connections, ndjson(tmp_path / "rows.ndjson", [service(1, at=place(1, latitude=-71.03, longitude=42.39))])
    )
    found = get(connections, Location, key("place", 1))
    assert (found.lat, found.lon, found.geom) == (None, None, None)
    assert (found.hsds["latitude"], found.hsds["longitude"]) == (-71.03, 42.39)
    assert codes(rows) == {"point_swapped"}


def test_confirmed_fields_keep_their_columns(connections: Connections, two: Path, tmp_path: Path) -> None:
    bring(connections, two)
    fields = ("location.latitude", "location.longitude", "service.status")
    with connections.transaction() as session:
        confirm(session, key("listing", 1), Said(fields, date(2026, 10, 1), "organization", "link"), NOW, command("t"))
    moved = service(1, status="closed", at=place(1, latitude=42.5, longitude=-71.2))
    summary, _ = bring(connections, ndjson(tmp_path / "newer.ndjson", [moved, service(2)]))
    assert summary.counts.proposals == 3
    found = get(connections, Location, key("place", 1))
    assert (found.lat, found.lon) == (42.39, -71.03)
    assert get(connections, Service, key("service", 1)).status == "active"


def test_a_mention_undoes_nothing(connections: Connections, tmp_path: Path) -> None:
    program = {"id": key("program", 1), "name": "Lantern Kitchen", "description": "Meals."}
    swapped = place(1, latitude=-71.03, longitude=42.39)
    full = service(1, status="closed permanently", at=swapped, program=program)
    bring(connections, ndjson(tmp_path / "full.ndjson", [full]))
    mention = {
        "id": key("listing", 1),
        "service": {"id": key("service", 1), "name": "Lantern Pantry 1"},
        "location": {"id": key("place", 1), "name": "Hall 1", "location_type": "physical"},
        "description": "Ring twice.",
    }
    for source in ("other", "lantern"):
        bring(connections, ndjson(tmp_path / f"{source}.ndjson", [mention]), source)
        found = get(connections, Service, key("service", 1))
        assert (found.organization_id, found.program_id) == (key("organization", 1), key("program", 1))
        assert found.status == "inactive"
        assert get(connections, Location, key("place", 1)).lat is None


def test_a_place_and_a_program_further_down_are_linked(
    connections: Connections, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importers.pipeline.CHUNK", 1)
    listing = {"id": key("listing", 1), "location_id": key("place", 1)}
    program = {"id": key("program", 1), "name": "Kitchen", "organization_id": key("owner"), "description": "Meals."}
    rows = [
        service(1, service_at_locations=[listing], program_id=program["id"]),
        place(1),
        {"program": program},
        {"id": key("owner"), "name": "Lantern", "description": "Neighbors.", "legal_status": "x"},
    ]
    file = ndjson(tmp_path / "rows.ndjson", rows)
    summary, _ = bring(connections, file)
    assert get(connections, Listing, key("listing", 1)).location_id == key("place", 1)
    assert get(connections, Service, key("service", 1)).program_id == program["id"]
    assert get(connections, Program, program["id"]).organization_id == key("owner")
    assert "linked" in summary.notes[0]
    before = tables(connections)
    _, again = bring(connections, file)
    assert set(outcomes(again)) == {"unchanged"}
    assert tables(connections) == before


def test_linking_late_undoes_nothing(connections: Connections, tmp_path: Path) -> None:
    closed = service(1, status="closed permanently")
    owner = closed.pop("organization")
    rows = [{**closed, "organization_id": owner["id"]}, {**owner, "year_incorporated": 1999}]
    bring(connections, ndjson(tmp_path / "rows.ndjson", rows))
    found = get(connections, Service, key("service", 1))
    assert (found.status, found.organization_id) == ("inactive", owner["id"])


def test_a_killed_run_goes_on(connections: Connections, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.pipeline.CHUNK", 3)
    file = ndjson(tmp_path / "rows.ndjson", [service(n) for n in range(10)])

    class Killed(Exception):
        pass

    def die(done: int, _total: int) -> None:
        if done == 6:
            raise Killed

    with pytest.raises(Killed):
        run_import(connections, Job(file, "lantern"), NOW, die)
    summary, rows = bring(connections, file)
    assert summary.resumed_at == 6
    assert outcomes(rows) == ["accepted"] * 10
    assert [row.number for row in rows] == list(range(1, 11))
    with connections.reading() as session:
        assert session.scalars(select(ImportRun.state)).all() == ["done"]


def test_two_processes_do_not_import_one_file_twice(
    connections: Connections, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importers.pipeline.CHUNK", 3)
    file = ndjson(tmp_path / "rows.ndjson", [service(n) for n in range(9)])

    def another(done: int, _total: int) -> None:
        if done == 3:
            bring(connections, file)

    with pytest.raises(BadInput, match="Another process"):
        run_import(connections, Job(file, "lantern"), NOW, another)
    with connections.reading() as session:
        assert session.scalar(select(func.count()).select_from(ImportRow)) == 9


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"hello", "no format"),
        (b"[]", "holds no rows"),
        (b"\x00\x00", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    connections: Connections, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "rows.json"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=said):
        bring(connections, file)


def test_a_damaged_archive_is_said_so(connections: Connections, tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson.gz"
    text = "".join(json.dumps(service(n, description=key(n))) + "\n" for n in range(2_000))
    file.write_bytes(gzip.compress(text.encode())[:-2_000])
    with pytest.raises(BadInput, match="cannot be read to its end"):
        bring(connections, file)


def test_a_path_that_is_not_there(connections: Connections, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no file or folder"):
        bring(connections, tmp_path / "nowhere.json")
