"""What is wrong with what a source says, and what must not be shown? Pure: statements in, typed columns and issues out.

A stored HSDS value is never altered: a point that cannot be right is withheld, a place said to be confidential is hidden.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from importers.record import Issue
from resource_app.database import Json
from resource_app.directory.addresses import holds_street_address
from resource_app.directory.deriving import reference_of, status_of
from resource_app.directory.facts.phones import phones_of
from resource_app.directory.giveaways import any_holds, told_by_its_own
from resource_app.directory.hsds import Incoming
from resource_app.directory.marks import effects_of, is_doubted
from resource_app.directory.points import checked_point
from resource_app.directory.policy import HELD_MARK
from resource_app.directory.secrecy import may_say_confidential, says_confidential

LISTING = "service_at_location"
_MARKUP = re.compile(
    r"&(?:[a-z]{2,8}|#\d{1,5}|#x[0-9a-f]{1,5});|</?[a-z][^<>]{0,80}>|\^\^|\\[nr]|###\w+###", re.IGNORECASE
)
_MOJIBAKE = re.compile(r"[GÔâ][ÇÃ€][ÖÉÜÿ™œ£]|Ã[©¨±¡³­]|â€.|Â[ °·]")
_CALLABLE = re.compile(r"\D*1?\D*[2-9]\d{2}\D*[2-9]\d{2}\D*\d{4}\D*")
_LONG = 100
_AROUND = "().!*-:;"  # "(Confidential)"
HELD_REASONS = ("candidate", "address in text", "withdrawn", "merged")
ALONE = ("address in text", "withdrawn")  # the others name another listing, which a mark does not: held as withdrawn


@dataclass(slots=True)
class Cleaned:
    """A record's statements with their typed columns.

    `private` are the places whose address is hidden, `confidential` those hidden because a text or a doubtful mark says so
    (somebody should look), `held` the listings whose texts hold a street address of a private place.
    """

    objects: tuple[Incoming, ...]
    issues: list[Issue] = field(default_factory=list)
    private: frozenset[str] = frozenset()
    confidential: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


def clean(objects: Sequence[Incoming], known_private: frozenset[str] = frozenset()) -> Cleaned:
    """Check a record's statements; `known_private` are places already private, whatever this source says."""
    cleaner = _Cleaner(objects)
    marked, guessed = cleaner.hidden_places()
    private = marked | guessed | (known_private & cleaner.places.keys())
    held = cleaner.held_listings(private)
    columns: dict[tuple[str, str], Json] = {}
    for incoming in objects:
        columns[incoming.kind, incoming.id] = {**incoming.columns, **cleaner.columns_of(incoming, private, held)}
    settled = tuple(
        Incoming(each.kind, each.id, each.body, each.whole, columns[each.kind, each.id]) for each in objects
    )
    return Cleaned(settled, cleaner.issues, private, guessed - marked, held)


