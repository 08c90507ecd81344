"""Which care for long illnesses does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Diabetes Self-Care Classes",
        org="bay-rose-health",
        terms="disease-management health-education nutrition",
        at="providence-rose | pawtucket-rose=Thu 18-20",
        hours="Tue 10-12",
        alt="Clases para cuidar la diabetes",
        text=(
            "Six lessons on numbers, food, feet and what to do when sugar goes low. You get a meter and a plate with "
            "lines on it. A family member can come along."
        ),
        who="Adults with diabetes or told they are close to it.",
        speaks="spa eng por",
        reach="county Providence County RI",
        apply="Ask for the next start date. Lessons are in Spanish and English.",
        capacity="available 10/16 seats",
        refer="phone",
    ),
    Row(
        name="Asthma Home Visits for Children",
        org="lung-lighthouse",
        terms="disease-management home-visiting for-children",
        hours="Mon-Fri 9-17",
        text=(
            "An educator finds what sets off your child's asthma at home and brings a mattress cover, a vacuum and an "
            "action plan for school. Three visits in a year."
        ),
        who="Families with a child 2 to 17 who was in hospital or the emergency room for asthma.",
        ages="2-17",
        speaks="eng spa kea por",
        reach="city Providence RI; city Pawtucket RI; city Central Falls RI",
        remote="home",
        capacity="available 8/20 families",
        refer="fax",
    ),
    Row(
        name="COPD Breathing Group",
        org="lung-lighthouse",
        terms="disease-management support-group",
        at="providence-lung",
        hours="Mon,Thu 13-14:30",
        text=(
            "Breathe, walk, rest, laugh, repeat. Oxygen is welcome; the room has outlets. A therapist checks your "
            "inhaler technique."
        ),
        who="Adults with COPD or other lung disease.",
        cost="fee 5: $5 a class, or free if money is tight.",
        reach="county Providence County RI; county Kent County RI",
        sure="aging",
    ),
    Row(
        name="Dialysis Care Fund",
        org="kind-kidney",
        terms="pay-health medical-rides",
        at="boston-renal",
        hours="Mon-Fri 9-15",
        text=(
            "Small grants for rides, kidney-safe food and copays, and a phone friend who has sat in the same chair. We"
            " also explain the transplant list."
        ),
        who="People on dialysis or with a kidney transplant in New England.",
        bring="Letter from the dialysis unit",
        speaks="eng spa hat zho",
        reach="state MA; state RI; state NH",
        capacity="limited 4/40 grants this month",
        refer="fax",
    ),
    Row(
        name="Sickle Cell Care Navigators",
        org="sickle-strong",
        terms="disease-management one-on-one",
        at="dorchester-sickle",
        hours="Mon-Fri 9-18",
        alt="Navegadores de anemia falciforme",
        text=(
            "A navigator writes your pain plan with you, takes it to the emergency room so that you are believed, and "
            "helps with school plans and the move to adult doctors."
        ),
        who="Children and adults with sickle cell disease or trait, and their families.",
        speaks="eng hat kea fra",
        reach="state MA",
        capacity="available 15/45 families",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Heron Pond Hospice Care",
        org="hospice-heron",
        terms="hospice",
        at="keene-heron",
        hours="24h",
        text=(
            "Nurses, aides, a chaplain and volunteers come to where you live. When home is too hard, there are six "
            "rooms with doors to the garden. Families may stay the night, dogs too."
        ),
        who="People of any age who expect to live six months or less.",
        cost="sliding: Medicare, state plans, or nothing.",
        reach="county Cheshire County NH; city Peterborough NH",
        apply="Anyone may call. We ask your doctor.",
        hotline="603-555-0182: Nurse, day and night",
        capacity="limited 1/6 rooms",
        refer="phone",
    ),
    Row(
        name="Pay-What-You-Can Physical Therapy",
        org="moving-well",
        terms="physical-therapy specialized-therapy",
        at="attleboro-moving",
        hours="Mon-Thu 8-18; Fri 8-13",
        text=(
            "Help with a sore back, a new knee or balance after a fall. A warm pool with a lift. Speech therapy for "
            "children on Fridays."
        ),
        who="Adults and children with little or no insurance.",
        bring="Therapy order, if you have one",
        cost="sliding: Pay what you can; the usual gift is $20.",
        speaks="eng por spa",
        reach="county Bristol County MA; county Providence County RI",
        capacity="waitlist 0/18 new clients: 2 weeks",
    ),
    Row(
        name="Hospital Bill Advocates",
        org="kind-kidney",
        terms="pay-health benefits-navigation",
        at="boston-care",
        hours="Tue,Thu 10-16",
        text=(
            "Bring the bill that made you sit down. An advocate asks for free care you could have had, finds mistakes "
            "and sets a payment you can keep."
        ),
        who="Anyone with a hospital bill from Massachusetts.",
        bring="The bill; Proof of income",
        speaks="eng spa zho vie",
        reach="state MA",
        apply="By appointment in person or by phone.",
    ),
    Row(
        name="Free HIV and Hepatitis Care",
        org="mill-river-health",
        terms="hiv checkup",
        at="springfield-millriver",
        hours="Tue,Thu 9-18",
        text=(
            "Tests with answers in twenty minutes, medicine that prevents HIV, and care for life if you need it. We "
            "treat hepatitis C too; most people are cured in twelve weeks."
        ),
        who="Anyone 13 or older. LGBTQ+ people and people who inject drugs are welcome.",
        ages="13-",
        speaks="eng spa",
        reach="county Hampden County MA; county Hampshire County MA",
        refer="walk-in",
    ),
    Row(
        name="Birth Control and Checkups",
        org="south-coast-stetho",
        terms="family-planning checkup",
        at="fr-sandbar",
        hours="Mon,Wed 12-19",
        text=(
            "All kinds of birth control the same day, tests and treatment for infections, and pregnancy tests without "
            "a lecture. Teens can come alone."
        ),
        who="People of any gender, teens included.",
        cost="sliding: Free under the income limit; no insurance needed.",
        speaks="eng por spa",
        reach="city Fall River MA; city New Bedford MA",
    ),
    Row(
        name="Cambridge Newcomer Health",
        org="harborview-lamp",
        terms="primary-care for-refugees vaccines",
        at="cambridge-hope",
        hours="Wed 9-16; Fri 9-12",
        text=(
            "First health visits for people who have just arrived: shots for the green card, school forms, a careful "
            "ear for what happened on the way."
        ),
        who="Refugees, asylum seekers and other immigrants in their first year.",
        bring="Any papers with your name",
        speaks="eng spa hat ara fra",
        interpreters="Dari, Pashto and Tigrinya interpreters in person.",
        reach="county Middlesex County MA; county Suffolk County MA",
        capacity="limited 3/18 visits a week",
        refer="email",
    ),
    Row(
        name="Funeral Cost Help",
        org="elder-compass",
        terms="funeral pay-health",
        hours="Mon-Fri 9-16",
        text=(
            "Explains what a simple burial or cremation costs, which funeral homes accept the state payment, and how "
            "to apply within the deadline."
        ),
        who="Families in Massachusetts of someone who died without money for a funeral.",
        speaks="eng por spa",
        reach="state MA",
        apply="Call before you sign a contract.",
        remote="phone",
    ),
)
