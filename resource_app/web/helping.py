"""Whom does somebody search for? The member they chose in this session stands on the first page, and fills the search in."""

from dataclasses import dataclass

from flask import Blueprint, redirect
from werkzeug.datastructures import MultiDict

from referrals.people import fields, lately, queries, sealing
from referrals.people.models import Person
from resource_app import phrases
from resource_app.access import open_to
from resource_app.directory.facts.languages import languages_of
from resource_app.web import doing, identity, members_words
from resource_app.web.members import CARERS
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.state import EMPTY, SearchState
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_helping", __name__)
ALSO = ("culture", "diet")  # what words of a search can ask for


@dataclass(frozen=True, slots=True)
class Helped:
    """Who is searched for: what they are called, the search as it begins, the language they speak (code and name, empty where
    the directory has no such filter), words that the search may ask for, and whom they want to be helped by.
    """

    id: str
    called: str
    begun: SearchState
    language: tuple[str, str]
    also: tuple[str, ...]
    worker: str


@blueprint.post("/members/<person_id>/help")
@open_to(CARERS)
def begin(person_id: str) -> Page:
    """Search for a member from now on."""
    with doing.transaction() as session:
        person = queries.open_person(session, person_id, identity.somebody())
        lately.remember(session, person, identity.somebody())
    return redirect("/", SEE_OTHER)


@blueprint.post("/members/help/end")
@open_to(CARERS)
def end() -> Page:
    """Search for nobody from now on."""
    with doing.transaction() as session:
        lately.let_go(session, identity.somebody())
    return redirect("/", SEE_OTHER)


def helped() -> Helped | None:
    """Whom a care team searches for in this session; that they are shown is written down first. None for everybody else."""
    if not identity.holds(*queries.CARERS):
        return None
    with reading() as session:
        person = lately.last(session, identity.somebody())
        if person is None:
            return None
        identity.looked("listed", "person:helped", shown=[f"person:{person.id}"])
        return _helped(person, fields.without_secret_home(sealing.values_of(session, person)))


def with_wishes(typed: "MultiDict[str, str]") -> "MultiDict[str, str]":
    """What was typed in a search, with the wishes that were ticked among its words."""
    said = MultiDict(typed)
    said["what"] = " ".join([typed.get("what", ""), *typed.getlist("also")]).strip()
    return said


def _helped(person: Person, values: fields.Values) -> Helped:
    """No list of what is near begins at the home of somebody who is locked."""
    who, worker = reader(), fields.FIELD["worker_gender"]
    known = languages_of([{"name": values.get("language", "")}])
    spoken = next((each.code for each in known if each.code not in ("", "eng")), "")
    return Helped(
        id=person.id,
        called=values.get("called") or values["name"],
        begun=EMPTY.but(where="" if person.locked else values.get("zip", "")[:5]),
        language=(spoken, phrases.language_name(who.t, spoken, spoken, who.locale)) if spoken else ("", ""),
        also=tuple(values[code] for code in ALSO if code in values),
        worker=members_words.value_words(worker, values[worker.code]) if worker.code in values else "",
    )
