"""What the pages noted is added up once, whatever dies and whoever else adds; what could not have been noted counts nothing."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from resource_app import tally
from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.directory import use
from resource_app.directory.models import ListingUse, UseFile
from resource_app.jobs import work
from resource_app.logs import Use
from resource_app.tally import Tally
from tests.conftest import NOW
from tests.factories import LISTING
from tests.stores import environment_of

TODAY = NOW.date()
FOOD = Use(category="food-services", zip3="02150", shown=(LISTING, "no listing"))


@pytest.fixture
def folder(listed: Connections) -> Path:
    found = listed.settings.use_folder
    assert found is not None
    return found


def sums(listed: Connections) -> list[tuple[date, str, str, str, int, int]]:
    with listed.reading() as session:
        rows = session.scalars(select(ListingUse).order_by(ListingUse.day, ListingUse.category, ListingUse.zip3))
        return [(row.day, row.listing_id, row.category, row.zip3, row.found, row.opened) for row in rows]


def test_a_line_holds_what_is_counted_and_nothing_else(folder: Path) -> None:
    made = Tally(folder)
    made.add(FOOD, TODAY)
    made.add(Use(opened=LISTING), TODAY)
    for nothing in (Use(hits=0), Use(opened=LISTING, private=True), Use(opened=LISTING, counts=False)):
        made.add(nothing, TODAY)
    [file] = folder.iterdir()
    assert [json.loads(line) for line in file.read_text().splitlines()] == [
        {"category": "food-services", "zip3": "021", "shown": [LISTING, "no listing"]},
        {"opened": LISTING},
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_off_notes_nothing_and_a_full_disk_costs_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Tally(None).add(FOOD, TODAY)
    (tmp_path / "file").touch()
    broken = Tally(tmp_path / "file")
    broken.add(FOOD, TODAY)
    broken.add(FOOD, TODAY)
    assert capsys.readouterr().out.count("use not counted") == 1


def test_lines_are_added_up_once_and_a_file_goes_when_its_day_is_over(listed: Connections, folder: Path) -> None:
    one, two = Tally(folder), Tally(folder)
    one.add(FOOD, TODAY)
    two.add(FOOD, TODAY)
    for _ in range(2):
        work.count_use(listed, NOW)
    assert sums(listed) == [(TODAY, LISTING, "food-services", "021", 2, 0)]
    one.add(Use(category="food-services", zip3="021", opened=LISTING), TODAY)
    one.add(Use(opened=LISTING), TODAY)
    work.count_use(listed, NOW)
    expected = [(TODAY, LISTING, "", "", 0, 1), (TODAY, LISTING, "food-services", "021", 2, 1)]
    assert sums(listed) == expected
    midnight = NOW.replace(hour=0, minute=0) + timedelta(days=1)
    work.count_use(listed, midnight + timedelta(minutes=50))
    assert len(list(folder.iterdir())) == 2  # a late answer may still be noted
    work.count_use(listed, midnight + timedelta(minutes=70))
    assert list(folder.iterdir()) == []
    assert sums(listed) == expected


FORGED = (
    b"",
    b"\xff\xfe\x00",
    b"[]",
    b"7",
    b'{"shown": "' + LISTING.encode() + b'"}',
    b'{"shown": [{}, 7, null, "", "\\u0000"], "opened": {"a": 1}}',
    b'{"shown": ["' + LISTING.encode(),
    b'{"opened": "' + b"x" * 9_000 + b'"}',
    b'{"opened": "no listing", "category": "=cmd()", "zip3": "021"}',
    b"[" * 2_000,
)


def write(folder: Path, *lines: bytes, day: date = TODAY, name: str = "0" * 16) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{day.isoformat()}-{name}.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def test_forged_and_garbled_lines_do_no_harm(listed: Connections, folder: Path) -> None:
    good = json.dumps({"category": "=cmd()", "zip3": "0\n1", "shown": [LISTING] * 2, "opened": LISTING}).encode()
    write(folder, *FORGED, good, *FORGED)
    for name in ("notes.txt", f"2026-13-45-{'0' * 16}.jsonl", f"{TODAY}-x.jsonl"):
        (folder / name).write_bytes(good + b"\n")
    work.count_use(listed, NOW)
    assert sums(listed) == [(TODAY, LISTING, "", "", 2, 1)]
    assert len(list(folder.iterdir())) == 4


def test_a_line_without_an_end_waits_and_one_too_long_is_skipped(
    listed: Connections, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use, "PART_BYTES", 200)
    line = json.dumps({"opened": LISTING}).encode()
    path = write(folder, line, b"x" * 1_000, line)
    with path.open("ab") as file:
        file.write(line[:20])
    work.count_use(listed, NOW)
    assert sums(listed)[0][-1] == 2
    with path.open("ab") as file:
        file.write(line[20:] + b"\n")
    work.count_use(listed, NOW)
    assert sums(listed)[0][-1] == 3


def test_files_of_tomorrow_wait_and_those_of_last_week_come_too_late(listed: Connections, folder: Path) -> None:
    line = json.dumps({"opened": LISTING}).encode()
    for back in (-1, 7, 8):
        write(folder, line, day=TODAY - timedelta(days=back))
    work.count_use(listed, NOW)
    assert [row[0] for row in sums(listed)] == [TODAY - timedelta(days=7)]
    assert [each.day for each in tally.noted(folder)] == [TODAY + timedelta(days=1)]


class Died(BaseException):
    """As if the process ended here."""


STEPS = ("_claimed", "_add", "counts")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_who_dies_between_two_steps_has_added_nothing_or_all(
    listed: Connections, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, *, after: bool
) -> None:
    monkeypatch.setattr(use, "PART_BYTES", 100)  # several transactions
    lines = [json.dumps({"opened": LISTING, "zip3": f"{number:03}"}).encode() for number in range(20)]
    write(folder, *lines, day=TODAY - timedelta(days=2))
    real, calls = getattr(use, step), iter(range(99))

    def dies(*arguments: object) -> object:
        if next(calls) in {0, 3}:
            if after:
                real(*arguments)
            raise Died
        return real(*arguments)

    monkeypatch.setattr(use, step, dies)
    for _ in range(2):
        with pytest.raises(Died):
            work.count_use(listed, NOW)
    work.count_use(listed, NOW)
    assert [row[-1] for row in sums(listed)] == [1] * 20
    assert list(folder.iterdir()) == []


def test_who_dies_before_the_file_is_removed_counts_it_no_second_time(
    listed: Connections, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder, json.dumps({"opened": LISTING}).encode(), day=TODAY - timedelta(days=2))

    def dies(*_arguments: object, **_more: object) -> None:
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(Path, "unlink", dies)
        with pytest.raises(Died):
            work.count_use(listed, NOW)
    assert path.exists()
    work.count_use(listed, NOW)
    assert sums(listed)[0][-1] == 1
    assert not path.exists()


@pytest.mark.crash
def test_a_killed_process_and_several_at_once_count_each_line_once(listed: Connections, folder: Path) -> None:
    """Four processes on one folder, one of them killed on its way."""
    lines = [json.dumps({"opened": LISTING, "zip3": f"{number % 50:03}"}).encode() for number in range(3_000)]
    day = utc_now().date()
    for number in range(3):
        write(folder, *lines, day=day - timedelta(days=number), name=f"{number:016}")
    where = environment_of(listed.settings.data_dir, PATH=os.defpath)
    command = [sys.executable, "-c", "from resource_app.cli import main; main()", "jobs", "once", "count-use"]

    def started() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=where, cwd=Path.cwd(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    killed = started()
    others = [started() for _ in range(3)]
    while not any(row for row in sums(listed)) and killed.poll() is None:
        pass
    killed.kill()
    with ThreadPoolExecutor(3) as pool:
        assert {done[1] for done in pool.map(lambda each: each.communicate(timeout=120), others)} == {b""}
    killed.communicate(timeout=120)
    work.count_use(listed, utc_now())
    assert sum(row[-1] for row in sums(listed)) == 9_000


def test_counts_are_forgotten_with_the_quarters_that_are_shown(listed: Connections) -> None:
    with listed.transaction() as session:
        for day in (date(2025, 9, 30), date(2025, 10, 1), TODAY):
            session.add(ListingUse(day=day, listing_id=LISTING, category="", zip3="", found=1))
            session.add(UseFile(name=str(day), day=day))
    assert str(work.tidy_use(listed, NOW)) == "1 counts forgotten"
    assert [row[0] for row in sums(listed)] == [date(2025, 10, 1), TODAY]
    with listed.reading() as session:
        assert list(session.scalars(select(UseFile.name))) == [str(TODAY)]
