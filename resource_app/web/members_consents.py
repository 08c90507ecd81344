"""What has a member agreed to? Recorded in full, refused, narrowed, taken back; every version stays to be read."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, cast

from flask import Blueprint, g, redirect, render_template
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.consents import files, operations, queries, terms
from referrals.consents.models import Consent
from referrals.offers import closing
from referrals.people import queries as people
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.access import open_to
from resource_app.accounts.queries import names
from resource_app.directory.queries import Named, organization, organizations
from resource_app.errors import N_, BadInput
from resource_app.web import agreeing, doing, identity, language
from resource_app.web.consent_words import recipients, told
from resource_app.web.forms import Filled, Form, day_of, line, once, read, typed
from resource_app.web.members import CARERS
from resource_app.web.members_page import moment, open_person
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_members_consents", __name__)
TO = "to_"  # and an organization's id: a tick
TICKS = {
    **agreeing.TICK,
    **{f"for_{code}": line(required=False, most=3) for code, _words in terms.PURPOSES},
    **dict.fromkeys(("everybody", "share_back"), line(required=False, most=3)),
}
LINES = dict.fromkeys(
    ("act", "kind", "starts_on", "ends_on", "method", "relation", "why", "language"), line(required=False, most=40)
) | dict.fromkeys(("organization", "signer", "authority"), line(required=False, most=200))


class WhyForm(Form):
    """Why it is taken back."""

    why = line(required=False, most=20)


@blueprint.get("/members/<person_id>/consents")
@open_to(CARERS)
def index(person_id: str) -> Page:
    """Each consent as it stands."""
    with reading() as session:
        open_person(session, person_id, "consents")
        rows = [told(session, each) for each in queries.of_person(session, person_id)]
    return render_template("members/consents.html", person_id=person_id, rows=rows)


@blueprint.get("/members/<person_id>/consents/new")
@open_to(CARERS)
def ask(person_id: str) -> Page:
    """A form with what is usual; nothing that is sensitive is ticked."""
    with reading() as session:
        name = sealing.values_of(session, open_person(session, person_id, "consents"))["name"]
    return _form(person_id, Filled(usual(name, now().date())))


@blueprint.post("/members/<person_id>/consents/new")
@open_to(CARERS)
def add(person_id: str) -> Page:
    """Record once that they agreed or said no; or only look for an organization, or go on in another language."""
    given = typed()
    with reading() as session:
        people.open_person(session, person_id, identity.somebody())
        chosen = chosen_in(session, given)
    if given.get("act") in {"find", "language"}:
        return _form(person_id, Filled(given), chosen)
    try:
        said = read(_shape(chosen))
        recorded = operations.refuse if said["act"] == "refuse" else operations.give
        with suppress(IntegrityError), doing.transaction() as session:
            person, made = people.open_person(session, person_id, identity.somebody()), str(said["once"])
            agreed = terms_in(said, chosen, now().date())
            recorded(session, person, agreed, _signed(said), identity.by(), consent_id=made)
    except BadInput as error:
        return _form(person_id, Filled(given, error.field, error.message), chosen), 422
    return _back(person_id)


@blueprint.get("/members/<person_id>/consents/<consent_id>")
@open_to(CARERS)
def show(person_id: str, consent_id: str) -> Page:
    """One with its history, to be narrowed or taken back."""
    return one(person_id, consent_id, Filled())


@blueprint.post("/members/<person_id>/consents/<consent_id>/narrow")
@open_to(CARERS)
def narrow(person_id: str, consent_id: str) -> Page:
    """Keep what is still ticked, and no more."""
    given = typed()
    try:
        with reading() as session:
            chosen = chosen_in(session, given)
        said = read(_shape(chosen))
        with doing.transaction() as session:
            person = people.open_person(session, person_id, identity.somebody())
            was = queries.terms_of(queries.newest(session, person, consent_id))
            less = _less(was, said, chosen)
            closing.narrow(session, person, consent_id, less, identity.by())
    except BadInput as error:
        return one(person_id, consent_id, Filled(given, error.field, error.message)), 422
    return _back(person_id, consent_id)


@blueprint.post("/members/<person_id>/consents/<consent_id>/revoke")
@open_to(CARERS)
def revoke(person_id: str, consent_id: str) -> Page:
    """Take it back as a whole."""
    try:
        why = _why(read(WhyForm)["why"])
        with doing.transaction() as session:
            person = people.open_person(session, person_id, identity.somebody())
            closing.revoke(session, person, consent_id, why, identity.by())
    except BadInput as error:
        return one(person_id, consent_id, Filled({}, error.field, error.message)), 422
    return _back(person_id, consent_id)


def usual(name: str, today: date) -> dict[str, str]:
    """What stands in an empty form: all that is usual to the organizations of the network, for a year."""
    return {
        "kind": "platform",
        **{f"tell_{code}": "yes" for code in terms.USUAL},
        "for_referral": "yes",
        "for_coordination": "yes",
        "everybody": "yes",
        "share_back": "yes",
        "starts_on": today.isoformat(),
        "ends_on": (today + agreeing.USUAL).isoformat(),
        "signer": name,
        "language": language.name_of(language.current()),
    }


def chosen_in(session: Session, given: Mapping[str, str]) -> list[Named]:
    """The organizations that are ticked by name, as far as there are such."""
    ids = sorted(name.removeprefix(TO) for name in given if name.startswith(TO))
    found = (organization(session, each) for each in ids)
    return [each for each in found if each is not None]


def terms_in(said: Mapping[str, Any], chosen: Sequence[Named], today: date) -> terms.Terms:
    """What was agreed to. Raises BadInput naming a field."""
    if said["kind"] not in terms.RULE:
        raise BadInput(N_("Choose what kind of consent it is."), "kind")
    return terms.Terms(
        kind=said["kind"],
        purposes=cast("frozenset[terms.Purpose]", _ticked("for_", said)),
        data_classes=_ticked("tell_", said),
        recipients=_recipients(said, chosen),
        starts_on=_day(said, "starts_on") or today,
        ends_on=_day(said, "ends_on"),
        share_back=bool(said["share_back"]),
        method=agreeing.method_in(said),
    )


def _signed(said: Mapping[str, Any]) -> operations.Signed:
    return replace(
        agreeing.signed(said),
        language=said["language"],
        refused_for=_why(said["why"]) if said["act"] == "refuse" else "",
    )


def _why(code: str) -> str:
    if code not in dict(terms.WHY):
        raise BadInput(N_("Choose why, even if they did not say."), "why")
    return code


def _less(was: terms.Terms, said: Mapping[str, Any], chosen: Sequence[Named]) -> terms.Terms:
    less = replace(
        was,
        data_classes=_ticked("tell_", said),
        recipients=_recipients(said, chosen),
        ends_on=_day(said, "ends_on"),
        share_back=bool(said["share_back"]),
    )
    if less == was:
        raise BadInput(N_("Take a tick away, or give an earlier day: as it is, nothing would change."), "data_classes")
    return less


def _ticked(begins: str, said: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(name.removeprefix(begins) for name, value in said.items() if name.startswith(begins) and value)


def _recipients(said: Mapping[str, Any], chosen: Sequence[Named]) -> frozenset[str]:
    named = frozenset(each.id for each in chosen if said[TO + each.id])
    return named | ({terms.EVERYBODY} if said["everybody"] else frozenset())


def _day(said: Mapping[str, Any], name: str) -> date | None:
    if not said[name]:
        return None
    day = day_of(said[name])
    if day is None:
        raise BadInput(N_("Write the day as in 2026-10-30."), name)
    return day


def _shape(chosen: Sequence[Named]) -> type[Form]:
    to = {TO + each.id: line(required=False, most=3) for each in chosen}
    return cast("type[Form]", Form.from_dict({**TICKS, **LINES, **to, "once": once()}, name="ConsentForm"))


def _form(person_id: str, filled: Filled, chosen: Sequence[Named] = ()) -> str:
    keep_nothing()
    g.language_form = "consent"
    words = filled.values.get("organization", "").strip()
    with reading() as session:
        found = [each for each in organizations(session, words, ()) if each.listed] if words else []
    known = {each.id for each in chosen}
    return render_template(
        "members/consent_form.html",
        form=filled,
        person_id=person_id,
        organizations=[*chosen, *(each for each in found if each.id not in known)],
        looked_for=words,
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    """What there is to choose from, in the reader's language."""
    t = language.translator()
    return {
        "kinds": [(rule.kind, t.gettext(rule.name), "") for rule in terms.RULES],
        "purposes": [(f"for_{code}", t.gettext(words)) for code, words in terms.PURPOSES],
        "usual_classes": [
            (f"tell_{each.code}", t.gettext(each.name)) for each in terms.DATA_CLASSES if not each.sensitive
        ],
        "sensitive_classes": [
            (f"tell_{each.code}", t.gettext(each.name)) for each in terms.DATA_CLASSES if each.sensitive
        ],
        "methods": [(code, t.gettext(words), "") for code, words in agreeing.METHODS],
        "statements": [t.gettext(words) for _code, words in agreeing.STATEMENTS],
        "reasons": [(code, t.gettext(words), "") for code, words in terms.WHY],
    }


