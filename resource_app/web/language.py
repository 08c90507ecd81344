"""Which language does the reader get? `?lang=`, then the cookie it set, then the browser's wish, then the default."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from babel import Locale
from babel.support import Translations
from flask import Flask, Response, current_app, g, request
from flask_babel import Babel, get_translations  # type: ignore[import-untyped]
from jinja2 import Environment
from markupsafe import Markup

from resource_app.phrases import Translator
from resource_app.settings import Settings

COOKIE = "lang"
COOKIE_SECONDS = 31_536_000
SENTENCES = 2_048  # of the templates, in every language
TRANSLATIONS = Path(__file__).resolve().parents[1] / "translations"


def register(app: Flask, settings: Settings) -> None:
    """Choose a language for every request of `app`, and remember a choice made by `?lang=`."""
    Babel(
        app,
        default_locale=settings.languages[0],
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=current,
    )
    app.after_request(_remember)


def offered() -> tuple[str, ...]:
    """The languages of the pages, the default first."""
    settings: Settings = current_app.extensions["settings"]
    return settings.languages


def current() -> str:
    """The code of this request's language."""
    code: str | None = g.get("language")
    if code is None:
        code = g.language = _choose()
    return code


def _choose() -> str:
    languages = offered()
    for wish in (request.args.get("lang"), request.cookies.get(_cookie())):
        if wish in languages:
            return wish
    return request.accept_languages.best_match(languages) or languages[0]


def _cookie() -> str:
    """The cookie's name: a secure site's can be planted by no other."""
    settings: Settings = current_app.extensions["settings"]
    return f"__Host-{COOKIE}" if settings.public_url.startswith("https://") else COOKIE


def _remember(response: Response) -> Response:
    if request.args.get("lang") in offered():
        response.set_cookie(
            _cookie(),
            current(),
            max_age=COOKIE_SECONDS,
            secure=_cookie() != COOKIE,
            httponly=True,
            samesite="Lax",
        )
    return response


def translator() -> Translator:
    """What turns sentences into this request's language."""
    found: Translator | None = g.get("translator")
    if found is None:
        found = g.translator = cast("Translator", get_translations())
    return found


@lru_cache(maxsize=8)
def _translator_to(code: str) -> Translator:
    return cast("Translator", Translations.load(TRANSLATIONS, [code]))


def others_of(codes: Iterable[str]) -> tuple[str, ...]:
    """Which of these languages the site offers, when the page is in none of them."""
    codes = tuple(codes)
    return () if current() in codes else tuple(code for code in codes if code in offered())


def said_in(code: str, text: str) -> str:
    """A sentence of ours in a language other than the page's."""
    return _translator_to(code).gettext(text)


def install(env: Environment) -> None:
    """Let the templates of `env` speak through `translator`: a page says a hundred sentences, most of them without a value."""

    @lru_cache(maxsize=SENTENCES)
    def plain(text: str, code: str) -> Markup:
        del code  # a key only
        return Markup(translator().gettext(text)) % {}  # noqa: S704 - our own sentences

    def gettext(text: str, **values: Any) -> Markup:
        if not values:
            return plain(text, current())
        return Markup(translator().gettext(text)) % values  # noqa: S704

    def ngettext(one: str, many: str, num: int, **values: Any) -> Markup:
        return Markup(translator().ngettext(one, many, num)) % {"num": num, **values}  # noqa: S704

    env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)


def name_of(code: str) -> str:
    """A language by its own name, with a capital letter: "Español"."""
    own = Locale.parse(code).get_display_name(code) or code
    return own[:1].upper() + own[1:]


def direction_of(code: str) -> str:
    """Like "ltr" or "rtl"."""
    return Locale.parse(code).text_direction


def help_line(label: str) -> str:
    """The name of a help line in the reader's language; an operator's own name stays as it is."""
    t = translator()
    names = {
        "Emergency": t.gettext("Emergency"),
        "Crisis line": t.gettext("Crisis line"),
        "Any help": t.gettext("Any help"),
    }
    return names.get(label, label)


def help_line_short(label: str) -> str:
    """The same for the strip of a phone, where only a word fits."""
    t = translator()
    names = {
        "Emergency": t.pgettext("short", "Emergency"),
        "Crisis line": t.pgettext("short", "Crisis"),
        "Any help": t.pgettext("short", "Any help"),
    }
    return names.get(label, label)
