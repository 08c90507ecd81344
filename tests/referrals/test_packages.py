"""Several needs that go to one organization together (docs: acceptance test 9): each stays a referral of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from referrals.cases import operations as cases
from referrals.cases.models import Case
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.offers import packages
from referrals.offers.facts import standing_of
from referrals.offers.making import Asked, NotPossible, Refused
from referrals.offers.models import Offer, Referral
from referrals.offers.moves import State
from referrals.offers.packages import Line
from referrals.offers.referring import Wanted
from referrals.people import operations as people
from referrals.people.models import Person
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound
from tests.referrals.offering import BY, NOW, SAID, TODAY, assert_whole, move
from tests.validation.listings import id_of, load_many

HERE = tuple(id_of(f"listing 1-{number}") for number in range(4))
ELSEWHERE = id_of("listing 2-0")
NEEDS = ("food-insecurity", "transportation-insecurity", "utility-insecurity", "housing-instability")


@pytest.fixture
def site(connections: Connections) -> Iterator[Connections]:
    with connections.transaction() as session:
        load_many(session, [4, 1], NOW)
        person = session.get_one(Person, people.add(session, {"name": "Ada Lantern"}, "care-lantern", BY))
        agreed = terms.Terms(
            kind="platform",
            purposes=frozenset({"referral"}),
            data_classes=terms.USUAL,
            recipients=frozenset({terms.EVERYBODY}),
            starts_on=TODAY,
        )
        consents.give(session, person, agreed, Signed(name="Ada Lantern", language="en"), BY)
        cases.open_case(session, person, "volunteer", BY)
    yield connections
    assert_whole(connections)


def together(site: Connections, *listings: tuple[str, ...], needs: tuple[str, ...] = NEEDS) -> str:
    """The package of a line for each need, put to these listings."""
    with site.transaction() as session:
        case = session.scalars(select(Case)).one()
        put = [cases.add_need(session, case, each, "talk", BY) for each in needs]
        lines = [Line(need, Wanted(listing_ids=each)) for need, each in zip(put, listings, strict=True)]
        return packages.refer_together(session, case, lines, BY)


def send(site: Connections, package: str) -> list[str]:
    """The ids of the first offers, in the order of HERE."""
    with site.transaction() as session:
        sent = packages.send_together(session, package, {}, BY)
        assert set(sent.values()) == {"sent"}
        listing = dict(session.execute(select(Offer.listing_id, Offer.id).where(Offer.id.in_(sent))).all())
    return [listing[each] for each in HERE if each in listing]


def answer(site: Connections, package: str, *said: tuple[str, str]) -> dict[str, State]:
    """What the organization says to some of these offers at once."""
    asked = [Asked(offer_id=offer, move=code, version=2, party="organization", said=SAID[code]) for offer, code in said]
    with site.transaction() as session:
        return dict(packages.answer_together(session, package, asked, BY))


def stands(site: Connections, package: str) -> dict[str, list[tuple[str, str]]]:
    """(listing, state) of every offer of a line, and how the line stands, by the first listing of it."""
    found = {}
    with site.reading() as session:
        for referral in session.scalars(select(Referral).where(Referral.package == package)):
            offers = select(Offer.listing_id, Offer.state).where(Offer.referral_id == referral.id).order_by(Offer.rank)
            rows = [(listing, state) for listing, state in session.execute(offers)]
            found[rows[0][0]] = [*rows, ("stands", standing_of(session, referral, TODAY))]
    return found


@pytest.mark.acceptance
def test_referral_acceptance_9_a_package_of_four_needs_to_one_organization_two_accepted(site: Connections) -> None:
    package = together(site, *((here, ELSEWHERE) if here == HERE[2] else (here,) for here in HERE))
    assert {state for rows in stands(site, package).values() for _, state in rows} == {"queued", "draft"}
    first, second, third, fourth = send(site, package)
    answer(site, package, (first, "accept"), (second, "accept"), (third, "decline"))
    assert stands(site, package) == {
        HERE[0]: [(HERE[0], "accepted"), ("stands", "matched")],
        HERE[1]: [(HERE[1], "accepted"), ("stands", "matched")],
        HERE[2]: [(HERE[2], "declined"), (ELSEWHERE, "sent"), ("stands", "offering")],
        HERE[3]: [(HERE[3], "sent"), ("stands", "offering")],
    }
    assert answer(site, package, (fourth, "waitlist")) == {fourth: "waitlisted"}
    move(site, first, "complete")
    assert [rows[-1][1] for rows in stands(site, package).values()].count("matched") == 1


@pytest.mark.parametrize(
    ("needs", "listings"),
    [
        (NEEDS[:1], [HERE[:1]]),
        (("food-insecurity", "intimate-partner-violence"), [HERE[:1], HERE[1:2]]),
        (NEEDS[:2], [HERE[:1], (ELSEWHERE,)]),
        (NEEDS[:2], [HERE[:1], ()]),
    ],
)
def test_referral_packages_what_cannot_go_together_is_refused_and_nothing_is_kept(
    site: Connections, needs: tuple[str, ...], listings: list[tuple[str, ...]]
) -> None:
    with pytest.raises(BadInput):
        together(site, *listings, needs=needs)
    with site.reading() as session:
        assert session.scalars(select(Referral)).all() == []


def test_referral_packages_a_line_that_cannot_be_sent_holds_the_others_back(site: Connections) -> None:
    package = together(
        site, HERE[:1], HERE[1:2], needs=("food-insecurity", "medical-cost-burden")
    )  # nobody agreed to that
    with pytest.raises(Refused), site.transaction() as session:
        packages.send_together(session, package, {}, BY)
    assert {state for rows in stands(site, package).values() for _, state in rows[:-1]} == {"queued"}


def test_referral_packages_another_ones_offer_and_another_move_are_not_there(site: Connections) -> None:
    package = together(site, HERE[:1], HERE[1:2], needs=NEEDS[:2])
    other = together(site, HERE[2:3], HERE[3:], needs=NEEDS[2:])
    [mine, _] = send(site, package)
    [theirs, _] = send(site, other)
    for said in ((theirs, "accept"), (mine, "cancel")):
        with pytest.raises(NotFound):
            answer(site, package, said)
    with pytest.raises(NotFound):
        answer(site, "no package", (mine, "accept"))


def test_referral_packages_of_two_who_answer_at_once_one_is_told_and_nothing_is_half_done(site: Connections) -> None:
    package = together(site, *((each,) for each in HERE))
    offers = send(site, package)

    def say(code: str) -> str:
        order = offers if code == "accept" else list(reversed(offers))
        try:
            return ",".join(answer(site, package, *((each, code) for each in order)).values())
        except NotPossible:
            return "late"

    with ThreadPoolExecutor(2) as both:
        said = list(both.map(say, ("accept", "decline")))
    assert "late" in said
    assert len({rows[0][1] for rows in stands(site, package).values()}) == 1


def test_referral_packages_with_which_others_one_goes_never_changes(site: Connections) -> None:
    together(site, *((each,) for each in HERE))
    with pytest.raises(DBAPIError, match="never change"), site.transaction() as session:
        session.execute(text("UPDATE referral SET package = 'another'"))
