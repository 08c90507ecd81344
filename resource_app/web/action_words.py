"""What are acts called on pages, who did them, what they are about, and how they ended?"""

from resource_app.web import language


def action_words(code: str) -> str:
    """An act in the reader's language."""
    t = language.translator()
    words = {
        "opened": t.gettext("opened a private record"),
        "listed": t.gettext("saw a list"),
        "exported": t.gettext("took a file"),
        "denied": t.gettext("was refused"),
        "signed_in": t.gettext("signed in"),
        "sign_in_refused": t.gettext("could not sign in"),
        "confirmed": t.gettext("confirmed who they are for something sensitive"),
        "session_ended": t.gettext("ended a session"),
        "password_changed": t.gettext("chose a new password"),
        "address_change_asked": t.gettext("asked for another address"),
        "address_changed": t.gettext("changed the address they sign in with"),
        "reset_asked": t.gettext("asked for a new password"),
        "factor_set": t.gettext("set up a second factor"),
        "factor_removed": t.gettext("removed a second factor"),
        "code_mailed": t.gettext("asked for a code by email"),
        "device_remembered": t.gettext("let a device be remembered"),
        "device_forgotten": t.gettext("let a device be remembered no more"),
        "recovery_codes_made": t.gettext("made new recovery codes"),
        "recovery_code_used": t.gettext("used a recovery code"),
        "invited": t.gettext("invited somebody"),
        "invitation_taken": t.gettext("took an invitation"),
        "invitation_withdrawn": t.gettext("withdrew an invitation"),
        "membership_given": t.gettext("gave a role"),
        "membership_ended": t.gettext("ended a role"),
        "user_disabled": t.gettext("disabled a user"),
        "user_enabled": t.gettext("enabled a user again"),
        "inbox_asked": t.gettext("asked to use a shared mailbox"),
        "inbox_confirmed": t.gettext("confirmed a shared mailbox"),
        "inbox_ended": t.gettext("stopped using a shared mailbox"),
        "care_organization_added": t.gettext("added a care organization"),
        "listing_changed": t.gettext("changed a listing"),
        "rule_changed": t.gettext("changed a rule of the network"),
        "set_up": t.gettext("set the installation up"),
    }
    return words.get(code, code)


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
        "role": t.gettext("Role"),
        "network:rules": t.gettext("Rules of the network"),
        "network:people": t.gettext("People who sign in"),
        "audit:events": t.gettext("What was written down"),
        "audit:people": t.gettext("Search for a person on this page"),
        "installation": t.gettext("The installation"),
    }
    return words.get(kind, kind)
