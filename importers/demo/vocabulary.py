"""Which words stand behind the short codes of the demo's rows? Languages, ways to refer, states of capacity."""

LANGUAGES = {
    "eng": "English",
    "spa": "Spanish",
    "por": "Portuguese",
    "hat": "Haitian Creole",
    "kea": "Cape Verdean Creole",
    "vie": "Vietnamese",
    "khm": "Khmer",
    "zho": "Chinese",
    "ara": "Arabic",
    "rus": "Russian",
    "fra": "French",
    "som": "Somali",
    "swa": "Swahili",
    "nep": "Nepali",
    "ase": "American Sign Language",
}
REFERRAL_METHODS = {
    "phone": "Call the intake line",
    "email": "Send a secure email",
    "form": "Use the referral form on the website",
    "fax": "Fax the referral form",
    "portal": "Send it here; it is answered here",
    "walk-in": "Send the person in during open hours",
}
REMOTE_WORDS = {  # how a service is attended
    "person": "In person",
    "phone": "By phone",
    "online": "Online, by video",
    "home": "At your home",
    "delivery": "Delivered to your home",
}
DELIVERED = {
    "food-delivery",
    "medical-supplies",
    "equipment-loan",
    "utilities",
}  # terms of what is brought, not visited
COST_OPTIONS = {"free": "Free", "sliding": "Sliding scale", "fee": "Fee"}
POLYGONS = {
    "harbor": (
        "Neighborhoods along the inner harbor",
        ((-71.06, 42.355), (-70.985, 42.355), (-70.985, 42.415), (-71.06, 42.415), (-71.06, 42.355)),
    ),
    "quabbin": (
        "Hill towns around the Quabbin",
        ((-72.5, 42.25), (-72.05, 42.25), (-72.05, 42.68), (-72.5, 42.68), (-72.5, 42.25)),
    ),
    "east-bay": (
        "East Bay towns",
        ((-71.38, 41.63), (-71.22, 41.63), (-71.22, 41.84), (-71.38, 41.84), (-71.38, 41.63)),
    ),
}
