"""Which classes and schools does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="English Classes, Morning and Night",
        org="paper-crane",
        terms="esl",
        at="quincy-crane | randolph-crane=Tue,Thu 18-21 | malden-crane=Sat 9-13",
        hours="Mon-Thu 9-12,18-21",
        alt="Clases de inglés",
        text=(
            "Six levels of English, from the alphabet to a job interview. Child care in the morning and a library card"
            " on the first day. A new group starts every ten weeks, and a volunteer talks with you in between."
        ),
        who="Adults 18 or older who speak another language. Immigrants and refugees welcome.",
        ages="18-",
        speaks="eng zho vie hat ara por",
        interpreters="Staff help with sign-up in five languages.",
        reach="county Norfolk County MA; city Malden MA",
        apply="Come to a placement hour on the first Monday of the month.",
        capacity="waitlist 0/180 seats: Day classes 6 weeks, evening 3 months",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Citizenship Class and Practice",
        org="paper-crane",
        terms="immigration esl",
        at="quincy-crane",
        hours="Sat 9:30-12:30",
        text=(
            "Ten Saturdays of history, questions and the interview, with a volunteer in a suit who plays the officer. "
            "Form help from a lawyer on the last one."
        ),
        who="Permanent residents who can apply within a year.",
        bring="Green card",
        cost="fee 20: $20 for the book.",
        speaks="eng zho vie",
        reach="county Norfolk County MA; county Suffolk County MA",
        capacity="available 8/25 seats",
    ),
    Row(
        name="One-to-One Reading",
        org="open-page",
        terms="literacy tutoring",
        at="providence-page | woonsocket-page=Mon,Wed 15-19",
        hours="Mon-Thu 10-19; Fri 10-14",
        text=(
            "A trained tutor meets you alone, in a room with a door, for as long as it takes. Bring what you want to "
            "read: a bible, a driver's manual, a story for your child."
        ),
        who="Adults 18 or older who read below grade 6.",
        ages="18-",
        speaks="eng spa",
        reach="county Providence County RI",
        apply="Call. You do not have to write anything.",
        capacity="waitlist 0/70 pairs: About 2 months for evenings",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Aprenda a Leer en Español",
        org="open-page",
        terms="literacy",
        at="providence-page",
        hours="Tue,Thu 17:30-20",
        alt="Learn to Read in Spanish",
        text=(
            "Clases pequeñas para leer y escribir en español antes de aprender inglés. Hay cuidado de niños. / Reading"
            " and writing in Spanish, a strong base for learning English later."
        ),
        who="Adults 18 or older who speak Spanish.",
        ages="18-",
        speaks="spa",
        reach="city Providence RI; city Central Falls RI",
    ),
    Row(
        name="College Money and Application Help",
        org="wide-road",
        terms="financial-aid pay-school",
        at="springfield-road",
        hours="Mon-Thu 12-19; Sat 10-13",
        alt="Ayuda para pagar la universidad",
        text=(
            "An advisor does the federal aid form with you, finds scholarships with your zip code in them, and reads "
            "the award letter for what it leaves out. For adults going back too."
        ),
        who="Students 16 or older and adults who return to school, first in the family above all.",
        ages="16-",
        bring="Tax return; Social Security number, or ask about state aid for immigrants",
        speaks="eng spa",
        reach="county Hampden County MA; county Hampshire County MA",
        capacity="available 30/40 visits a week",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Book and Uniform Fund",
        org="wide-road",
        terms="pay-school books for-children",
        hours="Mon-Fri 9-16",
        text="Pays for calculators, uniforms, exam fees and the deposit that holds a dorm room. Up to $300 a year.",
        who="Students in Springfield, Holyoke and Chicopee from kindergarten to college.",
        bring="School letter; Proof of income",
        speaks="eng spa",
        reach="city Springfield MA; city Holyoke MA; city Chicopee MA",
        capacity="limited 6/50 grants this term",
    ),
    Row(
        name="Ready for School Playgroup",
        org="little-oak",
        terms="preschool parenting for-families",
        at="nashua-oak | merrimack-oak=Tue 9:30-11",
        hours="Mon,Wed,Fri 9:30-11:30",
        text=(
            "Songs, paint and water for small children while a teacher sits with parents and talks about sleep, speech"
            " and what school will ask. A speech therapist visits monthly."
        ),
        who="Families with children under 5.",
        ages="0-4",
        speaks="eng spa por",
        reach="city Nashua NH; city Merrimack NH; city Hudson NH",
        capacity="available 12/30 children",
        sure="fresh",
    ),
    Row(
        name="Free Preschool Classrooms",
        org="little-oak",
        terms="preschool childcare for-children",
        at="nashua-oak",
        hours="Mon-Fri 8-15",
        text=(
            "Two classrooms with meals, naps and a family worker. Children with special needs learn here too, with "
            "therapists in the room."
        ),
        who="Children 3 to 5 in families with low income, in foster care or without a home.",
        ages="3-5",
        bring="Birth certificate; Shot record; Proof of income",
        speaks="eng spa",
        reach="city Nashua NH; city Hudson NH",
        apply="Apply from March. Openings through the year.",
        capacity="waitlist 0/36 children: Four children ahead of you",
        refer="form",
    ),
    Row(
        name="Night Owl Diploma Program",
        org="night-owl-ged",
        terms="ged literacy",
        at="fr-owl",
        hours="Mon-Thu 17-21:30",
        alt="Secundaria nocturna",
        text=(
            "Finish high school in the evening with supper, bus passes and a room for your toddler. Work at your own "
            "speed, or join the fast class for the equivalency test."
        ),
        who="People 17 or older without a diploma.",
        ages="17-",
        speaks="eng por spa khm",
        reach="city Fall River MA",
        apply="Come on any Monday at five.",
        capacity="available 18/90 students",
        refer="walk-in",
        sure="fresh",
    ),
    Row(
        name="High School Equivalency Prep",
        org="paper-crane",
        terms="ged",
        at="malden-crane",
        hours="Mon,Wed 18-21",
        text=(
            "Five tests, one at a time. Teachers who make fractions feel like a recipe. Test fees are paid when you "
            "pass the practice."
        ),
        who="Adults 18 or older.",
        ages="18-",
        speaks="eng hat zho",
        reach="city Malden MA; city Everett MA; city Medford MA",
        sure="aging",
    ),
    Row(
        name="Phone and Laptop Basics",
        org="screen-door",
        terms="computer for-seniors",
        at="dover-screen | rochester-screen=Wed 10-12",
        hours="Tue,Thu 10-12; 1Sat 10-13",
        text=(
            "See your doctor by video, spot a scam, send a photo to a grandchild. Bring your own phone or use ours. "
            "Questions are answered three times with a smile."
        ),
        who="Adults 55 or older, and anyone new to computers.",
        speaks="eng",
        reach="county Strafford County NH",
        capacity="available 9/12 seats",
    ),
    Row(
        name="Laptops on Loan",
        org="screen-door",
        terms="computer pay-school",
        hours="Mon-Fri 10-16",
        text=(
            "A laptop and a hotspot for a term, with a person who answers when it freezes. Yours to keep if you finish"
            " a class."
        ),
        who="Students, job seekers and parents in Strafford and Rockingham counties without a computer.",
        bring="Photo ID; Class or job search letter",
        reach="county Strafford County NH; county Rockingham County NH",
        capacity="full 0/40 laptops: Next return date in June",
        sure="late",
    ),
    Row(
        name="Homework Attic",
        org="wide-road",
        terms="tutoring after-school for-children",
        at="springfield-road",
        hours="Mon-Thu 15-18",
        text=(
            "College students help with homework, snacks are real food, and parents get a short note in their language."
        ),
        who="Students in grades 3 to 8.",
        ages="8-14",
        speaks="eng spa vie",
        reach="city Springfield MA",
    ),
    Row(
        name="Math Rescue by Video",
        org="wide-road",
        terms="tutoring virtual-support",
        hours="Mon-Thu 16-20; Sun 14-18",
        text=(
            "Log on with a problem, leave with the idea. Tutors are teachers with patience and a shared whiteboard. No"
            " sign-up for the first visit."
        ),
        who="Students in grades 5 to 12 anywhere in Massachusetts, and their parents.",
        ages="10-19",
        speaks="eng spa",
        reach="state MA",
        remote="online",
    ),
    Row(
        name="Special Education Surrogates",
        org="little-oak",
        terms="special-education one-on-one",
        hours="Mon-Fri 9-16",
        text="Trained volunteers speak at school meetings for children whose parents cannot.",
        who="Children 3 to 21 in state care in New Hampshire.",
        ages="3-21",
        reach="state NH",
        refer="email",
        facts="staff-only",
    ),
    Row(
        name="Adult Learning Advice Line",
        org="paper-crane",
        terms="find-work hotline",
        hours="Mon-Fri 9-17",
        text=(
            "Not sure which class? Tell us when you are free and what you want to do next, and we name three schools "
            "and their start dates."
        ),
        who="Adults in Massachusetts.",
        speaks="eng spa por zho",
        reach="state MA",
        remote="phone",
        hotline="617-555-0196: Advice line",
    ),
    Row(
        name="Refugee Youth Study Hall",
        org="open-page",
        terms="tutoring esl for-refugees for-teens",
        at="worcester-learn | lowell-learn=Tue,Thu 15-18",
        hours="Mon-Wed 15-18:30",
        text=(
            "Newly arrived teens get English, math and a friend in the grade above. Tutors help with forms, sports and"
            " the first winter."
        ),
        who="Refugees and other immigrants 12 to 20.",
        ages="12-20",
        speaks="eng swa som ara nep khm",
        reach="city Worcester MA; city Lowell MA",
        capacity="available 11/40 students",
        refer="email",
        sure="fresh",
    ),
)
