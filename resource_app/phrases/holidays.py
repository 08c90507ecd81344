"""What are the public holidays called?"""

from collections.abc import Callable, Mapping

from resource_app.phrases.moments import Translator

_NAMES: Mapping[str, Callable[[Translator], str]] = {
    "new-year": lambda t: t.gettext("New Year’s Day"),
    "king": lambda t: t.gettext("Martin Luther King Jr. Day"),
    "presidents": lambda t: t.gettext("Presidents’ Day"),
    "memorial": lambda t: t.gettext("Memorial Day"),
    "juneteenth": lambda t: t.gettext("Juneteenth"),
    "independence": lambda t: t.gettext("Independence Day"),
    "labor": lambda t: t.gettext("Labor Day"),
    "columbus": lambda t: t.gettext("Columbus Day"),
    "veterans": lambda t: t.gettext("Veterans Day"),
    "thanksgiving": lambda t: t.gettext("Thanksgiving"),
    "christmas": lambda t: t.gettext("Christmas"),
}


def holiday_name(t: Translator, code: str) -> str:
    """The name of a holiday of `search.holidays`."""
    return _NAMES[code](t)
