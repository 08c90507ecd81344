"""Which places of everyday life does the demo hold? Senior centers, arts, pets, small business, coming home."""

from importers.demo.shapes import Row

ROWS = (
    Row(
        name="Silver Button Senior Center",
        org="silver-lining-center",
        terms="senior-center recreation for-seniors",
        at="cranston-button | newport-button=Mon-Fri 9-15",
        hours="Mon-Fri 8:30-16; closed 11-26,12-25,01-01",
        text=(
            "Lunch, exercise, cards, a nurse on Wednesdays and help with forms. New people get a table mate for the "
            "first week. The van brings you if you live in town."
        ),
        who="Adults 60 or older.",
        ages="60-",
        cost="sliding: Activities are free. Lunch is a $3 gift.",
        speaks="eng por spa",
        reach="city Cranston RI; city Newport RI; city Middletown RI",
        sure="fresh",
    ),
    Row(
        name="Pen Pals and Porch Calls",
        org="silver-lining-center",
        terms="mentoring one-on-one for-seniors",
        hours="Mon-Fri 10-15",
        text=(
            "A volunteer calls every day at the time you like, or writes if you do not hear well. If you do not "
            "answer, we send someone."
        ),
        who="Adults 60 or older who live alone in Rhode Island.",
        ages="60-",
        speaks="eng por spa",
        reach="state RI",
        remote="phone",
        capacity="available 14/50 friends",
    ),
    Row(
        name="Pet Food Shelf",
        org="good-paw",
        terms="pets",
        at="haverhill-paw",
        hours="Sat 10-12; Wed 16-18",
        text=(
            "A month of dog or cat food, litter and flea drops. If you go to a hospital or shelter, we board your "
            "animal free for up to sixty days."
        ),
        who="Pet owners in Haverhill, Amesbury and Methuen with low income.",
        bring="A photo of your animal",
        speaks="eng spa",
        reach="city Haverhill MA; city Amesbury MA; city Methuen MA",
        sure="fresh",
    ),
    Row(
        name="Low-Cost Shots and Spay Van",
        org="good-paw",
        terms="pets",
        hours="2Sun 9-13",
        text=(
            "Rabies shots and microchips without an appointment. Spay and neuter by date. The van parks in three towns."
        ),
        who="Pet owners on food benefits or with low income.",
        cost="fee 15: $15 a shot; $60 for spay or neuter.",
        reach="county Essex County MA",
        capacity="waitlist 0/30 surgeries: 5 weeks",
    ),
    Row(
        name="Open Studio Nights",
        org="brush-and-drum",
        terms="arts",
        at="nb-drum",
        hours="Tue,Thu 17-20; Sat 12-16",
        text=(
            "Clay, printing and drums with a teacher who helps only when asked. Show your work twice a year and keep "
            "all of what you sell."
        ),
        who="Anyone 12 or older.",
        ages="12-",
        cost="sliding: Pay what you can; materials included.",
        speaks="eng por kea spa",
        reach="city New Bedford MA",
        sure="fresh",
    ),
    Row(
        name="Drumming After Stroke and Injury",
        org="brush-and-drum",
        terms="arts disability-services for-disability",
        at="nb-drum",
        hours="Wed 13-14:30",
        text=(
            "Rhythm brings words and hands back together. Led by a drummer who had a brain injury himself. We meet on "
            "the ground floor."
        ),
        who="Adults with a brain injury, stroke or Parkinson's disease.",
        reach="county Bristol County MA",
    ),
    Row(
        name="Start a Small Business Course",
        org="kitchen-window-business",
        terms="small-business",
        at="providence-window",
        hours="Mon,Wed 18-20",
        alt="Curso para abrir un negocio",
        text=(
            "Ten evenings from idea to license: price, permit, first customer, taxes. Ends with a small loan if you "
            "want one."
        ),
        who="Rhode Island adults 18 or older. Immigrants are half of the class.",
        ages="18-",
        cost="sliding: $0 to $75.",
        speaks="eng spa por",
        interpreters="Cape Verdean Creole interpreter on Wednesdays.",
        reach="state RI",
        capacity="available 8/20 seats",
        refer="form",
        sure="fresh",
    ),
    Row(
        name="Shared Kitchen by the Hour",
        org="kitchen-window-business",
        terms="small-business work-expenses",
        at="providence-window",
        hours="Mon-Sun 6-24",
        text="A licensed kitchen for food carts and caterers, with lockers, a loading door and a coach.",
        who="Food businesses in their first three years.",
        cost="fee 12: $12 an hour, first ten hours free.",
        speaks="eng spa",
        reach="county Providence County RI",
        sure="late",
    ),
    Row(
        name="Independent Living Coaching",
        org="ability-porch",
        terms="disability-services life-skills for-disability",
        at="nashua-ability",
        hours="Mon-Fri 9-17",
        text=(
            "A peer with a disability helps you hire an aide, cook one good meal, use the van, fight a denial. You set"
            " the goal."
        ),
        who="People of any age with any disability.",
        speaks="eng spa ase",
        interpreters="American Sign Language on staff.",
        reach="county Hillsborough County NH; county Rockingham County NH",
        capacity="available 9/30 people",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Moving Out of the Nursing Home",
        org="ability-porch",
        terms="disability-services one-on-one",
        hours="Mon-Fri 9-16",
        text=(
            "If you want to live at home again, we plan it: apartment, ramp, aides, first groceries. Average time from"
            " first call to first night at home is five months."
        ),
        who="People 18 or older who live in a nursing home in New Hampshire.",
        ages="18-",
        reach="state NH",
        remote="home",
        capacity="limited 2/15 people",
        refer="fax",
    ),
    Row(
        name="Home Nursing and Therapy",
        org="blue-door-care",
        terms="home-health physical-therapy",
        hours="Mon-Sun 8-20",
        text=(
            "After a hospital stay a nurse comes the next day: wounds, drips, pills, lungs. Therapists get you up the "
            "stairs. Weekend visits count the same."
        ),
        who="People in Berkshire County who have a doctor's order.",
        cost="sliding: Medicare, state plan or sliding fee.",
        speaks="eng spa",
        reach="county Berkshire County MA",
        apply="The hospital or your doctor sends the order.",
        remote="home",
        capacity="available 20/90 patients",
        refer="fax",
        sure="fresh",
    ),
    Row(
        name="Helping Hands Homemaker",
        org="blue-door-care",
        terms="in-home-help in-home for-seniors",
        hours="Mon-Sat 7-19",
        text=(
            "Two to six hours a week of washing, shopping, bathing and company, with the same person each time if we "
            "can."
        ),
        who="Adults 60 or older, and adults with a disability.",
        cost="sliding: $0 to $24 an hour by income.",
        reach="county Berkshire County MA",
        remote="home",
        capacity="waitlist 0/60 homes: About 7 weeks in the south of the county",
        refer="form",
    ),
    Row(
        name="Long View Nursing Home",
        org="blue-door-care",
        terms="nursing-home",
        at="pittsfield-nursing",
        hours="24h",
        text=(
            "Forty beds, a garden, a cat, and nurses who have stayed on average eleven years. Short stays for "
            "rehabilitation too."
        ),
        who="Adults who need nursing day and night.",
        cost="sliding: Medicare for short stays, state plan, or private pay.",
        speaks="eng spa",
        reach="county Berkshire County MA",
        capacity="limited 2/40 beds",
        refer="fax",
    ),
    Row(
        name="Gate Pickup and First 72 Hours",
        org="homeward-track",
        terms="reentry-help one-on-one",
        at="worcester-track",
        hours="Mon-Fri 7-19; Sat 8-12",
        text=(
            "We meet you at the gate, drive you to a safe bed, get a phone and an ID, and eat breakfast with you. Most"
            " of our staff have walked out of that gate."
        ),
        who="Men and women 18 or older coming home from jail or prison to Worcester County.",
        ages="18-",
        speaks="eng spa",
        reach="county Worcester County MA",
        apply="Write from inside, or have your worker call 30 days ahead.",
        capacity="available 6/12 pickups a month",
        refer="email",
        sure="fresh",
    ),
    Row(
        name="Family Visits by Van",
        org="homeward-track",
        terms="reentry-help transit for-families",
        at="worcester-track",
        hours="1Sat 6-18; 3Sat 6-18",
        text="A free van to four prisons, with breakfast, car seats and someone who knows the visiting rules.",
        who="Children and families of people in prison.",
        speaks="eng spa",
        reach="city Worcester MA; city Fitchburg MA; city Leominster MA",
    ),
    Row(
        name="Community Acupuncture",
        org="quiet-hands",
        terms="alternative-medicine",
        at="cambridge-hands",
        hours="Tue-Fri 13-19; Sat 9-13",
        text=(
            "Needles for pain, sleep, stress and the wish for a cigarette, in a room of recliners. You choose what to "
            "pay and nobody asks why."
        ),
        who="Adults 18 or older.",
        ages="18-",
        cost="sliding: $15 to $40, you choose.",
        speaks="eng zho por",
        reach="city Cambridge MA; city Somerville MA",
        sure="fresh",
    ),
    Row(
        name="Which Bus, Which Van",
        org="valley-transit-map",
        terms="public-transit hotline",
        at="noho-ways",
        hours="Mon-Fri 8-17",
        text=(
            "Tell us where you must be and when. We plan the trip, with the walk, the fare and the last bus home, and "
            "mail a card with it."
        ),
        who="Anyone in Hampshire, Hampden or Franklin County.",
        speaks="eng spa",
        reach="county Hampshire County MA; county Hampden County MA; county Franklin County MA",
        sure="fresh",
    ),
    Row(
        name="School and Job Van for Foster Teens",
        org="valley-transit-map",
        terms="school-rides for-teens",
        hours="Mon-Fri 6-20",
        text="A ride so that a move does not mean a new school, or the loss of a first job.",
        who="Youth 12 to 21 in foster care or in a shelter.",
        ages="12-21",
        reach="county Hampshire County MA; county Franklin County MA",
        apply="The case worker or school asks.",
        capacity="available 5/25 riders",
        refer="email",
    ),
    Row(
        name="Pond School and Stargazing",
        org="night-sky-club",
        terms="nature recreation for-families",
        at="plymouth-pond",
        hours="Sat,Sun 10-16; -1Fri 19-22",
        text=(
            "Canoes, frogs, and on the last Friday of the month the telescope. Free for families with a benefits card."
        ),
        who="Families and anyone who likes mud.",
        cost="sliding: $5 a family; free with a benefits card.",
        reach="county Plymouth County MA",
        sure="aging",
    ),
    Row(
        name="Library Social Worker Hours",
        org="ability-porch",
        terms="libraries benefits-navigation",
        at="nashua-ability",
        hours="Thu 14-18",
        text=(
            "A social worker at a table with a plant, next to the newspapers. Bring a letter or a question; no "
            "appointment."
        ),
        who="Anyone, with or without a library card.",
        speaks="eng spa",
        reach="city Nashua NH",
    ),
)
