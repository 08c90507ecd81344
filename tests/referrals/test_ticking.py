"""Clocks are set with what happens to an offer, ring once in whoever's process, and stop when nobody waits any more."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from referrals.offers import closing, notices, ticking, work
from referrals.offers.models import Offer, OfferClock, OfferEvent, Referral
from resource_app.accounts.models import Inbox
from resource_app.connections import Connections
from resource_app.jobs import posting
from resource_app.jobs.deliveries import drain
from resource_app.mail import LetterRow
from resource_app.network import operations as network
from tests.referrals.offering import BY, LISTINGS, NOW, assert_whole, move, referred, states
from tests.validation.listings import id_of, load_many

DAY = timedelta(days=1)
TEAMS = ("care-lantern",)


def at(month: int, day: int, hour: int = 17, minute: int = 0) -> datetime:
    """A moment in Massachusetts, in summer time."""
    return datetime(2026, month, day, hour + 4, minute, tzinfo=UTC)


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


def dues(connections: Connections, offer: str) -> dict[str, list[datetime]]:
    """What an offer's clocks still wait for."""
    found: dict[str, list[datetime]] = {}
    with connections.reading() as session:
        rows = select(OfferClock.clock, OfferClock.due_at).where(OfferClock.offer_id == offer, *ticking.WAITS)
        for clock, due_at in session.execute(rows.order_by(OfferClock.due_at)):
            found.setdefault(clock, []).append(due_at)
    return found


def moves_of(connections: Connections, offer: str) -> Sequence[str]:
    with connections.reading() as session:
        happened = select(OfferEvent.move).where(OfferEvent.offer_id == offer).order_by(OfferEvent.version)
        return session.scalars(happened).all()


def lines(connections: Connections, now: datetime) -> Sequence[work.Late]:
    with connections.reading() as session:
        return work.late(session, TEAMS, now)


def late(connections: Connections, now: datetime) -> list[tuple[str, str]]:
    return [(each.clock, each.does) for each in lines(connections, now)]


def use_mailbox(connections: Connections) -> None:
    """The first organization's staff share a mailbox."""
    made = {"organization_id": id_of("organization 1"), "email": "desk@circle1.example.org", "language": "en"}
    with connections.transaction() as session:
        session.add(Inbox(id="box", asked_by="somebody", made_at=NOW, confirmed_at=NOW, **made))


def test_referral_sent_on_a_tuesday_is_waited_for_by_the_organizations_days(site: Connections) -> None:
    [offer] = referred(site)
    assert dues(site, offer) == {}
    move(site, offer, "send")
    assert dues(site, offer) == {
        "T1": [at(10, 15)],
        "T2": [at(10, 14), at(10, 15)],
        "T3": [at(10, 19)],
        "T4": [at(10, 19)],
        "T5": [NOW + 10 * DAY],
    }


def test_referral_of_urgency_is_waited_for_by_hours(site: Connections) -> None:
    [offer] = referred(site)
    with site.transaction() as session:
        session.execute(update(Referral).values(priority="urgent"))
    move(site, offer, "send")
    assert dues(site, offer) == {
        "T1": [at(10, 14, 10, 40)],
        "T2": [at(10, 13, 16, 40), at(10, 14, 10, 40)],
        "T3": [at(10, 14, 14, 40)],
        "T4": [at(10, 14, 14, 40)],
        "T5": [NOW + 3 * DAY],
    }


def test_referral_the_days_to_answer_are_those_of_the_network(site: Connections) -> None:
    with site.transaction() as session:
        network.change(session, {"answer_days": "1", "expire_days": "14"}, BY)
    [offer] = referred(site)
    move(site, offer, "send")
    found = dues(site, offer)
    assert (found["T1"], found["T2"], found["T3"]) == ([at(10, 14)], [at(10, 14)], [at(10, 16)])
    assert found["T5"] == [NOW + 14 * DAY]


