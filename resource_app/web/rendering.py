"""What do templates have at hand? Versioned static addresses, icons' homes, the site's settings and the reader's language."""

import hashlib
import re
import uuid
from collections.abc import Hashable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, request
from markupsafe import Markup

from referrals.offers.queries import ANSWERING
from referrals.people.queries import CARERS
from resource_app import phrases
from resource_app.directory.keepers import KEEPING
from resource_app.directory.text_language import language_of
from resource_app.settings import Settings
from resource_app.web import identity, language, origins
from resource_app.web.cards import REMEMBERED
from resource_app.web.kinds import Kind
from resource_app.web.role_words import group_name, role_name
from resource_app.web.state import is_too_exact

DIGEST_LENGTH = 10
DRAWN = (
    4 * REMEMBERED
)  # pieces of pages a process keeps: each listing's two, and the short lines and choices many share
# Drawn hundreds of times a page: as filters they are many times cheaper than macros, and free where the name is a constant.
ICON = Markup('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>')
LANGUAGE = Markup(' lang="{}"')
LINK = Markup('<a href="{}">{}</a>')
SPAN = Markup("<span{}>{}</span>")
SENTENCE_END = re.compile(r"(?<=[.;]) ")
PHONE_DIGITS = 7  # at least so many, and nothing but a number, is one to call
TILE = Markup('<span class="{}">{}<span class="usa-sr-only">{}</span></span>')
OWN_MARKS = "ring-"  # icons of ours; all others are in the vendor's sprite


def register(app: Flask, settings: Settings, static: Path) -> None:
    """Give the templates of `app` what they use everywhere."""

    @lru_cache(maxsize=256)
    def static_url(name: str) -> str:
        digest = hashlib.sha256((static / name).read_bytes()).hexdigest()[:DIGEST_LENGTH]
        return f"/static/{name}?v={digest}"

    @lru_cache(maxsize=512)
    def icon(name: str, *, flip: bool = False) -> Markup:
        sheet = static_url("marks.svg" if name.startswith(OWN_MARKS) else "vendor/icons.svg")
        return ICON.format("icon flip" if flip else "icon", f"{sheet}#{name}")

    @lru_cache(maxsize=512)
    def category_tile(kind: Kind, size: str = "") -> Markup:
        shape = f"tile tile-{kind.colour} tile-{size}" if size else f"tile tile-{kind.colour}"
        return TILE.format(shape, icon(kind.icon), kind.label)

    env = app.jinja_env

    @lru_cache(maxsize=DRAWN)
    def remembered(thing: Hashable, macro: str, level: int, locale: str) -> Markup:
        del locale  # a key only: the macro speaks the language of the request
        page, _, name = macro.partition(".")
        return Markup(getattr(env.get_template(f"macros/{page}.html").module, name)(thing, level))  # noqa: S704 - a macro's own output

    def drawn(thing: Hashable, macro: str, level: int = 0) -> Markup:
        """What a macro ("results.card_body") makes of a thing that never changes."""
        return remembered(thing, macro, level, language.current())

    env.globals.update(
        is_made_up=origins.is_made_up,
        new_id=lambda: str(uuid.uuid4()),
        static_url=static_url,
        site=settings,
        help_line=language.help_line,
        said_in=language.said_in,
        other_languages=language.others_of,
        help_line_short=language.help_line_short,
        role_name=role_name,
        group_name=group_name,
    )
    env.filters.update(
        icon=icon,
        category_tile=category_tile,
        drawn=drawn,
        lang_attr=lang_attr,
        sentences=sentences,
        contact_link=contact_link,
        full_date=full_date,
    )
    language.install(env)
    app.context_processor(_reader)


def lang_attr(text: str) -> Markup | str:
    """The attribute of an element that holds only these words of a listing, where they are not of the page's language."""
    code = language_of(text)
    return LANGUAGE.format(code) if code and code != language.current() else ""


def sentences(text: str) -> Markup:
    """Words in which ours and the listing's own may follow one another, each sentence marked with its language."""
    parts = SENTENCE_END.split(text)
    return Markup(" ").join(
        SPAN.format(mark, part) if (mark := lang_attr(part)) else Markup.escape(part) for part in parts
    )


def full_date(day: date) -> str:
    """A day with its year."""
    return phrases.full_date(language.translator(), day)


def contact_link(contact: str) -> Markup | str:
    """A mail address, a phone number or a web address as a link; other words as they are."""
    if contact.startswith(("https://", "http://")):
        return LINK.format(contact, contact.partition("//")[2].rstrip("/"))
    if "@" in contact and " " not in contact:
        return LINK.format(f"mailto:{contact}", contact)
    number = re.sub(r"[\s().-]", "", contact)
    if re.fullmatch(r"\+?\d+", number) and len(number) >= PHONE_DIGITS:
        return LINK.format(f"tel:{number}", contact)
    return contact


def _reader() -> dict[str, Any]:
    code = language.current()
    return {
        "locale": code,
        "direction": language.direction_of(code),
        "languages": [(each, language.name_of(each)) for each in language.offered()],
        "language_url": _language_url,
        "resend": g.get("resend"),  # the fields of a search whose page has no address: to switch is to send it again
        "resend_to": _resend_to,
        "language_form": g.get("language_form"),  # the form that a switch sends first, so that nothing typed is lost
        "page_path": request.path,
        "somebody": identity.current(),
        "keeping": _keeping(),
        "answers": identity.holds(*ANSWERING),
        "helps_members": identity.holds(*CARERS),
        "supervises": identity.holds("supervisor"),
        "watches_freshness": identity.holds("curator", "supervisor", "network_admin"),
        "session_seconds": identity.seconds_left(),
    }


def _keeping() -> str:
    """As whom the reader keeps listings right: "curator", "organization", or "" for anybody else."""
    if not identity.holds(*KEEPING):
        return ""
    return "curator" if identity.is_curator() else "organization"


def _resend_to(code: str) -> str:
    """Where the fields of `resend` are sent for the same page in another language."""
    place = [("place", request.args["place"])] if "place" in request.args else []
    return request.path + "?" + urlencode([*place, ("lang", code)])


def _language_url(code: str) -> str:
    """The page in another language; the first page where this one has no address to share."""
    if request.method != "GET" or request.routing_exception is not None or g.get("no_address"):
        return "/?" + urlencode({"lang": code})
    args = request.args.items(multi=True)
    kept = [(key, value) for key, value in args if key != "lang" and not is_too_exact(key, value)]
    return request.path + "?" + urlencode([*kept, ("lang", code)])
