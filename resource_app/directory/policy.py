"""What may the public see of a listing? The one place that decides; documents, export and API ask it (docs/privacy.md)."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resource_app.database import Json
from resource_app.directory.addresses import SHORT_LINK
from resource_app.directory.kept_inside import telling
from resource_app.directory.said import PRIVATE_WORDS, children, plain, without
from resource_app.errors import N_

PUBLIC_WORDS_FOR_WHO = ("organization", "curator", "import")
DO_NOT_REFER = "do not refer"
ASKED_OUT = "asked not to be listed"
SHOWN_STATUSES = ("active", "temporarily closed")
KEPT_OF_A_PRIVATE_PLACE = ("id", "location_type")
HELD_MARK = "x_held"  # of a listing in a private export: why it is held
TRUE, FALSE = frozenset({"true", "yes", "y", "1", "x"}), frozenset({"false", "no", "n", "0"})
# How sources mark one phone, contact or address that is not for the public: field -> the words that say so.
MARKS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("private", "is_private", "confidential", "is_confidential"), TRUE),
    **dict.fromkeys(
        ("do_not_publish", "hide_from_public", "donotpublish", "do_not_share", "non_public", "unpublished"), TRUE
    ),
    **dict.fromkeys(("public", "is_public", "published"), FALSE),
    "visibility": PRIVATE_WORDS,
}
_DIGITS_OF_A_PHONE = 10
_EXTENSION = re.compile(r"\s*(?:\bext|\bx|#|(?<=\d)x|,|;)", re.IGNORECASE)
_LOCAL_DIGITS = 7
# However it is written, with or without its area code: nothing but a place's own number is taken out.
_NUMBER_IN_TEXT = re.compile(r"(?<!\d)(?:(?:\+?1[\W_]{0,3})?\(?\d{3}[\W_]{0,3})?\d{3}[\W_]{0,3}\d{2}[\W_]?\d{2}(?!\d)")
NOT_SHOWN = "…"  # stands for a private place's own number in a text
PLACE_OWN_CHILDREN = ("phones", "contacts", "schedules", "metadata", "description")


@dataclass(frozen=True, slots=True)
class PublicContext:
    """What must be known to show an object.

    `private_place`: its listing's place has a private address. `organization_email`: the address its organization lists.
    `of_places`: what `marks_of_places` says of the private places of its service. `phones_needed`: a service of the
    organization has no phone of its own. `was_secret`: a place of it was secret once.
    """

    private_place: bool = False
    organization_email: str | None = None
    of_places: frozenset[str] = frozenset()
    phones_needed: bool = False
    was_secret: bool = False


def marks_of_places(places: Iterable[Json], services: Iterable[Json] = ()) -> frozenset[str]:
    """What tells a private place's own things elsewhere: ids of the places and of their phones, and the numbers.

    `services` are those offered there. The only number a service gives as its own is its hotline, and no mark, also where its
    place has the same one: nobody could ask for help without it.
    """
    ids: set[str] = set()
    numbers: set[str] = set()
    for place in places:
        phones = [
            *children(place, "phones"),
            *(phone for contact in children(place, "contacts") for phone in children(contact, "phones")),
        ]
        ids.update(each for each in (place.get("id"), *(phone.get("id") for phone in phones)) if isinstance(each, str))
        for phone in phones:
            numbers.update({digits_of(phone), *_numbers_in(str(phone.get("number") or ""))})
    own = [_own_numbers(service, ids) for service in services]
    hotlines = {number for said in own if said <= numbers for number in said}
    return frozenset((ids | (numbers - hotlines)) - {""})


def _numbers_in(text: str) -> set[str]:
    """The ten digits of each number a text holds."""
    return {_ten_digits(found[0]) for found in _NUMBER_IN_TEXT.finditer(text)}


def _ten_digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-_DIGITS_OF_A_PHONE:]


def _own_numbers(service: Json, of_places: Collection[str]) -> set[str]:
    """The numbers a service gives as its own; `of_places` are the ids of places and of their phones."""
    return {
        digits_of(each)
        for each in children(service, "phones")
        if not {each.get("id"), each.get("location_id")} & {*of_places}
    }


def digits_of(phone: Json) -> str:
    """The ten digits of a phone's number: +1, signs between them and an extension make no other number."""
    digits = re.sub(r"\D", "", _EXTENSION.split(str(phone.get("number") or ""))[0])
    return digits.removeprefix("1")[:_DIGITS_OF_A_PHONE] if len(digits) > _DIGITS_OF_A_PHONE else digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What decides whether the public sees a listing: its service's `status`, whether its organization is `asked_out`, and its
    own facts.
    """

    status: str
    held: str | None
    do_not_refer: bool
    staff_only: bool = False
    past_due: bool = False
    unconfirmed: bool = False
    asked_out: bool = False

    @classmethod
    def of(cls, listing: Any, service: Any, today: date, *, asked_out: bool) -> "Showing":
        """Of rows or models with held, staff_only, do_not_refer, due_on, unconfirmed and status."""
        return cls(
            status=service.status,
            held=listing.held,
            do_not_refer=listing.do_not_refer,
            staff_only=listing.staff_only,
            past_due=listing.due_on is not None and listing.due_on < today,
            unconfirmed=listing.unconfirmed,
            asked_out=asked_out,
        )


@dataclass(frozen=True, slots=True)
class ShowingRule:
    """One rule: `why` is the reason it hides a listing for, empty when it does not. `shown` are its words then; `hidden` those
    for each reason, under "" for any other. One that is `in_documents` hides also who is looked for by name.
    """

    why: Callable[[Showing], str]
    shown: str
    hidden: Mapping[str, str]
    in_documents: bool = True


# Nobody is to be sent where nobody is to be referred. Staff only is a separate fact, as is closed until.
SHOWING: tuple[ShowingRule, ...] = (
    ShowingRule(
        lambda facts: facts.held or "",
        N_("Nobody holds it back."),
        {
            "candidate": N_("It looks like a listing of another source, and waits for somebody to look."),
            "address in text": N_("A text of it may give a private address away."),
            "merged": N_("It was merged into another listing."),
            "withdrawn": N_("It was taken out of the directory."),
        },
    ),
    ShowingRule(
        lambda facts: ASKED_OUT if facts.asked_out else "",
        N_("Its organization did not ask to be left out."),
        {"": N_("Its organization asked not to be listed.")},
    ),
    ShowingRule(
        lambda facts: DO_NOT_REFER if facts.do_not_refer else "",
        N_("People may be sent there."),
        {"": N_("Nobody is to be sent there.")},
    ),
    ShowingRule(
        lambda facts: "" if facts.status in SHOWN_STATUSES else facts.status,
        N_("Its service is offered, or closed for now only."),
        {"": N_("Its service is offered no more.")},
    ),
    ShowingRule(
        lambda facts: "unconfirmed" if facts.unconfirmed else "",
        N_("It was not asked about in vain for a month after its due date."),
        {"": N_("Nobody confirmed it for a month after its due date.")},
    ),
    ShowingRule(
        lambda facts: "staff only" if facts.staff_only else "",
        N_("It is for everybody, not for staff only."),
        {"": N_("It is for staff only.")},
        in_documents=False,
    ),
    ShowingRule(
        lambda facts: "past due" if facts.past_due else "",
        N_("Its confirmation is not past due."),
        {"": N_("Its confirmation is past due: only who looks for it by name finds it.")},
        in_documents=False,
    ),
)


def hidden_because(facts: Showing) -> str:
    """Why not even somebody who looks for a listing by its name may see it; empty when they may."""
    return next((why for rule in SHOWING if rule.in_documents and (why := rule.why(facts))), "")


def is_public(listing: Any, service: Any, today: date, *, asked_out: bool) -> bool:
    """Whether public answers hold the listing: no rule hides it. Takes what `Showing.of` takes.

    Pages still find a past-due listing by its name, and say so.
    """
    facts = Showing.of(listing, service, today, asked_out=asked_out)
    return not any(rule.why(facts) for rule in SHOWING)


def judged(facts: Showing) -> list[tuple[bool, str]]:
    """What each rule says of it: whether it lets the public see the listing, and its words."""
    said = ((rule, rule.why(facts)) for rule in SHOWING)
    return [(not why, rule.hidden.get(why, rule.hidden.get("", why)) if why else rule.shown) for rule, why in said]


def public_body(kind: str, body: Json, context: PublicContext) -> Json:
    """The part of a stored HSDS object the public may see; the argument is left as it is."""
    if kind == "location" and context.private_place:
        return {key: body[key] for key in KEPT_OF_A_PRIVATE_PLACE if key in body}
    hidden: Collection[str] = telling(kind, body, with_phones=not context.phones_needed)
    if kind == "service_at_location" and context.private_place:
        hidden = PLACE_OWN_CHILDREN
    shown: Json = _without_private(without(body, hidden), context.of_places)
    if context.private_place or context.was_secret:
        shown = _without_history(shown)
    if (mail := shown.get("assurer_email")) and mail != context.organization_email:
        del shown["assurer_email"]
    return shown


def _without_private(value: Any, of_places: frozenset[str]) -> Any:
    """Drop what a source marked private or belongs to a private place, at any depth, and the names of whoever made a change.

    A short link, which may lead to a map, is withheld where a private place is.
    """
    if isinstance(value, list):
        return [_without_private(each, of_places) for each in value if not _is_hidden(each, of_places)]
    if isinstance(value, int) and str(value) in of_places:
        return NOT_SHOWN
    if isinstance(value, str) and of_places:
        return SHORT_LINK.sub(NOT_SHOWN, _NUMBER_IN_TEXT.sub(lambda found: _unless_of(found[0], of_places), value))
    if not isinstance(value, dict):
        return value
    shown = {
        key: _without_private(each, of_places) if isinstance(each, dict | list) or (of_places and key != "id") else each
        for key, each in value.items()
        if not _is_hidden(each, of_places)
    }
    if "last_action_type" in shown and shown.get("updated_by") not in PUBLIC_WORDS_FOR_WHO:
        shown["updated_by"] = "import"
    return shown


def _without_history(value: Any) -> Any:
    """Without what a source tells of changes, at any depth: they may say where a secret place is or was."""
    if isinstance(value, list):
        return [_without_history(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _without_history(each) for key, each in value.items() if key != "metadata"}


def _unless_of(number: str, of_places: frozenset[str]) -> str:
    digits = _ten_digits(number)
    local = len(digits) == _LOCAL_DIGITS and any(each.isdigit() and each.endswith(digits) for each in of_places)
    return NOT_SHOWN if local or digits in of_places else number


def _is_hidden(value: Any, of_places: frozenset[str]) -> bool:
    if isinstance(value, str):
        return bool(of_places) and SHORT_LINK.fullmatch(value) is not None
    if not isinstance(value, dict):
        return False
    if value.get("location_id") in of_places or ("number" in value and {value.get("id"), digits_of(value)} & of_places):
        return True
    return marked_private(value)


def marked_private(value: Json) -> bool:
    """Whether a source marked a phone, a contact, an address or a program as not for the public."""
    return any(_says(said, MARKS[mark]) for name, said in value.items() if (mark := plain(name)) in MARKS)


def _says(value: Any, words: frozenset[str]) -> bool:
    return value is not None and str(value).strip().lower() in words
