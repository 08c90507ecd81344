"""What each check finds, and what it lets pass; and that nothing is asked of servers but what the public sees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier, Lock

import pytest

from resource_app.actor import VISITOR
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.outward import Answer, Outward
from tests.factories import LISTING, lantern, load
from validation.checks import content, reach
from validation.checks.looks import Look, Verdict, looks_of
from validation.checks.table import CHECKS

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
WEEKDAYS = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
Look1 = Callable[..., Look]


@pytest.fixture
def look(connections: Connections) -> Look1:
    def made(**changes: object) -> Look:
        with connections.transaction() as session:
            load(session, NOW, **changes)
        with connections.reading() as session:
            [found] = looks_of(session, [LISTING])
        return found

    return made


def phone(number: str) -> dict[str, object]:
    return {"phones": [{"id": "55555555-5555-4555-8555-555555555555", "number": number}]}


def hours(*spans: dict[str, object]) -> dict[str, object]:
    ids = (f"99999999-9999-4999-8999-99999999999{number}" for number in range(9))
    return {"schedules": [{"id": each, **span} for each, span in zip(ids, spans, strict=False)]}


def place(**changes: object) -> dict[str, object]:
    [at_place] = lantern()["service_at_locations"]
    return {"service_at_locations": [{**at_place, "location": {**at_place["location"], **changes}}]}


CONTENT = (
    (content.phones, {}, True),
    (content.phones, phone("617-555-0142 x 12"), True),
    (content.phones, phone("211"), True),
    (content.phones, phone("1-800-555-0199"), True),
    (content.phones, phone("617-155-0142"), False),
    (content.phones, phone("555-0142"), False),
    (content.phones, phone("111-555-0142"), False),
    (content.hours, {}, True),
    (content.hours, hours(WEEKDAYS), True),
    (content.hours, hours({**WEEKDAYS, "opens_at": "17:00", "closes_at": "08:00"}), True),  # a shelter's night
    (content.hours, hours({**WEEKDAYS, "opens_at": "09:00", "closes_at": "05:00"}), False),
    (content.hours, hours({**WEEKDAYS, "closes_at": "09:00"}), False),
    (content.hours, hours({**WEEKDAYS, "closes_at": "late"}), False),
    (content.hours, hours(WEEKDAYS, {**WEEKDAYS, "opens_at": "13:00", "closes_at": "19:00"}), False),
    (content.hours, hours(WEEKDAYS, {**WEEKDAYS, "byday": "WE", "opens_at": "13:00", "closes_at": "19:00"}), True),
    (content.hours, hours(WEEKDAYS, {**WEEKDAYS, "opens_at": "17:00", "closes_at": "19:00"}), True),
    (content.hours, hours(WEEKDAYS, WEEKDAYS), True),  # said twice
    (content.hours, hours(WEEKDAYS, {**WEEKDAYS, "closes_at": "19:00", "valid_from": "2026-06-01"}), True),
    (content.hours, hours(WEEKDAYS, {**WEEKDAYS, "closes_at": "19:00", "description": "Phone line"}), True),
    (content.no_hours, {}, False),
    (content.no_hours, hours(WEEKDAYS), True),
    (content.no_hours, hours({"description": "By appointment"}), True),
    (content.no_hours, place(address_visibility="private", x_address_visibility="private"), True),
    (content.no_hours, place(location_type="virtual"), True),
    (content.pin, {}, True),
    (content.pin, place(latitude=40.71, longitude=-74.0), False),
    (content.pin, place(latitude=10.0, longitude=10.0), False),
    (content.pin, {"service_areas": [{"id": "66666666-6666-4666-8666-666666666666", "name": "Rhode Island"}]}, False),
    (content.says_closed, {}, True),
    (content.says_closed, {"description": "This program has been discontinued."}, False),
    (content.says_closed, {"description": "The pantry is permanently closed."}, False),
    (content.says_closed, {"alert": "No longer offered since May."}, False),
    (content.says_closed, {"description": "Este programa ya no se ofrece."}, False),
    (content.says_closed, {"description": "Cerrado permanentemente."}, False),
    (content.says_closed, {"description": "La oficina cerró sus puertas."}, False),
    (content.says_closed, {"description": "Closed on Mondays. Closed to new clients until May."}, True),
    (content.says_closed, {"description": "Cerrado los lunes. Se ofrece comida."}, True),
)


@pytest.mark.parametrize(("judge", "changes", "right"), CONTENT)
def test_validation_a_check_finds_what_cannot_be(
    look: Look1, judge: Callable[[Look], Verdict], changes: dict[str, object], right: bool
) -> None:
    assert judge(look(**changes)).right is right


def test_validation_of_a_private_place_a_note_tells_nothing(look: Look1) -> None:
    hidden = place(latitude=40.71, longitude=-74.0, x_address_visibility="private")
    found = look(**hidden, **hours({**WEEKDAYS, "closes_at": "late"}))
    assert found.document.display["place"]["private"]
    assert content.pin(found) == content.hours(found) == Verdict(right=False)


class Scripted(Outward):
    """Answers as told, and notes what it was asked."""

    def __init__(self, answers: dict[str, Answer], takes: dict[str, bool | None] | None = None) -> None:
        super().__init__("https://directory.example.org")
        self.answers, self.takes, self.asked = answers, takes or {}, []

    def look(self, url: str) -> Answer:
        self.asked.append(url)
        return self.answers[url]

    def takes_mail(self, domain: str) -> bool | None:
        self.asked.append(domain)
        return self.takes[domain]


URL, SITE = "https://pantry.example.org/food", "https://neighbors.example.net/"
NAMED = {
    "url": URL,
    "email": "food@pantry.example.org",
    "organization": {**lantern()["organization"], "website": SITE, "email": "desk@neighbors.example.net"},
}


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Answer(200), Answer(200), Verdict(right=True)),
        (Answer(403), Answer(429), Verdict(right=True)),  # who refuses a machine is there
        (Answer(404), Answer(200), Verdict(right=False, note=URL)),
        (Answer(200), Answer(410), Verdict(right=False, note=SITE)),
        (Answer(503), Answer(200), Verdict(right=False, note=URL)),
        (Answer(200), Answer(trouble="no such name"), Verdict(right=False, note=SITE)),
        (Answer(200), Answer(trouble="refused"), Verdict(right=False, note=SITE)),
        (Answer(200), Answer(trouble="unsure"), Verdict(right=None)),
        (Answer(trouble="unsure"), Answer(404), Verdict(right=False, note=SITE)),
        (Answer(trouble="slow"), Answer(trouble="unreachable"), Verdict(right=None)),  # it is we who are cut off
    ],
)
def test_validation_a_web_address_answers_or_does_not(
    look: Look1, first: Answer, second: Answer, verdict: Verdict
) -> None:
    outside = Scripted({URL: first, SITE: second})
    assert reach.links([look(**NAMED)], outside) == {LISTING: verdict}
    assert sorted(outside.asked) == sorted([URL, SITE])


@pytest.mark.parametrize(("takes", "right"), [(True, True), (False, False), (None, None)])
def test_validation_a_mail_domain_takes_letters_or_not(look: Look1, takes: bool | None, right: bool | None) -> None:
    outside = Scripted({}, {"pantry.example.org": True, "neighbors.example.net": takes})
    [verdict] = reach.mail_domains([look(**NAMED)], outside).values()
    assert verdict.right is right
    assert verdict.note == ("neighbors.example.net" if right is False else "")


def test_validation_a_host_that_is_silent_is_asked_once(look: Look1) -> None:
    more = [{"url": f"https://pantry.example.org/{number}", "label": ""} for number in range(3)]
    outside = Scripted({SITE: Answer(200), URL: Answer(trouble="slow"), more[0]["url"]: Answer(trouble="slow")})
    [verdict] = reach.links([look(**NAMED, additional_urls=more)], outside).values()
    assert verdict.right is False
    assert len(outside.asked) == 2


def test_validation_of_what_the_public_does_not_see_nobody_is_asked(look: Look1, connections: Connections) -> None:
    look(**NAMED)
    with connections.transaction() as session:
        operations.set_staff_only(session, LISTING, NOW, VISITOR, staff_only=True)
    with connections.reading() as session:
        looks = looks_of(session, [LISTING])
    outside = Scripted({})
    assert reach.links(looks, outside) == reach.mail_domains(looks, outside) == {}
    assert not outside.asked


def test_validation_a_private_places_own_address_is_not_asked(look: Look1) -> None:
    outside = Scripted({URL: Answer(200), SITE: Answer(200)})
    reach.links([look(**NAMED, **place(url="https://house.example.org/", x_address_visibility="private"))], outside)
    assert sorted(outside.asked) == sorted([URL, SITE])


def test_validation_checks_have_names_of_their_own() -> None:
    assert len({check.code for check in CHECKS}) == len({check.name for check in CHECKS}) == len(CHECKS)


class Crowded(Scripted):
    """Servers that notice who else is asked while they are; the first `together` hosts answer once all of them are asked."""

    def __init__(self, together: int) -> None:
        super().__init__({})
        self.lock, self.meeting = Lock(), Barrier(together, timeout=10)
        self.busy: list[str] = []
        self.twice = 0

    def look(self, url: str) -> Answer:
        host = url.split("/")[2]
        with self.lock:
            self.twice += host in self.busy
            self.busy.append(host)
        if url.endswith("/1"):
            self.meeting.wait()
        with self.lock:
            self.busy.remove(host)
        return Answer(200)


def test_validation_many_hosts_are_asked_at_once_and_each_for_one_thing_at_a_time(look: Look1) -> None:
    hosts = [f"https://one{number}.example.org" for number in range(reach.AT_ONCE)]
    one = look(**NAMED)
    listings = [
        Look(
            document=replace(one.document, id=host, display=one.document.display | {"service": service(one, host)}),
            place={},
            schedules=(),
            gazetteer=one.gazetteer,
        )
        for host in hosts
    ]
    outside = Crowded(len(hosts))
    found = reach.links(listings, outside)
    assert found == dict.fromkeys(hosts, Verdict(right=True))
    assert outside.twice == 0


def service(look: Look, host: str) -> dict[str, object]:
    """What a listing says of its service, whose pages are of one host."""
    more = [{"url": f"{host}/{number}", "label": ""} for number in (2, 3)]
    return {**look.document.display["service"], "url": f"{host}/1", "additional_urls": more}
