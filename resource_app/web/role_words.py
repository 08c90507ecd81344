"""What are roles and professional groups called on pages?"""

from resource_app.web import language


def role_name(code: str) -> str:
    """A role in the reader's language."""
    t = language.translator()
    names = {
        "care_team": t.gettext("Care team"),
        "advocate": t.gettext("Advocate"),
        "organization_staff": t.gettext("Staff of an organization"),
        "organization_admin": t.gettext("Administrator of an organization"),
        "curator": t.gettext("Curator of the list"),
        "supervisor": t.gettext("Supervisor"),
        "privacy_officer": t.gettext("Privacy officer"),
        "network_admin": t.gettext("Administrator of the network"),
    }
    return names[code]
