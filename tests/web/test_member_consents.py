"""What a member agreed to is recorded, refused, narrowed and taken back on pages; sensitive classes are off until ticked."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.consents import terms
from referrals.consents.models import Consent
from referrals.people import operations
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import BY, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
TEAM = "77777777-7777-4777-8777-777777777777"
FORM = {
    "kind": "platform",
    "for_referral": "yes",
    "tell_need": "yes",
    "tell_contact": "yes",
    "everybody": "yes",
    "share_back": "yes",
    "starts_on": "2026-10-13",
    "ends_on": "10/13/2027",
    "method": "said aloud",
    "relation": "self",
    "signer": "Ada Lantern",
    "language": "Español",
    "act": "give",
}
RELEASE = FORM | {
    "kind": "victim_services",
    "tell_victim_services": "yes",
    "everybody": "",
    f"to_{ORGANIZATION}": "yes",
    "method": "signed here",
    "ends_on": "2026-11-12",
}


@pytest.fixture
def nurse(site: Flask, connections: Connections, keys: Keys) -> Visitor:
    with connections.transaction() as session:
        load(session, NOW)
    return Visitor(site).sign_in(a_person(connections, keys, Held("care_team", TEAM)))


@pytest.fixture
def way(connections: Connections) -> str:
    with connections.transaction() as session:
        ada = operations.add(session, {"name": "Ada Lantern", "born_on": "1984-02-29"}, TEAM, BY)
    return f"/members/{ada}/consents"


def kept(connections: Connections) -> list[Consent]:
    with connections.reading() as session:
        rows = list(session.scalars(select(Consent).order_by(Consent.recorded_at, Consent.version)))
        session.expunge_all()
        return rows


def test_referral_consent_form_has_nothing_sensitive_ticked(nurse: Visitor, way: str) -> None:
    page = nurse.get(f"{way}/new").text
    for each in terms.DATA_CLASSES:
        [box] = re.findall(rf'<input[^>]*id="tell_{each.code}"[^>]*>', page)
        assert (" checked" in box) is (not each.sensitive)
    assert "HIV" in page
    assert "no care and no benefit depends on it" in page


def test_referral_consent_is_recorded_with_all_that_belongs_to_it(
    nurse: Visitor, way: str, connections: Connections
) -> None:
    [key] = re.findall(r'name="once" value="([^"]*)"', nurse.get(f"{way}/new").text)
    for _ in range(2):
        assert nurse.post(f"{way}/new", **FORM, once=key).location == way
    [made] = kept(connections)
    assert (made.kind, made.said, made.method, made.language) == ("platform", "given", "said aloud", "Español")
    assert (made.data_classes, made.recipients, made.purposes) == (["contact", "need"], [terms.EVERYBODY], ["referral"])
    assert (str(made.starts_on), str(made.ends_on), made.share_back) == ("2026-10-13", "2027-10-13", True)
    assert made.statements == ["voluntary", "revocable", "redisclosure"]
    page = nurse.get(way).text
    for told in ("Agreed, until 13 October 2027", "Sharing in this network", "community organizations"):
        assert told in page
    assert "Ada" not in page
    assert "Ada Lantern" in nurse.get(f"{way}/{made.id}").text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"method": ""}, "method"),
        ({"for_referral": ""}, "purposes"),
        ({"everybody": ""}, "recipients"),
        ({"tell_need": "", "tell_contact": ""}, "data_classes"),
        ({"tell_part_2": "yes"}, "data_classes"),
        ({"ends_on": "2026-10-13"}, "ends_on"),
        ({"ends_on": "soon"}, "ends_on"),
        ({"signer": " "}, "signer"),
        ({"relation": "other"}, "authority"),
        ({"act": "refuse"}, "why"),
        ({"kind": "authorization"}, "method"),
        (RELEASE | {"everybody": "yes"}, "recipients"),
        (RELEASE | {"ends_on": ""}, "ends_on"),
    ],
)
def test_referral_consent_what_cannot_be_is_said_where_it_is_and_nothing_is_lost(
    nurse: Visitor, way: str, connections: Connections, changed: dict[str, str], field: str
) -> None:
    answer = nurse.post(f"{way}/new", **FORM | changed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'value="Español"' in answer.text
    assert re.search(r'id="share_back"[^>]* checked', answer.text)
    assert kept(connections) == []


def test_referral_consent_an_organization_is_named(nurse: Visitor, way: str, connections: Connections) -> None:
    looked = nurse.post(f"{way}/new", **FORM | {"everybody": "", "organization": "lantern", "act": "find"})
    assert looked.status_code == 200
    assert f'name="to_{ORGANIZATION}"' in looked.text
    assert 'value="Ada Lantern"' in looked.text
    assert kept(connections) == []
    assert "There is none." in nurse.post(f"{way}/new", **FORM | {"organization": "xylo", "act": "find"}).text
    assert nurse.post(f"{way}/new", **RELEASE).status_code == 303
    [made] = kept(connections)
    assert made.recipients == [ORGANIZATION]
    assert "Lantern Neighbors" in nurse.get(way).text


def test_referral_consent_a_refusal_is_an_answer(nurse: Visitor, way: str, connections: Connections) -> None:
    assert nurse.post(f"{way}/new", **FORM | {"act": "refuse", "why": "private"}).status_code == 303
    [made] = kept(connections)
    assert (made.said, made.why) == ("refused", "private")
    page = nurse.get(way).text
    assert "They said no" in page
    assert "They want it kept private" in page
    assert "Take it all back" not in nurse.get(f"{way}/{made.id}").text


def test_referral_consent_is_narrowed_and_taken_back_and_every_version_stays(
    nurse: Visitor, way: str, connections: Connections
) -> None:
    nurse.post(f"{way}/new", **FORM)
    [made] = kept(connections)
    one = f"{way}/{made.id}"
    less = {"everybody": "yes", "share_back": "yes", "ends_on": "2027-10-13", "tell_need": "yes"}
    for wrong in (less | {"tell_contact": "yes"}, less | {"tell_hiv": "yes"}, less | {"ends_on": ""}):
        assert nurse.post(f"{one}/narrow", page=one, **wrong).status_code == 422
    assert nurse.post(f"{one}/narrow", page=one, **less).location == one
    assert nurse.post(f"{one}/revoke", page=one, why="nonsense").status_code == 422
    assert nurse.post(f"{one}/revoke", page=one, why="afraid").location == one
    assert [(each.version, each.said, each.data_classes) for each in kept(connections)] == [
        (1, "given", ["contact", "need"]),
        (2, "given", ["need"]),
        (3, "revoked", ["need"]),
    ]
    page = nurse.get(one).text
    for told in ("Taken back", "They are afraid of what could follow", "Agreed, until 13 October 2027"):
        assert told in page
    assert page.count("Wren Alder") > 2


def test_referral_consent_of_somebody_else_is_not_there(
    nurse: Visitor, way: str, site: Flask, keys: Keys, connections: Connections
) -> None:
    nurse.post(f"{way}/new", **FORM)
    [made] = kept(connections)
    other = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", ORGANIZATION)))
    for path in (way, f"{way}/new", f"{way}/{made.id}"):
        assert other.get(path).status_code == 404
    for path in (f"{way}/new", f"{way}/{made.id}/narrow", f"{way}/{made.id}/revoke"):
        assert other.post(path, page="/members", **FORM | {"why": "afraid"}).status_code in {404, 422}
    assert len(kept(connections)) == 1
