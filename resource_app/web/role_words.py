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


def group_name(code: str) -> str:
    """A professional group in the reader's language."""
    t = language.translator()
    names = {
        "nurse": t.gettext("Nurse"),
        "social_worker": t.gettext("Social worker"),
        "pharmacist": t.gettext("Pharmacist"),
        "physician": t.gettext("Physician"),
        "behavioral_clinician": t.gettext("Behavioral clinician"),
        "community_health_worker": t.gettext("Community health worker"),
        "resource_specialist": t.gettext("Resource specialist"),
        "health_coach": t.gettext("Health coach"),
        "peer_supporter": t.gettext("Peer supporter"),
        "recovery_coach": t.gettext("Recovery coach"),
        "patient_navigator": t.gettext("Patient navigator"),
        "housing_specialist": t.gettext("Housing specialist"),
        "care_coordinator": t.gettext("Care coordinator"),
        "supervisor": t.gettext("Supervisor"),
    }
    return names[code]
