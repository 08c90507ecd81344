"""Who offers help in the demo? Invented organizations, continued."""

from importers.demo.shapes import Org

ORGANIZATIONS = (
    Org(
        key="warriors-table",
        name="The Long Table for Veterans",
        town="dover",
        line=34,
        text="Veterans cook and eat together on Thursdays, and everything else grew from that.",
        since=2009,
        contact="Table host",
    ),
    Org(
        key="rare-threads",
        name="Rare Threads Alliance",
        town="boston",
        line=22,
        text=(
            'Rare Threads is for families told "we have never seen this before". It joins small disease groups under '
            "one roof with one phone, a nurse, and a fund for the trip to the one doctor who has."
        ),
        since=2008,
        contact="Family liaison",
        programs=(("Thread to Thread", "Matches a family with another that has the same or a very near diagnosis."),),
    ),
    Org(
        key="leukodystrophy-lanterns",
        name="Leukodystrophy Lanterns",
        town="providence",
        line=30,
        text="Parents of children with Krabbe and other leukodystrophies light the way for the next family.",
        since=2011,
        contact="Parent mentor",
    ),
    Org(
        key="low-protein-table",
        name="Low Protein Table",
        town="cambridge",
        line=24,
        text="For people with PKU and other metabolic conditions, who have to weigh what others just eat.",
        since=1999,
        contact="Dietitian",
    ),
    Org(
        key="silent-bells-rett",
        name="Bells for Rett",
        town="nashua",
        line=36,
        text="A New England group for girls, women and boys with Rett syndrome and those who speak with them.",
        since=2009,
        contact="Group leader",
    ),
    Org(
        key="strong-steps-duchenne",
        name="Strong Steps Duchenne",
        town="worcester",
        line=44,
        text=(
            "Strong Steps goes with families of boys and young men with Duchenne and Becker muscular dystrophy from "
            "the first stumble to college."
        ),
        since=2004,
        contact="Family advisor",
    ),
    Org(
        key="shield-cgd",
        name="Shield for Immune Conditions",
        town="boston",
        line=26,
        text="Shield serves people with chronic granulomatous disease and other primary immune conditions.",
        since=2012,
        contact="Nurse educator",
    ),
    Org(
        key="hummingbird-neuro",
        name="Hummingbird Movement Group",
        town="springfield",
        line=26,
        text="A group for Huntington's disease, ataxia and other rare conditions of movement.",
        since=2000,
        contact="Group leader",
    ),
    Org(
        key="bay-state-answer",
        name="Bay and Granite Answer Line",
        town="concord",
        line=38,
        text=(
            "People who know the region answer the phone and look up what is near you. They stay on the line while it "
            "rings at the other end."
        ),
        since=1997,
        contact="Night supervisor",
    ),
    Org(
        key="starfish-line",
        name="Starfish Line",
        town="boston",
        line=28,
        text="A phone, text and chat line for anyone who is low, anxious or alone at night.",
        since=1986,
        contact="Line manager",
    ),
    Org(
        key="translation-bridge",
        name="Word Bridge Interpreters",
        town="lowell",
        line=24,
        text="Word Bridge sends trained interpreters to clinics, courts and kitchens.",
        since=1993,
        contact="Scheduling",
    ),
    Org(
        key="fair-heat-watch",
        name="Consumer Lantern",
        town="providence",
        line=32,
        text="Consumer Lantern advises people about utilities, debt collectors and contracts that sound too good.",
        since=2001,
        contact="Advisor",
    ),
)
