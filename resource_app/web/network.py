"""How do referrals work here? The rules of the network for everybody to read, and for its administrator to change."""

from typing import cast

from flask import Blueprint, redirect, render_template

from resource_app.access import PUBLIC, holders_of, open_to
from resource_app.errors import BadInput
from resource_app.network import operations
from resource_app.network.rules import RULES
from resource_app.web import identity, rule_words
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading

blueprint = Blueprint("page_network", __name__)
RulesForm = cast("type[Form]", Form.from_dict({rule.code: line(most=40) for rule in RULES}, name="RulesForm"))


@blueprint.get("/network")
@open_to(PUBLIC)
def show() -> Page:
    """The rules, in words."""
    with reading() as session:
        return render_template("network/show.html", rules=rule_words.rows(operations.rules(session)))


@blueprint.get("/network/rules")
@open_to(holders_of("network_admin"))
def ask() -> Page:
    """Every rule, to be changed."""
    return _form(Filled())


@blueprint.post("/network/rules")
@open_to(holders_of("network_admin", recent=True))
def change() -> Page:
    """Change what is different."""
    try:
        wanted = read(RulesForm)
        with identity.connections().transaction() as session:
            operations.change(session, wanted, identity.by())
    except BadInput as error:
        return _form(Filled({}, error.field, error.message)), 422
    return redirect("/network", SEE_OTHER)


def _form(filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        return render_template("network/rules.html", form=filled, rules=rule_words.rows(operations.rules(session)))