class _Cleaner:
    def __init__(self, objects: Sequence[Incoming]) -> None:
        self.objects = objects
        self.issues: list[Issue] = []
        self.places: dict[str, Json] = {each.id: each.body for each in objects if each.kind == "location"}
        self.listings = [each for each in objects if each.kind == LISTING]
        self.services: dict[str, Json] = {each.id: each.body for each in objects if each.kind == "service"}
        self._effects = {id(each.body): effects_of(each.kind, each.body) for each in objects}
        self._organizations = [each.body for each in objects if each.kind == "organization"]

    def hidden_places(self) -> tuple[frozenset[str], frozenset[str]]:
        """(places surely marked private, places of which a text or a doubtful mark says so)."""
        marked, guessed = set[str](), set[str]()
        for key, kind, body in self._spoken_of():
            if self._hides(body):
                (guessed if is_doubted(kind, body) else marked).add(key)
            if key not in marked and self._says(body, of_place=kind == "location"):
                guessed.add(key)
        return frozenset(marked), frozenset(guessed)

    def _spoken_of(self) -> Iterator[tuple[str, str, Json]]:
        """(place, kind, body) of each object that may say that the place is private."""
        yield from ((key, "location", body) for key, body in self.places.items())
        yield from ((key, "organization", body) for key in self.places for body in self._organizations)
        for listing in self.listings:
            place = reference_of(listing.body, "location")
            if place in self.places:
                yield place, LISTING, listing.body
                yield place, "service", self.services.get(_service_of(listing) or "", {})

    def _hides(self, body: Json) -> bool:
        return self._effects.get(id(body), {}).get("private", False)

    def _says(self, body: Json, *, of_place: bool = False) -> bool:
        """Whether a text of the object says that its location is confidential."""
        return may_say_confidential(repr(body)) and any(
            says_confidential(text, of_place=of_place) for text in _texts(body)
        )

    def held_listings(self, private: frozenset[str]) -> frozenset[str]:
        """The listings of secret places whose own texts, or their service's, hold a street address."""
        return frozenset(
            listing.id
            for listing in self.listings
            if (place := reference_of(listing.body, "location")) in private
            and self._gives_away(listing, self.places.get(place, {}))
        )

    def _gives_away(self, listing: Incoming, place: Json) -> bool:
        texts = [*_texts(listing.body), *_texts(self.services.get(_service_of(listing) or "", {}))]
        if any(holds_street_address(text) for text in texts):
            return True
        texts += [text for body in self._organizations for text in _texts(body)]
        return any_holds(texts, told_by_its_own(place))

    def columns_of(self, incoming: Incoming, private: frozenset[str], held: frozenset[str]) -> Json:
        """The typed columns to set with one statement; issues are noted on the way."""
        hidden = incoming.kind == "location" and incoming.id in private
        self._note_texts(incoming, hidden=hidden)
        if incoming.kind == "location":
            return self._place_columns(incoming, hidden=hidden)
        if incoming.kind == "service":
            self._note_status(incoming)
        if incoming.kind == LISTING:
            return self._listing_columns(incoming, held)
        return {}

    def _place_columns(self, incoming: Incoming, *, hidden: bool) -> Json:
        _, code, message = checked_point(incoming.body)
        if code:
            said = None if hidden else [incoming.body.get("latitude"), incoming.body.get("longitude")]
            self.issues.append(Issue(code, "location.latitude", message, said))
        return {"address_visibility": "private"} if hidden else {}

    def _note_status(self, incoming: Incoming) -> None:
        if not incoming.whole and "status" not in incoming.body:
            return
        status = incoming.body.get("status")
        _, message = status_of(status)
        if message:
            self.issues.append(Issue("status", "service.status", message, status))

    def _listing_columns(self, incoming: Incoming, held: frozenset[str]) -> Json:
        service = self.services.get(_service_of(incoming) or "", {})
        said: dict[str, bool] = {}
        for body in (*self._organizations, service, incoming.body):
            for effect, marked in self._effects.get(id(body), {}).items():
                said[effect] = said.get(effect, False) or marked
        if "do not refer" in str(service.get("status", "")).lower():
            said["do_not_refer"] = True
        columns: Json = {name: value for name, value in said.items() if name != "private"}
        was_held = incoming.body.get(HELD_MARK) or (service.get(HELD_MARK) if not incoming.body else None)
        if incoming.id in held or was_held in HELD_REASONS:
            alone = was_held if was_held in ALONE else "withdrawn"
            columns["held"] = "address in text" if incoming.id in held else alone
        return columns

    def _note_texts(self, incoming: Incoming, *, hidden: bool) -> None:
        for name, value in incoming.body.items():
            if isinstance(value, str) and not value.isalnum():
                for code, message in _wrong_with(value):
                    where = f"{incoming.kind}.{name}"
                    self.issues.append(Issue(code, where, message, None if hidden else value[:_LONG]))
        phones = incoming.body.get("phones")
        for number, phone in enumerate(phones if isinstance(phones, list) else ()):
            if isinstance(phone, dict) and not _is_callable(phone):
                where = f"{incoming.kind}.phones[{number}].number"
                message = "Nobody can call this number as it is written. Write it with its area code."
                self.issues.append(Issue("phone", where, message, None if hidden else phone.get("number")))


def _service_of(listing: Incoming) -> str | None:
    found = listing.columns.get("service_id") or reference_of(listing.body, "service")
    return found if isinstance(found, str) else None


def _wrong_with(value: str) -> Iterator[tuple[str, str]]:
    """(code, sentence) of what is wrong with a text."""
    if _MARKUP.search(value):
        yield "markup", "The text holds HTML or control codes; it was kept as it is."
    if not value.isascii() and _MOJIBAKE.search(value):
        yield "mojibake", "The text was garbled before it came (wrong encoding); it was kept as it is."


def _is_callable(phone: Mapping[str, Any]) -> bool:
    number = phone.get("number")
    if isinstance(number, str) and _CALLABLE.fullmatch(number):
        return True
    return any(found.call for found in phones_of([phone]))


def _texts(value: Any) -> Iterator[str]:
    """Every text within a body."""
    if isinstance(value, str):
        if " " in value or value.strip(_AROUND).isalpha():
            yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name != "taxonomy_term":
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
