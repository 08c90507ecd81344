"""How does a team keep, open and take out the paper that a member signed? As a file of one consent, and for the team alone."""

from contextlib import suppress

from flask import Blueprint, Response, redirect
from sqlalchemy.exc import IntegrityError

from referrals.consents import files
from referrals.people import queries
from resource_app.access import open_to
from resource_app.errors import BadInput
from resource_app.uploads import MOST_SENT
from resource_app.web import doing, identity
from resource_app.web.forms import Filled, Form, NoFields, once, read
from resource_app.web.members import CARERS
from resource_app.web.members_consents import one
from resource_app.web.sent import file, keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page

blueprint = Blueprint("page_members_files", __name__)
CONSENT = "/members/<person_id>/consents/<consent_id>"


class FileForm(Form):
    """The id of the file, which comes beside it."""

    once = once()


@blueprint.post(f"{CONSENT}/files")
@open_to(CARERS, most_bytes=MOST_SENT)
def add(person_id: str, consent_id: str) -> Page:
    """Keep one; sent twice, it is one."""
    try:
        made = str(read(FileForm)["once"])
        with suppress(IntegrityError), doing.transaction() as session:
            person = queries.open_person(session, person_id, identity.somebody())
            files.add(session, person, consent_id, file("document"), identity.by(), made)
    except BadInput as error:
        return one(person_id, consent_id, Filled({}, error.field, error.message)), 422
    return _back(person_id, consent_id)


@blueprint.get(f"{CONSENT}/files/<file_id>")
@open_to(CARERS)
def download(person_id: str, consent_id: str, file_id: str) -> Response:
    """What is in it, as a file: no browser shows it as a page of ours."""
    keep_nothing()
    with identity.connections().transaction() as session:
        person = queries.open_person(session, person_id, identity.somebody())
        opened = files.read(session, person, consent_id, file_id, identity.by())
    answer = Response(opened.raw, mimetype=opened.kind.mime)
    answer.headers.set("Content-Disposition", "attachment", filename=f"consent-{file_id[:8]}.{opened.kind.ending}")
    return answer


@blueprint.post(f"{CONSENT}/files/<file_id>/remove")
@open_to(CARERS)
def remove(person_id: str, consent_id: str, file_id: str) -> Page:
    """Erase one that is the wrong one."""
    try:
        read(NoFields)
        with doing.transaction() as session:
            person = queries.open_person(session, person_id, identity.somebody())
            files.remove(session, person, consent_id, file_id, identity.by())
    except BadInput as error:
        return one(person_id, consent_id, Filled({}, "document", error.message)), 422
    return _back(person_id, consent_id)


def _back(person_id: str, consent_id: str) -> Page:
    return redirect(f"/members/{person_id}/consents/{consent_id}#files", SEE_OTHER)
