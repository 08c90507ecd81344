"""Which dentists and eye care does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Toothache Today Clinic",
        org="bright-tooth",
        terms="dental",
        at="worcester-tooth",
        hours="Mon-Fri 8-12; Sat 8-11",
        alt="Dolor de muelas: clínica de hoy",
        text=(
            "Come with pain before eight and you will be seen that morning. We treat infection, pull what cannot be "
            "saved and book you for the rest. Children go first."
        ),
        who="Anyone with tooth pain, any age.",
        cost="sliding: $25 with no insurance; state dental plan accepted.",
        speaks="eng spa por vie",
        interpreters="Interpreters by phone.",
        reach="county Worcester County MA",
        apply="Line forms at 7:30. No appointment.",
        sure="fresh",
    ),
    Row(
        name="Bright Tooth Dental Home",
        org="bright-tooth",
        terms="dental",
        at="worcester-tooth | framingham-tooth=Tue,Wed 9-17",
        hours="Mon-Thu 13-19",
        text=(
            "Cleanings, fillings, root canals and dentures by students and their professors. Visits are slow and "
            "prices low. Evening chairs for people who work."
        ),
        who="Adults and children without dental insurance.",
        bring="Proof of income; List of medicines",
        cost="sliding: About a third of usual prices; dentures from $280.",
        speaks="eng spa por",
        reach="county Worcester County MA; county Middlesex County MA",
        apply="Call in the first week of the month for new-patient times.",
        capacity="waitlist 0/50 new patients a month: 5 weeks for adults, none for children",
        refer="form",
    ),
    Row(
        name="Church Basement Dental Night",
        org="bright-tooth",
        terms="dental",
        at="fitchburg-tooth",
        hours="2Thu 17-21; 4Thu 17-21",
        text=(
            "Two chairs, four volunteers and good music. Cleanings and simple fillings. The stairs are steep; tell us "
            "and we will see you in Worcester."
        ),
        who="Adults 18 or older in northern Worcester County without insurance.",
        ages="18-",
        speaks="eng spa",
        reach="city Fitchburg MA; city Leominster MA; city Gardner MA",
        sure="aging",
    ),
    Row(
        name="School Smiles Van",
        org="bright-tooth",
        terms="dental for-children",
        hours="Mon-Fri 8-14",
        text=(
            "A dental chair on wheels parks at 31 schools. Sealants, cleanings and a letter home in your language. A "
            "consent form is all we need."
        ),
        who="Children in preschool through grade 8 in participating schools.",
        ages="3-14",
        speaks="eng spa por vie",
        reach="city Worcester MA; city Southbridge MA; city Milford MA",
    ),
    Row(
        name="Lamplight Dental",
        org="harborview-lamp",
        terms="dental",
        at="lynn-lamplight | peabody-lamplight=Mon,Wed 9-17",
        hours="Mon-Fri 8-18",
        alt="Dentista Lamplight",
        text=(
            "Dentists and hygienists next door to your doctor, with care for people with diabetes, in pregnancy, or "
            "very afraid. Headphones and blankets provided."
        ),
        who="Children and adults; patients of Lamplight first.",
        cost="sliding: $30 to $90 by income; state dental plan accepted.",
        speaks="eng spa khm",
        interpreters="Video interpreters.",
        reach="county Essex County MA",
        capacity="limited 4/30 new patients a week",
        refer="portal",
    ),
    Row(
        name="Dentistry for Special Needs",
        org="granite-stream",
        terms="dental for-disability",
        at="nashua-stream",
        hours="Tue,Thu 9-15",
        text=(
            "Long, quiet visits for children and adults who cannot sit through a usual one. Desensitizing visits "
            "without any treatment. Wheelchair tilt so that you stay in your own chair."
        ),
        who="People with autism, intellectual or physical disability, any age.",
        cost="sliding: State plans accepted; sliding scale.",
        speaks="eng spa",
        reach="county Hillsborough County NH; county Rockingham County NH; county Cheshire County NH",
        capacity="waitlist 0/20 people: About 10 weeks",
        refer="fax",
    ),
    Row(
        name="Rose Denture Clinic",
        org="bay-rose-health",
        terms="dental for-seniors",
        at="cf-rose",
        hours="Wed 9-15",
        text="Dentures made, mended and adjusted, with a technician on site. Most repairs the same day.",
        who="Adults 60 or older, and adults with state dental insurance.",
        cost="sliding: Repairs from $20.",
        speaks="eng spa por",
        reach="state RI",
    ),
    Row(
        name="Community Eye Exams",
        org="clear-lens",
        terms="vision eyeglasses",
        at="brockton-clear | quincy-clear=Tue,Fri 9-16",
        hours="Mon-Fri 9-17; Thu 9-19",
        alt="Examen de la vista",
        text=(
            "An optometrist checks your sight and the health of your eyes, with drops that hurt less than you think. "
            "Glasses are made in the back room, often while you wait."
        ),
        who="Anyone without vision coverage; state plans accepted.",
        bring="Old glasses",
        cost="sliding: Exam $0 to $40, glasses $15 to $60 by income.",
        speaks="eng kea hat por vie",
        interpreters="Interpreters by phone.",
        reach="county Plymouth County MA; county Norfolk County MA",
        apply="Call or book online.",
        capacity="available 25/80 exams a week",
        refer="phone",
        sure="fresh",
    ),
    Row(
        name="Eyes in School",
        org="clear-lens",
        terms="vision eyeglasses for-children",
        hours="Mon-Fri 8-14",
        text=(
            "Children who failed the nurse's chart get an exam at school and two pairs of glasses, one for home and "
            "one for the desk."
        ),
        who="Students in kindergarten through grade 12 in Brockton and Randolph.",
        ages="5-18",
        speaks="eng kea hat vie",
        reach="city Brockton MA; city Randolph MA",
        apply="The school nurse sends the form home.",
    ),
    Row(
        name="Diabetic Eye Camera",
        org="clear-lens",
        terms="vision disease-management",
        at="quincy-clear",
        hours="1Tue 9-15",
        text=(
            "A picture of the back of each eye, no drops, ten minutes. A specialist reads it and calls if something "
            "needs care."
        ),
        who="Adults 18 or older with diabetes.",
        ages="18-",
        speaks="eng zho vie",
        reach="city Quincy MA; city Weymouth MA",
        refer="fax",
    ),
    Row(
        name="Low Vision at Home",
        org="clear-lens",
        terms="vision assistive for-seniors",
        hours="Mon,Wed 9-15",
        text=(
            "When glasses are no longer enough: magnifiers, bold lines, talking clocks and someone who shows how to "
            "cook safely by touch."
        ),
        who="Adults 60 or older with sight loss in southeastern Massachusetts.",
        ages="60-",
        reach="county Plymouth County MA; county Bristol County MA; county Barnstable County MA",
        remote="home",
        capacity="limited 3/25 visits a month",
        refer="email",
        sure="aging",
    ),
    Row(
        name="Vision Vouchers by Mail",
        org="bay-rose-health",
        terms="eyeglasses pay-health",
        hours="Mon-Fri 9-16",
        text="A voucher for one exam and one pair of glasses at a shop near you, once in two years.",
        who="Rhode Island adults without vision insurance and with income under twice the poverty level.",
        bring="Proof of income",
        speaks="eng spa por kea",
        reach="state RI",
        capacity="full 0/60 vouchers: The next 60 come in January",
        refer="form",
    ),
)