def one(person_id: str, consent_id: str, filled: Filled) -> str:
    """The page of one, with what was sent in a form of it."""
    with reading() as session:
        person = open_person(session, person_id, "consents")
        newest = queries.newest(session, person, consent_id)
        return render_template(
            "members/consent.html",
            form=filled if filled.values else replace(filled, values=_as_it_is(newest)),
            person_id=person_id,
            told=told(session, newest),
            kept=[
                (f"tell_{each.code}", language.translator().gettext(each.name))
                for each in terms.DATA_CLASSES
                if each.code in newest.data_classes
            ],
            to=recipients(session, newest),
            history=_history(session, person, consent_id),
            files=[(each, moment(session, each.added_at)) for each in files.of_consent(session, person, consent_id)],
            reasons=_choices()["reasons"],
        )


def _as_it_is(consent: Consent) -> dict[str, str]:
    return {
        **{f"tell_{each}": "yes" for each in consent.data_classes},
        **{TO + each: "yes" for each in consent.recipients if each != terms.EVERYBODY},
        "everybody": "yes" if terms.EVERYBODY in consent.recipients else "",
        "share_back": "yes" if consent.share_back else "",
        "ends_on": consent.ends_on.isoformat() if consent.ends_on else "",
    }


def _history(session: Session, person: Person, consent_id: str) -> list[dict[str, Any]]:
    """Every version, with who recorded it when, and who agreed."""
    rows = queries.versions(session, person, consent_id)
    called = names(session, {each.recorded_by for each in rows})
    t = language.translator()
    return [
        {
            "told": told(session, each),
            "when": moment(session, each.recorded_at),
            "by": called.get(each.recorded_by, ""),
            "signer": sealing.unseal(session, person, f"consent {consent_id}", each.signer),
            "method": t.gettext(dict(agreeing.METHODS)[cast("terms.Method", each.method)]),
            "language": each.language,
        }
        for each in rows
    ]


def _back(person_id: str, consent_id: str = "") -> Page:
    return redirect(f"/members/{person_id}/consents" + (f"/{consent_id}" if consent_id else ""), SEE_OTHER)
