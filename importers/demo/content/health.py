"""Which doctors and nurses does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Lamplight Primary Care",
        org="harborview-lamp",
        terms="primary-care checkup",
        at="lynn-lamplight | peabody-lamplight=Mon-Fri 8-17 | salem-lamplight=Tue,Thu 9-17",
        hours="Mon-Thu 8-20; Fri 8-17; Sat 9-13; closed 11-26,12-25,01-01",
        alt="Atención primaria Lamplight",
        text=(
            "A family doctor or nurse practitioner who stays the same, same-day visits when you are ill, and blood "
            "tests downstairs. If you have not seen a doctor in ten years, they have heard it before."
        ),
        who="Anyone, with or without insurance or papers. Children and adults.",
        bring="Photo ID, if you have one; Insurance card; Your medicines in a bag",
        cost="sliding: From $15 a visit by income. No bill is sent to collections.",
        speaks="eng spa khm rus ara",
        interpreters="Interpreters by video in over 200 languages, American Sign Language too.",
        reach="city Lynn MA; city Salem MA; city Peabody MA; city Beverly MA",
        apply="Call to become a patient. First visit within ten days.",
        capacity="available 20/60 new patients a week",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Medical Home Match",
        org="harborview-lamp",
        terms="medical-home primary-care one-on-one",
        at="lynn-lamplight",
        hours="Mon-Fri 8:30-17",
        alt="Le buscamos médico de cabecera",
        text=(
            "No regular doctor, or one on a card you never met? A navigator finds a primary care home that takes your "
            "insurance and speaks your language, changes the name with the plan, and calls after the first visit to "
            "hear if it was right."
        ),
        who="Members of state health plans, people without insurance and newcomers in Essex County.",
        bring="Insurance card or letter",
        speaks="eng spa khm",
        interpreters="Telephone interpreters.",
        reach="county Essex County MA",
        apply="Call, or have a nurse or care manager send the form.",
        capacity="available 12/30 matches a week",
        refer="portal",
        program="Medical Home Match",
        sure="fresh",
    ),
    Row(
        name="Mill River Family Medicine",
        org="mill-river-health",
        terms="primary-care vaccines",
        at="springfield-millriver | holyoke-millriver | chicopee-millriver=Mon,Wed,Fri 8-16",
        hours="Mon-Fri 8-19; Sat 8:30-12",
        alt="Medicina familiar Mill River",
        text=(
            "Checkups, care for diabetes and asthma, shots, and a pharmacist who explains it all once more. Walk in "
            "before ten with a fever or a sore throat."
        ),
        who="All ages in Hampden County.",
        bring="Insurance card, if any; Medicine list",
        cost="sliding: $20 to $60 by income; state plans and Medicare taken.",
        speaks="eng spa rus vie",
        interpreters="Staff interpreters for Spanish and Russian, others by phone.",
        reach="county Hampden County MA",
        capacity="limited 3/40 new patients a week",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Street Medicine Van",
        org="mill-river-health",
        terms="primary-care vaccines for-homeless",
        hours="Mon,Wed 18-22; Fri 6-10",
        text=(
            "Two nurses and a doctor come to parks, bridges and meal lines with bandages, insulin, shots and time. Ask"
            " them about anything, or just take socks."
        ),
        who="People who live outside or in shelters in Springfield and Holyoke.",
        speaks="eng spa",
        reach="city Springfield MA; city Holyoke MA",
        apply="Look for the green van, or call and tell us where to find you.",
    ),
    Row(
        name="Sandbar Walk-In and Family Care",
        org="south-coast-stetho",
        terms="primary-care maternity",
        at="nb-sandbar | fr-sandbar=Mon-Fri 8-17",
        hours="Mon-Sat 8-20; Sun 10-16",
        alt="Clínica Sandbar sin cita",
        text=(
            "A doctor without an appointment, seven days a week, and family care by appointment. Midwives on Tuesdays."
            " Fish hooks removed without remarks."
        ),
        who="Everyone on the South Coast.",
        cost="sliding: By income, from $10. Boat crews may pay after the season.",
        speaks="eng por kea spa",
        interpreters="K'iche' interpreter on weekdays.",
        reach="county Bristol County MA",
        sure="fresh",
    ),
    Row(
        name="Low-Cost Pharmacy and Prescription Help",
        org="south-coast-stetho",
        terms="prescriptions",
        at="nb-sandbar",
        hours="Mon-Fri 9-21; Sat,Sun 10-17",
        text=(
            "Prices set by income, and a worker who fills in drug company forms for the expensive ones. Pill packs by "
            "day and time, with labels in your language."
        ),
        who="Sandbar patients, and anyone without drug coverage.",
        bring="Prescription; Proof of income",
        cost="sliding: Most generics $4 to $12 a month.",
        speaks="eng por kea spa",
        reach="city New Bedford MA; city Fall River MA",
    ),
    Row(
        name="Granite Stream Primary Care",
        org="granite-stream",
        terms="primary-care counseling",
        at="nashua-stream | milfordnh-stream=Mon-Thu 8-17 | manchester-stream=Mon-Fri 8-18",
        hours="Mon,Tue,Thu,Fri 8-17; Wed 8-20",
        text=(
            "Your care team is a doctor, a nurse and a counselor who can step into the same room. Evening visits on "
            "Wednesday. Telehealth for those who live far out."
        ),
        who="Children and adults in southern New Hampshire.",
        cost="sliding: Sliding fee by household size and income; ask before the visit.",
        speaks="eng spa por nep",
        interpreters="Interpreters at no cost.",
        reach="county Hillsborough County NH",
        remote="phone online",
        capacity="available 9/25 new patients a week",
        refer="fax",
    ),
    Row(
        name="Well Child and Shots Clinic",
        org="granite-stream",
        terms="checkup vaccines for-children",
        at="manchester-stream",
        hours="Tue 13-19; 1Sat 9-12",
        text=(
            "Checkups, school and sports forms, and every childhood vaccine. Toothbrushes and a book go home with each"
            " child."
        ),
        who="Children from birth to 18.",
        ages="0-18",
        bring="Shot record",
        speaks="eng spa ara swa",
        reach="city Manchester NH; city Bedford NH; city Derry NH",
        sure="late",
    ),
    Row(
        name="Bay Rose Family Health",
        org="bay-rose-health",
        terms="primary-care disease-management",
        at="providence-rose | cf-rose=Mon-Fri 8-17 | pawtucket-rose=Mon,Thu 9-17",
        hours="Mon-Fri 8-20; Sat 9-14; closed 07-04,11-26,12-25",
        alt="Salud familiar Bay Rose",
        text=(
            "Doctors, midwives, a diabetes team and a teaching kitchen. Group visits for people with diabetes begin "
            "with a cooked lunch."
        ),
        who="Rhode Islanders of all ages; no one is refused for lack of insurance.",
        bring="Insurance card or proof of income",
        cost="sliding: $0 to $45 by income.",
        speaks="eng spa por kea khm",
        interpreters="Interpreters for all other languages by phone.",
        reach="county Providence County RI",
        refer="portal",
        sure="fresh",
    ),
    Row(
        name="Prenatal and New Parent Care",
        org="bay-rose-health",
        terms="maternity family-planning for-pregnant",
        at="providence-rose",
        hours="Mon-Fri 8-17; Tue 17-20",
        alt="Cuidado prenatal y del posparto",
        text=(
            "Midwives, a doula if you want one, and classes in three languages. We go on seeing you for ninety days "
            "after the birth, and the baby for as long as you like."
        ),
        who="Anyone who is pregnant or planning to be, teens too.",
        cost="sliding: Free with state insurance; we help you sign up the same day.",
        speaks="spa eng por kea",
        reach="state RI",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Blood Pressure House Calls",
        org="bell-buoy-care",
        terms="in-home checkup disease-management",
        hours="Mon-Fri 8-16",
        text=(
            "A nurse comes to your kitchen, checks your pressure, sugar, feet and pills, and writes to your doctor. "
            "Scales and cuffs to borrow that send numbers by phone."
        ),
        who="Adults 60 or older, and adults who cannot leave home, in Plymouth County.",
        cost="sliding: Medicare and most plans pay; $10 a visit if not.",
        speaks="eng kea por",
        reach="county Plymouth County MA",
        apply="Your doctor sends an order, or we ask for it.",
        remote="home",
        capacity="available 16/60 patients",
        refer="fax",
    ),
    Row(
        name="Foot Care and Flu Shots",
        org="bell-buoy-care",
        terms="vaccines checkup for-seniors",
        at="plymouth-bell",
        hours="1Wed,3Wed 9-14",
        text=(
            "A nurse trims nails, looks at sores early and gives flu, pneumonia and shingles shots. Take off only one "
            "sock at a time; the room is drafty."
        ),
        who="Adults 60 or older.",
        ages="60-",
        cost="fee 30: $30 for feet. Shots are free with most insurance.",
        reach="city Plymouth MA",
    ),
    Row(
        name="Uninsured Enrollment Desk",
        org="harborview-lamp",
        terms="health-insurance benefits-navigation",
        at="lynn-lamplight | peabody-lamplight=Wed 9-16",
        hours="Mon-Fri 8-17",
        alt="Seguro de salud: inscripción",
        text=(
            "Sign up for state health insurance, a marketplace plan or hospital free care. We read the letters that "
            "say you lost it and get it back."
        ),
        who="Anyone without health insurance, or about to lose it.",
        bring="Photo ID or passport; Pay stubs; Letters from the state",
        speaks="eng spa khm rus ara",
        reach="county Essex County MA",
        refer="walk-in",
        sure="fresh",
    ),
)
