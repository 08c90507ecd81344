"""Who may open a route? Every route declares a policy; an application with an undeclared route does not start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, abort, current_app, g, request

from resource_app.accounts.sign_ins import Somebody
from resource_app.clock import Clock
from resource_app.errors import ResourceLoopError

View = TypeVar("View", bound=Callable[..., Any])
Proof = Literal["nothing", "password", "factor"]
NOT_FOUND = 404
UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Who may open a route: `proof` is what they have shown of themselves, `roles` are those of which they hold one (none:
    any will do), `recent` asks for a proof of the last ten minutes. `directory` leaves it to the network's rule whether the
    public may see it.
    """

    proof: Proof
    roles: frozenset[str] = frozenset()
    recent: bool = False
    directory: bool = False


PUBLIC = Policy(proof="nothing")
DIRECTORY = Policy(proof="nothing", directory=True)
HALF_SIGNED_IN = Policy(proof="password")
SIGNED_IN = Policy(proof="factor")
SENSITIVE = Policy(proof="factor", recent=True)


def holders_of(*roles: str, recent: bool = False) -> Policy:
    """The policy of a route for those who hold one of these roles."""
    return Policy(proof="factor", roles=frozenset(roles), recent=recent)


# Routes that libraries register, whose functions we cannot mark.
FOREIGN_ROUTES: dict[str, Policy] = {"api-docs.openapi_json": PUBLIC}


class Undeclared(RuntimeError):
    """A route does not say who may open it."""


class NotSignedIn(ResourceLoopError):
    """Somebody has to say who they are first."""


class HalfSignedIn(ResourceLoopError):
    """Somebody has to show their second factor first."""


class ProofNeeded(ResourceLoopError):
    """Somebody has to prove once more who they are."""


class Forbidden(ResourceLoopError):
    """Whoever it is, this is not for them."""


class ForeignRequest(ResourceLoopError):
    """A request that changes something came from a page that is not ours."""


def open_to(policy: Policy, *, writes_nothing: bool = False, most_bytes: int | None = None) -> Callable[[View], View]:
    """Declare who may open a view function or class.

    `writes_nothing` frees a public unsafe method of the token against forged requests: the answer depends on what was sent
    and nothing is kept, so there is nothing for a forged request to do. `most_bytes` may be sent to a view that takes a file.
    """

    def mark(view: View) -> View:
        setattr(view, "policy", policy)  # noqa: B010 - mypy knows no such attribute on a function
        setattr(view, "writes_nothing", writes_nothing)  # noqa: B010 - see above
        setattr(view, "most_bytes", most_bytes)  # noqa: B010 - see above
        return view

    return mark


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """Who may open the route named `endpoint`; None when it does not say."""
    declared: Policy | None = getattr(_marked(app, endpoint), "policy", None) or FOREIGN_ROUTES.get(endpoint)
    return declared


def writes_nothing(app: Flask, endpoint: str) -> bool:
    """Whether an unsafe method of this route needs no token."""
    return bool(getattr(_marked(app, endpoint), "writes_nothing", False))


def most_bytes(app: Flask, endpoint: str) -> int | None:
    """How much may be sent to this route; None for what holds everywhere."""
    most: int | None = getattr(_marked(app, endpoint), "most_bytes", None)
    return most


def _marked(app: Flask, endpoint: str) -> Any:
    view = app.view_functions[endpoint]
    return getattr(view, "view_class", view)


def require_declared(app: Flask) -> None:
    """Raise Undeclared, naming every route that does not say who may open it, or frees of the token who signs in."""
    wrong = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if (policy := policy_of(app, rule.endpoint)) is None
        or (writes_nothing(app, rule.endpoint) and policy.proof != "nothing")
    ]
    if wrong:
        raise Undeclared("These routes do not say who may open them: " + ", ".join(sorted(wrong)))


def register(app: Flask, who: Callable[[], Somebody | None], directory_is_public: Callable[[], bool]) -> None:
    """Ask before every view of `app` whether `who` may open it."""

    def ask() -> None:
        if request.endpoint is None:
            return  # there is no such route
        policy = policy_of(app, request.endpoint)
        if policy is None:
            raise Undeclared(request.endpoint)
        if "\0" in request.path:
            abort(NOT_FOUND)  # no id holds it, and a database would stumble over it
        if request.method in UNSAFE_METHODS and not writes_nothing(app, request.endpoint):
            _require_own(request)
        if policy.directory and not directory_is_public():
            policy = SIGNED_IN
        if policy.proof != "nothing":
            clock: Clock = current_app.extensions["clock"]
            g.asked = policy
            require(policy, who(), clock)

    app.before_request(ask)


def require(policy: Policy, somebody: Somebody | None, clock: Clock) -> None:
    """Raise what is missing, where something is."""
    if somebody is None:
        raise NotSignedIn
    if policy.proof == "factor" and somebody.stage != "factor":
        raise HalfSignedIn
    if policy.roles and not policy.roles & somebody.roles:
        raise Forbidden
    if policy.recent and somebody.is_stale(clock()):
        raise ProofNeeded


def _require_own(asked: Request) -> None:
    """Behind the token: a browser says where a request comes from (Fetch Metadata, or Origin in older ones)."""
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            raise ForeignRequest
        return
    origin = asked.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != asked.host:
        raise ForeignRequest


def own_path(raw: str | None) -> str:
    """A path of this site to go on to; "/" for anything that might lead elsewhere."""
    if not raw or not raw.startswith("/") or raw.startswith(("//", "/\\")) or not raw.isprintable() or "\\" in raw:
        return "/"
    parts = urlsplit(raw)
    return raw if not parts.scheme and not parts.netloc else "/"
