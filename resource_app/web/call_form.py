"""What does a curator type of a call? The same on the page of calls and beside the form with the answers."""

from collections.abc import Mapping
from typing import Any

from resource_app.errors import BadInput
from resource_app.web.forms import TOO_LONG, line
from resource_app.web.status import chosen_day
from validation.calls import LONGEST_NAME, LONGEST_NOTE, Tried

CALL = {"result": 40, "whom": LONGEST_NAME, "note": 2 * LONGEST_NOTE, "call_back_on": 40, "listing": 100}  # characters


def call_fields() -> dict[str, Any]:
    """The fields of a form."""
    return {name: line(required=False, most=most) for name, most in CALL.items()}


def tried_of(said: Mapping[str, str], unsaid: str = "") -> Tried | None:
    """What came of the call, `unsaid` where no result was chosen; None where nothing was typed of one. Raises BadInput for what
    cannot be.
    """
    if not any(said.get(name, "").strip() for name in CALL):
        return None
    note = "\n".join(said["note"].splitlines()).strip()
    if len(note) > LONGEST_NOTE:
        raise BadInput(TOO_LONG, "note")
    return Tried(
        result=said["result"] or unsaid,
        whom=said["whom"],
        note=note,
        call_back_on=chosen_day(said["call_back_on"], "call_back_on"),
        listing_id=said["listing"],
    )
