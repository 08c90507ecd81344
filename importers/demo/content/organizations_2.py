"""Who offers help in the demo? Invented organizations, continued."""

from importers.demo.shapes import Org

ORGANIZATIONS = (
    Org(
        key="elder-compass",
        name="Elder Compass",
        town="plymouth",
        line=16,
        text=(
            "Elder Compass helps older adults and those who love them understand insurance, benefits and help at home "
            "on the South Shore. Advice is free and nobody gets a commission."
        ),
        since=1975,
        contact="Options counselor",
    ),
    Org(
        key="walker-and-wheel",
        name="Walker and Wheel Exchange",
        town="manchester",
        line=12,
        text=(
            "Volunteers wash, mend and lend medical equipment that would otherwise sit in a garage. Walker and Wheel "
            "has sent out more than nine thousand items and gets most of them back."
        ),
        since=2002,
        contact="Equipment coordinator",
    ),
    Org(
        key="soft-mitten",
        name="Soft Mitten Baby Bank",
        town="pawtucket",
        line=10,
        text=(
            "Diapers cannot be bought with food benefits, so neighbors started a bank. Soft Mitten packs diapers, "
            "wipes, formula and cribs, and asks for nothing but the size."
        ),
        since=2013,
        contact="Bank manager",
    ),
    Org(
        key="second-sleeve",
        name="Second Sleeve Closet",
        town="lynn",
        line=4,
        text=(
            "A free store with mirrors and fitting rooms. Second Sleeve dresses people for winter, school, court and "
            "the first day at work."
        ),
        since=1998,
        contact="Store lead",
    ),
    Org(
        key="tables-and-beds",
        name="Tables and Beds",
        town="framingham",
        line=18,
        text=(
            "When somebody moves from a shelter into an empty apartment, Tables and Beds fills it: a bed for each "
            "person, a table, pans and a lamp."
        ),
        since=2001,
        contact="Delivery scheduler",
    ),
    Org(
        key="able-tools",
        name="Able Tools Library",
        town="northampton",
        line=10,
        text=(
            "Able Tools lends devices that help people see, hear, speak, type, cook and turn on the light. Try it for "
            "five weeks before anyone pays."
        ),
        since=1995,
        contact="Assistive technology specialist",
    ),
    Org(
        key="blue-wagon",
        name="Blue Wagon Rides",
        town="salem",
        line=12,
        text=(
            "Blue Wagon drivers come to the door, not the curb. They wait while you lock up, carry the bag and know "
            "which clinic entrance has no stairs."
        ),
        since=1999,
        contact="Ride desk supervisor",
    ),
    Org(
        key="quabbin-wheels",
        name="Quabbin Wheels",
        town="amherst",
        line=12,
        text=(
            "Four vans and seventy volunteer drivers cover hill towns that have no bus. Quabbin Wheels began when one "
            "woman missed three dialysis visits in a month."
        ),
        since=2012,
        contact="Dispatcher",
    ),
    Org(
        key="narragansett-van",
        name="Narragansett Bay Van Company",
        town="cranston",
        line=12,
        text=(
            "A transport company with wheelchair vans and stretcher vans, licensed by the state and booked by health "
            "plans, hospitals and families."
        ),
        since=1988,
        contact="Dispatch manager",
    ),
    Org(
        key="merrimack-hop",
        name="Merrimack Hop",
        town="nashua",
        line=14,
        text="Merrimack Hop helps people use the bus, and gives a ride where no bus goes.",
        since=2010,
        contact="Travel trainer",
    ),
    Org(
        key="harborview-lamp",
        name="Lamplight Community Health",
        town="lynn",
        line=6,
        text=(
            "Lamplight is a health center where the doctor, the dentist, the counselor and the person who helps with "
            "papers share one hallway. Patients hold most of the seats on its board. Nobody is sent away because of "
            "money."
        ),
        since=1971,
        contact="Enrollment lead",
        programs=(
            (
                "Medical Home Match",
                "Finds a primary care home for people who have none and stays until the first visit has happened.",
            ),
        ),
    ),
    Org(
        key="mill-river-health",
        name="Mill River Health Center",
        town="springfield",
        line=14,
        text=(
            "Mill River grew out of a storefront with two nurses. It now has four sites and a van, and still answers "
            "the phone with a human voice."
        ),
        since=1969,
        contact="Patient services manager",
    ),
    Org(
        key="south-coast-stetho",
        name="Sandbar Family Health",
        town="new-bedford",
        line=20,
        text=(
            "Sandbar cares for fishing families, cannery families and everyone who moved in since. Its pharmacy stays "
            "open as late as its doctors."
        ),
        since=1977,
        contact="Front desk lead",
    ),
    Org(
        key="granite-stream",
        name="Granite Stream Health",
        town="nashua",
        line=16,
        text=(
            "Granite Stream brings medical, dental and mental health care together for people in southern New "
            "Hampshire, with or without insurance."
        ),
        since=1993,
        contact="Care coordinator",
    ),
    Org(
        key="bay-rose-health",
        name="Bay Rose Neighborhood Health",
        town="providence",
        line=14,
        text=(
            "Bay Rose has cared for Providence families in Spanish, Portuguese and Cape Verdean Creole for two "
            "generations. It owns a kitchen, because food is medicine that people take."
        ),
        since=1974,
        contact="Community health lead",
    ),
    Org(
        key="bright-tooth",
        name="Bright Tooth Dental Project",
        town="worcester",
        line=22,
        text=(
            "A dental school, a van and three church basements. Bright Tooth treats pain first and asks about money "
            "last."
        ),
        since=2000,
        contact="Clinic manager",
    ),
    Org(
        key="clear-lens",
        name="Clear Lens Vision Services",
        town="brockton",
        line=24,
        text=(
            "Clear Lens checks eyes and makes glasses at cost, in its shop and in schools, shelters and senior centers."
        ),
        since=1986,
        contact="Optical manager",
    ),
    Org(
        key="bell-buoy-care",
        name="Bell Buoy Nurses",
        town="plymouth",
        line=26,
        text="Bell Buoy nurses have made home visits by bicycle, by boat and now in small blue cars.",
        since=1912,
        contact="Visiting nurse lead",
    ),
    Org(
        key="calm-harbor",
        name="Calm Harbor Counseling",
        town="gloucester",
        line=14,
        text=(
            "Calm Harbor offers talk, groups and medicine for children and adults on the North Shore. First calls are "
            "answered by a clinician, not a menu."
        ),
        since=1982,
        contact="Intake clinician",
    ),
    Org(
        key="second-tide",
        name="Second Tide Recovery",
        town="new-bedford",
        line=28,
        text=(
            "Second Tide helps people stop using drugs and alcohol and stay well. Most of the staff have been in the "
            "chair across the desk."
        ),
        since=1995,
        contact="Admissions coordinator",
    ),
    Org(
        key="open-window",
        name="Open Window Mental Health",
        town="manchester",
        line=18,
        text=(
            "Open Window gives mental health care to people in Manchester and nearby towns, at home, at school, or in "
            "an office with good plants."
        ),
        since=1980,
        contact="Care navigator",
    ),
    Org(
        key="ocean-calm",
        name="Quiet Cove Behavioral Health",
        town="warwick",
        line=16,
        text=(
            "Quiet Cove runs clinics, a mobile crisis team and a living room that is open all night, so that nobody "
            "must sit in an emergency room to be heard."
        ),
        since=1976,
        contact="Access team lead",
    ),
    Org(
        key="valley-roots-recovery",
        name="Valley Roots Recovery Center",
        town="greenfield",
        line=16,
        text=(
            "A peer-run center with a pool table, a law library of three books and a phone that someone always answers."
        ),
        since=2010,
        contact="Peer lead",
    ),
    Org(
        key="kind-kidney",
        name="Renal Friends of New England",
        town="boston",
        line=8,
        text="Renal Friends helps people on dialysis and after a transplant with rides, food, bills and company.",
        since=1991,
        contact="Program coordinator",
    ),
    Org(
        key="sickle-strong",
        name="Sickle Cell Strong",
        town="boston",
        line=10,
        text=(
            "Started by a mother and a hematology nurse, Sickle Cell Strong walks with families through pain, school "
            "and the move to adult care."
        ),
        since=2014,
        contact="Community nurse",
    ),
    Org(
        key="lung-lighthouse",
        name="Lung Lighthouse",
        town="providence",
        line=18,
        text="Lung Lighthouse teaches people with asthma and COPD what to do before they cannot breathe.",
        since=1988,
        contact="Asthma educator",
    ),
    Org(
        key="hospice-heron",
        name="Heron Pond Hospice",
        town="keene",
        line=20,
        text="Heron Pond cares for people in the last months of life, at home or in a six-room house by the water.",
        since=1983,
        contact="Admissions nurse",
    ),
    Org(
        key="moving-well",
        name="Moving Well Therapy Center",
        town="attleboro",
        line=30,
        text="Physical, occupational and speech therapy at prices people can meet.",
        since=2005,
        contact="Clinic coordinator",
    ),
    Org(
        key="ladder-works",
        name="Ladder Works",
        town="worcester",
        line=32,
        text=(
            "Ladder Works teaches trades that hire here: nursing assistant, welding, building, code. Classes are "
            "short, tools are lent, and an employer sits in on the last day."
        ),
        since=1996,
        contact="Training coordinator",
    ),
)
