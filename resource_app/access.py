"""Who may open a route? Every route declares it; an application with an undeclared route does not start."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from flask import Flask

Audience = Literal["public"]
View = TypeVar("View", bound=Callable[..., Any])

# Routes that libraries register, whose functions we cannot mark.
FOREIGN_ROUTES: dict[str, Audience] = {"api-docs.openapi_json": "public"}
UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Undeclared(RuntimeError):
    """A route does not say who may open it."""


def open_to(audience: Audience, *, writes_nothing: bool = False) -> Callable[[View], View]:
    """Declare who may open a view function or class.

    `writes_nothing` allows an unsafe method to be public: the answer depends on what was sent and nothing is kept, so
    there is nothing for a forged request to do.
    """

    def mark(view: View) -> View:
        setattr(view, "open_to", audience)  # noqa: B010 - mypy knows no such attribute on a function
        setattr(view, "writes_nothing", writes_nothing)  # noqa: B010 - see above
        return view

    return mark


def audience_of(app: Flask, endpoint: str) -> Audience | None:
    """Who may open the route named `endpoint`; None when it does not say."""
    declared: Audience | None = getattr(_marked(app, endpoint), "open_to", None) or FOREIGN_ROUTES.get(endpoint)
    return declared


def _marked(app: Flask, endpoint: str) -> Any:
    view = app.view_functions[endpoint]
    return getattr(view, "view_class", view)


def require_declared(app: Flask) -> None:
    """Raise Undeclared, naming every route that does not say who may open it or that is public and unsafe."""
    wrong = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if audience_of(app, rule.endpoint) is None or _is_unsafe(app, rule.endpoint, rule.methods or set())
    ]
    if wrong:
        raise Undeclared("These routes do not say who may open them: " + ", ".join(sorted(wrong)))


def _is_unsafe(app: Flask, endpoint: str, methods: set[str]) -> bool:
    return bool(methods & UNSAFE_METHODS) and not getattr(_marked(app, endpoint), "writes_nothing", False)
