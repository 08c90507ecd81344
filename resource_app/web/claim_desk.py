"""How does a curator decide a claim? Who asks, what they show, what is known of the organization, and two answers."""

from typing import Any, cast

from flask import Blueprint, Response, redirect, render_template
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.accounts import people, queries, throttles
from resource_app.accounts.queries import Asked, Row
from resource_app.audit.recording import Entry, record
from resource_app.directory import claim_facts, claim_ways, claims
from resource_app.directory.models import Claim, Organization
from resource_app.directory.queries import Named
from resource_app.errors import BadInput, NotFound
from resource_app.uploads import kind_of
from resource_app.web import claim_words, identity
from resource_app.web.cards import place_url
from resource_app.web.forms import Filled, Form, NoFields, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading
from search import stored
from search.documents import Document

blueprint = Blueprint("page_claim_desk", __name__)
CURATOR = holders_of("curator")
CURATOR_NOW = holders_of("curator", recent=True)


class RefuseForm(Form):
    """Why not."""

    reason = line(required=False, most=40)


@blueprint.get("/desk/claims/<claim_id>")
@open_to(CURATOR)
def show(claim_id: str) -> Page:
    """A claim, with what speaks for it and against it."""
    return _page(claim_id, Filled())


@blueprint.get("/desk/claims/<claim_id>/document")
@open_to(CURATOR)
def document(claim_id: str) -> Response:
    """The document that is to prove it, as a file: no browser shows it as a page of ours."""
    with identity.connections().transaction() as session:
        raw = claims.get(session, claim_id).document
        if raw is None:
            raise NotFound("claim", claim_id)
        record(session, Entry(action="exported", subject=claims.subject(claim_id)), identity.by())
    kind = kind_of(raw)
    keep_nothing()
    answer = Response(raw, mimetype=kind.mime)
    answer.headers.set("Content-Disposition", "attachment", filename=f"claim-{claim_id}.{kind.ending}")
    return answer


@blueprint.post("/desk/claims/<claim_id>/grant")
@open_to(CURATOR_NOW)
def grant(claim_id: str) -> Page:
    """Invite the claimant, also to other records of the organization that were ticked."""
    known = identity.somebody()
    try:
        with reading() as session:
            alike = [each.id for each in claim_facts.alike(session, claims.get(session, claim_id).organization_id)]
        ticks: dict[str, Any] = {
            "trusted": line(required=False),
            **{f"also-{each}": line(required=False) for each in alike},
        }
        fields = read(cast("type[Form]", Form.from_dict(ticks, name="GrantForm")))
        throttles.spend(identity.connections(), "invite", now(), account=known.user_id)
        ticked = [each for each in alike if fields[f"also-{each}"]]
        with identity.connections().transaction() as session:
            made, held = claims.get(session, claim_id), list(known.held)
            claims.grant(session, made, ticked, held, identity.by(), trusted=bool(fields["trusted"]))
    except BadInput as error:
        return _page(claim_id, Filled({}, error.field, error.message)), 422
    return _back(claim_id)


@blueprint.post("/desk/claims/<claim_id>/refuse")
@open_to(CURATOR_NOW)
def refuse(claim_id: str) -> Page:
    """Say no, and why."""
    try:
        reason = read(RefuseForm)["reason"]
        with identity.connections().transaction() as session:
            claims.refuse(session, claims.get(session, claim_id), reason, identity.by())
    except BadInput as error:
        return _page(claim_id, Filled({}, error.field, error.message)), 422
    return _back(claim_id)


@blueprint.post("/desk/claims/<claim_id>/trust")
@open_to(CURATOR_NOW)
def trust(claim_id: str) -> Page:
    """Show what the organization changes at once; where it was so, let it wait again."""
    read(NoFields)
    with identity.connections().transaction() as session:
        home = session.get_one(Organization, claims.get(session, claim_id).organization_id)
        claims.trust(session, home.id, identity.by(), trusted=not home.trusted)
    return _back(claim_id)


def _back(claim_id: str) -> Page:
    return redirect(f"/desk/claims/{claim_id}", SEE_OTHER)


def _page(claim_id: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        made = claims.get(session, claim_id)
        staff = queries.people(session, Asked(made.organization_id)).rows
        _note(made, staff)
        return render_template("claims/desk.html", form=filled, claim=made, staff=staff, **_facts(session, made))


def _note(made: Claim, staff: Any) -> None:
    """Write down whose names are about to be seen: the claimant's, and those of who works there."""
    shown = [people.subject(each.id) for each in cast("list[Row]", staff)]
    with identity.connections().transaction() as session:
        record(
            session, Entry(action="opened", subject=claims.subject(made.id), details={"shown": shown}), identity.by()
        )


def _facts(session: Session, made: Claim) -> dict[str, Any]:
    home = session.get_one(Organization, made.organization_id)
    listings = stored.of_organization(session.connection(), home.id)
    asked_from = next((each for each in listings if each.id == made.object_id), None)
    own, theirs = claim_facts.domains(session, home.id), claim_facts.domain_of(made.email or "")
    who = reader(session)
    same: list[Named] = claim_facts.alike(session, home.id) if made.decided_at is None else []
    return {
        "organization": home,
        "day": who.day,
        "listings": [(place_url(each.service_id, each.id), each) for each in _by_name(listings)],
        "phones": claim_ways.phones_of(asked_from) if asked_from is not None else (),
        "listed_mail": claim_ways.listed_mail(session, made.object_id),
        "domains": own,
        "domain": theirs,
        "agrees": any(claim_facts.agree(theirs, each) for each in own) if theirs else False,
        "role": claims.role_for(session, home.id, now()),
        "same": same,
        "others": claim_facts.others(session, made),
        "state_words": claim_words.state_words,
        "proof_words": claim_words.proof_words,
        "reason_words": claim_words.reason_words,
        "reasons": claims.REASONS,
    }


def _by_name(listings: Any) -> list[Document]:
    return sorted(listings, key=lambda each: (each.name.casefold(), each.city, each.id))
