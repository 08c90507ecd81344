"""Nothing that was said of somebody, or of who sends them, shows where it does not belong: words that stand nowhere else are
looked for in every page of every role, and in letters, log, tables, index and counts, at every stage (acceptance 7 and 8).
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from prometheus_client import generate_latest
from sqlalchemy import inspect, select, text

from referrals.cases import entries
from referrals.cases.models import Case, CaseEntry
from referrals.cases.needs import NEED as NEEDS
from referrals.consents import operations, terms
from referrals.consents import queries as consents
from referrals.offers import clearing, closing
from referrals.offers.models import Offer, Referral
from referrals.offers.partners import CLASS_OF
from referrals.offers.queries import LANES
from referrals.offers.statements import UNNAMED, statements
from referrals.people import operations as people
from referrals.people.models import Person as Member
from resource_app import access
from resource_app.accounts.models import User
from resource_app.accounts.roles import Held
from resource_app.cli import group
from resource_app.cli.exporting import OBJECTS
from resource_app.connections import Connections
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.factories import LISTING, SERVICE
from tests.stores import environment_of
from tests.web.people import BY, Visitor, Watch, a_person
from tests.web.test_referrals import CONSENT, NEED, Scene

pytestmark = [pytest.mark.usefixtures("quick"), pytest.mark.acceptance]
TOLD = {  # after acceptance
    "name": "Qzname Lantern",
    "called": "Qzcalled",
    "phone": "617-555-0188",
    "safe_times": "qzsafetimes",
    "safe_words": "qzsafewords",
    "alternate": "Qzalternate",
    "alternate_how": "qzhowtoreach",
}
KEPT = {  # never, as nobody has to come home, and no letter is safe
    "born_on": "1951-03-17",
    "plan_id": "QZPLAN4471",
    "email": "qzmail@example.org",
    "street": "77 Qzstreet",
    "city": "Qzcity",
    "zip": "02139-7741",
}
NOTE, PRIVATE = "Qznote: on Fridays.", "Qzprivate: her brother must not know."
DETAIL = "Qzdetail: no fridge for her insulin."  # for a code alone, which nobody shows here
FROM_PERSON = (
    *TOLD.values(),
    *KEPT.values(),
    NOTE,
    PRIVATE,
    DETAIL,
    "03/17/1951",
    "March 17, 1951",
    "5550188",
    "(617) 555-0188",
)
NEVER = (*KEPT.values(), PRIVATE, DETAIL, "March 17, 1951", "03/17/1951")
ELSEWHERE = "another-place"
TEAMS = ("Northpoint",)  # every team of the network is named to who may hand somebody in
SENDER = ("Qznurse", *TEAMS)
OUTSIDERS = ("network_admin", "curator", "privacy_officer", "supervisor")
OPTIONALLY = ("tell_household", "tell_preferences", "tell_eligibility", "tell_health")
# Whatever digits these hold are there by chance.
BY_CHANCE = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|RL-\w{6}|name="csrf_token" value="[^"]*"')
WORDS_OF: dict[str, tuple[str, ...]] = {
    "food-insecurity": (),
    "substance-use": ("substance", "part_2", "part 2", "recovery"),
    "intimate-partner-violence": ("violence", "partner", "victim", "abuse"),
}


class Staged(Scene):
    """A referral that is full of words that stand nowhere else, and everybody who could come upon one of them."""

    def __init__(self, site: Flask, connections: Connections, keys: Keys, watch: Watch, need: str) -> None:
        super().__init__(site, connections, keys, watch)
        self.watch, self.need = watch, need
        nurse = a_person(connections, keys, Held("care_team", self.team))
        with connections.transaction() as session:
            session.get_one(User, nurse.id).name = "Qznurse"
            for each in clearing.CLASSES:
                clearing.clear(session, self.organization, each, BY, cleared=True)
        self.nurse = Visitor(site).sign_in(nurse)
        self.passerby = Visitor(site)
        self.network = self.holding(*(Held(role, None) for role in OUTSIDERS))
        self.strangers = self.holding(Held("care_team", "another-team"), Held("organization_staff", ELSEWHERE))

    def holding(self, *held: Held) -> Visitor:
        """Somebody who holds several roles, in a browser of their own."""
        return Visitor(self.site).sign_in(a_person(self.connections, self.keys, *held))

    def refer(self, **more: str) -> str:
        """Everything is filled in, and it is sent."""
        draft = self.drafted()
        with self.connections.transaction() as session:
            person = session.scalars(select(Member)).one()
            people.change(session, person, TOLD | KEPT | {"language": "Spanish", "channels": "call"} | more, 1, BY)
        detailed = {"detail": DETAIL, "detail_class": "health"}
        need = NEED | detailed | {"need": self.need, "note": NOTE, "private_note": PRIVATE}
        assert self.nurse.post(f"{draft}/need", **need).status_code == 303
        asked_by_name = {f"tell_{NEEDS[self.need].data_class}": "yes"} | dict.fromkeys(OPTIONALLY, "yes")
        agreed = CONSENT | {"method": "signed here", "ends_on": "2026-12-31"} | asked_by_name
        assert self.nurse.post(f"{draft}/consent", **agreed).status_code == 303
        answer = self.nurse.post(draft, act="send")
        assert answer.status_code == 303, re.findall(r"error-text.*", answer.get_data(as_text=True))
        self.put_on_the_care_team(self.organization, ELSEWHERE, "another-team")
        return str(answer.headers["Location"])

    def put_on_the_care_team(self, *organizations: str) -> None:
        """They may be told all that can be ticked, as far as the member agrees that they work together: which nobody has."""
        with self.connections.transaction() as session:
            case = session.scalars(select(Case)).one()
            partner = {"name": "Qzpartner", "part": "community", "sees": " ".join(CLASS_OF)}
            for each in organizations:
                entries.add(session, case, "member", partner, BY, who_id=each)
            task = {"words": PRIVATE, "due_on": self.watch.at.date().isoformat()}
            entries.add(session, case, "task", task, BY)

    def move(self, code: str, **said: str) -> None:
        """The organization makes a move."""
        offer = self.offer()
        answer = self.staff.post(f"/inbox/{offer}/{code}", f"/inbox/{offer}", version=self.version(), **said)
        assert answer.status_code == 303, re.findall(r"error-text.*", answer.get_data(as_text=True))

    def version(self) -> str:
        """Of the offer, as a page holds it."""
        with self.connections.reading() as session:
            return str(session.scalars(select(Offer.version)).one())

    def pages(self, who: Visitor, *, public: bool) -> Iterator[tuple[str, str]]:
        """(address, text) of whatever opens to somebody, with the ids of all that there is."""
        with self.connections.reading() as session:
            ids = {
                "offer_id": session.scalars(select(Offer.id)).one(),
                "referral_id": session.scalars(select(Referral.id)).one(),
                "person_id": session.scalars(select(Member.id)).one(),
                "organization_id": self.organization,
                "listing_id": LISTING,
                "service_id": SERVICE,
                "case_id": session.scalars(select(Case.id)).one(),
                "id": SERVICE,
            }
            places = select(CaseEntry.id).where(CaseEntry.kind == "member").order_by(CaseEntry.who_id)
            shared = session.scalars(places).all()
        for rule in self.site.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
                continue
            if (access.policy_of(self.site, rule.endpoint) == access.PUBLIC) != public:
                continue
            path = re.sub(
                r"<(?:any\((\w+)[^>]*|(?:\w+:)?(\w+))>", lambda hit: hit[1] or ids.get(hit[2], "x"), rule.rule
            )
            more = {
                "/inbox": [f"/inbox?list={lane.code}" for lane in LANES],
                "/shared/x": [f"/shared/{each}" for each in shared],
            }
            for each in (path, *more.get(path, ())):
                yield each, who.get(each).get_data(as_text=True)


def shown(page: str, words: tuple[str, ...]) -> list[str]:
    """Which of these words a text holds."""
    found = unescape(page).lower()
    return [word for word in words if word.lower() in found]


def series() -> set[str]:
    """What is counted in this process, by whom and where, without the figures."""
    return {line.rpartition(" ")[0] for line in generate_latest().decode().splitlines()}


class Sinks:
    """All that is written beside pages: letters, log, every table, counts."""

    def __init__(self, stage: Staged, capsys: pytest.CaptureFixture[str]) -> None:
        self.stage, self.capsys = stage, capsys
        self.counted = series()  # by tests before this one, of other pages

    def look(self, discreet: tuple[str, ...]) -> None:
        """Nothing of the person stands in any of them, and in none that leaves anything of a discreet need or its sender."""
        drain(self.stage.connections, lambda: self.stage.watch.at)
        said = self.capsys.readouterr()
        leaving = said.out + said.err + "\n".join(series() - self.counted)
        assert shown(leaving, (*FROM_PERSON, *SENDER, *discreet)) == []
        with self.stage.connections.reading() as session:
            for table in inspect(session.connection()).get_table_names():
                rows = session.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - our own names
                assert shown(repr(rows), FROM_PERSON) == [], table


def nobody_else_sees(stage: Staged) -> None:
    """Whoever is of another team or organization, or of the network, or signed in nowhere."""
    for who, public in ((stage.passerby, True), (stage.network, False), (stage.strangers, False)):
        for path, page in stage.pages(who, public=public):
            assert shown(page, FROM_PERSON) == [], path


def organization_reads(stage: Staged, *hidden: str, by_law: bool = False) -> str:
    """What the organization that was asked reads of its offers; none of its pages holds anything hidden, nor does it read in
    which ZIP code somebody lives, or what a discreet need is called inside, but in what the law has go with a name.
    """
    every = list(stage.pages(stage.staff, public=False))
    for path, found in every:
        page = found
        inside = ("02139", *WORDS_OF[stage.need]) if path.startswith("/inbox") else ()
        told = TEAMS if path == "/hand-in" else ()
        for said in statements(stage.need, named=True):
            page = unescape(page).replace(said, "" if by_law else said)
        assert shown(page, tuple(word for word in (*hidden, *inside) if word not in told)) == [], path
    return "".join(page for path, page in every if path.startswith("/inbox"))


@pytest.mark.parametrize("need", WORDS_OF)
def test_referral_acceptance_7_no_word_of_a_person_shows_before_its_stage_or_to_anybody_else(
    site: Flask, connections: Connections, keys: Keys, watch: Watch, capsys: pytest.CaptureFixture[str], need: str
) -> None:
    stage = Staged(site, connections, keys, watch, need)
    words = WORDS_OF[need]
    always = (*NEVER, *(SENDER if words else ()))
    sinks = Sinks(stage, capsys)
    capsys.readouterr()
    referral = stage.refer()
    before = organization_reads(stage, *FROM_PERSON, *always)
    assert len(shown(before, SENDER)) == (0 if words else 2)
    assert shown(before, (UNNAMED,)) == ([UNNAMED] if words else [])
    assert ("care team of this network" in before) == bool(words)
    nobody_else_sees(stage)
    sinks.look(words)

    stage.move("accept", contact_person="Front desk")
    after = organization_reads(stage, *always, by_law=True)
    assert shown(after, statements(need, named=True)) == list(statements(need, named=True))
    assert shown(after, (*TOLD.values(), NOTE)) == [*TOLD.values(), NOTE]
    assert ("care team of this network" in after) == bool(words)
    assert "617-555-0121" in after
    assert ("to help them with this, until" in unescape(after)) == bool(words)
    stage.move("start", contacted_on="2026-10-13", contact_kind="phone")
    stage.move("complete", served_on="2026-10-13", given="2 boxes", resolution="resolved")
    organization_reads(stage, *always, by_law=True)
    nobody_else_sees(stage)
    sinks.look(words)

    answer = stage.nurse.post(f"{referral}/answer", referral, said="yes", source="member")
    assert answer.status_code == 303
    watch.forward(days=31)
    stage.staff = stage.browser("organization_staff", stage.organization)
    organization_reads(stage, *FROM_PERSON, *always)
    sinks.look(words)


@pytest.mark.parametrize("need", WORDS_OF)
def test_referral_acceptance_7_who_is_on_the_care_team_reads_what_was_agreed_to_and_nothing_of_a_discreet_case(
    site: Flask, connections: Connections, keys: Keys, watch: Watch, capsys: pytest.CaptureFixture[str], need: str
) -> None:
    stage = Staged(site, connections, keys, watch, need)
    sinks = Sinks(stage, capsys)
    capsys.readouterr()
    stage.refer()
    with connections.transaction() as session:
        agreed = terms.Terms(
            kind="platform",
            purposes=frozenset({"coordination"}),
            data_classes=frozenset(each.code for each in terms.DATA_CLASSES if each.kind is None),
            recipients=frozenset({terms.EVERYBODY}),
            starts_on=BY.at.date(),
        )
        operations.give(
            session, session.scalars(select(Member)).one(), agreed, operations.Signed(name="Ada", language="en"), BY
        )
    told = tuple(TOLD.values()) if need == "food-insecurity" else ()
    read = [(path, page) for path, page in stage.pages(stage.strangers, public=False) if shown(page, FROM_PERSON)]
    for path, page in read:
        assert path.startswith("/shared")
        assert shown(page, (*NEVER, NOTE, PRIVATE, DETAIL)) == [], path
    assert tuple(shown("".join(page for _path, page in read), tuple(TOLD.values()))) == told
    sinks.look(WORDS_OF[need])


@pytest.mark.parametrize("end", ["decline", "cancel", "revoke"])
def test_referral_acceptance_7_after_its_end_an_organization_reads_nothing_of_a_person(
    site: Flask, connections: Connections, keys: Keys, watch: Watch, end: str
) -> None:
    stage = Staged(site, connections, keys, watch, "intimate-partner-violence")
    referral = stage.refer()
    if end == "decline":
        stage.move("decline", reason="at_capacity")
    else:
        stage.move("accept", contact_person="Front desk")
    if end == "cancel":
        taken = stage.nurse.post(
            f"{referral}/{stage.offer()}/cancel", referral, version=stage.version(), reason="recalled"
        )
        assert taken.status_code == 303
    elif end == "revoke":
        with connections.transaction() as session:
            person = session.scalars(select(Member)).one()
            closing.revoke(session, person, consents.of_person(session, person.id)[0].id, "asked", BY)
    organization_reads(stage, *FROM_PERSON, *SENDER)


def test_referral_acceptance_7_a_survivor_who_is_locked_is_found_by_nobody_and_lives_nowhere(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    stage = Staged(site, connections, keys, watch, "intimate-partner-violence")
    stage.refer(mail_address="PO Box 9, Anytown")
    with connections.reading() as session:
        person = session.scalars(select(Member.id)).one()
    assert stage.nurse.post(f"/members/{person}/lock", f"/members/{person}", locked="yes").status_code == 303
    looked = {"name": TOLD["name"], "born_on": KEPT["born_on"]}
    for who in (stage.nurse, stage.strangers):
        for path, page in (("/members", "/members"), ("/refer", f"/refer?listing={LISTING}")):
            answer = who.post(path, page, act="find", listing=LISTING, **looked)
            assert person not in answer.get_data(as_text=True)
    assert shown(BY_CHANCE.sub("", organization_reads(stage)), ("021", "Cambridge")) == []


def test_item_71_referral_no_index_holds_a_word_of_a_member(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    stage = Staged(site, connections, keys, watch, "food-insecurity")
    stage.refer()
    stage.move("accept", contact_person="Front desk")
    drain(connections, lambda: watch.at)
    with connections.reading() as session:
        names = [name for name in inspect(session.connection()).get_table_names() if name.startswith("search_")]
        rows = {name: repr(session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names}  # noqa: S608 - our own names
    assert LISTING in rows["search_document"]
    assert [name for name, each in rows.items() if shown(each, (*FROM_PERSON, *SENDER))] == []


def test_item_71_referral_no_export_holds_a_word_of_a_member_or_of_a_discreet_need(
    site: Flask, settings: Settings, connections: Connections, keys: Keys, watch: Watch, tmp_path: Path
) -> None:
    stage = Staged(site, connections, keys, watch, "intimate-partner-violence")
    stage.refer()
    stage.move("accept", contact_person="Front desk")
    drain(connections, lambda: watch.at)
    folder, written = tmp_path / "exports", {}
    folder.mkdir()
    for objects in OBJECTS:
        for more in ([], ["--all", "--facts", str(folder / f"{objects}.facts")]):
            asked = ["export", "--objects", objects, "--output", str(folder / f"{objects}{len(more)}.ndjson"), *more]
            done = CliRunner().invoke(group, asked, env=environment_of(settings.data_dir), catch_exceptions=False)
            written[" ".join(asked[:3] + more[:1])] = done.output
    written |= {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert SERVICE in written["services0.ndjson"]
    assert LISTING in written["services.facts"]
    words = (*FROM_PERSON, "Qznurse", *WORDS_OF[stage.need])
    assert {name: found for name, each in written.items() if (found := shown(each, words))} == {}
    public = [each for name, each in written.items() if name.endswith("0.ndjson")]
    assert len(public) == len(OBJECTS)
    assert shown("".join(public), TEAMS) == []  # with --all a team is one organization of the list
