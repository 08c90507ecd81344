"""Who offers help in the demo? Invented organizations, continued."""

from importers.demo.shapes import Org

ORGANIZATIONS = (
    Org(
        key="strafford-bell",
        name="Cocheco Bell Health",
        town="dover",
        line=44,
        text="Cocheco Bell sees patients from mill towns and dairy farms, and knows most of their grandparents.",
        since=1979,
        contact="Referral desk",
    ),
    Org(
        key="lotus-bridge",
        name="Lotus Bridge Wellness",
        town="lowell",
        line=28,
        text=(
            "Lotus Bridge was started by survivors who wanted doctors to listen in Khmer. It now serves anyone who "
            "carries a hard past."
        ),
        since=2002,
        contact="Community health worker",
    ),
    Org(
        key="ocean-state-smiles",
        name="Pearl and Pebble Dental",
        town="woonsocket",
        line=40,
        text="Gentle dentists, honest prices, a fish tank.",
        since=2008,
        contact="Office lead",
    ),
    Org(
        key="salt-marsh-homes",
        name="Salt Marsh Housing",
        town="gloucester",
        line=30,
        text="Salt Marsh keeps fishing families in the towns their boats are in.",
        since=1995,
        contact="Housing lead",
    ),
    Org(
        key="valley-key-ring",
        name="Valley Key Ring",
        town="holyoke",
        line=36,
        text="Tenants, landlords and case workers share a building here, and mostly a lunch table.",
        since=2001,
        contact="Housing specialist",
    ),
    Org(
        key="blackstone-hearth",
        name="Blackstone Hearth",
        town="woonsocket",
        line=42,
        text="A family shelter, a row of apartments and a school of second chances.",
        since=1993,
        contact="Family worker",
    ),
    Org(
        key="seacoast-lamp-house",
        name="Seacoast Lamp House",
        town="portsmouth",
        line=46,
        text="Thirty-four beds and the best coffee before six in the morning.",
        since=1989,
        contact="Night staff",
    ),
    Org(
        key="pioneer-fair-homes",
        name="Fair Lantern Housing",
        town="cambridge",
        line=32,
        text="Fair Lantern explains leases, notices and rights in eight languages.",
        since=1999,
        contact="Counselor",
    ),
    Org(
        key="cape-lighthouse-families",
        name="Little Lighthouse Families",
        town="hyannis",
        line=56,
        text="Help for year-round families in a place built for summer.",
        since=1990,
        contact="Family worker",
    ),
    Org(
        key="bridge-two-cultures",
        name="Two Shores Center",
        town="central-falls",
        line=44,
        text=(
            "Two Shores began as a kitchen for newcomers from the Cape Verde islands and Colombia. It teaches, "
            "translates, feeds and dances."
        ),
        since=1996,
        contact="Welcome lead",
    ),
    Org(
        key="nashua-newcomers",
        name="New Porch Welcome Center",
        town="manchester",
        line=48,
        text="The first address for people who arrive in New Hampshire with one suitcase.",
        since=2012,
        contact="Welcome worker",
    ),
    Org(
        key="brave-steps-therapy",
        name="Brave Steps Children's Therapy",
        town="framingham",
        line=58,
        text="Therapists on the floor, parents in the room, goals on the wall.",
        since=2003,
        contact="Scheduling",
    ),
    Org(
        key="roxbury-drum",
        name="Nubian Lantern Youth House",
        town="roxbury",
        line=34,
        text="Music, books, boxing and a hot meal, run by people who grew up two streets away.",
        since=1994,
        contact="Youth lead",
    ),
    Org(
        key="candle-ferry-town",
        name="Candle Ferry Town Office",
        town="exeter",
        line=50,
        text=(
            "The invented town of Candle Ferry has one office with one long counter: birth certificates at the left "
            "end, help with rent at the right."
        ),
        since=1948,
        contact="Town clerk's desk",
    ),
    Org(
        key="willow-school",
        name="Willow Bend School",
        town="keene",
        line=52,
        text=(
            "A small public high school for students who need another way: fewer walls, more mornings outside, the "
            "same diploma."
        ),
        since=2003,
        contact="School office",
    ),
    Org(
        key="harbor-chaplains",
        name="Harbor Chaplains",
        town="boston",
        line=36,
        text="Chaplains of five faiths and of none who sit with people in hospitals, shelters and on the street.",
        since=1979,
        contact="On-call chaplain",
    ),
    Org(
        key="parcel-library",
        name="Parcel Library",
        town="dover",
        line=54,
        text="An old library that lends books, ukuleles, tools, museum passes and a quiet corner.",
        since=1910,
        contact="Desk",
    ),
    Org(
        key="elm-probation",
        name="Second Look Court Services",
        town="lawrence",
        line=32,
        text="Second Look works beside the courts, so that a first mistake does not become a life.",
        since=2009,
        contact="Intake",
    ),
)
