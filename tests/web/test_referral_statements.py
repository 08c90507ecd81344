"""What the law has go with a referral stands wherever somebody is told of it: by its stage, and from the network."""

import pytest
from flask import Flask

from referrals.offers.statements import NAMED, UNNAMED, statements
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import LISTING
from tests.web.people import Visitor, Watch
from tests.web.test_referral_canaries import SENDER, WORDS_OF, Staged, shown
from tests.web.test_referrals import NEED, further, text

pytestmark = pytest.mark.usefixtures("quick")
EVERY = (UNNAMED, *(words for each in NAMED.values() for words in each))
NETWORK = "a care team of this network"


def read(who: Visitor, way: str) -> str:
    answer = who.get(way)
    assert answer.status_code == 200, way
    return text(answer)


@pytest.mark.parametrize("need", WORDS_OF)
def test_referral_the_sheet_the_call_and_the_result_say_what_the_law_has_them_say(
    site: Flask, connections: Connections, keys: Keys, watch: Watch, need: str
) -> None:
    stage = Staged(site, connections, keys, watch, need)
    referral = stage.refer()
    way, named = f"{referral}/{stage.offer()}", list(statements(need, named=True))
    sheet = read(stage.nurse, f"{way}/sheet")
    assert shown(sheet, EVERY) == ([UNNAMED] if named else [])
    assert shown(read(stage.nurse, f"{way}/call"), EVERY) == []
    stage.move("accept", contact_person="Front desk")
    call, result = read(stage.nurse, f"{way}/call"), read(stage.nurse, f"{referral}/result")
    assert shown(call, EVERY) == shown(result, EVERY) == named
    assert ([NETWORK in page for page in (sheet, call)], "617-555-0121" in sheet) == ([bool(named)] * 2, True)


def test_referral_statements_are_read_in_spanish(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    stage = Staged(site, connections, keys, watch, "substance-use")
    stage.refer()
    stage.move("accept", contact_person="Front desk")
    told = read(stage.staff, f"/inbox/{stage.offer()}?lang=es")
    assert "42 CFR, parte 2" in told
    assert shown(told, EVERY) == []


@pytest.mark.parametrize("kind", ["part_2", "victim_services"])
def test_referral_of_a_team_whose_name_would_tell_too_much_names_it_at_no_stage(
    site: Flask, connections: Connections, keys: Keys, watch: Watch, kind: str
) -> None:
    stage = Staged(site, connections, keys, watch, "food-insecurity")
    marks, admin = f"/organizations/{stage.team}/clearances", stage.holding(Held("network_admin", None))
    assert shown(read(admin, f"/organizations/{stage.team}/staff"), (marks,)) == [marks]
    assert shown(read(admin, marks), ("Not named where it refers",)) != []
    assert admin.post(marks, marks, **{kind: "yes"}).status_code == 303
    referral = stage.refer()
    draft = further(stage, LISTING)
    stage.nurse.post(f"{draft}/need", **NEED)
    assert shown(read(stage.nurse, draft), (f"From {NETWORK}", "Northpoint")) == [f"From {NETWORK}"]
    way = f"{referral}/{stage.offer()}"
    pages = [read(stage.staff, "/inbox"), *(read(stage.nurse, f"{way}/{each}") for each in ("sheet", "call"))]
    stage.move("accept", contact_person="Front desk")
    pages.append(read(stage.staff, f"/inbox/{stage.offer()}"))
    assert [shown(page, (NETWORK, "617-555-0121")) for page in pages] == [[NETWORK, "617-555-0121"]] * 4
    assert [shown(page, (UNNAMED,)) for page in pages] == [[UNNAMED], [UNNAMED], [], [UNNAMED]]
    assert [shown(page, ("Northpoint",)) for page in pages] == [[]] * 4
    assert [shown(pages[number], SENDER) for number in (0, 3)] == [[]] * 2
