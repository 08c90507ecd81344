"""What a form asks for is done once: its key goes with the first thing that it does; sent again, it is answered as before."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import after_this_request, g, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from referrals import repeats
from referrals.repeats import Repeated
from resource_app.responses import error_answer
from resource_app.web import identity
from resource_app.web.forms import REQUEST_KEY, typed
from resource_app.web.signing_in import SEE_OTHER

CONFLICT = 409
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds: the first of two at once is about to be answered


@contextmanager
def transaction() -> Iterator[Session]:
    """The transaction in which the form of this request does what it asks for. Raises Repeated where it did before: then
    nothing is done. One without a key is done each time.
    """
    with identity.connections().transaction() as session:
        key = request.form.get(REQUEST_KEY, "")
        if key and "claimed" not in g:
            repeats.claim(session, key, {"": request.path, **typed()}, identity.by())
            g.claimed = key
            after_this_request(_kept)
        yield session


def answered_before(error: Repeated) -> Response:
    """Where the first one was led; a page that says that it is done, where that is not known."""
    for pause in PAUSES:
        with identity.connections().reading() as session:
            answer = repeats.answer_of(session, error.key, identity.by())
        if answer:
            return redirect(answer, SEE_OTHER)
        time.sleep(pause)
    return error_answer(CONFLICT, "repeated", "")


def _kept(response: Response) -> Response:
    """Keep where it led; nothing that it could not do counts as done."""
    if response.status_code == SEE_OTHER:
        with identity.connections().transaction() as session:
            repeats.answered(session, g.claimed, response.headers["Location"], identity.by())
    return response
