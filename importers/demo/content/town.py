"""Which town offices, courts, libraries and chaplains does the demo hold?"""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Town Help Office",
        org="candle-ferry-town",
        terms="public-office emergency-cash pay-housing",
        at="exeter-town",
        hours="Mon,Wed 9-12; Thu 13-16",
        text=(
            "New Hampshire towns must help residents who cannot pay for a basic need. Ask for a form at the long "
            "counter; you get an answer in writing within five days."
        ),
        who="Residents of the town who cannot pay rent, heat, food or medicine.",
        bring="Photo ID; Bank statement; The bill",
        speaks="eng",
        apply="Call first to learn which papers to bring.",
        sure="fresh",
    ),
    Row(
        name="Birth, Death and Marriage Records",
        org="candle-ferry-town",
        terms="public-office id-recovery",
        at="exeter-town",
        hours="Mon-Thu 8:30-16; Fri 8:30-12",
        text=(
            "Copies of certificates, dog licenses and help with voter registration. The fee is waived for people "
            "without a home."
        ),
        who="Anyone with a record in New Hampshire.",
        cost="fee 15: $15 a copy, waived for people without a home.",
        speaks="eng fra",
    ),
    Row(
        name="Willow Bend High School",
        org="willow-school",
        terms="schools alternative-school for-teens",
        at="keene-willow",
        hours="Mon-Fri 8-14:30",
        text=(
            "A school of ninety students with a garden, a workshop and teachers who call you at nine if you are not "
            "there. Transfers all year."
        ),
        who="Students 14 to 20 who left school or are about to.",
        ages="14-20",
        speaks="eng spa",
        reach="county Cheshire County NH",
        apply="Visit for a day first.",
        capacity="limited 4/90 students",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Street and Bedside Chaplains",
        org="harbor-chaplains",
        terms="spiritual one-on-one",
        at="boston-chapel",
        hours="Mon-Fri 10-20",
        text=(
            "Somebody to sit, pray or be silent with, in your faith or in none. They go to hospitals, shelters and "
            "benches. Weekly service on the common in every weather."
        ),
        who="Everyone; people who live outside first.",
        speaks="eng spa hat por",
        reach="city Boston MA; city Cambridge MA",
        sure="fresh",
    ),
    Row(
        name="Interfaith Mourning Circle",
        org="harbor-chaplains",
        terms="grief-group spiritual",
        at="boston-chapel",
        hours="1Mon 18-19:30",
        text="Once a month we read the names of those who died without a funeral, and of yours, if you bring one.",
        who="Anyone who mourns.",
        speaks="eng spa",
    ),
    Row(
        name="Library of Things",
        org="parcel-library",
        terms="libraries community-life",
        at="dover-parcel",
        hours="Mon-Thu 10-20; Fri,Sat 10-17",
        text=(
            "Borrow a sewing machine, a blood pressure cuff, a sunlamp, a telescope or a bicycle trailer with your "
            "library card."
        ),
        who="Anyone with a library card; newcomers get one without a bill.",
        speaks="eng fra",
        reach="county Strafford County NH",
        sure="fresh",
    ),
    Row(
        name="Quiet Study and Proctored Tests",
        org="parcel-library",
        terms="libraries tutoring",
        at="dover-parcel",
        hours="Tue,Thu 16-20",
        text="A room with a door, a printer and a person who can sign that you took the test yourself.",
        who="Students of any age.",
        reach="city Dover NH",
        sure="never",
    ),
    Row(
        name="Young Adult Diversion",
        org="elm-probation",
        terms="courts legal-aid for-teens",
        at="lawrence-look",
        hours="Mon-Fri 9-18",
        text="Instead of a record: a coach, a class, and a way to repair what was done. The case is closed at the end.",
        who="People 18 to 24 with a first or second charge in Essex County.",
        ages="18-24",
        speaks="spa eng",
        reach="county Essex County MA",
        apply="The court, the police or your lawyer sends you.",
        capacity="available 9/40 young people",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Probation Office Navigator",
        org="elm-probation",
        terms="courts reentry-help benefits-navigation",
        at="lawrence-look",
        hours="Tue,Wed 9-16",
        text="A worker in the waiting room who finds you a bed, a bus pass and a job lead while you wait to check in.",
        who="People on probation or parole.",
        speaks="spa eng",
        reach="city Lawrence MA; city Haverhill MA",
        sure="aging",
    ),
    Row(
        name="Repair Café",
        org="screen-door",
        terms="community-life recreation",
        at="lowell-fix",
        hours="3Sat 10-14",
        text="Bring the toaster, the lamp, the zipper. Volunteers fix it with you, and you pour the coffee.",
        who="Anyone with something broken.",
        speaks="eng khm",
        reach="city Lowell MA",
    ),
    Row(
        name="Late Lamp Study Center for Nurses' Aides",
        org="paper-crane",
        terms="esl job-training",
        at="cambridge-late",
        hours="Tue,Thu 19-22",
        text="English, charting and test practice for home aides who want to be nurses. Supper and a ride home.",
        who="Home health aides and nursing assistants 18 or older; most are immigrants.",
        ages="18-",
        speaks="eng hat spa",
        reach="city Cambridge MA; city Somerville MA; city Medford MA",
        capacity="waitlist 0/22 seats: Next group in January",
        refer="form",
    ),
    Row(
        name="Baby Box and First Visit",
        org="bell-buoy-care",
        terms="baby home-visiting for-pregnant",
        hours="Mon-Fri 8-16",
        text=(
            "A nurse brings a box with clothes, a thermometer and a sleep sack, weighs the baby and looks at the "
            "mother too."
        ),
        who="Families with a baby under 8 weeks in Plymouth and Barnstable counties.",
        speaks="eng por kea hat",
        reach="county Plymouth County MA; county Barnstable County MA",
        apply="Your hospital tells us, or call.",
        remote="home",
        capacity="available 20/40 visits a month",
        refer="fax",
        sure="fresh",
    ),
    Row(
        name="Men's Shed",
        org="silver-lining-center",
        terms="community-life recreation for-seniors",
        at="newport-button",
        hours="Mon,Wed,Fri 9-12",
        text=(
            "Tools, tea and talk that happens side by side. Build a bench, fix a bike for a child, or sand something "
            "for a year."
        ),
        who="Men 60 or older, and anyone who likes sheds.",
        reach="city Newport RI; city Middletown RI",
    ),
    Row(
        name="Bike Library for Workers",
        org="valley-transit-map",
        terms="transit work-expenses",
        at="noho-ways",
        hours="Sat 9-13",
        text="Borrow a bike with lights, lock and a helmet for as long as you have the job. Repairs while you wait.",
        who="Workers and job seekers 16 or older without a car.",
        ages="16-",
        speaks="eng spa",
        reach="county Hampshire County MA; county Hampden County MA",
        capacity="limited 3/45 bikes",
        sure="fresh",
    ),
    Row(
        name="Ayuda Legal por Teléfono",
        org="scale-and-lantern",
        terms="legal-aid hotline",
        hours="Mon-Fri 9-13",
        alt="Legal Help by Phone",
        text=(
            "Una abogada contesta sus preguntas de vivienda, trabajo y familia y le dice qué hacer hoy. Si hace falta,"
            " le damos una cita. / A lawyer answers by phone, in Spanish and Portuguese."
        ),
        who="People with low income in Massachusetts. Immigration status does not matter.",
        speaks="spa por eng",
        reach="state MA",
        remote="phone",
        refer="phone",
        sure="fresh",
    ),
)
