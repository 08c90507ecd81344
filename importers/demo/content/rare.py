"""Which rare-disease groups does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Rare Disease Family Line",
        org="rare-threads",
        terms="rare-disease one-on-one support-group",
        hours="Mon-Fri 9-18",
        text=(
            "A nurse and a parent answer together. They read the genetics letter with you, look for the one clinic, "
            "and find a family with the same diagnosis, sometimes across the world."
        ),
        who="Families and adults with a rare or undiagnosed disease, anywhere in the United States.",
        speaks="eng spa",
        interpreters="Interpreters on the line in over 100 languages.",
        reach="nation",
        apply="Call, or write and we call you.",
        remote="phone online",
        hotline="617-555-0192: Family line",
        capacity="available 20/60 families",
        refer="portal",
        program="Thread to Thread",
        sure="fresh",
    ),
    Row(
        name="Travel Fund for Rare Care",
        org="rare-threads",
        terms="rare-disease pay-health medical-rides",
        at="boston-threads",
        hours="Mon-Thu 9-16",
        text=(
            "Pays for the train, the room and the lunch when the only clinic is far away. Most families get an answer "
            "in three days."
        ),
        who="Children and adults in New England with a rare disease and low or middle income.",
        bring="Letter with the appointment; Proof of income",
        speaks="eng spa por",
        reach="state MA; state RI; state NH",
        capacity="limited 3/25 trips this month",
        refer="form",
    ),
    Row(
        name="Undiagnosed Families Evening",
        org="rare-threads",
        terms="rare-disease support-group virtual-support",
        hours="2Thu 19-20:30",
        text="Online, cameras optional. For families still waiting for a name.",
        who="Families with a child or adult who has no diagnosis yet.",
        speaks="eng",
        reach="nation",
        remote="online",
        sure="aging",
    ),
    Row(
        name="Krabbe and Leukodystrophy Parents",
        org="leukodystrophy-lanterns",
        terms="rare-disease support-group for-families",
        at="providence-lanterns",
        hours="1Sat 10-12",
        text=(
            "Parents meet in person and on the screen at the same time. Newborn screening just called? Somebody will "
            "ring you tonight."
        ),
        who="Families of children with Krabbe disease or another leukodystrophy, and families who lost a child.",
        speaks="eng spa por",
        reach="nation",
        hotline="401-555-0198: Tonight line for newly diagnosed families, evenings",
        capacity="available 30/60 families",
        sure="fresh",
    ),
    Row(
        name="Feeding Tubes and Small Machines Closet",
        org="leukodystrophy-lanterns",
        terms="rare-disease medical-supplies equipment-loan",
        at="providence-lanterns",
        hours="appt",
        text=(
            "Bath chairs, suction machines, feeding pumps and car beds passed from one family to the next, cleaned and"
            " checked."
        ),
        who="Families of children with complex medical needs in New England.",
        reach="state MA; state RI; state NH",
        apply="Write with the item and your child's weight.",
        refer="email",
    ),
    Row(
        name="PKU Cooking and Support",
        org="low-protein-table",
        terms="rare-disease nutrition support-group",
        at="cambridge-protein",
        hours="3Sun 12-15",
        text=(
            "Cook three low-protein dishes, swap formula tips, and let the children measure. Adults who left the diet "
            "and want to come back are very welcome."
        ),
        who="Children and adults with PKU or a related metabolic condition, and their families.",
        cost="fee 8: $8 a person for food; free if you ask.",
        speaks="eng por",
        reach="state MA; state RI; state NH",
        capacity="available 7/24 seats",
        sure="fresh",
    ),
    Row(
        name="Medical Food Coverage Help",
        org="low-protein-table",
        terms="rare-disease health-insurance",
        hours="Tue,Thu 10-16",
        text=(
            "Formula and low-protein food must be covered in our states, and insurers forget. We write the appeal with"
            " you."
        ),
        who="People in New England who need medical food.",
        reach="state MA; state RI; state NH",
        remote="phone",
        refer="fax",
    ),
    Row(
        name="Rett Syndrome Family Saturdays",
        org="silent-bells-rett",
        terms="rare-disease support-group for-families",
        at="nashua-bells",
        hours="2Sat 13-16",
        text=(
            "Eye-gaze tablets, music, a swim when the pool is warm, and time for parents while trained friends look "
            "after the girls."
        ),
        who="People with Rett syndrome of any age and their families.",
        speaks="eng spa",
        reach="state NH; state MA",
        capacity="available 6/15 families",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Duchenne Family Clinic Companions",
        org="strong-steps-duchenne",
        terms="rare-disease one-on-one disease-management",
        at="worcester-steps",
        hours="Mon-Fri 9-16",
        text=(
            "An advisor who knows steroids, school stairs and trials sits in on the clinic day, then writes down what "
            "was decided. Young men get their own mentor at 15."
        ),
        who="Boys and men with Duchenne or Becker muscular dystrophy, carriers, and families.",
        speaks="eng spa por",
        reach="state MA; state RI; state NH",
        capacity="available 9/40 families",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Power Soccer and Dinner",
        org="strong-steps-duchenne",
        terms="rare-disease recreation support-group for-disability",
        at="worcester-steps",
        hours="Fri 17:30-20",
        text="Soccer in power chairs, then pizza. Chairs to borrow, loud supporters welcome.",
        who="Anyone 6 or older who uses a power chair.",
        ages="6-",
        cost="free",
        reach="county Worcester County MA; county Middlesex County MA",
        sure="never",
    ),
    Row(
        name="Chronic Granulomatous Disease Circle",
        org="shield-cgd",
        terms="rare-disease support-group virtual-support",
        hours="4Tue 19-20:30",
        text=(
            "An online circle for CGD: mulch, mold, transplants, gene therapy, school. A nurse answers for the first "
            "half hour."
        ),
        who="People with chronic granulomatous disease, carriers and families.",
        speaks="eng spa",
        reach="nation",
        apply="Write for the link.",
        remote="online",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Immune Safe School Planning",
        org="shield-cgd",
        terms="rare-disease iep-504",
        hours="Mon-Wed 9-15",
        text=(
            "A nurse writes a plan with the school: fevers, shots, classmates, field trips with hay. Works together "
            "with a 504 plan."
        ),
        who="Students 3 to 21 with a primary immune condition in New England.",
        ages="3-21",
        reach="state MA; state RI; state NH",
        remote="phone online",
        refer="fax",
    ),
    Row(
        name="Huntington's and Ataxia Group",
        org="hummingbird-neuro",
        terms="rare-disease support-group",
        at="springfield-hummingbird",
        hours="3Wed 18-20",
        text=(
            "People with the disease in one room, partners in the other, young people at risk on a call of their own. "
            "A social worker knows the disability forms by heart."
        ),
        who="Adults with Huntington's disease, ataxia or at risk, and families.",
        speaks="eng spa",
        reach=(
            "county Hampden County MA; county Hampshire County MA; county Franklin County MA; county Berkshire County "
            "MA"
        ),
        capacity="available 10/24 chairs",
        sure="fresh",
    ),
    Row(
        name="Sibling Club for Rare Families",
        org="rare-threads",
        terms="rare-disease support-group for-children",
        at="boston-threads",
        hours="4Sun 14-16:30",
        text=(
            "For the brothers and sisters who wait in waiting rooms. Climbing, pancakes and a talk nobody makes you "
            "have."
        ),
        who="Children and teens 7 to 17 with a brother or sister with a rare disease.",
        ages="7-17",
        speaks="eng spa",
        reach="state MA",
        capacity="limited 2/20 children",
    ),
    Row(
        name="Sickle Cell Teen Transition Group",
        org="sickle-strong",
        terms="rare-disease support-group for-teens",
        at="dorchester-sickle",
        hours="1Wed 17-19",
        text=(
            "Learn to order your own refill, explain your pain plan in a minute and pick a college with a good clinic."
        ),
        who="Teens and young adults 14 to 24 with sickle cell disease.",
        ages="14-24",
        speaks="eng hat kea",
        reach="state MA",
        sure="fresh",
    ),
)
