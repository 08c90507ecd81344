"""What are acts called on pages, who did them, what they are about, and how they ended?"""

from resource_app.audit.actions import BY_CODE
from resource_app.web import language


def action_words(code: str) -> str:
    """An act in the reader's language."""
    known = BY_CODE.get(code)
    return language.translator().gettext(known.about) if known else code


def outcome_words(code: str) -> str:
    """How an act ended."""
    t = language.translator()
    words = {"done": t.gettext("done"), "denied": t.gettext("refused"), "failed": t.gettext("failed")}
    return words.get(code, code)


def detail_words(key: str, value: str) -> str:
    """What else was kept of an act: a code that has words, or the code."""
    t = language.translator()
    words = {
        ("stage", "password"): t.gettext("with the password"),
        ("stage", "factor"): t.gettext("with the second factor"),
        ("why", "password"): t.gettext("wrong password"),
        ("why", "code"): t.gettext("wrong code"),
        ("task", "done"): t.gettext("done"),
        ("task", "mended"): t.gettext("mended"),
        ("task", "nothing wrong"): t.gettext("nothing was wrong"),
    }
    return words.get((key, value), f"{key}: {value}")


def actor_words(kind: str) -> str:
    """Who acts that is no user of ours."""
    t = language.translator()
    words = {
        "visitor": t.gettext("somebody who had not signed in"),
        "command": t.gettext("command"),
        "job": t.gettext("job"),
        "import": t.gettext("import"),
        "user": t.gettext("person"),
    }
    return words.get(kind, kind)


def record_words(kind: str) -> str:
    """A kind of record."""
    t = language.translator()
    words = {
        "user": t.gettext("Person"),
        "organization": t.gettext("Organization"),
        "invitation": t.gettext("Invitation"),
        "membership": t.gettext("Role of a person"),
        "session": t.gettext("Session"),
        "claim": t.gettext("Claim"),
        "role": t.gettext("Role"),
        "limit": t.gettext("Limit on tries"),
        "network:rules": t.gettext("Rules of the network"),
        "network:people": t.gettext("People who sign in"),
        "network:organizations": t.gettext("Organizations of the network"),
        "audit:events": t.gettext("What was written down"),
        "audit:people": t.gettext("Search for a person on this page"),
        "installation": t.gettext("The installation"),
        "listing": t.gettext("Listing"),
        "problem": t.gettext("Reported problem"),
        "task": t.gettext("Work of staff"),
        "person": t.gettext("Member"),
        "people:own": t.gettext("Own list of members"),
        "people:look-up": t.gettext("Look-up of a member"),
        "people:emergency": t.gettext("Look-up of a member in an emergency"),
        "people:opened": t.gettext("Records opened in an emergency"),
        "network:desk": t.gettext("Work that waits for curators"),
    }
    return words.get(kind, kind)
