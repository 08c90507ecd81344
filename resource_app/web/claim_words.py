"""What are the proofs, the answers and the reasons of claims called on pages?"""

from resource_app.directory import claims
from resource_app.directory.models import Claim
from resource_app.web import language


def proof_words(proof: str) -> str:
    """How somebody shows that they work there."""
    t = language.translator()
    words = {
        "mail": t.gettext("by mail to the listed address"),
        "call": t.gettext("by a call to a listed number"),
        "document": t.gettext("by a document"),
    }
    return words.get(proof, proof)


def state_words(made: Claim) -> str:
    """How a claim stands."""
    t = language.translator()
    outcomes = {
        "granted": t.gettext("Granted"),
        "refused": t.gettext("Refused"),
        "withdrawn": t.gettext("Taken back"),
    }
    if made.outcome is not None:
        return outcomes[made.outcome]
    if made.reason == claims.NOT_KNOWN:
        return t.gettext("Waits, the listed address does not know them")
    if made.proof == "mail":
        return (
            t.gettext("Waits, proved by mail")
            if made.proved_at
            else t.gettext("Waits, the listed address has not answered")
        )
    return (
        t.gettext("Waits for you to call") if made.proof == "call" else t.gettext("Waits for you to read the document")
    )


def reason_words(reason: str) -> str:
    """Why a claim is refused, or what speaks against it."""
    t = language.translator()
    words = {
        claims.NOT_KNOWN: t.gettext("Whoever reads the listed address says that they do not know them."),
        "not_proved": t.gettext("Not proved"),
        "other_organization": t.gettext("They work for another organization"),
        "other": t.gettext("Another reason"),
    }
    return words.get(reason, reason)
