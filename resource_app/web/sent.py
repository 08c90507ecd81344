"""What was sent in a form, and how is an answer to it kept by nobody?"""

from flask import abort, after_this_request, g, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

UNSUPPORTED = 415
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def form() -> "MultiDict[str, str]":
    """The fields of the form that was sent; 415 for anything else that was."""
    if request.mimetype not in FORMS and (request.mimetype or request.content_length):
        abort(UNSUPPORTED)
    return request.form


def file(name: str) -> bytes:
    """The file that was sent in a field; empty where there is none."""
    given = request.files.get(name)
    return given.read() if given is not None else b""


def keep_nothing() -> None:
    """Let no cache and no history keep this answer, and no link of it repeat its address."""
    g.no_address = True
    after_this_request(_unkept)


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
