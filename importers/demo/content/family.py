"""Which family care does the demo hold? Child care, parents, elders, respite."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Find Child Care Desk",
        org="sandcastle-care",
        terms="find-childcare pay-childcare",
        at="warwick-sand",
        hours="Mon-Fri 8-17",
        alt="Cómo encontrar guardería",
        text=(
            "Tell us your hours, your town and your budget. We send a list of licensed places with openings today, "
            "check if the state will pay, and fill in the form."
        ),
        who="Parents and guardians in Rhode Island with children under 13.",
        bring="Pay stubs; Work or school schedule",
        speaks="eng spa por",
        interpreters="Interpreters by phone.",
        reach="state RI",
        apply="Call, or start online at night.",
        capacity="available 40/60 families a week",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Sandcastle Child Care",
        org="sandcastle-care",
        terms="childcare preschool for-children",
        at="warwick-sand | newport-sand=Mon-Fri 6:30-17:30 | westerly-sand=Mon-Fri 7-17",
        hours="Mon-Fri 6:30-18; closed 11-26,12-25,01-01",
        text=(
            "Teachers who stay, lunch cooked here, and a yard with a real hill. Infants to five-year-olds. State child"
            " care help is accepted in every room."
        ),
        who="Children from 6 weeks to 5 years.",
        ages="0-5",
        bring="Shot record; Doctor's form",
        cost="sliding: Weekly fee by income; state help accepted.",
        speaks="eng spa por",
        reach="county Kent County RI; county Newport County RI; county Washington County RI",
        capacity="waitlist 0/190 children: Infants 6 months, age 3 and up 3 weeks",
        refer="form",
    ),
    Row(
        name="Night Shift Nursery",
        org="patchwork-families",
        terms="childcare",
        at="brockton-patch",
        hours="Mon-Fri 18-1",
        text=(
            "Care for children whose parents work the evening shift. Pajamas, stories and a quiet van ride home at one"
            " in the morning."
        ),
        who="Children 1 to 10 whose parent works evenings in Brockton.",
        ages="1-10",
        cost="sliding: $2 to $6 an hour; state help accepted.",
        speaks="eng kea hat spa",
        reach="city Brockton MA; city Randolph MA",
        capacity="limited 2/18 children",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Kitchen Table Parenting Group",
        org="patchwork-families",
        terms="parenting support-group for-families",
        at="brockton-patch | randolph-patch=Thu 10-12",
        hours="Wed 17:30-19:30",
        alt="Grupo para padres",
        text=(
            "Supper, then an hour about bedtime, screens, anger and what you did right. Children play next door. Ten "
            "weeks; courts accept the certificate."
        ),
        who="Parents, stepparents and grandparents.",
        speaks="eng kea hat por",
        interpreters="Interpreters for Cape Verdean Creole and Haitian Creole in the room.",
        reach="county Plymouth County MA; city Randolph MA",
        capacity="available 9/14 seats",
        refer="form",
    ),
    Row(
        name="Grandparents Raising Grandchildren",
        org="bridge-foster",
        terms="foster support-group respite",
        at="worcester-bridge",
        hours="1Wed 10-12; 3Tue 18-20",
        text=(
            "Help with custody papers, school and money, and a room full of people who are also too tired for a second"
            " childhood. Child care and rides."
        ),
        who="Grandparents and other relatives raising a child.",
        speaks="eng spa",
        reach="county Worcester County MA",
        apply="Call for a ride.",
        refer="email",
    ),
    Row(
        name="Become a Foster Parent",
        org="bridge-foster",
        terms="foster",
        at="worcester-bridge",
        hours="Tue 18-20",
        text=(
            "Information evenings, training and a worker who answers on Sunday. Homes for brothers and sisters and for"
            " teens are needed most."
        ),
        who="Adults 21 or older, single or not, straight or LGBTQ+, renters too.",
        ages="21-",
        speaks="eng spa por",
        reach="state MA",
        sure="aging",
    ),
    Row(
        name="Blue Heron Adult Day Health",
        org="blue-heron-elder",
        terms="adult-day for-seniors",
        at="springfield-heron | westfield-heron=Mon-Fri 8-15",
        hours="Mon-Fri 7:30-16",
        alt="Centro de día para adultos",
        text=(
            "A nurse, exercise, hot lunch, music and dominoes, with a van that picks you up. Half of the staff speak "
            "Spanish or Russian, and the soup changes accordingly."
        ),
        who="Adults 60 or older, or with a disability, who need help or company in the day.",
        cost="sliding: State plans pay; $68 a day or less by income.",
        speaks="eng spa rus",
        reach="county Hampden County MA",
        apply="Come for a trial day with lunch.",
        capacity="available 7/55 guests",
        refer="fax",
        sure="fresh",
    ),
    Row(
        name="Weekend Respite House",
        org="blue-heron-elder",
        terms="respite",
        at="westfield-heron",
        hours="Fri 16-20; Sat 8-20; Sun 8-18",
        text=(
            "Leave the person you care for with us from Friday to Sunday and sleep. Four beds, one cook, a nurse on "
            "call."
        ),
        who="Family caregivers of older adults or adults with a disability.",
        cost="sliding: $0 to $90 a night.",
        reach="county Hampden County MA; county Hampshire County MA",
        capacity="limited 1/4 beds",
        refer="phone",
    ),
    Row(
        name="Caregiver Coaching by Phone",
        org="elder-compass",
        terms="respite one-on-one",
        hours="Mon-Fri 9-17; Wed 17-20",
        text=(
            "Talk with a coach about the brother who does not help, the bathroom that scares you, and what Medicare "
            "will not pay. Small grants buy a few hours of help."
        ),
        who="Family caregivers of adults 60 or older, or of someone with dementia.",
        speaks="eng por",
        reach="county Plymouth County MA; county Barnstable County MA; county Norfolk County MA",
        remote="phone",
        capacity="available 12/50 caregivers",
        refer="email",
    ),
    Row(
        name="Kite Club After School",
        org="kite-club",
        terms="after-school recreation for-children",
        at="lawrence-kite | methuen-kite=Mon-Fri 14-17:30",
        hours="Mon-Fri 14-18",
        alt="Club después de la escuela",
        text=(
            "Homework first, then violin, soccer or kites. A van brings children from seven schools. Full days in "
            "school vacation weeks."
        ),
        who="Children 6 to 13.",
        ages="6-13",
        bring="Shot record; Emergency card",
        cost="sliding: $5 to $60 a week; state help accepted.",
        speaks="eng spa",
        reach="city Lawrence MA; city Methuen MA",
        capacity="limited 6/140 children",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Kite Club Summer Camp",
        org="kite-club",
        terms="day-camp recreation for-children",
        at="lawrence-kite",
        hours="season 06-24..08-16 Mon-Fri 8-17",
        text="Eight weeks of swimming, bugs, theater and lunch. One trip to the sea each week, sunscreen included.",
        who="Children 6 to 13.",
        ages="6-13",
        cost="sliding: $10 to $120 a week.",
        speaks="eng spa",
        reach="city Lawrence MA; city Methuen MA",
        apply="Sign up from March 1.",
    ),
    Row(
        name="First Porch Home Visits",
        org="first-steps-visitors",
        terms="home-visiting parenting for-pregnant",
        at="keene-porch",
        hours="Mon-Fri 8:30-16:30",
        text=(
            "A nurse or family visitor comes every week or two from pregnancy until your child is three. Bring out the"
            " baby, the worries and the laundry; she will talk while you fold."
        ),
        who="Pregnant people and families with a baby under 6 months when they start.",
        reach="county Cheshire County NH; city Peterborough NH; city Jaffrey NH",
        apply="Call, or ask your midwife.",
        remote="home",
        capacity="available 5/32 families",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Early Help for Small Children",
        org="first-steps-visitors",
        terms="specialized-therapy understand-disability home-visiting for-children",
        hours="Mon-Fri 8-16",
        text=(
            "Worried about talking, walking or a diagnosis? Therapists come to your home and play with a purpose. No "
            "cost, and you do not need a doctor's note."
        ),
        who="Families with children under 3.",
        ages="0-2",
        speaks="eng spa",
        interpreters="Interpreters come along.",
        reach="county Cheshire County NH; county Hillsborough County NH",
        remote="home",
        refer="form",
    ),
    Row(
        name="Dads at the Playground",
        org="patchwork-families",
        terms="parenting mentoring for-families",
        at="dorchester-play",
        hours="Sat 10-12",
        text=(
            "Fathers and their children meet for breakfast and a ball, with a mentor who did it alone. Help with "
            "visits, child support letters and braids."
        ),
        who="Fathers, stepfathers and grandfathers, in one home or two.",
        speaks="eng hat spa kea",
        reach="city Boston MA",
        sure="never",
    ),
    Row(
        name="Supervised Visits",
        org="patchwork-families",
        terms="one-on-one for-families",
        at="brockton-patch",
        hours="Sat,Sun 9-17; Wed 15-19",
        text="A safe room, toys and a trained observer, for parents and children whom a court keeps apart.",
        who="Families with a court or agency order.",
        bring="The court order",
        cost="sliding: $0 to $40 an hour.",
        speaks="eng spa kea",
        reach="county Plymouth County MA",
        facts="do-not-refer",
        alert="New families start only through the court until spring.",
    ),
    Row(
        name="Big Friend Mentors",
        org="kite-club",
        terms="mentoring for-children",
        at="methuen-kite",
        hours="Mon-Fri 12-19",
        text="A grown-up friend for a year or more: two afternoons a month of bowling, baking and being listened to.",
        who="Children and teens 7 to 15.",
        ages="7-15",
        speaks="eng spa",
        reach="city Methuen MA; city Lawrence MA; city Haverhill MA",
        capacity="waitlist 0/60 pairs: Boys 8 months, girls 2 months",
        refer="form",
    ),
)
