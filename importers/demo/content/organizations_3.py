"""Who offers help in the demo? Invented organizations, continued."""

from importers.demo.shapes import Org

ORGANIZATIONS = (
    Org(
        key="front-door-jobs",
        name="Front Door Jobs",
        town="boston",
        line=12,
        text=(
            "Front Door finds work for people whom other places told to come back later. It knows which employers "
            "train, which forgive a record, and which have a bus stop."
        ),
        since=2001,
        contact="Employment specialist",
    ),
    Org(
        key="spindle-careers",
        name="Spindle City Career Room",
        town="lowell",
        line=16,
        text=(
            "A career center with fast computers, slow coffee and staff who read your résumé out loud until it sounds "
            "like you."
        ),
        since=1999,
        contact="Career counselor",
    ),
    Org(
        key="able-harbor",
        name="Able Harbor Employment",
        town="new-bedford",
        line=34,
        text=(
            "Able Harbor helps people with disabilities find, keep and grow in jobs they choose. It was here before "
            "the law was."
        ),
        since=1985,
        contact="Job developer",
    ),
    Org(
        key="ocean-trades",
        name="Ocean State Trades School",
        town="east-providence",
        line=20,
        text=(
            "Evening classes in plumbing, marine repair and commercial kitchens, taught by people who still do the "
            "work."
        ),
        since=2006,
        contact="Admissions",
    ),
    Org(
        key="granite-hands",
        name="Granite Hands Work Center",
        town="manchester",
        line=22,
        text="Granite Hands starts with what your hands already know.",
        since=2003,
        contact="Work coach",
    ),
    Org(
        key="workers-lantern",
        name="Workers' Lantern Center",
        town="chelsea",
        line=14,
        text=(
            "A worker center where people who were not paid, were hurt or were threatened find out what the law says "
            "and what others did."
        ),
        since=2005,
        contact="Organizer",
    ),
    Org(
        key="paper-crane",
        name="Paper Crane Learning",
        town="quincy",
        line=16,
        text=(
            "Paper Crane teaches English, reading, math and citizenship to adults, day and night, with child care down"
            " the hall. Its teachers keep the same students for years if that is what it takes."
        ),
        since=1990,
        contact="Class registrar",
    ),
    Org(
        key="open-page",
        name="Open Page Reading Project",
        town="providence",
        line=22,
        text=(
            "One learner, one tutor, one hour and a half a week. Open Page has taught three thousand adults to read "
            "the letter from school."
        ),
        since=1987,
        contact="Tutor coordinator",
    ),
    Org(
        key="wide-road",
        name="Wide Road Education Fund",
        town="springfield",
        line=18,
        text="Wide Road helps people whose parents did not go to college to go, pay and finish.",
        since=1972,
        contact="Aid advisor",
    ),
    Org(
        key="little-oak",
        name="Little Oak Family Learning",
        town="nashua",
        line=24,
        text="Little Oak helps families get children ready for school and school ready for their children.",
        since=1994,
        contact="Family educator",
    ),
    Org(
        key="night-owl-ged",
        name="Night Owl High School",
        town="fall-river",
        line=36,
        text="A second high school for people who left the first. Night Owl opens at five, and it feeds you.",
        since=2004,
        contact="Student advisor",
    ),
    Org(
        key="screen-door",
        name="Screen Door Digital Skills",
        town="dover",
        line=26,
        text="Screen Door teaches people to use a phone, a laptop and the web without being made to feel old.",
        since=2015,
        contact="Class host",
    ),
    Org(
        key="patchwork-families",
        name="Patchwork Family Center",
        town="brockton",
        line=38,
        text=(
            "Patchwork is a big yellow house for parents, babies, grandparents and foster families. There is a kitchen"
            " table, a toy library and always one person who has time."
        ),
        since=1984,
        contact="Family partner",
    ),
    Org(
        key="sandcastle-care",
        name="Sandcastle Child Care",
        town="warwick",
        line=24,
        text="Sandcastle runs six child care houses and the state-wide desk that helps you find others.",
        since=1979,
        contact="Enrollment",
    ),
    Org(
        key="blue-heron-elder",
        name="Blue Heron Adult Day",
        town="springfield",
        line=20,
        text="Blue Heron keeps older adults well, busy and among friends during the day, and lets families go to work.",
        since=1991,
        contact="Program nurse",
    ),
    Org(
        key="kite-club",
        name="Kite Club After School",
        town="lawrence",
        line=18,
        text="Kites, violins, soccer and homework, in that order, for children of working parents.",
        since=2002,
        contact="Site director",
    ),
    Org(
        key="first-steps-visitors",
        name="First Porch Home Visiting",
        town="keene",
        line=28,
        text="A visitor who has time, for the first three years of a child's life.",
        since=1997,
        contact="Home visitor lead",
    ),
    Org(
        key="bridge-foster",
        name="Bridge Foster and Kin",
        town="worcester",
        line=40,
        text="Bridge stands beside grandparents, aunts and foster parents who said yes in the middle of the night.",
        since=1988,
        contact="Licensing worker",
    ),
    Org(
        key="scale-and-lantern",
        name="Scale and Lantern Legal Aid",
        town="boston",
        line=18,
        text=(
            "Free lawyers for people who cannot pay one, in housing, benefits, family and immigration cases. Scale and"
            " Lantern says no more often than it wants to, and never without another idea."
        ),
        since=1968,
        contact="Intake paralegal",
    ),
    Org(
        key="shoreline-justice",
        name="Shoreline Justice Project",
        town="providence",
        line=26,
        text="Shoreline lawyers sit in court lobbies, clinics and libraries, where trouble comes in on paper.",
        since=1981,
        contact="Intake desk",
    ),
    Org(
        key="granite-rights",
        name="Granite Rights Center",
        town="concord",
        line=30,
        text=(
            "Granite Rights protects the rights of people with disabilities in New Hampshire, in schools, hospitals, "
            "homes and at work."
        ),
        since=1978,
        contact="Rights advocate",
    ),
    Org(
        key="every-desk",
        name="Every Desk Education Advocates",
        town="cambridge",
        line=20,
        text=(
            "Every Desk helps parents get what the law promises in school: evaluations, 504 plans, IEPs and a way back"
            " after suspension. Most advisors are parents of a child with a disability."
        ),
        since=2003,
        contact="Parent advisor",
    ),
    Org(
        key="welcome-bridge",
        name="Welcome Bridge Immigration Project",
        town="lawrence",
        line=20,
        text="Accredited workers and two lawyers who handle green cards, asylum, family visas and fear.",
        since=1999,
        contact="Case worker",
    ),
    Org(
        key="common-ground-mediation",
        name="Common Ground Mediators",
        town="northampton",
        line=22,
        text="Neighbors, landlords, parents and shopkeepers talk here until both can live with it.",
        since=1989,
        contact="Case coordinator",
    ),
    Org(
        key="circle-of-chairs",
        name="Circle of Chairs",
        town="worcester",
        line=42,
        text=(
            "Circle of Chairs finds a room, a leader and a pot of coffee for people who go through the same thing. It "
            "runs forty groups and closes one when it is no longer needed."
        ),
        since=1994,
        contact="Group coordinator",
    ),
    Org(
        key="elm-memory",
        name="Memory Elm Society",
        town="lowell",
        line=22,
        text="Memory Elm helps people who forget and people who remember for two.",
        since=1990,
        contact="Dementia care advisor",
    ),
    Org(
        key="rainbow-porch",
        name="Rainbow Porch",
        town="northampton",
        line=24,
        text=(
            "A community center for LGBTQ+ people of every age in western Massachusetts, with a library, a kitchen and"
            " a very good garden."
        ),
        since=1998,
        contact="Center host",
    ),
    Org(
        key="spectrum-garden",
        name="Spectrum Garden",
        town="manchester",
        line=32,
        text=(
            "Autistic adults, parents and siblings run Spectrum Garden together. Lights are low, and nobody must make "
            "eye contact."
        ),
        since=2006,
        contact="Family navigator",
    ),
    Org(
        key="stroke-again",
        name="Again and Again Stroke Club",
        town="warwick",
        line=28,
        text="People who had a stroke relearn here: words, stairs, jokes.",
        since=1992,
        contact="Club leader",
    ),
)