@pytest.mark.parametrize(
    ("way", "clocks"),
    [
        (("accept",), {"T6", "T7"}),
        (("accept", "start"), {"T7"}),
        (("accept", "complete"), {"T8", "T9"}),
        (("waitlist",), {"W1"}),
        (("waitlist", "slot_open"), {"T7"}),
        (("decline",), {"T10"}),
        (("accept", "unable"), {"T10"}),
        (("cancel",), {"T10"}),
    ],
)
def test_referral_clocks_run_while_somebody_waits_for_what_they_are_about(
    site: Connections, way: tuple[str, ...], clocks: set[str]
) -> None:
    [offer] = referred(site)
    for code in ("send", *way):
        move(site, offer, code)
    assert set(dues(site, offer)) == clocks


def test_referral_a_question_stops_what_waits_for_an_answer_by_the_time_it_took(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    before = dues(site, offer)
    move(site, offer, "ask", at=at(10, 14, 10))
    two_days = {"T1": [at(10, 20, 16)], "T2": [at(10, 19, 16), at(10, 20, 16)], "T3": [at(10, 22, 16)]}
    two_days["R1"] = [at(10, 14, 10)]
    assert dues(site, offer) == two_days | {"T4": [at(10, 22, 16)], "T5": before["T5"]}
    move(site, offer, "answer", at=at(10, 14, 13))
    three_hours = {"T1": [at(10, 16, 12)], "T2": [at(10, 15, 12), at(10, 16, 12)], "T3": [at(10, 20, 12)]}
    assert dues(site, offer) == three_hours | {"T4": [at(10, 20, 12)], "T5": before["T5"]}
    move(site, offer, "ask", at=at(10, 14, 14))
    assert dues(site, offer) == three_hours | {"T4": [at(10, 20, 12)], "T5": before["T5"], "R1": [at(10, 14, 14)]}
    assert_whole(site)


def test_referral_what_has_rung_is_not_put_off(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    ticking.tick(site, at(10, 14))
    move(site, offer, "ask", at=at(10, 15, 9))
    move(site, offer, "answer", at=at(10, 15, 12))
    assert dues(site, offer)["T2"] == [at(10, 16, 12)]


def test_referral_that_nobody_answers_is_reminded_of_escalated_offered_and_ended(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    move(site, offers[0], "send")
    assert str(ticking.tick(site, at(10, 14, 16))) == "0 done"
    assert str(ticking.tick(site, at(10, 15))) == "3 done"
    assert (late(site, at(10, 15)), states(site, offers)) == ([], ["sent", "queued"])
    assert str(ticking.tick(site, at(10, 19))) == "2 done"
    assert late(site, at(10, 19)) == [("T3", "escalate")]
    assert states(site, offers) == ["sent", "sent"]
    ticking.tick(site, NOW + 10 * DAY)
    assert states(site, offers) == ["expired", "sent"]
    assert late(site, NOW + 10 * DAY) == []
    ticking.tick(site, NOW + 20 * DAY)
    assert states(site, offers) == ["expired", "expired"]
    assert late(site, NOW + 20 * DAY) == late(site, NOW + 24 * DAY) == [("T10", "raise")]
    assert_whole(site)


def test_referral_a_question_waits_for_the_team_until_it_is_answered(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    move(site, offer, "ask", at=at(10, 14, 10))
    assert late(site, at(10, 14, 10)) == [("R1", "answer")]
    ticking.tick(site, at(10, 14, 11))
    assert late(site, at(10, 14, 11)) == [("R1", "answer")]
    move(site, offer, "ask", at=at(10, 14, 10))  # once more, before anybody has answered
    assert late(site, at(10, 14, 11)) == [("R1", "answer")]
    move(site, offer, "answer", at=at(10, 14, 12))
    assert late(site, at(10, 14, 12)) == []
    for code in ("ask", "answer", "ask"):
        move(site, offer, code, at=at(10, 14, 12))
    assert late(site, at(10, 14, 12)) == [("R1", "answer")]
    assert_whole(site)


@pytest.mark.parametrize(
    ("way", "clock", "day"), [(("waitlist",), "W1", (2026, 11, 13)), (("accept", "pause"), "T7", (2026, 10, 30))]
)
def test_referral_is_asked_about_on_the_day_that_was_said_for_it(
    site: Connections, way: tuple[str, ...], clock: str, day: tuple[int, int, int]
) -> None:
    [offer] = referred(site)
    for code in ("send", *way):
        move(site, offer, code)
    morning = datetime(*day, 9, tzinfo=ZoneInfo("America/New_York"))
    assert morning in dues(site, offer)[clock]
    if clock == "T7":  # the same day once more
        move(site, offer, "resume")
        move(site, offer, "pause")
        assert dues(site, offer)[clock].count(morning) == 1
    ticking.tick(site, morning)
    assert (clock, "ask_progress") in late(site, morning)
    assert_whole(site)


def test_referral_that_nobody_has_is_its_teams_at_once_and_the_supervisors_after_their_time(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    move(site, offer, "decline", at=at(10, 14, 10))
    [line] = lines(site, at(10, 14, 10))
    assert (line.does, line.state, line.since) == ("raise", "declined", at(10, 14, 10))
    with site.reading() as session:
        assert work.idle(session, at(10, 15)) == []
        assert [each.offer_id for each in work.idle(session, at(10, 17))] == [offer]


def test_referral_that_was_reported_is_asked_about_again_when_nobody_else_has_it_any_more(site: Connections) -> None:
    first, second = referred(site, *LISTINGS[:2], automatic=False)
    for offer, code in (
        (first, "send"),
        (second, "send"),
        (second, "waitlist"),
        (first, "accept"),
        (first, "complete"),
    ):
        move(site, offer, code)
    asked = dues(site, first)
    move(site, second, "slot_open", at=NOW + DAY)
    assert dues(site, first) == {}
    move(site, second, "unable", at=NOW + 2 * DAY)
    again = dues(site, first)
    assert {clock: len(due) for clock, due in again.items()} == {clock: len(due) for clock, due in asked.items()}
    assert again["T9"] == [NOW + 32 * DAY]
    with site.reading() as session:
        assert work.tries(session, [first])[first].made == 0
    ticking.tick(site, NOW + 33 * DAY)
    with site.reading() as session:
        assert session.scalars(select(Referral.resolution)).one() == "resolved"
    assert_whole(site)


def test_referral_expired_goes_to_the_next_that_was_not_asked_yet(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:3])
    move(site, offers[0], "send")
    with site.transaction() as session:
        session.execute(update(OfferClock).where(OfferClock.clock == "T4").values(ended_at=NOW))
    ticking.tick(site, NOW + 10 * DAY)
    assert states(site, offers) == ["expired", "sent", "queued"]


def test_referral_a_place_on_a_waitlist_is_given_up_two_weeks_after_help_was_found(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    for offer in offers:
        move(site, offer, "send")
    move(site, offers[0], "waitlist")
    move(site, offers[1], "accept", at=NOW + DAY)
    assert dues(site, offers[0])["W2"] == [NOW + 15 * DAY]
    ticking.tick(site, NOW + 15 * DAY)
    assert states(site, offers) == ["cancelled", "accepted"]
    assert_whole(site)


def test_referral_a_place_on_a_waitlist_is_kept_where_help_fell_through(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    for offer in offers:
        move(site, offer, "send")
    move(site, offers[0], "waitlist")
    move(site, offers[1], "accept")
    move(site, offers[1], "unable")
    assert set(dues(site, offers[0])) == {"W1"}
    assert dues(site, offers[1]) == {}


def test_referral_each_clock_rings_once_in_whoevers_process(site: Connections) -> None:
    offers = [referred(site, listing)[0] for listing in LISTINGS for _ in range(2)]
    for offer in offers:
        move(site, offer, "send")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ticking.tick(site, NOW + 11 * DAY), range(4)))
    assert states(site, offers) == ["expired"] * len(offers)
    for offer in offers:
        assert moves_of(site, offer) == ["create", "send", "expire"]
    assert_whole(site)


def test_referral_a_clock_that_fails_stops_no_other_and_is_tried_again(
    site: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    offers = [referred(site, listing)[0] for listing in LISTINGS[:2]]
    for offer in offers:
        move(site, offer, "send")

    def fail(session: Session, put: object, by: object) -> None:
        del session, by
        if put.offer.id == offers[0]:  # type: ignore[attr-defined]  # a Put
            raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(ticking, "CHUNK", 1)
        patched.setattr(ticking, "EFFECTS", {**ticking.EFFECTS, "remind": (fail,)})
        assert str(ticking.tick(site, at(10, 14))) == "1 done; 1 failed"
    assert str(ticking.tick(site, at(10, 14))) == "1 done"


def test_referral_that_is_not_withdrawn_today_keeps_no_other_waiting(
    site: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = [referred(site, until=(NOW + DAY).date())[0] for _ in range(2)]
    for offer in [*ending, waiting := referred(site)[0]]:
        move(site, offer, "send")
    withdraw = closing.withdraw

    def fail_first(session: Session, person_id: str, *more: object) -> None:
        if session.get_one(Referral, session.get_one(Offer, ending[0]).referral_id).person_id == person_id:
            raise RuntimeError
        withdraw(session, person_id, *more)  # type: ignore[arg-type]  # what it was called with

    with monkeypatch.context() as patched:
        patched.setattr(closing, "withdraw", fail_first)
        assert "1 failed" in str(ticking.tick(site, at(10, 15)))
    assert states(site, [*ending, waiting]) == ["sent", "cancelled", "sent"]
    assert "T1" not in dues(site, waiting)
    assert "failed" not in str(ticking.tick(site, at(10, 15)))
    assert states(site, ending) == ["cancelled", "cancelled"]


def test_referral_the_letter_says_to_sign_in_and_nothing_of_anybody(site: Connections) -> None:
    use_mailbox(site)
    [offer] = referred(site)
    move(site, offer, "send")
    sent = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("resource_app.mail.ConsoleSender.send", lambda _self, letter, _now: sent.append(letter))
        drain(site, lambda: NOW)
    [letter] = sent
    assert (letter.to, letter.subject) == ("desk@circle1.example.org", "You have something to answer")
    for word in ("Lantern", "Food", "RL-", "referral", offer):
        assert word not in letter.text


def test_referral_an_organization_gets_one_letter_when_it_is_sent_and_at_each_reminder(site: Connections) -> None:
    use_mailbox(site)
    [offer] = referred(site)
    move(site, offer, "send")
    counted = []
    for moment in (NOW, at(10, 14), at(10, 15)):
        ticking.tick(site, moment)
        with site.reading() as session:
            counted.append(session.scalar(select(func.count()).where(LetterRow.kind == notices.LETTER)))
    assert counted == [1, 2, 3]
    assert_whole(site)


def test_referral_a_letter_about_what_has_ended_is_needless_or_dropped(site: Connections) -> None:
    use_mailbox(site)
    [first], [second] = (referred(site) for _ in range(2))
    for offer in (first, second):
        move(site, offer, "send")
    move(site, first, "cancel")
    with site.transaction() as session:
        notices.drop(session, [second], NOW)
    sent = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("resource_app.mail.ConsoleSender.send", lambda _self, letter, _now: sent.append(letter.subject))
        assert drain(site, lambda: NOW) == 2
    assert sent == ["Your list has changed"]
    with site.reading() as session:
        asked = select(LetterRow.outcome).where(LetterRow.kind == notices.LETTER)
        assert session.scalars(asked).all() == ["needless", "needless"]
        assert session.scalar(select(func.count(Offer.id)).where(Offer.state == "sent")) == 1
    assert notices.LETTER in posting.KINDS


def test_referral_is_taken_back_on_the_day_its_consent_ends(site: Connections) -> None:
    [offer] = referred(site, until=(NOW + 2 * DAY).date())
    move(site, offer, "send")
    ticking.tick(site, NOW + DAY)
    assert states(site, [offer]) == ["sent"]
    ticking.tick(site, NOW + 2 * DAY)
    assert states(site, [offer]) == ["cancelled"]
    assert_whole(site)
